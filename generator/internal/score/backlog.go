package score

import (
	"maps"
	"slices"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
)

// A Backlog is what was open at a period's end, and how much was opened and closed in it.
type Backlog struct {
	Open, Opened, Closed int64
	Median, Oldest       int   // whole days since they were opened, of the open
	Older                int64 // of the open, for so many days or longer
}

// NewBacklog describes what is open: how many, by whole days of age. Half of them are at most
// as old as the median (nearest rank).
func NewBacklog(ages map[int]int64, opened, closed int64, olderDays int) Backlog {
	b := Backlog{Opened: opened, Closed: closed}
	days := slices.Sorted(maps.Keys(ages))
	for _, d := range days {
		b.Open += ages[d]
		if d >= olderDays {
			b.Older += ages[d]
		}
	}
	seen := int64(0)
	for _, d := range days {
		if ages[d] > 0 {
			b.Oldest = d
		}
		if 2*seen < b.Open {
			b.Median = d
		}
		seen += ages[d]
	}
	return b
}

// A stock is what is open at the end of a month, by age.
type stock struct {
	month fact.Day
	ages  map[int]int64
}

// keep takes over the stock of a later month, or adds that of the same.
func (t *seldom) keep(month fact.Day, ages map[int]int64) {
	if t.stock == nil || t.stock.month < month {
		t.stock = &stock{month, map[int]int64{}}
	}
	if t.stock.month == month {
		for days, n := range ages {
			t.stock.ages[days] += n
		}
	}
}

// stocks tallies what is open at each month's end. From its first month on, a segment without
// anything open has nothing open, which is a number.
func (g *gathering) stocks() {
	if g.m.Method().Form != metric.Stock {
		return
	}
	for _, a := range g.set.Ages {
		for _, seg := range g.lines(a.Segment) {
			seg.at(fact.PeriodOf(a.Day, fact.Month)).rarely().keep(a.Day, map[int]int64{a.Days: a.Count})
		}
	}
	for _, c := range g.set.Closings {
		for _, seg := range g.lines(c.Segment) {
			seg.at(fact.PeriodOf(c.Day, fact.Month)).rarely().closed += c.Count
		}
	}
	for _, seg := range g.segments {
		first := fact.NoDay
		for p := range seg.cells {
			if p.Grain == fact.Month && (first == fact.NoDay || p.First < first) {
				first = p.First
			}
		}
		for p := fact.PeriodOf(first, fact.Month); first != fact.NoDay && p.First <= g.set.Until; p = p.Next() {
			seg.at(p).rarely().keep(p.First, nil)
		}
	}
}

// backlogged is what is open, or the share of it that has been open for long.
func (l *Line) backlogged() {
	if l.tally.rare().stock == nil {
		return
	}
	b := l.backlog()
	if l.Metric.Unit() == Percent {
		l.ratio(whole(100), whole(b.Older), b.Open)
		return
	}
	l.Numerator, l.Value, l.N = whole(b.Open), whole(b.Open), b.Open
}

func (l *Line) backlog() Backlog {
	return NewBacklog(l.tally.rare().stock.ages, l.tally.counts[fact.X], l.tally.rare().closed, l.Metric.OlderDays)
}

// Backlog is what stands behind a line of what is open; false where it is not counted so, or
// the line is not shown.
func (l *Line) Backlog() (Backlog, bool) {
	if l.tally.rare().stock == nil || !l.Shown() {
		return Backlog{}, false
	}
	return l.backlog(), true
}

// Counted is the period whose cases the line adds up: of what is open at the end, the last month.
func (l *Line) Counted() fact.Period {
	if l.tally != nil && l.tally.rare().stock != nil {
		return fact.PeriodOf(l.tally.rare().stock.month, fact.Month)
	}
	return l.Period
}
