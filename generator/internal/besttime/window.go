package besttime

import (
	"shingle/generator/internal/fact"
	"shingle/generator/internal/hours"
)

// A Window is a stretch of one weekday to call in, or to avoid: one to four hours.
type Window struct {
	Weekday  int
	From, To int // minutes after midnight
	Offered  int64
	Weeks    int     // dates on which somebody came
	Share    float64 // answered in time, percent; -1 if not known
	Bound    float64 // the unfavourable end of what it was chosen by: its interval in the weeks before the newest four
	P50, P90 int64   // waits of those who got through; -1: not known, or too few
	OfAll    int64   // 9 of 10 of all who called were answered within it; -1: fewer were, or too few called
	PerDay   float64 // contacts a slot and open day
}

// channel says what is to be said of one channel's week.
func (w *Week) channel(channel string, p *fact.Profile, op *openings, waits waits, o WeekOptions) ChannelWeek {
	c := ChannelWeek{Channel: channel, Basis: basisOf(p, fact.Segment{Channel: channel}), P50: -1, P90: -1}
	var open []*Slot
	for i := range w.Slots {
		s := &w.Slots[i]
		if s.Team != "" || s.Channel != channel {
			continue
		}
		c.Offered += s.Offered
		if s.Label != Closed {
			open = append(open, s)
		}
	}
	if week := sum(open); week.x > 0 {
		c.Whole, c.Known = week.y/week.x, c.Basis.Threshold == 0 || week.x >= leastOffered
		if c.Basis.Threshold > 0 {
			c.Whole *= 100
		}
	}
	if h := waits.of(channel, open); c.Basis.Waits {
		c.P50, c.P90 = h.percentile(Median(), leastForP50), h.percentile(P90(), leastForP90)
	}
	if c.Basis.Judged() && !w.Old {
		c.Quiet, c.Avoid = newSearch(channel, p, op, w, open, waits, o).windows()
	}
	c.busyHours(p, op, o)
	c.Forecast = forecastOf(channel, p, op, o)
	return c
}

// busyHours finds the busy hour over all open dates, and over each weekday's.
func (c *ChannelWeek) busyHours(p *fact.Profile, op *openings, o WeekOptions) {
	loads := map[fact.Day][]float64{}
	for _, a := range p.Arrivals {
		if a.Channel != c.Channel {
			continue
		}
		if loads[a.Day] == nil {
			loads[a.Day] = make([]float64, 1440/p.Step)
		}
		loads[a.Day][a.Minute/p.Step] += float64(a.Offered)
	}
	hour := func(days []fact.Day) (Hour, bool) {
		d := Days{Minutes: p.Step}
		for _, day := range days {
			d.Load = append(d.Load, loads[day])
		}
		h, ok, err := BusyHour(d, o.Method, 0)
		if err != nil {
			panic("bug: " + err.Error())
		}
		return h, ok
	}
	c.Busy, c.HasBusy = hour(op.days[c.Channel])
	for weekday := 1; weekday <= 7; weekday++ {
		var days []fact.Day
		for _, day := range op.days[c.Channel] {
			if hours.Weekday(day) == weekday {
				days = append(days, day)
			}
		}
		h, ok := hour(days)
		if !ok {
			h.Start = -1
		}
		c.ByDay[weekday] = h
	}
}
