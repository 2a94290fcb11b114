package score

import (
	"math"
	"slices"
	"testing"

	"shingle/generator/internal/golden"
)

// z is 4·10/36.6606, -1·20/36.6606 and 0 in turn: ranges of 60 and 20 over 36.6606, whose mean
// is 40/36.6606 = 1.091089, and over 1.128 is .967278.
func TestLimitsWidenForFewAnswers(t *testing.T) {
	c := Laney([]int64{20, 60, 36}, []int64{100, 400, 225}, XmROptions{})
	b := c.Baselines[0]
	if FormatFloat(b.Mean, 6) != "16.000000" {
		t.Errorf("got %+v, want a mean of 116 of 725", b)
	}
	golden.Near(t, "sigma z", b.SigmaZ, .967278, 6)
	// sqrt(.16·.84) = .366606; three times that over 10, 20 and 15, and times sigma z
	for i, want := range []float64{10.638298, 5.319149, 7.092199} {
		p := c.Points[i]
		golden.Near(t, "half width", p.Upper-p.Mean, want, 6)
		golden.Near(t, "2 sigma", p.UpperSigma2-p.Mean, want*2/3, 6)
		golden.Near(t, "lower", p.Mean-p.Lower, want, 6)
	}
	golden.Near(t, "moving range", c.Points[1].MovingRange, 5, 9)
}

// 45 and 55 of 100, in turn: z is -1 and 1, its moving range 2, its sigma 2/1.128.
func TestLaneyWidensByTheSpreadOfZ(t *testing.T) {
	x, n := []int64{45, 55, 45, 55}, []int64{100, 100, 100, 100}
	c := Laney(x, n, XmROptions{})
	b := c.Baselines[0]
	golden.Near(t, "mean range of z", b.MeanMovingRange, 2, 9)
	golden.Near(t, "sigma z", b.SigmaZ, 1.7730496, 6)
	golden.Near(t, "upper", c.Points[0].Upper, 50+3*5*1.7730496, 5)
	golden.Near(t, "lower", c.Points[0].Lower, 50-3*5*1.7730496, 5)
}

func TestChartsOfSharesFixAndRebase(t *testing.T) {
	x := []int64{45, 55, 45, 55, 90, 95, 90, 95}
	n := []int64{100, 100, 100, 100, 100, 100, 100, 100}
	fixed := Laney(x, n, XmROptions{FixAfter: 4})
	if p := fixed.Points[7]; p.Mean != 50 || !slices.Contains(p.Signals, "outside") || !p.Up {
		t.Errorf("fixed: got %+v, want outside", p)
	}
	rebased := Laney(x, n, XmROptions{Rebase: []int{4}})
	if p := rebased.Points[7]; p.Mean != 92.5 || p.Signals != nil || p.Index != 7 || p.Value != 95 {
		t.Errorf("rebased: got %+v, want no signal", p)
	}
}

func TestChartsOfSharesWithoutVariation(t *testing.T) {
	for what, x := range map[string][]int64{"none": {0, 0, 0}, "all": {10, 20, 10}} {
		n := []int64{10, 20, 10}
		c := Laney(x, n, XmROptions{})
		if p := c.Points[1]; !c.Baselines[0].NoVariation || p.Lower != p.Mean || p.Upper != p.Mean || p.Signals != nil {
			t.Errorf("%s: got %+v of %+v, want no variation", what, p, c.Baselines[0])
		}
	}
	// Shares all alike: chance would allow for some.
	if c := Laney([]int64{5, 10, 5}, []int64{10, 20, 10}, XmROptions{}); !c.Baselines[0].NoVariation || c.Points[0].Upper != 50 {
		t.Errorf("got %+v", c.Baselines[0])
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

// Limits are as far from the mean as chance says, times sigma z.
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
		c := Laney(x, n, o)
		for i := range c.Points {
			p, b := c.Points[i], c.Baselines[0]
			if want := 100 * float64(x[i]) / float64(n[i]); p.Value != want {
				t.Errorf("point %d: got %v, want %v", i, p.Value, want)
			}
			if math.IsNaN(b.SigmaZ) {
				if !math.IsNaN(p.Upper) {
					t.Errorf("point %d: got limits of a single point: %+v", i, p)
				}
				continue
			}
			if !(p.Lower <= p.LowerSigma2 && p.LowerSigma2 <= p.Mean && p.Mean <= p.UpperSigma2 && p.UpperSigma2 <= p.Upper) {
				t.Errorf("point %d: got lines out of order: %+v", i, p)
			}
			chance := 3 * math.Sqrt(p.Mean*(100-p.Mean)/float64(n[i]))
			golden.Near(t, "width", p.Upper-p.Mean, b.SigmaZ*chance, 6)
		}
	})
}
