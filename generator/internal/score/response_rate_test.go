package score

import "testing"

func TestImpossibleResponsesAreRefused(t *testing.T) {
	for _, c := range [][3]int64{{11, 10, 0}, {10, 10, 1}, {-1, 10, 0}, {1, 10, -1}} {
		if x, n, err := Responses(c[0], c[1], c[2]); err == nil || x != 0 || n != 0 {
			t.Errorf("%v: got %d of %d, want an error", c, x, n)
		}
	}
}

func TestNobodyAnsweringIsARate(t *testing.T) {
	if x, n, err := Responses(0, 10, 10); x != 0 || n != 0 || err != nil {
		t.Errorf("none delivered: got %d of %d, %v, want 0 of 0", x, n, err)
	}
	if x, n, err := Responses(0, 10, 0); x != 0 || n != 10 || err != nil {
		t.Errorf("got %d of %d, %v, want 0 of 10", x, n, err)
	}
}

func TestNonresponseBoundsCloseWhenAllAnswer(t *testing.T) {
	if got, want := NonresponseBounds(1, .75), (Interval{75, 75}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	if got, want := NonresponseBounds(0, .75), (Interval{0, 100}); got != want {
		t.Errorf("nobody: got %v, want %v", got, want)
	}
}
