package record

import (
	"fmt"
	"time"

	"shingle/generator/internal/engine"
)

// stamp adds a stamp: day and minute of the one that dates the record, by the
// desk's clock, and the instant of the others, in microseconds of UTC.
func (b *builder) stamp(c column, x, taken string, own *native) {
	src := b.t.Source
	n, a, u := "n_"+c.name, "a_"+c.name, "u_"+c.name
	year := src.AsOf.Time().Year() + 2
	clock := b.r.clockSQL(x)
	if taken == "" {
		b.add(told(x, b.r.naiveSQL(x)), n)
		b.add(b.r.absoluteSQL(x, n), a)
	} else {
		naive, absolute := taken, "CAST(NULL AS BIGINT)"
		if own.kind == engine.Instant {
			naive, absolute = absolute, naive
		}
		b.add(naive, n)
		b.add(absolute, a)
		clock = fmt.Sprint(own.kind != engine.Date)
	}
	utc := fmt.Sprintf("coalesce(%s, %s - (%s))", a, n, b.r.offsetAt(src.Zone, year, n, true))
	dating := c.name == stampOf(src.Kind)
	elsewhere := src.Zone.String() != src.Site.String()
	if !dating || elsewhere || b.t.needsInstants() {
		b.add(utc, u)
	}
	if !dating {
		b.keep(u, c.name)
		condition := b.r.unread(fmt.Sprintf("coalesce(%s, %s)", n, a), x, false)
		if c.cell == stamp {
			condition += fmt.Sprintf(" OR %s < 0 OR %s >= %d", u, u, src.tomorrow())
			if c.name != "updated_at" {
				condition += fmt.Sprintf(" OR %s < u_opened_at", u)
			}
		}
		b.wrong(c.name, condition)
		return
	}
	if b.t.needsInstants() {
		b.keep(u, "begun")
	}
	local := fmt.Sprintf("CASE WHEN %[1]s IS NOT NULL THEN %[1]s ELSE %[2]s + (%[3]s) END", n, a, b.r.offsetAt(src.Site, year, a, false))
	if elsewhere { // a day without a time is that day everywhere
		local = fmt.Sprintf("CASE WHEN %s THEN %s + (%s) ELSE %s END", clock, u, b.r.offsetAt(src.Site, year, u, false), n)
	}
	b.add(local, "local_")
	b.keep(daysOf("local_"), "day")
	mark := fmt.Sprintf("CASE WHEN %s IS NOT NULL THEN %s ELSE 0 END", n, b.r.oddAt(src.Zone, year, n))
	if !elsewhere { // the desk's own hours are found in the table; here only what is in no doubt is marked
		mark = fmt.Sprintf("CASE WHEN %s IS NULL THEN %s ELSE 0 END", n, b.r.oddAt(src.Site, year, "local_"))
	}
	b.keep(fmt.Sprintf("CASE WHEN %s THEN CAST(%s + %s AS SMALLINT) END", clock, minutesOf("local_"), mark), "minute")
	b.wrong(c.name, fmt.Sprintf("local_ IS NULL OR local_ < 0 OR local_ >= %d", (int64(src.AsOf)+1)*dayMicros))
}

// after adds a stamp that is given as a duration since the contact was opened.
func (b *builder) after(c column, x, span string) {
	v := "t_" + c.name
	b.add(span, v)
	b.keep("u_opened_at + "+v, c.name)
	condition := b.r.unread(v, x, false) + fmt.Sprintf(" OR %s < 0", v)
	if c.cell == stamp {
		condition += fmt.Sprintf(" OR u_opened_at + %s >= %d", v, b.t.Source.tomorrow())
	}
	b.wrong(c.name, condition)
}

// tomorrow is the first instant after as_of, in microseconds of UTC.
func (s *Source) tomorrow() int64 {
	day := s.AsOf.Time()
	return time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, s.Site).UnixMicro()
}
