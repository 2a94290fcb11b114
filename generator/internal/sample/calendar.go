package sample

import "time"

// Times are those of the desk's clock, written as if it were UTC: in this way they
// need no database of time zones. utc turns them into instants.

func date(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// closed are the bank holidays of England within the story.
var closed = map[time.Time]bool{
	date(2024, 12, 25): true, date(2024, 12, 26): true, date(2025, 1, 1): true,
	date(2025, 4, 18): true, date(2025, 4, 21): true, date(2025, 5, 5): true, date(2025, 5, 26): true,
	date(2025, 8, 25): true, date(2025, 12, 25): true, date(2025, 12, 26): true, date(2026, 1, 1): true,
	date(2026, 4, 3): true, date(2026, 4, 6): true, date(2026, 5, 4): true, date(2026, 5, 25): true, date(2026, 8, 31): true,
}

// opening is until which hour the desk is open from 8 on; 0: it is closed.
func opening(day time.Time) int {
	switch {
	case closed[day], day.Weekday() == time.Sunday:
		return 0
	case day.Weekday() == time.Saturday:
		return 14
	}
	return 20
}

// exported is when the last exports were written: the evening before the site is built.
var exported = date(2026, 10, 31).Add(22 * time.Hour)

func (m month) first() time.Time { return date(m.year, m.month, 1) }

func (m month) days() []time.Time {
	var all []time.Time
	for d := m.first(); d.Month() == time.Month(m.month); d = d.AddDate(0, 0, 1) {
		all = append(all, d)
	}
	return all
}

// openDays lists the days of a month on which the desk is open.
func (m month) openDays() []time.Time {
	var all []time.Time
	for _, d := range m.days() {
		if opening(d) > 0 {
			all = append(all, d)
		}
	}
	return all
}

// monthOf finds what the story says of a day's month; the first and the last month
// stand for what lies before and after.
func monthOf(day time.Time) (m month, number int) {
	n := (day.Year()-months[0].year)*12 + int(day.Month()) - months[0].month
	n = max(0, min(n, len(months)-1))
	return months[n], n
}

// number counts days, to throw dice for them.
func number(day time.Time) int { return int(day.Unix() / 86400) }

// utc is the instant of a time by the clocks of London, which are an hour ahead from
// the last Sunday of March to the last Sunday of October.
func utc(local time.Time) time.Time {
	changed := func(month int) time.Time {
		last := date(local.Year(), month, 31)
		return last.AddDate(0, 0, -int(last.Weekday())).Add(time.Hour)
	}
	if !local.Before(changed(3)) && local.Before(changed(10).Add(time.Hour)) {
		return local.Add(-time.Hour)
	}
	return local
}
