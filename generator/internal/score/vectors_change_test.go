package score

import (
	"math"
	"strconv"
	"strings"

	"shingle/generator/internal/golden"
)

func vectorNPSDiff(before, now [3]int64) func(*golden.Vector) {
	return func(v *golden.Vector) {
		d := npsDiffOf(before, now, 1, 1)
		v.Is("diff", d.Value)
		v.Is("se_pts", d.SE)
		v.Is("z", d.Z)
		v.Is("p", d.P)
		isInterval(v, "ci", d.Interval)
		a, b := npsOf(before[0], before[1], before[2]).adjusted(), npsOf(now[0], now[1], now[2]).adjusted()
		adjusted := npsDiff(d.Value, b.points()-a.points(), a.se(), b.se()) // as of fewer answers
		v.Is("adj_diff", adjusted.Z*adjusted.SE)
		isInterval(v, "adj_ci", adjusted.Interval)
	}
}

func vectorSampleSizes(v *golden.Vector) {
	v.Is("var27", NPSVariance(.47, .20))
	v.Is("var28", NPSVariance(.48, .20))
	v.Is("moe1_single", float64(MarginN(NPSVariance(.47, .20), 1)))
	v.Is("moe_n1000", half(NPSWald(470, 330, 200)))
	v.Is("half_width_worst_n1000", half(NPSWald(500, 0, 500)))
}

func half(i Interval) float64 { return (i.High - i.Low) / 2 }

// vectorNewcombe has p1 - p2; here the second comes first, so that now minus before is the same.
func vectorNewcombe(x1, n1, x2, n2 int64) func(*golden.Vector) {
	return func(v *golden.Vector) {
		d := Newcombe(x2, n2, x1, n1)
		isInterval(v, "ci", d.Interval)
		if v.Has("diff") {
			v.Is("diff", d.Value)
		}
	}
}

func vectorCSATChange(v *golden.Vector) {
	x1, n1 := xOfN(v, "a")
	x2, n2 := xOfN(v, "b")
	z, p := PooledZ(x2, n2, x1, n1)
	v.Is("z", z, p)
	d := Newcombe(x2, n2, x1, n1)
	isInterval(v, "newc", d.Interval)
	if d.Z != z || d.P != p {
		v.T.Errorf("got z %v and p %v, want those of PooledZ", d.Z, d.P)
	}
}

func xOfN(v *golden.Vector, field string) (x, n int64) {
	a, b, _ := strings.Cut(v.Text(field), "/")
	x, err := strconv.ParseInt(a, 10, 64)
	if err != nil {
		v.T.Fatal(err)
	}
	n, err = strconv.ParseInt(b, 10, 64)
	if err != nil {
		v.T.Fatal(err)
	}
	return x, n
}

// nhsrSeries is the series of NHSRplotthedots' vignette on screening.
func nhsrSeries() []float64 {
	return []float64{1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1}
}

func vectorXmRScreening(v *golden.Vector) {
	v.Is("n", float64(len(nhsrSeries())))
	v.Is("screen", baselineOf(XmR(nhsrSeries(), XmROptions{ScreenOutliers: true}))...)
	v.Is("noscreen", baselineOf(XmR(nhsrSeries(), XmROptions{}))...)
}

// baselineOf is mean, mean moving range and limits.
func baselineOf(c XmRChart) []float64 {
	b, p := c.Baselines[0], c.Points[0]
	return []float64{b.Mean, b.MeanMovingRange, p.Lower, p.Upper}
}

func vectorXmRLimits(v *golden.Vector) {
	v.Is("out", baselineOf(XmR(v.Floats("data"), XmROptions{}))...)
}

// satisfiedMonths is a year of a satisfaction score and the seven months after it.
func satisfiedMonths() []float64 {
	return []float64{78, 81, 79, 82, 80, 77, 83, 80, 79, 81, 80, 78, 82, 83, 82, 81, 84, 82, 83}
}

func vectorXmRShift(v *golden.Vector) {
	c := XmR(satisfiedMonths(), XmROptions{FixAfter: 12})
	v.Is("cl", c.Baselines[0].Mean)
	v.Is("limits", baselineOf(c)...)
	var above []float64
	for _, p := range c.Points[12:] {
		if !p.Up || strings.Join(p.Signals, " ") != "shift" {
			v.T.Errorf("point %d: got %v, up %v, want a shift upwards", p.Index, p.Signals, p.Up)
		}
		if p.Value > p.Mean {
			above = append(above, 1)
		} else {
			above = append(above, 0)
		}
	}
	v.Is("above", above...)
}

// Everything that was sent is asked, and who is silent did not answer: the lowest of the rates.
func vectorAAPOR(v *golden.Vector) {
	x, n, err := Responses(4, 11, 0)
	if err != nil {
		v.T.Fatal(err)
	}
	v.Is("RR1", percent(v.T, x, n))
}

func vectorMargin(v *golden.Vector) { v.Is("fpc_80_100", FPC(9.79982/math.Sqrt(.8), 80, 100)) }

// The first of 20 comparisons has to pass 0.05/20.
func vectorHolm(v *golden.Vector) {
	p := make([]float64, 20)
	for i := range p {
		p[i] = 1
	}
	p[7] = v.Floats("bonf")[0]
	if !Holm(p, .05)[7] {
		v.T.Errorf("got no evidence at %v, want some", p[7])
	}
	p[7] *= 1.001
	if Holm(p, .05)[7] {
		v.T.Errorf("got evidence at %v, want none", p[7])
	}
}

func vectorNonresponse(v *golden.Vector) {
	b := NonresponseBounds(v.Floats("rr")[0]/100, .8)
	v.Is("lo", b.Low)
	v.Is("hi", b.High)
}
