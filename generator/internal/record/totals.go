package record

import (
	"context"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/quote"
)

// totalWords are the names of rows that reports add up themselves.
var totalWords = []string{
	"total", "totals", "grand total", "sub-total", "subtotal", "overall", "all", "all queues", "all teams", "all skills", "all agents", "all channels", "sum",
	"gesamt", "gesamtergebnis", "summe", "zwischensumme", "insgesamt", "alle", "alle teams", "alle warteschlangen", "suma", "subtotal", "todas", "todos", "todas las colas", "total general",
}

// looksTotal tells whether a team is called like a sum.
func looksTotal(team string) bool {
	name := strings.Trim(strings.ToLower(team), " :.-_*()[]")
	return slices.Contains(totalWords, name) || strings.HasPrefix(name, "total ") || strings.HasPrefix(name, "gesamt ") || strings.HasSuffix(name, " total") || strings.HasSuffix(name, " gesamt")
}

// Totalled tells whether a cell is all that a row of totals is called, whatever its column.
func Totalled(cell string) bool {
	words := []string{"total", "totals", "grand total", "sub-total", "subtotal", "gesamt", "gesamtergebnis", "summe", "zwischensumme", "insgesamt", "suma", "total general"}
	return slices.Contains(words, strings.Trim(strings.ToLower(cell), " :.-_*()[]"))
}

// A share is a team's, or a channel's, counts: those of which one is the sum of others in
// every interval are so in each of its sums, which weigh the intervals differently.
type share struct {
	name   string
	sums   [4]int64
	times  int64 // intervals in which it counts anything
	varied int64 // how many different counts those are
	row    int64 // its first
}

// searched is of how many parts each may be the sum of any of the others; where there are
// more, those that stand together are tried.
const searched = 14

// partsAddedUp finds parts that are the sum of two or more others, with the number of those;
// parts come in the order of their rows.
func partsAddedUp(parts []share) map[int]int {
	found := map[int]int{}
	note := func(of, count int) {
		p := parts[of]
		if count >= 2 && p.sums[0] > 0 && (looksTotal(p.name) || p.times >= 5 && p.varied >= 5) && found[of] < count {
			found[of] = count
		}
	}
	for of, p := range parts { // all the others
		rest, others := [4]int64{}, 0
		for i, q := range parts {
			if i != of && q.sums[0] > 0 {
				others++
				for j := range rest {
					rest[j] += q.sums[j]
				}
			}
		}
		if rest == p.sums && p.sums[0] > 0 && (looksTotal(p.name) || others >= 2 && p.times >= 3) {
			found[of] = others
		}
	}
	if len(parts) > searched {
		for from := range parts {
			var run [4]int64
			for to := from; to < len(parts); to++ {
				for j := range run {
					run[j] += parts[to].sums[j]
				}
				for _, of := range []int{from - 1, to + 1} {
					if of >= 0 && of < len(parts) && parts[of].sums == run {
						note(of, to-from+1)
					}
				}
			}
		}
		return found
	}
	sums := make([][4]int64, 1<<len(parts))
	for set := 1; set < len(sums); set++ {
		count, last := 0, 0
		for i := range parts {
			if set>>i&1 == 1 {
				last, count = i, count+1
				if parts[i].sums[0] == 0 {
					count = -len(parts) // which adds nothing
				}
			}
		}
		for j := range 4 {
			sums[set][j] = sums[set&^(1<<last)][j] + parts[last].sums[j]
		}
		for of := range parts {
			if set>>of&1 == 0 && sums[set] == parts[of].sums {
				note(of, count)
			}
		}
	}
	return found
}

// totals finds a team or channel whose figures are the sum of others', interval for
// interval, and an interval that is the sum of its day: what a report has added up,
// and would be counted twice.
func (t *Table) totals(ctx context.Context, db store, problems *diag.List) error {
	x, y, minute := "offered", t.or("answered", "offered"), "minute"
	switch t.Source.Kind {
	case "intervals":
	case "checks":
		x, y, minute = t.or("total", "1"), "passed", "0"
	default:
		return nil
	}
	by := fmt.Sprintf("SELECT day, %s AS minute, %s, sum(%s) AS x, sum(%s) AS y, min(rowid) AS r FROM %s GROUP BY ALL", minute, t.segment(), x, y, t.Name)
	for _, c := range [][2]string{{"team", "channel"}, {"channel", "team"}} {
		if t.or(c[0], "") == "" {
			continue
		}
		weight := func(n int) string { return fmt.Sprintf("CAST(hash(day, minute, %s, %d) %% 1009 AS BIGINT)", c[1], n) }
		rows, err := texts(ctx, db, fmt.Sprintf("SELECT %s, sum(x), sum(y), sum(x * %s), sum((x + y) * %s), count(*) FILTER (x > 0), count(DISTINCT x), min(r) FROM (%s) GROUP BY 1 ORDER BY min(r)", c[0], weight(1), weight(2), by))
		if err != nil {
			return err
		}
		parts := make([]share, len(rows))
		for i, r := range rows {
			parts[i] = share{r[0], [4]int64{whole(r[1]), whole(r[2]), whole(r[3]), whole(r[4])}, whole(r[5]), whole(r[6]), whole(r[7])}
		}
		found := partsAddedUp(parts)
		if err := t.nearlyAddedUp(ctx, db, c, by, parts, found); err != nil {
			return err
		}
		for i, p := range parts {
			if others, ok := found[i]; ok {
				if err := t.sumOf(ctx, db, c[0], p, others, len(parts)-1, problems); err != nil {
					return err
				}
			}
		}
	}
	return t.daysAddedUp(ctx, db, by, problems)
}

// nearlyAddedUp finds what is called a total and is the sum of the others but for a few
// intervals, or a few calls.
func (t *Table) nearlyAddedUp(ctx context.Context, db store, c [2]string, by string, parts []share, found map[int]int) error {
	var called []string
	for _, p := range parts {
		if looksTotal(p.name) {
			called = append(called, quote.Text(p.name))
		}
	}
	if len(called) == 0 || len(called) == len(parts) {
		return nil
	}
	others := fmt.Sprintf("SELECT *, sum(x) FILTER (%s NOT IN (%s)) OVER (PARTITION BY day, minute, %s) AS ox FROM (%s)", c[0], strings.Join(called, ", "), c[1], by)
	rows, err := texts(ctx, db, fmt.Sprintf("SELECT %[1]s FROM (%[2]s) WHERE %[1]s IN (%[3]s) AND x > 0 GROUP BY 1 HAVING avg(CAST(coalesce(abs(x - ox) <= x * 0.02, false) AS INTEGER)) >= 0.8", c[0], others, strings.Join(called, ", ")))
	if err != nil {
		return err
	}
	for _, r := range rows {
		i := slices.IndexFunc(parts, func(p share) bool { return p.name == r[0] })
		if _, ok := found[i]; !ok {
			found[i] = len(parts) - len(called)
		}
	}
	return nil
}

// daysAddedUp finds intervals that are the sum of all others of their day.
func (t *Table) daysAddedUp(ctx context.Context, db store, by string, problems *diag.List) error {
	if t.Source.Kind != "intervals" {
		return nil
	}
	rows, err := texts(ctx, db, fmt.Sprintf("SELECT minute, count(DISTINCT day), min(r) FROM (SELECT *, sum(x) OVER w - x AS ox, sum(y) OVER w - y AS oy, count(*) FILTER (x > 0) OVER w - 1 AS others FROM (%s) WINDOW w AS (PARTITION BY day, team, channel)) "+
		"WHERE x > 0 GROUP BY minute HAVING count(DISTINCT day) >= 3 AND bool_and(x = ox AND y = oy AND others >= 2) ORDER BY minute", by))
	if err != nil || len(rows) == 0 || rows[0][0] == "" {
		return err
	}
	at, err := t.find(ctx, db, whole(rows[0][2]), "start")
	if err != nil {
		return err
	}
	t.Stop("total", problems, at.Place, "want the rows of whole days left out", "the interval at %s is the sum of all others of its day, on %s days: a row of totals, and all would be counted twice", hourText(rows[0][0]), rows[0][1])
	return nil
}

// sumOf tells of a team or channel that is a total of so many others, of so many in all.
func (t *Table) sumOf(ctx context.Context, db store, column string, p share, of, all int, problems *diag.List) error {
	at, err := t.find(ctx, db, p.row, column)
	if err != nil {
		return err
	}
	what := map[string]string{"intervals": "offered in %d intervals", "checks": "checked in %d rows", "invitations": "asked in %d rows", "scores": "in %[1]d rows"}[t.Source.Kind]
	if t.Source.Kind != "scores" {
		what = fmt.Sprint(p.sums[0], " ", what)
	}
	name, right := fmt.Sprintf("%s %q", column, diag.Short(p.name)), ""
	for _, key := range append(t.Source.Columns[column], column) {
		right = fmt.Sprintf("drop = { %q = [%q] } leaves its rows out", key, p.name)
		break
	}
	if p.name == "" {
		name = "the " + column + " without a name"
	}
	others := "the others"
	if of < all {
		others = fmt.Sprintf("%d of the others", of)
	}
	t.Stop("total", problems, at.Place, right, "%s is the sum of %s, %s: a row of totals, and all would be counted twice", name, others, fmt.Sprintf(what, p.times))
	return nil
}

// invitedTotals finds a team of which as many were asked as of others together.
func (t *Table) invitedTotals(ctx context.Context, db store, problems *diag.List) error {
	column := "team"
	if t.Has["group"] {
		column = "group"
	}
	for _, c := range []string{column, "channel"} {
		at, different := map[string]int{}, map[string]map[int64]bool{}
		var parts []share
		for _, v := range t.Invited {
			name, other := v.Team, v.Channel
			if c == "channel" {
				name, other = other, name
			}
			if name == "" {
				continue // the total, as the contract has it
			}
			i, ok := at[name]
			if !ok {
				i, at[name], different[name] = len(parts), len(parts), map[int64]bool{}
				parts = append(parts, share{name: name, row: v.Row})
			}
			weight := fnv.New32a()
			fmt.Fprintln(weight, v.Period, v.Metric, other)
			p, w := &parts[i], int64(weight.Sum32())
			for j, more := range [4]int64{v.Invited, v.Delivered, v.Invited * (w % 1009), (v.Invited + v.Delivered) * (w / 1009 % 1009)} {
				p.sums[j] += more
			}
			p.times++
			different[name][v.Invited] = true
			p.varied = int64(len(different[name]))
		}
		found := partsAddedUp(parts)
		for i, p := range parts {
			if of, ok := found[i]; ok {
				if err := t.sumOf(ctx, db, c, p, of, len(parts)-1, problems); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
