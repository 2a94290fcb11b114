package fact

import (
	"context"
	"fmt"
	"strings"
)

// A ProfileSpec says which weeks and slots the load profile is made of.
type ProfileSpec struct {
	From, To  Day // the first day, and the day after the last; From = To: every record there is
	Minutes   int // of a slot: 15, 30 or 60
	Threshold float64
	Closed    []Day // holidays
}

// A Load is what came in a slot of a weekday over all the weeks, for one segment
// (an empty name is all of them).
type Load struct {
	Segment
	Weekday   int   // 1 is Monday
	Slot      int   // minutes after midnight
	Offered   int64 // of all days; what follows is without holidays
	OnOpen    int64 // offered on days that are no holidays
	Answered  int64 // with a known wait
	InTime    int64
	Judged    int64 // offered contacts of which it is known whether they were answered in time
	Abandoned int64
	HasLost   bool
	P50, P90  int64 // whole seconds, rounded up: nearest rank of the answered
}

// An Arrival is how many came to a channel ("" is all) in a quarter of an hour, or
// in a shorter interval's share of it.
type Arrival struct {
	Channel string
	Day     Day
	Minute  int
	Offered int64
}

// A Profile is the load by time of the week.
type Profile struct {
	From, To Day // what the records span within the weeks
	Minutes  int // of a slot; longer than asked if the intervals are
	Step     int // minutes between the starts of arrivals
	Loads    []Load
	Arrivals []Arrival
	Sources  []string
	Waits    bool // single waits are known
	InTime   bool // it is known who was answered in time
}

// ProfileOf counts contacts and intervals that have a time of day. It gives nil if
// there are none.
func ProfileOf(ctx context.Context, q Queryer, sources []Source, spec ProfileSpec) (*Profile, error) {
	c := &counter{ctx: ctx, q: q}
	p := &Profile{From: NoDay, To: NoDay, Minutes: spec.Minutes, Step: 15}
	var parts []string
	for i := range sources {
		s := &sources[i]
		if s.Kind != "contacts" && s.Kind != "intervals" {
			continue
		}
		part, err := c.profilePart(s, spec, p)
		if err != nil {
			return nil, err
		}
		if part != "" {
			parts = append(parts, part)
			p.Sources = append(p.Sources, s.Name)
		}
	}
	if len(parts) == 0 {
		return nil, nil
	}
	union := "(" + strings.Join(parts, " UNION ALL ") + ")"
	if err := c.arrivals(union, p); err != nil {
		return nil, err
	}
	if len(p.Arrivals) == 0 {
		return nil, nil
	}
	return p, c.loads(union, spec, p)
}

// profilePart is SQL for a source's rows within the weeks, all sources alike:
// team, channel, day, minute, offered, in time, judged, abandoned, answered with
// its wait in microseconds.
func (c *counter) profilePart(s *Source, spec ProfileSpec, p *Profile) (string, error) {
	where := "minute IS NOT NULL"
	if spec.From != spec.To {
		where += fmt.Sprintf(" AND day >= %d AND day < %d", spec.From, spec.To)
	}
	segment := strings.Replace(s.segment(), ",", " AS team,", 1) + " AS channel"
	if s.Kind == "contacts" {
		where += " AND " + s.inbound()
		wait, judged, intime, lost := "CAST(NULL AS BIGINT)", "0", "0", "CAST(NULL AS BIGINT)"
		if ans := s.answered(); ans != "" {
			lost = "CASE WHEN " + s.abandoned() + " THEN 1 ELSE 0 END"
			if w := s.wait(); w != "" {
				p.Waits = true
				wait = "CASE WHEN " + ans + " THEN " + w + " END"
				if spec.Threshold > 0 {
					p.InTime = true
					judged = "CASE WHEN " + ans + " IS NULL THEN 0 ELSE 1 END"
					intime = "CASE WHEN " + ans + " AND " + w + " <= " + micros(spec.Threshold) + " THEN 1 ELSE 0 END"
				}
			}
		}
		return fmt.Sprintf("SELECT %s, day, minute, 1 AS offered, %s AS intime, %s AS judged, %s AS lost, %s AS wait FROM %s WHERE %s", segment, intime, judged, lost, wait, s.Table, where), nil
	}
	// rows longer than an hour say nothing of a time of day
	longest, err := c.one("SELECT CAST(coalesce(max(minutes), 0) AS INTEGER) FROM " + s.Table + " WHERE " + where + " AND minutes <= 60")
	if err != nil || longest == 0 {
		return "", err
	}
	for p.Minutes < 60 && int64(p.Minutes)%longest != 0 { // an interval is not cut
		p.Minutes *= 2
	}
	if 15%longest != 0 {
		p.Step = max(p.Step, int(longest))
	}
	where += " AND minutes <= 60 AND offered IS NOT NULL"
	judged, intime, lost := "0", "0", "CAST(NULL AS BIGINT)"
	if s.Has["answered_in_time"] && spec.Threshold > 0 {
		p.InTime = true
		judged, intime = "CASE WHEN answered_in_time IS NULL THEN 0 ELSE offered END", "coalesce(answered_in_time, 0)"
	}
	if s.Has["abandoned"] {
		lost = "abandoned"
	}
	return fmt.Sprintf("SELECT %s, day, minute, offered, %s AS intime, %s AS judged, %s AS lost, CAST(NULL AS BIGINT) AS wait FROM %s WHERE %s", segment, intime, judged, lost, s.Table, where), nil
}

// arrivals counts by day and quarter of an hour, for each channel and for all.
func (c *counter) arrivals(union string, p *Profile) error {
	query := fmt.Sprintf("SELECT channel, GROUPING(channel), day, CAST(minute // %[1]d * %[1]d AS INTEGER) AS m, CAST(sum(offered) AS BIGINT) FROM %[2]s GROUP BY GROUPING SETS ((channel, day, m), (day, m)) ORDER BY 2, 1, 3, 4", p.Step, union)
	return c.each(query, 5, func(v []any) {
		all := whole(v[1]) == 1
		if !all && v[0] == nil {
			return
		}
		q := Arrival{Channel: name(v[0]), Day: Day(whole(v[2])), Minute: int(whole(v[3])), Offered: whole(v[4])}
		p.Arrivals = append(p.Arrivals, q)
		if p.From == NoDay || q.Day < p.From {
			p.From = q.Day
		}
		p.To = max(p.To, q.Day)
	})
}

// loads counts by weekday and slot for every segment, with exact percentiles.
func (c *counter) loads(union string, spec ProfileSpec, p *Profile) error {
	on := ""
	if len(spec.Closed) > 0 {
		days := make([]string, len(spec.Closed))
		for i, d := range spec.Closed {
			days[i] = fmt.Sprint(int32(d))
		}
		on = " FILTER (WHERE day NOT IN (" + strings.Join(days, ", ") + "))"
	}
	ceil := "CAST((wait + 999999) // 1000000 AS INTEGER)"
	query := fmt.Sprintf("SELECT team, channel, GROUPING(team, channel) AS g, CAST((day + 3) %% 7 + 1 AS INTEGER) AS weekday, CAST(minute // %[1]d * %[1]d AS INTEGER) AS slot, "+
		"CAST(sum(offered) AS BIGINT), CAST(coalesce(sum(offered)%[4]s, 0) AS BIGINT), count(wait)%[4]s, CAST(coalesce(sum(intime)%[4]s, 0) AS BIGINT), CAST(coalesce(sum(judged)%[4]s, 0) AS BIGINT), CAST(coalesce(sum(lost)%[4]s, 0) AS BIGINT), count(lost)%[4]s, "+
		"coalesce(quantile_disc(%[3]s, 0.5)%[4]s, 0), coalesce(quantile_disc(%[3]s, 0.9)%[4]s, 0) FROM %[2]s "+
		"GROUP BY GROUPING SETS ((team, channel, weekday, slot), (team, weekday, slot), (channel, weekday, slot), (weekday, slot)) ORDER BY g, team, channel, weekday, slot", p.Minutes, union, ceil, on)
	return c.each(query, 14, func(v []any) {
		g := whole(v[2])
		if g&2 == 0 && v[0] == nil || g&1 == 0 && v[1] == nil {
			return // without a team or a channel: in the totals only
		}
		p.Loads = append(p.Loads, Load{
			Segment: Segment{name(v[0]), name(v[1])}, Weekday: int(whole(v[3])), Slot: int(whole(v[4])),
			Offered: whole(v[5]), OnOpen: whole(v[6]), Answered: whole(v[7]), InTime: whole(v[8]), Judged: whole(v[9]), Abandoned: whole(v[10]), HasLost: whole(v[11]) > 0,
			P50: whole(v[12]), P90: whole(v[13]),
		})
	})
}
