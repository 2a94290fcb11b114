package page

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"shingle/generator/internal/hours"
)

// calendarFile is where it stands.
const calendarFile = "best-time.ics"

// entries is how many coming weeks a calendar entry is of: after that the week is worked
// out anew.
const entries = 13

// calendar is the best time to call as an entry for calendars (RFC 5545), of the weeks to
// come; nil if none is told. Its instants are those of the desk's clock, over changes of
// clocks, without holidays; it is in no language: the organisation's name is its title.
func (b *book) calendar() []byte {
	w := b.week(b.mainChannel())
	if w == nil || len(w.Quiet) == 0 {
		return nil
	}
	best := w.Quiet[0]
	const stamp = "20060102T150405Z"
	var starts []string
	for day := b.in.AsOf; len(starts) < entries; day++ {
		if hours.Weekday(day) != best.Weekday || slices.Contains(b.in.Hours.Closed(), day) {
			continue
		}
		d := day.Time()
		starts = append(starts, time.Date(d.Year(), d.Month(), d.Day(), 0, best.From, 0, 0, b.in.Zone).UTC().Format(stamp))
	}
	escape := strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`, "\r", "")
	lines := []string{
		"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//shingle//best times//EN", "BEGIN:VEVENT",
		fmt.Sprintf("UID:%d-%d@%s", best.Weekday, best.From, host(b.in.BaseURL)), "DTSTAMP:" + b.in.Built.UTC().Format(stamp),
		"DTSTART:" + starts[0], fmt.Sprintf("DURATION:PT%dM", best.To-best.From), "RDATE:" + strings.Join(starts[1:], ","),
		"SUMMARY:" + escape.Replace(b.in.Organisation), "URL:" + homepage(b.in.BaseURL) + "best-times/", "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR",
	}
	var text strings.Builder
	for _, l := range lines {
		text.WriteString(folded(l))
	}
	return []byte(text.String())
}

// folded breaks a line of a calendar after 75 octets at most, never within a letter.
func folded(line string) string {
	var text strings.Builder
	room := 75
	for _, r := range line {
		if n := len(string(r)); n > room {
			text.WriteString("\r\n ")
			room = 74 - n
		} else {
			room -= n
		}
		text.WriteRune(r)
	}
	return text.String() + "\r\n"
}

// host is that of an address, for a name that nobody else gives.
func host(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	name, _, _ := strings.Cut(rest, "/")
	return name
}
