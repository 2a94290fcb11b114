package score

import (
	"math"
	"testing"

	"shingle/generator/internal/golden"
)

func TestEveryoneAnsweringLeavesNothingToChance(t *testing.T) {
	for _, headcount := range []int64{12, 11, 0} { // a headcount below the answers counts as everyone
		if got := FPC(3, 12, headcount); got != 0 {
			t.Errorf("12 of %d: got %v, want 0", headcount, got)
		}
		if got, want := WilsonFPC(9, 12, headcount), (Interval{75, 75}); got != want {
			t.Errorf("12 of %d: got %v, want %v", headcount, got, want)
		}
	}
	if se, n := FPC(3, 1, 1), EffectiveN(1, 1); se != 0 || !math.IsInf(n, 1) {
		t.Errorf("1 of 1: got %v and %v, want 0 and infinity", se, n)
	}
}

// The number of answers and the corrected error are two ways to say the same.
func TestEffectiveNBelongsToFPC(t *testing.T) {
	for _, c := range [][2]int64{{1, 2}, {60, 80}, {10, 1000}, {999, 1000}} {
		n, headcount := c[0], c[1]
		corrected := FPC(1/math.Sqrt(float64(n)), n, headcount)
		golden.Near(t, "error", 1/math.Sqrt(EffectiveN(n, headcount)), corrected, 12)
	}
}

func FuzzWilsonFPC(f *testing.F) {
	f.Add(uint16(45), uint16(15), uint16(20))
	f.Add(uint16(17), uint16(80), uint16(0))
	f.Fuzz(func(t *testing.T, yes, no, silent uint16) {
		x, n := int64(yes), int64(yes)+int64(no)
		if n == 0 {
			return
		}
		p := 100 * float64(x) / float64(n)
		narrow, plain := WilsonFPC(x, n, n+int64(silent)), Wilson(x, n)
		if !narrow.Contains(p) || half(narrow) > half(plain)+1e-9 {
			t.Errorf("%d of %d of %d: got %v, want it around %v and within %v", x, n, n+int64(silent), narrow, p, plain)
		}
		if silent > 0 && half(narrow) == 0 {
			t.Errorf("%d silent: got certainty", silent)
		}
	})
}
