package page

import (
	"math"

	"shingle/generator/internal/besttime"
	"shingle/generator/internal/fact"
)

// comingView is what is expected of the coming week.
type comingView struct {
	Monday  value  `json:"monday"`
	Until   string `json:"until"` // its last day: after it nothing is said
	Ahead   int    `json:"ahead"`
	Total   value  `json:"total"`
	Busiest *place `json:"busiest,omitempty"`
	WAPE    value  `json:"wape"`
	Tried   int64  `json:"tried"`
	Held    int64  `json:"held,omitempty"` // so many of 100 bands held what came
	Bands   int64  `json:"bands,omitempty"`
}

func comingOf(c *besttime.ChannelWeek, minutes int) *comingView {
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
	v := &comingView{Monday: onDay(f.Monday), Until: (f.Monday + 6).String(), Ahead: f.Ahead, Total: whole(int64(math.Round(total))), WAPE: value{T: "percent", V: roundedFloat(f.Trial.WAPE, 0)}, Tried: f.Trial.N}
	if top >= 0 {
		s := f.Slots[top]
		v.Busiest = placeOf(s.Weekday, s.Slot, s.Slot+minutes)
	}
	if f.Trial.Of > 0 {
		v.Held, v.Bands = int64(math.Round(100*float64(f.Trial.Hits)/float64(f.Trial.Of))), f.Trial.Of
	}
	return v
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
