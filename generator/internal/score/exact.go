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
		whole = whole && short(v)
	}
	v := 0.0
	// (y²·xx - 2·x·y·xy + x²·yy) / x²
	if a, b, c := y*y*xx, 2*x*y*xy, x*x*yy; whole && exact(math.Abs(a)+math.Abs(b)+math.Abs(c)) && exact(x*x) {
		v = (a - b + c) / (x * x)
	} else if whole {
		num := product(y, y, xx)
		num.Sub(num, product(2, x, y, xy))
		num.Add(num, product(x, x, yy))
		v = over(num, product(x, x))
	} else {
		r := new(big.Rat).Quo(rat(y), rat(x))
		ss := new(big.Rat).Mul(r, rat(xx))
		ss.Sub(ss, rat(2*xy))
		ss.Mul(ss, r)
		ss.Add(ss, rat(yy))
		v, _ = ss.Float64()
	}
	if v <= 0 || !whole && v < 1e-13*yy {
		return 0
	}
	return v
}

// short tells whether a float is a whole number that products can be made of exactly.
func short(v float64) bool { return v == math.Trunc(v) && math.Abs(v) < 1<<53 }

// exact tells whether a product of whole numbers, or a sum of such, is as large as floats tell
// exactly: so are its parts then, which are not larger.
func exact(v float64) bool { return v < 1<<53 }

// floatOf is the float that is nearest to a ratio.
func floatOf(r *big.Rat) float64 {
	if num, den := r.Num(), r.Denom(); num.BitLen() <= 53 && den.BitLen() <= 53 { // both are exact, and divided with one rounding
		return float64(num.Int64()) / float64(den.Int64())
	}
	v, _ := r.Float64()
	return v
}

// product multiplies whole numbers below 2^53, four at most, exactly.
func product(numbers ...float64) *big.Float {
	p := new(big.Float).SetPrec(256).SetInt64(1)
	for _, n := range numbers {
		p.Mul(p, big.NewFloat(n))
	}
	return p
}

// over divides, rounded once.
func over(num, den *big.Float) float64 {
	v, _ := new(big.Float).SetPrec(53).Quo(num, den).Float64()
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
