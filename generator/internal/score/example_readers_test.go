package score_test

import (
	"fmt"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// Seven of ten readers of a site said that a page had helped them.
func Example_helpful() {
	metric := score.Metric{Metric: fact.Metric{ID: "helpful", Kind: "helpful", Scale: fact.ScaleOf{Min: 0, Max: 1, PositiveMin: 1}}}
	day, _ := fact.ParsePeriod("2026-10-01")
	said := func(answer int, n int64) fact.Answer {
		return fact.Answer{Day: day.First, Grain: fact.Month, Question: "helpful", Value: answer, Count: n}
	}
	set := fact.Set{Metric: &metric.Metric, PerPerson: true, Answers: []fact.Answer{said(1, 7), said(0, 3)}}
	l := score.Compute([]fact.Set{set}, []score.Metric{metric}, day.First+40)[0]
	fmt.Printf("%s %%, from %.1f to %.1f\n", score.FormatRat(l.Value, 1), l.Interval.Low, l.Interval.High)
	// Output: 70.0 %, from 39.7 to 89.2
}

// Of 200 callers whose wait is known twelve waited longer than five minutes, and four of them gave up.
func ExampleLine_Tails() {
	metric := score.Metric{Metric: fact.Metric{ID: "wait", Kind: "wait", Variant: "asa", Tail: []int{5}}}
	day, _ := fact.ParsePeriod("2026-10-01")
	set := fact.Set{Metric: &metric.Metric, Daily: true,
		Facts: fact.FactsOf(fact.Fact{Day: day.First, Counts: fact.Counts{fact.X: 180 * 30e6, fact.N: 180}}),
		Longs: []fact.Long{{Day: day.First, Answered: 180, Left: 20}, {Day: day.First, Minutes: 5, Answered: 8, Left: 4}}}
	for _, t := range score.Compute([]fact.Set{set}, []score.Metric{metric}, day.First+40)[0].Tails() {
		fmt.Printf("over %d minutes: %d of %d, %d of them left\n", t.Minutes, t.N(), t.Of, t.Left)
	}
	// Output: over 5 minutes: 12 of 200, 4 of them left
}
