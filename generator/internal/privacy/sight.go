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
	of    [][]*cell            // by atom, the rows that count it
	sign  []uint64             // by atom, the sum of their weights: 0 if there is none
	alone []int                // by atom, the rows that are it alone: then everyone knows it
	free  map[*cell]*histogram // of a row, the atoms that are not known
	pools map[uint64]*pool
	bare  map[uint64]*cell // the pool that an atom would be in, were it not a row alone
	parts map[cut][]*cell  // the cells that a view falls into
	whole map[view]*cell   // the cell of a view
	stale []*cell          // totals of which a part was withheld since they were looked at
	todo  []target         // not yet known to be open: what is open stays so, whatever is withheld
}

type pool struct {
	sign    uint64
	answers histogram
}

// look takes what is shown at a level.
func (f *family) look(at level) *sight {
	s := &sight{f: f, at: at, of: make([][]*cell, len(f.atoms)), sign: make([]uint64, len(f.atoms)), alone: make([]int, len(f.atoms)), free: map[*cell]*histogram{}, bare: map[uint64]*cell{}, pools: map[uint64]*pool{}, parts: f.parts(), whole: map[view]*cell{}}
	for _, c := range f.cells {
		for _, v := range c.views {
			s.whole[v] = c
		}
		if !c.shown(at) {
			continue
		}
		s.stale = append(s.stale, c)
		for _, i := range slices.Concat(c.atoms, c.again) {
			s.of[i] = append(s.of[i], c)
			s.sign[i] += c.weight
			if len(c.atoms) == 1 {
				s.alone[i]++
			}
		}
	}
	for i := range f.atoms {
		s.pool(int32(i), 1)
		if s.alone[i] == 0 {
			s.frees(int32(i))
		}
	}
	s.todo = f.targets(at)
	return s
}

// pool puts an atom into its pool, or takes it out.
func (s *sight) pool(i int32, times int64) {
	p := s.pools[s.sign[i]]
	if p == nil {
		p = &pool{sign: s.sign[i]}
		s.pools[p.sign] = p
	}
	p.answers.plus(s.f.atoms[i].answers, times)
	for _, c := range s.of[i] {
		if len(c.atoms) == 1 && len(c.again) == 0 && c.level >= s.at && times > 0 {
			s.bare[s.sign[i]-c.weight] = c
		}
	}
}

// hide withholds a cell: its atoms go to other pools.
func (s *sight) hide(c *cell) {
	c.level = s.at - 1
	if c.shown(s.at) { // what is known stays known
		return
	}
	for _, i := range slices.Concat(c.atoms, c.again) {
		s.pool(i, -1)
		s.sign[i] -= c.weight
		s.pool(i, 1)
		if len(c.atoms) == 1 {
			if s.alone[i]--; s.alone[i] == 0 {
				s.frees(i)
			}
		}
	}
	for _, v := range c.views {
		for _, k := range cutsOf(v) {
			if k.by == "questions" {
				s.stale = append(s.stale, s.parts[k]...)
			} else if total := s.whole[k.view]; total != nil {
				s.stale = append(s.stale, total)
			}
		}
	}
	if t, ok := s.f.target(c, s.at); ok {
		s.todo = append(s.todo, t)
	}
}

// rowsOf lists the rows that count some of the atoms, short ones first.
func (s *sight) rowsOf(atoms []int32) []*cell {
	var rows []*cell
	for _, i := range atoms {
		for _, c := range s.of[i] {
			if c.shown(s.at) && !slices.Contains(rows, c) {
				rows = append(rows, c)
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b *cell) int { return cmp.Compare(len(a.atoms), len(b.atoms)) })
	return rows
}

// frees notes in all rows that an atom is not known by itself.
func (s *sight) frees(i int32) {
	for _, row := range s.of[i] {
		if s.free[row] == nil {
			s.free[row] = &histogram{}
		}
		s.free[row].plus(s.f.atoms[i].answers, 1)
	}
}
