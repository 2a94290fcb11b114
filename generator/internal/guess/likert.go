package guess

import (
	"fmt"
	"slices"
	"strings"
)

// likert are the answers that people chose from in words, the best first; a word of the
// same line means the same.
var likert = [][]string{
	{"strongly agree,completely agree,totally agree", "agree,somewhat agree", "neither agree nor disagree,neutral,undecided,neither", "disagree,somewhat disagree", "strongly disagree,completely disagree,totally disagree"},
	{"very satisfied,extremely satisfied,completely satisfied", "satisfied,somewhat satisfied,fairly satisfied", "neither satisfied nor dissatisfied,neutral,neither", "dissatisfied,somewhat dissatisfied,fairly dissatisfied,unsatisfied", "very dissatisfied,extremely dissatisfied,completely dissatisfied,very unsatisfied"},
	{"excellent", "good,very good", "fair,average,okay", "poor", "very poor,terrible"},
	{"stimme voll und ganz zu,stimme voll zu,trifft voll zu", "stimme zu,stimme eher zu,trifft eher zu", "teils teils,neutral,weder noch", "stimme nicht zu,stimme eher nicht zu,trifft eher nicht zu", "stimme gar nicht zu,stimme ueberhaupt nicht zu,trifft gar nicht zu"},
	{"sehr zufrieden", "zufrieden,eher zufrieden", "teils teils,neutral,weder noch,weder zufrieden noch unzufrieden", "unzufrieden,eher unzufrieden", "sehr unzufrieden"},
	{"totalmente de acuerdo,muy de acuerdo", "de acuerdo", "ni de acuerdo ni en desacuerdo,neutral", "en desacuerdo", "totalmente en desacuerdo,muy en desacuerdo"},
	{"muy satisfecho", "satisfecho", "ni satisfecho ni insatisfecho,neutral", "insatisfecho", "muy insatisfecho"},
}

// rank is the number that a word means among five, 0 if it is none of them.
func rank(words []string, word string) int {
	for i, same := range words {
		if slices.Contains(strings.Split(same, ","), letters(word)) {
			return len(words) - i
		}
	}
	return 0
}

// ranks are the numbers that the words of a column mean; nil if they are not all of one
// list, or two mean the same.
func ranks(cells []string) map[string]string {
	words := different(cells)
	if len(words) < 2 || len(words) > 6 {
		return nil
	}
	for _, list := range likert {
		found, taken := map[string]string{}, map[int]bool{}
		for _, w := range words {
			n := rank(list, w)
			if n == 0 || taken[n] {
				found = nil
				break
			}
			found[w], taken[n] = fmt.Sprint(n), true
		}
		if found == nil {
			continue
		}
		for i, same := range list { // words that further files may hold, where they are in no doubt
			first, _, _ := strings.Cut(same, ",")
			if n := len(list) - i; !taken[n] {
				found[strings.ToUpper(first[:1])+first[1:]] = fmt.Sprint(n)
			}
		}
		return found
	}
	return nil
}

// worded puts numbers in the place of answers in words, and gives the words by header.
func worded(t Table) (Table, map[string]map[string]string) {
	all := map[string]map[string]string{}
	rows := t.Rows
	for i, name := range t.Columns {
		words := ranks(t.cells(i))
		if words == nil {
			continue
		}
		if len(all) == 0 {
			rows = nil
			for _, row := range t.Rows {
				rows = append(rows, slices.Clone(row))
			}
		}
		all[name] = words
		for _, row := range rows {
			if i < len(row) && words[strings.TrimSpace(row[i])] != "" {
				row[i] = words[strings.TrimSpace(row[i])]
			}
		}
	}
	return Table{t.Name, t.Columns, rows}, all
}

// said notes the words of the columns that are read.
func (g *Guess) said(words map[string]map[string]string) {
	for key, names := range g.Columns {
		if len(names) == 1 && words[names[0]] != nil {
			g.Words[key] = words[names[0]]
		}
	}
}

// Asked finds what people were asked in a table whose columns are called by their questions:
// scores that everybody knows, the team, and of employees every other question.
func Asked(kind string, t Table) Guess {
	t, words := worded(t)
	g := Started(kind)
	var wanted []field
	for _, f := range fields[kind] {
		if f.cell == answer && f.name != "score" || slices.Contains([]string{"team", "group", "channel"}, f.name) {
			wanted = append(wanted, f)
		}
	}
	found := assign(t, wanted)
	for name, column := range found {
		if cells := t.cells(column); slices.Contains([]string{"team", "group", "channel"}, name) && (fits(number, cells) || len(different(cells))*2 > len(cells) && len(cells) > 3) {
			continue // answers, or texts of their own
		}
		g.Columns[name] = []string{t.Columns[column]}
	}
	g.questions(t, found)
	g.said(words)
	return g
}

// AskedIn finds what people were asked where each row names its question and holds its
// answer: a table by question, of the answers.
func AskedIn(kind string, questions, answers []string) Guess {
	by := map[string][]string{}
	var order []string
	for i, q := range questions {
		q = strings.TrimSpace(q)
		if q == "" || strings.TrimSpace(answers[i]) == "" {
			continue
		}
		if by[q] == nil {
			order = append(order, q)
		}
		by[q] = append(by[q], answers[i])
	}
	t := Table{Columns: order}
	for n := 0; ; n++ {
		row := make([]string, len(order))
		more := false
		for i, q := range order {
			if n < len(by[q]) {
				row[i], more = by[q][n], true
			}
		}
		if !more {
			return Asked(kind, t)
		}
		t.Rows = append(t.Rows, row)
	}
}
