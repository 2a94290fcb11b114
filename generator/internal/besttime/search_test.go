package besttime

import (
	"testing"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/hours"
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

// A desk is searched by answers in time if it promises a time, be it a second, and if it is open at all.
func TestADeskThatPromisesATimeIsSearchedByIt(t *testing.T) {
	p := &fact.Profile{Minutes: 60}
	for _, is := range []struct {
		open []*Slot
		want bool
	}{
		{nil, false}, {[]*Slot{{}}, false}, {[]*Slot{{Basis: Basis{Threshold: 1}}}, true}, {[]*Slot{{Basis: Basis{Threshold: 1}}, {}}, true},
	} {
		if s := newSearch("phone", p, &openings{}, &Week{Minutes: 60}, is.open, waits{}, WeekOptions{}); s.byTime != is.want {
			t.Errorf("%d slots: got %v, want %v", len(is.open), s.byTime, is.want)
		}
	}
}

// Of the newest four weeks a tenth are answered in time on Mondays, of many more than before, and nine tenths on
// Tuesdays: all weeks together call Mondays bad. In the older ones half are on both days, or what differs may be
// chance: as many as not one Monday, and hardly any the next. They choose, and find nothing.
func TestOnlyOlderWeeksChooseAWindow(t *testing.T) {
	for what, mondays := range map[string][9]int64{"half each week": {5, 5, 5, 5, 5, 5, 5, 5, 5}, "40 of 90, by chance": {1, 9, 1, 9, 1, 9, 1, 9, 0}} {
		from := mondayOf(20665)
		to := from + 7*13 - 1
		p := profileOf(from, to, 60, nil, func(day fact.Day, minute int) (offered, inTime int64) {
			weekday, week := hours.Weekday(day), int(day-from)/7
			switch {
			case weekday > 2 || minute != 600:
				return 0, 0
			case week < 9 && weekday == 1:
				return 10, mondays[week]
			case week < 9:
				return 10, 10 - mondays[week]
			case weekday == 1:
				return 1000, 100
			}
			return 1000, 900
		})
		if c := NewWeek(p, reading(to+1)).phone(t); len(c.Quiet)+len(c.Avoid) > 0 {
			t.Errorf("%s: got %+v to call in and %+v to avoid, want none", what, c.Quiet, c.Avoid)
		}
	}
}

// The weeks of a window are those in which somebody called in it: one is enough.
func TestWeeksOfAWindowAreThoseWithACall(t *testing.T) {
	const monday = fact.Day(4) // 5 January 1970
	slot := &Slot{}
	slot.Weekday, slot.Load.Slot, slot.OnOpen, slot.OpenDays = 1, 540, 6, 4
	s := &search{minutes: 60, days: []fact.Day{monday, monday + 1, monday + 7, monday + 14, monday + 21}, cells: map[fact.Day]map[int]fact.Cell{
		monday: {540: {Offered: 5}}, monday + 1: {540: {Offered: 9}}, monday + 7: {540: {}}, monday + 14: {540: {Offered: 1}, 600: {Offered: 9}}, monday + 21: {600: {Offered: 9}},
	}}
	if w := s.window(candidate{run: []*Slot{slot}}); w.Weeks != 2 || w.PerDay != 1.5 || w.From != 540 || w.To != 600 {
		t.Errorf("got %+v, want 2 weeks, 6 calls on 4 days, from 9 to 10", w)
	}
}

// What is told of dates needs two of them for an error, and four for a word.
func TestDatesNeedOthersBesideThem(t *testing.T) {
	o := reading(0)
	for n, want := range map[int]struct{ error, word bool }{1: {false, false}, 2: {true, false}, 3: {true, false}, 4: {true, true}} {
		var c clusters
		for i := range n {
			c.add(float64(90+i), 100)
		}
		if _, _, ok := c.ratio(); ok != want.error {
			t.Errorf("%d dates: got an error %v, want %v", n, ok, want.error)
		}
		if p := c.p(.5, true, o); (p < 1) != want.word {
			t.Errorf("%d dates: got p = %v, want one below 1: %v", n, p, want.word)
		}
	}
}

// A desk is open on Sundays, too, and nobody calls: there is a slot to say so.
func TestASundayOfNobodyIsAZero(t *testing.T) {
	from := mondayOf(20665)
	p := profileOf(from, from+7*13-1, 60, nil, func(day fact.Day, minute int) (offered, inTime int64) {
		if hours.Weekday(day) != 1 || minute != 600 {
			return 0, 0
		}
		return 10, 10
	})
	o := reading(from + 7*13)
	o.Hours = &hours.Hours{}
	o.Hours.Week[1] = []hours.Span{{From: 600, To: 660}}
	o.Hours.Week[7] = []hours.Span{{From: 600, To: 660}}
	if s, ok := NewWeek(p, o).slot(7, 600); !ok || s.Offered != 0 {
		t.Errorf("got %+v, %v, want a slot of Sundays to which nobody came", s, ok)
	}
}

// Of one day it is what came on it, and of none nothing.
func TestWhatComesPerDayIsOfOpenDays(t *testing.T) {
	for days, want := range map[int]float64{0: 0, 1: 5, 2: 2.5} {
		s := &Slot{OpenDays: days}
		s.OnOpen = 5
		if got := s.PerDay(); got != want {
			t.Errorf("%d days: got %v, want %v", days, got, want)
		}
	}
}
