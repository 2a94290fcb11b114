package claim

import (
	"fmt"
	"strings"

	"shingle/generator/internal/score"
)

// ofSummary is about how all promises went in one period; each of another period is told by its
// name. Its evidence is the lines that stand for each score now.
func (s *Sentence) ofSummary() string {
	if strings.HasPrefix(s.K, "summary_other_") {
		return s.ofOne()
	}
	in := Evidence{}
	elsewhere := 0
	for _, l := range s.Of.Lines {
		switch {
		case l.Promise() == nil || !judged(l):
		case l.Period.String() == s.text("period"):
			in.Lines = append(in.Lines, l)
		default:
			elsewhere++
		}
	}
	kept, missed, unclear := in.tally()
	if kept+missed+unclear == 0 {
		return "nothing was judged in " + s.text("period")
	}
	if others, _ := s.A["others"].V.([]Value); len(others) != elsewhere {
		return fmt.Sprintf("%d were judged in other periods", elsewhere)
	}
	if want := Summarised(kept, missed, unclear); strings.TrimPrefix(strings.TrimPrefix(s.K, "team_"), "summary") != want {
		return fmt.Sprintf("%d were kept, %d missed, %d are undecided", kept, missed, unclear)
	}
	return (&Sentence{K: s.K, A: s.A, Of: &in}).counts()
}

// Summarised is which sentence counts promises, as the end of its key: one by itself, all kept or
// all missed, three counts where some are undecided; else "", how many of them were kept.
func Summarised(kept, missed, unclear int64) string {
	switch of := kept + missed + unclear; {
	case of == 1 && kept == 1:
		return "_one_met"
	case of == 1 && missed == 1:
		return "_one_missed"
	case of == 1:
		return "_one_unclear"
	case unclear > 0:
		return "_three"
	case kept == of:
		return "_all"
	case missed == of:
		return "_none"
	}
	return ""
}

// ofOne is about one promise in one period.
func (s *Sentence) ofOne() string {
	l := s.Of.Line
	if s.text("period") != l.Period.String() || s.K != "summary_other_"+l.Status {
		return fmt.Sprintf("%s was %s in %s", l.Metric.ID, l.Status, l.Period)
	}
	return ""
}

// ofTeams is about how many teams missed a promise, of those of which one was judged. Its
// evidence is a line for each team and promise.
func (s *Sentence) ofTeams() string {
	judgedOf, missedOf, open := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, l := range s.Of.Lines {
		switch l.Status {
		case score.Missed:
			missedOf[l.Team] = true
		case score.Unclear:
			open[l.Team] = true
		case score.Met:
		default:
			continue
		}
		judgedOf[l.Team] = true
	}
	missed, of := int64(len(missedOf)), int64(len(judgedOf))
	for name, want := range map[string]int64{"n": missed, "of": of} {
		if got, named := s.count(name); named && got != want {
			return fmt.Sprintf("%s is %d", name, want)
		}
	}
	switch s.K {
	case "teams_no":
		if missed > 0 || len(open) > 0 || of == 0 {
			return fmt.Sprintf("%d missed one, %d are undecided", missed, len(open))
		}
	case "teams_no_clear":
		if missed > 0 || len(open) == 0 {
			return fmt.Sprintf("%d missed one, %d are undecided", missed, len(open))
		}
	case "teams_every":
		if missed != of || of < 2 {
			return fmt.Sprintf("%d of %d missed one", missed, of)
		}
	case "teams_one":
		if missed != 1 || of != 1 {
			return fmt.Sprintf("%d of %d missed one", missed, of)
		}
	case "teams_some", "teams_known":
		if missed == 0 {
			return "none missed one"
		}
	case "report_team_line":
		names, _ := s.A["names"].V.([]Value)
		if int64(len(names)) > missed {
			return "more are named than missed it"
		}
	default:
		return "there is no rule for it"
	}
	return ""
}

// ofActions is about what became of things that were to be done.
func (s *Sentence) ofActions() string {
	count := map[string]int64{"n": int64(len(s.Of.Tasks))}
	for _, t := range s.Of.Tasks {
		count[t.went()]++
	}
	for _, name := range []string{"n", "kept", "late", "overdue", "open"} {
		if got, named := s.count(name); !named || got != count[name] {
			return fmt.Sprintf("%s is %d", name, count[name])
		}
	}
	return ""
}
