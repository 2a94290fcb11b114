package chart

import (
	"strconv"
)

// A mark is one thing drawn on the sheet, in the units of the axes: the index of the
// category (fractions are places between two), and the value. The bundle's entry.js knows
// the same words.
type mark struct {
	Kind   string    `json:"kind"`             // line, area, dot, diamond, square, text
	Points any       `json:"points"`           // lines and areas: [][]place; symbols: []place; texts: []caption
	Below  bool      `json:"below,omitempty"`  // under the chart's lines
	R      float64   `json:"r,omitempty"`      // symbols: radius, pixels
	Dx     float64   `json:"dx,omitempty"`     // pixels to the right
	Dy     float64   `json:"dy,omitempty"`     // pixels down
	Fill   string    `json:"fill,omitempty"`   // a colour, default none
	Stroke string    `json:"stroke,omitempty"` // a colour, default none
	Width  float64   `json:"width,omitempty"`  // of the stroke, pixels, default 1
	Dash   []float64 `json:"dash,omitempty"`   // pixels drawn and left out, in turn
	Align  string    `json:"align,omitempty"`  // texts: left, right, default center
	Size   int       `json:"size,omitempty"`   // texts: pixels, default 13
	Weight int       `json:"weight,omitempty"` // texts: default 400
}

type place [2]float64

// A caption is a text at a place: x, y and the text.
type caption [3]any

func captioned(x, y float64, text string) caption { return caption{x, y, text} }

// A sheet is a chart while it is being laid out.
type sheet struct {
	width, height            float64 // of the picture, pixels
	left, right, top, bottom float64 // margins of the plot, pixels
	n                        int     // categories
	slots                    bool    // a category alone has a width; several are points, from edge to edge
	unit                     Unit
	low, high                float64 // the value axis
	marks                    []mark
}

func newSheet(size Size, n int) *sheet {
	w, h := size.box()
	return &sheet{width: float64(w), height: float64(h), n: n, left: 12, right: 14, top: 12, bottom: 12, slots: n == 1}
}

func (s *sheet) add(m mark) { s.marks = append(s.marks, m) }

// x0 and x1 are the plot's edges on the category axis.
func (s *sheet) x0() float64 {
	if s.slots {
		return -0.5
	}
	return 0
}

func (s *sheet) x1() float64 { return float64(s.n-1) - s.x0() }

// step is the distance of two categories, in pixels.
func (s *sheet) step() float64 { return (s.width - s.left - s.right) / (s.x1() - s.x0()) }

// dense tells whether categories stand so close that little fits between them.
func (s *sheet) dense() bool { return s.step() < 10 }

// up is so many pixels, in the unit of the value axis.
func (s *sheet) up(pixels float64) float64 {
	return pixels * (s.high - s.low) / (s.height - s.top - s.bottom)
}

// textWidth estimates how wide a text is at 13 pixels: nothing is measured.
func textWidth(text string) float64 {
	w := 0.0
	for _, r := range text {
		if r >= 0x2e80 { // Chinese, Japanese, Korean and pictures are square
			w += 13.5
		} else {
			w += 7.6
		}
	}
	return w
}

// valueAxis fixes the range of the values and draws the grid and its numbers.
func (s *sheet) valueAxis(low, high, floor, ceiling float64) symbol {
	most := 5
	if s.height < 300 {
		most = 4
	}
	var at []float64
	s.low, s.high, at = ticks(s.unit, low, high, floor, ceiling, most)
	if len(at) == 0 {
		return symbol{size: 1}
	}
	step := at[0]
	if len(at) > 1 {
		step = at[1] - at[0]
	}
	sym := symbolFor(s.unit, step)
	widest := 0.0
	texts, lines := make([]caption, len(at)), make([][]place, len(at))
	for i, v := range at {
		text := sym.label(v)
		texts[i] = captioned(s.x0(), v, text)
		widest = max(widest, textWidth(text))
		lines[i] = []place{{s.x0(), v}, {s.x1(), v}}
	}
	s.left = max(34, 16+widest)
	s.add(mark{Kind: "line", Points: lines, Below: true, Stroke: colourGrid})
	s.add(mark{Kind: "text", Points: texts, Dx: -9, Align: "right", Fill: colourText})
	if s.unit == Points && s.low < 0 && s.high > 0 { // above it more people praise than blame
		s.add(mark{Kind: "line", Points: [][]place{{{s.x0(), 0}, {s.x1(), 0}}}, Below: true, Stroke: colourLimit})
	}
	return sym
}

// roomForPeriods keeps the foot for what periodAxis writes there: where only one month of a year
// could be named, none is.
func (s *sheet) roomForPeriods(periods []when) {
	s.bottom = 32
	half := textWidth("2026") / 2
	for _, w := range periods {
		half = max(half, w.width()/2)
	}
	s.right = max(s.right, half+3)
	if _, k := s.every(periods); periods[0].part != "" && k < 12 {
		s.bottom = 50
	}
}

// periodAxis writes the months (or quarters, or days) and their years under the plot. A month is written as
// month:01 to month:12, a quarter quarter:1 to quarter:4: the page puts its own language's name in.
func (s *sheet) periodAxis(periods []when) {
	below := func(pixels float64) float64 { return round(s.low - s.up(pixels)) }
	yearRow := 18.0
	if s.bottom > 32 {
		yearRow = 36
		var texts []caption
		every, _ := s.every(periods)
		for i, w := range periods {
			if w.part != "" && every(i, w) {
				texts = append(texts, captioned(float64(i), s.low, w.part))
			}
		}
		if texts != nil {
			s.add(mark{Kind: "text", Points: texts, Dy: 18, Fill: colourText})
		}
	}
	var years []caption
	var borders [][]place
	next := -1e9 // where there is room for the next year, pixels
	for i := 0; i < len(periods); {
		j := i
		for j < len(periods) && periods[j].year == periods[i].year {
			j++
		}
		middle := float64(i+j-1) / 2
		if x := middle * s.step(); x >= next {
			years = append(years, captioned(middle, s.low, strconv.Itoa(periods[i].year)))
			next = x + 40
		}
		if i > 0 && periods[0].part != "" {
			border := float64(i) - 0.5
			borders = append(borders, []place{{border, below(9)}, {border, below(yearRow + 8)}})
		}
		i = j
	}
	if borders != nil {
		s.add(mark{Kind: "line", Points: borders, Stroke: colourGrid})
	}
	s.add(mark{Kind: "text", Points: years, Dy: yearRow, Fill: colourText, Weight: 600})
}

// every says which of the periods there is room to name: one in so many.
func (s *sheet) every(periods []when) (named func(int, when) bool, k int) {
	wide := 0.0
	for _, w := range periods {
		wide = max(wide, w.width())
	}
	choice := map[kind][]int{quarter: {1, 2, 4}, month: {1, 3, 6, 12}, day: {1, 2, 5, 10, 20, 50}}[periods[0].kind]
	for _, k = range choice {
		if s.step()*float64(k) >= wide+7 {
			break
		}
	}
	return func(i int, w when) bool {
		if w.kind == day { // they are not regular
			return i%k == 0
		}
		return w.rank%k == 0
	}, k
}
