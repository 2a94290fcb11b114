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

// parts are the cells that each view falls into.
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
func (s *sight) rests() (changed bool) {
	stale := s.stale
	s.stale = nil
	seen := map[*cell]bool{}
	for _, total := range stale {
		if seen[total] {
			continue
		}
		seen[total] = true
		for _, v := range total.views {
			for _, by := range []string{"team", "channel", "period"} {
				changed = s.leftover(total, s.parts[cut{by, v}]) || changed
			}
			v.reads = ""
			for _, c := range s.parts[cut{"questions", v}] { // one by one: they overlap
				changed = s.leftover(total, []*cell{c}) || changed
			}
		}
	}
	return changed
}

// leftover withholds parts of a total, as long as what the others leave gives people away.
func (s *sight) leftover(total *cell, parts []*cell) (changed bool) {
	if !total.shown(s.at) {
		return false
	}
	var shown []*cell // that may be withheld: known is known
	covered := map[int32]bool{}
	for _, c := range parts {
		if c == total || !c.shown(s.at) || len(c.atoms) >= len(total.atoms) {
			continue
		}
		if c.level >= s.at {
			shown = append(shown, c)
		}
		for _, i := range c.atoms {
			covered[i] = true
		}
	}
	var rest []int32
	for _, i := range total.atoms {
		if !covered[i] {
			rest = append(rest, i)
		}
	}
	if len(covered) == 0 || len(rest) == 0 || !s.f.tells(rest, s.at) {
		return false
	}
	slices.SortFunc(shown, smaller)
	for len(shown) > 0 && s.f.tells(rest, s.at) {
		s.hide(shown[0])
		rest, shown, changed = append(rest, shown[0].atoms...), shown[1:], true
	}
	return changed
}

// tells tells whether the sum of some atoms gives people away.
func (f *family) tells(atoms []int32, at level) bool {
	if f.nobodys(atoms) {
		return false
	}
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
