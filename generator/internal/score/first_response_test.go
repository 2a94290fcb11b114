package score

import "testing"

func TestWhatIsNotDueIsNotCounted(t *testing.T) {
	if x, n := FirstResponse(0, 0, 0, 5); x != 0 || n != 0 {
		t.Errorf("only 5 not due: got %d of %d, want 0 of 0", x, n)
	}
	if x, n := FirstResponse(90, 6, 4, 5); x != 90 || n != 100 {
		t.Errorf("got %d of %d, want 90 of 100", x, n)
	}
	if x, n, err := Resolution("due", 0, 0, 0, 8); x != 0 || n != 0 || err != nil {
		t.Errorf("only 8 not due: got %d of %d, %v, want 0 of 0", x, n, err)
	}
}
