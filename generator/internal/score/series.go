package score

import (
	"slices"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
)

// A Series is a metric's months in one segment as a control chart: how far they
// vary when nothing has changed, and where something has. NHS, Making Data Count.
type Series struct {
	Metric *Metric
	fact.Segment
	Lines     []*Line // shown in full, not provisional, in order
	Chart     XmRChart
	Method    string // xmr, laney, standardised
	Assurance string // will_keep, may_miss, will_miss; "" without a promise
	Since     int    // the first of the months that the assurance rests on
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
		if l.Period.Grain == fact.Month && l.State == Published && l.Value != nil && l.Supplied == "" && !l.Few {
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
	for i := range lines {
		if i > 0 && lines[i-1].Period.Next() != lines[i].Period {
			o.Gaps = append(o.Gaps, i)
		}
	}
	s.Method, s.Chart = chartOf(lines, o)
	s.Assurance, s.Since = s.assurance(o)
	return s
}

// chartOf is the control chart that suits a series: shares have limits by how many they are
// of, widened by how much more than chance they vary; so have means and differences whose n
// are very unlike; the rest are single values.
func chartOf(lines []*Line, o XmROptions) (method string, c XmRChart) {
	m := lines[0].Metric
	var x, n []int64
	var values []float64
	known := true
	for _, l := range lines {
		p := l.proportion()
		values, x, n = append(values, floatOf(l.Value)), append(x, p.X), append(n, p.N)
		known = known && l.N > 0
	}
	switch form := m.Method().Form; {
	case form == metric.Stock: // what is open in one month is open in the next
		return "xmr", XmR(values, o)
	case (form == metric.Share || form == metric.GoodAnswers) && !m.Defined().Pooled:
		return "laney", Laney(x, n, o)
	case form == metric.Total || form == metric.Rate || form == metric.Quantile || !known:
		return "xmr", XmR(values, o)
	}
	for i, l := range lines {
		n[i] = l.N
	}
	if UnequalSizes(n) {
		return "standardised", Standardised(values, n, o)
	}
	return "xmr", XmR(values, o)
}

// assurance is what the process as it runs does with the promise. Where the newest month is
// marked, nobody knows how it runs; after a shift the limits are those since its first month.
func (s *Series) assurance(o XmROptions) (says string, since int) {
	m, points := s.Metric, s.Chart.Points
	of := s.Lines[0].Promise()
	if of == nil || m.Direction == Neither || len(points[len(points)-1].Signals) > 0 {
		return "", 0
	}
	promise, _ := of.Float64()
	chart, from := s.Chart, lastShift(points)
	since = s.Chart.Baselines[len(s.Chart.Baselines)-1].Start
	if from > since {
		since = from
		o.Rebase, o.FixAfter = nil, 0
		gaps := o.Gaps
		o.Gaps = nil
		for _, g := range gaps {
			if g > from {
				o.Gaps = append(o.Gaps, g-from)
			}
		}
		_, chart = chartOf(s.Lines[from:], o)
	}
	return chart.Assurance(promise, m.Direction == Up), since
}

// lastShift is the first point of the last shift; 0 if there is none.
func lastShift(points []XmRPoint) int {
	in := func(i int) bool { return i >= 0 && slices.Contains(points[i].Signals, shift) }
	for i := len(points) - 1; i >= 0; i-- {
		if in(i) && (!in(i-1) || points[i-1].Up != points[i].Up) {
			return i
		}
	}
	return 0
}

// Baseline is the stretch of months that a month's limits belong to.
func (s *Series) Baseline(i int) Baseline {
	for _, b := range slices.Backward(s.Chart.Baselines) {
		if b.Start <= i {
			return b
		}
	}
	panic("bug: a month before all baselines")
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
