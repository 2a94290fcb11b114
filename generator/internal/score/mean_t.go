package score

import "math"

// Moments is what a mean and its error follow from: how many values, their sum, and the
// sum of their squares. Moments of parts add up to the moments of the whole.
type Moments struct {
	N          int64
	Sum, SumSq float64
}

// Add counts one value.
func (m *Moments) Add(v float64) {
	m.N++
	m.Sum += v
	m.SumSq += v * v
}

// Merge pools the values of both.
func (m Moments) Merge(o Moments) Moments {
	return Moments{m.N + o.N, m.Sum + o.Sum, m.SumSq + o.SumSq}
}

// Mean is Sum/N; false without values.
func (m Moments) Mean() (float64, bool) {
	if m.N == 0 {
		return 0, false
	}
	return m.Sum / float64(m.N), true
}

// SD is the standard deviation with n-1 in the denominator; false for fewer than two values.
func (m Moments) SD() (float64, bool) {
	if m.N < 2 {
		return 0, false
	}
	n := float64(m.N)
	return math.Sqrt(residual(m.Sum, n, m.SumSq, m.Sum, n) / (n - 1)), true
}

// SE is the standard error of the mean, SD/sqrt(N); false for fewer than two values.
func (m Moments) SE() (float64, bool) {
	sd, ok := m.SD()
	return sd / math.Sqrt(float64(m.N)), ok
}

// Interval is the 95 % t interval of the mean: mean ± t(0.975, n-1)·SD/sqrt(n), in the
// unit of the values. It is not cut to the scale. It is false for fewer than two values and
// for values that are all the same, which say nothing about how far they might vary.
// docs/definitions.md, "Satisfaction".
func (m Moments) Interval() (Interval, bool) {
	se, ok := m.SE()
	if !ok || !(se > 0) {
		return Interval{}, false
	}
	mean, _ := m.Mean()
	half := t975(float64(m.N-1)) * se
	return Interval{mean - half, mean + half}, true
}
