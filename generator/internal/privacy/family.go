package privacy

import (
	"cmp"
	"slices"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// A family is the metrics that read the same people's answers to the same questions: what
// one of them shows, the others must not give away. Each line of it is an equation: the sum
// of its atoms.
type family struct {
	o        Options
	staff    bool
	cases    bool // it counts cases: how many there are is what is kept
	subjects []subject
	atoms    []atom
	exact    map[place]int     // the atom of a place
	at       map[place][]int32 // the atoms that a place counts
	cells    []*cell
	cellAt   map[string]*cell // by its sum
	cellOf   map[*score.Line]*cell
	viewOf   map[*score.Line]view
	metrics  map[int][]*score.Metric // by subject, those that read it
}

// A cell is a sum of atoms, and the lines that show it.
type cell struct {
	lines  []*score.Line
	views  []view // what the lines are about
	atoms  []int32
	again  []int32 // the atoms of the same total, cut another way; nil: it is not
	people int64
	level  level
	small  bool // too few people, or all alike: nobody may narrow it down
	known  bool // readers have seen it
	told   bool // and how people answered, or more than one score
	weight uint64
}

// A view is what a line is about: a segment and a period of some subjects.
type view struct {
	fact.Segment
	period fact.Period
	reads  string
}

// A level is how much of a cell is shown.
type level int

// Nothing; one score, the first metric's; all scores and how people answered.
const (
	nothing level = iota
	oneScore
	everything
)

// families groups the guarded lines by the answers that they count.
func families(lines []*score.Line, sets []fact.Set, o Options) []*family {
	byMetric := map[string][]*score.Line{}
	for _, l := range lines {
		if guarded(l, o) {
			byMetric[l.Metric.ID] = append(byMetric[l.Metric.ID], l)
		}
	}
	var all []*family
	for _, group := range related(sets, byMetric) {
		f := &family{o: o, exact: map[place]int{}, at: map[place][]int32{}, cellAt: map[string]*cell{}, cellOf: map[*score.Line]*cell{}, viewOf: map[*score.Line]view{}, metrics: map[int][]*score.Metric{}}
		slices.SortStableFunc(group, func(a, b *fact.Set) int { return cmp.Compare(len(a.Sources), len(b.Sources)) })
		for _, set := range group {
			f.count(set)
			f.handed(set)
		}
		slices.SortStableFunc(group, func(a, b *fact.Set) int { return cmp.Compare(index(sets, a), index(sets, b)) })
		for _, set := range group {
			f.show(set, byMetric[set.Metric.ID])
		}
		all = append(all, f)
	}
	return all
}

func index(sets []fact.Set, set *fact.Set) int {
	return slices.IndexFunc(sets, func(s fact.Set) bool { return s.Metric == set.Metric })
}

// related groups the sets that have guarded lines: those that read a question of one source
// belong together.
func related(sets []fact.Set, lines map[string][]*score.Line) [][]*fact.Set {
	var groups [][]*fact.Set
	var ties []map[string]bool
	for i := range sets {
		if len(lines[sets[i].Metric.ID]) == 0 {
			continue
		}
		group, tie := []*fact.Set{&sets[i]}, tiesOf(&sets[i])
		for j := len(groups) - 1; j >= 0; j-- {
			if share(tie, ties[j]) {
				group = append(groups[j], group...)
				for k := range ties[j] {
					tie[k] = true
				}
				groups, ties = slices.Delete(groups, j, j+1), slices.Delete(ties, j, j+1)
			}
		}
		groups, ties = append(groups, group), append(ties, tie)
	}
	return groups
}

func share(a, b map[string]bool) bool {
	for k := range a {
		if b[k] {
			return true
		}
	}
	return false
}

// tiesOf are what makes two metrics one family: a question of a source.
func tiesOf(set *fact.Set) map[string]bool {
	all := map[string]bool{givenOf(set): true}
	for _, q := range questions(set) {
		for _, s := range set.Sources {
			all[s+"\x00"+q] = true
		}
	}
	return all
}

// show makes the lines of a metric cells of the family.
func (f *family) show(set *fact.Set, lines []*score.Line) {
	var reads []int
	asked := questions(set)
	if len(set.Spreads) > 0 {
		asked = []string{indexOf(set)}
	}
	for _, q := range append(asked, givenOf(set)) {
		reads = append(reads, f.within(q, set.Sources)...)
	}
	other := f.within(channelsOf(set), set.Sources)
	slices.Sort(reads)
	for _, s := range slices.Concat(reads, other) {
		f.metrics[s] = append(f.metrics[s], lines[0].Metric)
	}
	for _, l := range lines {
		f.staff = f.staff || l.Staff
		period := l.Period
		if l.Staff && l.Wave != fact.NoDay && len(set.Given) == 0 {
			period = fact.Period{Grain: fact.Daily, First: l.Wave}
		}
		atoms, again := f.sum(l.Segment, period, reads), f.sum(l.Segment, period, other)
		if l.Team == "" && l.Channel != "" && len(again) > 0 {
			atoms, again = again, nil
		}
		c := f.cell(atoms, again)
		c.lines, f.cellOf[l] = append(c.lines, l), c
		v := view{l.Segment, period, key(reads)}
		f.viewOf[l] = v
		if !slices.Contains(c.views, v) {
			c.views = append(c.views, v)
		}
	}
}

func (f *family) lines() []*score.Line {
	var all []*score.Line
	for _, c := range f.cells {
		all = append(all, c.lines...)
	}
	return all
}

// sum lists the atoms that a segment and a period count of some subjects.
func (f *family) sum(seg fact.Segment, p fact.Period, subjects []int) []int32 {
	var all []int32
	for _, s := range subjects {
		all = append(all, f.at[place{seg, p, s}]...)
	}
	slices.Sort(all)
	return all
}

// cell is the one of a sum; lines that count the same are one. A line that counts nobody has
// one of its own.
func (f *family) cell(atoms, again []int32) *cell {
	c := &cell{atoms: atoms, again: again, level: everything, people: f.people(atoms)}
	if len(atoms) > 0 {
		sum := key32(atoms)
		if c := f.cellAt[sum]; c != nil {
			return c
		}
		f.cellAt[sum] = c
		c.weight = mix(uint64(len(f.cells)) + 1)
	}
	f.cells = append(f.cells, c)
	return c
}

// people is how many different people gave the answers of some atoms, at least: the most that
// answered any one question.
func (f *family) people(atoms []int32) int64 {
	if len(f.subjects) == 1 {
		var n int64
		for _, i := range atoms {
			n += f.atoms[i].answers.people()
		}
		return n
	}
	most := map[string]int64{}
	for _, i := range atoms {
		most[f.subjects[f.atoms[i].subject].question] += f.atoms[i].answers.people()
	}
	var n int64
	for _, m := range most {
		n = max(n, m)
	}
	return n
}

// least is how many people a remainder must stand for.
func (f *family) least() int64 {
	if f.staff {
		return f.o.MinGroup
	}
	return max(f.o.MinGroup, f.o.MinResponses)
}

// mix spreads the bits of a number (splitmix64): sums of such tell apart sets of rows.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

func key(numbers []int) string {
	var b []byte
	for _, n := range numbers {
		b = append(b, byte(n), byte(n>>8))
	}
	return string(b)
}

func key32(numbers []int32) string {
	b := make([]byte, 0, 4*len(numbers))
	for _, n := range numbers {
		b = append(b, byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
	}
	return string(b)
}
