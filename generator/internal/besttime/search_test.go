package besttime

import (
	"testing"

	"shingle/generator/internal/fact"
)

// Of a Monday's slots at 9 and at 10, each date adds up: of contacts how many came to how many
// slots, of answers in time how many of those that can be judged. Tuesdays have other slots.
func TestSlotsAddUpByDate(t *testing.T) {
	const monday = fact.Day(4) // 5 January 1970
	slot := func(weekday, minutes int) *Slot {
		s := &Slot{}
		s.Weekday, s.Load.Slot = weekday, minutes
		return s
	}
	run := []*Slot{slot(1, 540), slot(1, 600), slot(2, 540)}
	s := &search{days: []fact.Day{monday, monday + 7, monday + 8}, newest: monday + 8, cells: map[fact.Day]map[int]fact.Cell{
		monday:     {540: {Offered: 10, InTime: 6, Judged: 8}, 600: {Offered: 20, InTime: 9, Judged: 15}, 660: {Offered: 99, InTime: 99, Judged: 99}},
		monday + 7: {540: {Offered: 4, InTime: 1, Judged: 2}},
		monday + 8: {540: {Offered: 7, InTime: 3, Judged: 5}, 600: {Offered: 99, InTime: 99, Judged: 99}},
	}}
	for _, is := range []struct {
		byTime bool
		which  int
		want   clusters // of Σy and Σx by date
	}{
		{false, all, clusters{d: 3, y: 30 + 4 + 7, x: 2 + 2 + 1, yy: 900 + 16 + 49, xy: 60 + 8 + 7, xx: 4 + 4 + 1}},
		{true, all, clusters{d: 3, y: 15 + 1 + 3, x: 23 + 2 + 5, yy: 225 + 1 + 9, xy: 345 + 2 + 15, xx: 529 + 4 + 25}},
		{true, older, clusters{d: 2, y: 15 + 1, x: 23 + 2, yy: 225 + 1, xy: 345 + 2, xx: 529 + 4}},
		{true, newest, clusters{d: 1, y: 3, x: 5, yy: 9, xy: 15, xx: 25}},
	} {
		s.byTime = is.byTime
		if got := s.dates(run, is.which); got != is.want {
			t.Errorf("by time %v, weeks %d: got %+v, want %+v", is.byTime, is.which, got, is.want)
		}
	}
}
