package claim

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"shingle/generator/internal/besttime"
	"shingle/generator/internal/score"
)

// ofWeek is about when to call: times are those of a channel's week, thresholds that channel's.
func (s *Sentence) ofWeek() string {
	switch {
	case strings.HasPrefix(s.K, "later_"):
		if s.Of.Line == nil {
			return ""
		}
		return s.ofReply()
	case s.Of.Week == nil:
		return "there is no week"
	case strings.HasPrefix(s.K, "coming"):
		return s.ofForecast()
	}
	c := s.Of.Week
	if v, named := s.count("threshold"); named && float64(v) != c.Basis.Threshold {
		return fmt.Sprintf("this channel counts within %g seconds", c.Basis.Threshold)
	}
	told := len(c.Quiet) + len(c.Avoid)
	switch s.K {
	case "call_none", "call_none_lede":
		if told > 0 || !c.Basis.Judged() {
			return "some time differs, or none was judged"
		}
		return ""
	case "call_few", "call_unjudged", "call_old":
		if told > 0 {
			return "some time differs"
		}
		return ""
	case "call_busy":
		if len(c.Quiet) > 0 || len(c.Avoid) == 0 {
			return "some time is quiet, or none is to be avoided"
		}
		return ""
	case "call_any":
		if v, _ := s.count("wait"); told > 0 || v < c.P90 || c.P90 < 0 {
			return "times differ, or the wait is longer"
		}
		return ""
	case "expect_wait", "expect_share", "expect_both":
		return s.ofWhole()
	case "busy_hour", "busy_tied", "busy_mean":
		return s.ofBusiest()
	}
	return s.ofWindow()
}

// ofBusiest denies one busiest hour where another is as busy, or where it is another each day.
func (s *Sentence) ofBusiest() string {
	h := s.Of.Week.Busy
	want := map[bool]string{true: "busy_tied", false: "busy_hour"}[h.Tied]
	if h.Start < 0 {
		want = "busy_mean"
	}
	if s.K != want {
		return want + " would be true"
	}
	return ""
}

// ofWhole is about all times of a week together.
func (s *Sentence) ofWhole() string {
	c := s.Of.Week
	for name, want := range map[string]int64{"half": c.P50, "long": c.P90} {
		if v, named := s.count(name); named && (v != want || v < 0) {
			return fmt.Sprintf("%s is %d", name, want)
		}
	}
	if v, named := s.A["share"].V.(float64); named && (!c.Known || math.Abs(v-c.Whole) > 0.5) {
		return fmt.Sprintf("share is %g", c.Whole)
	}
	return ""
}

// ofWindow is about a stretch of the week: it is one that is told, by the numbers it has, and
// "longer", "fewer" or "more" than what it is held against, in the same measure.
func (s *Sentence) ofWindow() string {
	c, w := s.Of.Week, s.Of.Window
	if w == nil {
		return "there is no such stretch"
	}
	among := c.Quiet
	if strings.HasPrefix(s.K, "call_avoid") || s.K == "call_not" {
		among = c.Avoid
	}
	if strings.HasPrefix(s.K, "window_") {
		among = slices.Concat(c.Quiet, c.Avoid)
	}
	if !slices.Contains(among, *w) {
		return "it is none of those that are told"
	}
	if s.K == "call_best" || s.K == "call_not" {
		if *w != among[0] {
			return "another is told first"
		}
		return ""
	}
	measure := s.K[strings.LastIndex(s.K, "_")+1:]
	got, known := told(w, measure)
	if !known {
		return "that is not known of it"
	}
	if measure == "load" { // a reader asks how many come in an hour, whatever a slot is
		got *= 60 / float64(s.Of.Minutes)
	}
	said := s.number(map[string]string{"share": "share", "load": "perhour"}[measure])
	if !(math.Abs(said-got) <= 0.5) {
		return fmt.Sprintf("it is %g", got)
	}
	if strings.HasPrefix(s.K, "window_") || strings.HasPrefix(s.K, "call_lede_") && measure != "load" {
		return ""
	}
	got, _ = told(w, measure)
	return s.worse(measure, got)
}

// number is a number that a sentence names, the wait if none.
func (s *Sentence) number(name string) float64 {
	switch v := s.A[cmp.Or(name, "wait")].V.(type) {
	case int64:
		return float64(v)
	case float64:
		return v
	}
	return math.NaN()
}

// told is what a stretch shows in a measure; false if that is not known.
func told(w *besttime.Window, measure string) (float64, bool) {
	switch measure {
	case "all":
		return float64(w.OfAll), w.OfAll >= 0
	case "p90":
		return float64(w.P90), w.P90 >= 0
	case "share":
		return w.Share, w.Share >= 0
	}
	return w.PerDay, true
}

// worse denies "longer", "only" and "more" (of a quiet time "fewer") that the page's own numbers
// do not bear out.
func (s *Sentence) worse(measure string, got float64) string {
	c, than := s.Of.Week, math.NaN()
	if b := s.Of.Beside; b != nil {
		if v, known := told(b, measure); known {
			than = v
		}
	}
	if whole, known := map[string]float64{"all": float64(c.P90), "p90": float64(c.P90), "share": c.Whole, "load": c.Whole}[measure]; math.IsNaN(than) && known {
		than = whole
	}
	fewer := strings.HasPrefix(s.K, "call_lede") || measure == "share"
	if fewer && got >= than || !fewer && got <= than {
		return fmt.Sprintf("it is %g, and %g elsewhere", got, than)
	}
	return ""
}

// ofForecast is about the coming week: no day or time is the busiest beside an equal one.
func (s *Sentence) ofForecast() string {
	f := s.Of.Week.Forecast
	if f == nil {
		return "there is no forecast"
	}
	total, most, at := 0.0, math.Inf(-1), 0
	for _, x := range f.Slots {
		total += x.Load
		switch load := math.Round(x.Load); {
		case load > most:
			most, at = load, 1
		case load == most:
			at++
		}
	}
	if v, named := s.count("total"); named && float64(v) != math.Round(total) {
		return fmt.Sprintf("it is %g", total)
	}
	if _, named := s.A["start"]; named && at != 1 {
		return fmt.Sprintf("%d times are equally busy", at)
	}
	return ""
}

// ofReply is about how many are answered in time where nobody waits.
func (s *Sentence) ofReply() string {
	l := s.Of.Line
	if s.text("period") != l.Period.String() {
		return "it is a figure of " + l.Period.String()
	}
	if v, _ := s.count("threshold"); v != int64(l.Metric.Threshold) {
		return fmt.Sprintf("it counts within %g seconds", float64(l.Metric.Threshold))
	}
	if v, _ := s.A["share"].V.(float64); l.Value == nil || score.FormatFloat(v, 0) != score.FormatRat(l.Value, 0) {
		return "the figure is another"
	}
	return ""
}
