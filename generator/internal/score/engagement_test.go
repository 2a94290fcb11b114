package score

import "testing"

func TestEngagementCSPSCountsAnswersGiven(t *testing.T) {
	for _, c := range []struct {
		answers  []int
		minItems int
		want     float64
		ok       bool
	}{
		{[]int{1, 1, 1, 1, 1}, 5, 0, true},
		{[]int{5, 5, 5, 5, 5}, 5, 100, true},
		{[]int{5, 5, 5, 5, 0}, 5, 0, false}, // partial, and complete cases are wanted
		{[]int{5, 4, 3, 0, 0}, 3, 75, true},
		{[]int{0, 0, 0, 0, 0}, 0, 0, false},
		{[]int{5, 4, 6, 4, 4}, 3, 0, false},
		{[]int{5, 4, -1, 4, 4}, 3, 0, false},
		{nil, 0, 0, false},
	} {
		if got, ok := EngagementCSPS(c.answers, c.minItems); got != c.want || ok != c.ok {
			t.Errorf("%v, at least %d: got %v %v, want %v %v", c.answers, c.minItems, got, ok, c.want, c.ok)
		}
	}
}

func TestEngagementFEVSWantsAllThreeParts(t *testing.T) {
	some := []float64{60}
	for _, parts := range [][3][]float64{{nil, some, some}, {some, nil, some}, {some, some, nil}} {
		if f, ok := EngagementFEVS(parts[0], parts[1], parts[2]); ok {
			t.Errorf("got %v, want none", f)
		}
	}
	// The parts count the same, however many questions they have.
	if f, ok := EngagementFEVS([]float64{90, 90, 90, 90}, []float64{60}, []float64{30, 30}); !ok || f.EEI != 60 {
		t.Errorf("got %v %v, want 60", f, ok)
	}
}
