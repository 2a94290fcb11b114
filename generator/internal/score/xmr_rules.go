package score

// The signals of a control chart.
const (
	outside    = "outside"
	trend      = "trend"
	twoInThree = "two_in_three"
	fourInFive = "four_in_five"
	shift      = "shift"
)

// markNHS sets the signals of one baseline by the rules of NHSRplotthedots. Two values closer
// than the tolerance are equal.
func markNHS(points []XmRPoint, tolerance float64) {
	side, beyond := sides(points, tolerance), outsides(points, tolerance)
	rising := risesOrFalls(points, 7, tolerance)
	shifted := runs(side, 7)
	near := make([]int, len(points)) // beyond the 2 sigma line but not outside
	for i, p := range points {
		near[i] = past(p.Value, p.LowerSigma2, p.UpperSigma2, tolerance)
		if beyond[i] != 0 {
			near[i] = 0
		}
	}
	two := make([]int, len(points))
	for i := 0; i+3 <= len(points); i++ {
		s := side[i]
		if s == 0 || side[i+1] != s || side[i+2] != s {
			continue
		}
		markWindow(two, near, i, 3, 2, s)
	}
	for i := range points {
		points[i].sign(outside, beyond[i])
		points[i].sign(trend, rising[i])
		points[i].sign(twoInThree, two[i])
		points[i].sign(shift, shifted[i])
	}
}

// markWesternElectric sets the signals of one baseline by the Western Electric rules.
func markWesternElectric(points []XmRPoint, tolerance float64) {
	beyond := outsides(points, tolerance)
	shifted := runs(sides(points, tolerance), 8)
	sigma2, sigma1 := make([]int, len(points)), make([]int, len(points))
	for i, p := range points {
		sigma2[i] = past(p.Value, p.LowerSigma2, p.UpperSigma2, tolerance)
		sigma1[i] = past(p.Value, (2*p.Mean+p.Lower)/3, (2*p.Mean+p.Upper)/3, tolerance)
	}
	two, four := make([]int, len(points)), make([]int, len(points))
	for _, s := range []int{-1, 1} {
		for i := 0; i+3 <= len(points); i++ {
			markWindow(two, sigma2, i, 3, 2, s)
		}
		for i := 0; i+5 <= len(points); i++ {
			markWindow(four, sigma1, i, 5, 4, s)
		}
	}
	for i := range points {
		points[i].sign(outside, beyond[i])
		points[i].sign(twoInThree, two[i])
		points[i].sign(fourInFive, four[i])
		points[i].sign(shift, shifted[i])
	}
}

// sign adds a signal in direction 1 (up) or -1 (down); 0 is no signal. The first one added
// gives the point its direction.
func (p *XmRPoint) sign(name string, direction int) {
	if direction == 0 {
		return
	}
	if len(p.Signals) == 0 {
		p.Up = direction > 0
	}
	p.Signals = append(p.Signals, name)
}

// past is 1 above the upper line, -1 below the lower, else 0.
func past(v, lower, upper, tolerance float64) int {
	switch {
	case v > upper+tolerance:
		return 1
	case v < lower-tolerance:
		return -1
	}
	return 0
}

func sides(points []XmRPoint, tolerance float64) []int {
	s := make([]int, len(points))
	for i, p := range points {
		s[i] = past(p.Value, p.Mean, p.Mean, tolerance)
	}
	return s
}

func outsides(points []XmRPoint, tolerance float64) []int {
	s := make([]int, len(points))
	for i, p := range points {
		s[i] = past(p.Value, p.Lower, p.Upper, tolerance)
	}
	return s
}

// runs marks all points of each stretch of at least so many on one side.
func runs(side []int, length int) []int {
	marks := make([]int, len(side))
	for start := 0; start < len(side); {
		end := start
		for end < len(side) && side[end] == side[start] {
			end++
		}
		if side[start] != 0 && end-start >= length {
			for i := start; i < end; i++ {
				marks[i] = side[start]
			}
		}
		start = end
	}
	return marks
}

// risesOrFalls marks all points of each stretch of at least so many that only rise or only
// fall. The point on which a rise turns into a fall belongs to the later one.
func risesOrFalls(points []XmRPoint, length int, tolerance float64) []int {
	step := make([]int, max(0, len(points)-1)) // from each point to the next
	for i := range step {
		step[i] = past(points[i+1].Value, points[i].Value, points[i].Value, tolerance)
	}
	marks := make([]int, len(points))
	for i, m := range runs(step, length-1) {
		if m != 0 {
			marks[i], marks[i+1] = m, m
		}
	}
	return marks
}

// markWindow marks the points in the window of the given size from start that lie past a line
// on side s, if there are enough of them.
func markWindow(marks, past []int, start, size, enough, s int) {
	n := 0
	for i := start; i < start+size; i++ {
		if past[i] == s {
			n++
		}
	}
	if n < enough {
		return
	}
	for i := start; i < start+size; i++ {
		if past[i] == s {
			marks[i] = s
		}
	}
}
