package privacy

import (
	"slices"

	"shingle/generator/internal/metric"
	"shingle/generator/internal/score"
)

// protect withholds further cells until nothing withheld can be worked out or narrowed down:
// first the scores themselves; then, of groups too small for it, how people answered.
func (f *family) protect(small func(*score.Line) bool) {
	deep := false
	for _, c := range f.cells {
		for _, l := range c.lines {
			c.small = c.small || small(l)
		}
		switch {
		case c.small:
			c.level = nothing
		case people(c.lines[0]) < fewFaces:
			c.level = oneScore
			deep = deep || len(c.more()) > 0
		}
	}
	f.settle(oneScore)
	if deep {
		f.settle(everything)
	}
}

// more lists what there is to a cell besides its first score: others of the same answers, and
// how people answered. Each must stay open where only the first is shown.
func (c *cell) more() [][]side {
	first := c.lines[0].Metric
	between := within(first)
	var all [][]side
	for _, l := range c.lines {
		if alikeCounted(l.Metric, first) {
			continue
		}
		all = append(all, slices.DeleteFunc(slices.Clone(between), func(s side) bool { return !slices.Contains(cuts(l.Metric), s.cut) }))
	}
	if len(between) > 0 && slices.ContainsFunc(c.lines, func(l *score.Line) bool { return l.Answers != nil }) {
		all = append(all, between)
	}
	return all
}

// alikeCounted tells whether one metric tells of the same answers what another does.
func alikeCounted(a, b *score.Metric) bool { return a == b || slices.Equal(cuts(a), cuts(b)) }

// settle withholds cells of a level until all its rests are nobody or enough people, and all
// that is withheld is open enough.
func (f *family) settle(at level) {
	s := f.look(at)
	for s.rests() || s.narrow() {
	}
}

// shown tells whether a cell is seen at a level; what readers have seen, they know.
func (c *cell) shown(at level) bool {
	return c.level >= at || c.known && (at == oneScore || c.told)
}

// A target is what nobody may narrow down: at least so many of its answers must be open, to
// each of what is asked; of one that is asked, any of the ways to do so will do.
type target struct {
	atoms []int32
	need  int64
	asked [][]side
}

// A side is a question to a histogram: how many answered from first up below the cut, how
// many from the cut up to last?
type side struct{ first, cut, last int }

const anyAnswer = 1 << 20

// open is how many of a group's answers must be open to either side: a quarter, and two, but
// for groups of which so many cannot be.
func open(people int64) int64 { return min(people, max(2, (people+3)/4)) }

// targets lists what is withheld at a level.
func (f *family) targets(at level) []target {
	var all []target
	for _, c := range f.cells {
		if t, ok := f.target(c, at); ok {
			all = append(all, t)
		}
	}
	if at == everything || f.cases {
		return all
	}
	for _, atoms := range f.groups() {
		all = append(all, target{atoms, open(f.people(atoms)), f.asks(atoms)})
	}
	return all
}

// target is what of a cell nobody may narrow down at a level; false if there is nothing. What is
// withheld only for the sake of others must not be known exactly.
func (f *family) target(c *cell, at level) (target, bool) {
	switch {
	case c.shown(at) || len(c.atoms) == 0 || c.people == 0:
		return target{}, false
	case at == everything:
		if c.level == nothing {
			return target{}, false
		}
		more, need := c.more(), int64(1)
		if people(c.lines[0]) < fewFaces {
			need = open(c.people)
		}
		return target{c.atoms, need, more}, len(more) > 0
	case c.small:
		return target{c.atoms, open(c.people), f.asks(c.atoms)}, true
	}
	return target{c.atoms, 1, f.asks(c.atoms)}, true
}

// asks are the sides that each metric of some atoms tells.
func (f *family) asks(atoms []int32) [][]side {
	if f.cases {
		return [][]side{{{-anyAnswer, 1, anyAnswer}}}
	}
	var all [][]side
	var seen []*score.Metric
	for _, i := range atoms {
		for _, m := range f.metrics[f.atoms[i].subject] {
			if slices.Contains(seen, m) {
				continue
			}
			seen = append(seen, m)
			var ways []side
			for _, k := range cuts(m) {
				ways = append(ways, side{-anyAnswer, k, anyAnswer})
			}
			if !slices.ContainsFunc(all, func(w []side) bool { return slices.Equal(w, ways) }) {
				all = append(all, ways)
			}
		}
		if len(f.subjects) == 1 {
			break
		}
	}
	return all
}

// within lists the cuts between answers that a shown score does not tell apart.
func within(m *score.Metric) []side {
	known := cuts(m)
	if len(known) > 2 || m.Method().Form == metric.MeanAnswer { // a mean tells no cut
		known = nil
	}
	var all []side
	for k := m.Scale.Min + 1; k <= m.Scale.Max; k++ {
		s := side{-anyAnswer, k, anyAnswer}
		for _, cut := range known {
			if cut <= k {
				s.first = cut
			}
			if cut > k {
				s.last = min(s.last, cut-1)
			}
		}
		if !slices.Contains(known, k) {
			all = append(all, s)
		}
	}
	return all
}

// groups lists groups of too few people that no line is about: those whom the counts tell
// apart, and those who answered only some of the questions of a score.
func (f *family) groups() [][]int32 {
	var all [][]int32
	note := func(atoms []int32) {
		if n := f.people(atoms); n > 0 && n < f.least() && f.cellAt[key32(atoms)] == nil {
			all = append(all, atoms)
		}
	}
	for i := range f.atoms {
		note([]int32{int32(i)})
	}
	if len(f.subjects) == 1 {
		return all
	}
	about := map[view][]*cell{}
	for _, c := range f.cells {
		for _, v := range c.views {
			v.reads = ""
			about[v] = append(about[v], c)
		}
	}
	for _, c := range f.cells {
		for _, v := range c.views {
			v.reads = ""
			for _, o := range about[v] {
				rest := without(c.atoms, o.atoms)
				if len(rest) > 1 && len(rest) < len(c.atoms) {
					note(rest)
				}
			}
		}
	}
	return all
}

// without is what a sorted list holds that another does not.
func without(atoms, others []int32) []int32 {
	var rest []int32
	for _, i := range atoms {
		if _, ok := slices.BinarySearch(others, i); !ok {
			rest = append(rest, i)
		}
	}
	return rest
}
