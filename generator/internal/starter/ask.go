package starter

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/terminal"
)

// Questions are put to people only where a terminal is at both ends. One that was answered
// is not put again.
type Questions struct {
	ctx   context.Context
	lines chan string // what is typed; closed at its end
	out   io.Writer   // nil: nobody is asked
	said  map[string]string
	ended error // nobody answers any more
}

// Asker asks on a terminal, unless everything is said to be right.
func Asker(ctx context.Context, yes bool, in *os.File, out io.Writer) *Questions {
	if yes || terminal.Of(in) == nil || terminal.Of(out) == nil {
		return &Questions{}
	}
	q := &Questions{ctx, make(chan string), out, map[string]string{}, nil}
	go func() {
		defer close(q.lines)
		for r := bufio.NewReader(in); ; {
			line, err := r.ReadString('\n')
			if err != nil && line == "" {
				return
			}
			q.lines <- strings.TrimSpace(line)
		}
	}()
	return q
}

// errNoAnswers says that whoever was asked left.
var errNoAnswers = errors.New("no more answers: nothing was written")

// people tells whether there is somebody to ask.
func (q *Questions) people() bool { return q.out != nil && q.ended == nil }

// ask puts a question until an answer is taken: take gives what is meant, and otherwise
// what would be right. Nothing typed is the fallback. What was answered under the same key
// is not asked again.
func (q *Questions) ask(key, question, fallback string, take func(string) (meant, want string)) string {
	if answer, ok := q.said[key]; ok {
		return answer
	}
	for q.people() {
		fmt.Fprintf(q.out, "%s [%s] ", shown(question), fallback)
		var line string
		select {
		case <-q.ctx.Done():
			fmt.Fprintln(q.out)
			q.ended = q.ctx.Err()
			return fallback
		case typed, more := <-q.lines:
			if line = typed; !more {
				fmt.Fprintln(q.out)
				q.ended = errNoAnswers
				return fallback
			}
		}
		meant, want := fallback, ""
		if line != "" {
			meant, want = take(line)
		}
		if want == "" {
			q.said[key] = meant
			return meant
		}
		fmt.Fprintf(q.out, "  got %q, want %s\n", diag.Short(line), want)
	}
	return fallback
}

// shown is a question of several lines, without what a terminal would obey.
func shown(question string) string {
	lines := strings.Split(question, "\n")
	for i, l := range lines {
		lines[i] = diag.Visible(l)
	}
	return strings.Join(lines, "\n")
}

// choose asks for one of several, counted from 0; -1 if people leave it open, as they may
// where there is no fallback.
func (q *Questions) choose(key, question string, choices []string, fallback int) int {
	var b strings.Builder
	b.WriteString(question)
	for i, c := range choices {
		fmt.Fprintf(&b, "\n  %d  %s", i+1, diag.Visible(c))
	}
	first, open := "leave it off", ", or nothing, to leave it off"
	if fallback >= 0 {
		first, open = strconv.Itoa(fallback+1), ""
	}
	b.WriteString("\nWhich number?")
	answer := q.ask(key, b.String(), first, func(s string) (string, string) {
		if n, err := strconv.Atoi(s); err == nil && n >= 1 && n <= len(choices) {
			return strconv.Itoa(n), ""
		}
		return "", fmt.Sprintf("a number from 1 to %d%s", len(choices), open)
	})
	if n, err := strconv.Atoi(answer); err == nil {
		return n - 1
	}
	return -1
}

// yes asks for yes or no, in the languages of the pages.
func (q *Questions) yes(key, question string, fallback bool) bool {
	first := map[bool]string{true: "yes", false: "no"}[fallback]
	return q.ask(key, question, first, func(s string) (string, string) {
		switch strings.ToLower(s) {
		case "y", "yes", "j", "ja", "s", "si", "sí":
			return "yes", ""
		case "n", "no", "nein":
			return "no", ""
		}
		return "", "yes or no"
	}) == "yes"
}

// readZone takes a time zone by its name, or by that of its city alone.
func readZone(s string) (zone, want string) {
	name := strings.ReplaceAll(strings.TrimSpace(s), " ", "_")
	if strings.Contains(name, "/") || strings.EqualFold(name, "utc") {
		if _, err := time.LoadLocation(name); err == nil {
			return name, ""
		}
	}
	city := []rune(strings.ToLower(name))
	for i := range city {
		if i == 0 || city[i-1] == '_' || city[i-1] == '-' || city[i-1] == '/' {
			city[i] = []rune(strings.ToUpper(string(city[i])))[0]
		}
	}
	for _, area := range []string{"", "Europe/", "America/", "Asia/", "Africa/", "Australia/", "Pacific/", "Atlantic/", "Indian/", "America/Argentina/"} {
		name := area + string(city)
		if _, err := time.LoadLocation(name); err == nil && strings.Contains(name, "/") {
			return name, ""
		}
	}
	return "", "a zone as the IANA database names it, such as Europe/London or America/New_York, or the name of a large city in it"
}
