package besttime

import (
	"math"
	"testing"
)

// quarters is a day of quarter hours with some load at one place.
func quarters(place int, load ...float64) []float64 {
	day := make([]float64, 96)
	copy(day[place:], load)
	return day
}

func TestBusyHourSlidesByQuarters(t *testing.T) {
	d := Days{15, [][]float64{quarters(42, 10, 10, 10, 10)}} // half past ten to half past eleven
	hour, ok, err := BusyHour(d, "tcbh", 0)
	if !ok || err != nil || hour != (Hour{Start: 630, Load: 40, Step: 15}) {
		t.Errorf("got %+v %v %v, want 40 from 10:30", hour, ok, err)
	}
}

func TestBusyHourStepsByWhatTheIntervalsAllow(t *testing.T) {
	for minutes, want := range map[int]int{1: 15, 3: 15, 5: 15, 15: 15, 10: 10, 20: 20, 30: 30, 60: 60, 2: 2, 12: 12, 4: 4, 6: 6} {
		d := Days{minutes, [][]float64{make([]float64, 24*60/minutes)}}
		hour, ok, err := BusyHour(d, "tcbh", 0)
		if !ok || err != nil || hour.Step != want {
			t.Errorf("intervals of %d: got %+v %v %v, want steps of %d", minutes, hour, ok, err, want)
		}
	}
}

func TestBusyHourTakesTheEarliestOfEqualHours(t *testing.T) {
	d := Days{60, [][]float64{{0, 7, 0, 7}}}
	if hour, _, _ := BusyHour(d, "tcbh", 0); hour.Start != 60 {
		t.Errorf("got %+v, want the hour from 1:00", hour)
	}
}

func TestBusyHourReachesTheEndOfTheDayAndNotOverIt(t *testing.T) {
	d := Days{30, [][]float64{append([]float64{50}, append(make([]float64, 45), 30, 60)...)}}
	if hour, _, _ := BusyHour(d, "tcbh", 0); hour != (Hour{Start: 23 * 60, Load: 90, Step: 30}) {
		t.Errorf("got %+v, want 90 from 23:00", hour)
	}
}

func TestFixedHourHasToStartWithAnInterval(t *testing.T) {
	d := Days{30, [][]float64{make([]float64, 48)}}
	for start, want := range map[int]bool{0: true, 30: true, 23 * 60: true, 15: false, -30: false, 23*60 + 30: false} {
		if _, ok, err := BusyHour(d, "fdmh", start); ok != want || (err == nil) != want {
			t.Errorf("from minute %d: got %v %v, want %v", start, ok, err, want)
		}
	}
}

func TestBusyHourRefusesWhatItCannotSlide(t *testing.T) {
	for what, d := range map[string]Days{
		"no length": {0, nil}, "longer than an hour": {120, nil}, "no part of an hour": {25, nil}, "backwards": {-60, nil},
		"days of two lengths": {60, [][]float64{{1, 2}, {1, 2, 3}}},
	} {
		if hour, _, err := BusyHour(d, "tcbh", 0); err == nil {
			t.Errorf("%s: got %+v, want an error", what, hour)
		}
	}
	if _, _, err := BusyHour(Days{60, [][]float64{{1}}}, "busiest", 0); err == nil {
		t.Error("unknown method: got no error")
	}
}

func TestBusyHourOfNoDaysIsNoData(t *testing.T) {
	for what, d := range map[string]Days{"no days": {60, nil}, "days of nothing": {60, [][]float64{{}}}, "half an hour": {15, [][]float64{{1, 2}}}} {
		for _, method := range []string{"tcbh", "adph"} {
			if hour, ok, err := BusyHour(d, method, 0); ok || err != nil {
				t.Errorf("%s, %s: got %+v %v %v, want none", what, method, hour, ok, err)
			}
		}
	}
}

func FuzzBusyHour(f *testing.F) {
	f.Add([]byte{40, 60, 50, 45, 50, 70, 42, 58, 55}, uint8(3), uint8(2))
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8}, uint8(4), uint8(0))
	f.Fuzz(func(t *testing.T, b []byte, perDay, length uint8) {
		minutes := []int{5, 15, 20, 30, 60}[int(length)%5]
		k := int(perDay)
		if k == 0 || k > len(b) {
			return
		}
		var d, backwards Days
		d.Minutes, backwards.Minutes = minutes, minutes
		for i := 0; i+k <= len(b); i += k {
			var day []float64
			for _, v := range b[i : i+k] {
				day = append(day, float64(v))
			}
			d.Load = append(d.Load, day)
			backwards.Load = append([][]float64{day}, backwards.Load...)
		}
		busy, ok, err := BusyHour(d, "tcbh", 0)
		if err != nil {
			t.Fatal(err)
		}
		if ok != (k*minutes >= 60) {
			t.Fatalf("%d intervals of %d minutes: got %v", k, minutes, ok)
		}
		if !ok {
			return
		}
		if again, _, _ := BusyHour(backwards, "tcbh", 0); again != busy {
			t.Errorf("got %+v, and with the days in another order %+v", busy, again)
		}
		peak, _, _ := BusyHour(d, "adph", 0)
		if peak.Start != -1 || peak.Step != busy.Step {
			t.Errorf("adph: got %+v, want no hour of its own", peak)
		}
		if peak.Load < busy.Load-1e-9 {
			t.Errorf("adph %v is below tcbh %v", peak.Load, busy.Load)
		}
		if len(d.Load) == 1 && math.Abs(peak.Load-busy.Load) > 1e-9 {
			t.Errorf("one day: got adph %v and tcbh %v", peak.Load, busy.Load)
		}
		for start := 0; start+60 <= k*minutes; start += busy.Step {
			fixed, _, err := BusyHour(d, "fdmh", start)
			if err != nil || fixed.Load > busy.Load {
				t.Errorf("the hour from %d has %v, above %v, %v", start, fixed.Load, busy.Load, err)
			}
		}
		if fixed, _, _ := BusyHour(d, "fdmh", busy.Start); fixed.Load != busy.Load {
			t.Errorf("got %v, and for that hour alone %v", busy.Load, fixed.Load)
		}
	})
}
