package score

// Kish is the design effect of weighted answers, n·Σw²/(Σw)², and how many unweighted answers
// they are worth, n/deff, which goes into [WilsonEffective]. Equal weights have an
// effect of 1. It is false if the weights add up to nothing. Kish, 1965.
func Kish(weights []float64) (deff, neff float64, ok bool) {
	var sum, squares float64
	for _, w := range weights {
		sum += w
		squares += w * w
	}
	if !(sum > 0) {
		return 0, 0, false
	}
	n := float64(len(weights))
	deff = n * squares / (sum * sum)
	return deff, n / deff, true
}
