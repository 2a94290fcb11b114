package record

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
)

// Findings are the names by which findings about data can be accepted: what was
// counted twice, totals among the rows, counts and units that cannot be, and what is
// only odd. Where a number would be wrong, a finding stops the build; else it is told.
func Findings() []string {
	return []string{"overlap", "total", "doubles", "counts", "unit", "spike", "cut", "teams", "answers", "query", "shared", "clock"}
}

// found tells a finding, unless the publisher has accepted it: then the reason is
// noted, to be published.
func (t *Table) found(name string, problems *diag.List, p diag.Problem) {
	for _, a := range t.Source.Accept {
		if a.Name == name {
			if !slices.Contains(t.Accepted, a) {
				t.Accepted = append(t.Accepted, a)
			}
			return
		}
	}
	problems.Put(p)
}

// Accepts tells whether the publisher has accepted a finding.
func (t *Table) Accepts(name string) bool {
	for _, a := range t.Source.Accept {
		if a.Name == name {
			t.found(name, nil, diag.Problem{})
			return true
		}
	}
	return false
}

// Stop tells a finding that makes numbers wrong: what would be right, and what was found.
func (t *Table) Stop(name string, problems *diag.List, at diag.Place, right, format string, args ...any) {
	hint := fmt.Sprintf(`accept = ["%s: the reason"] lets it stand, and publishes the reason`, name)
	if right != "" {
		hint = right + "; " + hint
	}
	t.found(name, problems, diag.Problem{Place: at, Text: fmt.Sprintf(format, args...), Hint: hint})
}

// warn tells a finding that may be right.
func (t *Table) warn(name string, problems *diag.List, at diag.Place, format string, args ...any) {
	t.found(name, problems, diag.Problem{
		Place: at, Text: fmt.Sprintf(format, args...), Warning: true,
		Hint: fmt.Sprintf(`accept = ["%s: the reason"] says that it is right, and publishes the reason`, name),
	})
}

// Unfound tells of accepted findings that the data does not hold (any more).
func (t *Table) Unfound(problems *diag.List) {
	for i, a := range t.Source.Accept {
		if !slices.Contains(t.Accepted, a) {
			problems.Warn(t.Source.At(fmt.Sprintf("accept[%d]", i)), "accept: %q is not found in the data; want it taken out", a.Name)
		}
	}
}

// findings looks for what cannot be right, or is odd, in records that are read.
func (t *Table) findings(ctx context.Context, db store, problems *diag.List) error {
	looks := []func(context.Context, store, *diag.List) error{t.again, t.alike, t.totals, t.tooMany, t.units, t.outOf, t.clocks, t.coarse, t.spikes, t.cuts, t.teams, t.narrow, t.shared}
	if t.asked != nil { // those that every engine can answer
		looks = []func(context.Context, store, *diag.List) error{t.clocks, t.coarse, t.narrow, t.shared}
	}
	for _, look := range looks {
		if err := look(ctx, db, problems); err != nil {
			return fmt.Errorf("looking through %s: %w", t.Source.Name, err)
		}
	}
	return nil
}

// texts reads a query's rows as text, whatever they are; NULL is "".
func texts(ctx context.Context, db fact.Queryer, query string) ([][]string, error) {
	rows, err := db.Query(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	var all [][]string
	for rows.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		row := make([]string, len(columns))
		for i, v := range values {
			if v != nil {
				row[i] = fmt.Sprint(v)
			}
		}
		all = append(all, row)
	}
	return all, rows.Err()
}

// or is a column's SQL, or a literal where the table has none.
func (t *Table) or(column, literal string) string {
	if t.Has[column] || column == "team" && t.Has["group"] {
		return column
	}
	return literal
}

// segment are the columns that part records: team and channel, "" where there is none.
func (t *Table) segment() string {
	return fmt.Sprintf("coalesce(%s, '') AS team, coalesce(%s, '') AS channel", t.or("team", "NULL"), t.or("channel", "NULL"))
}

// ofSegment names a team and a channel in a sentence.
func ofSegment(team, channel string) string {
	var parts []string
	if team != "" {
		parts = append(parts, fmt.Sprintf("team %q", diag.Short(team)))
	}
	if channel != "" {
		parts = append(parts, fmt.Sprintf("channel %q", diag.Short(channel)))
	}
	if len(parts) == 0 {
		return ""
	}
	return " of " + strings.Join(parts, ", ")
}

// whole reads a number that the engine wrote.
func whole(s string) (n int64) {
	fmt.Sscan(s, &n)
	return n
}

// dayText writes a day that the engine gave as a number.
func dayText(s string) string { return fact.Day(whole(s)).String() }

// hourText writes a minute of the day.
func hourText(minute string) string {
	return time.Unix(whole(minute)*60, 0).UTC().Format("15:04")
}
