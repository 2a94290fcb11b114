package score

import (
	"fmt"
	"testing"

	"shingle/generator/internal/fact"
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

// 1,001 customers on average of 1,000 and 1,001, and 1,000 of 1,000 and 1,000.
func TestCustomersOfSeveralMonthsAreTheirMean(t *testing.T) {
	for _, c := range []struct {
		bases []int64
		want  int64
	}{{[]int64{1000, 1001}, 1001}, {[]int64{1000, 1000}, 1000}, {[]int64{2, 2, 3}, 2}, {[]int64{0, 1, 1}, 1}, {[]int64{1, 1, 1, 2, 2}, 1}} {
		l := &Line{Metric: &Metric{Metric: fact.Metric{Kind: "complaints", Variant: "per_1000", PerCustomer: true}}, tally: &tally{seldom: &seldom{bases: c.bases}}}
		if l.rated(); l.Denominator != c.want {
			t.Errorf("%v: got %d, want %d", c.bases, l.Denominator, c.want)
		}
	}
}
