package sample

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// A call as the telephony system saw it.
type call struct {
	at       time.Time // by the desk's clock
	team     int       // -1: none was chosen
	reason   int
	account  int
	agent    string
	outcome  string // Answered, Abandoned, Callback; Engaged, Menu, Self-service never joined the queue
	wait     int    // seconds, of those who hung up, too
	resolved bool
	note     string
}

const (
	issuesADay = 80    // new matters that people call about, on a usual day
	accounts   = 48000 // customers
)

// calls writes the calls, one file a quarter: who called, not only who got through.
func calls() []File {
	var all []call
	for _, m := range months {
		for _, day := range m.openDays() {
			before := len(all)
			for t := range teams {
				all = append(all, callsAbout(m, day, t)...)
			}
			all = append(all, beforeQueue(m, day, len(all)-before)...)
		}
	}
	slices.SortStableFunc(all, func(a, b call) int { return a.at.Compare(b.at) })
	var files []File
	var out *sheet
	quarter := ""
	flush := func() {
		if out != nil {
			files = append(files, File{"calls/calls-" + quarter + ".csv.gz", out.Bytes()})
		}
	}
	number := 0
	for _, c := range all {
		if c.at.After(exported) {
			continue
		}
		if q := fmt.Sprintf("%d-Q%d", c.at.Year(), (c.at.Month()+2)/3); q != quarter {
			flush()
			quarter, out = q, newSheet(",", "Call ref", "Start (UTC)", "Queue", "Agent", "Caller", "Account", "Reason", "Answered", "Outcome", "Queue time (s)", "Resolved", "Note")
		}
		number++
		c.write(out, number)
	}
	flush()
	return files
}

func (c *call) write(out *sheet, number int) {
	if c.team < 0 {
		out.row(strconv.Itoa(400000+number), utc(c.at).Format(time.DateTime), "", "", "", "", "", "N", c.outcome, "", "", "")
		return
	}
	answered, resolved, account := "N", "", accountOf(c.account)
	if c.outcome == "Answered" {
		answered, resolved = "Y", "N"
		if c.resolved {
			resolved = "Y"
		}
	}
	if c.account%17 == 0 { // rang from a number that is not known
		account = ""
	}
	out.row(strconv.Itoa(400000+number), utc(c.at).Format(time.DateTime), teams[c.team].name, c.agent, phoneOf(c.account), account,
		teams[c.team].reasons[c.reason], answered, c.outcome, strconv.Itoa(c.wait), resolved, c.note)
}

// callsAbout are a day's new matters of a team, each with the calls that follow
// from it.
func callsAbout(m month, day time.Time, t int) []call {
	var all []call
	d := throw(callStream, number(day), t)
	busy := throw(dayStream, number(day), 0).between(90, 110) // some days are, for no reason
	surge := 100
	if hit, _ := surges(t); hit {
		surge = m.surge
	}
	// in millionths: a day's matters, times what differs from the usual one
	day1 := issuesADay * teams[t].share * weekday[day.Weekday()] / 100 * teams[t].season[m.month-1] / 100 * busy / 100 * surge
	perHour := hourWeights(day)
	total := 0
	for _, w := range perHour {
		total += w
	}
	n := 0
	for h, w := range perHour {
		for _, second := range d.arrivals(3600, day1*w/total/10) {
			n++
			c := call{at: day.Add(time.Duration(8+h)*time.Hour + time.Duration(second)*time.Second), team: t}
			all = append(all, c.follow(throw(callStream, number(day), t, n), 0)...)
		}
	}
	return all
}

// beforeQueue are the calls of a day that never joined a queue, beside so many that did.
func beforeQueue(m month, day time.Time, joined int) []call {
	d := throw(lineStream, number(day))
	weights := hourWeights(day)
	var all []call
	for _, way := range m.beforeQueue() {
		for range joined * way.perMille / 1000 {
			at := day.Add(time.Duration(8+d.pick(weights))*time.Hour + time.Duration(d.IntN(3600))*time.Second)
			all = append(all, call{at: at, team: -1, outcome: way.outcome})
		}
	}
	return all
}

// hourWeights is how a day's calls spread over its open hours.
func hourWeights(day time.Time) []int {
	weights := make([]int, opening(day)-8)
	for h := range weights {
		weights[h] = hours[h] * 10
		if day.Weekday() == time.Monday {
			weights[h] = hours[h] * mondayExtra[h] / 10
		}
	}
	return weights
}

// follow says how a call went, and which calls followed from it: who hung up tries
// again, and not every matter is settled at once.
func (c call) follow(d dice, depth int) []call {
	if depth == 0 {
		c.account, c.reason = d.IntN(accounts), d.IntN(len(teams[c.team].reasons))
		if d.perMille(5) {
			c.at = outsideHours(d, c.at)
		}
	}
	c.queue(d)
	if d.perMille(40) {
		c.note = choose(d, callNotes)
	}
	all := []call{c}
	if depth == 3 {
		return all
	}
	if c.outcome == "Abandoned" {
		if d.percent(45) {
			again := call{at: c.at.Add(time.Duration(d.between(3, 80)) * time.Minute), team: c.team, account: c.account, reason: c.reason}
			if again.at.Hour() < opening(dayOf(c.at)) {
				all = append(all, again.follow(d, depth+1)...)
			}
		}
		return all
	}
	if c.outcome == "Answered" && d.percent(c.repeats(depth)) {
		day := dayOf(c.at).AddDate(0, 0, 1+d.pick([]int{27, 24, 20, 14, 9, 6}))
		for opening(day) == 0 {
			day = day.AddDate(0, 0, 1)
		}
		weights := hourWeights(day)
		again := call{at: day.Add(time.Duration(8+d.pick(weights))*time.Hour + time.Duration(d.IntN(3600))*time.Second), team: c.team, account: c.account, reason: c.reason}
		all[0].resolved = d.percent(30) // staff think so, the customer does not
		return append(all, again.follow(d, depth+1)...)
	}
	all[0].resolved = c.outcome == "Answered" && d.percent(94)
	return all
}

// repeats is how likely the caller must call again about it, in percent.
func (c *call) repeats(depth int) int {
	chance := teams[c.team].repeat
	if c.team == meters && !c.at.Before(textsFrom) {
		chance = textedRepeat
	}
	m, _ := monthOf(c.at)
	if hit, _ := surges(c.team); hit && m.surge > 150 {
		chance += 9
	}
	if depth > 0 {
		chance /= 2
	}
	return chance
}

func dayOf(t time.Time) time.Time { return t.Truncate(24 * time.Hour) }

// outsideHours moves a call to just before the desk opens or just after it closes.
func outsideHours(d dice, at time.Time) time.Time {
	day := dayOf(at)
	if d.percent(40) {
		return day.Add(8*time.Hour - time.Duration(d.between(1, 1100))*time.Second)
	}
	return day.Add(time.Duration(opening(day))*time.Hour + time.Duration(d.between(1, 900))*time.Second)
}

// queue says how long the caller waited and whether somebody answered.
func (c *call) queue(d dice) {
	m, _ := monthOf(c.at)
	day := dayOf(c.at)
	h := c.at.Hour()
	if h < 8 || h >= opening(day) { // the announcement tells when to call
		c.outcome, c.wait = "Abandoned", d.between(4, 45)
		return
	}
	short := strain[h-8] * strainWeekday[c.at.Weekday()] / 100
	good := throw(dayStream, number(day), 1).between(-35, 35) // a good day or a bad one
	inTime := m.inTime + teams[c.team].inTime + good - (short-meanStrain)*3
	if hit, behind := surges(c.team); hit && m.surge > 150 {
		inTime -= behind
	}
	if d.perMille(inTime) {
		c.outcome, c.wait = "Answered", min(1+d.waited(8), d.between(11, 20))
		c.agent = agentOf(d, c.team)
		return
	}
	wait := 21 + d.waited((42+short*5/4)*m.wait/100)
	patience := 4 + d.waited(330)
	switch {
	case wait <= patience:
		c.outcome, c.wait = "Answered", wait
		c.agent = agentOf(d, c.team)
	case m.surge > 120 && d.percent(14) && patience > 30: // offered while so many called
		c.outcome, c.wait = "Callback", patience
	default:
		c.outcome, c.wait = "Abandoned", patience
	}
}

// meanStrain is the strain of the hour in which the mean call comes.
var meanStrain = func() int {
	sum, calls := 0, 0
	for d := date(2026, 8, 3); d.Before(date(2026, 8, 9)); d = d.AddDate(0, 0, 1) { // a week without a holiday
		total := 0
		weights := hourWeights(d)
		for _, w := range weights {
			total += w
		}
		for h, w := range weights {
			n := 1000 * weekday[d.Weekday()] * w / total
			sum += n * (strain[h] * strainWeekday[d.Weekday()] / 100)
			calls += n
		}
	}
	return sum / calls
}()
