package besttime

import "math"

// WAPE is the weighted absolute percentage error, 100·Σ|y-f|/Σ|y|: of all calls, how many were
// forecast in the wrong place. It is false only if there were no calls at all.
func WAPE(y, f []float64) (float64, bool) {
	total := 0.0
	for _, v := range y {
		total += math.Abs(v)
	}
	if total == 0 {
		return 0, false
	}
	return 100 * absoluteError(y, f) / total, true
}

// Bias is 100·Σ(f-y)/Σy: how far the forecast is too high (above 0) or too low on the whole, in
// percent. False if the actual values add up to 0.
func Bias(y, f []float64) (float64, bool) {
	mustPair(y, f)
	var off, total float64
	for i := range y {
		off += f[i] - y[i]
		total += y[i]
	}
	if total == 0 {
		return 0, false
	}
	return 100 * off / total, true
}

// MASE is the error of the forecast over the error of saying "as last week": below 1 it is of
// use, above 1 it is worse than that and must not be published. naive is the actual value of
// the same slot a week before. It is false if last week was always right.
func MASE(y, f, naive []float64) (float64, bool) {
	ours, theirs := absoluteError(y, f), absoluteError(y, naive)
	if theirs == 0 {
		return 0, false
	}
	return ours / theirs, true
}

// Band is a prediction interval: the load lies in it as often as promised, ends included.
type Band struct{ Low, High float64 }

// Coverage counts how many actual values lie in their bands. Of an 80 % band 80 of 100 should,
// not all.
func Coverage(y []float64, bands []Band) (hits, n int64) {
	if len(y) != len(bands) {
		panic("bug: values and bands of different slots")
	}
	for i, b := range bands {
		if b.Low <= y[i] && y[i] <= b.High {
			hits++
		}
	}
	return hits, int64(len(y))
}

func absoluteError(y, f []float64) float64 {
	mustPair(y, f)
	sum := 0.0
	for i := range y {
		sum += math.Abs(y[i] - f[i])
	}
	return sum
}

func mustPair(y, f []float64) {
	if len(y) != len(f) {
		panic("bug: values and forecasts of different slots")
	}
}
