package score

import (
	"strconv"
	"strings"
)

func vectorNPSDiff(before, now [3]int64) func(*vector) {
	return func(v *vector) {
		d := NPSDiff(before[0], before[1], before[2], now[0], now[1], now[2])
		v.is("diff", d.Value)
		v.is("se_pts", d.SE)
		v.is("z", d.Z)
		v.is("p", d.P)
		v.isInterval("ci", d.Interval)
		a := NPSAdjustedWaldDiff(before[0], before[1], before[2], now[0], now[1], now[2])
		v.is("adj_diff", a.Z*a.SE)
		v.isInterval("adj_ci", a.Interval)
	}
}

func vectorSampleSizes(v *vector) {
	var27, var28 := NPSVariance(.47, .20), NPSVariance(.48, .20)
	v.is("var27", var27)
	v.is("var28", var28)
	v.is("moe1_single", float64(MarginN(var27, 1)))
	v.is("two_sample_just_sig", float64(JustSignificantN(var27, var28, 1)))
	v.is("two_sample_80power", float64(PowerN(var27, var28, 1, .8)))
	v.is("mdc_n1000", MinimumDetectable(var27, 1000, var28, 1000))
	v.is("mdc_n200", MinimumDetectable(var27, 200, var28, 200))
	v.is("moe_n1000", half(NPSWald(470, 330, 200)))
	v.is("half_width_worst_n1000", half(NPSWald(500, 0, 500)))
}

func half(i Interval) float64 { return (i.High - i.Low) / 2 }

func vectorAAPOR(v *vector) {
	o := Outcomes{Complete: 4, Partial: 2, Refused: 1, NotReached: 1, Other: 1, UnknownHousehold: 1, UnknownOther: 1}
	for field, number := range map[string]int{"RR1": 1, "RR2": 2, "RR5": 5, "RR6": 6} {
		rate, _ := ResponseRate(number, o, 1)
		v.is(field, rate)
	}
}

func vectorKish(v *vector) {
	deff, neff, _ := Kish([]float64{1, 1, 2, 4})
	v.is("deff", deff)
	v.is("neff", neff)
}

// vectorNewcombe has p1 - p2; here the second comes first, so that now minus before is the same.
func vectorNewcombe(x1, n1, x2, n2 int64) func(*vector) {
	return func(v *vector) {
		d := Newcombe(x2, n2, x1, n1)
		v.isInterval("ci", d.Interval)
		if v.fields["diff"] != nil {
			v.is("diff", d.Value)
		}
	}
}

func vectorCSATChange(v *vector) {
	x1, n1 := xOfN(v, "a")
	x2, n2 := xOfN(v, "b")
	z, p := PooledZ(x2, n2, x1, n1)
	v.is("z", z, p)
	d := Newcombe(x2, n2, x1, n1)
	v.isInterval("newc", d.Interval)
	if d.Z != z || d.P != p {
		v.t.Errorf("got z %v and p %v, want those of PooledZ", d.Z, d.P)
	}
}

func xOfN(v *vector, field string) (x, n int64) {
	a, b, _ := strings.Cut(v.text(field), "/")
	x, err := strconv.ParseInt(a, 10, 64)
	if err != nil {
		v.t.Fatal(err)
	}
	n, err = strconv.ParseInt(b, 10, 64)
	if err != nil {
		v.t.Fatal(err)
	}
	return x, n
}

// nhsrSeries is the series of NHSRplotthedots' vignette on screening.
func nhsrSeries() []float64 {
	return []float64{1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1}
}

func vectorXmRScreening(v *vector) {
	v.is("n", float64(len(nhsrSeries())))
	v.is("screen", baselineOf(XmR(nhsrSeries(), XmROptions{ScreenOutliers: true}))...)
	v.is("noscreen", baselineOf(XmR(nhsrSeries(), XmROptions{}))...)
}

// baselineOf is mean, mean moving range and limits.
func baselineOf(c XmRChart) []float64 {
	b, p := c.Baselines[0], c.Points[0]
	return []float64{b.Mean, b.MeanMovingRange, p.Lower, p.Upper}
}

func vectorXmRLimits(v *vector) {
	v.is("out", baselineOf(XmR(v.floats("data"), XmROptions{}))...)
}

// satisfiedMonths is a year of a satisfaction score and the seven months after it.
func satisfiedMonths() []float64 {
	return []float64{78, 81, 79, 82, 80, 77, 83, 80, 79, 81, 80, 78, 82, 83, 82, 81, 84, 82, 83}
}

func vectorXmRShift(v *vector) {
	c := XmR(satisfiedMonths(), XmROptions{FixAfter: 12})
	v.is("cl", c.Baselines[0].Mean)
	v.is("limits", baselineOf(c)...)
	var above []float64
	for _, p := range c.Points[12:] {
		if !p.Up || strings.Join(p.Signals, " ") != "shift" {
			v.t.Errorf("point %d: got %v, up %v, want a shift upwards", p.Index, p.Signals, p.Up)
		}
		if p.Value > p.Mean {
			above = append(above, 1)
		} else {
			above = append(above, 0)
		}
	}
	v.is("above", above...)
}

func vectorMargin(v *vector) {
	v.is("n100_50", MarginOfError(.5, 100))
	v.is("n1000_50", MarginOfError(.5, 1000))
	v.is("n100_5", MarginOfError(.05, 100))
	v.is("n100_90", MarginOfError(.9, 100))
	v.is("fpc_80_100", FPC(MarginOfError(.5, 80), 80, 100))
}

func vectorNonresponse(v *vector) {
	b := NonresponseBounds(v.floats("rr")[0]/100, .8)
	v.is("lo", b.Low)
	v.is("hi", b.High)
}

func vectorFalseAlarm(v *vector) {
	if note := v.text("note"); note != "20 tests at 0.05" {
		v.t.Fatal(note)
	}
	v.is("p_any", FalseAlarm(20, .05))
	// The first of 20 comparisons has to pass 0.05/20.
	p := make([]float64, 20)
	for i := range p {
		p[i] = 1
	}
	p[7] = v.floats("bonf")[0]
	if !Holm(p, .05)[7] {
		v.t.Errorf("got no evidence at %v, want some", p[7])
	}
	p[7] *= 1.001
	if Holm(p, .05)[7] {
		v.t.Errorf("got evidence at %v, want none", p[7])
	}
}
