package sample

import (
	"strconv"
	"time"
)

// employees writes the survey among the people who work there, one wave a quarter,
// and how many were asked. The numbers of respondents are not those of the payroll.
func employees() (answers, invitations File) {
	out := newSheet(",", "Wave", "Department", "Respondent", "Q1 proud", "Q2 great place", "Q3 attached", "Q4 best in me", "Q5 helps us on",
		"Recommend as employer (0-10)", "Clear what is expected", "Told why", "A say", "Workload")
	asked := newSheet(",", "Wave", "Department", "Invited")
	for n, w := range waves {
		d := throw(staffStream, n)
		var who [][2]int // group, respondent
		var mood []int
		for g, group := range groups {
			people := group.people
			if people > 10 {
				people = (people*w.staff + 50) / 100
			}
			asked.row(w.quarter, group.name, strconv.Itoa(people))
			for p := range people {
				if people > 10 && !d.percent(69) {
					continue // the small groups always answer
				}
				who = append(who, [2]int{g, g*100 + p + 1})
				low := 0
				if w.staff < 100 && w.engaged[0] < 700 && g <= 2 {
					low = 12 // the bad quarter, where it was felt
				}
				mood = append(mood, d.IntN(100)+group.mood*2-low)
			}
		}
		var columns [10][]int
		for q, perMille := range w.engaged {
			columns[q] = d.ratings(mood, perMille)
		}
		columns[5] = d.recommend(mood, w.enps)
		for q, perMille := range w.morale {
			columns[6+q] = d.ratings(mood, perMille)
		}
		for i, one := range who {
			cells := []string{w.quarter, groups[one[0]].name, "P" + strconv.Itoa(1000+one[1])}
			for _, c := range columns {
				cells = append(cells, strconv.Itoa(c[i]))
			}
			out.row(cells...)
		}
	}
	return File{"employees/pulse.csv", out.Bytes()}, File{"employees/invited.csv", asked.Bytes()}
}

const checksAMonth = 500

// checks writes the quality checks: calls chosen by lot, each passed or not. Some of
// the last ones are not decided yet.
func checks() File {
	out := newSheet(",", "Check", "Date", "Team", "Checked by", "Result", "Remark")
	id := 70000
	for n, m := range months {
		d := throw(checkStream, n)
		days := m.openDays()
		failed := checksAMonth - share(checksAMonth, m.passed)
		open := 2
		if n == len(months)-1 {
			open = 9
		}
		results := make([]string, checksAMonth+open)
		for i := range results {
			switch {
			case i < failed:
				results[i] = "Fail"
			case i < checksAMonth:
				results[i] = "Pass"
			}
		}
		d.Shuffle(len(results), func(i, j int) { results[i], results[j] = results[j], results[i] })
		for i, result := range results {
			id++
			day := days[i*len(days)/len(results)]
			if result == "" {
				day = days[len(days)-1]
			}
			weights := make([]int, len(teams))
			for t := range teams {
				weights[t] = teams[t].share
				if result == "Fail" {
					weights[t] = teams[t].share * teams[t].unhappy / 100
				}
			}
			note := ""
			if result == "Fail" {
				note = choose(d, remarks)
			}
			out.row("K"+strconv.Itoa(id), day.Format(time.DateOnly), teams[d.pick(weights)].name, choose(d, agentNames[:4]), result, note)
		}
	}
	return File{"quality/checks.csv.gz", out.Bytes()}
}

// complaints writes what the ombudsman sends: how many complaints were due and how
// many answered in time, by month; of 2024 a rate is all there is.
func complaints() File {
	out := newSheet(",", "Period", "Answered in time", "Due", "Rate")
	out.row("2024", "", "", "97.6")
	for _, m := range months {
		out.row(m.first().Format("2006-01"), strconv.Itoa(m.complaints-m.late), strconv.Itoa(m.complaints), "")
	}
	return File{"ombudsman/complaints.csv", out.Bytes()}
}
