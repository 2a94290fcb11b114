package privacy

import (
	"cmp"
	"slices"
	"strings"

	"shingle/generator/internal/fact"
)

// A cut is one way in which a view falls into parts: by team, by channel, by the next
// shorter period.
type cut struct {
	by string
	view
}

// cutsOf are the cuts that a view is a part of.
func cutsOf(v view) []cut {
	var all []cut
	if v.Team != "" {
		all = append(all, cut{"team", view{fact.Segment{Channel: v.Channel}, v.period, v.reads}})
	}
	if v.Channel != "" {
		all = append(all, cut{"channel", view{fact.Segment{Team: v.Team}, v.period, v.reads}})
	}
	if g := v.period.Grain; g != fact.Daily && g != fact.All {
		all = append(all, cut{"period", view{v.Segment, fact.PeriodOf(v.period.First, g+1), v.reads}})
	}
	return append(all, cut{"questions", view{v.Segment, v.period, ""}})
}

// parts lists the cells by the cuts that they are parts of.
func (f *family) parts() map[cut][]*cell {
	all := map[cut][]*cell{}
	for _, c := range f.cells {
		for _, v := range c.views {
			for _, k := range cutsOf(v) {
				if parts := all[k]; len(parts) == 0 || parts[len(parts)-1] != c {
					all[k] = append(parts, c)
				}
			}
		}
	}
	return all
}

// rests looks at each total that is shown: what is left of it when the parts that are shown
// are taken off must be nobody, or enough people, and not all of one mind. Until it is so,
// the smallest of those parts is withheld, too.
func (f *family) rests(at level, parts map[cut][]*cell) (changed bool) {
	for _, total := range f.cells {
		if !total.shown(at) {
			continue
		}
		for _, v := range total.views {
			for _, by := range []string{"team", "channel", "period"} {
				for f.leftover(total, parts[cut{by, v}], at) {
					changed = true
				}
			}
			v.reads = ""
			for _, c := range parts[cut{"questions", v}] { // one by one: they overlap
				changed = f.leftover(total, []*cell{c}, at) || changed
			}
		}
	}
	return changed
}

// leftover withholds one of the parts of a total, if what they leave gives people away.
func (f *family) leftover(total *cell, parts []*cell, at level) bool {
	var shown []*cell
	covered := map[int32]bool{}
	for _, c := range parts {
		if c == total || !c.shown(at) || len(c.atoms) >= len(total.atoms) {
			continue
		}
		shown = append(shown, c)
		for _, i := range c.atoms {
			covered[i] = true
		}
	}
	if len(shown) == 0 {
		return false
	}
	var rest []int32
	for _, i := range total.atoms {
		if !covered[i] {
			rest = append(rest, i)
		}
	}
	if len(rest) == 0 || !f.tells(rest, at) {
		return false
	}
	shown = slices.DeleteFunc(shown, func(c *cell) bool { return c.level < at }) // known is known
	if len(shown) == 0 {
		return false
	}
	slices.MinFunc(shown, smaller).level = at - 1
	return true
}

// tells tells whether the sum of some atoms gives people away.
func (f *family) tells(atoms []int32, at level) bool {
	n, least := f.people(atoms), f.least()
	if at == everything {
		least = fewFaces
	}
	if n < least {
		return n > 0
	}
	if at == everything || n >= fewFaces {
		return false
	}
	var h histogram
	for _, i := range atoms {
		h.plus(f.atoms[i].answers, 1)
	}
	return slices.ContainsFunc(f.asks(atoms), func(ways []side) bool {
		return !slices.ContainsFunc(ways, func(s side) bool {
			low, high := h.split(s.first, s.cut, s.last)
			return low > 0 && high > 0
		})
	})
}

// smaller orders cells by people, and by name where there are as many.
func smaller(a, b *cell) int {
	x, y := a.views[0], b.views[0]
	return cmp.Or(cmp.Compare(a.people, b.people), strings.Compare(x.Team, y.Team), strings.Compare(x.Channel, y.Channel),
		cmp.Compare(x.period.Grain, y.period.Grain), cmp.Compare(x.period.First, y.period.First), strings.Compare(x.reads, y.reads))
}
