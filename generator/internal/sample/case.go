package sample

import (
	"strconv"
	"time"
)

// What complaints are about, by team; the bad months bring wrong bills.
var matters = []string{"Billing", "Moving", "Metering", "Price", "Debt"}

// cases writes the complaints as the case system does, and how many customers there were each
// month. For each one that the ombudsman's rules make due, three reach the company.
func cases() (complaints, customers File) {
	out := newSheet(",", "Case", "Received", "Team", "Matter", "Closed", "Outcome", "To the ombudsman", "Customer said")
	base := newSheet(",", "Month", "Customers")
	number := 700
	for i, m := range months {
		base.row(m.first().Format("2006-01"), strconv.Itoa(41_200+180*i-60*max(0, i-14)))
		d := throw(caseStream, m.year*12+m.month)
		for range 3*m.complaints + d.between(-6, 6) {
			number++
			received := m.first().AddDate(0, 0, d.IntN(len(m.days())))
			weights := make([]int, len(teams))
			for t := range teams {
				weights[t] = teams[t].share
				if hit, _ := surges(t); hit {
					weights[t] = weights[t] * m.surge / 100
				}
			}
			team := d.pick(weights)
			closed, outcome := "", ""
			if at := received.AddDate(0, 0, 1+d.waited(17+(m.surge-100)/6)); !at.After(exported) && !d.percent(1) {
				closed = at.Format(time.DateOnly)
				outcome = map[bool]string{true: "Upheld", false: "Not upheld"}[d.percent(38+(m.surge-100)/5)]
			}
			further := map[bool]string{true: "Yes", false: "No"}[d.percent(4+(m.surge-100)/25)]
			out.row("C-"+strconv.Itoa(number), received.Format(time.DateOnly), teams[team].name, matters[team], closed, outcome, further, choose(d, blame))
		}
	}
	return File{"complaints/complaints.csv", out.Bytes()}, File{"complaints/customers.csv", base.Bytes()}
}
