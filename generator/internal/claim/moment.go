package claim

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"shingle/generator/internal/besttime"
	"shingle/generator/internal/score"
)

// Moments are the numbers that a browser is given to say whether now is a good time: what it
// may say is checked with them, and it says nothing else.
type Moments struct {
	Zone    string    `json:"zone"`
	Minutes int       `json:"minutes"`
	By      string    `json:"by"`                // what times are compared by: wait, share or load
	Promise *float64  `json:"promise,omitempty"` // the share in time that is promised
	Slots   []Moment  `json:"slots"`
	Quiet   []Stretch `json:"quiet"`
	Avoid   []Stretch `json:"avoid"`
	Closed  []string  `json:"closed,omitempty"` // holidays to come
	Until   string    `json:"until"`            // after it the records are too old to advise
}

// A Moment is a slot of the week in which the desk is open: what the strip shows, its label,
// what is compared (of loads, for an hour), and the percentage in time; nil is not known.
type Moment struct {
	Weekday, Start int
	Shown          *float64
	Label          string
	Value, Share   *float64
}

// MarshalJSON writes it as a list, in the order of its fields.
func (m Moment) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{m.Weekday, m.Start, m.Shown, m.Label, m.Value, m.Share})
}

// A Stretch is a time to call in, or to avoid, with what is compared; nil is not known.
type Stretch struct {
	Weekday, From, To int
	Value             *float64
}

// MarshalJSON writes it as a list, in the order of its fields.
func (s Stretch) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{s.Weekday, s.From, s.To, s.Value})
}

// ofMoment is about what a browser may say by the reader's clock. What it chooses from must be
// the week's own, and a sentence that this week can never bear out is not offered.
func (s *Sentence) ofMoment() string {
	c, m := s.Of.Week, s.Of.Moments
	if c == nil || m == nil {
		return "there is no week to choose from"
	}
	if why := m.denied(c, s.Of.Slots, s.Of.Metric); why != "" {
		return why
	}
	what := strings.TrimPrefix(s.K, "js_")
	if by, measured := strings.CutPrefix(what, "here_"); measured && by != m.By {
		return "times are compared by " + m.By
	}
	if v, named := s.count("threshold"); named && float64(v) != c.Basis.Threshold {
		return fmt.Sprintf("this channel counts within %g seconds", c.Basis.Threshold)
	}
	switch kind, by, _ := strings.Cut(what, "_"); kind {
	case "now", "later", "tomorrow", "day", "fine", "saves", "then":
		if len(c.Quiet) == 0 {
			return "no time is quiet"
		}
		if by != "" && by != m.By {
			return "times are compared by " + m.By
		}
	case "after", "busy":
		if len(c.Quiet) > 0 || len(c.Avoid) == 0 {
			return "a time is quiet, or none is to be avoided"
		}
	case "expect":
		if !c.Basis.Judged() {
			return "no time was judged"
		}
	case "here", "closed", "opens", "old":
	default:
		return "there is no rule for it"
	}
	return ""
}

// ofSoon is about which quiet times come today and tomorrow: a browser names them by the reader's
// days, out of those that the page lists, so there must be some.
func (s *Sentence) ofSoon() string {
	if c := s.Of.Week; c == nil || len(c.Quiet) == 0 {
		return "no time is quiet"
	}
	if v, named := s.A["times"]; named && v.T != "hole" {
		return "times are fixed, whenever a reader looks"
	}
	return ""
}

// denied holds the numbers against the week that they are said to be of.
func (m *Moments) denied(c *besttime.ChannelWeek, slots []*besttime.Slot, promise *score.Metric) string {
	by := "load"
	switch {
	case c.Basis.Waits && c.P90 >= 0:
		by = "wait"
	case c.Basis.Threshold > 0:
		by = "share"
	}
	if m.By != by {
		return "times are compared by " + by
	}
	if (m.Promise == nil) != (promise == nil) {
		return "a share in time is promised, or is not"
	}
	if promise != nil {
		if v, _ := promise.Promise.Float64(); promise.Threshold != c.Basis.Threshold || v != *m.Promise {
			return fmt.Sprintf("%s is promised within %g seconds", promise.Promise.FloatString(2), float64(promise.Threshold))
		}
	}
	hourly := 60 / float64(m.Minutes)
	open := 0
	for _, s := range slots {
		if s.Label == besttime.Closed {
			continue
		}
		if open >= len(m.Slots) || m.Slots[open].Weekday != s.Weekday || m.Slots[open].Start != s.Load.Slot || m.Slots[open].Label != s.Label {
			return fmt.Sprintf("the %dth open slot is another", open+1)
		}
		wait, known := s.Bad()
		want := map[string]float64{"wait": float64(wait), "share": s.InPercent, "load": s.PerDay() * hourly}[by]
		known = map[string]bool{"wait": known, "share": s.Known, "load": s.OpenDays > 0}[by]
		if !near(m.Slots[open].Value, want, known) || !near(m.Slots[open].Share, s.InPercent, s.Known) {
			return fmt.Sprintf("it is %g on day %d at minute %d", want, s.Weekday, s.Load.Slot)
		}
		open++
	}
	if open != len(m.Slots) {
		return fmt.Sprintf("%d slots are open", open)
	}
	for _, side := range []struct {
		told []Stretch
		are  []besttime.Window
	}{{m.Quiet, c.Quiet}, {m.Avoid, c.Avoid}} {
		if len(side.told) != len(side.are) {
			return fmt.Sprintf("there are %d such stretches", len(side.are))
		}
		for i, w := range side.are {
			want := map[string]float64{"wait": float64(w.P90), "share": w.Share, "load": w.PerDay * hourly}[by]
			if t := side.told[i]; t.Weekday != w.Weekday || t.From != w.From || t.To != w.To || !near(t.Value, want, want >= 0) {
				return fmt.Sprintf("it is %g on day %d from minute %d", want, w.Weekday, w.From)
			}
		}
	}
	return ""
}

// near tells whether a rounded number is one that is known, or there is none.
func near(got *float64, want float64, known bool) bool {
	return known == (got != nil) && (got == nil || math.Abs(*got-want) <= 0.5)
}

// ofSitting is about what a browser says of an answer that a reader gives: all its numbers are
// put in there, from how often each answer was given, which must be published.
func (s *Sentence) ofSitting() string {
	if l := s.Of.Line; !l.Shown() || l.Answers == nil || l.Answers.N() == 0 {
		return "how often each answer was given is not told"
	}
	return s.open()
}

// ofPair is about what a browser says of two lines that a reader sets side by side: there must
// be two to choose from, and all numbers are put in there, out of the published file.
func (s *Sentence) ofPair() string {
	if len(s.Of.Lines) < 2 {
		return "there are no two lines to set side by side"
	}
	for _, l := range s.Of.Lines {
		if !l.Shown() {
			return l.Metric.ID + " in " + l.Period.String() + " is not published"
		}
	}
	return s.open()
}

// open denies a sentence for a browser in which something is fixed, whatever a reader chooses.
func (s *Sentence) open() string {
	for name, v := range s.A {
		if v.T != "hole" {
			return name + " is fixed, whatever a reader chooses"
		}
	}
	return ""
}
