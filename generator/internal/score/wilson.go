package score

import "math"

// Wilson is the 95 % score interval of a share, x of n, in percent. It is the default
// for shares of answers: unlike the textbook p ± 1.96·sqrt(pq/n) it is never empty, never
// leaves 0 to 100, and keeps its promise for small n. With p = x/n and z = 1.96:
//
//	centre = (p + z²/2n) / (1 + z²/n)
//	half   = z/(1 + z²/n) · sqrt(p(1-p)/n + z²/4n²)
//
// No continuity correction; x = 0 gives a low end of exactly 0, x = n a high end of
// exactly 100. n must be above 0. Wilson, 1927.
func Wilson(x, n int64) Interval {
	mustBeShare(x, n)
	return WilsonEffective(float64(x)/float64(n), float64(n))
}

// WilsonEffective is [Wilson] for a share p, as a fraction 0 to 1, that carries the
// information of neff answers: more than were given if nearly everyone answered ([EffectiveN]).
func WilsonEffective(p, neff float64) Interval {
	if !(p >= 0 && p <= 1 && neff > 0 && neff < math.Inf(1)) {
		panic("bug: wilson interval of a share outside 0 to 1, or of no answers or endless ones")
	}
	zz := z95 * z95 / neff
	centre := (p + zz/2) / (1 + zz)
	half := math.Sqrt(zz*p*(1-p)+zz*zz/4) / (1 + zz)
	i := Interval{100 * (centre - half), 100 * (centre + half)}.Clip(0, 100)
	// The ends are exact at the ends of the scale, and rounding must not push an end past the share.
	i.Low, i.High = min(i.Low, 100*p), max(i.High, 100*p)
	if p == 0 {
		i.Low = 0
	}
	if p == 1 {
		i.High = 100
	}
	return i
}
