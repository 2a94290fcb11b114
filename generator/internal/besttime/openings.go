package besttime

import (
	"slices"
	"time"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/hours"
)

// openings knows how often each slot of the week was open.
type openings struct {
	at      map[string]map[[2]int]opening
	days    map[string][]fact.Day // open dates of a channel
	profile *fact.Profile
}

type opening struct {
	open  bool
	days  int // times it was open
	dates int // dates on which it was open: one of them may have it twice, when the clocks go back
	weeks int // dates on which somebody came
}

func newOpenings(p *fact.Profile, o WeekOptions) *openings {
	op := &openings{at: map[string]map[[2]int]opening{}, days: map[string][]fact.Day{}, profile: p}
	came := map[string]map[fact.Day]map[int]bool{} // channel, date, slot
	for _, a := range p.Arrivals {
		if a.Offered == 0 || slices.Contains(o.Hours.Closed(), a.Day) {
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
			byDay[hours.Weekday(day)] = append(byDay[hours.Weekday(day)], day)
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
					if n := 1 + odd[day][slot]; n > 0 {
						one.days += n
						one.dates++
					}
				}
				if o.Hours.Known() {
					one.open = within(o.Hours.Week[weekday], slot, p.Minutes)
				} else {
					one.open = one.weeks > 0 && 2*one.weeks >= len(byDay[weekday])
				}
				if !one.open {
					one.days, one.dates = 0, 0
				}
				op.at[channel][[2]int{weekday, slot}] = one
			}
		}
	}
	return op
}

func within(spans []hours.Span, slot, minutes int) bool {
	return slices.ContainsFunc(spans, func(s hours.Span) bool { return s.Meets(slot, slot+minutes) })
}

func (o *openings) of(channel string, weekday, slot int) opening {
	return o.at[channel][[2]int{weekday, slot}]
}

func (o *openings) channels() []string {
	var all []string
	for c := range o.at {
		all = append(all, c)
	}
	slices.Sort(all)
	return all
}

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
