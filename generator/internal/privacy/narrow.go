package privacy

import (
	"cmp"
	"slices"
)

// A sight is what readers know at a level: which rows, sums that are shown, count each atom.
// Atoms that the same rows count are one pool: whose answers are whose within a pool, no
// row tells.
type sight struct {
	f     *family
	at    level
	rows  []*cell
	of    [][]int32 // by atom, the rows that count it
	sign  []uint64  // by atom, the sum of their weights: 0 if there is none
	fixed []bool    // by atom, whether a row is it alone
	pools map[uint64]*pool
}

type pool struct {
	sign    uint64
	answers histogram
}

// look takes what is shown at a level.
func (f *family) look(at level) *sight {
	s := &sight{f: f, at: at, of: make([][]int32, len(f.atoms)), sign: make([]uint64, len(f.atoms)), fixed: make([]bool, len(f.atoms)), pools: map[uint64]*pool{}}
	for _, c := range f.cells {
		if !c.shown(at) {
			continue
		}
		for _, sum := range [][]int32{c.atoms, c.again} {
			for _, i := range sum {
				s.of[i] = append(s.of[i], int32(len(s.rows)))
				s.sign[i] += c.weight
				s.fixed[i] = s.fixed[i] || len(sum) == 1
			}
		}
		s.rows = append(s.rows, c)
	}
	for i, sign := range s.sign {
		p := s.pools[sign]
		if p == nil {
			p = &pool{sign: sign}
			s.pools[sign] = p
		}
		p.answers.plus(f.atoms[i].answers, 1)
	}
	return s
}

// narrow looks at everything that is withheld, and where readers could work it out, or nearly,
// withholds one more cell. One round does so once for each row.
func (f *family) narrow(at level) bool {
	s := f.look(at)
	touched := map[*cell]bool{}
	for _, t := range f.targets(at) {
		if s.open(t) {
			continue
		}
		row, pick := s.pick(t)
		if pick != nil && !touched[row] && !touched[pick] {
			touched[row], touched[pick] = true, true
			pick.level = at - 1
		}
	}
	return len(touched) > 0
}

// open tells whether so many answers of a target could be others, as far as anyone can see.
func (s *sight) open(t target) bool {
	mine := s.mine(t.atoms)
	var near []*pool
	for _, ways := range t.asked {
		if slices.ContainsFunc(ways, func(w side) bool { return s.pooled(mine, w) >= t.need }) {
			continue
		}
		if near == nil {
			near = s.near(t)
		}
		if !slices.ContainsFunc(ways, func(w side) bool { return s.moved(mine, near, w) >= t.need }) {
			return false
		}
	}
	return true
}

// mine is a target's part of each pool.
func (s *sight) mine(atoms []int32) map[uint64]histogram {
	mine := map[uint64]histogram{}
	for _, i := range atoms {
		h := mine[s.sign[i]]
		h.plus(s.f.atoms[i].answers, 1)
		mine[s.sign[i]] = h
	}
	return mine
}

// pooled is how far a target's count may lie apart, if the others of its pools give and take:
// of a pool with so many high answers, a part can have from what the others cannot
// have to what it can hold.
func (s *sight) pooled(mine map[uint64]histogram, w side) (width int64) {
	for sign, h := range mine {
		low, high := h.split(w.first, w.cut, w.last)
		if sign == 0 {
			width += low + high
			continue
		}
		allLow, allHigh := s.pools[sign].answers.split(w.first, w.cut, w.last)
		others := allLow + allHigh - low - high
		width += min(low+high, allHigh) - max(0, allHigh-others)
	}
	return width
}

// moved is how far it may lie apart, if answers move round between pools so that every row
// keeps its sum: one up here and one down there, in rings of three or four.
func (s *sight) moved(mine map[uint64]histogram, near []*pool, w side) (most int64) {
	part := func(p *pool) (low, high int64) {
		low, high = p.answers.split(w.first, w.cut, w.last)
		l, h := mine[p.sign].split(w.first, w.cut, w.last)
		return low - l, high - h
	}
	for sign, h := range mine {
		try := func(signs []int, pools ...*pool) {
			up, down := h.split(w.first, w.cut, w.last)
			for i, p := range pools {
				if p == nil || p.sign == sign || slices.Contains(pools[:i], p) {
					return
				}
				low, high := part(p)
				if signs[i] < 0 {
					low, high = high, low
				}
				up, down = min(up, low), min(down, high)
			}
			most = max(most, up+down)
		}
		for i, a := range near {
			try([]int{-1, -1}, a, s.pools[sign-a.sign])
			try([]int{-1, 1}, a, s.pools[a.sign-sign])
			try([]int{1, -1}, a, s.pools[sign+a.sign])
			for _, b := range near[i+1:] {
				try([]int{-1, -1, 1}, a, b, s.pools[a.sign+b.sign-sign])
			}
		}
	}
	return most
}

// The bounds of a search: rows, atoms of a row, pools.
const mostRows, mostAtoms, mostPools = 8, 300, 48

// near lists pools that share a row with a target.
func (s *sight) near(t target) []*pool {
	var all []*pool
	seen := map[uint64]bool{0: true}
	for _, row := range s.rowsOf(t.atoms)[:min(mostRows, len(s.rowsOf(t.atoms)))] {
		step := 1 + len(row.atoms)/mostAtoms
		before := len(all)
		for i := 0; i < len(row.atoms) && len(all) < before+mostPools/2; i += step {
			if sign := s.sign[row.atoms[i]]; !seen[sign] && !s.fixed[row.atoms[i]] {
				seen[sign] = true
				all = append(all, s.pools[sign])
			}
		}
	}
	return all
}

// rowsOf lists the rows that count some of the atoms, short ones first.
func (s *sight) rowsOf(atoms []int32) []*cell {
	seen := map[int32]bool{}
	var rows []*cell
	for _, i := range atoms {
		for _, r := range s.of[i] {
			if !seen[r] {
				seen[r] = true
				rows = append(rows, s.rows[r])
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b *cell) int { return cmp.Compare(len(a.atoms), len(b.atoms)) })
	return rows
}

// pick chooses what else to withhold, so that a target has company: within a row that has
// none for it, else within any, the smallest cell that the row counts besides the target;
// else the row itself.
func (s *sight) pick(t target) (row, pick *cell) {
	rows := s.rowsOf(t.atoms)
	for _, alone := range []bool{true, false} {
		for _, row := range rows {
			if alone && s.company(row, t) {
				continue
			}
			if c := s.partner(row, t); c != nil {
				return row, c
			}
		}
	}
	for _, row := range rows {
		if row.level >= s.at {
			return row, row
		}
	}
	return nil, nil
}

// company tells whether a row, taken alone, leaves a target open.
func (s *sight) company(row *cell, t target) bool {
	var mine, others histogram
	for _, i := range row.atoms {
		if _, ok := slices.BinarySearch(t.atoms, i); ok {
			mine.plus(s.f.atoms[i].answers, 1)
		} else if !s.fixed[i] {
			others.plus(s.f.atoms[i].answers, 1)
		}
	}
	return !slices.ContainsFunc(t.asked, func(ways []side) bool {
		return !slices.ContainsFunc(ways, func(w side) bool {
			low, high := mine.split(w.first, w.cut, w.last)
			l, h := others.split(w.first, w.cut, w.last)
			return min(low+high, high+h)-max(0, high-l) >= t.need
		})
	})
}

// partner is the smallest shown cell that is within a row and has nothing of the target.
func (s *sight) partner(row *cell, t target) *cell {
	inside := make(map[int32]bool, len(row.atoms))
	for _, i := range row.atoms {
		if _, mine := slices.BinarySearch(t.atoms, i); !mine {
			inside[i] = true
		}
	}
	var best *cell
	seen := map[int32]bool{}
	for i := range inside {
		for _, r := range s.of[i] {
			c := s.rows[r]
			if seen[r] || c == row || c.level < s.at || len(c.atoms) >= len(row.atoms) {
				continue
			}
			seen[r] = true
			if !slices.ContainsFunc(c.atoms, func(i int32) bool { return !inside[i] }) && (best == nil || smaller(c, best) < 0) {
				best = c
			}
		}
	}
	return best
}
