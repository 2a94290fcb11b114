package fact

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// An aggregate is what one metric wants summed over the rows of a segment's day:
// SQL expressions, and where their sums go.
type aggregate struct {
	set      *Set
	counts   [8]string // SQL of each count; "" is none
	missing  string
	rejected string
	excluded map[string]string // reason → SQL
	none     bool              // to report none is told, too
	parts    []part
}

// A part is a count that goes to a place of its own.
type part struct {
	sql string
	add func(seg Segment, day Day, n int64) // not called for none
}

// counted is SQL that counts the rows for which a condition holds, or [never].
func counted(condition string) string {
	if condition = shortened(condition); condition == "false" {
		return never
	}
	if condition == "true" {
		return "count(*)"
	}
	return "count(CASE WHEN " + condition + " THEN 1 END)" // which an engine works out for many conditions at once, as it does not what FILTER says
}

// never is SQL for what is counted of no row, and need not be asked.
const never = "count(NULL)"

// shortened is a condition without those of its parts that hold of every row; "false" where one holds of none.
// What sources do not tell stands as one or the other in many conditions.
func shortened(condition string) string {
	var parts []string
	depth, from, text := 0, 0, false
	for i := 0; i <= len(condition); i++ {
		rest := condition[i:]
		switch {
		case strings.HasPrefix(rest, "'"):
			text = !text
		case text:
		case strings.HasPrefix(rest, "("):
			depth++
		case strings.HasPrefix(rest, ")"):
			depth--
		case depth == 0 && strings.HasPrefix(rest, " OR "):
			return condition
		case depth == 0 && (rest == "" || strings.HasPrefix(rest, " AND ")):
			switch part := condition[from:i]; part {
			case "true", "NOT false":
			case "false", "NOT true":
				return "false"
			default:
				parts = append(parts, part)
			}
			from = i + len(" AND ")
		}
	}
	if len(parts) == 0 {
		return "true"
	}
	return strings.Join(parts, " AND ")
}

// counts is SQL that counts the rows for which each of several conditions holds.
func counts(conditions map[string]string) map[string]string {
	out := map[string]string{}
	for name, condition := range conditions {
		out[name] = counted(condition)
	}
	return out
}

// A plan says at which of the sums of a row each of an aggregate stands; -1: none is asked.
type plan struct {
	counts            [8]int
	missing, rejected int
	reasons           []string
	excluded, parts   []int
}

// sumOf is the sum at a place; 0 where there is none.
func sumOf(sums []int64, at int) int64 {
	if at < 0 {
		return 0
	}
	return sums[at]
}

// daily sums all aggregates of a table in one pass over it.
func (c *counter) daily(s *Source, all []*aggregate) error {
	if len(all) == 0 {
		return nil
	}
	var columns []string
	at := map[string]int{}
	use := func(expr string) int {
		if expr == "" || expr == never {
			return -1
		}
		if i, ok := at[expr]; ok {
			return i
		}
		at[expr] = len(columns)
		columns = append(columns, expr)
		return at[expr]
	}
	plans := make([]plan, len(all)) // where each sum stands, worked out once and not for each row
	for i, a := range all {
		p := &plans[i]
		p.missing, p.rejected = use(a.missing), use(a.rejected)
		for j, e := range a.counts {
			p.counts[j] = use(e)
		}
		p.reasons = slices.Sorted(maps.Keys(a.excluded))
		for _, reason := range p.reasons {
			p.excluded = append(p.excluded, use(a.excluded[reason]))
		}
		for _, part := range a.parts {
			p.parts = append(p.parts, use(part.sql))
		}
	}
	casts := make([]string, len(columns))
	for i, e := range columns {
		casts[i] = "CAST(coalesce(" + e + ", 0) AS BIGINT)"
	}
	key := s.segment()
	var seg Segment
	err := c.sum(s, Asked{Keys: key + ", day", Width: 3, Sums: casts, Where: "true"}, func(v []any, sums []int64) {
		if next := (Segment{name(v[0]), name(v[1])}); next != seg { // else the days share the names
			seg = next
		}
		day := Day(whole(v[2]))
		for i, a := range all {
			p := &plans[i]
			f := Fact{Segment: seg, Day: day, Missing: sumOf(sums, p.missing), Rejected: sumOf(sums, p.rejected)}
			for j := range a.counts {
				f.Counts[j] = sumOf(sums, p.counts[j])
			}
			if f.Counts != (Counts{}) || f.Missing+f.Rejected > 0 || a.none {
				a.set.Facts.Add(f)
			}
			for j, reason := range p.reasons {
				if n := sumOf(sums, p.excluded[j]); n > 0 {
					a.set.Excluded = append(a.set.Excluded, Exclusion{Segment: seg, Day: day, Reason: reason, Count: n})
				}
			}
			for j, part := range a.parts {
				if n := sumOf(sums, p.parts[j]); n != 0 {
					part.add(seg, day, n)
				}
			}
		}
	})
	if err != nil {
		return err
	}
	for _, a := range all {
		a.set.fed(s)
		a.set.Daily, a.set.Crossed = true, true
		if err := c.unusable(s, a.set, ""); err != nil {
			return err
		}
	}
	return nil
}

// unusable counts the rejected rows of a source as rejected cells of a metric:
// they have no usable date, so they are told at "all".
func (c *counter) unusable(s *Source, set *Set, condition string) error {
	if s.Ragged > 0 {
		set.Facts.Add(Fact{Day: NoDay, Rejected: s.Ragged})
	}
	if s.Rejects == "" {
		return nil
	}
	if condition != "" {
		condition = " WHERE " + condition
	}
	return c.each(fmt.Sprintf("SELECT %s, count(*) FROM %s%s GROUP BY 1, 2 ORDER BY 1, 2", s.segment(), s.Rejects, condition), 3, func(v []any) {
		set.Facts.Add(Fact{Segment: Segment{name(v[0]), name(v[1])}, Day: NoDay, Rejected: whole(v[2])})
	})
}

// segment is SQL for a table's team and channel.
func (s *Source) segment() string {
	team, channel := "CAST(NULL AS VARCHAR)", "CAST(NULL AS VARCHAR)"
	if s.Has["team"] || s.Has["group"] {
		team = "team"
	}
	if s.Has["channel"] {
		channel = "channel"
	}
	if s.byReason {
		return "reason, CAST(NULL AS VARCHAR)"
	}
	return team + ", " + channel
}

// bad is the condition that a column's cell was rejected.
func (s *Source) bad(columns ...string) string {
	var set []string
	for _, c := range columns {
		if bit, ok := s.Bits[c]; ok {
			set = append(set, fmt.Sprintf("bad %% %d >= %d", 2<<bit, 1<<bit))
		}
	}
	if len(set) == 0 || !s.HasBad {
		return "false"
	}
	return "(" + strings.Join(set, " OR ") + ")"
}

func (c *counter) each(query string, columns int, row func(v []any)) error {
	return c.ask(query, columns, func(row func(v []any)) error { return Each(c.ctx, c.q, query, columns, row) }, row)
}

// ask hands out the rows that answer a question, found if they are not known.
func (c *counter) ask(question string, columns int, find func(row func(v []any)) error, row func(v []any)) error {
	if c.asked != nil {
		return c.asked(question, columns, find, row)
	}
	return find(row)
}

// An eacher is an engine that hands out rows in less time than database/sql takes for each cell.
type eacher interface {
	Each(ctx context.Context, query string, row func(v []any)) error
}

// Each hands out the rows of a query, all in one slice; meanwhile the engine is not asked.
func Each(ctx context.Context, q Queryer, query string, columns int, row func(v []any)) error {
	if q, ok := q.(eacher); ok {
		return q.Each(ctx, query, row)
	}
	rows, err := q.Query(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	values := make([]any, columns)
	into := make([]any, columns)
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		row(values)
	}
	return rows.Err()
}

func name(v any) string {
	s, _ := v.(string)
	return s
}

func whole(v any) int64 {
	switch v := v.(type) {
	case int64:
		return v
	case int32:
		return int64(v)
	case int16:
		return int64(v)
	case int8:
		return int64(v)
	case nil:
		return 0
	}
	panic(fmt.Sprintf("bug: the engine gave %T where a whole number was asked for", v))
}
