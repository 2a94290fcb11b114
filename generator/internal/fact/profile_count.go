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
	byDate := "(SELECT " + bySegment + ", day, open, CAST(sum(offered) AS BIGINT) AS o, count(wait) AS w, CAST(sum(intime) AS BIGINT) AS y, CAST(sum(judged) AS BIGINT) AS x, CAST(sum(lost) AS BIGINT) AS l, count(lost) AS h FROM " + union + fmt.Sprintf(eachSegment, ", day, open") + ") AS dates"
	query := "SELECT team, channel, g, weekday, slot, CAST(sum(o) AS BIGINT)"
	for _, sum := range []string{"o", "w", "y", "x", "l", "h", "CASE WHEN x > 0 THEN 1 ELSE 0 END", "y * y", "x * y", "x * x", "o * o"} {
		query += ", CAST(coalesce(sum(CASE WHEN open = 1 THEN " + sum + " END), 0) AS BIGINT)"
	}
	query += " FROM " + byDate + " GROUP BY 1, 2, 3, 4, 5 ORDER BY 3, 1, 2, 4, 5"
	at := map[place]int{}
	err := c.each(query, 17, func(v []any) {
		k, ok := placed(v)
		if !ok {
			return
		}
		at[k] = len(p.Loads)
		p.Loads = append(p.Loads, Load{
			Segment: k.Segment, Weekday: k.weekday, Slot: k.slot,
			Offered: whole(v[5]), OnOpen: whole(v[6]), Answered: whole(v[7]), InTime: whole(v[8]), Judged: whole(v[9]), Abandoned: whole(v[10]), HasLost: whole(v[11]) > 0,
			Dates: Dates{Judged: whole(v[12]), YY: whole(v[13]), XY: whole(v[14]), XX: whole(v[15]), Offered2: whole(v[16])},
		})
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

// arrivals counts by date and quarter of an hour, and on open dates by slot, for each channel and for all.
func (c *counter) arrivals(union string, p *Profile) error {
	query := "SELECT channel, GROUPING(channel), day, slot, step, open, CAST(sum(offered) AS BIGINT), CAST(sum(intime) AS BIGINT), CAST(sum(judged) AS BIGINT) FROM " + union +
		" GROUP BY GROUPING SETS ((channel, day, slot, step, open), (day, slot, step, open)) ORDER BY 2, 1, 3, 4, 5"
	return c.each(query, 9, func(v []any) {
		if whole(v[1]) == 0 && v[0] == nil {
			return
		}
		q := Arrival{Channel: name(v[0]), Day: Day(whole(v[2])), Minute: int(whole(v[4])), Offered: whole(v[6])}
		if n := len(p.Arrivals) - 1; n >= 0 && p.Arrivals[n].Channel == q.Channel && p.Arrivals[n].Day == q.Day && p.Arrivals[n].Minute == q.Minute { // slots may end within a step
			p.Arrivals[n].Offered += q.Offered
		} else {
			p.Arrivals = append(p.Arrivals, q)
		}
		if p.From == NoDay || q.Day < p.From {
			p.From = q.Day
		}
		p.To = max(p.To, q.Day)
		if whole(v[5]) == 0 {
			return
		}
		cell := Cell{Channel: q.Channel, Day: q.Day, Slot: int(whole(v[3])), Offered: q.Offered, InTime: whole(v[7]), Judged: whole(v[8])}
		if n := len(p.Cells) - 1; n >= 0 && p.Cells[n].Channel == cell.Channel && p.Cells[n].Day == cell.Day && p.Cells[n].Slot == cell.Slot {
			p.Cells[n].Offered, p.Cells[n].InTime, p.Cells[n].Judged = p.Cells[n].Offered+cell.Offered, p.Cells[n].InTime+cell.InTime, p.Cells[n].Judged+cell.Judged
		} else {
			p.Cells = append(p.Cells, cell)
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
