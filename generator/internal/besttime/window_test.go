package besttime

import (
	"math/rand/v2"
	"testing"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/hours"
)

// judged reads 13 weeks of a desk open on weekdays from 9 to 17; share says how many of
// 20 contacts each slot answers in time.
func judged(t *testing.T, share func(weekday, minute int) int64) *Week {
	t.Helper()
	from := on(t, "2026-08-03")
	to := from + 13*7 - 1
	p := profileOf(from, to, 30, nil, func(day fact.Day, minute int) (int64, int64) {
		if hours.Weekday(day) > 5 || minute < 9*60 || minute >= 17*60 {
			return 0, 0
		}
		return 20, share(hours.Weekday(day), minute)
	})
	return NewWeek(p, reading(to+1))
}

func TestNoClearQuietTimeWhereAllTimesAreAlike(t *testing.T) {
	c := judged(t, func(int, int) int64 { return 15 }).phone(t)
	if len(c.Quiet) > 0 || len(c.Avoid) > 0 {
		t.Errorf("got %v and %v, want no window", c.Quiet, c.Avoid)
	}
	if c.Whole != 75 {
		t.Errorf("the whole week: got %v, want 75", c.Whole)
	}
}

func TestWindowsAreTheQuietAndTheBusyHours(t *testing.T) {
	c := judged(t, func(weekday, minute int) int64 {
		switch {
		case weekday == 3 && minute >= 14*60 && minute < 16*60:
			return 20
		case weekday == 1 && minute >= 10*60 && minute < 11*60:
			return 5
		case weekday == 5 && minute == 12*60: // a better half hour does not make an hour that matters
			return 18
		}
		return 15
	}).phone(t)
	if len(c.Quiet) != 1 || len(c.Avoid) != 1 {
		t.Fatalf("got %v and %v, want one of each", c.Quiet, c.Avoid)
	}
	q, a := c.Quiet[0], c.Avoid[0]
	if q.Weekday != 3 || q.From != 14*60 || q.To != 16*60 || q.Share != 100 || q.Weeks != 13 || q.Offered != 4*13*20 {
		t.Errorf("quiet: got %+v, want Wednesday 14:00 to 16:00", q)
	}
	if a.Weekday != 1 || a.From != 10*60 || a.To != 11*60 || a.Share != 25 {
		t.Errorf("avoid: got %+v, want Monday 10:00 to 11:00", a)
	}
}

func TestWindowsAreAtMostThreeOnDifferentDays(t *testing.T) {
	c := judged(t, func(weekday, minute int) int64 {
		if minute < 13*60 {
			return 19
		}
		return 10
	}).phone(t)
	if len(c.Quiet) != 3 || len(c.Avoid) != 3 {
		t.Fatalf("got %d and %d windows, want 3 and 3", len(c.Quiet), len(c.Avoid))
	}
	days := map[int]bool{}
	for _, q := range c.Quiet {
		days[q.Weekday] = true
		if length := q.To - q.From; length < 60 || length > 240 {
			t.Errorf("got a window of %d minutes, want 60 to 240", length)
		}
	}
	if len(days) != 3 {
		t.Errorf("got %v, want three weekdays", c.Quiet)
	}
}

func TestWindowsOfOneDayDoNotTouch(t *testing.T) {
	c := judged(t, func(weekday, minute int) int64 {
		if weekday == 2 && (minute < 11*60 || minute >= 15*60) {
			return 20
		}
		return 10
	}).phone(t)
	if len(c.Quiet) < 2 {
		t.Fatalf("got %v, want several windows on Tuesday", c.Quiet)
	}
	for i, a := range c.Quiet {
		for _, b := range c.Quiet[i+1:] {
			if a.From < b.To && b.From < a.To {
				t.Errorf("%v and %v overlap", a, b)
			}
		}
	}
}

// Without waits the quiet times are those to which few come.
func TestWindowsByHowManyCome(t *testing.T) {
	from := on(t, "2026-08-03")
	to := from + 13*7 - 1
	p := profileOf(from, to, 30, nil, func(day fact.Day, minute int) (int64, int64) {
		switch {
		case hours.Weekday(day) > 5 || minute < 9*60 || minute >= 17*60:
			return 0, 0
		case hours.Weekday(day) == 4 && minute >= 15*60:
			return 5, 0
		case hours.Weekday(day) == 1 && minute < 11*60:
			return 60, 0
		}
		return 20, 0
	})
	p.Desks[0].Threshold = 0
	c := NewWeek(p, reading(to+1)).phone(t)
	if len(c.Quiet) == 0 || c.Quiet[0].Weekday != 4 || c.Quiet[0].From != 15*60 || c.Quiet[0].To != 17*60 {
		t.Errorf("quiet: got %+v, want Thursday 15:00 to 17:00", c.Quiet)
	}
	if len(c.Avoid) == 0 || c.Avoid[0].Weekday != 1 || c.Avoid[0].From != 9*60 || c.Avoid[0].To != 11*60 {
		t.Errorf("avoid: got %+v, want Monday 9:00 to 11:00", c.Avoid)
	}
}

func TestBusyHourOfADayThatIsNeverOpen(t *testing.T) {
	c := judged(t, func(int, int) int64 { return 15 }).phone(t)
	if !c.HasBusy || c.ByDay[7].Start != -1 || c.ByDay[1].Start != 9*60 || c.ByDay[1].Load != 40 {
		t.Errorf("got %+v and %+v, want Monday's at 9:00 with 40, and none on Sunday", c.ByDay[1], c.ByDay[7])
	}
}

// weeksOf is a desk's week for so many weeks; load gives how many come to a slot.
func weeksOf(t *testing.T, weeks int, load func(week, weekday, minute int) int64) *Week {
	t.Helper()
	from := on(t, "2026-01-05")
	to := from + fact.Day(7*weeks) - 1
	p := profileOf(from, to, 30, nil, func(day fact.Day, minute int) (int64, int64) {
		if !office(day, minute) {
			return 0, 0
		}
		return load(int(day-from)/7, hours.Weekday(day), minute), 0
	})
	return NewWeek(p, reading(to+1))
}

func TestForecastIsToldOnlyIfItBeatsLastWeek(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	noisy := func(week, weekday, minute int) int64 { return int64(20*weekday) + random.Int64N(30) }
	c := weeksOf(t, 20, noisy).phone(t)
	if c.Forecast == nil {
		t.Fatal("got no forecast of a noisy week that is the same each time")
	}
	if got, want := c.Forecast.Monday, on(t, "2026-01-05")+20*7; got != want {
		t.Errorf("got the week of %s, want %s", got, want)
	}
	if c.Forecast.Trial.MASE >= 1 || len(c.Forecast.Slots) != 5*6 {
		t.Errorf("got MASE %v over %d slots, want below 1 and 30", c.Forecast.Trial.MASE, len(c.Forecast.Slots))
	}
	growing := func(week, weekday, minute int) int64 { return int64(20 + 10*week) }
	if c := weeksOf(t, 20, growing).phone(t); c.Forecast != nil {
		t.Errorf("got a forecast with MASE %v where last week is nearer", c.Forecast.Trial.MASE)
	}
	if c := weeksOf(t, 9, noisy).phone(t); c.Forecast != nil {
		t.Error("got a forecast after nine weeks, want ten at least")
	}
}
