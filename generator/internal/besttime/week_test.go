package besttime

import (
	"cmp"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"gonum.org/v1/gonum/stat/distuv"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/hours"
)

// reading is what a week is read with, and the statistics that the program lends.
func reading(asOf fact.Day) WeekOptions {
	return WeekOptions{
		Zone: time.UTC, AsOf: asOf, Method: "tcbh",
		T975: func(df float64) float64 { return distuv.StudentsT{Sigma: 1, Nu: df}.Quantile(0.975) },
		P:    func(t, df float64) float64 { return 2 * distuv.StudentsT{Sigma: 1, Nu: df}.CDF(-math.Abs(t)) },
		Holm: func(p []float64, alpha float64) []bool {
			order := make([]int, len(p))
			for i := range order {
				order[i] = i
			}
			slices.SortFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
			holds := make([]bool, len(p))
			for rank, i := range order {
				if p[i] > alpha/float64(len(p)-rank) {
					break
				}
				holds[i] = true
			}
			return holds
		},
	}
}

func on(t testing.TB, date string) fact.Day {
	t.Helper()
	d, err := time.Parse(time.DateOnly, date)
	if err != nil {
		t.Fatal(err)
	}
	return fact.DayOf(d)
}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// calls are what comes to a slot of one date: the waits of those answered and of those
// who hung up, or only how many there are.
type calls struct {
	offered, inTime int64
	answered, left  []int64
}

// profileOf counts what comes to the phone, slot by slot: how many, and how many of
// them are answered in time.
func profileOf(from, to fact.Day, minutes int, closed []fact.Day, came func(day fact.Day, minute int) (offered, inTime int64)) *fact.Profile {
	return profileOfCalls(from, to, minutes, closed, func(day fact.Day, minute int) calls {
		offered, inTime := came(day, minute)
		return calls{offered: offered, inTime: inTime}
	})
}

func profileOfCalls(from, to fact.Day, minutes int, closed []fact.Day, came func(day fact.Day, minute int) calls) *fact.Profile {
	p := &fact.Profile{From: from, To: to, Last: to, Minutes: minutes, Step: minutes, Desks: []fact.Desk{{Segment: fact.Segment{Channel: "phone"}, Threshold: 20}}}
	loads, waits := map[[2]int]*fact.Load{}, map[[2]int]map[int64][2]int64{}
	for day := from; day <= to; day++ {
		for minute := 0; minute < 1440; minute += minutes {
			c := came(day, minute)
			if c.offered == 0 {
				continue
			}
			key := [2]int{hours.Weekday(day), minute}
			if loads[key] == nil {
				loads[key], waits[key] = &fact.Load{Weekday: key[0], Slot: minute}, map[int64][2]int64{}
			}
			l, h := loads[key], waits[key]
			l.Offered += c.offered
			for _, channel := range []string{"", "phone"} {
				p.Arrivals = append(p.Arrivals, fact.Arrival{Channel: channel, Day: day, Minute: minute, Offered: c.offered})
			}
			if slices.Contains(closed, day) {
				continue
			}
			l.OnOpen += c.offered
			l.Answered += c.inTime
			l.InTime += c.inTime
			l.Judged += c.offered
			l.Dates.Judged++
			l.Dates.YY += c.inTime * c.inTime
			l.Dates.XY += c.inTime * c.offered
			l.Dates.XX += c.offered * c.offered
			l.Dates.Offered2 += c.offered * c.offered
			for _, w := range c.answered {
				h[w] = [2]int64{h[w][0] + 1, h[w][1]}
			}
			for _, w := range c.left {
				h[w] = [2]int64{h[w][0], h[w][1] + 1}
			}
			p.Waits = p.Waits || len(h) > 0
			for _, channel := range []string{"", "phone"} {
				p.Cells = append(p.Cells, fact.Cell{Channel: channel, Day: day, Slot: minute, Offered: c.offered, InTime: c.inTime, Judged: c.offered})
			}
		}
	}
	for weekday := 1; weekday <= 7; weekday++ {
		for minute := 0; minute < 1440; minute += minutes {
			key := [2]int{weekday, minute}
			for _, channel := range []string{"", "phone"} {
				for _, seconds := range slices.Sorted(maps.Keys(waits[key])) {
					n := waits[key][seconds]
					p.Waited = append(p.Waited, fact.Waited{Channel: channel, Weekday: weekday, Slot: minute, Seconds: seconds, Answered: n[0]})
				}
				if l := loads[key]; l != nil {
					one := *l
					one.Channel = channel
					if h := waits[key]; len(h) > 0 {
						var answered []int64
						for seconds, n := range h {
							answered = append(answered, slices.Repeat([]int64{seconds}, int(n[0]))...)
						}
						all := histogramOf(answered)
						one.Answered, one.P50, one.P90 = all.all(), all.percentile(Median(), 1), all.percentile(P90(), 1)
					}
					p.Loads = append(p.Loads, one)
				}
			}
		}
	}
	return p
}

// slot is the line of the phone's slot; false if there is none.
func (w *Week) slot(weekday, minute int) (Slot, bool) {
	for _, s := range w.Slots {
		if s.Channel == "phone" && s.Weekday == weekday && s.Load.Slot == minute {
			return s, true
		}
	}
	return Slot{}, false
}

func (w *Week) phone(t testing.TB) ChannelWeek {
	t.Helper()
	for _, c := range w.Channels {
		if c.Channel == "phone" {
			return c
		}
	}
	t.Fatal("the phone has no week")
	return ChannelWeek{}
}

// office is open from Monday to Friday, 9 to 12.
func office(day fact.Day, minute int) bool {
	return hours.Weekday(day) <= 5 && minute >= 9*60 && minute < 12*60
}

func TestWeekInfersHoursFromHalfOfTheDates(t *testing.T) {
	from, to := on(t, "2026-08-03"), on(t, "2026-10-25") // 12 weeks
	var all int64
	p := profileOf(from, to, 30, nil, func(day fact.Day, minute int) (int64, int64) {
		week := int(day-from) / 7
		n := int64(0)
		switch {
		case office(day, minute):
			n = 5
		case hours.Weekday(day) == 1 && minute == 8*60 && week < 6: // on 6 of 12 Mondays
			n = 1
		case hours.Weekday(day) == 2 && minute == 8*60 && week < 5: // on 5 of 12 Tuesdays
			n = 1
		}
		all += n
		return n, n
	})
	w := NewWeek(p, reading(to+1))
	if !w.Inferred {
		t.Error("the hours are not said to be inferred")
	}
	for _, test := range []struct {
		weekday, minute, days int
		closed                bool
	}{{1, 9 * 60, 12, false}, {1, 8 * 60, 12, false}, {2, 8 * 60, 0, true}} {
		s, ok := w.slot(test.weekday, test.minute)
		if !ok || s.OpenDays != test.days || (s.Label == Closed) != test.closed {
			t.Errorf("weekday %d minute %d: got %d open days and %q, want %d and closed %v", test.weekday, test.minute, s.OpenDays, s.Label, test.days, test.closed)
		}
	}
	if _, ok := w.slot(6, 9*60); ok {
		t.Error("a slot to which nobody ever came has a line")
	}
	var sum int64
	for _, s := range w.Slots {
		if s.Channel == "phone" {
			sum += s.Offered
		}
	}
	if sum != all {
		t.Errorf("the slots' offered add up to %d, want all %d", sum, all)
	}
}

func TestWeekKeepsToTheHoursThatAreSaid(t *testing.T) {
	from, to := on(t, "2026-08-03"), on(t, "2026-10-25")
	p := profileOf(from, to, 30, nil, func(day fact.Day, minute int) (int64, int64) {
		if hours.Weekday(day) <= 5 && minute >= 9*60 && minute < 18*60 {
			return 5, 5
		}
		return 0, 0
	})
	open := &hours.Hours{Week: [8][]hours.Span{1: {{From: 9 * 60, To: 12*60 + 15}}, 2: {{From: 8 * 60, To: 12 * 60}}}}
	o := reading(to + 1)
	o.Hours = open
	w := NewWeek(p, o)
	for _, test := range []struct {
		what            string
		weekday, minute int
		days            int
		offered         int64
		label           string
	}{
		{"open", 1, 9 * 60, 12, 60, Normal},
		{"open for half of the slot", 1, 12 * 60, 12, 60, Normal},
		{"closed, yet people came", 1, 13 * 60, 0, 60, Closed},
		{"open, and nobody came", 2, 8 * 60, 12, 0, Unclear},
		{"a closed day", 3, 9 * 60, 0, 60, Closed},
	} {
		s, ok := w.slot(test.weekday, test.minute)
		if !ok || s.OpenDays != test.days || s.Offered != test.offered || s.Label != test.label {
			t.Errorf("%s: got %d days, %d offered, %q (%v), want %d, %d, %q", test.what, s.OpenDays, s.Offered, s.Label, ok, test.days, test.offered, test.label)
		}
	}
	if s, _ := w.slot(1, 9*60); s.PerDay() != 5 {
		t.Errorf("per day: got %v, want 5", s.PerDay())
	}
}

func TestWeekLeavesHolidaysOut(t *testing.T) {
	from, to := on(t, "2026-08-03"), on(t, "2026-10-25")
	holiday := on(t, "2026-08-31") // a Monday
	p := profileOf(from, to, 30, []fact.Day{holiday}, func(day fact.Day, minute int) (int64, int64) {
		if !office(day, minute) {
			return 0, 0
		}
		if day == holiday {
			return 100, 0
		}
		return 5, 5
	})
	o := reading(to + 1)
	o.Hours = &hours.Hours{Holidays: []fact.Day{holiday}}
	w := NewWeek(p, o)
	s, _ := w.slot(1, 9*60)
	if s.OpenDays != 11 || s.PerDay() != 5 || s.InPercent != 100 {
		t.Errorf("got %d open days, %v a day, %v %% in time, want 11, 5 and 100", s.OpenDays, s.PerDay(), s.InPercent)
	}
	if got, want := w.phone(t).Busy.Load, 10.0; got != want {
		t.Errorf("busy hour: got %v, want %v", got, want)
	}
}

// When clocks change a slot of that day was open twice, or not at all.
func TestWeekKnowsWhenClocksChange(t *testing.T) {
	always := func(fact.Day, int) (int64, int64) { return 5, 5 }
	tests := []struct {
		what, zone, from, to string
		minutes              int
		weekday, slot, days  int
	}{
		{"the doubled hour", "Europe/London", "2026-09-28", "2026-11-22", 30, 7, 60, 9},
		{"the hour before it", "Europe/London", "2026-09-28", "2026-11-22", 30, 7, 30, 8},
		{"the hour after it", "Europe/London", "2026-09-28", "2026-11-22", 30, 7, 120, 8},
		{"the missing hour", "Europe/London", "2026-03-02", "2026-04-26", 30, 7, 60, 7},
		{"the hour after the missing one", "Europe/London", "2026-03-02", "2026-04-26", 60, 7, 120, 8},
		{"a doubled half-hour", "Australia/Lord_Howe", "2026-03-09", "2026-05-03", 30, 7, 90, 9},
		{"a missing hour at midnight", "Africa/Cairo", "2026-04-06", "2026-05-31", 60, 5, 0, 7},
		{"the hour after midnight's", "Africa/Cairo", "2026-04-06", "2026-05-31", 60, 5, 60, 8},
		{"the last hour of that day", "Africa/Cairo", "2026-04-06", "2026-05-31", 60, 5, 23 * 60, 8},
		{"an hour doubled before midnight", "Africa/Cairo", "2026-10-05", "2026-11-29", 60, 4, 23 * 60, 9},
		{"no change", "Asia/Kolkata", "2026-03-02", "2026-04-26", 60, 7, 60, 8},
	}
	for _, test := range tests {
		to := on(t, test.to)
		o := reading(to + 1)
		o.Zone = zone(t, test.zone)
		w := NewWeek(profileOf(on(t, test.from), to, test.minutes, nil, always), o)
		if s, _ := w.slot(test.weekday, test.slot); s.OpenDays != test.days {
			t.Errorf("%s: got %d open days, want %d", test.what, s.OpenDays, test.days)
		}
	}
}

func TestSlotIsUnclearWithoutEnoughFreshData(t *testing.T) {
	from := on(t, "2026-08-03")
	few := func(n int64) func(fact.Day, int) (int64, int64) {
		return func(day fact.Day, minute int) (int64, int64) {
			if office(day, minute) {
				return n, n / 2
			}
			return 0, 0
		}
	}
	tests := []struct {
		what  string
		weeks fact.Day
		n     int64
		late  fact.Day // days after the last record
		want  string
	}{
		{"48 contacts", 12, 4, 1, Unclear},
		{"60 contacts", 12, 5, 1, Normal},
		{"three weeks", 3, 50, 1, Unclear},
		{"four weeks", 4, 50, 1, Normal},
		{"eight weeks old", 12, 5, 56 + 2, Normal},
		{"older", 12, 5, 56 + 3, Unclear},
	}
	for _, test := range tests {
		to := from + 7*test.weeks - 3 // a Friday
		w := NewWeek(profileOf(from, to, 30, nil, few(test.n)), reading(to+test.late-2))
		if s, _ := w.slot(1, 9*60); s.Label != test.want {
			t.Errorf("%s: got %q, want %q", test.what, s.Label, test.want)
		}
	}
}

func TestPercentilesNeedEnoughAnsweredContacts(t *testing.T) {
	for n, want := range map[int64][2]bool{9: {false, false}, 10: {true, false}, 29: {true, false}, 30: {true, true}} {
		s := Slot{Load: fact.Load{Answered: n, P50: 7, P90: 70}, Basis: Basis{Waits: true}}
		_, typical := s.Typical()
		_, bad := s.Bad()
		if typical != want[0] || bad != want[1] {
			t.Errorf("%d answered: got %v and %v, want %v", n, typical, bad, want)
		}
	}
}

// Sorted in place, no slot is lost and none stands twice.
func TestSlotsComeInOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 2))
	for round := range 200 {
		var want []Slot
		for i := range random.IntN(40) {
			want = append(want, Slot{Load: fact.Load{Segment: fact.Segment{Team: string(rune('a' + i%3))}, Weekday: 1 + i%7, Slot: i}})
		}
		slices.SortFunc(want, func(a, b Slot) int {
			return cmp.Or(cmp.Compare(a.Team, b.Team), cmp.Compare(a.Weekday, b.Weekday), cmp.Compare(a.Load.Slot, b.Load.Slot))
		})
		got := slices.Clone(want)
		random.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
		inOrder(got)
		if !slices.Equal(got, want) {
			t.Fatalf("round %d: got %v, want %v", round, got, want)
		}
	}
}
