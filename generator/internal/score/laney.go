package score

import (
	"fmt"
	"math"
)

// PChart is the control chart of shares, x of n each, in percent: the limits of each point
// are p ± 3·sqrt(pq/n) with p = Σx/Σn of the baseline and q = 1-p, so a period of few answers
// has wide ones. It takes chance as the only reason for two periods to differ, which
// is too strict for thousands of calls: see [Laney]. Signals and baselines are as in [XmR];
// ScreenOutliers has nothing to screen. Periods without data must be left out.
// metrics.md 9.6.
func PChart(x, n []int64, o XmROptions) XmRChart { return chartShares(x, n, o, false) }

// Laney is the p′ chart: [PChart] with limits widened (or narrowed) by SigmaZ, the mean moving
// range of the points' z values (p_i - p)/sqrt(pq/n_i) divided by 1.128. It is the one for
// large n, where days differ by more than chance, and gives nearly the p-chart where
// they do not. metrics.md 9.6.
func Laney(x, n []int64, o XmROptions) XmRChart { return chartShares(x, n, o, true) }

// UnequalSizes says whether the n behind a series of shares differ so much that one pair of
// limits will not do for all points: one of them is more than a quarter above or below their
// mean (the usual rule of thumb for control charts). Use [PChart] or [Laney] then.
func UnequalSizes(n []int64) bool {
	var sum int64
	for _, v := range n {
		sum += v
	}
	k := int64(len(n))
	for _, v := range n {
		if 4*v*k > 5*sum || 4*v*k < 3*sum {
			return true
		}
	}
	return false
}

func chartShares(x, n []int64, o XmROptions, laney bool) XmRChart {
	if len(x) != len(n) {
		panic(fmt.Sprintf("bug: %d numerators of %d denominators", len(x), len(n)))
	}
	values := make([]float64, len(x))
	for i := range x {
		mustBeShare(x[i], n[i])
		values[i] = 100 * float64(x[i]) / float64(n[i])
	}
	return draw(len(x), o, func(start, end, base int) ([]XmRPoint, Baseline) {
		var pooled Proportion
		for i := start; i < start+base; i++ {
			pooled = pooled.Merge(Proportion{x[i], n[i]})
		}
		mean, _ := pooled.Percent()
		width := math.Sqrt(mean * (100 - mean)) // of a point with one answer, in percent
		b := Baseline{Mean: mean, MeanMovingRange: math.NaN(), SigmaZ: 1, NoVariation: width == 0}
		ranges := movingRanges(values[start:end]) // of the percentages
		if laney && width > 0 {
			z := make([]float64, base)
			for i := range z {
				z[i] = (values[start+i] - mean) * math.Sqrt(float64(n[start+i])) / width
			}
			b.MeanMovingRange = meanRange(movingRanges(z), o.ScreenOutliers)
			b.SigmaZ = b.MeanMovingRange / 1.128
			b.NoVariation = b.MeanMovingRange <= 1e-9
		}
		points := make([]XmRPoint, end-start)
		for i := range points {
			points[i] = limits(values[start+i], mean, 3*b.SigmaZ*width/math.Sqrt(float64(n[start+i])))
			points[i].MovingRange = ranges[i]
		}
		return points, b
	}, rounding(values))
}
