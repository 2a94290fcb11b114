package score

import (
	"cmp"
	"slices"

	"shingle/generator/internal/fact"
)

// A Theme is what some of those who answered a question were speaking of in a period: how
// many they are, how they scored, and how that differs from the others.
type Theme struct {
	Line    *Line // of those who named it
	Of      int64 // of how many answers
	Apart   *Diff // their score less that of those who did not name it; nil: cannot be told
	Change  *Diff // of their share since the period before, in points; nil: cannot be told
	Verdict string
}

// What a theme's share did, beside all themes of its period; else it is NoEvidence or None.
const (
	Rose = "rose"
	Fell = "fell"
)

// ByTheme works out, for every question of customers whose answers name themes, the lines of
// each theme: it stands where a team does. Nothing is withheld yet. The sets are what the
// lines were made from.
func ByTheme(sets []fact.Set, metrics []Metric, asOf fact.Day) ([]fact.Set, []*Line) {
	var themed []fact.Set
	var of []Metric
	for i := range sets {
		if s := &sets[i]; len(s.Themed) > 0 && !s.Employees {
			m := metrics[i]
			of = append(of, m)
			themed = append(themed, fact.Set{Metric: s.Metric, Answers: s.Themed, Sources: s.Sources})
		}
	}
	return themed, Compute(themed, of, asOf)
}

// themeAt is where the line of a theme stands; of all answers the theme is empty.
type themeAt struct {
	metric, theme string
	period        fact.Period
}

// Themes reads the lines of themes beside those of all answers, whatever is withheld of
// either. They come by metric and period, the most named first, then what is withheld.
func Themes(lines, byTheme []*Line) []*Theme {
	whole, own := map[themeAt]*Line{}, map[themeAt]*Line{}
	for _, l := range lines {
		if l.Segment == (fact.Segment{}) {
			whole[themeAt{l.Metric.ID, "", l.Period}] = l
		}
	}
	for _, l := range byTheme {
		own[themeAt{l.Metric.ID, l.Team, l.Period}] = l
	}
	var all []*Theme
	groups := map[themeAt][]*Theme{}
	for _, l := range byTheme {
		at := themeAt{l.Metric.ID, "", l.Period}
		total := whole[at]
		if l.Team == "" || l.State == NoData || total == nil || !total.Shown() || total.Answers == nil {
			continue
		}
		t := &Theme{Line: l, Of: total.Answers.N(), Verdict: None}
		if l.Shown() && l.Answers != nil && !l.Few {
			t.Apart = l.apart(total)
			before := themeAt{l.Metric.ID, l.Team, l.Period.Before()}
			t.Change = l.shareSince(total, own[before], whole[themeAt{l.Metric.ID, "", before.period}])
		}
		all, groups[at] = append(all, t), append(groups[at], t)
	}
	for _, group := range groups {
		judgeThemes(group)
	}
	order := map[string]int{}
	for _, l := range byTheme {
		if _, there := order[l.Metric.ID]; !there {
			order[l.Metric.ID] = len(order)
		}
	}
	slices.SortStableFunc(all, func(a, b *Theme) int {
		return cmp.Or(cmp.Compare(order[a.Line.Metric.ID], order[b.Line.Metric.ID]), themeOrder(a, b))
	})
	return all
}

// apart is the score of those who named a theme less that of all others who answered.
func (l *Line) apart(total *Line) *Diff {
	rest := Answers{total.Answers.Min, slices.Clone(total.Answers.Counts)}
	for i, n := range l.Answers.Counts {
		rest.Counts[i] -= n
	}
	if rest.N() == 0 || slices.Min(rest.Counts) < 0 { // what somebody else counted has no themes
		return nil
	}
	others := &Line{Metric: l.Metric, Period: l.Period, tally: &tally{answers: map[string]*Answers{"": &rest}}}
	others.measure()
	if l.Interval == nil || others.Interval == nil || l.Method != others.Method {
		return nil
	}
	d, ok := l.difference(others)
	if !ok {
		return nil
	}
	return &d
}

// shareSince is how the share of answers that named the theme changed since the period
// before, in which nobody may have named it.
func (l *Line) shareSince(total, before, totalBefore *Line) *Diff {
	if l.Period.Grain == fact.All || totalBefore == nil || !totalBefore.Shown() || totalBefore.Answers == nil {
		return nil
	}
	var x int64
	switch {
	case before == nil || before.State == NoData:
	case before.Answers == nil || before.Few: // withheld, or told in whole numbers only
		return nil
	default:
		x = before.Answers.N()
	}
	d := Newcombe(x, totalBefore.Answers.N(), l.Answers.N(), total.Answers.N())
	return &d
}

// judgeThemes says which shares rose or fell, of all that a period shows together.
func judgeThemes(group []*Theme) {
	var p []float64
	var judged []*Theme
	for _, t := range group {
		if t.Change != nil && t.Line.State != Provisional && t.Line.Team != fact.NoTheme {
			judged, p = append(judged, t), append(p, t.Change.P)
		}
	}
	for i, holds := range Holm(p, 0.05) {
		t := judged[i]
		switch {
		case !holds || t.Change.Contains(0):
			t.Verdict = NoEvidence
		case t.Change.Value > 0:
			t.Verdict = Rose
		default:
			t.Verdict = Fell
		}
	}
}

// themeOrder is by period, the most named first, what is withheld after, and who named none last.
func themeOrder(a, b *Theme) int {
	last := func(t *Theme) int { return btoi(t.Line.Team == fact.NoTheme) }
	return cmp.Or(cmp.Compare(a.Line.Period.Grain, b.Line.Period.Grain), cmp.Compare(a.Line.Period.First, b.Line.Period.First),
		cmp.Compare(last(a), last(b)), cmp.Compare(b.Line.N, a.Line.N))
}
