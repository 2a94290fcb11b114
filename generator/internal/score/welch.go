package score

import "math"

// WelchDiff is the difference of two independent means, the second minus the first, with
// Welch's t interval: SE = sqrt(sd1²/n1 + sd2²/n2) and the degrees of freedom of
// Satterthwaite, so that the two spreads need not be alike. All fields of Diff are filled; Z
// is Student's t and P its probability. It is false where either mean has no interval
// of its own: fewer than two values, or no spread. Welch, 1947.
func WelchDiff(n1 int64, mean1, sd1 float64, n2 int64, mean2, sd2 float64) (Diff, bool) {
	if n1 < 2 || n2 < 2 || !(sd1 > 0) || !(sd2 > 0) {
		return Diff{}, false
	}
	v1, v2 := sd1*sd1/float64(n1), sd2*sd2/float64(n2)
	return studentDiff(mean2-mean1, v1, float64(n1-1), v2, float64(n2-1)), true
}

// nearer is the difference with its standard error narrowed: from the squared errors v1 and v2
// of the two sides to those multiplied by f1 and f2 (see [FPC]).
func (d Diff) nearer(v1, f1, v2, f2 float64) Diff {
	if d.SE == 0 || v1+v2 == 0 {
		return d
	}
	return d.scaled(math.Sqrt((v1*f1*f1 + v2*f2*f2) / (v1 + v2)))
}

// scaled is the difference with a standard error so many times as large.
func (d Diff) scaled(f float64) Diff {
	d.Interval = Interval{d.Value + f*(d.Low-d.Value), d.Value + f*(d.High-d.Value)}
	d.SE *= f
	d.Z = inErrors(d.Value, d.SE)
	d.P = normalP(d.Z)
	return d
}

// studentDiff is a difference whose two sides have the squared errors v1 and v2 on d1 and d2
// degrees of freedom.
func studentDiff(value, v1, d1, v2, d2 float64) Diff {
	se := math.Sqrt(v1 + v2)
	df := satterthwaite(v1, d1, v2, d2)
	half := t975(df) * se
	t := inErrors(value, se)
	return Diff{value, Interval{value - half, value + half}, se, t, studentP(t, df), df, nil}
}
