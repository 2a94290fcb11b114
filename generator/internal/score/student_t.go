package score

import (
	"math"
	"sync"

	"gonum.org/v1/gonum/stat/distuv"
)

// t975 is the quantile of Student's t that leaves 2.5 % above it. Days are counted: most degrees of
// freedom are the same few whole numbers.
func t975(df float64) float64 {
	if n := int(df); n >= 1 && n < len(t975Of()) && float64(n) == df {
		return t975Of()[n]
	}
	return quantile975(df)
}

// t975Of are the quantiles of whole degrees of freedom.
var t975Of = sync.OnceValue(func() *[400]float64 {
	var all [400]float64
	for n := 1; n < len(all); n++ {
		all[n] = quantile975(float64(n))
	}
	return &all
})

// quantile975 works the quantile out. From ten degrees of
// freedom on it is the expansion around the normal quantile (Abramowitz and Stegun 26.7.5),
// made exact by one step of Newton's: the library's inverse is as exact, and ten times slower.
func quantile975(df float64) float64 {
	student := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}
	if df < 10 {
		return student.Quantile(0.975)
	}
	const z = z95
	const z2 = z * z
	t := z * (1 + ((z2+1)/4+((5*z2+16)*z2+3)/(96*df)+(((3*z2+19)*z2+17)*z2-15)/(384*df*df)+((((79*z2+776)*z2+1482)*z2-1920)*z2-945)/(92160*df*df*df))/df)
	if df >= 1e5 { // here the distribution function loses digits, and the expansion none
		return t
	}
	return t + (0.975-student.CDF(t))/student.Prob(t)
}

// studentP is the two-sided probability of a t value beyond t.
func studentP(t, df float64) float64 {
	return 2 * distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.CDF(-math.Abs(t))
}

// satterthwaite is the degrees of freedom of the sum of two variances of means that have
// d1 and d2 degrees of freedom themselves.
func satterthwaite(var1, d1, var2, d2 float64) float64 {
	sum := var1 + var2
	return sum * sum / (var1*var1/d1 + var2*var2/d2)
}

// StudentT975 is the quantile of Student's t that leaves 2.5 % above it.
func StudentT975(df float64) float64 { return t975(df) }

// StudentP is the two-sided chance of a value of Student's t so far from 0.
func StudentP(t, df float64) float64 { return studentP(t, df) }
