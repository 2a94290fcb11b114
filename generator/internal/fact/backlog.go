package fact

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// An Age is how many contacts were open at a month's end, of one age.
type Age struct {
	Segment
	Day   Day // the first of the month
	Days  int // whole days since they were opened
	Count int64
}

// A Closing is how many contacts were closed in a month, whenever they were opened.
type Closing struct {
	Segment
	Day   Day // the first of the month
	Count int64
}

// backlog counts what is opened day by day, what is closed month by month, and how long what
// is open at each month's end has been open. What was opened before the export begins, and is
// not in it, nobody can count. It gives nil if the source does not tell what was closed.
func (c *counter) backlog(s *Source, a *aggregate) (*aggregate, error) {
	if !s.Has["closed_at"] {
		return nil, nil
	}
	bad := s.bad("closed_at")
	known := s.inbound() + " AND NOT " + bad
	a.rejected = counted(s.inbound() + " AND " + bad)
	a.counts[X] = counted(known)
	ends := c.ends(s, a.set.Metric)
	if len(ends) == 0 {
		return a, nil
	}
	values := make([]string, len(ends))
	for i, e := range ends {
		values[i] = fmt.Sprintf("(%d, %d, %d)", e.month, e.from, e.to)
	}
	a.set.Until = max(a.set.Until, ends[len(ends)-1].month)
	of := fmt.Sprintf("FROM %s JOIN (VALUES %s) AS ends(month_, from_, to_) ON ", s.Table, strings.Join(values, ", "))
	err := c.each(fmt.Sprintf("SELECT %s, month_, CAST(to_ - begun - (to_ - begun) %% %d AS BIGINT), count(*) %s begun < to_ AND (closed_at IS NULL OR closed_at >= to_) WHERE %s GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
		s.segment(), aDay, of, known), 5, func(v []any) {
		a.set.Ages = append(a.set.Ages, Age{Segment{name(v[0]), name(v[1])}, Day(whole(v[2])), int(whole(v[3]) / aDay), whole(v[4])})
	})
	if err != nil {
		return nil, err
	}
	return a, c.each(fmt.Sprintf("SELECT %s, month_, count(*) %s closed_at >= from_ AND closed_at < to_ WHERE %s GROUP BY 1, 2, 3 ORDER BY 1, 2, 3", s.segment(), of, known), 4, func(v []any) {
		a.set.Closings = append(a.set.Closings, Closing{Segment{name(v[0]), name(v[1])}, Day(whole(v[2])), whole(v[3])})
	})
}

// aDay is in microseconds.
const aDay = int64(24 * time.Hour / time.Microsecond)

// An end is a month, and from when to when it lasts, in microseconds of UTC; the newest one
// lasts until now.
type end struct {
	month    Day
	from, to int64
}

// ends are the months from a source's first to the last that any source of the metric tells
// of: what is open in one of them is open until it says otherwise.
func (c *counter) ends(s *Source, m *Metric) []end {
	last := s.Last
	for i := range c.sources {
		o := &c.sources[i]
		if o.Kind == s.Kind && o.Has["closed_at"] && (len(m.Sources) == 0 || slices.Contains(m.Sources, o.Name)) {
			last = max(last, o.Last)
		}
	}
	if s.First == NoDay {
		return nil
	}
	var all []end
	for p := PeriodOf(s.First, Month); p.First <= last; p = p.Next() {
		e := end{p.First, c.o.begins(p.First), min(c.o.begins(p.Next().First), c.now(s))}
		if e.from < e.to {
			all = append(all, e)
		}
	}
	return all
}

// begins is when a day begins at the desk, in microseconds of UTC.
func (o *Options) begins(d Day) int64 {
	if o.Midnight == nil {
		return d.Time().UnixMicro()
	}
	return o.Midnight(d)
}
