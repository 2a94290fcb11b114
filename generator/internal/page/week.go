package page

import (
	"math"

	"shingle/generator/internal/besttime"
	"shingle/generator/internal/fact"
)

// comingView is what is expected of the coming week.
type comingView struct {
	Monday  value  `json:"monday"`
	Total   value  `json:"total"`
	Busiest *value `json:"busiest,omitempty"`
	Start   *value `json:"start,omitempty"`
	WAPE    value  `json:"wape"`
	Tried   int64  `json:"tried"`
	Held    *value `json:"held,omitempty"`
}

func comingOf(c *besttime.ChannelWeek) *comingView {
	f := c.Forecast
	if f == nil {
		return nil
	}
	total, top := 0.0, -1
	for i, s := range f.Slots {
		total += s.Load
		if top < 0 || s.Load > f.Slots[top].Load {
			top = i
		}
	}
	v := &comingView{Monday: onDay(f.Monday), Total: whole(int64(math.Round(total))), WAPE: value{T: "percent", V: roundedFloat(f.Trial.WAPE, 0)}, Tried: f.Trial.N}
	if top >= 0 {
		day, start := weekday(f.Slots[top].Weekday), atClock(f.Slots[top].Slot)
		v.Busiest, v.Start = &day, &start
	}
	if f.Trial.Of > 0 {
		v.Held = &value{T: "percent", V: roundedFloat(100*float64(f.Trial.Hits)/float64(f.Trial.Of), 0)}
	}
	return v
}

// weekData is what the browser needs to say whether now is a good time.
type weekData struct {
	Zone    string   `json:"zone"`
	Minutes int      `json:"minutes"`
	Slots   [][]any  `json:"slots"`            // weekday, start, value or null, label, tone
	Closed  []string `json:"closed,omitempty"` // holidays to come
}

func (b *book) weekData(channel string) *weekData {
	seg := fact.Segment{Channel: channel}
	d := &weekData{Zone: b.in.Zone.String(), Minutes: b.in.Week.Minutes}
	what := "wait"
	if !b.in.Week.Waits {
		what = "load"
	}
	var values []float64
	for _, s := range b.slots[seg] {
		if s.Label != besttime.Closed {
			if v, ok := cellValue(s, what); ok {
				values = append(values, v)
			}
		}
	}
	if len(values) == 0 {
		return nil
	}
	for i := range b.in.Week.Slots {
		s := &b.in.Week.Slots[i]
		if s.Segment != seg || s.Label == besttime.Closed {
			continue
		}
		var v any
		if f, ok := cellValue(s, what); ok {
			v = roundedFloat(f, 0)
		}
		d.Slots = append(d.Slots, []any{s.Weekday, s.Load.Slot, v, s.Label})
	}
	if h := b.in.Hours; h != nil {
		for _, day := range h.Holidays {
			if day >= b.in.AsOf {
				d.Closed = append(d.Closed, day.String())
			}
		}
	}
	return d
}

// weeks is how many weeks the profile looks back on.
func (b *book) weeks() int { return int((b.in.Week.To-b.in.Week.From)/7) + 1 }

// offered is how many contacts of a segment the profile stands on.
func (b *book) offered(seg fact.Segment) int64 {
	n := int64(0)
	for _, s := range b.slots[seg] {
		n += s.OnOpen
	}
	return n
}
