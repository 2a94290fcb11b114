package fact

import (
	"fmt"
	"slices"
	"strings"

	"shingle/generator/internal/metric"
)

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
	filled := func(columns ...string) (filter string) {
		known := make([]string, len(columns))
		for i, col := range columns {
			known[i] = col + " IS NOT NULL"
		}
		a.missing = counted("NOT (" + strings.Join(known, " AND ") + ") AND NOT " + s.bad(columns...))
		a.rejected = counted("NOT (" + strings.Join(known, " AND ") + ") AND " + s.bad(columns...))
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
		filter := filled(needs...)
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
			filter := filled("wait_seconds_total", "answered")
			a.counts[X], a.counts[N] = "sum(wait_seconds_total)"+filter, "sum(answered)"+filter
		case s.Has["asa_seconds"]:
			// an interval in which nobody was answered has no average, and needs none
			known := " FILTER (WHERE answered > 0 AND asa_seconds IS NOT NULL)"
			a.counts[X], a.counts[N] = "sum(asa_seconds * answered)"+known, "sum(answered)"+known
			a.missing = counted("coalesce(answered, 1) > 0 AND (answered IS NULL OR asa_seconds IS NULL) AND NOT " + s.bad("asa_seconds", "answered"))
			a.rejected = counted(s.bad("asa_seconds", "answered"))
		default:
			return nil
		}
	default:
		return nil
	}
	return a
}
