package sample

import "strings"

// A topic is what those who answer the survey speak of; who reads the comments notes its code.
type topic struct {
	code    string
	happy   int // of those who are satisfied, percent who speak of it
	unhappy int // of the others
	surges  int // percent of that while bills are wrong
}

var topics = []topic{
	{"BILL", 9, 26, 230}, {"WAIT", 5, 19, 190}, {"STAFF", 34, 8, 100}, {"METER", 12, 15, 110},
	{"TOLD-TWICE", 3, 21, 120}, {"MOVE", 11, 7, 80}, {"MISC", 6, 7, 100},
}

// about are the codes of what an answer speaks of, none or several.
func (m month) about(d dice, a answer) string {
	var codes []string
	for _, t := range topics {
		chance := t.happy
		if a.csat < 4 {
			chance = t.unhappy
		}
		if m.surge > 150 {
			chance = chance * t.surges / 100
		}
		if d.percent(chance) {
			codes = append(codes, t.code)
		}
	}
	return strings.Join(codes, "; ")
}
