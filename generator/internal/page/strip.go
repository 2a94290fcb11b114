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
	Hour   value   `json:"hour"`
	Value  *value  `json:"v,omitempty"`
	Spoken *value  `json:"spoken,omitempty"` // the same, with its units
	High   float64 `json:"h"`                // of the longest of the week, percent
	Best   bool    `json:"best,omitempty"`   // none of the day is shorter
	End    bool    `json:"end,omitempty"`    // the longest or the shortest of the day
}

// strip makes a day of a channel as a list of hours: of an hour's parts the longest wait,
// because 9 of 10 did not exceed it in either; how many come adds up.
func (b *book) strip(c *besttime.ChannelWeek, day int) *stripView {
	what := unitOf(c)
	week := map[[2]int]*float64{} // by weekday and hour; nil: not known
	most := 0.0
	for _, s := range b.slots[fact.Segment{Channel: c.Channel}] {
		if s.Label == besttime.Closed {
			continue
		}
		at := [2]int{s.Weekday, s.Load.Slot / 60}
		h, v := week[at], 0.0
		if h != nil {
			v = *h
		}
		if part, ok := cellValue(s, what); ok {
			if what == "load" {
				v += part
			} else {
				v = max(v, part)
			}
			h, most = &v, max(most, v)
		}
		week[at] = h
	}
	hours, known := map[int]*float64{}, []float64{}
	for at, h := range week {
		if at[0] != day {
			continue
		}
		if hours[at[1]] = h; h != nil {
			known = append(known, *h)
		}
	}
	if len(hours) == 0 || most == 0 {
		return nil
	}
	strip := &stripView{Weekday: weekday(day), Unit: what}
	for at := range 24 {
		h, open := hours[at]
		if !open {
			continue
		}
		bar := stripBar{Hour: value{T: "hour", V: at}}
		if h != nil {
			v := quantityOf(*h, what)
			said := v
			if what != "load" {
				v, said = value{T: "brief", V: int64(*h)}, seconds(int64(*h))
			}
			bar.Spoken = &said
			bar.End = *h == slices.Max(known) || *h == slices.Min(known)
			bar.Value, bar.High = &v, max(2, roundedFloat(100**h/most, 1))
			bar.Best = *h == slices.Min(known)
		}
		strip.Hours = append(strip.Hours, bar)
	}
	return strip
}
