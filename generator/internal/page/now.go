package page

import (
	"shingle/generator/internal/besttime"
	"shingle/generator/internal/claim"
	"shingle/generator/internal/fact"
)

// hole is what a browser puts into a sentence.
func hole(name string) value { return value{T: "hole", V: name} }

// holes are places, waits and counts that a browser knows by the reader's clock.
func holes() args {
	a := args{}
	for _, name := range []string{"day", "from", "to", "here", "best"} {
		a[name] = hole(name)
	}
	return a
}

// nowSays are the sentences that a browser chooses among by the reader's own clock, with the
// numbers that it chooses by: nothing that this week never bears out. It is nothing where
// nothing is known of any slot.
func (b *book) nowSays(c *besttime.ChannelWeek) (map[string]*sentence, *claim.Moments) {
	m := b.moments(c)
	if m == nil {
		return nil, nil
	}
	offered := map[string]string{"old": "old", "closed": "closed", "opens": "opens", "opens_today": "opens_today", "here": "here_" + m.By}
	offer := func(keys ...string) {
		for _, k := range keys {
			offered[k] = k
		}
	}
	switch {
	case len(c.Quiet) > 0:
		offer("now", "later", "tomorrow", "day", "fine")
		offered["saves"], offered["then"] = "saves_"+m.By, "then_"+m.By
	case len(c.Avoid) > 0:
		offer("after", "busy")
	}
	if len(c.Quiet)+len(c.Avoid) > 0 || b.nothingTold(c).K == "call_none" {
		offer("expect")
	}
	rests := evidence{Week: c, Minutes: b.in.Week.Minutes, Slots: b.slots[fact.Segment{Channel: c.Channel}], Moments: m, Metric: b.promised(c)}
	all := map[string]*sentence{}
	for name, key := range offered {
		a := holes()
		if v := thresholdOf(c); v != nil {
			a["threshold"] = *v
		}
		all[name] = say("js_"+key, a).Rests(rests)
	}
	return all, m
}

// soonSays are the sentences of which a browser chooses one for today and one for tomorrow, by
// the reader's own days; nothing where no time is quiet.
func soonSays(c *besttime.ChannelWeek) map[string]*sentence {
	if len(c.Quiet) == 0 {
		return nil
	}
	all := map[string]*sentence{}
	for _, day := range []string{"today", "tomorrow"} {
		all[day] = say("soon_"+day, args{"times": hole("times")}).Rests(evidence{Week: c})
		all["no"+day] = say("soon_no_" + day).Rests(evidence{Week: c})
	}
	return all
}

// moments are what a browser chooses by; nil where nothing is known of any slot.
func (b *book) moments(c *besttime.ChannelWeek) *claim.Moments {
	unit, hourly := unitOf(c), 60/float64(b.in.Week.Minutes)
	m := &claim.Moments{Zone: b.in.Zone.String(), Minutes: b.in.Week.Minutes, Until: b.in.Week.Until.String(), By: unit, Slots: []claim.Moment{}, Quiet: []claim.Stretch{}, Avoid: []claim.Stretch{}}
	if unit == "load" && c.Basis.Threshold > 0 {
		m.By = "share"
	}
	number := func(v float64, places int) *float64 {
		r := roundedFloat(v, places)
		return &r
	}
	known := false
	for _, s := range b.slots[fact.Segment{Channel: c.Channel}] {
		if s.Label == besttime.Closed {
			continue
		}
		slot := claim.Moment{Weekday: s.Weekday, Start: s.Load.Slot, Label: s.Label}
		v, ok := cellValue(s, unit)
		if ok {
			slot.Shown, known = number(v, 1), true
		}
		if s.Known {
			slot.Share = number(s.InPercent, 1)
		}
		switch {
		case m.By == "share" && s.Known:
			slot.Value = number(s.InPercent, 0)
		case m.By == "share":
		case m.By == "load" && ok:
			slot.Value = number(v*hourly, 0)
		case ok:
			slot.Value = slot.Shown
		}
		m.Slots = append(m.Slots, slot)
	}
	if !known {
		return nil
	}
	stretches := func(windows []besttime.Window) []claim.Stretch {
		all := []claim.Stretch{}
		for _, w := range windows {
			s := claim.Stretch{Weekday: w.Weekday, From: w.From, To: w.To}
			if v := map[string]float64{"wait": float64(w.P90), "share": w.Share, "load": w.PerDay * hourly}[m.By]; v >= 0 {
				s.Value = number(v, 0)
			}
			all = append(all, s)
		}
		return all
	}
	m.Quiet, m.Avoid = stretches(c.Quiet), stretches(c.Avoid)
	if p := b.promised(c); p != nil {
		v, _ := p.Promise.Float64()
		m.Promise = &v
	}
	for _, day := range b.in.Hours.Closed() {
		if day >= b.in.AsOf {
			m.Closed = append(m.Closed, day.String())
		}
	}
	return m
}
