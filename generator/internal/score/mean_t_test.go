package score

import (
	"math"
	"testing"

	"shingle/generator/internal/golden"
)

func TestMeanHasNoIntervalWithoutSpread(t *testing.T) {
	for what, m := range map[string]Moments{
		"no values":      {},
		"one value":      {1, 4, 16},
		"all alike":      {8, 40, 200},
		"thirds, thrice": {3, 3 * (100. / 3), 3 * (100. / 3) * (100. / 3)},
	} {
		if i, ok := m.Interval(); ok {
			t.Errorf("%s: got %v, want none", what, i)
		}
	}
	var m Moments
	for range 1000 {
		m.Add(175. / 3) // 58.333..., added up with rounding
	}
	if i, ok := m.Interval(); ok {
		t.Errorf("a thousand people alike: got %v, want none", i)
	}
	m.Add(100)
	if _, ok := m.Interval(); !ok {
		t.Error("one of a thousand differs: got none")
	}
}

func TestTwoValuesAreEnoughForAnInterval(t *testing.T) {
	i, ok := Moments{2, 3, 5}.Interval() // 1 and 2
	if !ok {
		t.Fatal("got none")
	}
	golden.Near(t, "half width", half(i), 12.7062047*.5, 6)
}

func TestSumsThatAreNoNumbersHaveNoInterval(t *testing.T) {
	for _, v := range []float64{math.NaN(), math.Inf(1)} {
		if i, ok := (Moments{3, v, 5}).Interval(); ok {
			t.Errorf("%v: got %v, want none", v, i)
		}
		if i, ok := (Days{{D: 3, Y: 1, X: 2, YY: v, XY: 1, XX: 2}}).MeanInterval(0); ok {
			t.Errorf("%v: got %v, want none", v, i)
		}
		if c := XmR([]float64{1, v, 3}, XmROptions{}); c.Points[0].Signals != nil {
			t.Errorf("%v: got %v", v, c.Points[0].Signals)
		}
	}
}

// 100 million answers of 5 and one of 4: the sums are large and nearly cancel.
func TestSmallSpreadOfManyIsKept(t *testing.T) {
	a := Answers{4, []int64{1, 100_000_000}}
	sd, ok := a.SD()
	golden.Near(t, "sd", sd*1e4, 1, 6)
	if _, has := a.MeanInterval(); !ok || !has {
		t.Error("got no interval")
	}
}

func TestMeanOfNothingIsNoData(t *testing.T) {
	var m Moments
	if _, ok := m.Mean(); ok {
		t.Error("got a mean of nothing")
	}
	m.Add(7)
	if mean, ok := m.Mean(); !ok || mean != 7 {
		t.Errorf("got %v %v, want 7", mean, ok)
	}
	if _, ok := m.SE(); ok {
		t.Error("got an error of one value")
	}
}

func FuzzMomentsOfPartsAddUp(f *testing.F) {
	f.Add([]byte{5, 4, 4, 3, 2}, 2)
	f.Add([]byte{0, 255}, 0)
	f.Fuzz(func(t *testing.T, values []byte, cut int) {
		if cut < 0 || cut > len(values) {
			return
		}
		var whole, head, tail, reversed Moments
		for i, v := range values {
			whole.Add(float64(v))
			reversed.Add(float64(values[len(values)-1-i]))
			if i < cut {
				head.Add(float64(v))
			} else {
				tail.Add(float64(v))
			}
		}
		if head.Merge(tail) != whole || tail.Merge(head) != whole || reversed != whole {
			t.Errorf("got %v, %v and %v, want %v", head.Merge(tail), tail.Merge(head), reversed, whole)
		}
		sd, ok := whole.SD()
		if !ok {
			return
		}
		// The definition: squared distances from the mean, one by one.
		mean, _ := whole.Mean()
		ss := 0.0
		for _, v := range values {
			ss += square(float64(v) - mean)
		}
		if want := math.Sqrt(ss / float64(len(values)-1)); math.Abs(sd-want) > 1e-9*(1+want) {
			t.Errorf("sd: got %v, want %v", sd, want)
		}
		if i, ok := whole.Interval(); ok != (sd > 0) || ok && !i.Contains(mean) {
			t.Errorf("got %v %v around %v", i, ok, mean)
		}
	})
}
