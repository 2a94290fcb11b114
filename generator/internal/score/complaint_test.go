package score

import (
	"fmt"
	"testing"
)

// 12 complaints of 3,000 contacts in two months, 4 of 1,000; of customers, of whom there were
// 1,000 and then 2,000, that is 12 of 1,500 on average: 8 of 1,000.
func ExamplePer1000() {
	fmt.Println(FormatRat(Per1000(12, []int64{1000, 2000}, false), 1))
	fmt.Println(FormatRat(Per1000(12, []int64{1000, 2000}, true), 1))
	// Output:
	// 4.0
	// 8.0
}

func TestOfNothingThereIsNoRate(t *testing.T) {
	if got := Per1000(3, nil, true); got != nil {
		t.Errorf("got %s of nobody, want none", got)
	}
}
