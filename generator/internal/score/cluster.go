package score

import "math"

// Cluster holds the additive sums from which the ratio Σy/Σx and its error follow when the
// units come in bunches: calls of one day, answers of one person. Calls of a day share a
// queue and answers of a person share a mood, so counting them as independent would make the
// interval too narrow.
//
// D is the number of bunches, each with a y (calls in time, favourable answers, seconds
// waited) and an x (calls, answers); the other fields are Σy, Σx, Σy², Σxy, Σx². The sums of
// parts with different bunches add up to the sums of the whole.
type Cluster struct {
	D                int64
	Y, X, YY, XY, XX float64
}

// Add counts one bunch. A bunch of nothing (x = 0) is no bunch and is left out.
func (c *Cluster) Add(y, x float64) {
	if x == 0 {
		return
	}
	c.D++
	c.Y += y
	c.X += x
	c.YY += y * y
	c.XY += x * y
	c.XX += x * x
}

// Merge pools the bunches of both.
func (c Cluster) Merge(o Cluster) Cluster {
	return Cluster{c.D + o.D, c.Y + o.Y, c.X + o.X, c.YY + o.YY, c.XY + o.XY, c.XX + o.XX}
}

// Ratio is R = Σy/Σx and its standard error
//
//	SE = sqrt(D/(D-1) · Σ(y - R·x)²) / Σx
//
// both as fractions of one (or in seconds, where y is seconds). It is false for fewer than
// two bunches and for Σx = 0.
func (c Cluster) Ratio() (r, se float64, ok bool) {
	if c.D < 2 || !(c.X > 0) {
		return 0, 0, false
	}
	d := float64(c.D)
	r = c.Y / c.X
	se = math.Sqrt(d/(d-1)*residual(c.Y, c.X, c.YY, c.XY, c.XX)) / c.X
	return r, se, !math.IsNaN(se)
}

// interval is the 95 % interval of the ratio times scale: R ± t(0.975, D-1)·SE, not cut. It
// is false for fewer than minClusters bunches, and where every bunch has the same ratio:
// that says nothing about how far it might vary.
func (c Cluster) interval(scale float64, minClusters int64) (Interval, bool) {
	r, se, ok := c.Ratio()
	if !ok || c.D < minClusters || se == 0 {
		return Interval{}, false
	}
	half := t975(float64(c.D-1)) * se
	return Interval{scale * (r - half), scale * (r + half)}, true
}

// ClusterDiff is the change of a clustered ratio, now minus before, times scale (100 for
// percentage points, 1 for seconds). The squared errors add up; the interval, Z (Student's
// t) and P use the degrees of freedom of Satterthwaite. All fields of Diff are filled, none
// is cut. It is false where either side has fewer than two bunches or no spread; a
// minimum of bunches is for the caller to ask of both sides.
func ClusterDiff(before, now Cluster, scale float64) (Diff, bool) {
	r1, se1, ok1 := before.Ratio()
	r2, se2, ok2 := now.Ratio()
	if !ok1 || !ok2 || se1 == 0 || se2 == 0 {
		return Diff{}, false
	}
	v1, v2 := square(scale*se1), square(scale*se2)
	return studentDiff(scale*r2-scale*r1, v1, float64(before.D-1), v2, float64(now.D-1)), true
}
