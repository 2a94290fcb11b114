package score

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// MarginN is how many answers bring the 95 % margin of a score down to ± margin points:
// variance·1.96²/margin², rounded up. variance is that of one answer ([NPSVariance], or
// p(1-p) for a share), on the scale where 100 points are 1.
func MarginN(variance, margin float64) int64 {
	return answers(variance * square(z95) / square(margin/100))
}

// JustSignificantN is how many answers each of two periods needs for a difference of diff
// points to be just significant at 5 %: (variance1 + variance2)·1.96²/diff², rounded up. A
// true difference of that size is then found half of the time; see [PowerN].
func JustSignificantN(variance1, variance2, diff float64) int64 {
	return answers((variance1 + variance2) * square(z95) / square(diff/100))
}

// PowerN is how many answers each of two periods needs for a true difference of diff points
// to be found with the given probability (0.8 is customary) at 5 %: (variance1 +
// variance2)·(1.96 + z)²/diff², rounded up, with z the normal quantile of the probability.
func PowerN(variance1, variance2, diff, power float64) int64 {
	z := z95 + distuv.UnitNormal.Quantile(power)
	return answers((variance1 + variance2) * square(z) / square(diff/100))
}

// MinimumDetectable is the smallest difference in points that would count as a change
// between two periods with n1 and n2 answers: 1.96·sqrt(variance1/n1 + variance2/n2).
func MinimumDetectable(variance1 float64, n1 int64, variance2 float64, n2 int64) float64 {
	return 100 * z95 * math.Sqrt(variance1/float64(n1)+variance2/float64(n2))
}

// MarginOfError is the textbook half width, 1.96·sqrt(p(1-p)/n), of a share p (as a fraction)
// in percentage points: 9.8 at worst for 100 answers, 3.1 for 1,000. It is for saying what
// a number of answers is good for; the interval of a score is [Wilson].
func MarginOfError(p float64, n int64) float64 {
	return 100 * z95 * math.Sqrt(p*(1-p)/float64(n))
}

// answers rounds up to whole answers; what is above a whole number by rounding only is not
// another answer.
func answers(n float64) int64 { return int64(math.Ceil(n - 1e-9*n)) }

func square(v float64) float64 { return v * v }
