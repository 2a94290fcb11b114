package fact

import (
	"fmt"
	"slices"
	"strings"

	"shingle/generator/internal/quote"
)

// flags counts a yes or no of each contact. It gives nil if the source has none of the columns
// that say it.
func (c *counter) flags(s *Source, a *aggregate) *aggregate {
	m, method := a.set.Metric, a.set.Metric.method()
	in := s.inbound()
	base := in
	if m.Net {
		if !s.Has["reason"] {
			c.inputs(m, fmt.Sprintf("base = \"net\" needs the column reason; %q has none", s.Name))
			return nil
		}
		a.excluded["unresolvable"] = counted(in + " AND " + m.unresolvable())
		base = in + " AND NOT " + m.unresolvable()
	}
	columns := slices.DeleteFunc(slices.Clone(method.Flags), func(column string) bool { return !s.Has[column] })
	if len(columns) == 0 {
		return nil
	}
	if ans := s.answered(); method.Served && ans != "" { // what was not answered is not an issue that staff can flag
		base += " AND coalesce(" + ans + ", false)"
	}
	if method.Closed && s.Has["closed_at"] {
		a.excluded["open"] = counted(base + " AND closed_at IS NULL")
		base += " AND closed_at IS NOT NULL"
	}
	// three-valued: true if either is, unknown if the other might be
	yes := "(" + strings.Join(columns, " OR ") + ")"
	if method.Unless {
		yes = "NOT " + yes
	}
	a.flagged(s, base, yes, columns...)
	return a
}

// flagged counts a yes or no of the rows in base.
func (a *aggregate) flagged(s *Source, base, yes string, columns ...string) {
	a.counts[X] = counted(base + " AND " + yes)
	a.counts[N] = counted(base + " AND (" + yes + ") IS NOT NULL")
	a.missing = counted(base + " AND (" + yes + ") IS NULL AND NOT " + s.bad(columns...))
	a.rejected = counted(base + " AND (" + yes + ") IS NULL AND " + s.bad(columns...))
}

// unresolvable is the condition that a contact's reason cannot be resolved at
// first contact.
func (m *Metric) unresolvable() string {
	return "coalesce(reason IN (" + quote.Texts(m.Unresolvable) + "), false)"
}

// window counts issues. Contacts of one customer (about one reason) that follow each other
// within the window are one chain; its first answered contact begins the issue, which is
// resolved if no other attempt follows within the window. An attempt that nobody answered
// carries a chain on, unless only answered contacts are to count, and begins none. Issues
// that the data cut off at either edge are not counted.
func (c *counter) window(s *Source, set *Set) error {
	m := set.Metric
	if !s.Has["customer"] {
		return nil
	}
	by := "customer"
	if !m.AnyReason && !m.method().AnyReason {
		if !s.Has["reason"] {
			c.inputs(m, fmt.Sprintf("match = \"customer+reason\" needs the column reason; %q has none (match = \"customer\" does without)", s.Name))
			return nil
		}
		by = "customer, reason"
	}
	days := fmt.Sprint(int64(m.WindowDays) * aDay)
	in, queued := s.begun(), s.inbound() // who never got as far as the queue has tried, too
	base := in + " AND customer IS NOT NULL"
	excluded := s.uncounted()
	excluded["no_customer"] = queued + " AND customer IS NULL"
	if by != "customer" {
		excluded["no_reason"] = queued + " AND customer IS NOT NULL AND reason IS NULL"
		base += " AND reason IS NOT NULL"
	}
	answered := "true"
	if ans := s.answered(); ans != "" {
		answered = "coalesce(" + ans + ", false)"
		if s.Has["exit"] { // by a person
			answered += " AND NOT " + s.outside()
		}
		answered = "(" + answered + ")"
		excluded["not_answered"] = base + " AND " + queued + " AND NOT " + answered
		if m.AnsweredOnly {
			base += " AND " + answered
		}
	}
	counted := "true"
	if m.Net { // no issues of their own, but a customer who calls again about one of them has called again
		if !s.Has["reason"] {
			c.inputs(m, fmt.Sprintf("base = \"net\" needs the column reason; %q has none", s.Name))
			return nil
		}
		counted = "NOT " + m.unresolvable()
	}
	key := s.segment()
	issues := fmt.Sprintf("WITH ordered AS (SELECT %[1]s AS team_, %[4]s, day, begun, %[8]s AS row_, lag(begun) OVER w AS before_, lead(begun) OVER w AS after_, %[6]s AS counted_, %[7]s AS answered_ FROM %[2]s WHERE %[3]s WINDOW w AS (PARTITION BY %[4]s ORDER BY begun, %[8]s)), "+
		"chains AS (SELECT *, sum(CASE WHEN begun - before_ <= %[5]s THEN 0 ELSE 1 END) OVER (PARTITION BY %[4]s ORDER BY begun, row_) AS chain_ FROM ordered), "+
		"firsts AS (SELECT *, row_number() OVER (PARTITION BY %[4]s, chain_ ORDER BY begun, row_) AS place_ FROM chains WHERE answered_), "+
		"edges AS (SELECT min(begun) AS first_, max(begun) AS last_ FROM %[2]s), "+
		"issues AS (SELECT *, coalesce(after_ - begun > %[5]s, true) AS resolved_, begun + %[5]s <= last_ AS mature_, begun >= first_ + %[5]s AS whole_ FROM firsts, edges WHERE place_ = 1) ",
		strings.Replace(key, ",", " AS segment_,", 1), s.Table, base, by, days, counted, answered, s.RowID)
	query := issues + "SELECT segment_, team_, day, count(*) FILTER (WHERE whole_ AND mature_ AND counted_ AND resolved_), count(*) FILTER (WHERE whole_ AND mature_ AND counted_), " +
		"count(*) FILTER (WHERE NOT whole_), count(*) FILTER (WHERE whole_ AND NOT mature_), count(*) FILTER (WHERE whole_ AND mature_ AND NOT counted_) FROM issues GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
	err := c.each(query, 8, func(v []any) {
		seg, day := Segment{name(v[0]), name(v[1])}, Day(whole(v[2]))
		set.Facts.Add(Fact{Segment: seg, Day: day, Counts: Counts{X: whole(v[3]), N: whole(v[4])}})
		for i, reason := range []string{"left_edge", "immature", "unresolvable"} {
			set.exclude(seg, day, reason, whole(v[5+i]))
		}
	})
	if err != nil {
		return err
	}
	if err := c.leftOut(s, set, excluded); err != nil {
		return err
	}
	set.fed(s)
	set.Daily, set.Crossed = true, true
	return c.unusable(s, set, "")
}
