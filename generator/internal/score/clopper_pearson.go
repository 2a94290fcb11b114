package score

import "gonum.org/v1/gonum/stat/distuv"

// ClopperPearson is the exact 95 % interval of a share, x of n, in percent: each end is
// the share at which a result as extreme as x has a probability of 2.5 %. It covers the
// truth at least 95 times in 100 whatever the truth is, and is therefore wider than
// [Wilson]; use it where a regulator wants guaranteed coverage. n must be above 0.
// Clopper and Pearson, 1934.
func ClopperPearson(x, n int64) Interval {
	mustBeShare(x, n)
	i := Interval{0, 100}
	a, b := float64(x), float64(n-x)
	if x > 0 {
		i.Low = 100 * distuv.Beta{Alpha: a, Beta: b + 1}.Quantile(0.025)
	}
	if x < n {
		i.High = 100 * distuv.Beta{Alpha: a + 1, Beta: b}.Quantile(0.975)
	}
	return i
}
