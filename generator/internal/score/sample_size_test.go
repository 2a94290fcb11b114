package score

import (
	"math"
	"testing"
)

// The margins that the guide of the Civil Service People Survey prints: 10, 3 and 4 points.
func TestMarginOfErrorAsPublished(t *testing.T) {
	for _, c := range []struct {
		p    float64
		n    int64
		want string
	}{{.5, 100, "10"}, {.5, 1000, "3"}, {.05, 100, "4"}} {
		if got := FormatFloat(MarginOfError(c.p, c.n), 0); got != c.want {
			t.Errorf("%v of %d: got %s, want %s", c.p, c.n, got, c.want)
		}
	}
}

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
			n = JustSignificantN(variance, variance, points)
			if MinimumDetectable(variance, n, variance, n) > points+1e-9 || MinimumDetectable(variance, n-1, variance, n-1) <= points {
				t.Errorf("variance %v, %v points: got %d each", variance, points, n)
			}
			if half := PowerN(variance, variance, points, .5); half != n {
				t.Errorf("variance %v, %v points: got %d for one in two, want %d", variance, points, half, n)
			}
		}
	}
}
