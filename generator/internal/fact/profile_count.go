package fact

import (
	"fmt"
	"strings"
)

// loads counts by weekday and slot for every segment, with exact percentiles, and
// with the sums over its dates.
func (c *counter) loads(union string, spec ProfileSpec, p *Profile) error {
	on := ""
	if closed := spec.closed(); closed != "" {
		on = " FILTER (WHERE day NOT IN (" + closed + "))"
	}
	slot := fmt.Sprintf("CAST((day + 3) %% 7 + 1 AS INTEGER) AS weekday, CAST(minute // %[1]d * %[1]d AS INTEGER) AS slot", p.Minutes)
	sets := " GROUP BY GROUPING SETS ((team, channel, weekday, slot%[1]s), (team, weekday, slot%[1]s), (channel, weekday, slot%[1]s), (weekday, slot%[1]s))"
	ceil := "CAST((wait + 999999) // 1000000 AS INTEGER)"
	query := fmt.Sprintf("SELECT team, channel, GROUPING(team, channel) AS g, %[4]s, "+
		"CAST(sum(offered) AS BIGINT), CAST(coalesce(sum(offered)%[3]s, 0) AS BIGINT), count(wait)%[3]s, CAST(coalesce(sum(intime)%[3]s, 0) AS BIGINT), CAST(coalesce(sum(judged)%[3]s, 0) AS BIGINT), CAST(coalesce(sum(lost)%[3]s, 0) AS BIGINT), count(lost)%[3]s, "+
		"coalesce(quantile_disc(%[2]s, 0.5)%[3]s, 0), coalesce(quantile_disc(%[2]s, 0.9)%[3]s, 0) FROM %[1]s"+
		fmt.Sprintf(sets, "")+" ORDER BY g, team, channel, weekday, slot", union, ceil, on, slot)
	type key struct {
		Segment
		g             int64
		weekday, slot int
	}
	at := map[key]int{}
	err := c.each(query, 14, func(v []any) {
		g := whole(v[2])
		if unnamed(v, g) {
			return
		}
		k := key{Segment{name(v[0]), name(v[1])}, g, int(whole(v[3])), int(whole(v[4]))}
		at[k] = len(p.Loads)
		p.Loads = append(p.Loads, Load{
			Segment: k.Segment, Weekday: k.weekday, Slot: k.slot,
			Offered: whole(v[5]), OnOpen: whole(v[6]), Answered: whole(v[7]), InTime: whole(v[8]), Judged: whole(v[9]), Abandoned: whole(v[10]), HasLost: whole(v[11]) > 0,
			P50: whole(v[12]), P90: whole(v[13]),
		})
	})
	if err != nil {
		return err
	}
	byDate := fmt.Sprintf("(SELECT team, channel, GROUPING(team, channel) AS g, %s, day, sum(offered) AS o, sum(intime) AS y, sum(judged) AS x FROM %s%s%s)", slot, union, spec.open(), fmt.Sprintf(sets, ", day"))
	query = "SELECT team, channel, g, weekday, slot, CAST(sum(CASE WHEN x > 0 THEN 1 ELSE 0 END) AS BIGINT), CAST(sum(y * y) AS BIGINT), CAST(sum(x * y) AS BIGINT), CAST(sum(x * x) AS BIGINT), CAST(sum(o * o) AS BIGINT) FROM " + byDate + " GROUP BY team, channel, g, weekday, slot"
	return c.each(query, 10, func(v []any) {
		if g := whole(v[2]); !unnamed(v, g) {
			i := at[key{Segment{name(v[0]), name(v[1])}, g, int(whole(v[3])), int(whole(v[4]))}]
			p.Loads[i].Dates = Dates{Judged: whole(v[5]), YY: whole(v[6]), XY: whole(v[7]), XX: whole(v[8]), Offered2: whole(v[9])}
		}
	})
}

// unnamed tells whether a row is of those without a team or a channel, which are in the
// totals only.
func unnamed(v []any, grouping int64) bool {
	return grouping&2 == 0 && v[0] == nil || grouping&1 == 0 && v[1] == nil
}

// cells counts by date and slot, for each channel and for all.
func (c *counter) cells(union string, spec ProfileSpec, p *Profile) error {
	query := fmt.Sprintf("SELECT channel, GROUPING(channel) AS g, day, CAST(minute // %[1]d * %[1]d AS INTEGER) AS slot, CAST(sum(offered) AS BIGINT), CAST(sum(intime) AS BIGINT), CAST(sum(judged) AS BIGINT) FROM %[2]s%[3]s "+
		"GROUP BY GROUPING SETS ((channel, day, slot), (day, slot)) ORDER BY g, channel, day, slot", p.Minutes, union, spec.open())
	return c.each(query, 7, func(v []any) {
		if whole(v[1]) == 1 || v[0] != nil {
			p.Cells = append(p.Cells, Cell{Channel: name(v[0]), Day: Day(whole(v[2])), Slot: int(whole(v[3])), Offered: whole(v[4]), InTime: whole(v[5]), Judged: whole(v[6])})
		}
	})
}

// waited counts single waits, for each channel and for all.
func (c *counter) waited(union string, spec ProfileSpec, p *Profile) error {
	if !p.Waits {
		return nil
	}
	query := fmt.Sprintf("SELECT channel, GROUPING(channel) AS g, CAST((day + 3) %% 7 + 1 AS INTEGER) AS weekday, CAST(minute // %[1]d * %[1]d AS INTEGER) AS slot, CAST((coalesce(wait, gone) + 999999) // 1000000 AS BIGINT) AS seconds, count(wait), count(gone) FROM %[2]s%[3]s "+
		"GROUP BY GROUPING SETS ((channel, weekday, slot, seconds), (weekday, slot, seconds)) ORDER BY g, channel, weekday, slot, seconds", p.Minutes, union, spec.open())
	return c.each(query, 7, func(v []any) {
		if (whole(v[1]) == 1 || v[0] != nil) && v[4] != nil {
			p.Waited = append(p.Waited, Waited{Channel: name(v[0]), Weekday: int(whole(v[2])), Slot: int(whole(v[3])), Seconds: whole(v[4]), Answered: whole(v[5]), Left: whole(v[6])})
		}
	})
}

// desks lists whose contacts these are.
func (c *counter) desks(union string, _ ProfileSpec, p *Profile) error {
	return c.each("SELECT DISTINCT team, channel, threshold, later FROM "+union+" ORDER BY team, channel, threshold, later", 4, func(v []any) {
		p.Desks = append(p.Desks, Desk{Segment: Segment{name(v[0]), name(v[1])}, Threshold: float64(whole(v[2])) / 1e6, Later: whole(v[3]) == 1})
	})
}

// closed lists the holidays for SQL.
func (s ProfileSpec) closed() string {
	days := make([]string, len(s.Closed))
	for i, d := range s.Closed {
		days[i] = fmt.Sprint(int32(d))
	}
	return strings.Join(days, ", ")
}

// open is SQL that leaves the holidays out.
func (s ProfileSpec) open() string {
	if len(s.Closed) == 0 {
		return ""
	}
	return " WHERE day NOT IN (" + s.closed() + ")"
}
