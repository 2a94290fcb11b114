package score

import (
	"math"
	"slices"
	"testing"
)

func TestPChartWidensForFewAnswers(t *testing.T) {
	c := PChart([]int64{20, 60, 36}, []int64{100, 400, 225}, XmROptions{})
	if b := c.Baselines[0]; FormatFloat(b.Mean, 6) != "16.000000" || !math.IsNaN(b.MeanMovingRange) || b.SigmaZ != 1 {
		t.Errorf("got %+v, want a mean of 116 of 725", b)
	}
	// sqrt(.16·.84) = .366606
	for i, want := range []float64{10.998182, 5.499091, 7.332121} {
		p := c.Points[i]
		near(t, "half width", p.Upper-p.Mean, want, 6)
		near(t, "2 sigma", p.UpperSigma2-p.Mean, want*2/3, 6)
		near(t, "lower", p.Mean-p.Lower, want, 6)
	}
	near(t, "moving range", c.Points[1].MovingRange, 5, 9)
}

// 45 and 55 of 100, in turn: z is -1 and 1, its moving range 2, its sigma 2/1.128.
func TestLaneyWidensByTheSpreadOfZ(t *testing.T) {
	x, n := []int64{45, 55, 45, 55}, []int64{100, 100, 100, 100}
	c := Laney(x, n, XmROptions{})
	b := c.Baselines[0]
	near(t, "mean range of z", b.MeanMovingRange, 2, 9)
	near(t, "sigma z", b.SigmaZ, 1.7730496, 6)
	near(t, "upper", c.Points[0].Upper, 50+3*5*1.7730496, 5)
	near(t, "lower", c.Points[0].Lower, 50-3*5*1.7730496, 5)
}

func TestChartsOfSharesFixAndRebase(t *testing.T) {
	x := []int64{45, 55, 45, 55, 90, 95, 90, 95}
	n := []int64{100, 100, 100, 100, 100, 100, 100, 100}
	for name, chart := range map[string]func(x, n []int64, o XmROptions) XmRChart{"p": PChart, "laney": Laney} {
		fixed := chart(x, n, XmROptions{FixAfter: 4})
		if p := fixed.Points[7]; p.Mean != 50 || !slices.Contains(p.Signals, "outside") || !p.Up {
			t.Errorf("%s, fixed: got %+v, want outside", name, p)
		}
		rebased := chart(x, n, XmROptions{Rebase: []int{4}})
		if p := rebased.Points[7]; p.Mean != 92.5 || p.Signals != nil || p.Index != 7 || p.Value != 95 {
			t.Errorf("%s, rebased: got %+v, want no signal", name, p)
		}
	}
}

func TestChartsOfSharesWithoutVariation(t *testing.T) {
	for what, x := range map[string][]int64{"none": {0, 0, 0}, "all": {10, 20, 10}} {
		n := []int64{10, 20, 10}
		for name, chart := range map[string]func(x, n []int64, o XmROptions) XmRChart{"p": PChart, "laney": Laney} {
			c := chart(x, n, XmROptions{})
			if p := c.Points[1]; !c.Baselines[0].NoVariation || p.Lower != p.Mean || p.Upper != p.Mean || p.Signals != nil {
				t.Errorf("%s, %s: got %+v of %+v, want no variation", name, what, p, c.Baselines[0])
			}
		}
	}
	// Shares all alike: chance still allows for some, so only Laney's chart has no width.
	alike := []int64{5, 10, 5}
	if c := PChart(alike, []int64{10, 20, 10}, XmROptions{}); c.Baselines[0].NoVariation || !(c.Points[0].Upper > 90) {
		t.Errorf("p: got %+v", c.Baselines[0])
	}
	if c := Laney(alike, []int64{10, 20, 10}, XmROptions{}); !c.Baselines[0].NoVariation || c.Points[0].Upper != 50 {
		t.Errorf("laney: got %+v", c.Baselines[0])
	}
}

func TestUnequalSizesFromAQuarterOn(t *testing.T) {
	for _, c := range []struct {
		n    []int64
		want bool
	}{
		{nil, false}, {[]int64{7}, false}, {[]int64{100, 100, 100}, false},
		{[]int64{75, 125, 100}, false}, {[]int64{74, 126, 100}, true}, {[]int64{125, 75}, false}, {[]int64{126, 74}, true},
		{[]int64{100, 100, 100, 140}, true}, {[]int64{40, 100, 100, 100}, true}, // one way only
		{[]int64{60, 110, 110, 120}, true},
	} {
		if got := UnequalSizes(c.n); got != c.want {
			t.Errorf("%v: got %v, want %v", c.n, got, c.want)
		}
	}
}

// With no more variation than chance has, Laney's chart is about the p-chart.
func FuzzChartsOfShares(f *testing.F) {
	f.Add([]byte{45, 55, 45, 55, 90, 95}, []byte{100, 100, 100, 100, 200, 100}, uint8(4))
	f.Add([]byte{0, 0}, []byte{1, 2}, uint8(0))
	f.Fuzz(func(t *testing.T, xs, ns []byte, fix uint8) {
		var x, n []int64
		for i := range min(len(xs), len(ns)) {
			n = append(n, int64(ns[i])+1)
			x = append(x, min(int64(xs[i]), n[i]))
		}
		o := XmROptions{FixAfter: int(fix)}
		p, l := PChart(x, n, o), Laney(x, n, o)
		for i := range p.Points {
			a, b := p.Points[i], l.Points[i]
			if a.Value != b.Value || a.Mean != b.Mean {
				t.Errorf("point %d: got %+v and %+v", i, a, b)
			}
			if !(a.Lower <= a.LowerSigma2 && a.LowerSigma2 <= a.Mean && a.Mean <= a.UpperSigma2 && a.UpperSigma2 <= a.Upper) {
				t.Errorf("point %d: got lines out of order: %+v", i, a)
			}
			if z := l.Baselines[0].SigmaZ; !math.IsNaN(z) {
				near(t, "width", b.Upper-b.Mean, z*(a.Upper-a.Mean), 6)
			} else if !math.IsNaN(b.Upper) {
				t.Errorf("point %d: got limits of a single point: %+v", i, b)
			}
		}
	})
}
