package fact

import (
	"fmt"
)

// bySegment are the columns and groups by which a slot is counted: for each team in each
// channel, each team, each channel, and all.
const (
	bySegment   = "team, channel, GROUPING(team) * 2 + GROUPING(channel) AS g, weekday, slot"
	eachSegment = " GROUP BY GROUPING SETS ((team, channel, weekday, slot%[1]s), (team, weekday, slot%[1]s), (channel, weekday, slot%[1]s), (weekday, slot%[1]s))"
)

// A place is a slot of a segment, as such a query tells it.
type place struct {
	Segment
	g             int64
	weekday, slot int
}

// placed reads the columns of bySegment; ok is false for a row without a team or a channel,
// which is in the totals only.
func placed(v []any) (at place, ok bool) {
	at = place{Segment{name(v[0]), name(v[1])}, whole(v[2]), int(whole(v[3])), int(whole(v[4]))}
	return at, !(at.g&2 == 0 && v[0] == nil || at.g&1 == 0 && v[1] == nil)
}

// loads counts by weekday and slot for every segment, with exact percentiles, and
// with the sums over its dates.
func (c *counter) loads(union string, p *Profile) error {
	const on = " FILTER (WHERE open = 1)"
	query := fmt.Sprintf("SELECT "+bySegment+", CAST(sum(offered) AS BIGINT), CAST(coalesce(sum(offered)%[1]s, 0) AS BIGINT), count(wait)%[1]s, CAST(coalesce(sum(intime)%[1]s, 0) AS BIGINT), "+
		"CAST(coalesce(sum(judged)%[1]s, 0) AS BIGINT), CAST(coalesce(sum(lost)%[1]s, 0) AS BIGINT), count(lost)%[1]s FROM %[2]s"+fmt.Sprintf(eachSegment, "")+" ORDER BY 3, 1, 2, 4, 5", on, union)
	at := map[place]int{}
	err := c.each(query, 12, func(v []any) {
		k, ok := placed(v)
		if !ok {
			return
		}
		at[k] = len(p.Loads)
		p.Loads = append(p.Loads, Load{
			Segment: k.Segment, Weekday: k.weekday, Slot: k.slot,
			Offered: whole(v[5]), OnOpen: whole(v[6]), Answered: whole(v[7]), InTime: whole(v[8]), Judged: whole(v[9]), Abandoned: whole(v[10]), HasLost: whole(v[11]) > 0,
		})
	})
	if err != nil {
		return err
	}
	byDate := "(SELECT " + bySegment + ", day, CAST(sum(offered) AS BIGINT) AS o, CAST(sum(intime) AS BIGINT) AS y, CAST(sum(judged) AS BIGINT) AS x FROM " + union + " WHERE open = 1" + fmt.Sprintf(eachSegment, ", day") + ") AS dates"
	query = "SELECT team, channel, g, weekday, slot, CAST(sum(CASE WHEN x > 0 THEN 1 ELSE 0 END) AS BIGINT), CAST(sum(y * y) AS BIGINT), CAST(sum(x * y) AS BIGINT), CAST(sum(x * x) AS BIGINT), CAST(sum(o * o) AS BIGINT) FROM " + byDate + " GROUP BY 1, 2, 3, 4, 5"
	err = c.each(query, 10, func(v []any) {
		if k, ok := placed(v); ok {
			p.Loads[at[k]].Dates = Dates{Judged: whole(v[5]), YY: whole(v[6]), XY: whole(v[7]), XX: whole(v[8]), Offered2: whole(v[9])}
		}
	})
	if err != nil || !p.Waits {
		return err
	}
	return c.ranks(union, func(v []any) {
		if k, ok := placed(v); ok {
			l := &p.Loads[at[k]]
			l.P50, l.P90 = whole(v[5])/1e6, whole(v[6])/1e6
		}
	})
}

// cells counts by date and slot, for each channel and for all.
func (c *counter) cells(union string, p *Profile) error {
	query := "SELECT channel, GROUPING(channel), day, slot, CAST(sum(offered) AS BIGINT), CAST(sum(intime) AS BIGINT), CAST(sum(judged) AS BIGINT) FROM " + union + " WHERE open = 1 " +
		"GROUP BY GROUPING SETS ((channel, day, slot), (day, slot)) ORDER BY 2, 1, 3, 4"
	return c.each(query, 7, func(v []any) {
		if whole(v[1]) == 1 || v[0] != nil {
			p.Cells = append(p.Cells, Cell{Channel: name(v[0]), Day: Day(whole(v[2])), Slot: int(whole(v[3])), Offered: whole(v[4]), InTime: whole(v[5]), Judged: whole(v[6])})
		}
	})
}

// waited counts single waits of who was answered, for each channel and for all.
func (c *counter) waited(union string, p *Profile) error {
	if !p.Waits {
		return nil
	}
	query := "SELECT channel, GROUPING(channel), weekday, slot, micros, count(*) FROM (SELECT channel, weekday, slot, " + ceiling("wait") + " AS micros FROM " + union + " WHERE open = 1 AND wait IS NOT NULL) AS waits " +
		"GROUP BY GROUPING SETS ((channel, weekday, slot, micros), (weekday, slot, micros)) ORDER BY 2, 1, 3, 4, 5"
	return c.each(query, 6, func(v []any) {
		if whole(v[1]) == 1 || v[0] != nil {
			p.Waited = append(p.Waited, Waited{Channel: name(v[0]), Weekday: int(whole(v[2])), Slot: int(whole(v[3])), Seconds: whole(v[4]) / 1e6, Answered: whole(v[5])})
		}
	})
}

// desks lists whose contacts these are.
func (c *counter) desks(union string, p *Profile) error {
	return c.each("SELECT DISTINCT team, channel, threshold, later FROM "+union+" ORDER BY 1, 2, 3, 4", 4, func(v []any) {
		p.Desks = append(p.Desks, Desk{Segment: Segment{name(v[0]), name(v[1])}, Threshold: float64(whole(v[2])) / 1e6, Later: whole(v[3]) == 1})
	})
}
