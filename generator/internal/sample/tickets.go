package sample

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// A ticket is an e-mail and what became of it; a zero time has not come yet.
type ticket struct {
	received, replied, due, settled time.Time
	team, account                   int
	subject                         string
}

const mailsADay = 19

// When people write: by hours from midnight.
var mailHours = []int{6, 3, 2, 1, 1, 3, 10, 26, 48, 66, 70, 64, 60, 58, 54, 52, 52, 50, 54, 60, 66, 58, 36, 16}

// Days of the week, from Sunday, percent of the mean of Monday to Friday.
var mailWeekday = [7]int{46, 118, 106, 98, 92, 86, 58}

// tickets writes the e-mails as the ticket system does: semicolons, the day first.
func tickets() File {
	var all []ticket
	for _, m := range months {
		for _, day := range m.days() {
			all = append(all, mails(m, day)...)
		}
	}
	slices.SortStableFunc(all, func(a, b ticket) int { return cmp.Compare(a.received.Unix(), b.received.Unix()) })
	out := newSheet(";", "Ticket", "Received", "Team", "Subject", "Requester", "First reply", "Due", "Closed", "Status")
	stamp := func(t time.Time) string {
		if t.IsZero() || t.After(exported) {
			return ""
		}
		return t.Format("02/01/2006 15:04")
	}
	n := 0
	for _, t := range all {
		if t.received.After(exported) {
			continue
		}
		n++
		status := "closed"
		if stamp(t.settled) == "" {
			status = "open"
		}
		out.row("T-"+strconv.Itoa(20000+n), stamp(t.received), teams[t.team].name, t.subject, mailOf(t.account), stamp(t.replied), t.due.Format("02/01/2006 15:04"), stamp(t.settled), status)
	}
	return File{"email/tickets.csv.gz", out.Bytes()}
}

func mails(m month, day time.Time) []ticket {
	var all []ticket
	d := throw(ticketStream, number(day))
	weights := make([]int, len(teams))
	load := 0
	for t := range teams {
		weights[t] = teams[t].share * teams[t].season[m.month-1] / 100
		if hit, _ := surges(t); hit {
			weights[t] = weights[t] * (200 + m.surge) / 300 // some write instead of calling
		}
		load += weights[t]
	}
	total := 0
	for _, w := range mailHours {
		total += w
	}
	for h, w := range mailHours {
		for _, second := range d.arrivals(3600, 10*mailsADay*mailWeekday[day.Weekday()]*load/100*w/total) {
			at := day.Add(time.Duration(h)*time.Hour + time.Duration(second)*time.Second).Truncate(time.Minute)
			if at.Hour() == 1 { // the hour that the change of the clocks may repeat or leave out
				at = at.Add(2 * time.Hour)
			}
			t := ticket{received: at, due: at.AddDate(0, 0, 5), team: d.pick(weights), account: d.IntN(accounts), subject: choose(d, subjects)}
			t.answer(d, m)
			all = append(all, t)
		}
	}
	return all
}

// answer says when somebody replied, and when it was settled.
func (t *ticket) answer(d dice, m month) {
	minute := func(n int) time.Duration { return time.Duration(n) * time.Minute }
	t.replied = t.received.Add(minute(min(12+d.waited(300), 1380)))
	if !d.perMille(m.reply + 6) { // the desk also loses a few to the nights
		t.replied = t.received.Add(minute(1450 + d.waited(1100)))
	}
	t.replied = staffed(d, t.replied)
	if late := t.replied.Sub(t.received) > 24*time.Hour; late && d.percent(1) {
		t.replied = time.Time{} // forgotten
		return
	}
	left := t.due.Sub(t.replied)
	switch {
	case d.perMille(m.closed+12) && left > time.Hour:
		t.settled = t.replied.Add(minute(d.IntN(int(left/time.Minute)) * d.IntN(100) / 100))
	case d.perMille(30):
		return // still open
	default:
		t.settled = t.due.Add(minute(60 + d.waited(4000)))
	}
	if s := staffed(d, t.settled); s.Before(t.due) || t.settled.After(t.due) {
		t.settled = s
	}
}

// staffed moves a time at night to the next morning. Somebody reads the e-mails every
// day from 8 to 21, on Sundays, too.
func staffed(d dice, at time.Time) time.Time {
	switch h := at.Hour(); {
	case h < 8:
		return dayOf(at).Add(8*time.Hour + time.Duration(d.waited(40))*time.Minute)
	case h >= 21:
		return dayOf(at).AddDate(0, 0, 1).Add(8*time.Hour + time.Duration(d.waited(40))*time.Minute)
	}
	return at
}

// chats writes the half-hours of the chat's report.
func chats() File {
	out := newSheet("\t", "Date", "Interval", "Queue", "Offered", "Handled", "Handled in 60 s", "Abandoned", "Wait total (s)", "Handle total (s)")
	for _, m := range months {
		for _, day := range m.openDays() {
			d := throw(chatStream, number(day))
			good := d.between(-30, 30)
			for half := 16; half < 2*opening(day); half++ {
				one := halfHour(d, m, day, half, good)
				out.row(day.Format(time.DateOnly), fmt.Sprintf("%02d:%02d", half/2, half%2*30), "Web chat",
					strconv.Itoa(one.handled+one.lost), strconv.Itoa(one.handled), strconv.Itoa(one.inTime), strconv.Itoa(one.lost), strconv.Itoa(one.wait), strconv.Itoa(one.handle))
			}
		}
	}
	return File{"chat/chat-intervals.tsv.gz", out.Bytes()}
}

const chatsADay = 58

type interval struct{ handled, inTime, lost, wait, handle int }

func halfHour(d dice, m month, day time.Time, half, good int) (one interval) {
	h := half/2 - 8
	perHour := chatsADay * weekday[day.Weekday()] / 100 * (300 + m.surge) / 400 * (hours[h] + 60) / 152 * 10 / 12
	for range d.arrivals(1800, perHour*50) {
		short := strain[h] * strainWeekday[day.Weekday()] / 100
		if d.perMille(m.chat + good - (short-meanStrain)*2) {
			one.handled, one.inTime, one.wait = one.handled+1, one.inTime+1, one.wait+min(4+d.waited(18), 60)
		} else if d.percent(62) {
			one.handled, one.wait = one.handled+1, one.wait+61+d.waited(70)
		} else {
			one.lost++
			continue
		}
		one.handle += 180 + d.waited(260)
	}
	return one
}
