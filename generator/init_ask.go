package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"shingle/generator/internal/preset"
)

// A question is put to people only where a terminal is at both ends.
type questions struct {
	in  *bufio.Reader
	out io.Writer // nil: nobody is asked
}

// asker asks on a terminal, unless everything is said to be right.
func asker(yes bool, in *os.File, out io.Writer) *questions {
	screen, _ := out.(*os.File)
	if yes || !terminal(in) || screen == nil || !terminal(screen) {
		return &questions{}
	}
	return &questions{bufio.NewReader(in), out}
}

func terminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// people tells whether there is somebody to ask.
func (q *questions) people() bool { return q.out != nil }

// text asks for a text, until it is right; nothing is the answer that stands in brackets.
func (q *questions) text(question, fallback string, right func(string) bool) string {
	for q.people() {
		fmt.Fprintf(q.out, "%s [%s] ", question, fallback)
		line, err := q.in.ReadString('\n')
		line = strings.TrimSpace(line)
		switch {
		case line == "":
			return fallback
		case right(line):
			return line
		case err != nil:
			return fallback
		}
		fmt.Fprintf(q.out, "%q is none\n", line)
	}
	return fallback
}

func knownZone(name string) bool {
	_, err := time.LoadLocation(name)
	return err == nil && !strings.EqualFold(name, "local")
}

// which asks which of several layouts an export has; the first, if there is only one.
func (q *questions) which(name string, best []preset.Match) preset.Match {
	if len(best) == 1 || !q.people() {
		return best[0]
	}
	for i, m := range best {
		fmt.Fprintf(q.out, "%d: %s\n", i+1, m.Preset.Title)
	}
	n := 1
	q.text(name+" may be any of these: which?", "1", func(s string) bool {
		_, err := fmt.Sscan(s, &n)
		return err == nil && n >= 1 && n <= len(best)
	})
	return best[min(max(n, 1), len(best))-1]
}
