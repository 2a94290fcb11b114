package score

import "testing"

// Two groups of one size and one spread: Student's own test, with 2n-2 degrees of freedom.
func TestWelchIsStudentForLikeGroups(t *testing.T) {
	d, ok := WelchDiff(5, 10, 2, 5, 13, 2)
	if !ok {
		t.Fatal("no difference")
	}
	near(t, "value", d.Value, 3, 12)
	near(t, "se", d.SE, 1.264911, 6)
	near(t, "t", d.Z, 2.371708, 6)
	near(t, "p", d.P, .045126, 6)
	near(t, "low", d.Low, 3-2.306004*1.264911, 5)
	near(t, "high", d.High, 3+2.306004*1.264911, 5)
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
