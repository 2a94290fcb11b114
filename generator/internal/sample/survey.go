package sample

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// An answer to the survey that follows a contact.
type answer struct {
	day           time.Time
	team, channel int
	csat, nps     int // nps -1: not asked
	fcr           string
	comment       string
}

var channels = []string{"phone", "chat", "email"}

// survey writes the answers as the survey tool's workbook, and how many were asked.
func survey() (answers, invitations File) {
	book := workbook{sheet: "Responses", widths: []int{12, 12, 14, 16, 12, 12, 12, 48, 16, 18}}
	book.row(text("Response ID"), text("Completed"), text("Team"), text("Contact channel"), text("Satisfied (1-5)"), text("Recommend (0-10)"), text("Solved first time"), text("Comment"), text("Topics"), text("About"))
	asked := newSheet(",", "month", "channel", "invited", "delivered")
	id := 30000
	for n, m := range months {
		all := m.answered(throw(surveyStream, n))
		slices.SortStableFunc(all, func(a, b answer) int { return a.day.Compare(b.day) })
		var back [3]int
		for _, a := range all {
			id++
			recommend := empty()
			if a.nps >= 0 {
				recommend = whole(a.nps)
			}
			book.row(text("S"+strconv.Itoa(id)), day(a.day), text(teams[a.team].name), text(channels[a.channel]), whole(a.csat), recommend, text(a.fcr), text(a.comment), text(m.about(throw(themeStream, id), a)), text(m.matter(throw(matterStream, id), a)))
			back[a.channel]++
		}
		d := throw(inviteStream, n)
		for c, name := range channels {
			delivered := back[c] * d.between(775, 830) / 100
			asked.row(fmt.Sprintf("%d-%02d", m.year, m.month), name, strconv.Itoa(delivered*d.between(1012, 1031)/1000), strconv.Itoa(delivered))
		}
	}
	return File{"survey/responses.xlsx", book.bytes()}, File{"survey/invitations.csv", asked.Bytes()}
}

// answered are the answers of a month. The story says how many are satisfied, would
// recommend, and had it solved; chance says who.
func (m month) answered(d dice) []answer {
	mood := make([]int, m.answers)
	for i := range mood {
		mood[i] = d.IntN(100)
	}
	csat := d.ratings(mood, m.csat)
	all := make([]answer, m.answers)
	days := m.openDays()
	var asked, moods, said []int // who was asked to recommend; who said whether it was solved
	var solved []int
	for i := range all {
		all[i] = answer{day: choose(d, days), csat: csat[i], nps: -1, channel: d.pick([]int{58, 27, 15})}
		all[i].team = d.pick(m.teamsOf(csat[i]))
		if d.percent(50) {
			asked, moods = append(asked, i), append(moods, 20*csat[i])
		}
		if d.percent(97) {
			said, solved = append(said, i), append(solved, 22*csat[i])
		}
		switch {
		case csat[i] == 5 && d.percent(22):
			all[i].comment = choose(d, praise)
		case csat[i] <= 3 && d.percent(34):
			all[i].comment = choose(d, blame)
		}
	}
	for k, nps := range d.recommend(moods, m.nps) {
		all[asked[k]].nps = nps
	}
	yes := share(len(said), m.fcr)
	for rank, k := range d.ranked(solved, 120) {
		all[said[k]].fcr = "no"
		if rank < yes {
			all[said[k]].fcr = "yes"
		}
	}
	return all
}

// matter is what somebody had been in touch about: those who are not satisfied while wrong bills go out,
// about a bill more often.
func (m month) matter(d dice, a answer) string {
	reasons := teams[a.team].reasons
	if a.csat < 4 && m.surge > 120 && d.percent(30) {
		return reasons[0]
	}
	return choose(d, reasons)
}

// teamsOf is how likely each team was the one that somebody so satisfied talked to.
func (m month) teamsOf(csat int) []int {
	weights := make([]int, len(teams))
	for t := range teams {
		weights[t] = teams[t].share * teams[t].season[m.month-1]
		hit, _ := surges(t)
		if hit {
			weights[t] = weights[t] * m.surge / 100
		}
		if csat < 4 {
			weights[t] = weights[t] * teams[t].unhappy / 100
			if hit && m.surge > 120 {
				weights[t] = weights[t] * 5 / 4
			}
		}
	}
	return weights
}

// relationship writes the quarterly survey about trust, a line for each answer.
func relationship() File {
	questions := [4]string{"trust", "sincerity", "competence", "reliability"}
	out := &sheet{}
	for n, w := range waves {
		d := throw(trustStream, n)
		mood := make([]int, w.asked)
		for i := range mood {
			mood[i] = d.IntN(200)
		}
		var given [4][]int
		for q := range questions {
			given[q] = d.ratings(mood, w.trust[q])
		}
		for i := range mood {
			for q, name := range questions {
				if q > 0 && d.perMille(15) {
					continue // left out
				}
				fmt.Fprintf(out, `{"sheet":"%s-%03d","round":"%s","question":"%s","score":%d,"remark":"%s"}`+"\n", w.quarter, i+1, w.quarter, name, given[q][i], remark(d, given[q][i]))
			}
		}
	}
	return File{"trust/relationship-survey.ndjson.gz", out.Bytes()}
}

func remark(d dice, score int) string {
	if score < 3 && d.percent(10) {
		return choose(d, blame)
	}
	return ""
}
