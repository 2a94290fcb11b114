package besttime

import (
	"maps"
	"math"
	"slices"
	"testing"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/golden"
	"shingle/generator/internal/hours"
)

func against(v *golden.Vector, c clusters, byTime bool) (se float64) {
	whole := v.Floats("whole")[0]
	r, se, _ := c.ratio()
	least := math.Sqrt(whole / c.x)
	if byTime {
		least = math.Sqrt(whole * (1 - whole) / c.x)
	}
	v.Is("se", se)
	v.Is("least_se", least)
	v.Is("t", (r-whole)/math.Max(se, least))
	v.Is("p", c.p(whole, byTime, reading(0)))
	return se
}

func vectorDates(v *golden.Vector) {
	var c clusters
	x := v.Floats("x")
	for i, y := range v.Floats("y") {
		c.add(y, x[i])
	}
	se := against(v, c, true)
	r, half := c.y/c.x, reading(0).T975(c.d-1)*se
	v.Is("ratio", r)
	v.Is("low", 100*(r-half))
	v.Is("high", 100*(r+half))
}

func vectorLoads(v *golden.Vector) {
	var c clusters
	for _, y := range v.Floats("loads") {
		c.add(y, 1)
	}
	against(v, c, false)
	v.Is("mean", c.y/c.x)
}

// histogramOf is how the waits of those answered lie.
func histogramOf(answered []int64) histogram {
	n := map[int64]int64{}
	for _, s := range answered {
		n[s]++
	}
	h := histogram{seconds: slices.Sorted(maps.Keys(n))}
	for _, s := range h.seconds {
		h.answered = append(h.answered, n[s])
	}
	return h
}

func vectorOfAll(v *golden.Vector) {
	answered, left := v.Ints("answered"), v.Ints("left")
	h := histogramOf(answered)
	v.Is("p90_answered", float64(h.percentile(P90(), leastForP90)))
	v.Is("of_all", float64(h.ofAll(int64(len(answered)+len(left)))))
}

// Where more than one in ten hung up there is no wait within which 9 of 10 were answered.
func vectorHungUp(v *golden.Vector) {
	n := v.Int("answered")
	h := histogramOf(slices.Repeat([]int64{10}, int(n)))
	v.Is("of_all", float64(h.ofAll(n+v.Int("left"))))
}

// What is told of a segment follows from the promises of its channels.
func TestChannelsHaveTheirOwnThresholds(t *testing.T) {
	seg := func(team, channel string) fact.Segment { return fact.Segment{Team: team, Channel: channel} }
	desk := func(team, channel string, threshold float64, later bool) fact.Desk {
		return fact.Desk{Segment: seg(team, channel), Threshold: threshold, Later: later}
	}
	mixed := []fact.Desk{desk("A", "phone", 20, false), desk("A", "chat", 60, false), desk("B", "phone", 20, false), desk("B", "callback", 0, false), desk("C", "phone", 20, false), desk("C", "E-Mail", 0, true)}
	alike := []fact.Desk{desk("A", "phone", 20, false), desk("A", "hotline", 20, false)}
	none := []fact.Desk{desk("A", "phone", 0, false), desk("A", "Tickets", 0, false)}
	tests := []struct {
		what  string
		desks []fact.Desk
		seg   fact.Segment
		want  Basis
	}{
		{"one channel", mixed, seg("", "phone"), Basis{Threshold: 20, Waits: true}},
		{"another", mixed, seg("", "chat"), Basis{Threshold: 60, Waits: true}},
		{"both together", mixed, seg("A", ""), Basis{}},
		{"all together", mixed, seg("", ""), Basis{}},
		{"no promise beside some", mixed, seg("", "callback"), Basis{Load: true}},
		{"with one that has one", mixed, seg("B", ""), Basis{}},
		{"nobody waits", mixed, seg("", "E-Mail"), Basis{Load: true, Later: true}},
		{"of one threshold", alike, seg("", ""), Basis{Threshold: 20, Waits: true}},
		{"no promise at all", none, seg("", "phone"), Basis{Load: true, Waits: true}},
		{"nor with a channel that nobody waits in", none, seg("", ""), Basis{}},
		{"tickets by their name", none, seg("", "Tickets"), Basis{Load: true, Waits: true, Later: true}},
	}
	for _, test := range tests {
		if got := basisOf(&fact.Profile{Desks: test.desks, Waits: true}, test.seg); got != test.want {
			t.Errorf("%s: got %+v, want %+v", test.what, got, test.want)
		}
	}
	for _, test := range []struct {
		desks []fact.Desk
		want  string
	}{{alike[:1], "phone"}, {alike, ""}, {append(alike[:1:1], desk("", "", 20, false)), ""}, {nil, ""}} {
		if got := onlyChannel(&fact.Profile{Desks: test.desks}); got != test.want {
			t.Errorf("the only channel of %v: got %q, want %q", test.desks, got, test.want)
		}
	}
}

// Unlike channels together are counted, and neither judged nor advised on.
func TestWhatIsUnlikeIsNotPooled(t *testing.T) {
	from := on(t, "2026-08-03")
	to := from + 13*7 - 1
	p := profileOf(from, to, 60, nil, func(day fact.Day, minute int) (int64, int64) {
		if !office(day, minute) {
			return 0, 0
		}
		return 20, map[bool]int64{true: 18, false: 6}[minute == 9*60]
	})
	p.Desks = append(p.Desks, fact.Desk{Segment: fact.Segment{Channel: "chat"}, Threshold: 60})
	w := NewWeek(p, reading(to+1))
	for _, s := range w.Slots {
		if told := s.Known || s.HasRange || s.Label != ""; told != (s.Channel == "phone") || s.Offered == 0 {
			t.Errorf("%q at %d: got %+v", s.Channel, s.Load.Slot, s)
		}
	}
	for _, c := range w.Channels {
		if advised := len(c.Quiet) > 0; advised != (c.Channel == "phone") {
			t.Errorf("%q: got %v", c.Channel, c.Quiet)
		}
	}
}

// A time that was quiet until four weeks ago and is not now is not told.
func TestNewestWeeksContradict(t *testing.T) {
	from := on(t, "2026-08-03")
	to := from + 13*7 - 1
	for _, changed := range []bool{false, true} {
		p := profileOf(from, to, 60, nil, func(day fact.Day, minute int) (int64, int64) {
			switch {
			case !office(day, minute):
				return 0, 0
			case hours.Weekday(day) == 2 && minute == 9*60:
				if changed && day > to-4*7 {
					return 20, 11
				}
				return 20, 20
			}
			return 20, 12
		})
		if c := NewWeek(p, reading(to+1)).phone(t); (len(c.Quiet) > 0) == changed {
			t.Errorf("changed %v: got %v", changed, c.Quiet)
		}
	}
}

// What holds and does not matter is neither a label nor a time to call.
func TestDifferencesThatDoNotMatterAreNotTold(t *testing.T) {
	from := on(t, "2026-08-03")
	to := from + 13*7 - 1
	for _, test := range []struct {
		what   string
		inTime float64 // of 100
		usual  int64   // wait of each call
		wait   int64   // in that hour
		want   string
	}{
		{"9 of 100 more in time", 89, 20, 20, Normal},
		{"9.95 of 100 more in time", 89.95, 20, 20, Normal},
		{"10 of 100 more in time", 90, 20, 20, Quiet},
		{"9 of 100 fewer, and 29 seconds more", 71, 20, 49, Normal},
		{"9 of 100 fewer, and 30 seconds more", 71, 20, 50, Busy},
		{"9 of 100 fewer, and not half as long again", 71, 200, 299, Normal},
		{"9 of 100 fewer, and half as long again", 71, 200, 300, Busy},
		{"9 of 100 more, and not a third less", 89, 300, 201, Normal},
		{"9 of 100 more, and a third less", 89, 300, 200, Quiet},
		{"9 of 100 more, and no wait", 89, 30, 0, Quiet},
		{"9 of 100 fewer, and a wait where there is none", 71, 0, 30, Busy},
	} {
		p := profileOfCalls(from, to, 60, nil, func(day fact.Day, minute int) calls {
			c := calls{offered: 2000, inTime: 1600, answered: slices.Repeat([]int64{test.usual}, 100)}
			if hours.Weekday(day) == 2 && minute == 9*60 {
				c = calls{offered: 2000, inTime: int64(20 * test.inTime), answered: slices.Repeat([]int64{test.wait}, 100)}
			}
			if !office(day, minute) {
				return calls{}
			}
			return c
		})
		w := NewWeek(p, reading(to+1))
		if s, _ := w.slot(2, 9*60); s.Label != test.want {
			t.Errorf("%s: got %q, want %q", test.what, s.Label, test.want)
		}
		c := w.phone(t)
		if told := len(c.Quiet)+len(c.Avoid) > 0; told != (test.want != Normal) {
			t.Errorf("%s: got %v and %v", test.what, c.Quiet, c.Avoid)
		}
	}
}

func TestNobodyWhileTheDeskWasOpen(t *testing.T) {
	holiday := on(t, "2026-10-12")
	p := profileOf(holiday, holiday, 30, []fact.Day{holiday}, func(_ fact.Day, minute int) (int64, int64) {
		return map[bool]int64{true: 10}[minute == 9*60], 0
	})
	o := reading(holiday + 7)
	o.Hours = &hours.Hours{Holidays: []fact.Day{holiday}}
	w := NewWeek(p, o)
	if len(w.Channels) > 0 {
		t.Errorf("got %v, want no channel to speak of", w.Channels)
	}
	for _, s := range w.Slots {
		if s.Label != Closed || s.Offered != 10 {
			t.Errorf("got %+v, want the holiday's 10 as closed", s)
		}
	}
}

// A forecast looks ahead from the last data, leaves out closed days, and ends with old data.
func TestForecastIsOfOpenDaysAndFreshData(t *testing.T) {
	noisy := func(day fact.Day, minute int) (int64, int64) {
		if !office(day, minute) {
			return 0, 0
		}
		return int64(20*hours.Weekday(day)) + int64(day*7+fact.Day(minute)*13)*2654435761%30, 0
	}
	from := on(t, "2026-01-05")
	to := from + 20*7 - 3 // a Friday
	holiday := to + 6     // Thursday of the week after
	tests := []struct {
		what         string
		asOf         fact.Day
		ahead, slots int
	}{
		{"on the Monday after", to + 3, 1, 5*6 - 6},
		{"on the Tuesday after", to + 4, 2, 5 * 6},
		{"eight days after", to + 8, 2, 5 * 6},
		{"nine days after", to + 9, 0, 0},
	}
	for _, test := range tests {
		o := reading(test.asOf)
		o.Hours = &hours.Hours{Holidays: []fact.Day{holiday}}
		f := NewWeek(profileOf(from, to, 30, nil, noisy), o).phone(t).Forecast
		if test.ahead == 0 {
			if f != nil {
				t.Errorf("%s: got a forecast of old data", test.what)
			}
			continue
		}
		if f == nil {
			t.Errorf("%s: got no forecast", test.what)
			continue
		}
		if f.Ahead != test.ahead || len(f.Slots) != test.slots || f.Monday < test.asOf {
			t.Errorf("%s: got %d weeks ahead, %d slots from %s, want %d and %d", test.what, f.Ahead, len(f.Slots), f.Monday, test.ahead, test.slots)
		}
	}
}
