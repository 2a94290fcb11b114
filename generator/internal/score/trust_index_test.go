package score

import "testing"

// The sixth person says nothing of reliability: out of the index, but still in the shares of
// the drivers that were answered.
func TestPartialRespondentsAreLeftOutOfTheTrustIndex(t *testing.T) {
	people := append(fivePeople(), []int{1, 1, 0})
	var m Moments
	partial := 0
	for _, answers := range people {
		index, _, ok := TrustRespondent(answers)
		if !ok {
			partial++
			continue
		}
		m.Add(index)
	}
	if mean, _ := m.Mean(); m.N != 5 || partial != 1 || FormatFloat(mean, 6) != "70.000000" {
		t.Errorf("got %v of %d and %d partial, want 70 of 5 and 1", mean, m.N, partial)
	}
	if got := drivers(people)[0]; got != (Proportion{4, 6}) {
		t.Errorf("sincerity: got %v, want 4 of 6", got)
	}
}

func TestTrustRespondentWantsOneToFive(t *testing.T) {
	for _, answers := range [][]int{nil, {0}, {5, 6}, {-1, 5}, {4, 4, 0}} {
		if index, _, ok := TrustRespondent(answers); ok {
			t.Errorf("%v: got %v, want none", answers, index)
		}
	}
	for answer, want := range map[int][2]float64{1: {0, 0}, 2: {25, 0}, 3: {50, 0}, 4: {75, 100}, 5: {100, 100}} {
		if index, positive, ok := TrustRespondent([]int{answer, answer, answer}); !ok || index != want[0] || positive != want[1] {
			t.Errorf("all %d: got %v, %v, %v, want %v", answer, index, positive, ok, want)
		}
	}
}

func TestWeakestDriver(t *testing.T) {
	for _, c := range []struct {
		drivers []Proportion
		want    int
	}{
		{nil, -1},
		{[]Proportion{{}, {}}, -1},
		{[]Proportion{{}, {9, 10}, {1, 2}}, 2},
		{[]Proportion{{2, 4}, {1, 2}}, 0}, // a tie: the first
		{[]Proportion{{2, 5}, {3, 7}}, 0},
		{[]Proportion{{333, 1000}, {1, 3}}, 0},
		{[]Proportion{{334, 1000}, {1, 3}}, 1},
	} {
		if got := Weakest(c.drivers); got != c.want {
			t.Errorf("%v: got %d, want %d", c.drivers, got, c.want)
		}
	}
}

func TestMeanPctPositiveWantsEveryDriver(t *testing.T) {
	for _, d := range [][]Proportion{nil, {{}}, {{1, 2}, {}}} {
		if mean, ok := MeanPctPositive(d); ok {
			t.Errorf("%v: got %v, want none", d, mean)
		}
	}
	// Each driver counts the same, however many answered it.
	if mean, ok := MeanPctPositive([]Proportion{{1, 1}, {0, 99}}); !ok || mean != 50 {
		t.Errorf("got %v %v, want 50", mean, ok)
	}
}
