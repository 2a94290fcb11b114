package score

import "math"

func vectorCSAT5(v *vector) {
	a := Answers{1, v.ints("counts")}
	v.is("n", float64(a.N()))
	v.is("top2", percent(v.t, a.TopBox(2), a.N()))
	v.is("top1", percent(v.t, a.TopBox(1), a.N()))
	v.isInterval("wilson", Wilson(a.AtLeast(4), a.N()))
	mean, _ := a.Mean()
	v.is("mean", mean)
	sd, _ := a.SD()
	v.is("sd", sd)
	se, _ := a.Moments().SE()
	v.is("se", se)
	v.is("t", t975(float64(a.N()-1)))
	interval, _ := MeanT(a.N(), float64(a.Sum()), float64(a.SumSq()))
	v.isInterval("ci", interval)
	norm, _ := a.Norm100()
	v.is("norm", norm)
	interval, _ = a.Norm100Interval()
	v.isInterval("norm_ci", interval)
}

func vectorCSAT7(v *vector) {
	a := Answers{1, v.ints("counts")}
	v.is("n", float64(a.N()))
	v.is("top2", percent(v.t, a.TopBox(2), a.N()))
	v.is("top3", percent(v.t, a.AtLeast(5), a.N()))
	v.isInterval("wilson", Wilson(a.TopBox(2), a.N()))
	mean, _ := a.Mean()
	v.is("mean", mean)
	norm, _ := a.Norm100()
	v.is("norm", norm)
}

func vectorZendesk(v *vector) {
	good, n := v.int("good"), v.int("good")+v.int("bad")
	v.is("score", percent(v.t, good, n))
	v.isInterval("wilson", Wilson(good, n))
}

func vectorACSI(v *vector) {
	weighted, _ := ACSILike(8, 7.5, 7, .3885, .3190, .2925)
	equal, _ := ACSILike(8, 7.5, 7, 1, 1, 1)
	v.is("weighted", weighted)
	v.is("equal", equal)
}

func vectorEight(v *vector) {
	v.isInterval("wilson", Wilson(8, 8))
	v.isInterval("cp", ClopperPearson(8, 8))
	if v.text("wald") == "degenerate [100,100]" && Wilson(8, 8).Low == 100 {
		v.t.Error("an interval of nothing")
	}
}

func vectorSevenOfTwenty(v *vector) {
	v.isInterval("ci", Wilson(7, 20))
	v.isInterval("cp", ClopperPearson(7, 20))
}

func vectorCompliance(v *vector) {
	v.is("score", percent(v.t, 487, 500))
	v.isInterval("wilson", Wilson(487, 500))
	v.isInterval("cp", ClopperPearson(487, 500))
}

func vectorNoErrors(v *vector) {
	v.isInterval("wilson", Wilson(0, 200))
	v.isInterval("cp", ClopperPearson(0, 200))
	// The rule of three, 3/n, is the one-sided end: near the two-sided one and below it.
	if three := v.floats("rule3")[0]; !(three < ClopperPearson(0, 200).High && ClopperPearson(0, 200).High < 1.25*three) {
		v.t.Errorf("got %v, want a little more than %v", ClopperPearson(0, 200).High, three)
	}
}

func vectorTwelve(v *vector) { v.isInterval("wilson", Wilson(12, 12)) }

func vectorTarget(v *vector) {
	x, n := v.int("x"), v.int("n")
	v.is("score", percent(v.t, x, n))
	v.isInterval("wilson", Wilson(x, n))
	if target := v.floats("target")[0]; !(Wilson(x, n).Low > target) {
		v.t.Errorf("got %v, want all of it above %v", Wilson(x, n), target)
	}
}

func vectorCoverage(v *vector) {
	hits, n := v.int("hits"), v.int("n")
	v.is("cov", percent(v.t, hits, n))
	v.isInterval("wilson", Wilson(hits, n))
}

func vectorNPS(p, s, d int64) func(*vector) {
	return func(v *vector) {
		v.is("n", float64(p+s+d))
		nps, _ := NPS(p, s, d)
		v.is("nps", nps)
		n := float64(p + s + d)
		v.is("var", NPSVariance(float64(p)/n, float64(d)/n))
		v.is("se_pts", NPSSE(p, s, d))
		v.isInterval("wald", NPSWald(p, s, d))
		adjusted := npsOf(p, s, d).adjusted()
		v.is("adj_centre", adjusted.points())
		v.is("adj_se_pts", adjusted.se())
		v.isInterval("adj", NPSAdjustedWald(p, s, d))
		v.is("adj_unclipped_hi", adjusted.interval().High)
	}
}

func vectorENPS(v *vector) {
	const headcount = 80
	vectorNPS(24, 20, 16)(v)
	v.is("fpc", FPC(1, 60, headcount))
	v.is("se_fpc_pts", FPC(NPSSE(24, 20, 16), 60, headcount))
	x, n, err := Responses(60, headcount, 0)
	if err != nil {
		v.t.Fatal(err)
	}
	v.is("rr", percent(v.t, x, n))
}

func vectorTrust(v *vector) {
	a := Answers{1, v.ints("counts")}
	v.is("n", float64(a.N()))
	v.is("score", percent(v.t, a.AtLeast(4), a.N()))
	v.isInterval("wilson", Wilson(a.AtLeast(4), a.N()))
	mean, _ := a.Mean()
	v.is("mean", mean)
}

// Sincerity, competence and reliability as five people see them.
func fivePeople() [][]int {
	return [][]int{{5, 5, 4}, {4, 4, 2}, {5, 4, 4}, {3, 4, 3}, {4, 5, 1}}
}

func drivers(people [][]int) []Proportion {
	shares := make([]Proportion, 3)
	for _, answers := range people {
		for i, a := range answers {
			if a == 0 {
				continue
			}
			shares[i].N++
			if a >= 4 {
				shares[i].X++
			}
		}
	}
	return shares
}

func vectorTrustIndex(v *vector) {
	var people []float64
	var m Moments
	for _, answers := range fivePeople() {
		index, _, ok := TrustRespondent(answers)
		if !ok {
			v.t.Fatal("a person left out")
		}
		people = append(people, index)
		m.Add(index)
	}
	v.is("per_resp", people...)
	mean, _ := m.Mean()
	v.is("mean", mean)
	sd, _ := m.SD()
	v.is("sd", sd)
	se, _ := m.SE()
	v.is("se", se)
	v.is("t", t975(4))
	interval, _ := m.Interval()
	v.isInterval("ci", interval)
	shares := drivers(fivePeople())
	v.is("driver_pct_pos", percent(v.t, shares[0].X, shares[0].N), percent(v.t, shares[1].X, shares[1].N), percent(v.t, shares[2].X, shares[2].N))
	positive, _ := MeanPctPositive(shares)
	v.is("mean_pct_pos", positive)
	names := []string{"sincerity", "competence", "reliability"}
	if got, want := names[Weakest(shares)], v.text("lowest"); got != want {
		v.t.Errorf("weakest: got %s, want %s", got, want)
	}
}

func vectorTrustPositive(v *vector) {
	var m Moments
	for _, answers := range fivePeople() {
		_, positive, _ := TrustRespondent(answers)
		m.Add(positive)
	}
	se, _ := m.SE()
	v.is("se_paired_pts", se)
	if wrong := v.floats("se_if_wrongly_independent_pts")[0]; math.Abs(se-wrong) < 1 {
		v.t.Errorf("got %v: the drivers taken as independent", se)
	}
}

func vectorCSPSPerson(v *vector) {
	score, _ := EngagementCSPS([]int{5, 4, 4, 3, 2}, 5)
	v.is("score", score)
}

func vectorCSPSGroup(v *vector) {
	var m Moments
	for _, s := range v.floats("scores") {
		m.Add(s)
	}
	mean, _ := m.Mean()
	v.is("index", mean)
	sd, _ := m.SD()
	v.is("sd", sd)
	se, _ := m.SE()
	v.is("se", se)
	interval, _ := m.Interval()
	v.isInterval("ci", interval)
}

// The published percentages of B add up to 102; the guide divides by 100 all the same.
func vectorCSPSOrganisations(v *vector) {
	for field, percents := range map[string][]int64{"A": {24, 16, 10, 40, 10}, "B": {6, 12, 34, 28, 22}} {
		a := Answers{1, percents}
		norm, _ := a.Norm100()
		v.is(field, norm*float64(a.N())/100)
	}
}

func vectorCSPSRounding(v *vector) {
	const strongly, agree, all = 103, 166, 565 // 18.23 % and 29.38 %
	v.is("pos", percent(v.t, strongly+agree, all))
	if got := RoundRatio(strongly+agree, all, 100, 0); got != "48" {
		v.t.Errorf("got %s, want the sum rounded once", got)
	}
	if RoundRatio(strongly, all, 100, 0) != "18" || RoundRatio(agree, all, 100, 0) != "29" || v.int("sum_of_rounded") != 18+29 {
		v.t.Error("the parts do not round to 18 and 29")
	}
	v.is("diff", 52.952-58.495)
	if got := FormatFloat(52.952-58.495, 0); got != "-6" {
		v.t.Errorf("got %s, want the difference rounded once", got)
	}
}

func vectorFEVS(v *vector) {
	f, ok := EngagementFEVS([]float64{60, 58, 66, 62, 54}, []float64{82, 84, 78, 80, 76}, []float64{72, 80, 64, 70, 76})
	if !ok {
		v.t.Fatal("no data")
	}
	v.is("subindex", f.Intrinsic, f.Leaders, f.Supervisors)
	v.is("eei", f.EEI)
}
