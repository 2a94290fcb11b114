package score

import (
	"math"
	"testing"

	"shingle/generator/internal/golden"
)

func clusterOf(pairs ...[2]float64) Cluster {
	var c Cluster
	for _, p := range pairs {
		c.Add(p[0], p[1])
	}
	return c
}

func TestClusterNeedsDaysAndSpread(t *testing.T) {
	alike := clusterOf([2]float64{8, 10}, [2]float64{80, 100}, [2]float64{4, 5})
	spread := clusterOf([2]float64{8, 10}, [2]float64{70, 100}, [2]float64{4, 5})
	for _, c := range []struct {
		what    string
		cluster Cluster
		least   int64
		want    bool
	}{
		{"no day", Cluster{}, 0, false},
		{"days of nothing", Cluster{D: 3}, 0, false},
		{"two days", clusterOf([2]float64{8, 10}, [2]float64{70, 100}), 2, true},
		{"one day", clusterOf([2]float64{8, 10}), 0, false},
		{"every day the same share", alike, 0, false},
		{"too few days", spread, 4, false},
		{"days enough", spread, 3, true},
		{"days without calls are none", clusterOf([2]float64{8, 10}, [2]float64{70, 100}, [2]float64{0, 0}), 3, false},
	} {
		if i, ok := (Days{c.cluster}).PercentInterval(c.least); ok != c.want {
			t.Errorf("%s: got %v %v, want %v", c.what, i, ok, c.want)
		}
	}
	if r, se, ok := alike.Ratio(); !ok || math.Abs(r-.8) > 1e-15 || se != 0 {
		t.Errorf("every day the same share: got %v ± %v %v, want 0.8 ± 0", r, se, ok)
	}
}

func TestPercentIntervalStaysOnTheScaleAndMeanIntervalDoesNot(t *testing.T) {
	c := clusterOf([2]float64{1, 100}, [2]float64{0, 100}, [2]float64{9, 100})
	percent, _ := (Days{c}).PercentInterval(0)
	mean, _ := (Days{c}).MeanInterval(0)
	if percent.Low != 0 || !(mean.Low < 0) {
		t.Errorf("got %v and %v, want the percentage cut at 0", percent, mean)
	}
	golden.Near(t, "high", percent.High, 100*mean.High, 9)
	c = clusterOf([2]float64{99, 100}, [2]float64{100, 100}, [2]float64{91, 100})
	percent, _ = (Days{c}).PercentInterval(0)
	mean, _ = (Days{c}).MeanInterval(0)
	if percent.High != 100 || !(mean.High > 1) {
		t.Errorf("got %v and %v, want the percentage cut at 100", percent, mean)
	}
}

// One call of twenty million missed: the sums are large and nearly cancel.
func TestClusterSeesOneCallOfMillions(t *testing.T) {
	var c Cluster
	for range 19 {
		c.Add(1e6, 1e6)
	}
	c.Add(1e6-1, 1e6)
	_, se, ok := c.Ratio()
	if !ok {
		t.Fatal("no ratio")
	}
	golden.Near(t, "se", se*2e7, 1, 6) // sqrt(20/19 · 0.95)
	if _, ok := (Days{c}).PercentInterval(10); !ok {
		t.Error("got no interval")
	}
}

// One answer a person is no cluster: the error is that of a plain share, with n-1 below.
func TestClusterOfSinglesIsAShare(t *testing.T) {
	var c Cluster
	for i := range 20 {
		y := 0.0
		if i < 7 {
			y = 1
		}
		c.Add(y, 1)
	}
	_, se, _ := c.Ratio()
	golden.Near(t, "se", se, math.Sqrt(.35*.65/19), 12)
}

// Calls that come in bunches know less than as many that do not.
func TestClusterDiffIsWiderThanNewcombe(t *testing.T) {
	before := clusterOf([2]float64{90, 100}, [2]float64{160, 200}, [2]float64{70, 100}, [2]float64{180, 200}, [2]float64{95, 100})
	now := clusterOf([2]float64{95, 100}, [2]float64{190, 200}, [2]float64{80, 100}, [2]float64{198, 200}, [2]float64{97, 100})
	d, ok := ClusterDiff(before, now, 100)
	if !ok {
		t.Fatal("no difference")
	}
	n := Newcombe(595, 700, 660, 700)
	golden.Near(t, "value", d.Value, n.Value, 9)
	if !d.Contains(0) || n.Contains(0) {
		t.Errorf("got %v and %v, want only the clustered one to hold 0", d, n)
	}
	_, se1, _ := before.Ratio()
	_, se2, _ := now.Ratio()
	golden.Near(t, "se", d.SE, 100*math.Hypot(se1, se2), 12)
}

func TestClusterDiffNeedsSpreadOnBothSides(t *testing.T) {
	spread := clusterOf([2]float64{8, 10}, [2]float64{70, 100})
	for what, c := range map[string]Cluster{"none": {}, "one day": clusterOf([2]float64{1, 2}), "alike": clusterOf([2]float64{1, 2}, [2]float64{2, 4})} {
		if _, ok := ClusterDiff(spread, c, 1); ok {
			t.Errorf("%s now: got a difference", what)
		}
		if _, ok := ClusterDiff(c, spread, 1); ok {
			t.Errorf("%s before: got a difference", what)
		}
	}
}

func FuzzClusterOfPartsAddsUp(f *testing.F) {
	f.Add([]byte{90, 100, 160, 200, 70, 100}, 1)
	f.Add([]byte{1, 2, 2, 4}, 1)
	f.Add([]byte{255, 0, 0, 255}, 0)
	f.Fuzz(func(t *testing.T, b []byte, cut int) {
		var whole, head, tail, reversed Cluster
		var ys, xs []float64
		for i := 0; i+1 < len(b); i += 2 {
			x := float64(b[i]) + 1
			ys, xs = append(ys, min(float64(b[i+1]), x)), append(xs, x)
		}
		if cut < 0 || cut > len(ys) {
			return
		}
		for i := range ys {
			whole.Add(ys[i], xs[i])
			reversed.Add(ys[len(ys)-1-i], xs[len(xs)-1-i])
			if i < cut {
				head.Add(ys[i], xs[i])
			} else {
				tail.Add(ys[i], xs[i])
			}
		}
		if head.Merge(tail) != whole || tail.Merge(head) != whole || reversed != whole {
			t.Fatalf("got %v, %v and %v, want %v", head.Merge(tail), tail.Merge(head), reversed, whole)
		}
		r, se, ok := whole.Ratio()
		if !ok {
			return
		}
		ss := 0.0 // the definition, day by day
		for i := range ys {
			ss += square(ys[i] - r*xs[i])
		}
		d := float64(len(ys))
		if want := math.Sqrt(d/(d-1)*ss) / whole.X; math.Abs(se-want) > 1e-9 {
			t.Errorf("se: got %v, want %v", se, want)
		}
		i, ok := (Days{whole}).PercentInterval(0)
		if ok != (se > 0) || ok && !(0 <= i.Low && i.Low <= 100*r && 100*r <= i.High && i.High <= 100) {
			t.Errorf("got %v %v around %v ± %v", i, ok, r, se)
		}
	})
}
