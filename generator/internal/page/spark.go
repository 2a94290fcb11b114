package page

import (
	"fmt"
	"strings"

	"shingle/generator/internal/score"
)

// A spark is a small line of a metric's last periods, drawn by the theme.
type spark struct {
	Width   int      `json:"w"`
	Height  int      `json:"h"`
	Paths   []string `json:"paths"` // pieces of the line; a gap parts them
	Points  []dot    `json:"points"`
	Promise float64  `json:"promise,omitempty"` // height of the promise's line, 0: none
}

type dot struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
	S string  `json:"s"`
}

// newSpark scales values into a small box; nil for fewer than three.
func newSpark(m *score.Metric, lines []*score.Line) *spark {
	const width, height, edge = 180, 36, 5
	low, high, shown := 0.0, 0.0, 0
	reach := func(v float64) {
		if shown == 0 || v < low {
			low = v
		}
		if shown == 0 || v > high {
			high = v
		}
		shown++
	}
	for _, l := range lines {
		if l.Shown() {
			v, _ := l.Value.Float64()
			reach(v)
		}
	}
	if shown < 3 {
		return nil
	}
	if promise := lines[0].Promise(); promise != nil {
		v, _ := promise.Float64()
		reach(v)
	}
	if high == low {
		high, low = high+1, low-1
	}
	y := func(v float64) float64 {
		return roundedFloat(edge+(high-v)/(high-low)*(height-2*edge), 1)
	}
	s := &spark{Width: width, Height: height}
	if promise := lines[0].Promise(); promise != nil {
		v, _ := promise.Float64()
		s.Promise = y(v)
	}
	var path []string
	flush := func() {
		if len(path) > 1 {
			s.Paths = append(s.Paths, "M"+strings.Join(path, "L"))
		}
		path = nil
	}
	for i, l := range lines {
		if !l.Shown() {
			flush()
			continue
		}
		v, _ := l.Value.Float64()
		x := roundedFloat(edge+float64(i)/float64(max(len(lines)-1, 1))*(width-2*edge), 1)
		path = append(path, fmt.Sprintf("%g %g", x, y(v)))
		s.Points = append(s.Points, dot{x, y(v), squareOf(l).K})
	}
	flush()
	return s
}
