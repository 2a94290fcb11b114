package sample

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"time"
)

// Contacts writes so many contacts as CSV, to measure a build with: 50 teams on the
// phone, in chat and by e-mail, over the 24 months before November 2026, Monday to
// Saturday from 8 to 20, in the order of their
// days. Every second day's noon is busy.
func Contacts(w io.Writer, rows int) error {
	return contacts(w, rows, 50, 24, mixed...)
}

// Day writes so many of the last of these days.
func Day(w io.Writer, rows int) error {
	return contactsOf(w, rows, 50, []time.Time{time.Date(2026, 10, 31, 0, 0, 0, 0, time.UTC)}, mixed...)
}

var mixed = []string{"phone", "phone", "phone", "chat", "e-mail"}

// Calls writes so many contacts of as many teams and months as one likes, all by phone.
func Calls(w io.Writer, rows, teams, months int) error {
	return contacts(w, rows, teams, months, "phone")
}

func contacts(w io.Writer, rows, teams, months int, channels ...string) error {
	var days []time.Time
	for day := time.Date(2026, time.Month(11-months), 1, 0, 0, 0, 0, time.UTC); day.Year() < 2026 || day.Month() < 11; day = day.AddDate(0, 0, 1) {
		if day.Weekday() != time.Sunday {
			days = append(days, day)
		}
	}
	return contactsOf(w, rows, teams, days, channels...)
}

func contactsOf(w io.Writer, rows, teams int, days []time.Time, channels ...string) error {
	out := bufio.NewWriterSize(w, 1<<20)
	out.WriteString("id,opened_at,team,channel,answered,wait_seconds,resolved_first,csat\n")
	names := make([]string, teams)
	for i := range names {
		names[i] = fmt.Sprintf("Team %02d", i+1)
	}
	d := throw(loadStream, rows)
	var line []byte
	for row := range rows {
		day := int(int64(row) * int64(len(days)) / int64(rows))
		second := d.IntN(12 * 3600)
		at := days[day].Add(8*time.Hour + time.Duration(second)*time.Second)
		mean := 25
		if second/3600 == 4 && day%2 == 0 {
			mean = 90
		}
		wait, answered := d.waited(mean), !d.percent(6)
		line = append(line[:0], 'c')
		line = strconv.AppendInt(line, int64(row), 10)
		line = append(line, ',')
		line = at.AppendFormat(line, time.DateTime)
		line = append(line, ',')
		line = append(line, names[d.IntN(len(names))]...)
		line = append(line, ',')
		line = append(line, channels[d.IntN(len(channels))]...)
		switch {
		case !answered:
			line = append(line, ",false,"...)
			line = strconv.AppendInt(line, int64(wait), 10)
			line = append(line, ",,"...)
		default:
			line = append(line, ",true,"...)
			line = strconv.AppendInt(line, int64(wait), 10)
			line = append(line, ',')
			line = strconv.AppendBool(line, d.percent(74))
			line = append(line, ',')
			if d.percent(20) {
				line = strconv.AppendInt(line, int64(5-d.IntN(3)*d.IntN(3)), 10)
			}
		}
		line = append(line, '\n')
		if _, err := out.Write(line); err != nil {
			return err
		}
	}
	return out.Flush()
}
