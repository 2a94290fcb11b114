package besttime

import (
	"testing"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/hours"
)

// A forecast is tried on ten weeks at least, and on ten years at most. Every other week twice as many
// call: what lies between is nearer than "as last week".
func TestAForecastNeedsTenWeeksAndTakesTenYears(t *testing.T) {
	for weeks, want := range map[int]bool{9: false, 10: true, 520: true, 521: false} {
		from := mondayOf(20665) - fact.Day(7*weeks)
		p := profileOf(from, from+fact.Day(7*weeks)-1, 60, nil, func(day fact.Day, minute int) (offered, inTime int64) {
			if hours.Weekday(day) != 1 || minute != 600 {
				return 0, 0
			}
			n := 100 + 100*(int64(day-from)/7%2)
			return n, n
		})
		c := NewWeek(p, reading(from+fact.Day(7*weeks))).phone(t)
		if (c.Forecast != nil) != want {
			t.Errorf("%d weeks: got a forecast %v, want %v", weeks, c.Forecast != nil, want)
		}
	}
}

// Who calls in a week in which the desk is closed, after all weeks in which it was open, is not forecast from.
func TestCallsOfAWeekThatIsClosedAreLeftOut(t *testing.T) {
	from := mondayOf(20665) - 7*12
	closed := from + 7*11 // the last Monday
	p := profileOf(from, from+7*12-1, 60, []fact.Day{closed}, func(day fact.Day, minute int) (offered, inTime int64) {
		if hours.Weekday(day) != 1 || minute != 600 {
			return 0, 0
		}
		n := 100 + 100*(int64(day-from)/14%2) // never as many as two weeks before
		return n, n
	})
	o := reading(from + 7*12)
	o.Hours = &hours.Hours{Holidays: []fact.Day{closed}}
	c := NewWeek(p, o).phone(t)
	if c.Forecast == nil || c.Forecast.Ahead != 2 {
		t.Errorf("got %+v, want a forecast for two weeks after the last that was open", c.Forecast)
	}
}
