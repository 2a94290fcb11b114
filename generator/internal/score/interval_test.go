package score

import (
	"math"
	"testing"

	"shingle/generator/internal/golden"
)

func TestIntervalContainsItsEnds(t *testing.T) {
	i := Interval{-1, 2}
	for v, want := range map[float64]bool{-1.001: false, -1: true, 0: true, 2: true, 2.001: false} {
		if got := i.Contains(v); got != want {
			t.Errorf("%v: got %v, want %v", v, got, want)
		}
	}
	if i.Contains(math.NaN()) {
		t.Error("contains what is not a number")
	}
}

func TestClipKeepsToTheScale(t *testing.T) {
	for _, c := range []struct{ i, want Interval }{
		{Interval{-3, 50}, Interval{0, 50}},
		{Interval{50, 103}, Interval{50, 100}},
		{Interval{10, 20}, Interval{10, 20}},
		{Interval{-9, -3}, Interval{0, 0}},
		{Interval{101, 110}, Interval{100, 100}},
	} {
		if got := c.i.Clip(0, 100); got != c.want {
			t.Errorf("%v: got %v, want %v", c.i, got, c.want)
		}
	}
}

func TestNarrowLeavesTheScoreWhenAllAnswered(t *testing.T) {
	i := Interval{40, 70}
	if got, want := i.Narrow(50, 12, 12), (Interval{50, 50}); got != want {
		t.Errorf("all of 12: got %v, want %v", got, want)
	}
	if got := i.Narrow(50, 1, 1<<50); math.Abs(got.Low-40) > 1e-9 || math.Abs(got.High-70) > 1e-9 {
		t.Errorf("one of very many: got %v, want %v", got, i)
	}
	// Lopsided stays lopsided: both sides shrink by sqrt(3/4).
	if got := i.Narrow(50, 2, 5); math.Abs((got.High-50)/(50-got.Low)-2) > 1e-9 {
		t.Errorf("got %v, want twice as far up as down", got)
	}
}

func TestPercentOfNothingIsNoData(t *testing.T) {
	if _, ok := (Proportion{}).Percent(); ok {
		t.Error("got a percentage of nothing")
	}
	if p, ok := (Proportion{0, 5}).Percent(); !ok || p != 0 {
		t.Errorf("0 of 5: got %v %v, want 0", p, ok)
	}
	if got, want := (Proportion{10, 10}).Merge(Proportion{45, 90}), (Proportion{55, 100}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestMistakesOfOursAreBugs(t *testing.T) {
	for what, call := range map[string]func(){
		"rules nobody knows":       func() { XmR([]float64{1, 2}, XmROptions{Rules: "nelson"}) },
		"x and n of other periods": func() { Laney([]int64{1}, []int64{1, 2}, XmROptions{}) },
		"a period without data":    func() { Laney([]int64{1, 0}, []int64{2, 0}, XmROptions{}) },
	} {
		golden.Bug(t, what, call)
	}
}
