package record

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"shingle/generator/internal/diag"
)

// marked tells whether rows keep a mark by which those that are there twice are known:
// of an interval what it names beside our own columns (a queue, a site), of rows
// without an id all that they say.
func (t *Table) marked() bool {
	if t.Source.Query != "" || t.asked != nil {
		return false
	}
	return t.Source.Kind == "intervals" || !t.Has["id"] && !t.Has["respondent"]
}

// markSQL is that mark.
func (t *Table) markSQL(sh shape, m mapping) string {
	var parts []string
	for i, name := range sh.names {
		if t.Source.Kind != "intervals" {
			parts = append(parts, name)
			continue
		}
		used := slices.ContainsFunc(sortedKeys(m.canonical), func(c string) bool { return slices.Contains(m.canonical[c], i) })
		if !used { // figures are what an interval says, and not what it is of
			parts = append(parts, fmt.Sprintf(`CASE WHEN regexp_matches(%[1]s, '\p{L}{2}') THEN %[1]s END`, name))
		}
	}
	if len(parts) == 0 {
		return "CAST(0 AS UBIGINT)"
	}
	return "hash(" + strings.Join(parts, ", ") + ")"
}

// filed makes rows of the table with the number of the file that each came from, as SQL.
func (t *Table) filed(columns string) string {
	var starts []string
	var row int64
	file := 0
	for _, o := range t.origins {
		for _, f := range o.shape.files {
			starts = append(starts, fmt.Sprintf("(CAST(%d AS BIGINT), %d)", row, file))
			row += int64(f.Rows)
			file++
		}
	}
	return fmt.Sprintf("(SELECT * FROM (SELECT rowid AS r, %s FROM %s) ASOF JOIN (VALUES %s) AS files (start, file) ON r >= start)", columns, t.Name, strings.Join(starts, ", "))
}

// file is the number-th file in the order in which their rows were read.
func (t *Table) file(number int64) string {
	for _, o := range t.origins {
		if n := int64(len(o.shape.files)); number >= n {
			number -= n
			continue
		}
		return o.shape.files[number].Path
	}
	return t.Source.Name
}

// again finds intervals of one team and channel that are there more than once.
func (t *Table) again(ctx context.Context, db store, problems *diag.List) error {
	if t.Source.Kind != "intervals" {
		return nil
	}
	mark := "0 AS mark"
	if t.marked() {
		mark = "mark"
	}
	key := "day, minute, team, channel, mark"
	doubled := fmt.Sprintf("SELECT min(r) AS first, max(r) AS last, count(*) AS n, day, minute, team, channel FROM (SELECT rowid AS r, day, minute, %s, %s FROM %s WHERE NOT (%s)) GROUP BY %s HAVING count(*) > 1",
		t.segment(), mark, t.Name, t.hourAgain(), key)
	rows, err := texts(ctx, db, fmt.Sprintf("SELECT count(*), sum(n - 1), arg_min(first, first), arg_min(last, first), arg_min(day, first), arg_min(minute, first), arg_min(team, first), arg_min(channel, first), min(day), max(day) FROM (%s) HAVING count(*) > 0", doubled))
	if err != nil || len(rows) == 0 {
		return err
	}
	r := rows[0]
	first, err := t.find(ctx, db, whole(r[2]), "")
	if err != nil {
		return err
	}
	last, err := t.find(ctx, db, whole(r[3]), "")
	if err != nil {
		return err
	}
	when := dayText(r[4])
	if r[5] != "" {
		when += " " + hourText(r[5])
	}
	t.Stop("overlap", problems, last.Place, "take the doubled rows or files out, or name the column that tells them apart (team, channel)",
		"the interval from %s%s is there twice, first in %s; %s rows from %s to %s are of intervals that are there already, and would be counted twice",
		when, ofSegment(r[6], r[7]), first.Place, r[1], dayText(r[8]), dayText(r[9]))
	return nil
}

// hourAgain is the condition that an interval lies in an hour that the clock of its
// desk shows twice: there may be two of each.
func (t *Table) hourAgain() string {
	conditions := []string{"false"}
	if t.First >= 0 && t.Last >= t.First {
		for _, odd := range oddHours(t.Source.Site, (int64(t.First)-1)*dayMicros, (int64(t.Last)+2)*dayMicros) {
			if !odd.gap {
				const minute = 60 * micro
				conditions = append(conditions, fmt.Sprintf("CAST(day AS BIGINT) * 1440 + minute BETWEEN %d AND %d", odd.from/minute, odd.to/minute-1))
			}
		}
	}
	return strings.Join(conditions, " OR ")
}

// fewAgain is how many rows alike make a day that is there twice, where it is not all
// that a file holds.
const fewAgain = 5

// alike finds days on which two files say the same, row for row, where no id tells
// their rows apart.
func (t *Table) alike(ctx context.Context, db store, problems *diag.List) error {
	if t.Source.Kind == "intervals" || !t.marked() {
		return nil
	}
	if len(t.Files) < 2 {
		return t.halves(ctx, db, problems)
	}
	// By day and file: how many rows there are, and a sum by which equal ones are known.
	days := "SELECT day, file, count(*) AS n, sum(CAST(mark AS HUGEINT)) AS says FROM " + t.filed("day, mark") + " GROUP BY day, file"
	same := fmt.Sprintf("SELECT a.day AS day, a.n AS n, a.file AS first, b.file AS other FROM (%[1]s) AS a JOIN (%[1]s) AS b ON a.day = b.day AND a.n = b.n AND a.says = b.says AND a.file < b.file", days)
	rows, err := texts(ctx, db, fmt.Sprintf("WITH pairs AS (SELECT first, other, sum(n) AS n, min(day) AS since, max(day) AS until FROM (%s) GROUP BY first, other), sizes AS (SELECT file, sum(n) AS size FROM (%s) GROUP BY file) "+
		"SELECT first, other, n, since, until FROM pairs JOIN sizes ON file = other WHERE n >= %d OR n = size ORDER BY other, first", same, days, fewAgain))
	if err != nil {
		return err
	}
	told := map[string]bool{}
	for _, r := range rows {
		if told[r[1]] {
			continue
		}
		told[r[1]] = true
		span := "on " + dayText(r[3])
		if r[3] != r[4] {
			span = "from " + dayText(r[3]) + " to " + dayText(r[4])
		}
		t.Stop("overlap", problems, diag.Place{File: t.file(whole(r[1]))}, "take one of the files out, or map the column that tells their rows apart as id",
			"%s rows %s are the same in %s, row for row, and would be counted twice", r[2], span, t.file(whole(r[0])))
	}
	if len(told) > 0 {
		return nil
	}
	return t.halves(ctx, db, problems)
}

// halves tells of rows of which the second half says what the first does, in its order: a
// sheet and its copy, or a file put behind itself.
func (t *Table) halves(ctx context.Context, db store, problems *diag.List) error {
	var n, different int64
	if err := scanOne(ctx, db, "SELECT count(*), count(DISTINCT mark) FROM "+t.Name, &n, &different); err != nil || n < 20 || n%2 != 0 || different < 10 || 2*different > n {
		return err
	}
	again, err := db.Whole(ctx, fmt.Sprintf("SELECT count(*) FROM (SELECT mark, lead(mark, %d) OVER (ORDER BY rowid) AS later FROM %s) WHERE mark = later", n/2, t.Name))
	if err != nil || again != n/2 {
		return err
	}
	at := t.Source.Place
	if len(t.Files) == 1 {
		at = diag.Place{File: t.file(0)}
	}
	t.warn("overlap", problems, at, "source %q: the second half of its %d rows says what the first does, row for row; is it there twice, as another sheet or behind itself?", t.Source.Name, n)
	return nil
}
