package privacy

import (
	"cmp"
	"slices"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// protect withholds further lines of a family until nothing withheld can be
// worked out: neither one line from the others, nor a remainder of too few people.
func (f *family) protect(hidden map[*score.Line]bool, o Options) {
	out := map[cell]bool{} // cells that are withheld
	for c, lines := range f.cells {
		if slices.ContainsFunc(lines, func(l *score.Line) bool { return hidden[l] }) {
			out[c] = true
		}
	}
	for f.remainders(out, o) || len(out) > 0 && f.solvable(out, o) {
	}
	for c := range out {
		for _, l := range f.cells[c] {
			hidden[l] = true
		}
	}
}

// least is how many people a remainder must stand for.
func (f *family) least(o Options) int64 {
	if f.lines[0].Staff {
		return o.MinGroup
	}
	return max(o.MinGroup, o.MinResponses)
}

// remainders looks at each total that is shown: what is left of it when the lines
// shown below it are taken off must be nobody, or enough people. If it is not, the
// smallest of those lines is withheld, too.
func (f *family) remainders(out map[cell]bool, o Options) bool {
	for _, total := range f.keys {
		if out[total] {
			continue
		}
		for _, below := range f.below(total) {
			var left int64
			var shown []cell
			for _, a := range f.atoms {
				if total.covers(a) {
					left += a.people
				}
			}
			for _, c := range below {
				if !out[c] {
					shown = append(shown, c)
					left -= f.weight(c)
				}
			}
			if left <= 0 || left >= f.least(o) || len(shown) == 0 {
				continue
			}
			out[f.smallest(shown)] = true
			return true
		}
	}
	return false
}

// below lists the ways a total is cut into lines that add up to it: by team, by
// channel, by the next shorter period.
func (f *family) below(total cell) [][]cell {
	var teams, channels, periods []cell
	for _, c := range f.keys {
		switch {
		case c == total:
		case c.period == total.period && total.Team == "" && c.Team != "" && c.Channel == total.Channel:
			teams = append(teams, c)
		case c.period == total.period && total.Channel == "" && c.Channel != "" && c.Team == total.Team:
			channels = append(channels, c)
		case c.Segment == total.Segment && c.period.Grain+1 == total.period.Grain && (total.period.Grain == fact.All || fact.PeriodOf(c.period.First, total.period.Grain) == total.period):
			periods = append(periods, c)
		}
	}
	var all [][]cell
	for _, cut := range [][]cell{teams, channels, periods} {
		if len(cut) > 0 {
			all = append(all, cut)
		}
	}
	return all
}

// weight is how many people a cell stands for.
func (f *family) weight(c cell) int64 {
	var n int64
	for _, a := range f.atoms {
		if c.covers(a) {
			n += a.people
		}
	}
	return n
}

// smallest is the cell of the fewest people, by name where there are several.
func (f *family) smallest(cells []cell) cell {
	return slices.MinFunc(cells, func(a, b cell) int {
		return cmp.Or(cmp.Compare(f.weight(a), f.weight(b)), compareCells(a, b))
	})
}

// solvable tries to work out each cell that is withheld from all that are shown,
// and those that the last release shows. If it can, the smallest cell it was
// worked out from is withheld, too.
func (f *family) solvable(out map[cell]bool, o Options) bool {
	s := newSpan()
	old := f.known(o)
	for i, c := range f.keys {
		if !out[c] || old[c] {
			s.add(i, f.vector(c))
		}
	}
	for _, c := range f.keys {
		if !out[c] || old[c] {
			continue
		}
		parts, ok := s.solve(f.vector(c))
		if !ok {
			continue
		}
		var candidates, totals []cell
		for _, i := range parts {
			switch k := f.keys[i]; {
			case out[k]: // known from the last release
			case k.Segment == (fact.Segment{}):
				totals = append(totals, k)
			default:
				candidates = append(candidates, k)
			}
		}
		if len(candidates) == 0 {
			candidates = totals
		}
		if len(candidates) == 0 {
			continue // told by Audit: the last release gives it away
		}
		out[f.smallest(candidates)] = true
		return true
	}
	return false
}

func (f *family) vector(c cell) vector {
	v := vector{}
	for i, a := range f.atoms {
		if c.covers(a) {
			v[i] = 1
		}
	}
	return v
}
