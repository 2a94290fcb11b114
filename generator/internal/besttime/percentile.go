package besttime

import (
	"cmp"
	"fmt"
)

// Quantile is a share of callers as an exact fraction: 9/10 is the wait that nine of ten
// of those answered do not exceed. It lies above 0 and is at most 1.
type Quantile struct{ Num, Den int64 }

// Median is the quantile of the typical wait, 1/2.
func Median() Quantile { return Quantile{1, 2} }

// P90 is the quantile of the bad wait, 9/10.
func P90() Quantile { return Quantile{9, 10} }

// NearestRank is the value at place ceil(q·n) of n sorted values: always one that really
// occurred, never a mean of two. It is false for no values. Percentiles of parts cannot be
// averaged: pool the values.
func NearestRank[T cmp.Ordered](sorted []T, q Quantile) (T, bool) {
	if q.Num <= 0 || q.Den < q.Num {
		panic(fmt.Sprintf("bug: quantile %d/%d", q.Num, q.Den))
	}
	if len(sorted) == 0 {
		var none T
		return none, false
	}
	n := int64(len(sorted))
	return sorted[(n*q.Num+q.Den-1)/q.Den-1], true
}
