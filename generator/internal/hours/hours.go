// Package hours is when a service desk is open, by its own clock.
package hours

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"shingle/generator/internal/fact"
)

// Hours are opening hours and the days on which they do not hold. Nil: nothing is said.
type Hours struct {
	Week     [8][]Span // by ISO weekday, 1 is Monday
	Holidays []fact.Day
}

// A Span is from one minute of the day to another.
type Span struct{ From, To int }

var spanPattern = regexp.MustCompile(`^([01]?\d|2[0-4]):([0-5]\d)\s*[-–]\s*([01]?\d|2[0-4]):([0-5]\d)$`)

// ParseSpan reads a span such as 08:00-18:00.
func ParseSpan(s string) (Span, bool) {
	m := spanPattern.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return Span{}, false
	}
	minute := func(hours, minutes string) int {
		h, _ := strconv.Atoi(hours)
		m, _ := strconv.Atoi(minutes)
		return h*60 + m
	}
	span := Span{minute(m[1], m[2]), minute(m[3], m[4])}
	return span, span.From < span.To && span.To <= 1440
}

// Meets tells whether some minute from one to before another is in the span.
func (s Span) Meets(from, to int) bool { return s.From < to && s.To > from }

// Known tells whether the opening hours are said, not only holidays.
func (h *Hours) Known() bool {
	return h != nil && slices.ContainsFunc(h.Week[:], func(s []Span) bool { return len(s) > 0 })
}

// Closed are the holidays.
func (h *Hours) Closed() []fact.Day {
	if h == nil {
		return nil
	}
	return h.Holidays
}

// Opened are the times the desk is open from one day to another, in microseconds of UTC:
// clocks go forward and back.
func (h *Hours) Opened(from, to fact.Day, zone *time.Location) (opened []fact.OpenSpan) {
	for day := from; day <= to; day++ {
		if slices.Contains(h.Holidays, day) {
			continue
		}
		d := day.Time()
		at := func(minute int) int64 {
			return time.Date(d.Year(), d.Month(), d.Day(), 0, minute, 0, 0, zone).UnixMicro()
		}
		for _, span := range h.Week[Weekday(day)] {
			opened = append(opened, fact.OpenSpan{From: at(span.From), To: at(span.To)})
		}
	}
	return opened
}

// Weekday is a day's place in its week, 1 is Monday.
func Weekday(d fact.Day) int { return int(((d+3)%7+7)%7) + 1 }
