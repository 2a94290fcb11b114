package score

import (
	"math"
	"slices"
	"testing"

	"shingle/generator/internal/golden"
)

// steady is twelve points with a mean of 50 and a mean moving range of 10: limits 23.4 and 76.6,
// 2 sigma lines at 32.27 and 67.73.
func steady() []float64 {
	values := []float64{50, 60, 50, 40, 50, 40, 50, 60, 50, 40, 50, 60}
	return slices.Clone(values)
}

// signalsAfter draws the values after the steady year and gives the signals of all points.
func signalsAfter(values ...float64) XmRChart {
	return XmR(append(steady(), values...), XmROptions{FixAfter: 12})
}

func TestXmRLimitsOfASteadyYear(t *testing.T) {
	c := signalsAfter()
	if b := c.Baselines[0]; b.Mean != 50 || b.MeanMovingRange != 10 || b.Points != 12 || b.Trial || b.NoVariation || b.SigmaZ != 1 {
		t.Errorf("got %+v", b)
	}
	p := c.Points[3]
	golden.Near(t, "lower", p.Lower, 23.4, 9)
	golden.Near(t, "upper", p.Upper, 76.6, 9)
	golden.Near(t, "lower 2 sigma", p.LowerSigma2, 50-26.6*2/3, 9)
	golden.Near(t, "upper 2 sigma", p.UpperSigma2, 50+26.6*2/3, 9)
	if p.Index != 3 || p.Value != 40 || p.MovingRange != 10 || !math.IsNaN(c.Points[0].MovingRange) {
		t.Errorf("got %+v", p)
	}
	for _, p := range c.Points {
		if p.Signals != nil {
			t.Errorf("point %d: got %v, want none", p.Index, p.Signals)
		}
	}
}

func TestXmRLimitsAreTrialUnderTwelvePoints(t *testing.T) {
	for n, want := range map[int]bool{2: true, 11: true, 12: false} {
		if c := XmR(steady()[:n], XmROptions{}); c.Baselines[0].Trial != want {
			t.Errorf("%d points: got %v, want %v", n, c.Baselines[0].Trial, want)
		}
	}
	if c := XmR(steady(), XmROptions{FixAfter: 8}); !c.Baselines[0].Trial || c.Baselines[0].Points != 8 {
		t.Errorf("fixed after 8: got %+v, want trial limits", c.Baselines[0])
	}
}

func TestXmRFixedLimitsDoNotMove(t *testing.T) {
	before, after := signalsAfter(), signalsAfter(90, 95, 99)
	for i, p := range before.Points {
		if q := after.Points[i]; q.Mean != p.Mean || q.Lower != p.Lower || q.Upper != p.Upper {
			t.Errorf("point %d: got %+v, want %+v", i, q, p)
		}
	}
	if b := after.Baselines[0]; b != before.Baselines[0] {
		t.Errorf("got %+v, want %+v", b, before.Baselines[0])
	}
	if free := XmR(append(steady(), 90, 95, 99), XmROptions{}); free.Points[0].Mean == 50 {
		t.Error("limits not fixed: got the mean of the first twelve")
	}
}

func TestXmRWithoutVariation(t *testing.T) {
	// 80.1 cannot be held exactly in binary: twelve of them must still have a mean of 80.1.
	var same []float64
	for range 12 {
		same = append(same, 80.1)
	}
	for _, screen := range []bool{false, true} {
		c := XmR(append(same, 80.1, 80.2, 80), XmROptions{FixAfter: 12, ScreenOutliers: screen})
		if b := c.Baselines[0]; !b.NoVariation || b.Mean != 80.1 || b.MeanMovingRange != 0 {
			t.Errorf("got %+v, want no variation", b)
		}
		for i, p := range c.Points {
			want := map[int][]string{13: {"outside"}, 14: {"outside"}}[i]
			if !slices.Equal(p.Signals, want) || p.Lower != 80.1 || p.Upper != 80.1 {
				t.Errorf("point %d: got %+v, want signals %v", i, p, want)
			}
		}
		if !c.Points[13].Up || c.Points[14].Up {
			t.Error("got the wrong directions")
		}
	}
}

func TestXmRIgnoresRoundingOfBinaryFractions(t *testing.T) {
	// A third of a hundred, as if worked out in two ways: equal but for the last bit.
	third, again := 100./3, math.Nextafter(100./3, 100)
	c := XmR([]float64{third, again, third, again, third, again, third, again}, XmROptions{})
	if !c.Baselines[0].NoVariation {
		t.Errorf("got %+v, want no variation", c.Baselines[0])
	}
	for _, p := range c.Points {
		if p.Signals != nil {
			t.Errorf("point %d: got %v", p.Index, p.Signals)
		}
	}
}

func TestXmRScreeningDropsLargeRangesOnce(t *testing.T) {
	// Ranges 1, 1, 1, 1, 16 have a mean of 4: 16 is beyond 3.267·4 and leaves 1. Of 1, 1, 1, 9 with
	// a mean of 3, 9 is not. It is dropped on reaching 3.267 times the mean exactly.
	for _, c := range []struct {
		values []float64
		want   float64
	}{
		{[]float64{0, 1, 2, 3, 4, 20}, 1},
		{[]float64{0, 1, 2, 3, 12}, 3},
		{[]float64{0, 3267, 3567, 3867, 4000}, 733. / 3},
	} {
		if got := XmR(c.values, XmROptions{ScreenOutliers: true}).Baselines[0].MeanMovingRange; got != c.want {
			t.Errorf("%v: got %v, want %v", c.values, got, c.want)
		}
	}
}

func TestXmRStartsAnewAtARebase(t *testing.T) {
	values := append(steady(), 90, 100, 90, 80, 90, 80, 90, 100, 90, 80, 90, 100)
	c := XmR(values, XmROptions{Rebase: []int{12, 0, 12, -1, 24, 99}})
	if len(c.Baselines) != 2 || c.Baselines[0].Start != 0 || c.Baselines[1].Start != 12 {
		t.Fatalf("got %+v, want baselines at 0 and 12", c.Baselines)
	}
	if b := c.Baselines[1]; b.Mean != 90 || b.MeanMovingRange != 10 || b.Points != 12 {
		t.Errorf("got %+v", b)
	}
	if len(c.Points) != 24 || !math.IsNaN(c.Points[12].MovingRange) {
		t.Errorf("got %d points, the range at the new start %v", len(c.Points), c.Points[12].MovingRange)
	}
	for i, p := range c.Points {
		if p.Index != i || p.Value != values[i] || p.Signals != nil {
			t.Errorf("point %d: got %+v", i, p)
		}
	}
	// Without the new start the step is news.
	if p := XmR(values, XmROptions{FixAfter: 12}).Points[13]; !slices.Contains(p.Signals, "outside") {
		t.Errorf("got %v, want outside", p.Signals)
	}
	// Seven rises in a row, cut in the middle, are no trend.
	rising := []float64{1, 2, 3, 4, 5, 6, 7}
	if c := XmR(rising, XmROptions{Rebase: []int{3}}); slices.Contains(c.Points[6].Signals, "trend") {
		t.Errorf("got %v across baselines", c.Points[6].Signals)
	}
}

func TestXmROfVeryFewPoints(t *testing.T) {
	if c := XmR(nil, XmROptions{Rebase: []int{0, 3}}); len(c.Points) != 0 || len(c.Baselines) != 0 || c.Assurance(50, true) != "" {
		t.Errorf("no points: got %+v", c)
	}
	if b := XmR([]float64{50, 53}, XmROptions{}).Baselines[0]; b.Mean != 51.5 || b.MeanMovingRange != 3 {
		t.Errorf("two points: got %+v", b)
	}
	c := XmR([]float64{50}, XmROptions{})
	if p := c.Points[0]; p.Mean != 50 || !math.IsNaN(p.Lower) || !math.IsNaN(p.Upper) || p.Signals != nil || c.Assurance(40, true) != "" {
		t.Errorf("one point: got %+v, want a mean and no limits", p)
	}
}

func TestAssuranceComparesThePromiseWithTheLimits(t *testing.T) {
	c := XmR(steady(), XmROptions{}) // 23.4 to 76.6
	for _, w := range []struct {
		promise  float64
		up, down string
	}{
		{20, "will_keep", "will_miss"}, {23, "will_keep", "will_miss"}, {24, "may_miss", "may_miss"},
		{50, "may_miss", "may_miss"}, {76, "may_miss", "may_miss"}, {77, "will_miss", "will_keep"},
		{c.Points[0].Upper, "may_miss", "may_miss"}, {c.Points[0].Lower, "may_miss", "may_miss"},
	} {
		if got := c.Assurance(w.promise, true); got != w.up {
			t.Errorf("%v, more is better: got %s, want %s", w.promise, got, w.up)
		}
		if got := c.Assurance(w.promise, false); got != w.down {
			t.Errorf("%v, less is better: got %s, want %s", w.promise, got, w.down)
		}
	}
}

func TestAssuranceGoesByTheLastBaseline(t *testing.T) {
	values := append(steady(), 90, 95, 90, 95)
	c := XmR(values, XmROptions{Rebase: []int{12}})
	if got := c.Assurance(70, true); got != "will_keep" {
		t.Errorf("got %s, want will_keep", got)
	}
}

func TestClipCutsLinesAndKeepsSignals(t *testing.T) {
	c := XmR([]float64{90, 99, 88, 97, 89, 100, 91}, XmROptions{})
	clipped := c.Clip(0, 100)
	if !(c.Points[0].Upper > 100) || !(c.Points[0].UpperSigma2 > 100) {
		t.Fatalf("got %+v: nothing to cut", c.Points[0])
	}
	for i, p := range clipped.Points {
		if p.Upper != 100 || p.UpperSigma2 != 100 || p.Lower != c.Points[i].Lower || !slices.Equal(p.Signals, c.Points[i].Signals) {
			t.Errorf("got %+v", p)
		}
	}
	if !(c.Points[0].Upper > 100) {
		t.Error("the chart itself was changed")
	}
	low := XmR([]float64{10, 1, 12, 3, 11, 0, 9}, XmROptions{})
	if p := low.Clip(0, 100).Points[0]; p.Lower != 0 || p.LowerSigma2 != 0 || p.Upper != low.Points[0].Upper || p.UpperSigma2 != low.Points[0].UpperSigma2 {
		t.Errorf("got %+v of %+v", p, low.Points[0])
	}
	mid := XmR(steady(), XmROptions{})
	if p := mid.Clip(0, 100).Points[0]; p.Lower != mid.Points[0].Lower || p.LowerSigma2 != mid.Points[0].LowerSigma2 {
		t.Errorf("got %+v of %+v", p, mid.Points[0])
	}
}

// Limits may be fixed by the first point alone.
func TestLimitsAreOfSoManyPoints(t *testing.T) {
	for fixed, want := range map[int]int{0: 3, 1: 1, 2: 2, 9: 3} {
		if got := XmR([]float64{1, 2, 4}, XmROptions{FixAfter: fixed}).Baselines[0].Points; got != want {
			t.Errorf("fixed after %d: got %d, want %d", fixed, got, want)
		}
	}
}
