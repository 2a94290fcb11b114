package score_test

import (
	"fmt"
	"math/big"

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

// 45 of 60 answers, which are worth 237 because only 80 were asked.
func ExampleWilsonEffective() {
	i := score.WilsonEffective(45./60, 237)
	fmt.Printf("%.1f to %.1f\n", i.Low, i.High)
	// Output: 69.1 to 80.1
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
		score.FormatRat(big.NewRat(100*a.TopBox(2), a.N()), 1), score.FormatRat(big.NewRat(100*a.TopBox(1), a.N()), 1), mean, index)
	// Output: top two 75.0 %, top one 35.0 %, mean 3.925 of 5, index 73.1
}

// A mean of 3.925 over 200 answers.
func ExampleMoments_Interval() {
	i, _ := score.Moments{N: 200, Sum: 785, SumSq: 3325}.Interval()
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

// A standard error of 10.4 points, where 60 of 80 people answered.
func ExampleFPC() {
	fmt.Printf("%.2f\n", score.FPC(10.3994, 60, 80))
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

func ExampleResponses() {
	x, n, _ := score.Responses(356715, 549574, 0)
	fmt.Println(score.FormatRat(big.NewRat(100*x, n), 0))
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

func ExampleFormatFloat() {
	fmt.Println(score.FormatFloat(81.25, 1), score.FormatFloat(-0.04, 1), score.FormatFloat(-5.543, 0))
	// Output: 81.3 0.0 -6
}
