package score

import (
	"math"
	"slices"
	"testing"
)

func TestHolmStopsAtTheFirstThatDoesNotCount(t *testing.T) {
	for _, c := range []struct {
		p    []float64
		want []bool
	}{
		{nil, []bool{}},
		{[]float64{.05}, []bool{true}},
		{[]float64{.0501}, []bool{false}},
		{[]float64{.01, .04, .03, .005}, []bool{true, false, false, true}}, // Holm's own example
		{[]float64{.026, .026}, []bool{false, false}},                      // either would count alone
		{[]float64{.025, .05}, []bool{true, true}},
		{[]float64{math.NaN(), .025}, []bool{false, true}},
	} {
		if got := Holm(c.p, .05); !slices.Equal(got, c.want) {
			t.Errorf("%v: got %v, want %v", c.p, got, c.want)
		}
	}
}

// The fifteen comparisons in the paper of Benjamini and Hochberg (1995), of which three stand.
func TestHolmOfAPublishedTable(t *testing.T) {
	p := []float64{.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1}
	count := func(stands []bool) (n int) {
		for _, s := range stands {
			if s {
				n++
			}
		}
		return n
	}
	if got := count(Holm(p, .05)); got != 3 {
		t.Errorf("holm: got %d, want 3", got)
	}
}

func FuzzManyComparisons(f *testing.F) {
	f.Add([]byte{1, 2, 40, 200}, uint8(1))
	f.Add([]byte{0, 0, 255}, uint8(2))
	f.Fuzz(func(t *testing.T, b []byte, turn uint8) {
		if len(b) == 0 {
			return
		}
		p := make([]float64, len(b))
		for i, v := range b {
			p[i] = float64(v) / 1000
		}
		holm := Holm(p, .05)
		k := int(turn) % len(p)
		turned := append(slices.Clone(p[k:]), p[:k]...)
		holmTurned := Holm(turned, .05)
		for i := range p {
			alone, bonferroni := p[i] <= .05, p[i] <= .05/float64(len(p))
			if bonferroni && !holm[i] || holm[i] && !alone {
				t.Errorf("%v: bonferroni %v, holm %v, alone %v: each should let the next stand", p[i], bonferroni, holm[i], alone)
			}
			j := (i + len(p) - k) % len(p)
			if p[i] != turned[j] || holm[i] != holmTurned[j] {
				t.Errorf("the order of the comparisons matters")
			}
			for j := range p {
				if p[j] < p[i] && holm[i] && !holm[j] {
					t.Errorf("%v stands and %v does not", p[i], p[j])
				}
			}
		}
	})
}
