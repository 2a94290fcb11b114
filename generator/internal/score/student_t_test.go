package score

import (
	"math"
	"testing"

	"shingle/generator/internal/golden"
)

// Quantiles as in any table of Student's t.
func TestStudentQuantiles(t *testing.T) {
	for df, want := range map[float64]float64{
		1: 12.7062047, 2: 4.3026527, 4: 2.7764451, 9: 2.2621572, 29: 2.0452296, 120: 1.9799304, 1000: 1.9623391, 1e5: 1.9599877,
	} {
		golden.Near(t, "t", t975(df), want, 6)
	}
	golden.Near(t, "normal", t975(1e15), z95, 12)
	golden.Near(t, "across the change of method", t975(1e5-1)-t975(1e5), (z95*z95*z95+z95)/4*(1/(1e5-1)-1/1e5), 9)
}

func TestStudentProbabilityBelongsToTheQuantile(t *testing.T) {
	for _, df := range []float64{1, 2.5, 4, 29, 1e3, 1e6} {
		golden.Near(t, "p", studentP(t975(df), df), .05, 8)
		golden.Near(t, "p of the opposite", studentP(-t975(df), df), .05, 8)
	}
	if got := studentP(math.Inf(1), 4); got != 0 {
		t.Errorf("infinite t: got %v, want 0", got)
	}
}

func TestNormalProbability(t *testing.T) {
	golden.Near(t, "1.96", normalP(z95), .05, 12)
	golden.Near(t, "0", normalP(0), 1, 12)
	golden.Near(t, "-2.6439", normalP(-2.6439), .0082, 4)
}

func TestNothingLiesBeyondEndlessT(t *testing.T) {
	for _, v := range []float64{math.Inf(1), math.Inf(-1)} {
		if p := studentP(v, 7); p != 0 {
			t.Errorf("%v: got %v, want 0", v, p)
		}
	}
}
