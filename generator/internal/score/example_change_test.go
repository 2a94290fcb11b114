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

func ExampleWelchDiff() {
	d, _ := score.WelchDiff(10, 53, 27.3, 12, 65, 20)
	fmt.Printf("%+.0f, from %.1f to %.1f\n", d.Value, d.Low, d.High)
	// Output: +12, from -10.0 to 34.0
}

// How many answers a margin of ± 1 point needs, at 47 % promoters and 20 % detractors.
func ExampleMarginN() {
	fmt.Println(score.MarginN(score.NPSVariance(0.47, 0.20), 1))
	// Output: 22938
}

// Four comparisons on one page; alone, three of them would count.
func ExampleHolm() {
	p := []float64{0.04, 0.001, 0.02, 0.5}
	fmt.Println(score.Holm(p, 0.05))
	// Output: [false true false false]
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

// With 10,000 calls a month chance alone moves a share by a point at most; months differ by
// more. The limits of Laney's chart take that in.
func ExampleLaney() {
	x, n := []int64{8000, 8400, 8000, 8400}, []int64{10000, 10000, 10000, 10000}
	c := score.Laney(x, n, score.XmROptions{})
	fmt.Printf("%.1f to %.1f, %.1f times chance, signals %v\n", c.Points[0].Lower, c.Points[0].Upper, c.Baselines[0].SigmaZ, c.Points[0].Signals)
	// Output: 71.4 to 92.6, 9.2 times chance, signals []
}

func ExampleUnequalSizes() {
	fmt.Println(score.UnequalSizes([]int64{100, 110, 90}), score.UnequalSizes([]int64{100, 400, 100}))
	// Output: false true
}

func ExampleFormatRat() {
	fmt.Println(score.FormatRat(big.NewRat(-1, 3), 2), score.FormatRat(big.NewRat(-1, 300), 2))
	// Output: -0.33 0.00
}
