package score

import (
	"math"
	"math/big"
)

// residual is Σ(y - R·x)² with R = Σy/Σx, from the sums alone. The sums are nearly equal
// terms that cancel, so they are combined as exact fractions. What is left of sums that had
// to be rounded on the way (seconds with fractions, scores of 58.333...) is taken for
// nothing where it is below the rounding itself.
func residual(y, x, yy, xy, xx float64) float64 {
	whole := true
	for _, v := range []float64{y, x, yy, xy, xx} {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return math.NaN()
		}
		whole = whole && v == math.Trunc(v) && math.Abs(v) < 1<<53
	}
	r := new(big.Rat).Quo(rat(y), rat(x))
	ss := new(big.Rat).Mul(r, rat(xx))
	ss.Sub(ss, rat(2*xy))
	ss.Mul(ss, r)
	ss.Add(ss, rat(yy))
	v, _ := ss.Float64()
	if v <= 0 || !whole && v < 1e-13*yy {
		return 0
	}
	return v
}

// meanOf is the mean of the values, rounded only once, so that the mean of equal values is
// exactly that value.
func meanOf(values []float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	sum := new(big.Rat)
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return math.NaN()
		}
		sum.Add(sum, rat(v))
	}
	mean, _ := sum.Quo(sum, big.NewRat(int64(len(values)), 1)).Float64()
	return mean
}

// rat is the exact value of a finite float.
func rat(v float64) *big.Rat { return new(big.Rat).SetFloat64(v) }
