package claim

import (
	"fmt"
	"strings"

	"shingle/generator/internal/score"
)

// judged tells whether a promise was kept, missed or left undecided in a period that is over.
func judged(l *score.Line) bool {
	return l.State == score.Published && (l.Status == score.Met || l.Status == score.Missed || l.Status == score.Unclear)
}

// tally counts how the lines went that a sentence speaks of.
func (e *Evidence) tally() (kept, missed, unclear int64) {
	for _, l := range e.Lines[e.From:] {
		switch {
		case !judged(l):
		case l.Status == score.Met:
			kept++
		case l.Status == score.Missed:
			missed++
		default:
			unclear++
		}
	}
	return kept, missed, unclear
}

// newest is the last line of a period that is over and has a figure; -1 if there is none.
func (e *Evidence) newest() int {
	for i := len(e.Lines) - 1; i >= 0; i-- {
		if l := e.Lines[i]; l.State == score.Published && l.Shown() {
			return i
		}
	}
	return -1
}

// at is where the line of a period stands; -1 if there is none.
func (e *Evidence) at(period string) int {
	for i, l := range e.Lines {
		if l.Period.String() == period {
			return i
		}
	}
	return -1
}

// counts denies numbers of kept, missed and undecided that are not those of the lines, or
// that do not add up.
func (s *Sentence) counts() string {
	kept, missed, unclear := s.Of.tally()
	for name, want := range map[string]int64{"kept": kept, "missed": missed, "misses": missed, "unclear": unclear, "of": kept + missed + unclear} {
		if got, named := s.count(name); named && got != want {
			return fmt.Sprintf("%s is %d", name, want)
		}
	}
	return ""
}

// unbroken denies that all periods since one went as told, that it is the first of them, and
// that none is missing in between.
func (s *Sentence) unbroken(since string, told func(*score.Line) bool) string {
	first, end := s.Of.at(since), s.Of.newest()
	if first < 0 || end < first {
		return "there is no figure of " + since
	}
	for i := first; i <= end; i++ {
		l := s.Of.Lines[i]
		if !told(l) {
			return l.Period.String() + " went another way"
		}
		if i > first && s.Of.Lines[i-1].Period.Next() != l.Period {
			return l.Period.Before().String() + " is missing"
		}
	}
	if first > 0 && told(s.Of.Lines[first-1]) && s.Of.Lines[first-1].Period.Next() == s.Of.Lines[first].Period {
		return "it began before " + since
	}
	return ""
}

func went(status string) func(*score.Line) bool {
	return func(l *score.Line) bool { return judged(l) && l.Status == status }
}

// ofRun is about how long, how often and in which periods a promise was kept.
func (s *Sentence) ofRun() string {
	kept, missed, unclear := s.Of.tally()
	switch s.K {
	case "since_met", "since_missed":
		if since := s.text("period"); s.Of.at(since) == s.Of.newest() {
			return "one period is no run"
		}
		return s.unbroken(s.text("period"), went(strings.TrimPrefix(s.K, "since_")))
	case "squares_missed":
		if missed == 0 {
			return "none was missed"
		}
		return s.listed("months", went(score.Missed))
	case "outlook_will_keep", "outlook_will_miss", "outlook_could_miss", "outlook_could_keep":
		against := map[string]int64{"outlook_will_keep": missed, "outlook_will_miss": kept, "outlook_could_miss": missed, "outlook_could_keep": kept}[s.K]
		if against > 0 {
			return fmt.Sprintf("it went the other way in %d of the months that this rests on", against)
		}
		return ""
	case "outlook_may_miss":
		if kept == 0 || missed == 0 {
			return fmt.Sprintf("of the months that this rests on %d were kept, %d missed", kept, missed)
		}
		return ""
	}
	if unclear > 0 && s.K != "kept_three" {
		return "undecided ones are not told"
	}
	return s.counts()
}

// listed denies a list of periods, single ones or from one to another, that is not exactly
// those told.
func (s *Sentence) listed(name string, told func(*score.Line) bool) string {
	items, _ := s.A[name].V.([]Value)
	named := map[string]bool{}
	for _, v := range items {
		span, isSpan := v.V.(*Sentence)
		if !isSpan {
			named[fmt.Sprint(v.V)] = true
			continue
		}
		from, to := s.Of.at(span.text("from")), s.Of.at(span.text("to"))
		if from < 0 || to < from {
			return "no run from " + span.text("from") + " to " + span.text("to")
		}
		for i := from; i <= to; i++ {
			if i > from && s.Of.Lines[i-1].Period.Next() != s.Of.Lines[i].Period {
				return s.Of.Lines[i].Period.Before().String() + " is missing"
			}
			named[s.Of.Lines[i].Period.String()] = true
		}
	}
	for _, l := range s.Of.Lines[s.Of.From:] {
		switch p := l.Period.String(); {
		case told(l) && !named[p]:
			return p + " is not named"
		case !told(l) && named[p]:
			return p + " went another way"
		}
		delete(named, l.Period.String())
	}
	for p := range named {
		return p + " is none of them"
	}
	return ""
}
