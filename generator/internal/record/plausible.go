package record

import (
	"context"
	"fmt"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/quote"
)

// tooMany finds days on which more calls were answered or abandoned than were offered.
// What rings at the end of one interval is answered in the next, so that only whole
// days are held to it, and a few are let pass.
func (t *Table) tooMany(ctx context.Context, db store, problems *diag.List) error {
	if t.Source.Kind != "intervals" {
		return nil
	}
	for _, part := range []struct {
		name, sum, said, most string
		days                  int
	}{
		{"answered", "answered", "answered", "greatest(3, of * 0.02)", 1},
		{"abandoned", "abandoned", "abandoned", "greatest(3, of * 0.02)", 1},
		{"answered", "answered + abandoned", "answered or abandoned", "greatest(1, of * 0.1)", 3},
	} {
		if !t.Has[part.name] || strings.Contains(part.sum, "abandoned") && !t.Has["abandoned"] {
			continue
		}
		rows, err := texts(ctx, db, fmt.Sprintf("SELECT day, team, channel, n, of, r FROM (SELECT day, %s, sum(%s) AS n, sum(offered) AS of, min(rowid) AS r FROM %s GROUP BY ALL) WHERE n > of + %s ORDER BY r",
			t.segment(), part.sum, t.Name, part.most))
		if err != nil {
			return err
		}
		if len(rows) < part.days {
			continue
		}
		r := rows[0]
		cell, err := t.find(ctx, db, whole(r[5]), part.name)
		if err != nil {
			return err
		}
		more := ""
		if len(rows) > 1 {
			more = fmt.Sprintf(", and so on %d days more", len(rows)-1)
		}
		t.Stop("counts", problems, cell.Place, "want the column of all calls that came in as offered",
			"%s: %s were %s on %s%s, of %s offered%s", part.name, r[3], part.said, dayText(r[0]), ofSegment(r[1], r[2]), r[4], more)
		return nil // what is too many alone is too many together
	}
	return nil
}

// enough is how many durations tell their unit.
const enough = 20

// units finds durations that cannot be in the unit in which they are read.
func (t *Table) units(ctx context.Context, db store, problems *diag.List) error {
	per := map[string]string{"wait_seconds": "wait_seconds", "handle_seconds": "handle_seconds", "asa_seconds": "asa_seconds",
		"wait_seconds_total": "wait_seconds_total / nullif(" + t.or("answered", "offered") + ", 0)", "handle_seconds_total": "handle_seconds_total / nullif(" + t.or("answered", "offered") + ", 0)"}
	for _, c := range kinds[t.Source.Kind] {
		if c.cell != span || !t.Has[c.name] || t.Source.Units[c.name] != "" {
			continue
		}
		var n, thousands, sixties, tiny, different int64
		var median, most float64
		each := per[c.name]
		signs, err := t.whole(ctx, db, c.name+" > 0", "count(*)", countIf(c.name+" % 1000000000 = 0"), countIf(c.name+" % 60000000 = 0"), countIf(c.name+" < 1000000"), countIf(fmt.Sprintf("(%s) > %d", each, 4*3600*micro)))
		if err != nil {
			return err
		}
		if all := signs[0]; all < enough || signs[1] < all && signs[2] < all && signs[3] < all && 2*signs[4] < all {
			continue // none of what follows can be
		}
		sql := fmt.Sprintf("SELECT count(*), count(*) FILTER (raw %% 1000000000 = 0), count(*) FILTER (raw %% 60000000 = 0), count(*) FILTER (raw < 1000000), count(DISTINCT raw), coalesce(median(each), 0) / 1e6, coalesce(max(each), 0) / 1e6 "+
			"FROM (SELECT %s AS raw, CAST(%s AS DOUBLE) AS each FROM %s WHERE %s > 0)", c.name, each, t.Name, c.name)
		if err := scanOne(ctx, db, sql, &n, &thousands, &sixties, &tiny, &different, &median, &most); err != nil {
			return err
		}
		if n < enough || different < 5 {
			continue
		}
		header := t.Source.At("columns." + c.name)
		unit := func(u string) string { return fmt.Sprintf("units = { %s = %q } reads it so", c.name, u) }
		told := fmt.Sprintf(`units = { %s = "s" } if they are seconds`, c.name)
		switch {
		case thousands == n:
			t.Stop("unit", problems, header, unit("ms")+", "+told, "%s: all %d durations of source %q are multiples of 1,000, as milliseconds are; half of them would be over %s", c.name, n, t.Source.Name, spoken(median))
		case tiny == n:
			t.Stop("unit", problems, header, unit("days")+", or "+unit("h")+", "+told, "%s: all %d durations of source %q are below one second, as fractions of a day or an hour are", c.name, n, t.Source.Name)
		case sixties == n && median >= 600 && most >= 3600:
			t.warn("unit", problems, header, "%s: all %d durations of source %q are whole minutes and half are over %s: were minutes and seconds typed, and read as hours and minutes? units says what they are", c.name, n, t.Source.Name, spoken(median))
		case median > 4*3600:
			t.warn("unit", problems, header, "%s: half of the %d durations of source %q are over %s; units says what they are in", c.name, n, t.Source.Name, spoken(median))
		}
	}
	return nil
}

// spoken writes seconds as people say them.
func spoken(seconds float64) string {
	switch {
	case seconds >= 2*3600:
		return fmt.Sprintf("%.0f hours", seconds/3600)
	case seconds >= 120:
		return fmt.Sprintf("%.0f minutes", seconds/60)
	}
	return fmt.Sprintf("%.1f seconds", seconds)
}

// spikes tells of days with more than ten times what is usual.
func (t *Table) spikes(ctx context.Context, db store, problems *diag.List) error {
	if t.Source.Kind != "contacts" && t.Source.Kind != "intervals" && t.Source.Kind != "responses" || t.Grains {
		return nil
	}
	n := map[bool]string{true: "CAST(coalesce(sum(offered), 0) AS BIGINT)", false: "count(*)"}[t.Source.Kind == "intervals"]
	sheet, err := t.sheet(ctx, db, fact.Asked{Keys: "day", Width: 1, Sums: []string{n}, Where: "day IS NOT NULL"})
	if err != nil || sheet.Rows() == 0 {
		return err
	}
	var days []string
	sheet.Each([]string{n}, func(day []any, came []int64) { days = append(days, fmt.Sprintf("(%d, %d)", day[0], came[0])) })
	rows, err := texts(ctx, db, fmt.Sprintf("WITH days(day, n) AS (VALUES %s), usual AS (SELECT CAST(median(n) AS BIGINT) AS m, count(*) AS days FROM days WHERE n > 0) "+
		"SELECT day, n, m FROM days, usual WHERE days >= 10 AND n >= 100 AND n > 10 * m ORDER BY n DESC, day", strings.Join(days, ", ")))
	if err != nil || len(rows) == 0 {
		return err
	}
	r := rows[0]
	t.warn("spike", problems, t.Source.Place, "source %q: %s on %s, more than ten times the %s of a usual day", t.Source.Name, r[1], dayText(r[0]), r[2])
	return nil
}

// cuts tells of exports that end in the middle of their last day.
func (t *Table) cuts(ctx context.Context, db store, problems *diag.List) error {
	if t.Source.Kind != "contacts" && t.Source.Kind != "intervals" || t.Last == fact.NoDay {
		return nil
	}
	n := map[bool]string{true: "sum(offered)", false: "count(*)"}[t.Source.Kind == "intervals"]
	// The last day against the four before it of its weekday: when it ends, and how much it holds.
	rows, err := texts(ctx, db, fmt.Sprintf("WITH days AS (SELECT day, max(minute) AS until, %[1]s AS n FROM %[2]s WHERE minute IS NOT NULL AND day BETWEEN %[6]d AND %[7]d GROUP BY day), before AS (SELECT median(until) AS until, median(n) AS n, count(*) AS days FROM days WHERE day IN (%[3]d, %[4]d, %[5]d, %[6]d)) "+
		"SELECT days.until, days.n, CAST(before.until AS BIGINT), CAST(before.n AS BIGINT) FROM days, before WHERE day = %[7]d AND days = 4 AND days.until < before.until - 180 AND days.n < before.n * 0.7 AND before.n >= 10",
		n, t.Name, t.Last-7, t.Last-14, t.Last-21, t.Last-28, t.Last))
	if err != nil || len(rows) == 0 {
		return err
	}
	r := rows[0]
	t.warn("cut", problems, t.Source.Place, "source %q: ends on %s at %s with %s, where the same weekday usually goes on until %s, with %s: was it exported before the day was over? as_of may name the day before",
		t.Source.Name, t.Last, hourText(r[0]), r[1], hourText(r[2]), r[3])
	return nil
}

// teams tells when half of the teams of one month, or more, are gone in the next: of
// those that were there often enough.
func (t *Table) teams(ctx context.Context, db store, problems *diag.List) error {
	if t.or("team", "") == "" || t.Grains || t.Last == fact.NoDay {
		return nil
	}
	last := fact.PeriodOf(t.Last, fact.Month)
	before := fact.PeriodOf(last.First-1, fact.Month)
	rows, err := texts(ctx, db, fmt.Sprintf("WITH was AS (SELECT team FROM %[1]s WHERE day BETWEEN %[2]d AND %[3]d AND team IS NOT NULL GROUP BY team HAVING count(*) >= 10), here AS (SELECT DISTINCT team FROM %[1]s WHERE day >= %[4]d) "+
		"SELECT count(*), count(*) FILTER (team NOT IN (FROM here)) FROM was WHERE (SELECT count(*) FROM here) > 0", t.Name, before.First, before.Last(), last.First))
	if err != nil || len(rows) == 0 {
		return err
	}
	all, gone := whole(rows[0][0]), whole(rows[0][1])
	if all < 4 || 2*gone < all {
		return nil
	}
	t.warn("teams", problems, t.Source.Place, "source %q: %d of the %d teams of %s have no row from %s on; is the export whole?", t.Source.Name, gone, all, before, last.First)
	return nil
}

// narrow tells of answers that only ever take two values of a longer scale, as codes of
// yes and no do: 0 and 1, 1 and 2, or its ends; and of those that never reach its best one, as on
// a shorter scale.
func (t *Table) narrow(ctx context.Context, db store, problems *diag.List) error {
	type asked struct{ name, column, where string }
	var all []asked
	for _, q := range sortedKeys(t.Wide) {
		all = append(all, asked{q, t.Wide[q], "true"})
	}
	if t.Long {
		for _, q := range t.Source.Questions {
			if q.Name != "" {
				all = append(all, asked{q.Name, "score", "question = " + quote.Text(q.Name)})
			}
		}
	}
	for _, q := range all {
		low, high, _ := t.Source.answerRange(q.name)
		if high-low < 4 {
			continue
		}
		sheet, err := t.sheet(ctx, db, fact.Asked{Keys: q.column, Width: 1, Sums: []string{"count(*)"}, Where: q.column + " IS NOT NULL AND " + q.where})
		if err != nil {
			return err
		}
		var given, kinds int64
		var pair [2]int
		sheet.Each([]string{"count(*)"}, func(answer []any, people []int64) { // from the lowest answer to the highest
			if pair[1] = int(answer[0].(int64)); kinds == 0 {
				pair[0] = pair[1]
			}
			given, kinds = given+people[0], kinds+1
		})
		if given < 50 {
			continue
		}
		best, reversed := pair[1], t.Source.reversed(q.name)
		if reversed {
			best = pair[0]
		}
		switch {
		case kinds > 1 && (!reversed && best < high || reversed && best > low) && !(kinds == 2 && pair == [2]int{0, 1}) && !(kinds == 2 && pair == [2]int{1, 2}):
			t.warn("answers", problems, t.Source.Place, "source %q: of %d answers to %q on a scale from %d to %d the best is %d: were they asked on another scale?", t.Source.Name, given, q.name, low, high, best)
		case kinds == 2 && (pair == [2]int{0, 1} || pair == [2]int{1, 2} || pair == [2]int{low, high}):
			t.warn("answers", problems, t.Source.Place, "source %q: all %d answers to %q are %d or %d, on a scale from %d to %d: are they yes and no?", t.Source.Name, given, q.name, pair[0], pair[1], low, high)
		}
	}
	return nil
}
