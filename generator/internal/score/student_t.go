package score

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// t975 is the quantile of Student's t that leaves 2.5 % above it. From 100,000 degrees of
// freedom on it is expanded around the normal quantile, where the inverse beta
// function loses digits.
func t975(df float64) float64 {
	if df >= 1e5 {
		return z95 + (z95*z95*z95+z95)/(4*df)
	}
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(0.975)
}

// studentP is the two-sided probability of a t value beyond t.
func studentP(t, df float64) float64 {
	if math.IsInf(t, 0) {
		return 0
	}
	return 2 * distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.CDF(-math.Abs(t))
}

// satterthwaite is the degrees of freedom of the sum of two variances of means that have
// d1 and d2 degrees of freedom themselves.
func satterthwaite(var1, d1, var2, d2 float64) float64 {
	sum := var1 + var2
	return sum * sum / (var1*var1/d1 + var2*var2/d2)
}
