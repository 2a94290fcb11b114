package score

import (
	"slices"
	"testing"
)

func TestTallySortsRatings(t *testing.T) {
	for _, c := range []struct {
		rating  string
		answer  int // 0: none
		missing bool
	}{
		{"5", 5, false}, {" 4 ", 4, false}, {"3.0", 3, false}, {"+2", 2, false}, {"01", 1, false},
		{"", 0, true}, {"  ", 0, true}, {"n/a", 0, true},
		{"0", 0, false}, {"6", 0, false}, {"-1", 0, false}, {"4.5", 0, false}, {"4,0", 0, false}, {"N/A", 0, false},
		{"four", 0, false}, {"5.", 0, false}, {".0", 0, false}, {"1e0", 0, false}, {"0x5", 0, false}, {"NaN", 0, false},
		{"99999999999999999999", 0, false}, {"4.0.0", 0, false}, {"2.000000001", 0, false},
	} {
		a, missing, outOfRange := Tally([]string{c.rating}, 1, 5, "n/a")
		want := make([]int64, 5)
		if c.answer > 0 {
			want[c.answer-1] = 1
		}
		if !slices.Equal(a.Counts, want) || (missing == 1) != c.missing || (outOfRange == 1) != (c.answer == 0 && !c.missing) {
			t.Errorf("%q: got %v, %d missing, %d out of range", c.rating, a.Counts, missing, outOfRange)
		}
	}
}

func FuzzTallyLosesNothing(f *testing.F) {
	f.Add("5", "0", "", 1, 5)
	f.Add("10", "11", "7.5", 0, 10)
	f.Fuzz(func(t *testing.T, a, b, c string, low, steps int) {
		if low < -1000 || low > 1000 || steps < 1 || steps > 100 {
			return
		}
		forth, missing, out := Tally([]string{a, b, c}, low, low+steps-1, "-")
		back, missingBack, outBack := Tally([]string{c, b, a}, low, low+steps-1, "-")
		if forth.N()+missing+out != 3 {
			t.Errorf("got %d counted, %d missing, %d out of range, want 3 in all", forth.N(), missing, out)
		}
		if !slices.Equal(forth.Counts, back.Counts) || missing != missingBack || out != outBack {
			t.Error("the order matters")
		}
	})
}
