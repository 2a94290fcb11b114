package score

import (
	"fmt"
	"math"
	"testing"

	"shingle/generator/internal/golden"
)

func TestNPSDiffAdjustsBelowTwoHundredAnswers(t *testing.T) {
	// 25 and 40 points: of 200 each as they are, of fewer with three more answers on that side.
	for _, c := range []struct {
		before, now [3]int64
		centre      float64
	}{
		{[3]int64{100, 50, 50}, [3]int64{120, 40, 40}, 15},
		{[3]int64{100, 50, 49}, [3]int64{120, 40, 40}, 100 * (80./203 - 51./202)},
		{[3]int64{100, 50, 50}, [3]int64{120, 40, 39}, 100 * (81./202 - 50./203)},
	} {
		d := npsDiffOf(c.before, c.now, 1, 1)
		golden.Near(t, fmt.Sprint(c.before, c.now), (d.Low+d.High)/2, c.centre, 9)
	}
}

// The change printed is that of the scores printed, though its interval is centred elsewhere.
func TestNPSDiffIsTheDifferenceOfTheScores(t *testing.T) {
	d := npsDiffOf([3]int64{5, 3, 2}, [3]int64{8, 1, 1}, 1, 1)
	golden.Near(t, "value", d.Value, 40, 9)
	if middle := (d.Low + d.High) / 2; math.Abs(middle-40*10./13) > 1e-9 {
		t.Errorf("centre: got %v, want 40·10/13", middle)
	}
}

// Ten of ten before and after: no difference, and no division by an error of 0.
func TestNPSDiffOfEqualScoresIsNothing(t *testing.T) {
	few, many := npsDiffOf([3]int64{10}, [3]int64{20}, 1, 1), npsDiffOf([3]int64{300}, [3]int64{200}, 1, 1)
	if many.Z != 0 || many.P != 1 {
		t.Errorf("got %+v, want z 0 and p 1", many)
	}
	for _, d := range []Diff{few, many} {
		if d.Value != 0 || !d.Contains(0) {
			t.Errorf("got %+v, want no evidence", d)
		}
	}
}

func FuzzNPSDiff(f *testing.F) {
	f.Add(uint16(180), uint16(120), uint16(100), uint16(220), uint16(100), uint16(80))
	f.Add(uint16(1), uint16(0), uint16(0), uint16(0), uint16(0), uint16(1))
	f.Fuzz(func(t *testing.T, p1, s1, d1, p2, s2, d2 uint16) {
		a := [3]int64{int64(p1), int64(s1), int64(d1)}
		b := [3]int64{int64(p2), int64(s2), int64(d2)}
		n1, n2 := a[0]+a[1]+a[2], b[0]+b[1]+b[2]
		if n1 == 0 || n2 == 0 {
			return
		}
		d, back := npsDiffOf(a, b, 1, 1), npsDiffOf(b, a, 1, 1)
		golden.Near(t, "change", d.Value, 100*(float64(b[0]-b[2])/float64(n2)-float64(a[0]-a[2])/float64(n1)), 9)
		if !(-200 <= d.Low && d.Low <= d.High && d.High <= 200) || !(d.P >= 0 && d.P <= 1) {
			t.Errorf("got %+v", d)
		}
		if d.Value != -back.Value || d.Low != -back.High || d.High != -back.Low || d.P != back.P {
			t.Errorf("got %+v one way and %+v the other", d, back)
		}
		// The interval and its P are of one mind, but for the last digits.
		if math.Abs(d.P-.05) > 1e-6 && d.SE > 0 && d.Contains(0) != (d.P > .05) {
			t.Errorf("got %+v: interval and p disagree", d)
		}
	})
}

// A score lies between -100 and 100, so that none changes by more than 200.
func TestNPSChangesByTwoHundredAtMost(t *testing.T) {
	if up, down := npsDiff(199, 199, 1, 1), npsDiff(-199, -199, 1, 1); up.High != 200 || down.Low != -200 {
		t.Errorf("got up to %v and down to %v", up.High, down.Low)
	}
}
