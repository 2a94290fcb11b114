package besttime

import (
	"cmp"
	"slices"
	"time"

	"shingle/generator/internal/fact"
)

// WeekOptions say how a load profile is read.
type WeekOptions struct {
	Zone     *time.Location
	AsOf     fact.Day
	Open     *[8][]Span // opening times by ISO weekday; nil: inferred from the contacts
	Holidays []fact.Day
	Method   string // of the busy hour: tcbh or adph
	// Bound is the 95 % interval of x answered in time of n, in percent (Wilson's).
	Bound func(x, n int64) (low, high float64)
}

// Span is from one minute of the day to another.
type Span struct{ From, To int }

// A Week is when a desk is busy and when it is quiet.
type Week struct {
	From, To fact.Day // what the records span
	Minutes  int      // of a slot
	Inferred bool     // the opening times were inferred
	InTime   bool     // slots are judged by who was answered in time, else by how many came
	Waits    bool
	Sources  []string
	Channels []ChannelWeek
	Slots    []Slot // of every segment, by team, channel, weekday and start
}

// ChannelWeek is what can be said of a channel's week ("" is all channels).
type ChannelWeek struct {
	Channel  string
	Offered  int64
	Busy     Hour     // busy hour of all days
	HasBusy  bool     // there are open days
	ByDay    [8]Hour  // busy hour of each weekday; Start is -1 where there is none
	Quiet    []Window // at most three, the quietest first
	Avoid    []Window // at most three, the busiest first
	Whole    float64  // share answered in time over all open slots, percent; or contacts per open slot
	Forecast *Coming  // nil: not better than "as last week", or too few weeks
}

// The labels of a slot.
const (
	Quiet   = "quiet"
	Normal  = "normal"
	Busy    = "busy"
	Unclear = "unclear"
	Closed  = "closed"
)

// A Slot is one time of the week in one segment.
type Slot struct {
	fact.Load
	OpenDays  int     // how often the slot was open
	Weeks     int     // in how many weeks contacts came to it, in its channel
	InPercent float64 // answered in time, of those offered of whom it is known
	Low, High float64 // its 95 % interval
	Known     bool    // InPercent is known
	Label     string
}

// PerDay is how many came each time the slot was open.
func (s *Slot) PerDay() float64 {
	if s.OpenDays == 0 {
		return 0
	}
	return float64(s.OnOpen) / float64(s.OpenDays)
}

// What a slot needs to be judged (metrics.md 7.4).
const (
	leastOffered = 50
	leastWeeks   = 4
	oldestData   = 8 * 7 // days
)

// NewWeek reads a load profile.
func NewWeek(p *fact.Profile, o WeekOptions) *Week {
	w := &Week{From: p.From, To: p.To, Minutes: p.Minutes, Inferred: o.Open == nil, InTime: p.InTime, Waits: p.Waits, Sources: p.Sources}
	openings := newOpenings(p, o)
	fresh := o.AsOf-p.To <= oldestData
	whole := map[fact.Segment]*[3]int64{}
	for _, l := range withEmpty(p, openings) {
		s := Slot{Load: l}
		op := openings.of(l.Channel, l.Weekday, l.Slot)
		s.OpenDays, s.Weeks = op.days, op.weeks
		if !op.open {
			s.Label = Closed
		}
		if l.Judged > 0 {
			s.Known = true
			s.InPercent = 100 * float64(l.InTime) / float64(l.Judged)
			s.Low, s.High = o.Bound(l.InTime, l.Judged)
		}
		if op.open {
			t := whole[l.Segment]
			if t == nil {
				t = &[3]int64{}
				whole[l.Segment] = t
			}
			t[0] += l.InTime
			t[1] += l.Judged
			t[2] += l.OnOpen
		}
		w.Slots = append(w.Slots, s)
	}
	slices.SortStableFunc(w.Slots, func(a, b Slot) int {
		return cmp.Or(cmp.Compare(a.Team, b.Team), cmp.Compare(a.Channel, b.Channel), cmp.Compare(a.Weekday, b.Weekday), cmp.Compare(a.Load.Slot, b.Load.Slot))
	})
	for i := range w.Slots {
		s := &w.Slots[i]
		if s.Label == "" {
			t := whole[s.Segment]
			s.label(t[0], t[1], t[2], openings.total(s.Channel), fresh, w.InTime, o)
		}
	}
	for _, channel := range openings.channels() {
		w.Channels = append(w.Channels, w.channel(channel, p, openings, o))
	}
	return w
}

// withEmpty adds the slots that were open and to which nobody came: a zero is
// something else than nothing known.
func withEmpty(p *fact.Profile, op *openings) []fact.Load {
	type at struct {
		seg           fact.Segment
		weekday, slot int
	}
	there := make(map[at]bool, len(p.Loads))
	segments := map[fact.Segment]bool{}
	for _, l := range p.Loads {
		there[at{l.Segment, l.Weekday, l.Slot}] = true
		segments[l.Segment] = true
	}
	loads := slices.Clone(p.Loads)
	for seg := range segments {
		for weekday := 1; weekday <= 7; weekday++ {
			for slot := 0; slot < 1440; slot += p.Minutes {
				if op.of(seg.Channel, weekday, slot).open && !there[at{seg, weekday, slot}] {
					loads = append(loads, fact.Load{Segment: seg, Weekday: weekday, Slot: slot})
				}
			}
		}
	}
	return loads
}

// label judges an open slot against the whole week: by the unfavourable bound of
// the share answered in time, or, where that is not known, of how many came.
func (s *Slot) label(inTime, judged, offered, openSlots int64, fresh, byTime bool, o WeekOptions) {
	s.Label = Unclear
	if s.OnOpen < leastOffered || s.Weeks < leastWeeks || !fresh {
		return
	}
	if byTime {
		if !s.Known || judged == 0 {
			return
		}
		all := 100 * float64(inTime) / float64(judged)
		s.Label = Normal
		switch {
		case s.Low > all:
			s.Label = Quiet
		case s.High < all:
			s.Label = Busy
		}
		return
	}
	mean := float64(offered) / float64(max(openSlots, 1))
	low, high := perDay(s.OnOpen, s.OpenDays)
	s.Label = Normal
	switch {
	case high < mean:
		s.Label = Quiet
	case low > mean:
		s.Label = Busy
	}
}

// openings knows how often each slot of the week was open.
type openings struct {
	at      map[string]map[[2]int]opening
	totals  map[string]int64
	days    map[string][]fact.Day // open dates of a channel
	profile *fact.Profile
}

type opening struct {
	open  bool
	days  int // times it was open
	weeks int // dates on which somebody came
}

func newOpenings(p *fact.Profile, o WeekOptions) *openings {
	op := &openings{at: map[string]map[[2]int]opening{}, totals: map[string]int64{}, days: map[string][]fact.Day{}, profile: p}
	came := map[string]map[fact.Day]map[int]bool{} // channel, date, slot
	for _, a := range p.Arrivals {
		if a.Offered == 0 || slices.Contains(o.Holidays, a.Day) {
			continue
		}
		if came[a.Channel] == nil {
			came[a.Channel] = map[fact.Day]map[int]bool{}
		}
		if came[a.Channel][a.Day] == nil {
			came[a.Channel][a.Day] = map[int]bool{}
		}
		came[a.Channel][a.Day][a.Minute/p.Minutes*p.Minutes] = true
	}
	odd := oddSlots(p, o.Zone)
	for channel, dates := range came {
		op.at[channel] = map[[2]int]opening{}
		var byDay [8][]fact.Day
		for day := range dates {
			byDay[isoWeekday(day)] = append(byDay[isoWeekday(day)], day)
			op.days[channel] = append(op.days[channel], day)
		}
		slices.Sort(op.days[channel])
		for weekday := 1; weekday <= 7; weekday++ {
			for slot := 0; slot < 1440; slot += p.Minutes {
				one := opening{}
				for _, day := range byDay[weekday] {
					if dates[day][slot] {
						one.weeks++
					}
					one.days += 1 + odd[day][slot]
				}
				if o.Open != nil {
					one.open = within(o.Open[weekday], slot, p.Minutes)
				} else {
					one.open = one.weeks > 0 && 2*one.weeks >= len(byDay[weekday])
				}
				if !one.open {
					one.days = 0
				}
				op.totals[channel] += int64(one.days)
				op.at[channel][[2]int{weekday, slot}] = one
			}
		}
	}
	return op
}

func within(spans []Span, slot, minutes int) bool {
	return slices.ContainsFunc(spans, func(s Span) bool { return s.From < slot+minutes && s.To > slot })
}

func (o *openings) of(channel string, weekday, slot int) opening {
	return o.at[channel][[2]int{weekday, slot}]
}

func (o *openings) total(channel string) int64 { return o.totals[channel] }

func (o *openings) channels() []string {
	var all []string
	for c := range o.at {
		all = append(all, c)
	}
	slices.Sort(all)
	return all
}

func isoWeekday(d fact.Day) int { return int(((d+3)%7+7)%7) + 1 }

// oddSlots says on which dates a slot was skipped (-1) or came twice (+1) because
// the clocks changed.
func oddSlots(p *fact.Profile, zone *time.Location) map[fact.Day]map[int]int {
	odd := map[fact.Day]map[int]int{}
	for day := p.From; day <= p.To; day++ {
		y, m, d := day.Time().Date()
		start, end := time.Date(y, m, d, 0, 0, 0, 0, zone), time.Date(y, m, d+1, 0, 0, 0, 0, zone)
		if end.Sub(start) == 24*time.Hour {
			continue
		}
		count := map[int]int{}
		step := time.Duration(p.Minutes) * time.Minute
		for t := start; t.Before(end); t = t.Add(step) {
			count[(t.Hour()*60+t.Minute())/p.Minutes*p.Minutes]++
		}
		odd[day] = map[int]int{}
		for slot := 0; slot < 1440; slot += p.Minutes {
			odd[day][slot] = count[slot] - 1
		}
	}
	return odd
}
