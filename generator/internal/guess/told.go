package guess

import (
	"fmt"
	"maps"
	"slices"
)

// A Wanted is a column that a kind may have, and what it tells in words.
type Wanted struct {
	Name, Tells string
	Needed      bool
	Or          string // a key that says it for the whole file: period or wave
}

// Kinds are the kinds that people may say a file is of, and what its rows are.
var Kinds = [][2]string{
	{"contacts", "a row for each call, chat, e-mail or ticket"},
	{"intervals", "a row for each half-hour or other span of a day, with how many calls came"},
	{"responses", "a row for each answer of a customer to a survey"},
	{"employees", "a row for each answer of an employee to a survey"},
	{"checks", "a row for each case that was looked at, and whether it was as it should be"},
	{"complaints", "a row for each complaint"},
	{"denominators", "a row for each month, with how many customers, accounts or journeys there were"},
}

// wanted are the columns that people are asked for, by kind.
var wanted = map[string][]Wanted{
	"contacts": {
		{"opened_at", "when it came in", true, ""}, {"answered", "whether it was answered", false, ""}, {"wait_seconds", "how long people waited", false, ""}, {"first_reply_at", "when it was first replied to", false, ""},
		{"closed_at", "when it was closed", false, ""}, {"due_met", "whether it was done in time", false, ""}, {"csat", "how satisfied people were", false, ""}, {"team", "which team or queue it was for", false, ""},
	},
	"intervals": {
		{"start", "when the span begins", true, ""}, {"offered", "how many calls came", true, ""}, {"answered", "how many were answered", false, ""}, {"abandoned", "how many hung up", false, ""},
		{"answered_in_time", "how many were answered in time", false, ""}, {"team", "which team or queue they were for", false, ""},
	},
	"responses": {
		{"answered_at", "when it was answered", true, "period"}, {"csat", "how satisfied people were", false, ""}, {"nps", "how likely they are to recommend you, from 0 to 10", false, ""}, {"team", "which team or queue it is about", false, ""},
	},
	"employees": {
		{"wave", "in which round it was asked, or when", true, "wave"}, {"group", "which department people are of", false, ""}, {"enps", "how likely they are to recommend you as an employer, from 0 to 10", false, ""}, {"question", "which question it is", false, ""}, {"score", "what was answered", false, ""},
	},
	"complaints": {
		{"opened_at", "when it came in", true, ""}, {"closed_at", "when it was closed", false, ""}, {"upheld", "whether it was right", false, ""}, {"escalated", "whether it went to an ombudsman", false, ""},
		{"reason", "what it was about", false, ""}, {"team", "which team or product it was about", false, ""},
	},
	"denominators": {{"period", "which month it is", true, ""}, {"count", "how many there were", true, ""}},
	"checks": {
		{"date", "when it was looked at, or came in", true, ""}, {"passed", "whether it was as it should be", true, ""}, {"measure", "what was looked at", false, ""}, {"team", "which team it was about", false, ""},
	},
}

// Missing lists the columns of a kind that a table seems to have none of.
func Missing(kind string, t Table) (missing []Wanted) {
	t, _ = worded(t)
	found := assign(t, fields[kind])
	for _, w := range wanted[kind] {
		if _, ok := found[w.Name]; !ok {
			missing = append(missing, w)
		}
	}
	return missing
}

// Fits says why a column cannot hold what it shall tell, "" if it can.
func Fits(kind, name string, t Table, column int) string {
	t, _ = worded(t)
	i := slices.IndexFunc(fields[kind], func(f field) bool { return f.name == name })
	cells, holds := t.cells(column), fields[kind][i].cell
	if name == "passed" { // counts have a total beside them
		holds = flag
	}
	if fits(holds, cells) {
		return ""
	}
	if len(cells) == 0 {
		return "a column with something in it"
	}
	want := map[cell]string{stamp: "dates, such as 2026-11-01 or 01.11.2026 09:30", wave: "dates or rounds, such as 2026-11-01 or 2026-Q4", flag: "yes and no", flagOrCount: "yes and no, or numbers", seconds: "times, such as 35 or 00:00:35", count: "whole numbers", number: "numbers", answer: "whole numbers of a scale"}
	return fmt.Sprintf("a column of %s", want[holds])
}

// As finds out the rest about a table that people said the kind of, some columns (by ours
// their number), and what is the same in all rows.
func As(kind string, t Table, said map[string]int, same map[string]string) Guess {
	t, words := worded(t)
	found := assign(t, fields[kind])
	for name, column := range said {
		for other, taken := range found {
			if taken == column {
				delete(found, other)
			}
		}
		found[name] = column
	}
	g := finished(kind, t, words, found)
	maps.Copy(g.Constants, same)
	for _, w := range wanted[kind] {
		if w.Needed && len(g.Columns[w.Name]) == 0 && !g.Has(w.Or) {
			g.Doubts = append(g.Doubts, fmt.Sprintf("no column is known that tells %s (%s)", w.Tells, w.Name))
		}
	}
	if len(found)+len(same) < 2 {
		g.Doubts = append(g.Doubts, "no column is known that tells more than when it was")
	}
	return g
}
