package score

// ACSILike is a satisfaction index in the style of the American Customer Satisfaction Index:
// the mean answers x1, x2, x3 (overall satisfaction, expectations met, compared with the
// ideal; each 1 to 10) moved to 0 to 100 and weighted:
//
//	((x1-1)·w1 + (x2-1)·w2 + (x3-1)·w3) / (w1+w2+w3) / 9 · 100
//
// The official weights are secret; equal weights are the honest fallback. Call it
// "ACSI-style", never the ACSI score. It is an index, not a percentage of people, and
// false if the weights add up to nothing. docs/definitions.md, "Satisfaction".
func ACSILike(x1, x2, x3, w1, w2, w3 float64) (float64, bool) {
	sum := w1 + w2 + w3
	if !(sum > 0) {
		return 0, false
	}
	return ((x1-1)*w1 + (x2-1)*w2 + (x3-1)*w3) / sum / 9 * 100, true
}
