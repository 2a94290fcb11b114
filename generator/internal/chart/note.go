package chart

import (
	"strconv"
)

// A marker is a note on its way to the sheet: markers that would touch stand in lanes above each other.
type marker struct {
	index, number, lane int
}

const (
	markerRadius = 9.0 // pixels
	laneHeight   = 2*markerRadius + 3
)

// lanes finds each note its place above the plot, and makes room for as many lanes as that takes.
// With more notes than lanes the last lane takes the rest.
func (s *sheet) lanes(notes []Note, points []Point) []marker {
	const most = 4
	var free [most]float64 // where each lane has room again, pixels
	var markers []marker
	used := 0
	for i, p := range points {
		for _, n := range notes {
			if n.Period != p.Period {
				continue
			}
			x := (float64(i) - s.x0()) * s.step()
			lane := 0
			for lane < most-1 && free[lane] > x {
				lane++
			}
			free[lane] = x + laneHeight
			markers = append(markers, marker{i, n.Number, lane})
			used = max(used, lane+1)
		}
	}
	s.top = max(s.top, 6+float64(used)*laneHeight)
	return markers
}

// notes draws the numbered markers, each with a dotted line down to its period.
func (s *sheet) notes(markers []marker) {
	if len(markers) == 0 {
		return
	}
	var lines [][]place
	var dots []place
	var numbers []caption
	for _, m := range markers {
		x := float64(m.index)
		at := place{x, round(s.high + s.up(markerRadius+1+float64(m.lane)*laneHeight))}
		lines = append(lines, []place{{x, s.low}, {x, at[1]}})
		dots = append(dots, at)
		numbers = append(numbers, captioned(at[0], at[1], strconv.Itoa(m.number)))
	}
	s.add(mark{Kind: "line", Points: lines, Below: true, Stroke: colourLimit, Dash: []float64{2, 3}})
	s.add(mark{Kind: "dot", Points: dots, R: markerRadius, Fill: colourStrong})
	s.add(mark{Kind: "text", Points: numbers, Fill: colourPaper, Size: 11, Weight: 700})
}
