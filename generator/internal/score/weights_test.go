package score

import "testing"

func TestEqualWeightsCostNothing(t *testing.T) {
	for _, w := range []float64{1, .25, 40} {
		if deff, neff, ok := Kish([]float64{w, w, w, w, w}); !ok || deff != 1 || neff != 5 {
			t.Errorf("weight %v: got %v, %v, %v, want 1 and 5", w, deff, neff, ok)
		}
	}
	for _, w := range [][]float64{nil, {0, 0}} {
		if deff, _, ok := Kish(w); ok {
			t.Errorf("%v: got %v, want none", w, deff)
		}
	}
}

func FuzzKish(f *testing.F) {
	f.Add([]byte{1, 1, 2, 4})
	f.Add([]byte{0, 0, 9})
	f.Fuzz(func(t *testing.T, b []byte) {
		var weights []float64
		for _, v := range b {
			weights = append(weights, float64(v))
		}
		deff, neff, ok := Kish(weights)
		if !ok {
			return
		}
		n := float64(len(weights))
		if deff < 1-1e-12 || deff > n+1e-9 || neff < 1-1e-9 || neff > n+1e-9 {
			t.Errorf("%v: got %v and %v", weights, deff, neff)
		}
	})
}
