package score_test

import (
	"fmt"
	"testing"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

var agree = fact.Metric{ID: "csat", Kind: "csat", Variant: "top2_pct", Scale: fact.ScaleOf{Min: 1, Max: 5, PositiveMin: 4}}

// themed is a set in which, each month, so many who named a theme gave the answer; all of them
// count once among all, those who named two themes stand in both.
func themed(answers ...fact.Answer) []fact.Set {
	set := fact.Set{Metric: &agree, Sources: []string{"survey"}, PerPerson: true}
	for _, a := range answers {
		a.Grain, a.Question = fact.Month, "csat"
		if a.Team != "" {
			set.Themed = append(set.Themed, a)
			continue
		}
		set.Answers = append(set.Answers, a)
	}
	return []fact.Set{set}
}

func day(month int) fact.Day {
	p, _ := fact.ParsePeriod(fmt.Sprintf("2026-%02d", month))
	return p.First
}

func gave(month int, theme string, value int, n int64) fact.Answer {
	return fact.Answer{Segment: fact.Segment{Team: theme}, Day: day(month), Value: value, Count: n}
}

func themesOf(sets []fact.Set) []*score.Theme {
	metrics := []score.Metric{{Metric: agree, Direction: score.Up}}
	lines := score.Compute(sets, metrics, day(11))
	_, byTheme := score.ByTheme(sets, metrics, day(11))
	return score.Themes(lines, byTheme)
}

// In September 20 of 200 who answered spoke of waiting, in October 60 of 200: from 10 to 30 of a hundred, and that rose. Of
// the 60, 15 were satisfied (25 %), of the other 140 105 (75 %): 50 points less.
func ExampleThemes() {
	sets := themed(
		gave(9, "", 5, 150), gave(9, "", 1, 50), gave(9, "Waiting", 5, 10), gave(9, "Waiting", 1, 10), gave(9, "Bills", 5, 40),
		gave(10, "", 5, 120), gave(10, "", 1, 80), gave(10, "Waiting", 5, 15), gave(10, "Waiting", 1, 45), gave(10, "Bills", 5, 42),
	)
	for _, t := range themesOf(sets) {
		if t.Line.Period.String() != "2026-10" {
			continue
		}
		fmt.Printf("%s: %d of %d, %s %%, %+.0f points apart, %s\n", t.Line.Team, t.Line.N, t.Of, score.FormatRat(t.Line.Value, 0), t.Apart.Value, t.Verdict)
	}
	// Output:
	// Waiting: 60 of 200, 25 %, -50 points apart, rose
	// Bills: 42 of 200, 100 %, +51 points apart, no_evidence
}

func TestThemesOfWhatIsWithheldAreNotTold(t *testing.T) {
	sets := themed(gave(10, "", 5, 120), gave(10, "", 1, 80), gave(10, "Waiting", 1, 45))
	metrics := []score.Metric{{Metric: agree, Direction: score.Up}}
	lines := score.Compute(sets, metrics, day(11))
	_, byTheme := score.ByTheme(sets, metrics, day(11))
	for _, l := range lines {
		l.State = score.Suppressed
	}
	if got := score.Themes(lines, byTheme); len(got) > 0 {
		t.Errorf("got %d themes of withheld answers, want none", len(got))
	}
}

func TestThemesOfFewPeopleAreNotHeldAgainstOthers(t *testing.T) {
	sets := themed(gave(9, "", 5, 50), gave(9, "", 1, 50), gave(9, "Waiting", 1, 15), gave(10, "", 5, 120), gave(10, "", 1, 80), gave(10, "Waiting", 1, 45))
	metrics := []score.Metric{{Metric: agree, Direction: score.Up}}
	lines := score.Compute(sets, metrics, day(11))
	_, byTheme := score.ByTheme(sets, metrics, day(11))
	for _, l := range byTheme {
		if l.N < 20 {
			l.Answers, l.Few = nil, true
		}
	}
	for _, x := range score.Themes(lines, byTheme) {
		if p := x.Line.Period.String(); (p == "2026-09" || p == "2026-10") && x.Change != nil || p == "2026-09" && x.Apart != nil {
			t.Errorf("%s: got change %v, apart %v, want nothing that follows from the answers of 15", p, x.Change, x.Apart)
		}
	}
}

func TestThemesOfEmployeesAreNotCounted(t *testing.T) {
	sets := themed(gave(10, "", 5, 120), gave(10, "Waiting", 1, 45))
	sets[0].Employees = true
	if of, lines := score.ByTheme(sets, []score.Metric{{Metric: agree}}, day(11)); len(of)+len(lines) > 0 {
		t.Errorf("got %d sets and %d lines of employees' themes, want none", len(of), len(lines))
	}
}

// Twenty themes of which each moves as far as chance may: together none is said to have moved.
func TestManyThemesAreJudgedTogether(t *testing.T) {
	answers := []fact.Answer{gave(9, "", 5, 1000), gave(10, "", 5, 1000)}
	for i := range 20 {
		theme := fmt.Sprint("theme ", i)
		answers = append(answers, gave(9, theme, 5, 100), gave(10, theme, 5, 127)) // on its own, p is 0.056
	}
	answers = append(answers, gave(9, "one", 5, 100), gave(10, "one", 5, 129)) // and 0.042
	for _, x := range themesOf(themed(answers...)) {
		if x.Verdict == score.Rose || x.Verdict == score.Fell {
			t.Errorf("%s %s: got %q with p = %.3f of 21, want no evidence", x.Line.Team, x.Line.Period, x.Verdict, x.Change.P)
		}
	}
}
