package guess

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Question is something about an export that people have to settle.
type Question struct {
	Text    string   // what is open, as a clause
	About   string   // what an answer would tell; "" if no one answer settles it
	Columns []string // of ours
	Headers []string // of those in the file
	Choices []string // formats or units
	Example string   // a cell that may be read in several ways
}

// What questions are about, and what answers to them look like.
const (
	Format  = "date_format" // one of Choices
	Unit    = "unit"        // one of Choices
	Scale   = "scale"       // 1-5
	Zero    = "zero"        // yes: it means no answer; no
	Channel = "channel"     // phone
	Rows    = "rows"        // words of Choices, a line each
)

func (g *Guess) ask(q Question, format string, args ...any) {
	q.Text = fmt.Sprintf(format, args...)
	g.Open = append(g.Open, q)
}

// ReadScale reads the ends of a scale: 1-5, 1 to 5, 0..10.
func ReadScale(s string) (from, to int, ok bool) {
	ends := strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	if len(ends) != 2 {
		return 0, 0, false
	}
	from, err := strconv.Atoi(ends[0])
	to, wrong := strconv.Atoi(ends[1])
	return from, to, err == nil && wrong == nil && from < to && to <= 100
}

// Settle takes in an answer to one of the open questions.
func (g *Guess) Settle(q Question, answer string) {
	g.Open = slices.DeleteFunc(g.Open, func(o Question) bool { return o.Text == q.Text })
	g.Said[q.About] = true
	for i, name := range q.Columns {
		switch q.About {
		case Unit:
			g.Units[name] = answer
		case Scale:
			from, to, _ := ReadScale(answer)
			g.Scales[name] = [2]int{from, to}
			if !slices.Contains(g.Questions, name) {
				g.Questions = append(g.Questions, name)
			}
		case Zero:
			if answer == "no" {
				delete(g.Missing, name)
				g.Scales[name] = [2]int{0, g.Scales[name][1]}
			}
		}
		g.Columns[name] = q.Headers[i : i+1]
		g.Left = slices.DeleteFunc(g.Left, func(l string) bool { return strings.HasPrefix(l, name+" = ") })
	}
	switch q.About {
	case Format:
		g.DateFormat, g.Dates = answer, nil
	case Rows:
		g.Doubts = slices.DeleteFunc(g.Doubts, func(d string) bool { return d == q.Text })
		if words := strings.Split(answer, "\n"); len(words) < len(q.Choices) {
			g.Keep[q.Headers[0]] = words
		}
	case Channel:
		g.Constants["channel"] = answer
	}
}

// quoted lists names, each in quotation marks.
func quoted(names []string) string {
	all := make([]string, len(names))
	for i, n := range names {
		all[i] = strconv.Quote(n)
	}
	return strings.Join(all, ", ")
}
