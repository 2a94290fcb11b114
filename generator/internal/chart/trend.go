package chart

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A Trend is one score over time: a line with a point for each period, what is usual (or
// else its interval) as a band, the promise as a dashed line with its number, and markers
// 1, 2, 3 where a note explains what happened. A period without a value is a gap. Words in
// it (month:01, word:promise, word:point) are written by the page, in its language.
type Trend struct {
	Unit    Unit
	Min     float64  // of the scale, where Unit is Scale
	Max     float64  // of the scale, where Unit is Scale
	Promise *float64 // in Unit; nil where nothing was promised
	Points  []Point  // oldest first, every period between two that are there
	Notes   []Note
}

// A Point is a score in one period. All numbers are in the trend's Unit, nil where there is none.
type Point struct {
	Period      string // 2026, 2026-Q3, 2026-10 or 2026-10-31, all of one trend alike
	Value       *float64
	Low         *float64 // the interval's lower end; both ends or none
	High        *float64 // the interval's upper end
	LowerLimit  *float64 // the XmR chart's lower natural process limit
	UpperLimit  *float64 // the XmR chart's upper natural process limit
	Status      Status
	Provisional bool // the period is not over: drawn hollow, its line dashed
}

// A Note marks a period with the number of a remark below the chart.
type Note struct {
	Period string // as in Points; notes on other periods are not drawn
	Number int
}

// Chart lays the trend out in a size. It reports the first point that cannot be drawn.
func (t Trend) Chart(id string, size Size) (Chart, error) {
	periods, err := t.check()
	if err != nil {
		return Chart{}, fmt.Errorf("chart %s: %w", id, err)
	}
	s := newSheet(size, len(t.Points))
	s.unit = t.Unit
	floor, ceiling := t.Unit.limits(t.Min, t.Max)
	t.Points = withinScale(usual(t.Points), floor, ceiling)
	low, high := t.extent(floor, ceiling)
	sym := s.valueAxis(low, high, floor, ceiling)
	var names []name
	if t.Promise != nil {
		names = append(names, s.promised(sym, *t.Promise, size))
	}
	s.roomForNames(names)
	newest := t.newest()
	if newest >= 0 && s.dense() { // there is no room at the line
		v := *t.Points[newest].Value
		names = append(names, name{place{float64(newest), round(v)}, exactly(sym, v), colourLine, 700})
		s.roomForNames(names)
	}
	s.roomForPeriods(periods)
	markers := s.lanes(t.Notes, t.Points)
	var value *mark // of the newest point, where there is room at the line
	if newest >= 0 && !s.dense() {
		if value = s.last(t.Points, newest, sym, t.Promise, markers); value == nil {
			v := *t.Points[newest].Value
			names = append(names, name{place{float64(newest), round(v)}, exactly(sym, v), colourLine, 700})
			s.roomForNames(names)
		}
	}

	s.band(t.Points)
	if t.Promise != nil {
		s.promise(*t.Promise)
	}
	s.notes(markers)
	s.periodAxis(periods)
	s.provisional(t.Points)
	s.points(t.Points)
	s.name(names)
	if value != nil {
		s.add(*value)
	}

	keys := make([]string, s.n)
	for i, p := range t.Points {
		keys[i] = p.Period
	}
	return s.chart(id, keys, [][]*float64{valuesOf(t.Points)}, line{values: settled(t.Points), colour: colourLine, width: 2.4}), nil
}

// check reports what cannot be drawn, and takes the periods apart.
func (t Trend) check() ([]when, error) {
	floor, ceiling := t.Unit.limits(t.Min, t.Max)
	if !(floor < ceiling) {
		return nil, fmt.Errorf("a scale from %v to %v: want the lower end first", t.Min, t.Max)
	}
	if len(t.Points) == 0 {
		return nil, fmt.Errorf("no points: want one or more")
	}
	if err := checkValue("promise", t.Promise, floor, ceiling); err != nil {
		return nil, err
	}
	periods := make([]when, len(t.Points))
	for i, p := range t.Points {
		var err error
		if periods[i], err = parsePeriod(p.Period); err != nil {
			return nil, err
		}
		if i > 0 {
			if before := t.Points[i-1].Period; periods[i].kind != periods[i-1].kind || before >= p.Period {
				return nil, fmt.Errorf("period %s after %s: want periods of one kind, the oldest first", p.Period, before)
			}
		}
		if (p.Low == nil) != (p.High == nil) {
			return nil, fmt.Errorf("%s: one end of an interval: want both or none", p.Period)
		}
		if err := checkValue("value", p.Value, floor, ceiling); err != nil {
			return nil, fmt.Errorf("%s: %w", p.Period, err)
		}
	}
	return periods, nil
}

// usual makes the band what is usual, where that is known, and else the interval.
func usual(points []Point) []Point {
	if !slices.ContainsFunc(points, func(p Point) bool { return p.LowerLimit != nil }) {
		return points
	}
	points = slices.Clone(points)
	for i, p := range points {
		points[i].Low, points[i].High = p.LowerLimit, p.UpperLimit
	}
	return points
}

// withinScale cuts intervals to what can be: the interval of a mean of few answers may
// reach past the ends of the scale.
func withinScale(points []Point, floor, ceiling float64) []Point {
	points = slices.Clone(points)
	for i, p := range points {
		if p.Low != nil {
			points[i].Low, points[i].High = new(max(*p.Low, floor)), new(min(*p.High, ceiling))
		}
	}
	return points
}

// extent is the range of all that is drawn.
func (t Trend) extent(floor, ceiling float64) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	see := func(vs ...*float64) {
		for _, v := range vs {
			if v != nil && *v >= floor && *v <= ceiling {
				low, high = min(low, *v), max(high, *v)
			}
		}
	}
	see(t.Promise)
	for _, p := range t.Points {
		see(p.Value, p.Low, p.High)
	}
	if low > high { // nothing at all: an empty sheet still has its scale
		return floor, min(ceiling, floor+100)
	}
	return low, high
}

// band draws what is usual, or the intervals, as areas, one for each run of periods that have one.
func (s *sheet) band(points []Point) {
	var areas [][]place
	for _, r := range runs(len(points), func(i int) bool { return points[i].Low != nil && points[i].Value != nil }) {
		var area []place
		if r.to-r.from == 1 { // a period alone: as wide as a point
			half := min(0.3, 5/s.step())
			p, x := points[r.from], float64(r.from)
			area = []place{{x - half, *p.Low}, {x + half, *p.Low}, {x + half, *p.High}, {x - half, *p.High}}
		} else {
			for i := r.from; i < r.to; i++ {
				area = append(area, place{float64(i), round(*points[i].High)})
			}
			for i := r.to - 1; i >= r.from; i-- {
				area = append(area, place{float64(i), round(*points[i].Low)})
			}
		}
		areas = append(areas, area)
	}
	if areas != nil {
		s.add(mark{Kind: "area", Points: areas, Below: true, Fill: colourBand})
	}
}

// promise draws the dashed line.
func (s *sheet) promise(v float64) {
	s.add(mark{Kind: "line", Points: [][]place{{{s.x0(), v}, {s.x1(), v}}}, Below: true, Stroke: colourStrong, Width: 1.5, Dash: []float64{6, 4}})
}

// newest is the last point of a period that is over with a value, -1 where there is none.
func (t Trend) newest() int {
	for i, p := range slices.Backward(t.Points) {
		if p.Value != nil && !p.Provisional {
			return i
		}
	}
	return -1
}

// last writes the newest value above its point or below it, whichever is nearer to be clear of the
// line, of the promise and of notes' numbers; before it, under the line, where it falls from far above onto
// the axis. Where neither has room, and nothing follows the point, it is nil: its place is behind the line's end.
func (s *sheet) last(points []Point, i int, sym symbol, promise *float64, markers []marker) *mark {
	const width, height, half, far = 44, 26, 9, 45 // of the label, and how far it may stand off, in pixels
	v := *points[i].Value
	if room := 15 + half - (s.high-v)/s.up(1); room > s.top && len(markers) == 0 {
		s.top = room // or the value of a point at the very top is cut off
	}
	pixel := s.up(1)
	off := func(side float64) (lift float64) { // above 1, below -1
		for k := 1; k <= i && float64(k)*s.step() < width+s.step(); k++ {
			if p := points[i-k].Value; p != nil {
				lift = max(lift, side*(*p-v)/pixel)
			}
		}
		if promise != nil {
			if d := side * (*promise - v) / pixel; d > lift-4 && d < lift+height {
				lift = d
			}
		}
		return 15 + math.Round(lift)
	}
	at := mark{Kind: "text", Points: []caption{captioned(float64(i), round(v), exactly(sym, v))}, Dx: 6, Align: "right", Fill: colourLine, Weight: 700}
	ends := i == len(points)-1
	if !ends {
		at.Dx = -6 // clear of the way to what is not over
	}
	above, below := off(1), off(-1)
	lost := slices.ContainsFunc(markers, func(m marker) bool { // among the notes' numbers
		apart := float64(i-m.index) * s.step()
		return apart > -markerRadius-half && apart < markerRadius+width && above+half > (s.high-v)/pixel
	})
	switch {
	case (below < above || lost) && below <= far && v-(below+11)*pixel > s.low:
		at.Dy = below
	case above <= far && !lost:
		at.Dy = -above
	case lost && ends:
		return nil
	default:
		at.Dx = -10
	}
	return &at
}

// exactly writes a value with its decimals, whose point is the page's.
func exactly(sym symbol, v float64) string {
	whole, part := math.Modf(v)
	if part == 0 {
		return sym.label(v)
	}
	decimals := strconv.FormatFloat(round(math.Abs(part)), 'f', -1, 64)
	text := sym.sign(v) + number(math.Abs(whole)) + "word:point" + strings.TrimPrefix(decimals, "0.")
	if sym.text == "%" {
		text += narrowSpace + sym.text
	}
	return text
}

// provisional draws the dashed way to periods that are not over.
func (s *sheet) provisional(points []Point) {
	var lines [][]place
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		if (a.Provisional || b.Provisional) && a.Value != nil && b.Value != nil {
			lines = append(lines, []place{{float64(i - 1), round(*a.Value)}, {float64(i), round(*b.Value)}})
		}
	}
	if lines != nil {
		s.add(mark{Kind: "line", Points: lines, Below: true, Stroke: colourLine, Width: 2.4, Dash: []float64{3, 4}})
	}
}

// points draws a symbol for each value. Where they stand too close only those that say something are drawn.
func (s *sheet) points(points []Point) {
	r, width := 3.6, 2.2
	switch {
	case s.dense():
		r, width = 1.6, 1.5
	case s.step() < 20:
		r = 2.8
	}
	var kept, open, missed, unclear []place
	for i, p := range points {
		if p.Value == nil {
			continue
		}
		at := place{float64(i), round(*p.Value)}
		alone := (i == 0 || points[i-1].Value == nil) && (i == len(points)-1 || points[i+1].Value == nil)
		switch {
		case p.Provisional:
			open = append(open, at)
		case p.Status == Missed:
			missed = append(missed, at)
		case p.Status == Unclear:
			unclear = append(unclear, at)
		case s.step() >= 14 || alone || i == len(points)-1:
			kept = append(kept, at)
		}
	}
	symbols := func(kind string, at []place, r float64, fill, stroke string, width float64) {
		if at != nil {
			s.add(mark{Kind: kind, Points: at, R: r, Fill: fill, Stroke: stroke, Width: width})
		}
	}
	symbols("dot", kept, r+0.6, colourLine, colourPaper, 1.5)
	symbols("square", unclear, r, colourPaper, colourUnclear, width)
	symbols("diamond", missed, r+1.9, colourPaper, colourMissed, width)
	symbols("dot", open, r, colourPaper, colourLine, min(width, 2))
}

// A run is a stretch of periods, its end not included.
type run struct{ from, to int }

// runs finds the stretches in which has is true.
func runs(n int, has func(int) bool) []run {
	var rs []run
	for i := 0; i < n; i++ {
		if !has(i) {
			continue
		}
		j := i
		for j < n && has(j) {
			j++
		}
		rs = append(rs, run{i, j})
		i = j
	}
	return rs
}
