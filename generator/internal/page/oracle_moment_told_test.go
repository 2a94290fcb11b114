package page_test

import (
	"math"
	"strings"
	"time"
)

// expected is what to expect in a stretch: as it is told, or else the worst of its slots.
func (m *moment) expected(s span) (worst float64) {
	for _, q := range m.coming(m.Quiet) {
		if q.from.Equal(s.from) && q.to.Equal(s.to) {
			if first, _, _ := m.open(s.from); q.value >= 0 && m.said.Text != "" && !strings.Contains(m.said.Text, m.amount(q.value)) && first >= 0 {
				break // its first slots may be about as good by themselves
			}
			return q.value
		}
	}
	worst, _, _ = m.open(s.from)
	for t := s.from; t.Before(s.to); t = t.Add(time.Duration(m.minutes) * time.Minute) {
		if v, _, _ := m.open(t); m.less(worst, v) {
			worst = v
		}
	}
	return worst
}

// opening is when the desk opens next, within the coming days.
func (m *moment) opening() (time.Time, bool) {
	const quarter = 15 * time.Minute // slots begin at one
	for t := m.now.Truncate(quarter).Add(quarter); t.Before(day(m.now.In(m.zone)).Add(9*24*time.Hour + 14*time.Hour)); t = t.Add(quarter) {
		if day(t.In(m.zone)).After(day(m.now.In(m.zone)).AddDate(0, 0, 8)) {
			break
		}
		if _, _, open := m.open(t); open {
			return t, true
		}
	}
	return time.Time{}, false
}

// amount is a value as a sentence says it.
func (m *moment) amount(v float64) string {
	switch s := int(v); {
	case m.by() != "wait":
		return m.in.number(math.Round(v), 0)
	case s < 60:
		return m.in.word("dur_s", map[string]any{"s": s})
	case s%60 == 0:
		return m.in.word("dur_min", map[string]any{"m": s / 60})
	default:
		return m.in.word("dur_min_s", map[string]any{"m": s / 60, "s": s % 60})
	}
}

func day(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
