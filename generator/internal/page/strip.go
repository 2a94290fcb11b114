package page

import (
	"slices"

	"shingle/generator/internal/besttime"
	"shingle/generator/internal/fact"
)

// stripView is a day as a list of hours.
type stripView struct {
	Weekday value      `json:"weekday"`
	Hours   []stripBar `json:"hours"`
	Unit    string     `json:"unit"`
}

type stripBar struct {
	Hour  value   `json:"hour"`
	Value *value  `json:"v,omitempty"`
	High  float64 `json:"h"`              // of the longest of the week, percent
	Best  bool    `json:"best,omitempty"` // none of the day is shorter
	End   bool    `json:"end,omitempty"`  // the longest or the shortest of the day
}

// strip makes a day of a channel as a list of hours: of two half hours the longer
// wait, because 9 of 10 did not exceed it in either.
func (b *book) strip(c *besttime.ChannelWeek, day int) *stripView {
	channel, what := c.Channel, unitOf(c)
	type hour struct {
		v     float64
		known bool
	}
	hours := map[int]*hour{}
	most := 0.0
	for i := range b.in.Week.Slots {
		s := &b.in.Week.Slots[i]
		if s.Segment != (fact.Segment{Channel: channel}) || s.Label == besttime.Closed {
			continue
		}
		v, ok := cellValue(s, what)
		if ok {
			most = max(most, v)
		}
		if s.Weekday != day {
			continue
		}
		h := hours[s.Load.Slot/60]
		if h == nil {
			h = &hour{}
			hours[s.Load.Slot/60] = h
		}
		if ok && (!h.known || v > h.v) {
			h.v, h.known = v, true
		}
	}
	if len(hours) == 0 || most == 0 {
		return nil
	}
	strip := &stripView{Weekday: weekday(day), Unit: what}
	var known []float64
	for _, h := range hours {
		if h.known {
			known = append(known, h.v)
		}
	}
	for at := range 24 {
		h := hours[at]
		if h == nil {
			continue
		}
		bar := stripBar{Hour: value{T: "hour", V: at}}
		if h.known {
			v := quantityOf(h.v, what)
			if what != "load" {
				v = value{T: "brief", V: int64(h.v)}
			}
			bar.End = h.v == slices.Max(known) || h.v == slices.Min(known)
			bar.Value, bar.High = &v, max(2, roundedFloat(100*h.v/most, 1))
			bar.Best = h.v == slices.Min(known)
		}
		strip.Hours = append(strip.Hours, bar)
	}
	return strip
}
