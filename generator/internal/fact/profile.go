package fact

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// A ProfileSpec says which weeks and slots the load profile is made of.
type ProfileSpec struct {
	From, To   Day                // the first day, and the day after the last; From = To: every record there is
	Minutes    int                // of a slot: 15, 30 or 60
	Thresholds map[string]float64 // by source: seconds within which an answer is in time
	Closed     []Day              // holidays
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
	Dates     Dates
}

// Dates are the sums over the dates of a slot from which it follows how much it varies
// from date to date: of answered in time y and judged x, and of how many came.
type Dates struct {
	Judged     int64 // dates with x above 0
	YY, XY, XX int64
	Offered2   int64 // sum of squares of how many came
}

// A Cell is what came to a channel ("" is all) in a slot of one date.
type Cell struct {
	Channel                 string
	Day                     Day
	Slot                    int // minutes after midnight
	Offered, InTime, Judged int64
}

// A Waited is how many waited so long for an answer in a slot of a weekday, holidays left out.
type Waited struct {
	Channel       string
	Weekday, Slot int
	Seconds       int64 // whole, rounded up
	Answered      int64
}

// A Desk is what the contacts of a team and a channel are: those of one source.
// Unnamed ones have an empty name.
type Desk struct {
	Segment
	Threshold float64 // seconds; 0: none is promised, or nothing tells who was answered in time
	Later     bool    // answered by a reply some time later: nobody waits on the line
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
	Last     Day // of all records, also after the weeks
	Minutes  int // of a slot; longer than asked if the intervals are
	Step     int // minutes between the starts of arrivals
	Loads    []Load
	Arrivals []Arrival
	Cells    []Cell
	Waited   []Waited
	Desks    []Desk
	Sources  []string
	Waits    bool // single waits are known
}

// ProfileOf counts contacts and intervals that have a time of day. It gives nil if
// there are none.
func ProfileOf(ctx context.Context, q Queryer, sources []Source, spec ProfileSpec) (*Profile, error) {
	c := &counter{ctx: ctx, q: q}
	p := &Profile{From: NoDay, To: NoDay, Last: NoDay, Minutes: spec.Minutes, Step: 15}
	var parts []string
	for i := range sources {
		s := &sources[i]
		if s.Kind != "contacts" && s.Kind != "intervals" {
			continue
		}
		if len(parts) == 0 {
			c = c.on(s)
		}
		part, err := c.on(s).profilePart(s, spec, p)
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
	if len(parts) == 1 && spec.From != spec.To { // of one source it may be known already
		i := slices.IndexFunc(sources, func(s Source) bool { return s.Name == p.Sources[0] })
		if s := &sources[i]; s.Weeks != nil {
			c.asked = func(question string, columns int, find func(row func(v []any)) error, row func(v []any)) error {
				return s.Weeks(ctx, spec.From, spec.To, question, columns, find, row)
			}
		}
	}
	union := spec.slotted(strings.Join(parts, " UNION ALL "), p)
	if err := c.arrivals(union, p); err != nil {
		return nil, err
	}
	if len(p.Arrivals) == 0 {
		return nil, nil
	}
	for _, count := range []func(string, *Profile) error{c.loads, c.waited, c.desks} {
		if err := count(union, p); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// profilePart is SQL for a source's rows within the weeks, all sources alike:
// team, channel, day, minute, offered, in time, judged, abandoned, the wait of who was
// answered in microseconds, the threshold, whether it is answered later.
// It is "" for a source whose records have no time of day.
func (c *counter) profilePart(s *Source, spec ProfileSpec, p *Profile) (string, error) {
	where, table := "minute IS NOT NULL", s.Table
	if spec.From != spec.To {
		if s.Since != nil {
			table = s.Since(spec.From)
		}
		where += fmt.Sprintf(" AND day >= %d AND day < %d", spec.From, spec.To)
	}
	segment := strings.Replace(s.segment(), ",", " AS team,", 1) + " AS channel"
	threshold := spec.Thresholds[s.Name]
	judged, intime, lost, wait, offered, later := "0", "0", "CAST(NULL AS BIGINT)", "CAST(NULL AS BIGINT)", "offered", 0
	if s.Kind == "contacts" {
		where += " AND " + s.inbound()
		p.keep(int64(s.Step))
		offered = "1"
		ans, w := s.answered(), s.wait()
		if ans != "" {
			lost = "CASE WHEN " + s.abandoned() + " THEN 1 ELSE 0 END"
		}
		if ans != "" && w != "" {
			p.Waits = true
			wait = "CASE WHEN " + ans + " THEN " + w + " END"
			if threshold > 0 {
				judged = "CASE WHEN " + ans + " IS NULL THEN 0 ELSE 1 END"
				intime = "CASE WHEN " + ans + " AND " + w + " <= " + micros(threshold) + " THEN 1 ELSE 0 END"
			}
		} else {
			threshold = 0
			if s.Has["first_reply_at"] || s.Has["closed_at"] {
				later = 1
			}
		}
	} else {
		// rows longer than an hour say nothing of a time of day
		longest, err := c.one("SELECT CAST(coalesce(max(minutes), 0) AS INTEGER) FROM " + table + " WHERE " + where + " AND minutes <= 60")
		if err != nil || longest == 0 {
			return "", err
		}
		p.keep(max(longest, int64(s.Step)))
		where += " AND minutes <= 60 AND offered IS NOT NULL"
		if s.Has["answered_in_time"] && threshold > 0 {
			judged, intime = "CASE WHEN answered_in_time IS NULL THEN 0 ELSE offered END", "coalesce(answered_in_time, 0)"
		} else {
			threshold = 0
		}
		if s.Has["abandoned"] {
			lost = "abandoned"
		}
	}
	p.Last = max(p.Last, s.Last)
	return fmt.Sprintf("SELECT %s, day, minute, %s AS offered, %s AS intime, %s AS judged, %s AS lost, %s AS wait, CAST(%s AS BIGINT) AS threshold, %d AS later FROM %s WHERE %s",
		segment, offered, intime, judged, lost, wait, micros(threshold), later, table, where), nil
}

// keep makes slots so long that an interval, or a time that was rounded, is not cut.
func (p *Profile) keep(minutes int64) {
	if minutes <= 1 {
		return
	}
	for p.Minutes < 60 && int64(p.Minutes)%minutes != 0 {
		p.Minutes *= 2
	}
	if 15%minutes != 0 {
		p.Step = max(p.Step, int(minutes))
	}
}

// slotted is SQL for all rows with their weekday, their slot, the step they arrived in, and
// whether their day is one on which the desk was open.
func (s ProfileSpec) slotted(rows string, p *Profile) string {
	open := "1"
	if len(s.Closed) > 0 {
		days := make([]string, len(s.Closed))
		for i, d := range s.Closed {
			days[i] = fmt.Sprint(int32(d))
		}
		open = "CASE WHEN day IN (" + strings.Join(days, ", ") + ") THEN 0 ELSE 1 END"
	}
	return fmt.Sprintf("(SELECT team, channel, day, (day + 3) %% 7 + 1 AS weekday, minute - minute %% %d AS slot, minute - minute %% %d AS step, %s AS open, offered, intime, judged, lost, wait, threshold, later FROM (%s) AS rows_) AS slotted",
		p.Minutes, p.Step, open, rows)
}
