package score

import (
	"testing"

	"shingle/generator/internal/golden"
)

// Two groups of one size and one spread: Student's own test, with 2n-2 degrees of freedom.
func TestWelchIsStudentForLikeGroups(t *testing.T) {
	d, ok := WelchDiff(5, 10, 2, 5, 13, 2)
	if !ok {
		t.Fatal("no difference")
	}
	golden.Near(t, "value", d.Value, 3, 12)
	golden.Near(t, "se", d.SE, 1.264911, 6)
	golden.Near(t, "t", d.Z, 2.371708, 6)
	golden.Near(t, "p", d.P, .045126, 6)
	golden.Near(t, "low", d.Low, 3-2.306004*1.264911, 5)
	golden.Near(t, "high", d.High, 3+2.306004*1.264911, 5)
}

func TestWelchNeedsSpreadOnBothSides(t *testing.T) {
	for _, c := range []struct {
		n1, n2   int64
		sd1, sd2 float64
	}{{1, 5, 1, 1}, {5, 1, 1, 1}, {5, 5, 0, 1}, {5, 5, 1, 0}, {0, 0, 0, 0}} {
		if d, ok := WelchDiff(c.n1, 3, c.sd1, c.n2, 4, c.sd2); ok {
			t.Errorf("%+v: got %v, want none", c, d)
		}
	}
}

func TestWelchIsContentWithTwoValues(t *testing.T) {
	if d, ok := WelchDiff(2, 3, 1, 2, 4, 1); !ok || d.Value != 1 {
		t.Errorf("got %v %v, want 1", d, ok)
	}
}

func TestWelchTurnsRoundWithTheGroups(t *testing.T) {
	a, _ := WelchDiff(12, 50, 20, 30, 61, 25)
	b, _ := WelchDiff(30, 61, 25, 12, 50, 20)
	if a.Value != -b.Value || a.Low != -b.High || a.High != -b.Low || a.Z != -b.Z || a.P != b.P || a.SE != b.SE {
		t.Errorf("got %v and %v", a, b)
	}
}

// A side of whom everybody answered leaves nothing to chance: the other side's error is all there is. Squared
// errors of 9 and 16 make 5; with the first gone 4, with a half of each 2.5.
func TestErrorsAreNarrowedSideBySide(t *testing.T) {
	for _, c := range []struct{ f1, f2, se float64 }{{1, 1, 5}, {0, 1, 4}, {1, 0, 3}, {.5, .5, 2.5}, {0, 0, 0}} {
		d := Diff{Value: 10, Interval: Interval{0, 20}, SE: 5}.nearer(9, c.f1, 16, c.f2)
		golden.Near(t, "se", d.SE, c.se, 12)
		golden.Near(t, "low", d.Low, 10-2*c.se, 12)
		golden.Near(t, "high", d.High, 10+2*c.se, 12)
		if c.se > 0 {
			golden.Near(t, "z", d.Z, 10/c.se, 12)
			golden.Near(t, "p", d.P, normalP(10/c.se), 12)
		}
	}
	if d := (Diff{Value: 1}).nearer(0, .5, 0, .5); d != (Diff{Value: 1}) {
		t.Errorf("without an error: got %v", d)
	}
}

// An error of one point on either side's account, of which half is left.
func TestAnErrorOfOneIsNarrowedToo(t *testing.T) {
	d := Diff{Value: 3, Interval: Interval{1, 5}, SE: 1}.nearer(.5, .5, .5, .5)
	if d.SE != .5 || d.Low != 2 || d.High != 4 || d.Z != 6 {
		t.Errorf("got %+v", d)
	}
	still := Diff{Value: 3, Interval: Interval{3, 3}}
	if d := still.nearer(1, .5, 1, .5); d != still {
		t.Errorf("got %+v, want what has no error as it is", d)
	}
}
