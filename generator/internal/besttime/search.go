package besttime

import (
	"cmp"
	"slices"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/hours"
)

const (
	shortest = 60 // minutes; longer ones are so many hours
	longest  = 240
	told     = 3
	heldBack = 4 * 7 // days: the newest, which choose no window and must not contradict it
)

// A search looks for windows in a channel's week.
type search struct {
	channel string
	op      *openings
	open    []*Slot
	waits   waits
	o       WeekOptions
	byTime  bool
	minutes int
	days    []fact.Day
	newest  fact.Day                       // the first day of the weeks held back
	cells   map[fact.Day]map[int]fact.Cell // by date and slot
}

func newSearch(channel string, p *fact.Profile, op *openings, w *Week, open []*Slot, waits waits, o WeekOptions) *search {
	s := &search{channel: channel, op: op, open: open, waits: waits, o: o, minutes: w.Minutes, days: op.days[channel], cells: map[fact.Day]map[int]fact.Cell{}}
	s.byTime = len(open) > 0 && open[0].Basis.Threshold > 0
	s.newest = mondayOf(p.To) + 7 - heldBack
	for _, c := range p.Cells {
		if c.Channel != channel {
			continue
		}
		if s.cells[c.Day] == nil {
			s.cells[c.Day] = map[int]fact.Cell{}
		}
		s.cells[c.Day][c.Slot] = c
	}
	return s
}

// The weeks that dates are taken from.
const (
	all    = iota
	older  // all but the newest four
	newest // the newest four
)

// dates adds up some slots of each date.
func (s *search) dates(run []*Slot, which int) (c clusters) {
	for _, day := range s.days {
		if which != all && (which == newest) != (day >= s.newest) {
			continue
		}
		var y, x float64
		for _, slot := range run {
			if slot.Weekday != hours.Weekday(day) {
				continue
			}
			cell := s.cells[day][slot.Load.Slot]
			if s.byTime {
				y, x = y+float64(cell.InTime), x+float64(cell.Judged)
			} else {
				y, x = y+float64(cell.Offered), x+1
			}
		}
		c.add(y, x)
	}
	return c
}

// A candidate is a run of slots that may be told.
type candidate struct {
	run   []*Slot
	side  string
	bound float64
}

// windows finds at most three stretches to call in and three to avoid. A stretch must matter
// against the rest of its day and of the week, and hold: it is tested as one unit against
// the whole week, dates as the units, on its side by Holm's rule among all of its length. Which of these are told is
// chosen on all but the newest four weeks, where even the unfavourable end of a stretch's
// interval must beat the week: the best three by that bound, one a weekday as long as
// there are others. One that the newest four weeks contradict is not told.
func (s *search) windows() (quiet, avoid []Window) {
	whole, before := s.dates(s.open, all), s.dates(s.open, older)
	if whole.x == 0 || before.x == 0 {
		return nil, nil
	}
	mean, then := whole.y/whole.x, before.y/before.x
	found := map[string][]candidate{}
	for length := shortest; length <= longest; length += 60 {
		runs := s.runs(length)
		p := make([]float64, len(runs))
		for i, run := range runs {
			p[i] = 1
			if offered(run) >= leastOffered {
				p[i] = s.dates(run, all).p(mean, s.byTime, s.o)
			}
		}
		for i, holds := range s.o.Holm(p, 2*alpha) { // both sides, each by itself
			if !holds {
				continue
			}
			c := s.dates(runs[i], older)
			r, se, ok := c.ratio()
			if !ok || c.d < leastWeeks {
				continue
			}
			half := s.o.T975(c.d-1) * se
			side := matters(runs[i], s.open, s.waits, runs[i][0].Weekday)
			if side != matters(runs[i], s.open, s.waits, 0) {
				continue
			}
			if r-half > then && side == sideOf(true, s.byTime) {
				found[side] = append(found[side], candidate{runs[i], side, r - half})
			} else if r+half < then && side == sideOf(false, s.byTime) {
				found[side] = append(found[side], candidate{runs[i], side, r + half})
			}
		}
	}
	return s.told(found[Quiet]), s.told(found[Busy])
}

// runs are the stretches of neighbouring open slots of one weekday that last so long.
func (s *search) runs(length int) (runs [][]*Slot) {
	n := length / s.minutes
	for i := 0; i+n <= len(s.open); i++ {
		run := s.open[i : i+n]
		if run[0].Weekday == run[n-1].Weekday && run[n-1].Load.Slot-run[0].Load.Slot == length-s.minutes {
			runs = append(runs, run)
		}
	}
	return runs
}

func offered(run []*Slot) (n int64) {
	for _, s := range run {
		n += s.OnOpen
	}
	return n
}

// told chooses windows of one side, and drops those that the newest weeks contradict.
func (s *search) told(candidates []candidate) (windows []Window) {
	slices.SortStableFunc(candidates, func(a, b candidate) int {
		sign := 1.0
		if (a.side == Quiet) == s.byTime { // a high share, or few contacts, is quiet
			sign = -1
		}
		first, second := a.run[0], b.run[0]
		return cmp.Or(cmp.Compare(sign*a.bound, sign*b.bound), cmp.Compare(first.Weekday, second.Weekday), cmp.Compare(first.Load.Slot, second.Load.Slot), cmp.Compare(len(b.run), len(a.run)))
	})
	var chosen []candidate
	for _, twice := range []bool{false, true} { // first one a weekday, then any that do not touch
		for _, c := range candidates {
			if len(chosen) < told && !slices.ContainsFunc(chosen, func(x candidate) bool { return x.crowds(c, twice, s.minutes) }) {
				chosen = append(chosen, c)
			}
		}
	}
	for _, c := range chosen {
		if s.stands(c) {
			windows = append(windows, s.window(c))
		}
	}
	return windows
}

func (c candidate) crowds(x candidate, twice bool, minutes int) bool {
	from, to := c.run[0].Load.Slot, c.run[len(c.run)-1].Load.Slot
	return c.run[0].Weekday == x.run[0].Weekday && (!twice || from <= x.run[len(x.run)-1].Load.Slot+minutes && x.run[0].Load.Slot <= to+minutes)
}

// stands tells whether the newest weeks, which did not choose the window, have it on the
// same side of all that is not of the window.
func (s *search) stands(c candidate) bool {
	mine, week := s.dates(c.run, newest), s.dates(s.open, newest)
	rest := clusters{y: week.y - mine.y, x: week.x - mine.x}
	if mine.x == 0 || rest.x == 0 {
		return false
	}
	one, other := mine.y/mine.x, rest.y/rest.x
	return one != other && sideOf(one > other, s.byTime) == c.side
}

// window is what there is to say of a run: of all the weeks.
func (s *search) window(c candidate) Window {
	first, last := c.run[0], c.run[len(c.run)-1]
	w := Window{Weekday: first.Weekday, From: first.Load.Slot, To: last.Load.Slot + s.minutes, Offered: offered(c.run), Share: -1, Bound: c.bound, P50: -1, P90: -1, OfAll: -1}
	for _, day := range s.days {
		if hours.Weekday(day) == w.Weekday && slices.ContainsFunc(c.run, func(slot *Slot) bool { return s.cells[day][slot.Load.Slot].Offered > 0 }) {
			w.Weeks++
		}
	}
	open := 0
	for _, slot := range c.run {
		open += slot.OpenDays
	}
	w.PerDay = float64(w.Offered) / float64(max(open, 1))
	if s.byTime {
		in := sum(c.run)
		w.Share, w.Bound = 100*in.y/in.x, 100*w.Bound
	}
	if first.Basis.Waits {
		h := s.waits.of(s.channel, c.run)
		w.P50, w.P90, w.OfAll = h.percentile(Median(), leastForP50), h.percentile(P90(), leastForP90), h.ofAll(w.Offered)
	}
	return w
}
