package score

import (
	"fmt"
	"testing"
)

// Five are open: two since today, one each for 3, 20 and 40 days. Half of them (three, by
// nearest rank) have been open for at most 3 days; two for 14 days or longer.
func ExampleNewBacklog() {
	b := NewBacklog(map[int]int64{0: 2, 3: 1, 20: 1, 40: 1}, 12, 9, 14)
	fmt.Println(b.Open, "open, of", b.Opened, "opened and", b.Closed, "closed")
	fmt.Println("median", b.Median, "oldest", b.Oldest, "older", b.Older)
	// Output:
	// 5 open, of 12 opened and 9 closed
	// median 3 oldest 40 older 2
}

func TestNothingOpenHasNoAge(t *testing.T) {
	if got, want := NewBacklog(nil, 3, 3, 14), (Backlog{Opened: 3, Closed: 3}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := NewBacklog(map[int]int64{7: 2}, 2, 0, 7); got.Older != 2 {
		t.Errorf("open for exactly 7 days: got %d as old as that, want 2", got.Older)
	}
}

// A quarter ends as its last month does; teams of one month add up.
func TestStocksOfLaterMonthsWin(t *testing.T) {
	var quarter, july, august seldom
	july.keep(100, map[int]int64{1: 5})
	august.keep(131, map[int]int64{2: 1})
	august.keep(131, map[int]int64{2: 1, 9: 3})
	quarter.merge(&august)
	quarter.merge(&july)
	if got := NewBacklog(quarter.stock.ages, 0, 0, 9); got.Open != 5 || got.Older != 3 {
		t.Errorf("got %+v, want the five of August", got)
	}
}
