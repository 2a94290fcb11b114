package besttime

import (
	"cmp"
	"math"
	"slices"

	"shingle/generator/internal/fact"
)

// A Window is a stretch of one weekday to call in, or to avoid: at least an hour.
type Window struct {
	Weekday  int
	From, To int // minutes after midnight
	Offered  int64
	Weeks    int     // the fewest of its slots
	Share    float64 // answered in time, percent; NaN if not known
	Bound    float64 // the unfavourable end of its interval
	P90      int64   // 9 of 10 callers waited at most this in each of its slots; -1: not known
	P50      int64   // likewise half of them
	PerDay   float64 // contacts a slot and open day
}

// channel says what is to be said of one channel's week.
func (w *Week) channel(channel string, p *fact.Profile, op *openings, o WeekOptions) ChannelWeek {
	c := ChannelWeek{Channel: channel}
	var slots []*Slot
	var inTime, judged, onOpen int64
	for i := range w.Slots {
		s := &w.Slots[i]
		if s.Team != "" || s.Channel != channel {
			continue
		}
		c.Offered += s.Offered
		slots = append(slots, s)
		if s.Label != Closed {
			inTime, judged, onOpen = inTime+s.InTime, judged+s.Judged, onOpen+s.OnOpen
		}
	}
	if w.InTime && judged > 0 {
		c.Whole = 100 * float64(inTime) / float64(judged)
	} else if t := op.total(channel); t > 0 {
		c.Whole = float64(onOpen) / float64(t)
	}
	c.Quiet = w.windows(slots, Quiet, o)
	c.Avoid = w.windows(slots, Busy, o)
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
			if isoWeekday(day) == weekday {
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

const (
	shortest = 60 // minutes
	longest  = 240
	told     = 3
)

// windows finds at most three stretches of slots with one label, each of one to
// four hours, ranked by their unfavourable bound, at most one a weekday as long as
// there are others.
func (w *Week) windows(slots []*Slot, label string, o WeekOptions) []Window {
	var all []Window
	for i := range slots {
		var run []*Slot
		for j := i; j < len(slots); j++ {
			s := slots[j]
			if s.Label != label || len(run) > 0 && (s.Weekday != run[0].Weekday || s.Load.Slot != run[len(run)-1].Load.Slot+w.Minutes) {
				break
			}
			run = append(run, s)
			if length := len(run) * w.Minutes; length > longest {
				break
			} else if length >= shortest {
				all = append(all, w.window(run, label, o))
			}
		}
	}
	better := func(a, b Window) int {
		sign := 1.0
		if label == Quiet == w.InTime { // a high share, or few contacts, is quiet
			sign = -1
		}
		return cmp.Or(cmp.Compare(sign*a.Bound, sign*b.Bound), cmp.Compare(a.Weekday, b.Weekday), cmp.Compare(a.From, b.From), cmp.Compare(b.To, a.To))
	}
	slices.SortFunc(all, better)
	var chosen []Window
	for _, twice := range []bool{false, true} { // first one a weekday, then any that do not overlap
		for _, c := range all {
			if len(chosen) == told {
				return chosen
			}
			if !slices.ContainsFunc(chosen, func(x Window) bool {
				return x.Weekday == c.Weekday && (!twice || x.From < c.To+w.Minutes && c.From < x.To+w.Minutes)
			}) {
				chosen = append(chosen, c)
			}
		}
	}
	return chosen
}

func (w *Week) window(run []*Slot, label string, o WeekOptions) Window {
	first, last := run[0], run[len(run)-1]
	c := Window{Weekday: first.Weekday, From: first.Load.Slot, To: last.Load.Slot + w.Minutes, Weeks: math.MaxInt, Share: math.NaN()}
	var inTime, judged, open int64
	waits := true
	for _, s := range run {
		c.Offered += s.OnOpen
		c.Weeks = min(c.Weeks, s.Weeks)
		c.P90, c.P50 = max(c.P90, s.P90), max(c.P50, s.P50)
		waits = waits && s.Answered >= leastForP90
		inTime, judged, open = inTime+s.InTime, judged+s.Judged, open+int64(s.OpenDays)
	}
	if !waits {
		c.P90, c.P50 = -1, -1
	}
	c.PerDay = float64(c.Offered) / float64(max(open, 1))
	low, high := perDay(c.Offered, int(open))
	if w.InTime {
		c.Share = 100 * float64(inTime) / float64(max(judged, 1))
		low, high = o.Bound(inTime, max(judged, 1))
	}
	c.Bound = low
	if label == Quiet != w.InTime {
		c.Bound = high
	}
	return c
}

// How many answered contacts it takes to tell a percentile (metrics.md 7.2).
const (
	leastForP50 = 10
	leastForP90 = 30
)

// Typical is the wait that half of the callers stay under; false for too few.
func (s *Slot) Typical() (seconds int64, ok bool) { return s.P50, s.Answered >= leastForP50 }

// Bad is the wait that 9 of 10 callers stay under; false for too few.
func (s *Slot) Bad() (seconds int64, ok bool) { return s.P90, s.Answered >= leastForP90 }

// perDay is the 95 % interval of how many come each time a slot is open, if they
// come at random: that of a Poisson count, by its square root.
func perDay(n int64, days int) (low, high float64) {
	d := float64(max(days, 1))
	root := math.Sqrt(float64(n))
	low = math.Max(root-0.98, 0)
	high = math.Sqrt(float64(n)+1) + 0.98
	return low * low / d, high * high / d
}
