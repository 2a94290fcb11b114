package score

import (
	"cmp"
	"math"
	"slices"
)

// Holm says which of several comparisons still count when all of them are shown together,
// given the P of each: sorted, the smallest must be at most alpha/m, the next alpha/(m-1), and
// so on, stopping at the first that is not. The chance of even one false alarm then stays
// below alpha. The result is in the order of p. Holm, 1979.
func Holm(p []float64, alpha float64) []bool {
	counts := make([]bool, len(p))
	for rank, i := range ascending(p) {
		if !(p[i] <= alpha/float64(len(p)-rank)) {
			break
		}
		counts[i] = true
	}
	return counts
}

// ascending is the indexes of p from the smallest to the largest value; what is not a number
// comes last.
func ascending(p []float64) []int {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if aNaN, bNaN := math.IsNaN(p[a]), math.IsNaN(p[b]); aNaN || bNaN {
			return cmp.Compare(btoi(aNaN), btoi(bNaN))
		}
		return cmp.Compare(p[a], p[b])
	})
	return order
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
