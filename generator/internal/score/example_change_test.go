package score_test

import (
	"fmt"
	"math/big"
	"strings"

	"shingle/generator/internal/score"
)

// Satisfaction went from 150 of 200 to 160 of 200. The interval holds 0: no evidence of change.
func ExampleNewcombe() {
	d := score.Newcombe(150, 200, 160, 200)
	fmt.Printf("%+.1f points, from %.1f to %.1f, holds 0: %v\n", d.Value, d.Low, d.High, d.Contains(0))
	// Output: +5.0 points, from -3.2 to 13.1, holds 0: true
}

func ExamplePooledZ() {
	z, p := score.PooledZ(150, 200, 160, 200)
	fmt.Printf("z %.2f, p %.2f\n", z, p)
	// Output: z 1.20, p 0.23
}

// 27 last quarter, 28 now, a thousand answers each: better? There is no evidence of it.
func ExampleNPSDiff() {
	d := score.NPSDiff(470, 330, 200, 480, 320, 200)
	fmt.Printf("%+.0f points, from %.1f to %+.1f, p %.2f\n", d.Value, d.Low, d.High, d.P)
	// Output: +1 points, from -5.8 to +7.8, p 0.77
}

func ExampleWelchDiff() {
	d, _ := score.WelchDiff(10, 53, 27.3, 12, 65, 20)
	fmt.Printf("%+.0f, from %.1f to %.1f\n", d.Value, d.Low, d.High)
	// Output: +12, from -10.0 to 34.0
}

// How many answers a margin of ± 1 point needs, and how many each quarter a change of 1
// point, at 47 % promoters and 20 % detractors.
func ExampleMarginN() {
	before, now := score.NPSVariance(0.47, 0.20), score.NPSVariance(0.48, 0.20)
	fmt.Println(score.MarginN(before, 1))
	fmt.Println(score.JustSignificantN(before, now, 1))
	fmt.Println(score.PowerN(before, now, 1, 0.8))
	// Output:
	// 22938
	// 46048
	// 94085
}

func ExampleMinimumDetectable() {
	fmt.Printf("%.1f\n", score.MinimumDetectable(0.5971, 1000, 0.6016, 1000))
	// Output: 6.8
}

// Four comparisons on one page; alone, three of them would count.
func ExampleHolm() {
	p := []float64{0.04, 0.001, 0.02, 0.5}
	fmt.Println(score.Holm(p, 0.05))
	fmt.Println(score.BenjaminiHochberg(p, 0.05))
	// Output:
	// [false true false false]
	// [false true true false]
}

func ExampleFalseAlarm() {
	fmt.Printf("%.1f %%\n", score.FalseAlarm(20, 0.05))
	// Output: 64.2 %
}

// A year of satisfaction scores fixes the limits. Each of the seven months that follow lies
// within them; together they are a shift upwards.
func ExampleXmR() {
	months := []float64{78, 81, 79, 82, 80, 77, 83, 80, 79, 81, 80, 78, 82, 83, 82, 81, 84, 82, 83}
	c := score.XmR(months, score.XmROptions{FixAfter: 12})
	last := c.Points[len(c.Points)-1]
	fmt.Printf("mean %.1f, limits %.1f to %.1f\n", last.Mean, last.Lower, last.Upper)
	fmt.Println(strings.Join(last.Signals, ", "), "up:", last.Up)
	fmt.Println("a promise of 73:", c.Assurance(73, true))
	fmt.Println("a promise of 80:", c.Assurance(80, true))
	// Output:
	// mean 79.8, limits 73.1 to 86.6
	// shift up: true
	// a promise of 73: will_keep
	// a promise of 80: may_miss
}

// Half of the callers say yes, in months of 100 and of 400 answers.
func ExamplePChart() {
	c := score.PChart([]int64{50, 200, 50}, []int64{100, 400, 100}, score.XmROptions{})
	for _, p := range c.Points[:2] {
		fmt.Printf("%.0f %%, limits %.1f to %.1f\n", p.Value, p.Lower, p.Upper)
	}
	// Output:
	// 50 %, limits 35.0 to 65.0
	// 50 %, limits 42.5 to 57.5
}

// With 10,000 calls a month chance alone moves a share by a point at most; months differ by
// more. The limits of Laney's chart take that in.
func ExampleLaney() {
	x, n := []int64{8000, 8400, 8000, 8400}, []int64{10000, 10000, 10000, 10000}
	p, laney := score.PChart(x, n, score.XmROptions{}), score.Laney(x, n, score.XmROptions{})
	fmt.Printf("%.1f to %.1f, signals %v\n", p.Points[0].Lower, p.Points[0].Upper, p.Points[0].Signals)
	fmt.Printf("%.1f to %.1f, signals %v\n", laney.Points[0].Lower, laney.Points[0].Upper, laney.Points[0].Signals)
	// Output:
	// 80.8 to 83.2, signals [outside]
	// 71.4 to 92.6, signals []
}

func ExampleUnequalSizes() {
	fmt.Println(score.UnequalSizes([]int64{100, 110, 90}), score.UnequalSizes([]int64{100, 400, 100}))
	// Output: false true
}

func ExampleFormatRat() {
	fmt.Println(score.FormatRat(big.NewRat(-1, 3), 2), score.FormatRat(big.NewRat(-1, 300), 2))
	// Output: -0.33 0.00
}
