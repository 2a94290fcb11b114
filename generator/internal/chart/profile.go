package chart

import (
	"fmt"
	"math"
	"time"
)

// A Profile is a day, slot by slot: contacts offered, or a wait. One day stands out, as an
// area with a thick edge; the others are thin lines behind it. It starts from zero, because
// areas do.
type Profile struct {
	Unit    Unit
	Minutes int          // how long a slot is
	Starts  []string     // of each slot, "08:00", one after the other without a gap
	Day     []*float64   // the day that stands out, one value per slot, nil where closed
	Others  [][]*float64 // other days, or their mean
}

// Chart lays the profile out in a size.
func (p Profile) Chart(id string, size Size) (Chart, error) {
	first, err := p.check()
	if err != nil {
		return Chart{}, fmt.Errorf("chart %s: %w", id, err)
	}
	s := newSheet(size, len(p.Starts))
	s.unit, s.slots = p.Unit, true
	s.bottom = 32
	high := 0.0
	days := append([][]*float64{p.Day}, p.Others...)
	for _, day := range days {
		for _, v := range day {
			if v != nil {
				high = max(high, *v)
			}
		}
	}
	_, ceiling := p.Unit.limits(0, 0)
	s.valueAxis(0, high, 0, ceiling)
	s.hours(first, p.Minutes)
	s.silhouette(p.Day)

	var lines []line
	for _, day := range p.Others {
		lines = append(lines, s.steps(day, line{colour: colourOther, width: 1.2}))
	}
	lines = append(lines, s.steps(p.Day, line{colour: colourLine, width: 2.6}))
	return s.chart(id, p.Starts, days, lines...), nil
}

// check reports what cannot be drawn, and gives the minute of the day at which the first slot starts.
func (p Profile) check() (int, error) {
	floor, ceiling := p.Unit.limits(0, 0)
	if len(p.Starts) == 0 || p.Minutes <= 0 || floor != 0 || ceiling == 0 {
		return 0, fmt.Errorf("%d slots of %d minutes in %s: want slots, and values from zero", len(p.Starts), p.Minutes, p.Unit)
	}
	first := 0
	for i, start := range p.Starts {
		t, err := time.Parse("15:04", start)
		if err != nil {
			return 0, fmt.Errorf("slot %q: want a time of day as 08:30", start)
		}
		minute := t.Hour()*60 + t.Minute()
		if i == 0 {
			first = minute
		}
		if want := first + i*p.Minutes; minute != want%(24*60) {
			return 0, fmt.Errorf("slot %s: want %02d:%02d, %d minutes after the one before", start, want/60%24, want%60, p.Minutes)
		}
	}
	for _, day := range append([][]*float64{p.Day}, p.Others...) {
		if len(day) != len(p.Starts) {
			return 0, fmt.Errorf("%d values for %d slots: want one each", len(day), len(p.Starts))
		}
		for i, v := range day {
			if err := checkValue("value", v, 0, ceiling); err != nil {
				return 0, fmt.Errorf("slot %s: %w", p.Starts[i], err)
			}
		}
	}
	return first, nil
}

// hours writes the full hours under the borders of the slots.
func (s *sheet) hours(first, minutes int) {
	var texts []caption
	var borders [][]place
	perHour := s.step() * 60 / float64(minutes)
	every := 1
	for every < 6 && perHour*float64(every) < 26 {
		every++
	}
	for i := 0; i <= s.n; i++ {
		minute := first + i*minutes
		if minute%60 != 0 || minute/60%every != 0 {
			continue
		}
		x := float64(i) - 0.5
		texts = append(texts, captioned(x, s.low, fmt.Sprintf("%02d", minute/60%24)))
		borders = append(borders, []place{{x, s.low}, {x, round(s.low - s.up(5))}})
	}
	s.add(mark{Kind: "line", Points: [][]place{{{s.x0(), s.low}, {s.x1(), s.low}}}, Below: true, Stroke: colourLimit})
	if texts != nil {
		s.add(mark{Kind: "line", Points: borders, Stroke: colourLimit})
		s.add(mark{Kind: "text", Points: texts, Dy: 17, Fill: colourText})
	}
}

// silhouette fills a day from zero up.
func (s *sheet) silhouette(day []*float64) {
	var areas [][]place
	for _, r := range runs(len(day), func(i int) bool { return day[i] != nil }) {
		area := []place{{float64(r.from) - 0.5, 0}}
		for i := r.from; i < r.to; i++ {
			v := round(*day[i])
			area = append(area, place{float64(i) - 0.5, v}, place{float64(i) + 0.5, v})
		}
		areas = append(areas, append(area, place{float64(r.to) - 0.5, 0}))
	}
	if areas != nil {
		s.add(mark{Kind: "area", Points: areas, Below: true, Fill: colourBand})
	}
}

// steps makes a line of level steps. ECharts starts it in the middle of its first slot and ends it in the
// middle of the last, so that the sheet adds the two halves.
func (s *sheet) steps(day []*float64, l line) line {
	l.values, l.steps = day, true
	var ends [][]place
	for _, r := range runs(len(day), func(i int) bool { return day[i] != nil }) {
		a, b := float64(r.from), float64(r.to-1)
		ends = append(ends,
			[]place{{a - 0.5, round(*day[r.from])}, {a, round(*day[r.from])}},
			[]place{{b, round(*day[r.to-1])}, {b + 0.5, round(*day[r.to-1])}})
	}
	if ends != nil {
		s.add(mark{Kind: "line", Points: ends, Below: true, Stroke: l.colour, Width: math.Round(l.width*10) / 10})
	}
	return l
}
