package fact

import (
	"fmt"
	"slices"

	"shingle/generator/internal/metric"
)

// complaints counts them by what became of them; nil if the source does not tell what the
// metric's method asks for.
func (c *counter) complaints(s *Source, set *Set) *aggregate {
	m, method := set.Metric, set.Metric.method()
	a := &aggregate{set: set, excluded: map[string]string{}}
	told := func(column string) bool {
		if !s.Has[column] {
			c.inputs(m, fmt.Sprintf("needs the column %s; %q has none", column, s.Name))
		}
		return s.Has[column]
	}
	switch method.Counts {
	case metric.Flags:
		column, among := method.Flags[0], "true"
		if !told(column) {
			return nil
		}
		if method.Closed && s.Has["closed_at"] {
			among = "(closed_at IS NOT NULL OR " + column + " IS NOT NULL)"
			a.excluded["open"] = counted("NOT " + among)
		}
		a.flagged(s, among, column, column)
	case metric.Timely:
		if !told("closed_at") {
			return nil
		}
		limit := fmt.Sprint(int64(m.WithinDays)*aDay + aDay/24) // days are an hour longer as the clocks go back
		known := "NOT " + s.bad("closed_at")
		due := fmt.Sprintf("%d - begun > %s", c.now(s), limit) // who is closed early must not count before the others can
		closed, open := known+" AND "+due+" AND closed_at IS NOT NULL", known+" AND "+due+" AND closed_at IS NULL"
		a.rejected = counted(s.bad("closed_at"))
		a.counts[InTime] = counted(closed + " AND closed_at - begun <= " + limit)
		a.counts[Late] = counted(closed + " AND closed_at - begun > " + limit)
		a.counts[Overdue] = counted(open)
		a.excluded["immature"] = counted(known + " AND NOT (" + due + ")")
	default:
		a.counts[X] = counted("true")
	}
	return a
}

// based takes over how many there were of which a metric tells a rate.
func (set *Set) based(s *Source) {
	if set.Metric.method().Form != metric.Rate {
		return
	}
	set.Bases = append(set.Bases, s.Bases...)
	set.fed(s)
}

// based notes the months of which a rate's denominator is missing, at the source that should
// have it. Months that are not over may wait for theirs.
func (c *counter) based(set *Set, sources []Source) {
	m := set.Metric
	if m.method().Form != metric.Rate {
		return
	}
	var of []*Source
	for i := range sources {
		if s := &sources[i]; s.Kind == "denominators" && slices.Contains(set.Sources, s.Name) {
			of = append(of, s)
		}
	}
	switch {
	case len(of) == 0:
		c.wrong(m, "sources", "", "variant %q needs a source of kind denominators: of how many complaints are counted", m.Variant)
		return
	case len(of) > 1:
		c.wrong(m, "sources", "", "%q and %q both say of how many it is, want one of them in sources", of[0].Name, of[1].Name)
		return
	}
	there, came := map[Period]bool{}, map[Period]int64{}
	for _, b := range set.Bases {
		there[b.Period] = true
	}
	for f := range set.Facts.All() {
		if p := PeriodOf(f.Day, Month); f.Day != NoDay && f.Counts[X] > 0 && p.Last() < c.o.AsOf {
			came[p] += f.Counts[X]
		}
	}
	var missing []Period
	for p := range came {
		if !there[p] {
			missing = append(missing, p)
		}
	}
	slices.SortFunc(missing, func(a, b Period) int { return int(a.First - b.First) })
	for _, p := range missing {
		c.problems.AddHint(of[0].Place, "a rate of a month is told of that month's count, and never of another's", "source %q: has no row of %s, in which %d complaints came: want one for each month", of[0].Name, p, came[p])
	}
}
