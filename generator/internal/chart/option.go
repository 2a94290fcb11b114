package chart

import (
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"
)

// A line is one of ECharts' own line series.
type line struct {
	values []*float64 // nil is a gap
	colour string
	width  float64   // pixels
	dash   []float64 // pixels drawn and left out, in turn
}

// chart makes the option: ECharts' axes and lines, then the sheet. keys name the categories
// as the rows of the page's table are named; values are the lines as a reader may ask for
// them, point by point.
func (s *sheet) chart(id string, keys []string, values [][]*float64, lines ...line) Chart {
	c := charts.NewLine()
	c.SetGlobalOptions(
		charts.WithAnimation(false),
		charts.WithXAxisOpts(opts.XAxis{Type: "category", Show: opts.Bool(false)}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Show: opts.Bool(false), Min: s.low, Max: s.high}),
		charts.WithGridOpts(opts.Grid{Left: pixels(s.left), Right: pixels(s.right), Top: pixels(s.top), Bottom: pixels(s.bottom)}),
	)
	c.SetXAxis(keys)
	for _, l := range lines {
		c.AddSeries("", nil, charts.WithSeriesOpts(func(series *charts.SingleSeries) {
			series.Data = rounded(l.values)
			series.Symbol = "none"
			series.Color = l.colour
			series.LineStyle = &opts.LineStyle{Color: l.colour, Width: float32(l.width)}
		}))
	}
	sheet := charts.NewCustom().AddSeries("", []opts.CustomData{{Value: []any{0, s.low}}}, charts.WithSeriesOpts(func(series *charts.SingleSeries) {
		series.RenderItem = types.FuncStr("sheet") // the name under which the bundle registers it, not a function
	}))
	c.Overlap(sheet)
	shown := make([][]*float64, len(values))
	for i, vs := range values {
		shown[i] = rounded(vs)
	}
	c.Accept(finish{lines: lines, slots: s.slots, payload: payload{Edges: [2]float64{s.x0(), s.x1()}, Marks: s.marks, Values: shown}})
	c.Validate()
	return Chart{ID: id, Width: int(s.width), Height: int(s.height), Option: mustJSON(c.JSON())}
}

// A payload is what the sheet's series hands to the bundle.
type payload struct {
	Edges  [2]float64   `json:"edges"` // of the plot, in categories
	Marks  []mark       `json:"marks"`
	Values [][]*float64 `json:"values"`
}

// finish is go-echarts' way to add to its types what they lack, by embedding them, and to
// leave out what we don't have (title, legend, toolbox, tooltip), which ECharts would spend
// time on.
type finish struct {
	charts.BaseConfigurationVisitor
	lines   []line
	slots   bool
	payload payload
}

type series struct {
	charts.SingleSeries
	Silent      bool       `json:"silent"`
	Clip        bool       `json:"clip"` // false: nothing lies outside
	Z           int        `json:"z"`    // one level for all: the sheet says what lies below the lines and what above
	Emphasis    emphasis   `json:"emphasis"`
	LineStyle   *lineStyle `json:"lineStyle,omitempty"`
	ItemPayload *payload   `json:"itemPayload,omitempty"`
}

type emphasis struct {
	Disabled bool `json:"disabled"`
}

type lineStyle struct {
	opts.LineStyle
	Join string    `json:"join"`
	Type []float64 `json:"type,omitempty"` // go-echarts has only the names
}

// VisitSeriesOpt finishes the lines and the sheet, which comes last.
func (f finish) VisitSeriesOpt(made charts.MultiSeries) any {
	all := make([]series, len(made))
	for i, m := range made {
		all[i] = series{SingleSeries: m, Silent: true, Z: 2, Emphasis: emphasis{Disabled: true}}
		if i < len(f.lines) {
			all[i].LineStyle = &lineStyle{LineStyle: *m.LineStyle, Join: "round", Type: f.lines[i].dash}
		} else {
			all[i].ItemPayload = &f.payload
		}
	}
	return all
}

// VisitXAxis says whether points stand on the plot's edges.
func (f finish) VisitXAxis(axes []opts.XAxis) any {
	return []any{struct {
		opts.XAxis
		BoundaryGap bool `json:"boundaryGap"`
	}{axes[0], f.slots}}
}

// VisitGrid keeps ECharts from measuring labels that are not there.
func (f finish) VisitGrid(grids []opts.Grid) any {
	return struct {
		opts.Grid
		OuterBoundsMode string `json:"outerBoundsMode"`
	}{grids[0], "none"}
}

// Visit drops the components that no chart has.
func (f finish) Visit(option map[string]any) {
	for _, name := range []string{"title", "legend", "tooltip", "toolbox", "color"} {
		delete(option, name)
	}
}

func pixels(v float64) string { return strconv.FormatFloat(round(v), 'f', -1, 64) }

func rounded(vs []*float64) []*float64 {
	out := make([]*float64, len(vs))
	for i, v := range vs {
		if v != nil {
			out[i] = new(round(*v))
		}
	}
	return out
}
