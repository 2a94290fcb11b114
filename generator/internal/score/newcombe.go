package score

import "math"

// Newcombe is the change of a share from x1 of n1 (before) to x2 of n2 (now), in
// percentage points, with Newcombe's hybrid score interval. Value is p2 - p1: positive
// means the share went up. With d = p2 - p1 and the Wilson interval [l, u] of each:
//
//	low  = d - sqrt((p2-l2)² + (u1-p1)²)
//	high = d + sqrt((u2-p2)² + (p1-l1)²)
//
// SE, Z and P are those of the pooled z test ([PooledZ]); the interval decides. Both n must
// be above 0. Textbooks give p1 - p2: swap the groups. Newcombe, 1998, method 10.
func Newcombe(x1, n1, x2, n2 int64) Diff {
	return newcombe(x1, n1, Wilson(x1, n1), x2, n2, Wilson(x2, n2))
}

// newcombe is the hybrid of two shares with their intervals.
func newcombe(x1, n1 int64, w1 Interval, x2, n2 int64, w2 Interval) Diff {
	p1, p2 := 100*float64(x1)/float64(n1), 100*float64(x2)/float64(n2)
	z, p := PooledZ(x1, n1, x2, n2)
	value := p2 - p1
	return Diff{
		Value: value,
		Interval: Interval{
			value - math.Hypot(p2-w2.Low, w1.High-p1),
			value + math.Hypot(w2.High-p2, p1-w1.Low),
		},
		SE: 100 * pooledSE(x1, n1, x2, n2), Z: z, P: p,
	}
}

// PooledZ tests whether two shares, x1 of n1 and x2 of n2, could be the same: z = (p2 - p1) /
// sqrt(pq(1/n1 + 1/n2)) with p the share of both together and q = 1 - p, and the
// two-sided probability of such a z. If both are 0 % or both 100 %, z is 0 and p is 1.
func PooledZ(x1, n1, x2, n2 int64) (z, p float64) {
	diff := float64(x2)/float64(n2) - float64(x1)/float64(n1)
	z = inErrors(diff, pooledSE(x1, n1, x2, n2))
	return z, normalP(z)
}

// pooledSE is the standard error of the difference of two shares if they were the same, as a
// fraction.
func pooledSE(x1, n1, x2, n2 int64) float64 {
	mustBeShare(x1, n1)
	mustBeShare(x2, n2)
	a, b := float64(n1), float64(n2)
	p := float64(x1+x2) / (a + b)
	return math.Sqrt(p * (1 - p) * (1/a + 1/b))
}
