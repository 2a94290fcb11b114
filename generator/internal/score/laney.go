package score

import (
	"fmt"
	"math"
)

// UnequalSizes says whether the n behind a series of shares differ so much that one pair of
// limits will not do for all points: one of them is more than a quarter above or below their
// mean (the usual rule of thumb for control charts). Use [Laney] then.
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

// Standardised is the control chart of means and differences of very different n ([UnequalSizes]):
// the residuals (v_i - m)·sqrt(n_i) from the mean m of the baseline, weighted by n, stand for
// points of equal weight. With their mean moving range the limits of a point are
// m ± 3·(mean range/1.128)/sqrt(n_i), so one of few answers has wide ones.
func Standardised(values []float64, n []int64, o XmROptions) XmRChart {
	if len(values) != len(n) {
		panic(fmt.Sprintf("bug: %d values of %d denominators", len(values), len(n)))
	}
	tolerance := rounding(values)
	return draw(len(values), o, func(start, end, base int) ([]XmRPoint, Baseline) {
		var sum, weight float64
		for i := start; i < start+base; i++ {
			sum += values[i] * float64(n[i])
			weight += float64(n[i])
		}
		b := Baseline{Mean: sum / weight, SigmaZ: 1}
		residuals := make([]float64, base)
		for i := range residuals {
			residuals[i] = (values[start+i] - b.Mean) * math.Sqrt(float64(n[start+i]))
		}
		b.MeanMovingRange = meanRange(movingRanges(residuals, start, o.Gaps), o.ScreenOutliers)
		b.NoVariation = b.MeanMovingRange <= tolerance
		ranges := movingRanges(values[start:end], start, o.Gaps)
		points := make([]XmRPoint, end-start)
		for i := range points {
			points[i] = limits(values[start+i], b.Mean, 3*b.MeanMovingRange/1.128/math.Sqrt(float64(n[start+i])))
			points[i].MovingRange = ranges[i]
		}
		return points, b
	}, tolerance)
}

// Laney is the p′ chart of shares, x of n each, in percent: the limits of each point are
// p ± 3·SigmaZ·sqrt(pq/n) with p = Σx/Σn of the baseline and q = 1-p, so a period of few answers
// has wide ones. SigmaZ is the mean moving range of the points' z values (p_i - p)/sqrt(pq/n_i)
// divided by 1.128: with large n periods differ by more than chance, which alone would be too
// strict. Signals and baselines are as in [XmR]. Periods without data must be left out.
// Laney, 2002.
func Laney(x, n []int64, o XmROptions) XmRChart {
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
		ranges := movingRanges(values[start:end], start, o.Gaps) // of the percentages
		if width > 0 {
			z := make([]float64, base)
			for i := range z {
				z[i] = (values[start+i] - mean) * math.Sqrt(float64(n[start+i])) / width
			}
			b.MeanMovingRange = meanRange(movingRanges(z, start, o.Gaps), o.ScreenOutliers)
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
