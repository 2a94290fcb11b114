package score

import (
	"math"
	"testing"
)

func TestNPSDiffAdjustsBelowTwoHundredAnswers(t *testing.T) {
	plain, adjusted := NPSWaldDiff(100, 50, 50, 120, 40, 40), NPSAdjustedWaldDiff(100, 50, 50, 120, 40, 40)
	if got := NPSDiff(100, 50, 50, 120, 40, 40); got != plain || got == adjusted {
		t.Errorf("200 each: got %v, want %v", got, plain)
	}
	if got, want := NPSDiff(100, 50, 49, 120, 40, 40), NPSAdjustedWaldDiff(100, 50, 49, 120, 40, 40); got != want {
		t.Errorf("199 before: got %v, want %v", got, want)
	}
	if got, want := NPSDiff(100, 50, 50, 120, 40, 39), NPSAdjustedWaldDiff(100, 50, 50, 120, 40, 39); got != want {
		t.Errorf("199 now: got %v, want %v", got, want)
	}
}

// The change printed is that of the scores printed, though its interval is centred elsewhere.
func TestNPSDiffIsTheDifferenceOfTheScores(t *testing.T) {
	d := NPSDiff(5, 3, 2, 8, 1, 1)
	near(t, "value", d.Value, 40, 9)
	if middle := (d.Low + d.High) / 2; math.Abs(middle-40*10./13) > 1e-9 {
		t.Errorf("centre: got %v, want 40·10/13", middle)
	}
}

// Ten of ten before and after: no difference, and no division by an error of 0.
func TestNPSDiffOfEqualScoresIsNothing(t *testing.T) {
	for name, diff := range map[string]func(p1, s1, d1, p2, s2, d2 int64) Diff{"wald": NPSWaldDiff, "adjusted": NPSAdjustedWaldDiff} {
		d := diff(10, 0, 0, 20, 0, 0)
		if name == "wald" && (d.Z != 0 || d.P != 1) {
			t.Errorf("%s: got %+v, want z 0 and p 1", name, d)
		}
		if d.Value != 0 || !d.Contains(0) {
			t.Errorf("%s: got %+v, want no evidence", name, d)
		}
	}
}

func FuzzNPSDiff(f *testing.F) {
	f.Add(uint16(180), uint16(120), uint16(100), uint16(220), uint16(100), uint16(80))
	f.Add(uint16(1), uint16(0), uint16(0), uint16(0), uint16(0), uint16(1))
	f.Fuzz(func(t *testing.T, p1, s1, d1, p2, s2, d2 uint16) {
		a := [3]int64{int64(p1), int64(s1), int64(d1)}
		b := [3]int64{int64(p2), int64(s2), int64(d2)}
		before, ok1 := NPS(a[0], a[1], a[2])
		now, ok2 := NPS(b[0], b[1], b[2])
		if !ok1 || !ok2 {
			return
		}
		d, back := NPSDiff(a[0], a[1], a[2], b[0], b[1], b[2]), NPSDiff(b[0], b[1], b[2], a[0], a[1], a[2])
		if d.Value != now-before || !(-200 <= d.Low && d.Low <= d.High && d.High <= 200) || !(d.P >= 0 && d.P <= 1) {
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
