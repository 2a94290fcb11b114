package score

import "math"

// MarginN is how many answers bring the 95 % margin of a score down to ± margin points:
// variance·1.96²/margin², rounded up. variance is that of one answer ([NPSVariance], or
// p(1-p) for a share), on the scale where 100 points are 1.
func MarginN(variance, margin float64) int64 {
	return answers(variance * square(z95) / square(margin/100))
}

// answers rounds up to whole answers; what is above a whole number by rounding only is not
// another answer.
func answers(n float64) int64 { return int64(math.Ceil(n - 1e-9*n)) }

func square(v float64) float64 { return v * v }
