package score

import (
	"shingle/generator/internal/fact"
)

// A Series is a metric's months in one segment as a control chart: how far they
// vary when nothing has changed, and where something has. metrics.md 9.6.
type Series struct {
	Metric *Metric
	fact.Segment
	Lines     []*Line // shown, not provisional, in order
	Chart     XmRChart
	Method    string // xmr, p_chart, laney
	Assurance string // will_keep, may_miss, will_miss; "" without a promise
}

// minPoints is from how many months on a series gets limits.
const minPoints = 12

// SeriesOf makes the control charts of all lines that have twelve months or more.
func SeriesOf(lines []*Line) []*Series {
	var all []*Series
	var run []*Line
	flush := func() {
		if s := newSeries(run); s != nil {
			all = append(all, s)
		}
		run = nil
	}
	for i, l := range lines {
		if i > 0 && (l.Metric != lines[i-1].Metric || l.Segment != lines[i-1].Segment) {
			flush()
		}
		if l.Period.Grain == fact.Month && l.State == Published && l.Value != nil && l.Supplied == "" {
			run = append(run, l)
		}
	}
	flush()
	return all
}

func newSeries(lines []*Line) *Series {
	if len(lines) < minPoints {
		return nil
	}
	m := lines[0].Metric
	s := &Series{Metric: m, Segment: lines[0].Segment, Lines: lines, Method: "xmr"}
	o := m.XmR
	for _, r := range m.Rebase {
		for i, l := range lines {
			if i > 0 && l.Period.First >= r.Day && lines[i-1].Period.First < r.Day {
				o.Rebase = append(o.Rebase, i)
			}
		}
	}
	k, _ := KindOf(m.Kind)
	var x, n []int64
	var values []float64
	for _, l := range lines {
		v, _ := l.Value.Float64()
		values = append(values, v)
		if k.Unit == Percent && m.Unit() == Percent && m.Kind != "favourable" {
			p := l.proportion()
			x, n = append(x, p.X), append(n, p.N)
		}
	}
	switch {
	case len(n) > 0 && UnequalSizes(n) && !lines[0].tally.daily:
		s.Method, s.Chart = "p_chart", PChart(x, n, o)
	case len(n) > 0 && UnequalSizes(n):
		s.Method, s.Chart = "laney", Laney(x, n, o)
	default:
		s.Chart = XmR(values, o)
	}
	if m.Promise != nil && m.Direction != Neither {
		promise, _ := m.Promise.Float64()
		s.Assurance = s.Chart.Assurance(promise, m.Direction == Up)
	}
	return s
}

// Signal is what the control chart says of a month: better or worse where a rule
// marks it, "" where it is within what is usual.
func (s *Series) Signal(i int) string {
	p := s.Chart.Points[i]
	if len(p.Signals) == 0 || s.Metric.Direction == Neither {
		return ""
	}
	if p.Up == (s.Metric.Direction == Up) {
		return Better
	}
	return Worse
}
