package page

import (
	"fmt"
	"maps"
	"slices"

	"shingle/generator/internal/chart"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/notice"
	"shingle/generator/internal/score"
)

// chartView is a chart on a page: its finding in words, and the table behind it.
type chartView struct {
	ID      string      `json:"id"`
	Span    string      `json:"span"` // recent, all, years or before: which of a score's charts it is
	Finding *sentence   `json:"finding,omitempty"`
	Band    string      `json:"band,omitempty"` // what the band is: the method of the interval
	Limits  *sentence   `json:"limits,omitempty"`
	Promise bool        `json:"promise,omitempty"`
	Grain   string      `json:"grain"`
	Rows    []trendRow  `json:"rows"`
	Notes   []chartNote `json:"notes,omitempty"`
	Rebased []rebased   `json:"rebased,omitempty"`
	Marks   []string    `json:"marks,omitempty"` // the marks that occur: missed, unclear, provisional
	Years   []string    `json:"years,omitempty"` // of lines over each other, the newest first
	Beside  []besideRow `json:"beside,omitempty"`
}

type trendRow struct {
	Key    string    `json:"key"`
	Period value     `json:"period"`
	Value  *value    `json:"value,omitempty"`
	Low    *value    `json:"low,omitempty"`
	High   *value    `json:"high,omitempty"`
	N      int64     `json:"n,omitempty"`
	Status mark      `json:"status"`
	State  mark      `json:"state"`
	Reason *sentence `json:"reason,omitempty"`
	Signal mark      `json:"signal,omitzero"` // better or worse, where the control chart marks it; with side_ where it does so for a run within its limits
	Note   int       `json:"note,omitempty"`
}

type chartNote struct {
	Number int    `json:"number"`
	Slug   string `json:"slug"`
	Period value  `json:"period"`
}

type rebased struct {
	Day    value  `json:"day"`
	Reason string `json:"reason"`
}

// drawing is a chart to be drawn in its two sizes.
type drawing struct {
	id           string
	wide, narrow chart.Chart
}

// longest is how many periods the first of a score's charts shows at most.
const longest = 24

// trend makes the chart of a metric's last periods; nil for fewer than three.
func (b *book) trend(m *score.Metric, seg fact.Segment, id string) (*chartView, error) {
	grain, ok := b.grain(m, seg)
	if !ok || grain == fact.All {
		return nil, nil
	}
	history := b.lines(m, seg, grain)
	return b.trendOf(m, history, max(0, len(history)-longest), chartView{ID: id, Span: "recent"})
}

// trendOf makes the chart of a history from one of its lines on.
func (b *book) trendOf(m *score.Metric, history []*score.Line, from int, made chartView) (*chartView, error) {
	lines, seg := history[from:], history[from].Segment
	shown := 0
	for _, l := range lines {
		if l.Shown() && l.Supplied == "" || l.Shown() {
			shown++
		}
	}
	if shown < 3 {
		return nil, nil
	}
	v := &made
	v.Finding, v.Grain, v.Promise = b.finding(m, history, lines), lines[0].Period.Grain.String(), lines[0].Promise() != nil
	t := chart.Trend{Unit: chart.Unit(m.Unit()), Min: float64(m.Scale.Min), Max: float64(m.Scale.Max), Promise: promiseOn(lines)}
	series := b.series[run{m.ID, seg, fact.Month}]
	notes := b.chartNotes(m, seg, lines)
	marks := marksSeen{}
	for _, l := range lines {
		row, point := b.trendPoint(m, l, series)
		for _, n := range notes {
			if n.Period.V == row.Period.V {
				row.Note = n.Number
			}
		}
		marks.see(l)
		if l.Shown() && l.Method != "" {
			v.Band = l.Method
		}
		v.Rows = append(v.Rows, row)
		t.Points = append(t.Points, point)
	}
	v.Marks = slices.Sorted(maps.Keys(marks))
	for _, n := range notes {
		v.Notes = append(v.Notes, n)
		t.Notes = append(t.Notes, chart.Note{Period: fmt.Sprint(n.Period.V), Number: n.Number})
	}
	if series != nil {
		v.Limits = say("limits_" + series.Method)
	}
	for _, r := range m.Rebase {
		v.Rebased = append(v.Rebased, rebased{onDay(r.Day), Mask(r.Reason)})
	}
	return v, b.draw(v.ID, t)
}

// draw has a chart drawn in its two sizes.
func (b *book) draw(id string, c interface {
	Chart(id string, size chart.Size) (chart.Chart, error)
}) error {
	wide, err := c.Chart(id, chart.Wide)
	if err != nil {
		return err
	}
	narrow, err := c.Chart(id, chart.Narrow)
	b.charts = append(b.charts, drawing{id, wide, narrow})
	return err
}

// promiseOn is what is promised of lines, as a chart takes it.
func promiseOn(lines []*score.Line) *float64 {
	promise := lines[0].Promise()
	if promise == nil {
		return nil
	}
	f, _ := promise.Float64()
	return &f
}

// marksSeen are the marks that occur in a chart, for its key.
type marksSeen map[string]bool

func (s marksSeen) see(l *score.Line) {
	switch {
	case !l.Shown():
	case l.State == score.Provisional:
		s[score.Provisional] = true
	case l.Status == score.Missed || l.Status == score.Unclear:
		s[l.Status] = true
	}
}

// trendPoint is a line as a row of the table and as a point of the chart. The chart
// has no more digits than the page.
func (b *book) trendPoint(m *score.Metric, l *score.Line, series *score.Series) (trendRow, chart.Point) {
	places := decimals(m, l.Staff)
	row := trendRow{Key: l.Period.String(), Period: inPeriod(l.Period), Status: statusOf(l), State: stateOf(l), Reason: reasonOf(l)}
	point := chart.Point{Period: l.Period.String(), Status: chart.Status(l.Status)}
	if !l.Shown() {
		return row, point
	}
	v := quantity(m, l.Value, apart(l, places))
	f := v.V.(float64)
	row.Value, row.N, point.Value = &v, l.N, &f
	point.Provisional = l.State == score.Provisional
	if l.Interval != nil {
		low, high := quantityFloat(m, l.Interval.Low, places), quantityFloat(m, l.Interval.High, places)
		lowF, highF := low.V.(float64), high.V.(float64)
		row.Low, row.High, point.Low, point.High = &low, &high, &lowF, &highF
	}
	if series == nil {
		return row, point
	}
	if i := slices.Index(series.Lines, l); i >= 0 {
		p := series.Chart.Points[i]
		row.Signal = mark{K: series.Signal(i), Kind: "signal", Of: evidence{Line: l, Series: series}}
		if row.Signal.K != "" && slices.Contains(p.Signals, "shift") && !slices.Contains(p.Signals, "outside") {
			row.Signal.K = "side_" + row.Signal.K
		}
		lower, upper := roundedFloat(p.Lower, places), roundedFloat(p.Upper, places)
		if m.Unit() == score.Percent || m.Unit() == score.Index {
			lower, upper = max(lower, 0), min(upper, 100)
		}
		if m.Unit() == score.Seconds || m.Unit() == score.Count {
			lower = max(lower, 0)
		}
		if p.Lower == p.Lower { // not for a baseline of a single point
			point.LowerLimit, point.UpperLimit = &lower, &upper
		}
	}
	return row, point
}

// chartNotes numbers the notices that explain a metric's periods.
func (b *book) chartNotes(m *score.Metric, seg fact.Segment, lines []*score.Line) []chartNote {
	var all []chartNote
	notices := slices.Clone(b.in.Notices)
	slices.SortStableFunc(notices, func(x, y notice.Notice) int { return int(x.Start - y.Start) })
	for _, n := range notices {
		if !slices.Contains(n.Metrics, m.ID) || seg.Team != "" && len(n.Teams) > 0 && !slices.Contains(n.Teams, seg.Team) {
			continue
		}
		for _, l := range lines {
			if l.Period.Grain != fact.All && l.Period == fact.PeriodOf(n.Start, l.Period.Grain) {
				all = append(all, chartNote{len(all) + 1, n.Slug, inPeriod(l.Period)})
				break
			}
		}
	}
	return all
}
