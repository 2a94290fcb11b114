package besttime

import (
	"testing"

	"shingle/generator/internal/golden"
)

func TestAccuracyIsUndefinedWhereItWouldDivideByNothing(t *testing.T) {
	zero, some := []float64{0, 0}, []float64{1, 2}
	for what, ok := range map[string]bool{
		"wape without calls":       second(WAPE(zero, some)),
		"bias without calls":       second(Bias(zero, some)),
		"mase of an exact naive":   second(MASE(some, zero, some)),
		"wape of nothing":          second(WAPE(nil, nil)),
		"bias of opposite actuals": second(Bias([]float64{-1, 1}, some)),
	} {
		if ok {
			t.Errorf("%s: got a number, want none", what)
		}
	}
}

func second(_ float64, ok bool) bool { return ok }

func TestBiasIsAboveZeroForTooMuch(t *testing.T) {
	if b, _ := Bias([]float64{100, 100}, []float64{110, 100}); b != 5 {
		t.Errorf("got %v, want 5", b)
	}
	if b, _ := Bias([]float64{100, 100}, []float64{90, 100}); b != -5 {
		t.Errorf("got %v, want -5", b)
	}
}

func TestCoverageCountsTheEndsOfABand(t *testing.T) {
	bands := []Band{{1, 2}, {1, 2}, {1, 2}, {1, 2}}
	if hits, n := Coverage([]float64{1, 2, .999, 2.001}, bands); hits != 2 || n != 4 {
		t.Errorf("got %d of %d, want 2 of 4", hits, n)
	}
}

func TestForecastsOfOtherSlotsAreABug(t *testing.T) {
	one, two := []float64{1}, []float64{1, 2}
	for what, call := range map[string]func(){
		"wape": func() { WAPE(one, two) }, "bias": func() { Bias(one, two) },
		"mase": func() { MASE(two, two, one) }, "coverage": func() { Coverage(two, []Band{{}}) },
	} {
		golden.Bug(t, what, call)
	}
}
