package score

import "testing"

func TestACSILikeRunsFromZeroToHundred(t *testing.T) {
	for answer, want := range map[float64]float64{1: 0, 5.5: 50, 10: 100} {
		if got, ok := ACSILike(answer, answer, answer, .5, .3, .1); !ok || FormatFloat(got, 9) != FormatFloat(want, 9) {
			t.Errorf("all %v: got %v %v, want %v", answer, got, ok, want)
		}
	}
	if got, ok := ACSILike(8, 8, 8, 0, 0, 0); ok {
		t.Errorf("no weights: got %v, want none", got)
	}
}
