package besttime

import (
	"math"
	"slices"
)

// Forecast is the load to expect in one slot of the week (Monday 10:00), from the load of that
// slot in past weeks, oldest first: a mean in which a week counts lambda times as much as the
// one after it (0.8 to 0.95):
//
//	f = Σ λ^k·y / Σ λ^k, k the age in weeks
//
// A week in which the slot was closed, a holiday or an outage is NaN: it is left out, and
// the weeks before it are no younger for that. So is a load above the median plus five
// times the median distance from it: an outlier; unless more than half of the weeks are
// alike, where that distance is 0. It is false if no week is left.
func Forecast(weeks []float64, lambda float64) (float64, bool) {
	limit := outlierAbove(weeks)
	var sum, weights float64
	weight := 1.0
	for _, y := range slices.Backward(weeks) {
		if !math.IsNaN(y) && y <= limit {
			sum += weight * y
			weights += weight
		}
		weight *= lambda
	}
	if !(weights > 0) {
		return 0, false
	}
	return sum / weights, true
}

// outlierAbove is the greatest load that is no outlier.
func outlierAbove(weeks []float64) float64 {
	known := slices.DeleteFunc(slices.Clone(weeks), math.IsNaN)
	middle := medianOf(known)
	distances := make([]float64, len(known))
	for i, y := range known {
		distances[i] = math.Abs(y - middle)
	}
	mad := medianOf(distances)
	if !(mad > 0) {
		return math.Inf(1)
	}
	return middle + 5*mad
}

// medianOf is the middle value, or the mean of the middle two; NaN for none. It sorts values.
func medianOf(values []float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	slices.Sort(values)
	half := len(values) / 2
	if len(values)%2 == 1 {
		return values[half]
	}
	return (values[half-1] + values[half]) / 2
}
