package record

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// stamped are contacts of some weeks, each at the time that is made of its day; with a column of when
// they were answered where that is given.
func stamped(n int, at func(i int, day time.Time) string, answered func(i int, day time.Time) string) string {
	text := "opened_at,answered_at\n"
	if answered == nil {
		text = "opened_at\n"
	}
	for i := range n {
		day := time.Date(2026, 9, 1+i%50, 0, 0, 0, 0, time.UTC)
		text += at(i, day)
		if answered != nil {
			text += "," + answered(i, day)
		}
		text += "\n"
	}
	return text
}

const noZone = "2006-01-02T15:04:05"

// A day that a program wrote with some time is no time of day, by whatever clock it was midnight,
// and however few are.
func TestDaysWrittenWithATimeAreNoTimes(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 8))
	clock := func(day time.Time) time.Time {
		return day.Add(8*time.Hour + time.Duration(random.IntN(36000))*time.Second)
	}
	newYork, _ := time.LoadLocation("America/New_York")
	berlin, _ := time.LoadLocation("Europe/Berlin")
	local := func(zone *time.Location, hour int) func(int, time.Time) string {
		return func(_ int, d time.Time) string {
			return time.Date(d.Year(), d.Month(), d.Day(), hour, 0, 0, 0, zone).UTC().Format(noZone) + "Z"
		}
	}
	at := func(hours, minutes int) func(int, time.Time) string {
		return func(_ int, d time.Time) string {
			return d.Add(time.Duration(60*hours+minutes) * time.Minute).Format(noZone)
		}
	}
	mixed := func(days, of int, at func(int, time.Time) string) func(int, time.Time) string {
		return func(i int, d time.Time) string {
			if i*7%of < days {
				return at(i, d)
			}
			return clock(d).Format(noZone)
		}
	}
	for _, test := range []struct {
		what string
		at   func(int, time.Time) string
		n    int
		says string // "" is nothing
		left int    // stamps that keep their time
	}{
		{"midnight", at(0, 0), 300, "300 of 300 stamps of source \"s\" are at 00:00,", 0},
		{"a few at midnight", at(0, 0), 3, "at 00:00,", 0},
		{"midnight in UTC", local(time.UTC, 0), 300, "are at 00:00 in UTC,", 0},
		{"midnight in the desk's zone, told in UTC", local(berlin, 0), 300, "are at 00:00,", 0},
		{"midnight somewhere else", local(newYork, 0), 300, "at one time each day", 0},
		{"noon", at(12, 0), 300, "are at 12:00,", 0},
		{"noon in UTC", local(time.UTC, 12), 300, "are at 12:00 in UTC,", 0},
		{"half past eight", at(8, 30), 300, "at one time each day", 0},
		{"a second before midnight", func(i int, d time.Time) string { return d.Add(86399 * time.Second).Format(noZone) }, 300, "at one time each day", 0},
		{"halves of a day", func(i int, d time.Time) string { return at(i/50%2*12, 0)(i, d) }, 300, "one of 2 times of day, at least 12 hours apart", 0},
		{"shifts", func(i int, d time.Time) string { return at(6+i/50%3*8, 0)(i, d) }, 300, "one of 3 times of day", 0},
		{"nine of ten", mixed(9, 10, at(0, 0)), 300, "270 of 300 stamps", 0},
		{"nine of ten in UTC", mixed(9, 10, local(time.UTC, 0)), 300, "270 of 300 stamps", 0},
		{"nine of ten at noon", mixed(9, 10, at(12, 0)), 300, "are at 12:00, which", 0},
		{"nine of ten bare dates", mixed(9, 10, func(_ int, d time.Time) string { return d.Format("2006-01-02") }), 300, "270 of 300 stamps of source \"s\" have no time of day", 0},
		{"one of twelve", mixed(1, 12, at(0, 0)), 300, "times of day are told without them", 275},
		{"one of twelve bare dates", mixed(1, 12, func(_ int, d time.Time) string { return d.Format("2006-01-02") }), 300, "", 275},
		{"bare dates", func(_ int, d time.Time) string { return d.Format("2006-01-02") }, 299, "", 0},
		{"real times", mixed(0, 1, nil), 300, "", 300},
		{"real times, day and night", func(_ int, d time.Time) string {
			return d.Add(time.Duration(random.IntN(86400)) * time.Second).Format(noZone)
		}, 2000, "", 2000},
		{"few real times", mixed(0, 1, nil), 4, "", 4},
		{"whole hours", func(_ int, d time.Time) string { return clock(d).Truncate(time.Hour).Format(noZone) }, 300, "rounded to the hour", 300},
	} {
		d := of(t, "contacts", stamped(test.n, test.at, nil))
		d.Site, d.Zone = berlin, berlin
		d.load(t)
		said := d.said()
		if (test.says == "") != (said == "") || !strings.Contains(said, test.says) || d.problems.Failed() {
			t.Errorf("%s: want %q, got %q", test.what, test.says, said)
			continue
		}
		left, err := d.db.Whole(t.Context(), "SELECT count(minute) FROM "+d.table.Name)
		if err != nil || int(left) != test.left {
			t.Errorf("%s: %d have a time of day, want %d %v", test.what, left, test.left, err)
		}
		if want := map[bool]int{true: 60, false: 1}[test.what == "whole hours"]; test.left >= manyStamps && d.table.Step != want {
			t.Errorf("%s: times are %d minutes apart, want %d", test.what, d.table.Step, want)
		}
	}
}

// What lies between two stamps is not known better than they are.
func TestNoWaitFollowsFromDaysOrRoundedStamps(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 9))
	cut := func(step time.Duration, late time.Duration) func(int, time.Time) string {
		return func(i int, d time.Time) string {
			return d.Add(9*time.Hour + time.Duration(i%400)*time.Minute + time.Duration(random.IntN(50))*time.Second + late).Truncate(step).Format(noZone)
		}
	}
	date := func(_ int, d time.Time) string { return d.Format("2006-01-02") }
	for _, test := range []struct {
		what           string
		opened, closed func(int, time.Time) string
		column         string
		within         float64
		says           string
	}{
		{"days", date, date, "answered_at", 20, `answered_at: stamps of source "s" are days, with no time of day: how long people waited, to be told to within 20.0 seconds, does not follow from opened_at and answered_at`},
		{"a day and a time", date, cut(time.Second, 0), "answered_at", 20, "are days"},
		{"midnights", cut(24*time.Hour, 0), cut(time.Second, time.Hour), "first_reply_at", 4 * 3600, "first_reply_at: stamps of source \"s\" are days"},
		{"whole hours", cut(time.Hour, 0), cut(time.Hour, 0), "answered_at", 60, "rounded to the hour"},
		{"whole minutes", cut(time.Minute, 0), cut(time.Minute, time.Minute), "answered_at", 20, "rounded to the minute"},
		{"whole minutes, for a minute", cut(time.Minute, 0), cut(time.Minute, time.Minute), "answered_at", 60, ""},
		{"whole minutes, for a day", cut(time.Minute, 0), cut(time.Minute, time.Hour), "closed_at", 86400, ""},
		{"days, for days", date, date, "closed_at", 3 * 86400, ""},
		{"days, for hours", date, date, "closed_at", 8 * 3600, "how soon it was closed"},
		{"seconds", cut(time.Second, 0), cut(time.Second, time.Minute), "answered_at", 20, ""},
		{"days, of which nobody asks", date, date, "first_reply_at", 0, ""},
	} {
		text := strings.Replace(stamped(100, test.opened, test.closed), "answered_at", test.column, 1)
		d := of(t, "contacts", text)
		if test.within > 0 {
			d.Within = map[string]float64{test.column: test.within}
		}
		d.load(t)
		said := d.said()
		if d.problems.Failed() != (test.says != "") || !strings.Contains(said, test.says) {
			t.Errorf("%s: want %q, got %q", test.what, test.says, said)
		}
		if test.says == "" {
			continue
		}
		d = of(t, "contacts", text)
		d.Within, d.Accept = map[string]float64{test.column: test.within}, []Accepted{{"clock", "known"}}
		if d.load(t); d.problems.Failed() {
			t.Errorf("%s: accepted, and yet %s", test.what, d.said())
		}
	}
}

// One interval a day is a day's report, not a time of day; an interval of a day is no mistake.
func TestOneIntervalADayIsNoTimeOfDay(t *testing.T) {
	for minutes, want := range map[int]string{30: "at 00:00", 1440: ""} {
		text := "start,minutes,offered\n"
		for d := range 20 {
			text += fmt.Sprintf("2026-10-%02d 00:00,%d,%d\n", 1+d, minutes, 40+d)
		}
		if said := intervalsOf(t, text).said(); (want == "") != (said == "") || !strings.Contains(said, want) {
			t.Errorf("%d minutes: want %q, got %q", minutes, want, said)
		}
	}
}
