package score

import "math"

// adjustBelow is the number of answers below which a difference of two scores is judged
// on the adjusted estimates.
const adjustBelow = 200

// NPSDiff is the change of the Net Promoter Score from (p1, s1, d1) to (p2, s2, d2), promoters,
// passives and detractors each, in points: [NPSAdjustedWaldDiff] when either side has fewer
// than 200 answers, else [NPSWaldDiff]. Both sides need answers, from different people.
// docs/definitions.md, "Did it change".
func NPSDiff(p1, s1, d1, p2, s2, d2 int64) Diff {
	return npsDiffOf([3]int64{p1, s1, d1}, [3]int64{p2, s2, d2}, 1, 1)
}

// npsDiffOf is NPSDiff with each side's standard error multiplied by a factor (see [FPC]).
func npsDiffOf(before, now [3]int64, f1, f2 float64) Diff {
	a, b := npsOf(before[0], before[1], before[2]), npsOf(now[0], now[1], now[2])
	value := b.points() - a.points()
	if a.n < adjustBelow || b.n < adjustBelow {
		a, b = a.adjusted(), b.adjusted()
	}
	return npsDiff(value, b.points()-a.points(), f1*a.se(), f2*b.se())
}

// NPSWaldDiff is the plain comparison: difference ± 1.96·sqrt(SE1² + SE2²), z = difference/SE.
// All fields of Diff are filled.
func NPSWaldDiff(p1, s1, d1, p2, s2, d2 int64) Diff {
	before, now := npsOf(p1, s1, d1), npsOf(p2, s2, d2)
	value := now.points() - before.points()
	return npsDiff(value, value, before.se(), now.se())
}

// NPSAdjustedWaldDiff is the comparison for few answers. Value is the difference of the
// ordinary scores, as printed; Interval, SE, Z and P come from the adjusted estimates of
// [NPSAdjustedWald], so that the interval and P agree with each other. The interval is
// centred on the adjusted difference.
func NPSAdjustedWaldDiff(p1, s1, d1, p2, s2, d2 int64) Diff {
	before, now := npsOf(p1, s1, d1), npsOf(p2, s2, d2)
	a, b := before.adjusted(), now.adjusted()
	return npsDiff(now.points()-before.points(), b.points()-a.points(), a.se(), b.se())
}

func npsDiff(value, centre, se1, se2 float64) Diff {
	se := math.Hypot(se1, se2)
	z := inErrors(centre, se)
	return Diff{value, Interval{centre - z95*se, centre + z95*se}.Clip(-200, 200), se, z, normalP(z), 0, nil}
}
