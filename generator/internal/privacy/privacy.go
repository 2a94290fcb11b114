// Package privacy is the last word before anything is published: it withholds
// scores of too few people, and as many others as it takes that nothing withheld
// can be worked out from what is shown. It sees counts only. metrics.md 6.5, 6.6.
package privacy

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// Options are the publisher's minimums.
type Options struct {
	MinResponses int64 // customers: fewer answers than this mean nothing
	MinGroup     int64 // employees: fewer people than this are recognised
	Customers    bool  // customers are protected as employees are
	Last         []Old // what the release that is being replaced shows
}

// The reasons that readers see. The same mark stands for a group that is too small
// and for one that is withheld so that the small one cannot be worked out.
const (
	TooFew    = "too few answers"
	Protected = "hidden to protect people"
)

// Protect withholds lines, whole: value, counts, interval, missing, rejected,
// exclusions and distribution.
func Protect(lines []*score.Line, sets []fact.Set, o Options) {
	hidden := map[*score.Line]bool{}
	for _, l := range lines {
		switch {
		case l.State == score.NoData && !guarded(l, o), l.Supplied != "" && l.N == 0:
		case guarded(l, o):
			if small(l, o) || alike(l) {
				hidden[l] = true
			}
		case l.Survey() && l.N < o.MinResponses:
			withhold(l, TooFew)
		}
	}
	for _, f := range families(lines, sets, o) {
		f.protect(hidden, o)
	}
	pooled := map[string]bool{} // metrics of several questions, whoever answered them
	for i := range sets {
		pooled[sets[i].Metric.ID] = sets[i].NoPerson
	}
	for _, l := range lines {
		if hidden[l] {
			withhold(l, Protected)
		} else if guarded(l, o) && people(l) < fewFaces {
			rough(l, pooled[l.Metric.ID])
		}
	}
}

// guarded tells whether a line speaks of people who could be recognised. A bare value that
// does not say how many it stands for is not ours to judge.
func guarded(l *score.Line, o Options) bool {
	return (l.Supplied == "" || l.N > 0) && (l.Staff || o.Customers && l.Survey())
}

// people is how many different people answered; of customers, how many answers.
func people(l *score.Line) int64 {
	if l.Staff && l.People > 0 {
		return l.People
	}
	return l.N
}

// small tells whether a guarded line stands for too few people.
func small(l *score.Line, o Options) bool {
	least := o.MinGroup
	if !l.Staff {
		least = max(o.MinResponses, o.MinGroup)
	}
	n := people(l)
	if n == 0 && l.Missing+l.Rejected == 0 {
		return false // nobody was there to be recognised
	}
	return n < least
}

// alike tells whether everyone of a small group is on the same side: then the
// score tells what each of them answered.
func alike(l *score.Line) bool {
	if l.Value == nil || people(l) >= fewFaces {
		return false
	}
	low, high := big.NewRat(0, 1), big.NewRat(100, 1)
	switch l.Metric.Unit() {
	case score.Points:
		low = big.NewRat(-100, 1)
	case score.Scale:
		low, high = big.NewRat(int64(l.Metric.Scale.Min), 1), big.NewRat(int64(l.Metric.Scale.Max), 1)
	}
	if l.Value.Cmp(low) <= 0 || l.Value.Cmp(high) >= 0 {
		return true
	}
	if l.Answers == nil {
		return false
	}
	given := 0
	for _, n := range l.Answers.Counts {
		if n > 0 {
			given++
		}
	}
	return given == 1
}

// withhold empties a line.
func withhold(l *score.Line, reason string) {
	l.State, l.Reason = score.Suppressed, reason
	l.Value, l.Numerator, l.Denominator = nil, nil, -1
	l.Interval, l.Method = nil, ""
	l.Missing, l.Rejected, l.N, l.People, l.Partial = 0, 0, 0, 0, 0
	l.Answers, l.Items, l.Excluded, l.Funnel = nil, nil, nil, nil
	l.Supplied = ""
}

// A family is the metrics that read the same people's answers to the same
// questions: what one of them shows, the others must not give away.
type family struct {
	lines []*score.Line
	atoms []atom
	cells map[cell][]*score.Line // lines that show the same people's answers
	keys  []cell
}

// A cell is what a line shows: a segment, in a period or a wave.
type cell struct {
	fact.Segment
	period fact.Period // of employees the wave, as a day
}

// An atom is the smallest group of people the counts tell apart.
type atom struct {
	fact.Segment
	period fact.Period
	people int64
}

func cellOf(l *score.Line) cell {
	if l.Staff {
		return cell{l.Segment, fact.Period{Grain: fact.Daily, First: l.Wave}}
	}
	return cell{l.Segment, l.Period}
}

// covers tells whether an atom's people are among those of a cell.
func (c cell) covers(a atom) bool {
	if c.Team != "" && c.Team != a.Team || c.Channel != "" && c.Channel != a.Channel {
		return false
	}
	switch {
	case c.period.Grain == fact.All, c.period == a.period:
		return true
	case c.period.Grain == fact.Daily || c.period.Grain <= a.period.Grain:
		return false
	}
	return fact.PeriodOf(a.period.First, c.period.Grain) == c.period
}

// families groups the guarded lines.
func families(lines []*score.Line, sets []fact.Set, o Options) []*family {
	group := map[string]int{} // source and question → family
	of := map[string]int{}    // metric → family
	var all []*family
	for i := range sets {
		set := &sets[i]
		guard := slices.ContainsFunc(lines, func(l *score.Line) bool { return l.Metric.ID == set.Metric.ID && guarded(l, o) })
		if !guard {
			continue
		}
		mine := len(all)
		all = append(all, &family{cells: map[cell][]*score.Line{}})
		for _, tie := range ties(set) {
			if other, ok := group[tie]; ok && other != mine { // join the two
				for k, v := range group {
					if v == other {
						group[k] = mine
					}
				}
				for k, v := range of {
					if v == other {
						of[k] = mine
					}
				}
				all[mine].atoms = append(all[mine].atoms, all[other].atoms...)
				all[other].atoms = nil
			}
			group[tie] = mine
		}
		of[set.Metric.ID] = mine
		all[mine].atoms = append(all[mine].atoms, atomsOf(set)...)
	}
	for _, l := range lines {
		if i, ok := of[l.Metric.ID]; ok && guarded(l, o) {
			all[i].add(l)
		}
	}
	all = slices.DeleteFunc(all, func(f *family) bool { return len(f.lines) == 0 })
	for _, f := range all {
		f.settle()
	}
	return all
}

// ties are what makes two metrics one family: a question of a source.
func ties(set *fact.Set) []string {
	var all []string
	seen := map[string]bool{}
	for _, a := range set.Answers {
		for _, s := range set.Sources {
			if tie := s + "\x00" + a.Question; !seen[tie] {
				seen[tie] = true
				all = append(all, tie)
			}
		}
	}
	if len(all) == 0 {
		all = []string{"\x00" + set.Metric.ID}
	}
	return all
}

// atomsOf lists the groups of people that a metric's facts tell apart.
func atomsOf(set *fact.Set) []atom {
	count := map[cell]map[string]int64{}
	var order []cell
	note := func(seg fact.Segment, p fact.Period, question string, n int64) {
		c := cell{seg, p}
		if count[c] == nil {
			count[c] = map[string]int64{}
			order = append(order, c)
		}
		count[c][question] += n
	}
	period := func(day fact.Day, grain fact.Grain) fact.Period {
		if set.Employees {
			return fact.Period{Grain: fact.Daily, First: day}
		}
		return fact.PeriodOf(day, max(grain, fact.Month))
	}
	for _, a := range set.Answers {
		note(a.Segment, period(a.Day, a.Grain), a.Question, a.Count)
	}
	for _, f := range set.Facts {
		if f.Day != fact.NoDay {
			note(f.Segment, period(f.Day, f.Grain), "", f.Counts[fact.N])
		}
	}
	for _, g := range set.Given {
		if g.HasCounts || g.HasNPS || g.HasAnswers {
			note(g.Segment, g.Period, "", max(g.N, g.NPS[0]+g.NPS[1]+g.NPS[2]))
		}
	}
	atoms := make([]atom, len(order))
	for i, c := range order {
		atoms[i] = atom{c.Segment, c.period, 0}
		for _, n := range count[c] {
			atoms[i].people = max(atoms[i].people, n)
		}
	}
	for _, p := range set.People {
		if p.Team == fact.Everyone {
			continue
		}
		for i := range atoms {
			if atoms[i].Team == p.Team && atoms[i].period.First == p.Day {
				atoms[i].people = p.N
			}
		}
	}
	return atoms
}

func (f *family) add(l *score.Line) {
	f.lines = append(f.lines, l)
	c := cellOf(l)
	if f.cells[c] == nil {
		f.keys = append(f.keys, c)
	}
	f.cells[c] = append(f.cells[c], l)
}

// settle puts atoms and cells in order, each atom once, with the fewest people that a
// metric counts in it.
func (f *family) settle() {
	fewest := map[cell]int64{}
	for _, a := range f.atoms {
		c := cell{a.Segment, a.period}
		if n, ok := fewest[c]; !ok || n == 0 || a.people > 0 && a.people < n {
			fewest[c] = a.people
		}
	}
	f.atoms = f.atoms[:0]
	for c, n := range fewest {
		f.atoms = append(f.atoms, atom{c.Segment, c.period, n})
	}
	slices.SortFunc(f.atoms, func(a, b atom) int {
		return compareCells(cell{a.Segment, a.period}, cell{b.Segment, b.period})
	})
	slices.SortFunc(f.keys, compareCells)
}

func compareCells(a, b cell) int {
	return cmp.Or(strings.Compare(a.Team, b.Team), strings.Compare(a.Channel, b.Channel), cmp.Compare(a.period.Grain, b.period.Grain), cmp.Compare(a.period.First, b.period.First))
}
