package score

import "math"

// z95 is the standard normal deviation that leaves 2.5 % on either side.
const z95 = 1.959963984540054

// Interval is a closed range in the unit of the score: percent 0 to 100, NPS points
// -100 to 100, scale points or seconds. All intervals of this package are 95 % intervals.
type Interval struct{ Low, High float64 }

// Contains says whether v lies in the interval, its ends included.
func (i Interval) Contains(v float64) bool { return i.Low <= v && v <= i.High }

// Clip is the part of the interval between low and high. An interval wholly outside
// shrinks to the nearer end.
func (i Interval) Clip(low, high float64) Interval {
	return Interval{min(max(i.Low, low), high), min(max(i.High, low), high)}
}

// Narrow applies the finite population correction ([FPC]) to an interval around
// the score: the distance of each end from the score is multiplied by
// sqrt((N-n)/(N-1)). When all of the headcount answered (n = N) the interval is the
// score itself. It is meant for intervals of means and of clustered ratios; shares and
// NPS have [WilsonFPC] and [NPSAdjustedWaldFPC]. docs/definitions.md, "How sure".
func (i Interval) Narrow(score float64, n, headcount int64) Interval {
	return Interval{
		Low:  score - FPC(score-i.Low, n, headcount),
		High: score + FPC(i.High-score, n, headcount),
	}
}

// Diff is a difference, the second value minus the first (now minus before), with its
// 95 % interval. The interval decides: there is evidence of a change if it does not
// contain 0, and otherwise there is "no evidence of change", which is not "no change".
//
// SE, Z and P describe the test that belongs to the method; each function says which it
// is. SE is in the unit of Value, Z is the difference in standard errors (Student's t where
// the method uses it), P the two-sided probability of a difference at least as large if
// nothing had changed.
type Diff struct {
	Value float64
	Interval
	SE, Z, P float64
	df       float64 // of Student's t; 0: the normal distribution
	draws    *draws  // of a bootstrap; nil: none
}

// normalP is the two-sided probability of a standard normal value beyond z.
func normalP(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// inErrors is a difference counted in standard errors. A difference of nothing is 0
// whatever its error.
func inErrors(diff, se float64) float64 {
	if diff == 0 {
		return 0
	}
	return diff / se
}
