package score

import (
	"math"
	"testing"

	"shingle/generator/internal/golden"
)

func TestPooledZOfSharesThatCannotDiffer(t *testing.T) {
	for _, c := range [][4]int64{{0, 10, 0, 20}, {10, 10, 20, 20}, {5, 10, 10, 20}} {
		if z, p := PooledZ(c[0], c[1], c[2], c[3]); z != 0 || p != 1 {
			t.Errorf("%v: got z %v and p %v, want 0 and 1", c, z, p)
		}
	}
}

func TestNewcombeIsPositiveWhenTheShareRose(t *testing.T) {
	d := Newcombe(1500, 2000, 1640, 2000)
	golden.Near(t, "value", d.Value, 7, 9)
	golden.Near(t, "se", d.SE, 1.29913, 5)
	if !(d.Low > 0 && d.Z > 0) {
		t.Errorf("got %+v, want all of it above 0", d)
	}
}

func FuzzNewcombe(f *testing.F) {
	f.Add(uint16(56), uint16(14), uint16(48), uint16(32))
	f.Add(uint16(0), uint16(10), uint16(0), uint16(20))
	f.Add(uint16(1), uint16(0), uint16(0), uint16(1))
	f.Fuzz(func(t *testing.T, yes1, no1, yes2, no2 uint16) {
		x1, n1, x2, n2 := int64(yes1), int64(yes1)+int64(no1), int64(yes2), int64(yes2)+int64(no2)
		if n1 == 0 || n2 == 0 {
			return
		}
		d, back := Newcombe(x1, n1, x2, n2), Newcombe(x2, n2, x1, n1)
		if !(-100 <= d.Low && d.Low <= d.Value && d.Value <= d.High && d.High <= 100) {
			t.Errorf("got %+v", d)
		}
		if d.Value != -back.Value || math.Abs(d.Low+back.High) > 1e-9 || math.Abs(d.High+back.Low) > 1e-9 || d.P != back.P {
			t.Errorf("got %+v one way and %+v the other", d, back)
		}
		if !(d.P >= 0 && d.P <= 1) {
			t.Errorf("p: got %v", d.P)
		}
	})
}
