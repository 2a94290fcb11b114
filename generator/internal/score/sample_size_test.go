package score

import (
	"math"
	"testing"
)

// Rounding must not ask for one more: here 100 answers are just enough.
func TestWholeSampleSizesAreNotRoundedUp(t *testing.T) {
	if got := MarginN(100*square(.07/z95), 7); got != 100 {
		t.Errorf("got %d, want 100", got)
	}
}

// So many answers bring the margin down to what was asked for, and one fewer does not.
func TestSampleSizesAreTheSmallestThatDo(t *testing.T) {
	for _, variance := range []float64{.1971, .25, .5971, 1} {
		for _, points := range []float64{.5, 1, 3, 10} {
			n := MarginN(variance, points)
			margin := func(n int64) float64 { return 100 * z95 * math.Sqrt(variance/float64(n)) }
			if margin(n) > points+1e-9 || margin(n-1) <= points {
				t.Errorf("variance %v, %v points: got %d, with margins %v and one fewer %v", variance, points, n, margin(n), margin(n-1))
			}
		}
	}
}
