package score

import "math"

// adjustBelow is the number of answers below which a difference of two scores is judged
// on the adjusted estimates.
const adjustBelow = 200

// npsDiffOf is the change of the Net Promoter Score, promoters, passives and detractors each, in
// points, with each side's standard error multiplied by a factor (see [FPC]): difference ±
// 1.96·sqrt(SE1² + SE2²). Where either side has fewer than 200 answers, all but Value, which is
// as printed, come from the adjusted estimates of [NPSAdjustedWald], so that the interval and P
// agree with each other. Both sides need answers, from different people. docs/definitions.md,
// "Did it change".
func npsDiffOf(before, now [3]int64, f1, f2 float64) Diff {
	a, b := npsOf(before[0], before[1], before[2]), npsOf(now[0], now[1], now[2])
	value := b.points() - a.points()
	if a.n < adjustBelow || b.n < adjustBelow {
		a, b = a.adjusted(), b.adjusted()
	}
	return npsDiff(value, b.points()-a.points(), f1*a.se(), f2*b.se())
}

func npsDiff(value, centre, se1, se2 float64) Diff {
	se := math.Hypot(se1, se2)
	z := inErrors(centre, se)
	return Diff{value, Interval{centre - z95*se, centre + z95*se}.Clip(-200, 200), se, z, normalP(z), 0, nil}
}
