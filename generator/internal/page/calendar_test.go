package page

import (
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/besttime"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/hours"
)

// The entry is of the desk's clock when clocks change, leaves holidays out, and has no
// line over 75 octets.
func TestCalendarEntryIsOfTheDesksClock(t *testing.T) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	on := func(date string) fact.Day {
		d, err := time.Parse(time.DateOnly, date)
		if err != nil {
			t.Fatal(err)
		}
		return fact.DayOf(d)
	}
	in := &Input{
		Organisation: "Wasser, Gas; Größeres aller Art und noch vieles mehr, überall und immer für Sie", BaseURL: "https://desk.example/a/", Zone: london,
		AsOf: on("2026-10-20"), Built: time.Date(2026, 10, 20, 0, 0, 0, 0, time.UTC), Hours: &hours.Hours{Holidays: []fact.Day{on("2026-11-06")}},
		Week: &besttime.Week{Channels: []besttime.ChannelWeek{{Channel: "phone", Quiet: []besttime.Window{{Weekday: 5, From: 13 * 60, To: 15 * 60}}}}},
	}
	text := string(newBook(in).calendar())
	for _, line := range strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 || line == "" || strings.ContainsAny(line, "\r\n") {
			t.Errorf("got a line of %d octets: %q", len(line), line)
		}
	}
	whole := strings.ReplaceAll(text, "\r\n ", "")
	for _, want := range []string{
		"DTSTART:20261023T120000Z\r\n", "DURATION:PT120M\r\n", // the last Friday of summer time
		"RDATE:20261030T130000Z,20261113T130000Z,", // without 6 November
		`SUMMARY:Wasser\, Gas\; Größeres aller Art und noch vieles mehr\, überall und immer für Sie` + "\r\n",
		"URL:https://desk.example/a/best-times/\r\n", "@desk.example\r\n",
	} {
		if !strings.Contains(whole, want) {
			t.Errorf("the entry has no %q:\n%s", want, whole)
		}
	}
	in.Week.Channels[0].Quiet = nil
	if got := newBook(in).calendar(); got != nil {
		t.Errorf("got %s, want no entry without a quiet time", got)
	}
}
