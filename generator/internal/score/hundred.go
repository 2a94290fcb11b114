package score

import (
	"cmp"
	"slices"
)

// OfHundred says how counts share a hundred, in whole numbers that add up to 100: each gets
// its whole part, and those with the largest remainders one more (of equal ones the first).
// Rounded each on its own, parts may add up to 99 or 101. Of nothing all are 0.
func OfHundred(counts []int64) []int64 {
	var total int64
	for _, n := range counts {
		total += n
	}
	parts, order, left := make([]int64, len(counts)), make([]int, len(counts)), int64(100)
	if total == 0 {
		return parts
	}
	for i, n := range counts {
		parts[i], order[i] = 100*n/total, i
		left -= parts[i]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(100*counts[b]%total, 100*counts[a]%total) })
	for _, i := range order[:left] {
		parts[i]++
	}
	return parts
}
