package hours

import (
	"testing"
	"time"

	"shingle/generator/internal/fact"
)

func on(t *testing.T, text string) fact.Day {
	p, ok := fact.ParsePeriod(text)
	if !ok {
		t.Fatal(text)
	}
	return p.First
}

func TestSpansAreReadAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]Span{"08:00-18:00": {480, 1080}, " 8:30 – 24:00 ": {510, 1440}, "0:00-0:01": {0, 1}} {
		if got, ok := ParseSpan(text); !ok || got != want {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
	for _, text := range []string{"", "8-18", "18:00-08:00", "08:00-08:00", "08:00-24:30", "25:00-26:00", "08:60-09:00"} {
		if got, ok := ParseSpan(text); ok {
			t.Errorf("%q: got %v, want none", text, got)
		}
	}
}

func TestNothingSaidIsNotKnown(t *testing.T) {
	var none *Hours
	if none.Known() || none.Closed() != nil || (&Hours{Holidays: []fact.Day{1}}).Known() || !(&Hours{Week: [8][]Span{7: {{0, 1}}}}).Known() {
		t.Error("hours are known if some day has a span")
	}
}

// Every day has the weekday of the calendar, also before 1970.
func TestWeekdayIsTheCalendars(t *testing.T) {
	for d := fact.Day(-800); d < 800; d++ {
		if got, want := Weekday(d), (int(d.Time().Weekday())+6)%7+1; got != want {
			t.Fatalf("%s: got %d, want %d", d, got, want)
		}
	}
}

// The desk opens by its own clock: an hour earlier in UTC when summer time begins, and not on
// holidays.
func TestDeskOpensByItsOwnClock(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	h := &Hours{Holidays: []fact.Day{on(t, "2026-03-31")}}
	for day := 1; day <= 7; day++ {
		h.Week[day] = []Span{{9 * 60, 17 * 60}}
	}
	got := h.Opened(on(t, "2026-03-28"), on(t, "2026-04-01"), zone)
	want := []string{"2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z", "2026-03-30T07:00:00Z", "2026-04-01T07:00:00Z"}
	if len(got) != len(want) {
		t.Fatalf("got %d times, want %d", len(got), len(want))
	}
	for i, s := range got {
		if from := time.UnixMicro(s.From).UTC().Format(time.RFC3339); from != want[i] || s.To-s.From != 8*3600e6 {
			t.Errorf("got %s and %d hours, want %s and 8", from, (s.To-s.From)/3600e6, want[i])
		}
	}
}
