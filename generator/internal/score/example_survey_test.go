package score_test

import (
	"fmt"

	"shingle/generator/internal/score"
)

func ExampleProportion() {
	p, ok := score.Proportion{X: 3, N: 4}.Percent()
	fmt.Println(p, ok)
	_, ok = score.Proportion{}.Percent()
	fmt.Println(ok)
	// Output:
	// 75 true
	// false
}

// 7 of 20 said yes.
func ExampleWilson() {
	i := score.Wilson(7, 20)
	fmt.Printf("%.1f to %.1f\n", i.Low, i.High)
	// Eight of eight is not "always".
	i = score.Wilson(8, 8)
	fmt.Printf("%.1f to %.1f\n", i.Low, i.High)
	// Output:
	// 18.1 to 56.7
	// 67.6 to 100.0
}

// The weighted answers 1, 1, 2, 4 are worth 2.9: half of them satisfied leaves much open.
func ExampleWilsonEffective() {
	_, neff, _ := score.Kish([]float64{1, 1, 2, 4})
	i := score.WilsonEffective(0.5, neff)
	fmt.Printf("%.1f to %.1f\n", i.Low, i.High)
	// Output: 12.3 to 87.7
}

// No mistake in 200 checks: the true rate may still be 1.8 %.
func ExampleClopperPearson() {
	i := score.ClopperPearson(0, 200)
	fmt.Printf("%.1f to %.1f\n", i.Low, i.High)
	// Output: 0.0 to 1.8
}

// 200 answers from 1 to 5: 75 % satisfied and 73.1 of 100 are different things.
func ExampleAnswers() {
	a := score.Answers{Min: 1, Counts: []int64{10, 15, 25, 80, 70}}
	mean, _ := a.Mean()
	index, _ := a.Norm100()
	fmt.Printf("top two %s %%, top one %s %%, mean %.3f of 5, index %.1f\n",
		score.RoundRatio(a.TopBox(2), a.N(), 100, 1), score.RoundRatio(a.TopBox(1), a.N(), 100, 1), mean, index)
	// Output: top two 75.0 %, top one 35.0 %, mean 3.925 of 5, index 73.1
}

// A mean of 3.925 over 200 answers.
func ExampleMeanT() {
	i, _ := score.MeanT(200, 785, 3325)
	fmt.Printf("%.2f to %.2f\n", i.Low, i.High)
	// Output: 3.77 to 4.08
}

func ExampleMoments() {
	var m score.Moments
	for _, v := range []float64{65, 25, 70, 35, 50, 100, 90, 40, 20, 35} {
		m.Add(v)
	}
	mean, _ := m.Mean()
	sd, _ := m.SD()
	i, _ := m.Interval()
	fmt.Printf("%.1f, sd %.1f, %.1f to %.1f\n", mean, sd, i.Low, i.High)
	// Output: 53.0, sd 27.3, 33.5 to 72.5
}

func ExampleAnswers_NPSGroups() {
	a := score.Answers{Min: 0, Counts: []int64{1, 0, 0, 0, 0, 1, 0, 1, 1, 3, 4}}
	fmt.Println(a.NPSGroups())
	_, _, _, err := score.Answers{Min: 1, Counts: make([]int64, 10)}.NPSGroups()
	fmt.Println(err)
	// Output:
	// 7 2 2 <nil>
	// nps of a scale from 1 to 10: want 0 to 10
}

// The rating 0 on a 1 to 5 scale usually means that nobody answered: it is not made a 1.
func ExampleTally() {
	a, missing, outOfRange := score.Tally([]string{"5", "0", "6", "", "4"}, 1, 5)
	fmt.Println(a.N(), missing, outOfRange)
	// Output: 2 1 2
}

// The three questions were answered with 8, 7.5 and 7 on average.
func ExampleACSILike() {
	equal, _ := score.ACSILike(8, 7.5, 7, 1, 1, 1)
	fmt.Printf("%.1f\n", equal)
	// Output: 72.2
}

// 50 promoters, 30 passives, 20 detractors.
func ExampleNPS() {
	nps, _ := score.NPS(50, 30, 20)
	fmt.Printf("%+.0f\n", nps)
	// Output: +30
}

// Ten of ten are promoters: the plain interval claims certainty, the adjusted one does not.
func ExampleNPSAdjustedWald() {
	plain, adjusted := score.NPSWald(10, 0, 0), score.NPSAdjustedWald(10, 0, 0)
	fmt.Printf("%.0f to %.0f, %.1f to %.0f\n", plain.Low, plain.High, adjusted.Low, adjusted.High)
	// Output: 100 to 100, 47.5 to 100
}

// 60 of 80 employees answered: less is left to chance. Had all 80, nothing would be.
func ExampleNPSAdjustedWaldFPC() {
	for _, headcount := range []int64{1_000_000, 80, 60} {
		i := score.NPSAdjustedWaldFPC(24, 20, 16, headcount)
		fmt.Printf("%.1f to %.1f\n", i.Low, i.High)
	}
	// Output:
	// -7.1 to 32.5
	// 3.0 to 23.3
	// 13.3 to 13.3
}

func ExampleNPSSE() {
	fmt.Printf("%.2f\n", score.NPSSE(50, 30, 20))
	// Output: 7.81
}

func ExampleNPSVarianceRange() {
	low, high := score.NPSVarianceRange(27)
	fmt.Printf("%.4f to %.4f\n", low, high)
	// Output: 0.1971 to 0.9271
}

func ExampleFPC() {
	fmt.Printf("%.2f\n", score.FPC(score.NPSSE(24, 20, 16), 60, 80))
	// Output: 5.23
}

// 60 answers of 80 people say as much as 237 of an endless number.
func ExampleEffectiveN() {
	fmt.Println(score.EffectiveN(60, 80))
	// Output: 237
}

func ExampleWilsonFPC() {
	i := score.WilsonFPC(45, 60, 80)
	fmt.Printf("%.1f to %.1f\n", i.Low, i.High)
	// Output: 69.1 to 80.1
}

// The interval of a mean of 53, from 33.5 to 72.5, when 10 of 12 people answered.
func ExampleInterval_Narrow() {
	i := score.Interval{Low: 33.5, High: 72.5}.Narrow(53, 10, 12)
	fmt.Printf("%.1f to %.1f\n", i.Low, i.High)
	// Output: 44.7 to 61.3
}

// Somebody sees sincerity 5, competence 5, reliability 4; another says nothing of the last.
func ExampleTrustRespondent() {
	index, positive, ok := score.TrustRespondent([]int{5, 5, 4})
	fmt.Printf("%.1f %.0f %v\n", index, positive, ok)
	_, _, ok = score.TrustRespondent([]int{5, 5, 0})
	fmt.Println(ok)
	// Output:
	// 91.7 100 true
	// false
}

func ExampleMeanPctPositive() {
	drivers := []score.Proportion{{X: 4, N: 5}, {X: 5, N: 5}, {X: 2, N: 5}}
	mean, _ := score.MeanPctPositive(drivers)
	fmt.Printf("%.1f, weakest: %d\n", mean, score.Weakest(drivers))
	// Output: 73.3, weakest: 2
}

// Strongly agree, agree, agree, neither, disagree.
func ExampleEngagementCSPS() {
	index, _ := score.EngagementCSPS([]int{5, 4, 4, 3, 2}, 5)
	fmt.Println(index)
	// Output: 65
}

func ExampleEngagementFEVS() {
	f, _ := score.EngagementFEVS(
		[]float64{60, 58, 66, 62, 54}, []float64{82, 84, 78, 80, 76}, []float64{72, 80, 64, 70, 76})
	fmt.Printf("%.1f %.1f %.1f: %.1f\n", f.Leaders, f.Supervisors, f.Intrinsic, f.EEI)
	// Output: 60.0 80.0 72.4: 70.8
}

func ExampleResponseRate() {
	o := score.Outcomes{Complete: 4, Partial: 2, Refused: 1, NotReached: 1, Other: 1, UnknownHousehold: 1, UnknownOther: 1}
	for number := 1; number <= 6; number++ {
		rate, _ := score.ResponseRate(number, o, 0.5)
		fmt.Printf("RR%d %.1f\n", number, rate)
	}
	// Output:
	// RR1 36.4
	// RR2 54.5
	// RR3 40.0
	// RR4 60.0
	// RR5 44.4
	// RR6 66.7
}

func ExampleResponses() {
	x, n, _ := score.Responses(356715, 549574, 0)
	fmt.Println(score.RoundRatio(x, n, 100, 0))
	_, _, err := score.Responses(90, 100, 20)
	fmt.Println(err)
	// Output:
	// 65
	// 90 completed of 100 invited less 20 undeliverable: want at most all of them
}

// One in five answered, and four in five of those were satisfied.
func ExampleNonresponseBounds() {
	b := score.NonresponseBounds(0.2, 0.8)
	fmt.Printf("%.0f to %.0f\n", b.Low, b.High)
	// Output: 16 to 96
}

func ExampleMarginOfError() {
	fmt.Printf("%.1f %.1f\n", score.MarginOfError(0.5, 100), score.MarginOfError(0.5, 1000))
	// Output: 9.8 3.1
}

func ExampleKish() {
	deff, neff, _ := score.Kish([]float64{1, 1, 2, 4})
	fmt.Printf("%.3f %.2f\n", deff, neff)
	// Output: 1.375 2.91
}

// 13 of 16 is 81.25 %.
func ExampleRoundRatio() {
	fmt.Println(score.RoundRatio(13, 16, 100, 1), score.RoundRatio(-1, 2500, 100, 1), score.RoundRatio(-1, 16, 100, 1))
	// Output: 81.3 0.0 -6.3
}

func ExampleFormatFloat() {
	fmt.Println(score.FormatFloat(81.25, 1), score.FormatFloat(-0.04, 1), score.FormatFloat(-5.543, 0))
	// Output: 81.3 0.0 -6
}
