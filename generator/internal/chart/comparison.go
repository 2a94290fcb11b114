package chart

import (
	"fmt"
	"slices"
)

// A Comparison lays the same months (or quarters) of years over each other: the newest line
// is strong and has its points marked, the one before it is dashed, older ones are pale. The
// first two are named where they end, by their year.
type Comparison struct {
	Unit    Unit
	Min     float64   // of the scale, where Unit is Scale
	Max     float64   // of the scale, where Unit is Scale
	Promise *float64  // in Unit; nil where nothing was promised
	Lines   [][]Point // the newest first, all of as many points; those of one place are the same month of other years
}

// strokes are the looks of the lines, told apart without colour. The last is of all older ones.
var strokes = [...]line{
	{colour: colourLine, width: 2.6},
	{colour: colourOther, width: 2, dash: []float64{7, 4}},
	{colour: colourPale, width: 1.5},
}

// Chart lays the comparison out in a size. It reports the first point that cannot be drawn.
func (c Comparison) Chart(id string, size Size) (Chart, error) {
	t := Trend{Unit: c.Unit, Min: c.Min, Max: c.Max, Promise: c.Promise}
	periods, err := c.check(t)
	if err != nil {
		return Chart{}, fmt.Errorf("chart %s: %w", id, err)
	}
	newest := c.Lines[0]
	s := newSheet(size, len(newest))
	s.unit = c.Unit
	floor, ceiling := c.Unit.limits(c.Min, c.Max)
	for _, points := range c.Lines {
		for _, p := range points {
			t.Points = append(t.Points, Point{Value: p.Value})
		}
	}
	low, high := t.extent(floor, ceiling)
	sym := s.valueAxis(low, high, floor, ceiling)
	names := s.years(c, sym, size)
	s.roomForNames(names)
	s.bottom = 32
	if c.Promise != nil {
		s.promise(*c.Promise)
	}
	s.monthNames(periods)
	s.provisional(newest)
	s.points(newest)

	var lines []line
	for i, points := range slices.Backward(c.Lines) { // what is drawn later lies above
		l := strokes[min(i, len(strokes)-1)]
		l.values = settled(points)
		if i > 0 {
			s.alone(l)
		}
		lines = append(lines, l)
	}
	s.name(names)
	keys := make([]string, s.n)
	for i, p := range newest {
		keys[i] = p.Period
	}
	var values [][]*float64
	for _, points := range c.Lines[:min(2, len(c.Lines))] {
		values = append(values, valuesOf(points))
	}
	return s.chart(id, keys, values, lines...), nil
}

// check reports what cannot be drawn, and takes the newest line's periods apart.
func (c Comparison) check(t Trend) (newest []when, err error) {
	if len(c.Lines) == 0 {
		return nil, fmt.Errorf("no lines: want one or more")
	}
	for _, points := range c.Lines {
		t.Points = points
		periods, err := t.check()
		if err != nil {
			return nil, err
		}
		if newest == nil {
			newest = periods
		}
		if len(periods) != len(newest) {
			return nil, fmt.Errorf("%d points beside %d: want as many in each line", len(periods), len(newest))
		}
		for i, p := range periods {
			if p.part == "" || p.part != newest[i].part {
				return nil, fmt.Errorf("%s beside %s: want the same month or quarter of another year", points[i].Period, c.Lines[0][i].Period)
			}
		}
	}
	return newest, nil
}

// years are the names of the newest two lines where they end, and the promise; on a wide chart the
// newest value stands behind its year.
func (s *sheet) years(c Comparison, sym symbol, size Size) (names []name) {
	if c.Promise != nil {
		names = append(names, s.promised(sym, *c.Promise, size))
	}
	for i, points := range c.Lines[:min(2, len(c.Lines))] {
		for k, p := range slices.Backward(points) {
			if p.Value == nil {
				continue
			}
			n := name{place{float64(k), round(*p.Value)}, p.Period[:len("2006")], strokes[i].colour, 700}
			if i == 0 && size == Wide && !p.Provisional {
				n.text += ": " + exactly(sym, *p.Value)
			}
			names = append(names, n)
			break
		}
	}
	return names
}

// monthNames writes the months (or quarters) under the plot, without their years.
func (s *sheet) monthNames(periods []when) {
	every, _ := s.every(periods)
	var texts []caption
	for i, w := range periods {
		if every(i, w) {
			texts = append(texts, captioned(float64(i), s.low, w.part))
		}
	}
	s.add(mark{Kind: "text", Points: texts, Dy: 18, Fill: colourText})
}

// alone draws a point where a value has no neighbour, and thus no line.
func (s *sheet) alone(l line) {
	var at []place
	for _, r := range runs(len(l.values), func(i int) bool { return l.values[i] != nil }) {
		if r.to-r.from == 1 {
			at = append(at, place{float64(r.from), round(*l.values[r.from])})
		}
	}
	if at != nil {
		s.add(mark{Kind: "dot", Points: at, R: 3.2, Fill: l.colour})
	}
}

// valuesOf are the values of points, nil where there is none.
func valuesOf(points []Point) []*float64 {
	all := make([]*float64, len(points))
	for i, p := range points {
		all[i] = p.Value
	}
	return all
}

// settled are the values of the periods that are over.
func settled(points []Point) []*float64 {
	all := valuesOf(points)
	for i, p := range points {
		if p.Provisional {
			all[i] = nil
		}
	}
	return all
}
