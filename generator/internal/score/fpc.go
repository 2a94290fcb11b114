package score

import "math"

// FPC is a standard error (or a margin) with the finite population correction: se ·
// sqrt((N-n)/(N-1)) when n of a headcount of N answered and all were asked. Everyone
// answering leaves nothing to chance: 0. It removes sampling error only. A headcount below
// the answers is a mistake of the headcount and counts as everyone. docs/definitions.md, "How sure".
func FPC(se float64, n, headcount int64) float64 {
	if n >= headcount {
		return 0
	}
	return se * math.Sqrt(float64(headcount-n)/float64(headcount-1))
}

// EffectiveN is how many answers, drawn from an endless population, would say as much as n
// answers of a headcount of N: n·(N-1)/(N-n), infinite if everyone answered. It is the
// correction of [FPC] expressed as a number of answers.
func EffectiveN(n, headcount int64) float64 {
	if n >= headcount {
		return math.Inf(1)
	}
	return float64(n) * float64(headcount-1) / float64(headcount-n)
}

// WilsonFPC is [Wilson] where x of n answers come from a headcount that was asked as a
// whole: the interval of [EffectiveN] answers. With the whole headcount answering, it is
// the share itself. docs/definitions.md, "How sure".
func WilsonFPC(x, n, headcount int64) Interval {
	mustBeShare(x, n)
	if n >= headcount {
		score := 100 * float64(x) / float64(n)
		return Interval{score, score}
	}
	return WilsonEffective(float64(x)/float64(n), EffectiveN(n, headcount))
}
