// Package progress tells people what a build is at: with times, where they are asked for;
// on a terminal, while it lasts; nothing at all in a file, a pipe or a mail.
package progress

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"shingle/generator/internal/terminal"
)

// Steps are those of a build, told with their times or shown while they last.
type Steps struct {
	Timing bool // tell where the time goes

	out     io.Writer
	shown   bool // out is a terminal
	current string
	aside   string // what there is to tell of its time
	since   time.Time
	begun   time.Time
}

// To tells steps to a writer.
func To(out io.Writer) *Steps { return &Steps{out: out, shown: terminal.Of(out) != nil} }

// Shown tells whether somebody is watching.
func (s *Steps) Shown() bool { return s.shown }

// Begin starts the clock of all steps.
func (s *Steps) Begin() { s.begun = time.Now() }

// End ends the last step.
func (s *Steps) End() { s.Step("") }

// Aside notes what there is to tell of the time of the current step.
func (s *Steps) Aside(text string) { s.aside = text }

// Step ends the step before and begins the next. On a terminal, work of more than a
// second shows what it is at.
func (s *Steps) Step(name string) {
	now := time.Now()
	if s.current != "" && s.Timing {
		fmt.Fprintf(s.out, "%-8s %7.3f s%s\n", s.current, now.Sub(s.since).Seconds(), s.aside)
		s.aside = ""
	}
	if name == "" && s.Timing {
		fmt.Fprintf(s.out, "%-8s %7.3f s\n", "in all", now.Sub(s.begun).Seconds())
	}
	if s.shown && !s.Timing && now.Sub(s.begun) > time.Second {
		fmt.Fprintf(s.out, "\r%-20s", name)
		if name == "" {
			fmt.Fprint(s.out, "\r")
		}
	}
	s.current, s.since = name, now
}

// A Watch shows on a terminal how far a long read is: bytes, rows, time left. It looks at
// counters from time to time, so that nothing waits for it.
type Watch struct {
	out   io.Writer
	what  string
	bytes func() int64            // done
	rows  func(bytes int64) int64 // done with those
	all   int64                   // bytes

	end  chan bool
	over sync.WaitGroup
}

// Until patienceToRead is over, nothing is shown; then anew each tick.
const (
	patienceToRead = time.Second
	tick           = 250 * time.Millisecond
)

// Watch begins to show what a step is at, if anybody is watching.
func (s *Steps) Watch(what string, all int64, bytes func() int64, rows func(bytes int64) int64) *Watch {
	w := &Watch{out: s.out, what: what, bytes: bytes, rows: rows, all: all, end: make(chan bool)}
	if !s.shown || s.Timing || all == 0 || bytes == nil {
		return w
	}
	w.over.Go(func() { w.show(time.Now()) })
	return w
}

// Done ends it, with nothing left of it on the screen.
func (w *Watch) Done() {
	close(w.end)
	w.over.Wait()
}

func (w *Watch) show(begun time.Time) {
	t := time.NewTicker(tick)
	defer t.Stop()
	wide := 0
	for {
		select {
		case <-w.end:
			if wide > 0 {
				fmt.Fprintf(w.out, "\r%s\r", strings.Repeat(" ", wide))
			}
			return
		case now := <-t.C:
			if now.Sub(begun) < patienceToRead {
				continue
			}
			line := w.line(now.Sub(begun))
			if f := terminal.Of(w.out); f != nil {
				if n := terminal.Width(f); n > 1 && len(line) >= n {
					line = line[:n-1]
				}
			}
			fmt.Fprintf(w.out, "\r%-*s", wide, line)
			wide = max(wide, len(line))
		}
	}
}

// line is what is shown after so long.
func (w *Watch) line(since time.Duration) string {
	done := min(w.bytes(), w.all)
	text := fmt.Sprintf("%s: %d of %d MB, %s rows", w.what, done>>20, w.all>>20, spaced(w.rows(done)))
	switch {
	case done*50 < w.all: // too little to tell by
		return text
	case done == w.all:
		return text + ", all read"
	}
	left := time.Duration(float64(since) * float64(w.all-done) / float64(done))
	switch {
	case left >= 2*time.Minute:
		return text + fmt.Sprintf(", %.0f minutes left", left.Minutes())
	case left >= time.Second:
		return text + fmt.Sprintf(", %.0f seconds left", left.Seconds())
	}
	return text + ", nearly done"
}

// spaced writes a count with its thousands apart.
func spaced(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// ReadSoFar is how many bytes this process has read from anywhere since it was asked
// first; nil where the system does not tell.
func ReadSoFar() func() int64 {
	count := func() (n int64) {
		text, err := os.ReadFile("/proc/self/io")
		if err != nil {
			return -1
		}
		fmt.Sscanf(string(text), "rchar: %d", &n)
		return n
	}
	first := count()
	if first < 0 {
		return nil
	}
	return func() int64 { return count() - first }
}
