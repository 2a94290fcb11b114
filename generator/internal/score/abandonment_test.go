package score

import "testing"

func TestAbandonmentHasFlowOutsInTheDenominator(t *testing.T) {
	c := ServiceLevelCounts{Answered: 80, Abandoned: 10, AbandonedInTime: 4, ShortAbandons: 2, FlowOuts: 10, Other: 5}
	for _, w := range []struct {
		variant string
		x, n    int64
	}{{"all", 10, 105}, {"less_short", 8, 103}, {"after_t", 6, 105}} {
		if x, n, err := Abandonment(c, w.variant); x != w.x || n != w.n || err != nil {
			t.Errorf("%s: got %d of %d, %v, want %d of %d", w.variant, x, n, err, w.x, w.n)
		}
	}
	if x, n, err := Abandonment(ServiceLevelCounts{}, "all"); x != 0 || n != 0 || err != nil {
		t.Errorf("nobody: got %d of %d, %v, want 0 of 0", x, n, err)
	}
}
