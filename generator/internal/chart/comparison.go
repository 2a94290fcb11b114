package chart

import (
	"fmt"
	"math"
)

// A Comparison sets lines side by side: this year and the last, one team and all. The first
// is what the reader came for, thick; the others are thinner, each with a dash of its own.
type Comparison struct {
	Unit       Unit
	Min        float64  // of the scale, where Unit is Scale
	Max        float64  // of the scale, where Unit is Scale
	Promise    *float64 // in Unit; nil where nothing was promised
	Categories []Category
	Lines      []Line // at most four
}

// A Category is a place on the axis.
type Category struct {
	Key   string // names the row of the page's table
	Label string // short, and a number: charts hold no words
}

// A Line is a series of values. Its name is data, shown as it is, shortened if it is long.
type Line struct {
	Name   string
	Values []*float64 // in the comparison's Unit, one per category, nil where there is none
}

// strokes are the looks of the lines, told apart without colour.
var strokes = [...]line{
	{colour: colourLine, width: 2.6},
	{colour: colourOther, width: 2, dash: []float64{7, 4}},
	{colour: colourOther, width: 2, dash: []float64{2, 3}},
	{colour: colourOther, width: 1.2},
}

// Chart lays the comparison out in a size.
func (c Comparison) Chart(id string, size Size) (Chart, error) {
	if err := c.check(); err != nil {
		return Chart{}, fmt.Errorf("chart %s: %w", id, err)
	}
	s := newSheet(size, len(c.Categories))
	s.unit = c.Unit
	s.bottom = 32
	floor, ceiling := c.Unit.limits(c.Min, c.Max)
	low, high := c.extent(floor, ceiling)
	sym := s.valueAxis(low, high, floor, ceiling)
	if c.Promise != nil {
		text := sym.label(*c.Promise)
		s.right = max(s.right, 14+textWidth(text))
		s.promise(*c.Promise, text)
	}
	s.names(c.Lines)

	texts := make([]caption, 0, s.n)
	wide := 0.0
	for _, k := range c.Categories {
		wide = max(wide, textWidth(plain(k.Label, 12)))
	}
	every := max(1, int(math.Ceil((wide+7)/s.step())))
	for i := 0; i < s.n; i += every {
		texts = append(texts, captioned(float64(i), s.low, plain(c.Categories[i].Label, 12)))
	}
	s.add(mark{Kind: "text", Points: texts, Dy: 18, Fill: colourText})

	lines := make([]line, len(c.Lines))
	values := make([][]*float64, len(c.Lines))
	for i := range lines {
		lines[i], values[i] = strokes[i], c.Lines[i].Values
		lines[i].values = values[i]
		s.alone(lines[i])
	}
	keys := make([]string, s.n)
	for i, k := range c.Categories {
		keys[i] = k.Key
	}
	return s.chart(id, keys, values, lines...), nil
}

func (c Comparison) check() error {
	floor, ceiling := c.Unit.limits(c.Min, c.Max)
	if !(floor < ceiling) {
		return fmt.Errorf("a scale from %v to %v: want the lower end first", c.Min, c.Max)
	}
	if len(c.Categories) == 0 || len(c.Lines) == 0 || len(c.Lines) > len(strokes) {
		return fmt.Errorf("%d lines of %d points: want 1 to %d lines", len(c.Lines), len(c.Categories), len(strokes))
	}
	if err := checkValue("promise", c.Promise, floor, ceiling); err != nil {
		return err
	}
	for _, l := range c.Lines {
		if len(l.Values) != len(c.Categories) {
			return fmt.Errorf("line %q: %d values for %d categories: want one each", l.Name, len(l.Values), len(c.Categories))
		}
		for i, v := range l.Values {
			if err := checkValue("value", v, floor, ceiling); err != nil {
				return fmt.Errorf("line %q at %s: %w", l.Name, c.Categories[i].Key, err)
			}
		}
	}
	return nil
}

func (c Comparison) extent(floor, ceiling float64) (low, high float64) {
	t := Trend{Promise: c.Promise}
	for _, l := range c.Lines {
		for _, v := range l.Values {
			t.Points = append(t.Points, Point{Value: v})
		}
	}
	return t.extent(floor, ceiling)
}

// names writes the lines' names above the plot, each behind a piece of its line, in as many rows as they need.
func (s *sheet) names(lines []Line) {
	const sample, gap, row = 22.0, 24.0, 20.0 // pixels
	most := 44
	if s.width < 500 {
		most = 32
	}
	names := make([]string, len(lines))
	at := make([]place, len(lines)) // pixels from the plot's upper left corner, down
	x, y := 0.0, 0.0
	for i, l := range lines {
		names[i] = plain(l.Name, most)
		w := sample + 8 + textWidth(names[i])
		if x > 0 && x+w > s.width-s.left-s.right {
			x, y = 0, y+row
		}
		at[i] = place{x, y}
		x += w + gap
	}
	s.top = y + row + 16
	for i, name := range names {
		left := round(s.x0() + at[i][0]/s.step())
		right := round(s.x0() + (at[i][0]+sample)/s.step())
		height := round(s.high + s.up(s.top-12-at[i][1]))
		look := strokes[i]
		s.add(mark{Kind: "line", Points: [][]place{{{left, height}, {right, height}}}, Stroke: look.colour, Width: look.width, Dash: look.dash})
		weight := 0
		if i == 0 {
			weight = 700
		}
		s.add(mark{Kind: "text", Points: []caption{captioned(right, height, name)}, Dx: 8, Align: "left", Fill: colourStrong, Weight: weight})
	}
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
