package page

import (
	"math"

	"shingle/generator/internal/besttime"
	"shingle/generator/internal/fact"
)

// comingView is what is expected of the coming week.
type comingView struct {
	Says    *sentence   `json:"says"`
	Busiest *sentence   `json:"busiest,omitempty"` // nil, where several times are equally busy
	Until   string      `json:"until"`             // its last day: after it nothing is said
	Trial   []*sentence `json:"trial"`             // how well such forecasts did
}

func comingOf(c *besttime.ChannelWeek, minutes int) *comingView {
	f := c.Forecast
	if f == nil {
		return nil
	}
	total, most, top := 0.0, math.Inf(-1), []besttime.Expected{}
	for _, x := range f.Slots {
		total += x.Load
		switch load := math.Round(x.Load); {
		case load > most:
			most, top = load, []besttime.Expected{x}
		case load == most:
			top = append(top, x)
		}
	}
	rests := evidence{Week: c}
	v := &comingView{Until: (f.Monday + 6).String()}
	v.Trial = []*sentence{say("coming_tried", args{"wape": {T: "percent", V: roundedFloat(f.Trial.WAPE, 0)}, "tried": number(f.Trial.N)}).Rests(rests), say("coming_ahead", args{"Count": number(int64(f.Ahead))}).Rests(rests)}
	v.Says = say("coming", args{"monday": onDay(f.Monday), "total": number(int64(math.Round(total)))}).Rests(rests)
	if len(top) == 1 {
		at := placeOf(top[0].Weekday, top[0].Slot, top[0].Slot+minutes)
		v.Busiest = say("coming_busiest", args{"day": slotPart(at, "day"), "start": slotPart(at, "from")}).Rests(rests)
	}
	if f.Trial.Of > 0 {
		held := math.Round(100 * float64(f.Trial.Hits) / float64(f.Trial.Of))
		v.Trial = append(v.Trial, say("coming_held", args{"held": number(int64(held)), "bands": number(f.Trial.Of)}).Rests(rests))
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
