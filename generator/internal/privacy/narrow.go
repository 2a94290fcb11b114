package privacy

import "slices"

// narrow looks at everything that is withheld, and where readers could work it out, or nearly,
// withholds one more cell. One round does so once for each row.
func (s *sight) narrow() bool {
	touched := map[*cell]bool{}
	var again []target
	todo := s.todo
	s.todo = nil
	for _, t := range todo {
		if s.open(t) {
			continue
		}
		again = append(again, t)
		row, pick := s.pick(t, touched)
		if pick != nil && !touched[pick] {
			touched[row], touched[pick] = true, true
			s.hide(pick)
		}
	}
	s.todo = append(again, s.todo...)
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
		if !s.moves(mine, near, ways, t.need) {
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

// moves tells whether enough answers can move round within a ring of three or four pools so that
// every row keeps its sum: one up here for one down there.
func (s *sight) moves(mine map[uint64]histogram, near []*pool, ways []side, need int64) bool {
	for own := range mine {
		enough := func(up, down []*pool) bool {
			return slices.ContainsFunc(ways, func(w side) bool { return s.moved(mine, own, up, down, w) >= need })
		}
		for i, a := range near {
			if b := s.pools[own-a.sign]; b != nil && enough(nil, []*pool{a, b}) {
				return true
			}
			if b := s.pools[a.sign-own]; b != nil && enough([]*pool{b}, []*pool{a}) {
				return true
			}
			for _, b := range near[i+1:] {
				if c := s.pools[a.sign+b.sign-own]; c != nil && enough([]*pool{c}, []*pool{a, b}) {
					return true
				}
			}
		}
	}
	return false
}

// moved is how many answers of a target's part of a pool could move round: up with some pools,
// and down with others. All of them go between the same two answers, so that how people
// answered stays the same in every row, too.
func (s *sight) moved(mine map[uint64]histogram, own uint64, up, down []*pool, w side) (most int64) {
	seen := []uint64{own}
	parts := []histogram{mine[own]}
	for _, p := range slices.Concat(up, down) {
		if slices.Contains(seen, p.sign) {
			return 0
		}
		rest := histogram{p.answers.min, slices.Clone(p.answers.n)}
		rest.plus(mine[p.sign], -1) // the target's own stay
		seen, parts = append(seen, p.sign), append(parts, rest)
	}
	scale := mine[own]
	for i := range scale.n {
		a := scale.min + i
		if a < w.first || a > w.last || scale.n[i] == 0 {
			continue
		}
		from, to := w.cut, w.last // the answers that one of the target's could be instead
		if a >= w.cut {
			from, to = w.first, w.cut-1
		}
		for b := max(from, parts[len(parts)-1].min); b <= min(to, parts[len(parts)-1].max()); b++ {
			most = max(most, going(parts, len(up), a, b)+going(parts, len(up), b, a))
		}
	}
	return most
}

// going is how many of the first parts can go from one answer to another, while as many of the
// last ones go the other way.
func going(parts []histogram, up, from, to int) int64 {
	least := parts[0].of(from)
	for i, p := range parts[1:] {
		if i < up {
			least = min(least, p.of(from))
		} else {
			least = min(least, p.of(to))
		}
	}
	return least
}

// The bounds of a search: rows, atoms of a row, pools; and the longest row in which a partner is
// looked for.
const mostRows, mostAtoms, mostPools, mostSearched = 8, 256, 64, 8192

// near lists pools that share a row with a target, of each row some.
func (s *sight) near(t target) []*pool {
	var all []*pool
	seen := map[uint64]bool{0: true}
	rows := s.rowsOf(t.atoms)
	for _, row := range rows[:min(mostRows, len(rows))] {
		room := len(all) + mostPools/mostRows
		for i := 0; i < len(row.atoms) && len(all) < room; i += 1 + len(row.atoms)/mostAtoms {
			if at := row.atoms[i]; !seen[s.sign[at]] && s.alone[at] == 0 {
				seen[s.sign[at]] = true
				all = append(all, s.pools[s.sign[at]])
			}
		}
	}
	return all
}

// pick chooses what else to withhold for a target: where a row, taken alone, leaves it too
// little company, the smallest cell that the row counts besides, or else the row; where
// each leaves it enough, but not all together, what would close a ring, or else the shortest
// row, or what else it counts if all rows are known. Rows that were touched in this round wait for the next.
func (s *sight) pick(t target, touched map[*cell]bool) (row, pick *cell) {
	rows := s.rowsOf(t.atoms)
	for _, row := range rows {
		if s.company(row, t) {
			continue
		}
		if touched[row] {
			return nil, nil
		}
		if len(row.atoms) <= mostSearched || row == rows[0] {
			if c := s.partner(row, t); c != nil {
				return row, c
			}
		}
		if row.level >= s.at {
			return row, row
		}
	}
	if c := s.closing(t); c != nil {
		return c, c
	}
	for _, row := range rows {
		if row.level >= s.at {
			return row, row
		}
	}
	for _, row := range rows { // each is known: what others of it are shown tells the target
		if c := s.partner(row, t); c != nil {
			return row, c
		}
	}
	return nil, nil
}

// closing is the smallest cell that would close a ring for a target, were it withheld.
func (s *sight) closing(t target) (best *cell) {
	mine, near := s.mine(t.atoms), s.near(t)
	for own := range mine {
		try := func(sign uint64, up []*pool, down []*pool) {
			c := s.bare[sign]
			if c == nil || c.level < s.at || best != nil && smaller(best, c) <= 0 || slices.Contains(t.atoms, c.atoms[0]) {
				return
			}
			would := &pool{sign + c.weight, s.f.atoms[c.atoms[0]].answers}
			if up == nil {
				up = []*pool{would}
			} else {
				up, down = nil, append(down, would)
			}
			if !slices.ContainsFunc(t.asked, func(ways []side) bool {
				return !slices.ContainsFunc(ways, func(w side) bool { return s.moved(mine, own, up, down, w) >= t.need })
			}) {
				best = c
			}
		}
		for i, a := range near {
			try(own-a.sign, []*pool{}, []*pool{a})
			try(a.sign-own, nil, []*pool{a})
			for _, b := range near[i+1:] {
				try(a.sign+b.sign-own, nil, []*pool{a, b})
			}
		}
	}
	return best
}

// company tells whether a row, taken alone, leaves a target open.
func (s *sight) company(row *cell, t target) bool {
	var mine, others histogram
	if free := s.free[row]; free != nil {
		others.plus(*free, 1)
	}
	for _, i := range t.atoms {
		if slices.Contains(s.of[i], row) {
			mine.plus(s.f.atoms[i].answers, 1)
			if s.alone[i] == 0 {
				others.plus(s.f.atoms[i].answers, -1)
			}
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
	seen := map[*cell]bool{row: true}
	for i := range inside {
		for _, c := range s.of[i] {
			if seen[c] || c.level < s.at || len(c.atoms) >= len(row.atoms) {
				continue
			}
			seen[c] = true
			if !slices.ContainsFunc(c.atoms, func(i int32) bool { return !inside[i] }) && (best == nil || smaller(c, best) < 0) {
				best = c
			}
		}
	}
	return best
}
