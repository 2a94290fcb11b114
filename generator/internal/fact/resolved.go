package fact

import (
	"fmt"
	"slices"
	"strings"

	"shingle/generator/internal/metric"
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
		a.excluded["unresolvable"] = count(in + " AND " + m.unresolvable())
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
		a.excluded["open"] = count(base + " AND closed_at IS NULL")
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
	a.counts[X] = count(base + " AND " + yes)
	a.counts[N] = count(base + " AND (" + yes + ") IS NOT NULL")
	a.missing = count(base + " AND (" + yes + ") IS NULL AND NOT " + s.bad(columns...))
	a.rejected = count(base + " AND (" + yes + ") IS NULL AND " + s.bad(columns...))
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

// intervals counts from the rows of an ACD report; nil if it has nothing for the
// metric.
func (c *counter) intervals(s *Source, set *Set) *aggregate {
	m, method := set.Metric, set.Metric.method()
	a := &aggregate{set: set}
	sum := func(column string) string {
		if !s.Has[column] {
			return ""
		}
		return "sum(" + column + ")"
	}
	part := func(column string) string {
		if !s.Has[column] {
			return "0"
		}
		return "coalesce(" + column + ", 0)"
	}
	// rows in which all that the metric needs is there
	whole := func(columns ...string) (filter string) {
		known := make([]string, len(columns))
		for i, col := range columns {
			known[i] = col + " IS NOT NULL"
		}
		a.missing = count("NOT (" + strings.Join(known, " AND ") + ") AND NOT " + s.bad(columns...))
		a.rejected = count("NOT (" + strings.Join(known, " AND ") + ") AND " + s.bad(columns...))
		return " FILTER (WHERE " + strings.Join(known, " AND ") + ")"
	}
	switch method.Counts {
	case metric.Number:
		a.counts[X], a.none = sum("offered"), true
	case metric.Outcomes:
		needs := slices.Concat([]string{"offered"}, method.Reported)
		if !s.Has[needs[1]] {
			return nil
		}
		for _, col := range needs[1:] {
			if !s.Has[col] {
				c.inputs(m, fmt.Sprintf("needs the column %s; %q has none", col, s.Name))
				return nil
			}
		}
		if s.Has["answered"] {
			needs = append(needs, "answered")
		}
		if s.Has["abandoned"] && !slices.Contains(needs, "abandoned") {
			needs = append(needs, "abandoned")
		}
		filter := whole(needs...)
		lost, ans := part("abandoned"), part("answered")
		if !s.Has["abandoned"] {
			lost = "0"
			if s.Has["answered"] {
				lost = "greatest(offered - answered - " + part("flow_outs") + ", 0)"
			}
		}
		if !s.Has["answered"] {
			ans = "greatest(offered - " + lost + " - " + part("flow_outs") + ", " + part("answered_in_time") + ")"
		}
		a.counts[Answered] = "sum(" + ans + ")" + filter
		a.counts[AnsweredInTime] = "sum(" + part("answered_in_time") + ")" + filter
		a.counts[Abandoned] = "sum(" + lost + ")" + filter
		a.counts[AbandonedInTime] = "sum(" + part("abandoned_in_time") + ")" + filter
		a.counts[ShortAbandons] = "sum(" + part("short_abandons") + ")" + filter
		a.counts[FlowOuts] = "sum(" + part("flow_outs") + ")" + filter
		a.counts[Other] = "sum(offered - (" + ans + ") - (" + lost + ") - " + part("flow_outs") + ")" + filter
		if m.defined().Flow {
			a.reported(s)
		}
	case metric.Waits, metric.WaitsInAll:
		switch {
		case method.Form != metric.Mean || method.Counts == metric.WaitsInAll:
			if s.Has["asa_seconds"] || s.Has["wait_seconds_total"] {
				c.inputs(m, fmt.Sprintf("needs single waits; %q has only averages of intervals", s.Name))
			}
			return nil
		case !s.Has["answered"]:
			return nil
		case s.Has["wait_seconds_total"]:
			filter := whole("wait_seconds_total", "answered")
			a.counts[X], a.counts[N] = "sum(wait_seconds_total)"+filter, "sum(answered)"+filter
		case s.Has["asa_seconds"]:
			// an interval in which nobody was answered has no average, and needs none
			known := " FILTER (WHERE answered > 0 AND asa_seconds IS NOT NULL)"
			a.counts[X], a.counts[N] = "sum(asa_seconds * answered)"+known, "sum(answered)"+known
			a.missing = count("coalesce(answered, 1) > 0 AND (answered IS NULL OR asa_seconds IS NULL) AND NOT " + s.bad("asa_seconds", "answered"))
			a.rejected = count(s.bad("asa_seconds", "answered"))
		default:
			return nil
		}
	default:
		return nil
	}
	return a
}
