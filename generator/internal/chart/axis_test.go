package chart

import (
	"fmt"
	"math"
	"testing"
)

func TestNumberReadsTheSameInEveryLanguage(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", 81: "81", 3.5: "3½", 4.25: "4¼", 0.75: "¾", -20: "−20", -0.5: "−½",
		1000: "1\u202f000", 12000: "12\u202f000", 1234567: "1\u202f234\u202f567", 94.7: "94.7", 0.1: "0.1",
	} {
		if got := number(v); got != want {
			t.Errorf("number(%v): got %q, want %q", v, got, want)
		}
	}
}

func TestSecondsAreLabelledInTheUnitOfTheirGrid(t *testing.T) {
	for _, c := range []struct {
		step, v float64
		want    string
	}{
		{30, 90, "90\u202fs"}, {60, 120, "2\u202fmin"}, {1800, 5400, "90\u202fmin"}, {7200, 14400, "4\u202fh"},
		{86400, 172800, "2\u202fd"}, {60, 90, "90\u202fs"}, {3600, 5400, "90\u202fmin"}, {60, 0, "0"},
	} {
		if got := symbolFor(Seconds, c.step).label(c.v); got != c.want {
			t.Errorf("%v s on a grid of %v s: got %q, want %q", c.v, c.step, got, c.want)
		}
	}
	if got := symbolFor(Percent, 5).label(80); got != "80\u202f%" {
		t.Errorf("percent: got %q, want 80 %%", got)
	}
}

func TestPointsBearTheirSign(t *testing.T) {
	for v, want := range map[float64]string{28: "+28", 0: "0", -7: "\u22127", 12.5: "+12word:point5", -0.5: "\u22120word:point5"} {
		if got := exactly(symbolFor(Points, 10), v); got != want {
			t.Errorf("%v: got %q, want %q", v, got, want)
		}
	}
}

func TestTicksAreFewAndHoldEveryValue(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		unit           Unit
		low, high      float64
		floor, ceiling float64
		want           string
	}{
		{Percent, 74.7, 83.9, 0, 100, "73.964..85: [75 80 85]"},
		{Percent, 99, 100, 0, 100, "92..100: [92 94 96 98 100]"},
		{Percent, 0, 0, 0, 100, "0..8: [0 2 4 6 8]"},
		{Percent, 0, 100, 0, 100, "0..100: [0 50 100]"},
		{Points, -30, 27, -100, 100, "-34.56..31.56: [-20 0 20]"},
		{Scale, 4.1, 4.2, 1, 5, "3.5..4.55: [3.5 4 4.5]"},
		{Seconds, 20, 300, 0, inf, "0..322.4: [0 120 240]"},
		{Count, 0, 90, 0, inf, "0..97.2: [0 20 40 60 80]"},
		{Count, 5, 5, 0, inf, "3..7: [3 4 5 6 7]"},
		{Count, 1e9, 3e9, 0, inf, "8.4e+08..3.16e+09: [1e+09 1.5e+09 2e+09 2.5e+09 3e+09]"},
	} {
		lo, hi, at := ticks(c.unit, c.low, c.high, c.floor, c.ceiling, 5)
		if got := fmt.Sprintf("%v..%v: %v", lo, hi, at); got != c.want {
			t.Errorf("%s %v to %v: got %s, want %s", c.unit, c.low, c.high, got, c.want)
		}
		if lo > c.low || hi < c.high || len(at) < 2 || len(at) > 5 {
			t.Errorf("%s %v to %v: got %v..%v with %d lines", c.unit, c.low, c.high, lo, hi, len(at))
		}
	}
}

func TestNotesThatWouldTouchStandInLanes(t *testing.T) {
	points := patchy().Points
	s := newSheet(Narrow, len(points))
	markers := s.lanes([]Note{{"2026-01", 1}, {"2026-01", 2}, {"2026-02", 3}, {"2026-10", 4}}, points)
	want := "[{14 1 0} {14 2 1} {15 3 2} {23 4 0}]"
	if got := fmt.Sprint(markers); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if s.top != 6+3*laneHeight {
		t.Errorf("room above: got %v px, want three lanes", s.top)
	}
}
