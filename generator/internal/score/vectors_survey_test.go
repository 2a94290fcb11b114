package score

import (
	"shingle/generator/internal/fact"
	"shingle/generator/internal/golden"
)

func vectorCSAT5(v *golden.Vector) {
	a := Answers{1, v.Ints("counts")}
	v.Is("n", float64(a.N()))
	v.Is("top2", percent(v.T, a.TopBox(2), a.N()))
	v.Is("top1", percent(v.T, a.TopBox(1), a.N()))
	isInterval(v, "wilson", Wilson(a.AtLeast(4), a.N()))
	mean, _ := a.Mean()
	v.Is("mean", mean)
	sd, _ := a.SD()
	v.Is("sd", sd)
	se, _ := a.Moments().SE()
	v.Is("se", se)
	v.Is("t", t975(float64(a.N()-1)))
	interval, _ := a.MeanInterval()
	isInterval(v, "ci", interval)
	norm, _ := a.Norm100()
	v.Is("norm", norm)
	interval, _ = a.Norm100Interval()
	isInterval(v, "norm_ci", interval)
}

func vectorCSAT7(v *golden.Vector) {
	a := Answers{1, v.Ints("counts")}
	v.Is("n", float64(a.N()))
	v.Is("top2", percent(v.T, a.TopBox(2), a.N()))
	v.Is("top3", percent(v.T, a.AtLeast(5), a.N()))
	isInterval(v, "wilson", Wilson(a.TopBox(2), a.N()))
	mean, _ := a.Mean()
	v.Is("mean", mean)
	norm, _ := a.Norm100()
	v.Is("norm", norm)
}

func vectorZendesk(v *golden.Vector) {
	good, n := v.Int("good"), v.Int("good")+v.Int("bad")
	v.Is("score", percent(v.T, good, n))
	isInterval(v, "wilson", Wilson(good, n))
}

func vectorEight(v *golden.Vector) {
	isInterval(v, "wilson", Wilson(8, 8))
	isInterval(v, "cp", ClopperPearson(8, 8))
	if v.Text("wald") == "degenerate [100,100]" && Wilson(8, 8).Low == 100 {
		v.T.Error("an interval of nothing")
	}
}

func vectorSevenOfTwenty(v *golden.Vector) {
	isInterval(v, "ci", Wilson(7, 20))
	isInterval(v, "cp", ClopperPearson(7, 20))
}

func vectorCompliance(v *golden.Vector) {
	v.Is("score", percent(v.T, 487, 500))
	isInterval(v, "wilson", Wilson(487, 500))
	isInterval(v, "cp", ClopperPearson(487, 500))
}

func vectorNoErrors(v *golden.Vector) {
	isInterval(v, "wilson", Wilson(0, 200))
	isInterval(v, "cp", ClopperPearson(0, 200))
	// The rule of three, 3/n, is the one-sided end: near the two-sided one and below it.
	if three := v.Floats("rule3")[0]; !(three < ClopperPearson(0, 200).High && ClopperPearson(0, 200).High < 1.25*three) {
		v.T.Errorf("got %v, want a little more than %v", ClopperPearson(0, 200).High, three)
	}
}

func vectorTwelve(v *golden.Vector) { isInterval(v, "wilson", Wilson(12, 12)) }

func vectorTarget(v *golden.Vector) {
	x, n := v.Int("x"), v.Int("n")
	v.Is("score", percent(v.T, x, n))
	isInterval(v, "wilson", Wilson(x, n))
	if target := v.Floats("target")[0]; !(Wilson(x, n).Low > target) {
		v.T.Errorf("got %v, want all of it above %v", Wilson(x, n), target)
	}
}

func vectorCoverage(v *golden.Vector) {
	hits, n := v.Int("hits"), v.Int("n")
	v.Is("cov", percent(v.T, hits, n))
	isInterval(v, "wilson", Wilson(hits, n))
}

// npsLine is what is published of so many promoters, passives and detractors.
func npsLine(p, s, d int64, interval string) *Line {
	l := &Line{Metric: &Metric{Metric: fact.Metric{Kind: "nps"}, Interval: interval}, tally: &tally{seldom: &seldom{nps: [3]int64{p, s, d}}}}
	l.measure()
	return l
}

func vectorNPS(p, s, d int64) func(*golden.Vector) {
	return func(v *golden.Vector) {
		v.Is("n", float64(p+s+d))
		l, n := npsLine(p, s, d, "nps_wald"), float64(p+s+d)
		nps, _ := l.Value.Float64()
		v.Is("nps", nps)
		v.Is("var", NPSVariance(float64(p)/n, float64(d)/n))
		v.Is("se_pts", npsOf(p, s, d).se())
		isInterval(v, "wald", *l.Interval)
		adjusted := npsOf(p, s, d).adjusted()
		v.Is("adj_centre", adjusted.points())
		v.Is("adj_se_pts", adjusted.se())
		isInterval(v, "adj", *npsLine(p, s, d, "").Interval)
		v.Is("adj_unclipped_hi", adjusted.interval().High)
	}
}

func vectorENPS(v *golden.Vector) {
	const headcount = 80
	vectorNPS(24, 20, 16)(v)
	v.Is("fpc", FPC(1, 60, headcount))
	v.Is("se_fpc_pts", FPC(npsOf(24, 20, 16).se(), 60, headcount))
	x, n, err := Responses(60, headcount, 0)
	if err != nil {
		v.T.Fatal(err)
	}
	v.Is("rr", percent(v.T, x, n))
}

func vectorTrust(v *golden.Vector) {
	a := Answers{1, v.Ints("counts")}
	v.Is("n", float64(a.N()))
	v.Is("score", percent(v.T, a.AtLeast(4), a.N()))
	isInterval(v, "wilson", Wilson(a.AtLeast(4), a.N()))
	mean, _ := a.Mean()
	v.Is("mean", mean)
}

func vectorCSPSGroup(v *golden.Vector) {
	var m Moments
	for _, s := range v.Floats("scores") {
		m.Add(s)
	}
	mean, _ := m.Mean()
	v.Is("index", mean)
	sd, _ := m.SD()
	v.Is("sd", sd)
	se, _ := m.SE()
	v.Is("se", se)
	interval, _ := m.Interval()
	isInterval(v, "ci", interval)
}

// The published percentages of B add up to 102; the guide divides by 100 all the same.
func vectorCSPSOrganisations(v *golden.Vector) {
	for field, percents := range map[string][]int64{"A": {24, 16, 10, 40, 10}, "B": {6, 12, 34, 28, 22}} {
		a := Answers{1, percents}
		norm, _ := a.Norm100()
		v.Is(field, norm*float64(a.N())/100)
	}
}

func vectorCSPSRounding(v *golden.Vector) {
	const strongly, agree, all = 103, 166, 565 // 18.23 % and 29.38 %
	v.Is("pos", percent(v.T, strongly+agree, all))
	if got := ratio(strongly+agree, all, 100, 0); got != "48" {
		v.T.Errorf("got %s, want the sum rounded once", got)
	}
	if ratio(strongly, all, 100, 0) != "18" || ratio(agree, all, 100, 0) != "29" || v.Int("sum_of_rounded") != 18+29 {
		v.T.Error("the parts do not round to 18 and 29")
	}
	v.Is("diff", 52.952-58.495)
	if got := FormatFloat(52.952-58.495, 0); got != "-6" {
		v.T.Errorf("got %s, want the difference rounded once", got)
	}
}
