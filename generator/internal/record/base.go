package record

import "shingle/generator/internal/fact"

// base reads how many there were in a month, of which something is a part.
func (r *smallRow) base() {
	b := fact.Base{Segment: fact.Segment{Team: r.cells["team"], Channel: r.cells["channel"]}, Row: r.row}
	var ok bool
	if b.Period, ok = r.period("period"); ok && b.Period.Grain == fact.Daily {
		b.Period = fact.PeriodOf(b.Period.First, fact.Month)
	}
	if ok && b.Period.Grain != fact.Month {
		r.bad("period", "got %q, want a month such as 2026-10", r.cells["period"])
	}
	n, has := r.whole("count")
	switch {
	case !has && len(r.wrong) == 0:
		r.bad("count", "is blank, want how many there were")
	case has && n == 0:
		r.bad("count", "got 0, of which nothing can be a part")
	}
	for _, o := range r.t.Bases {
		if len(r.wrong) == 0 && o.Segment == b.Segment && o.Period == b.Period {
			r.bad("period", "%s stands here a second time for the same team and channel", b.Period)
		}
	}
	if len(r.wrong) > 0 {
		return
	}
	b.Count = n
	r.t.note(b.Period)
	r.t.Bases = append(r.t.Bases, b)
}
