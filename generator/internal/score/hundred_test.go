package score_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"shingle/generator/internal/score"
)

// Of 3999 callers 2955 were answered in time, 649 later, 45 are to be called back, 350 gave up: 73.89, 16.23, 1.13 and 8.75
// percent. The whole parts add up to 98; the two largest remainders get one more each.
func ExampleOfHundred() {
	fmt.Println(score.OfHundred([]int64{2955, 649, 45, 350}))
	fmt.Println(score.OfHundred([]int64{1, 1, 1}))
	// Output:
	// [74 16 1 9]
	// [34 33 33]
}

func TestHundredthsAddUp(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		counts := make([]int64, 1+r.IntN(9))
		var total, sum int64
		for i := range counts {
			counts[i] = r.Int64N(1 << r.IntN(40))
			total += counts[i]
		}
		for i, n := range score.OfHundred(counts) {
			sum += n
			if off := float64(n) - 100*float64(counts[i])/float64(max(1, total)); off <= -1 || off >= 1 {
				t.Fatalf("%v: %d of them is told as %d of 100", counts, counts[i], n)
			}
		}
		if want := int64(100); total > 0 && sum != want {
			t.Fatalf("%v: got %d of 100", counts, sum)
		}
	}
}
