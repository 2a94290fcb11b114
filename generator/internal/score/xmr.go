package score

import (
	"fmt"
	"math"
	"slices"
)

// fullBaseline is how many points a baseline should have; limits of fewer are "trial limits".
const fullBaseline = 12

// XmROptions says how a control chart is drawn.
type XmROptions struct {
	// ScreenOutliers leaves moving ranges of 3.267 times their mean or more out of the
	// mean, once. R's NHSRplotthedots does so, the NHS spreadsheet does not: publish which.
	ScreenOutliers bool
	// FixAfter takes mean and limits from the first so many points of each baseline and
	// keeps them; 0 uses all points.
	FixAfter int
	// Rebase has the indexes at which a new baseline starts. Nothing carries over.
	Rebase []int
	// Gaps has the indexes of points before which periods are missing: mean and limits are
	// common, but no moving range and no run of points reaches across.
	Gaps []int
	// Rules is "nhs" or empty, or "western_electric".
	Rules string
}

// XmRPoint is one point of a control chart, in the unit of the series. The limits are not
// cut to the scale; see [XmRChart.Clip].
type XmRPoint struct {
	Index                    int
	Value, Mean              float64
	Lower, Upper             float64 // process limits; NaN if the baseline has a single point
	LowerSigma2, UpperSigma2 float64 // two thirds of the way to the limits
	MovingRange              float64 // distance from the value before; NaN at the start of a baseline
	// Signals has the rules that the point is part of, the one to name first:
	// outside, trend, two_in_three (four_in_five), shift. Empty: common variation.
	Signals []string
	// Up is the direction of the first signal: above the mean, or rising.
	Up bool
}

// Baseline is a stretch of points with one mean and one width.
type Baseline struct {
	Start           int     // index of its first point
	Points          int     // how many points mean and limits come from
	Mean            float64 // the centre line
	MeanMovingRange float64 // of the values; of the z values in a Laney chart; NaN in a p-chart
	SigmaZ          float64 // Laney: how many times wider than chance; otherwise 1
	NoVariation     bool    // the points are all alike: any other value is outside
	Trial           bool    // fewer than 12 points: trial limits
}

// XmRChart is a control chart: points, each with its limits and signals, and the baselines
// they belong to, at least one if there is a point.
type XmRChart struct {
	Points    []XmRPoint
	Baselines []Baseline
}

// XmR is the control chart of a series of single values, oldest first, without gaps. It
// tells news from noise in a run of periods, where comparing each with the one before would
// cry wolf. The limits are mean ± 2.66·(mean of the moving ranges), the moving range being the
// distance between two neighbours. With the rules of NHS "Making Data Count", as in
// NHSRplotthedots 0.2, all points that take part in a pattern bear its signal:
//
//   - outside: beyond a limit
//   - trend: 7 points, six successive rises or six successive falls; a tie breaks it
//   - two_in_three: of 3 successive points on the same side of the mean, 2 or more lie
//     beyond two thirds of the way to the limit, but not outside; those bear the signal
//   - shift: 7 successive points on one side of the mean; a point on the mean breaks it
//
// Patterns do not reach across baselines. With the Western Electric rules: outside,
// two_in_three (beyond 2 sigma on one side, the third anywhere), four_in_five (beyond 1 sigma),
// and shift of 8 points. Use it from 12 points on. For shares of very different n
// ([UnequalSizes]) use [Laney]. NHS, Making Data Count.
func XmR(values []float64, o XmROptions) XmRChart {
	tolerance := rounding(values)
	return draw(len(values), o, func(start, end, base int) ([]XmRPoint, Baseline) {
		own := values[start:end]
		ranges := movingRanges(own, start, o.Gaps)
		b := Baseline{Mean: meanOf(own[:base]), MeanMovingRange: meanRange(ranges[:base], o.ScreenOutliers), SigmaZ: 1}
		b.NoVariation = b.MeanMovingRange <= tolerance
		points := make([]XmRPoint, len(own))
		for i, v := range own {
			points[i] = limits(v, b.Mean, 2.66*b.MeanMovingRange)
			points[i].MovingRange = ranges[i]
		}
		return points, b
	}, tolerance)
}

// Assurance says what the process as it runs can be expected to do with a promise: "will_keep"
// if the promise lies beyond the limit on the easy side, "will_miss" if beyond the other, and
// "may_miss" between the limits. up means that more is better. It goes by the limits of
// the last point and is empty for a chart without limits. NHS, Making Data Count.
func (c XmRChart) Assurance(promise float64, up bool) string {
	if len(c.Points) == 0 {
		return ""
	}
	last := c.Points[len(c.Points)-1]
	switch {
	case math.IsNaN(last.Lower):
		return ""
	case promise > last.Upper && up, promise < last.Lower && !up:
		return "will_miss"
	case promise < last.Lower && up, promise > last.Upper && !up:
		return "will_keep"
	}
	return "may_miss"
}

// Clip is the chart with its lines cut to the scale, for drawing: 0 to 100 for percentages.
// The signals stay those of the uncut limits.
func (c XmRChart) Clip(low, high float64) XmRChart {
	points := slices.Clone(c.Points)
	for i, p := range points {
		points[i].Lower, points[i].Upper = max(p.Lower, low), min(p.Upper, high)
		points[i].LowerSigma2, points[i].UpperSigma2 = max(p.LowerSigma2, low), min(p.UpperSigma2, high)
	}
	return XmRChart{points, c.Baselines}
}

// draw cuts n points into baselines, has each one made from its points start to end, of which
// the first base fix the limits, and marks the signals.
func draw(n int, o XmROptions, baseline func(start, end, base int) ([]XmRPoint, Baseline), tolerance float64) XmRChart {
	var chart XmRChart
	starts := append([]int{0}, o.Rebase...)
	slices.Sort(starts)
	starts = slices.DeleteFunc(slices.Compact(starts), func(s int) bool { return s < 0 || s >= n })
	for i, start := range starts {
		end := n
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		base := end - start
		if o.FixAfter > 0 {
			base = min(base, o.FixAfter)
		}
		points, b := baseline(start, end, base)
		b.Start, b.Points, b.Trial = start, base, base < fullBaseline
		for j := range points {
			points[j].Index = start + j
		}
		for i, from := 0, 0; i < len(points); i++ {
			if i+1 == len(points) || slices.Contains(o.Gaps, start+i+1) {
				mark(points[from:i+1], o.Rules, tolerance)
				from = i + 1
			}
		}
		if chart.Points = append(chart.Points, points...); len(starts) == 1 {
			chart.Points = points
		}
		chart.Baselines = append(chart.Baselines, b)
	}
	return chart
}

func mark(points []XmRPoint, rules string, tolerance float64) {
	switch rules {
	case "", "nhs":
		markNHS(points, tolerance)
	case "western_electric":
		markWesternElectric(points, tolerance)
	default:
		panic(fmt.Sprintf("bug: xmr rules %q", rules))
	}
}

// limits is a point with its lines.
func limits(value, mean, width float64) XmRPoint {
	return XmRPoint{
		Value: value, Mean: mean,
		Lower: mean - width, Upper: mean + width,
		LowerSigma2: mean - width*2/3, UpperSigma2: mean + width*2/3,
	}
}

// movingRanges is how far each value is from the one before; NaN for the first, and for one
// behind a gap. The values are those of the points from start on.
func movingRanges(values []float64, start int, gaps []int) []float64 {
	ranges := make([]float64, len(values))
	for i := range values {
		ranges[i] = math.NaN()
		if i > 0 && !slices.Contains(gaps, start+i) {
			ranges[i] = math.Abs(values[i] - values[i-1])
		}
	}
	return ranges
}

// meanRange is the mean of all ranges that there are; NaN if there is none.
func meanRange(ranges []float64, screen bool) float64 {
	known := slices.DeleteFunc(slices.Clone(ranges), math.IsNaN)
	if len(known) == 0 {
		return math.NaN()
	}
	mean := meanOf(known)
	if !screen || mean == 0 {
		return mean
	}
	return meanOf(slices.DeleteFunc(known, func(r float64) bool { return r >= 3.267*mean }))
}

// rounding is how far apart two values of the series may be by rounding alone.
func rounding(values []float64) float64 {
	largest := 0.0
	for _, v := range values {
		largest = max(largest, math.Abs(v))
	}
	return 1e-12 * largest
}
