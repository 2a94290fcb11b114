// Package guess looks at an export that nobody has described yet and tells what it
// probably is: which kind of source, which column holds what, how dates and yes and
// no are written. It goes by the names of columns, in several languages and as common
// programs write them, and by what some of the cells hold. What it cannot tell it
// says, and leaves to people: a wrong guess would be a wrong score.
package guess

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Table is some rows of an export.
type Table struct {
	Name    string // of its file
	Columns []string
	Rows    [][]string
}

// A Guess is what an export probably is. Kind is "" if it cannot be told.
type Guess struct {
	Kind      string
	Columns   map[string][]string // canonical column or question: header names
	Questions []string            // of Columns, those that people answered, in the file's order
	Scales    map[string][2]int   // of each question: from, to
	Threshold int                 // seconds, where the name of a column tells what is in time
	Constants map[string]string

	DateFormat string   // strftime; "" is ISO 8601
	UTC        bool     // a column's name says so
	Dates      []string // the formats that fit, if it is more than one
	True       []string
	False      []string
	Missing    map[string][]string

	Words  map[string]map[string]string // by column: words of its cells, and what they mean
	Units  map[string]string            // by column of ours: what a header says its numbers are in
	Keep   map[string][]string          // by header: the words of rows that count
	Drop   map[string][]string          // by header: the words of rows that are no records
	Doubts []string                     // why nothing can be taken before somebody has looked
	Mixed  []Question                   // of the doubts, those that somebody who knows which rows count can settle
	Left   []string                     // columns that are left off, as they would be written, and why
	Open   []Question                   // what is to be settled by people
	Said   map[string]bool              // what they have settled
}

// Has tells whether a column was found.
func (g *Guess) Has(name string) bool { return len(g.Columns[name]) > 0 || g.Constants[name] != "" }

// Of guesses what a table is.
func Of(t Table) Guess {
	t, words := worded(t)
	for _, kind := range order {
		found := assign(t, fields[kind])
		if is(kind, t, found) {
			return finished(kind, t, words, found)
		}
	}
	return Guess{Open: []Question{{Text: "which kind of source it is, and which columns it has"}}}
}

// finished finds out the rest about a table of a kind, whose columns are found.
func finished(kind string, t Table, words map[string]map[string]string, found map[string]int) Guess {
	g := Started(kind)
	for name, column := range found {
		g.Columns[name] = []string{t.Columns[column]}
	}
	g.durations(t, found)
	g.questions(t, found)
	g.stamps(t, found)
	g.flags(t, found)
	g.constants(t)
	g.said(words)
	g.doubts(t)
	return g
}

// Started is a guess of a kind that nothing is known of yet.
func Started(kind string) Guess {
	return Guess{
		Kind: kind, Columns: map[string][]string{}, Scales: map[string][2]int{}, Constants: map[string]string{}, Missing: map[string][]string{},
		Keep: map[string][]string{}, Words: map[string]map[string]string{}, Units: map[string]string{}, Said: map[string]bool{},
	}
}

// order is in which order kinds are tried: what names counts first, contacts and
// responses last.
var order = []string{"scores", "invitations", "denominators", "intervals", "checks", "employees", "complaints", "contacts", "responses"}

// is tells whether the columns found make the table one of a kind of source.
func is(source string, t Table, found map[string]int) bool {
	has := func(names ...string) bool {
		return slices.ContainsFunc(names, func(n string) bool { _, ok := found[n]; return ok })
	}
	all := func(names ...string) bool {
		return !slices.ContainsFunc(names, func(n string) bool { return !has(n) })
	}
	headed := func(field string, words string) bool {
		column, ok := found[field]
		return ok && slices.ContainsFunc(strings.Split(words, ","), func(w string) bool { return strings.Contains(letters(t.Columns[column]), w) })
	}
	switch source {
	case "scores":
		return all("period", "metric") && (all("numerator", "denominator") || all("promoters", "passives", "detractors") || has("value"))
	case "invitations":
		return has("invited") && has("period", "wave")
	case "intervals":
		return all("start", "offered")
	case "checks":
		return all("date", "passed") && (has("total", "measure") || headed("date", "check,audit,evaluation,pruef,control") || headed("passed", "complian,passed,bestanden,aprobado"))
	case "employees":
		asked := slices.ContainsFunc(t.Columns, func(name string) bool { return field{names: ofEmployers}.suits(letters(name)) > 0 })
		return has("wave") && (has("enps") && asked || has("group", "respondent") && headed("wave", "wave,round,welle,runde,oleada,ronda,vague,rilevazione"))
	case "complaints":
		called := slices.ContainsFunc(append([]string{t.Name}, t.Columns...), func(name string) bool { return complaint.MatchString(letters(name)) })
		return has("opened_at") && called && !slices.ContainsFunc(t.Columns, func(name string) bool { return handled.MatchString(letters(name)) })
	case "denominators":
		return all("period", "count") && len(t.Columns) <= 4
	case "contacts":
		return has("opened_at") && has("answered", "answered_at", "abandoned", "wait_seconds", "handle_seconds", "first_reply_at", "closed_at", "due_met", "resolved_first")
	case "responses":
		return has("answered_at", "period") && (has("csat", "nps", "trust", "fcr", "helpful") || all("question", "score"))
	}
	return false
}

// complaint is what exports of complaints or their columns are called; handled is a column of
// calls and tickets, which may be about complaints.
var (
	complaint = regexp.MustCompile(`\b(complaints?|upheld|beschwerden?|beschwerde\w+|quejas?|reclamacion(es)?|reclami|reclamations?|klachten)\b`)
	handled   = regexp.MustCompile(`\b(wait|queue time|talk time|handle time|csat|satisfaction|first response|first reply|wartezeit|espera)\b`)
)

// Nearest is the kind that a table has most of, and what it lacks to be one.
func Nearest(t Table) (kind, missing string) {
	needs := map[string][]string{
		"contacts": {"opened_at", "answered or wait_seconds or closed_at or first_reply_at"}, "intervals": {"start", "offered"}, "responses": {"answered_at", "csat or nps or question with score"},
		"employees": {"wave", "enps or group"}, "checks": {"date", "passed", "measure"}, "invitations": {"period", "invited"}, "scores": {"period", "metric", "numerator with denominator, or value"},
		"complaints": {"opened_at", "upheld or escalated or closed_at"}, "denominators": {"period", "count"},
	}
	best := 0
	for _, k := range []string{"contacts", "responses", "intervals", "employees", "checks", "complaints", "invitations", "denominators", "scores"} {
		found := assign(t, fields[k])
		var lacks []string
		has := len(found)
		for _, need := range needs[k] {
			there := slices.ContainsFunc(strings.FieldsFunc(need, func(r rune) bool { return r == ' ' || r == ',' }), func(w string) bool { _, ok := found[w]; return ok })
			if there {
				has += 5
			} else {
				lacks = append(lacks, need)
			}
		}
		if has > best && len(lacks) > 0 {
			best, kind, missing = has, k, strings.Join(lacks, ", and ")
		}
	}
	return kind, missing
}

// assign gives each field the column that suits it best by name and by what it
// holds; a column serves one field only.
func assign(t Table, fields []field) map[string]int {
	type match struct {
		field  string
		column int
		points int
	}
	var all []match
	for _, f := range fields {
		for i, name := range t.Columns {
			if points := f.suits(letters(name)); points > 0 && t.once(name) && fits(f.cell, t.cells(i)) && f.reaches(t.cells(i)) {
				all = append(all, match{f.name, i, points})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b match) int { return b.points - a.points })
	found, taken := map[string]int{}, map[int]bool{}
	for _, m := range all {
		if _, ok := found[m.field]; !ok && !taken[m.column] {
			found[m.field], taken[m.column] = m.column, true
		}
	}
	return found
}

// reaches tells whether answers go as far as the question's scale: who is asked how likely
// they are to recommend from 0 to 10 says 6 or more now and then.
func (f field) reaches(cells []string) bool {
	if f.name != "nps" && f.name != "enps" {
		return true
	}
	_, high, _ := rangeOf(cells)
	return high > 5 && high <= 10 || len(cells) < 3
}

// once tells whether a name is just one column's.
func (t *Table) once(name string) bool {
	n := 0
	for _, other := range t.Columns {
		if letters(other) == letters(name) {
			n++
		}
	}
	return n == 1 && name != ""
}

// cells are the texts of a column that are not blank.
func (t *Table) cells(column int) []string {
	var cells []string
	for _, row := range t.Rows {
		if column < len(row) && strings.TrimSpace(row[column]) != "" {
			cells = append(cells, strings.TrimSpace(row[column]))
		}
	}
	return cells
}

// stamps settles how dates are written, and adds the time of day where it has a
// column of its own.
func (g *Guess) stamps(t Table, found map[string]int) {
	var texts []string
	for _, f := range fields[g.Kind] {
		column, ok := found[f.name]
		if !ok || f.cell != stamp {
			continue
		}
		g.UTC = g.UTC || slices.Contains(strings.Fields(letters(t.Columns[column])), "utc")
		cells := t.cells(column)
		if clock := timeOf(t, t.Columns[column], g); clock >= 0 && dateOnly(cells) {
			g.Columns[f.name] = append(g.Columns[f.name], t.Columns[clock])
			cells = nil
			for _, row := range t.Rows {
				if column < len(row) && clock < len(row) && strings.TrimSpace(row[column]) != "" && strings.TrimSpace(row[clock]) != "" {
					cells = append(cells, strings.TrimSpace(row[column])+" "+strings.TrimSpace(row[clock]))
				}
			}
		}
		texts = append(texts, cells...)
	}
	formats := formatsOf(texts)
	switch {
	case len(texts) == 0 || len(formats) == 1 && formats[0] == "":
	case len(formats) == 1:
		g.DateFormat = formats[0]
	case len(formats) == 0:
		g.ask(Question{}, "how dates such as %q are written (date_format)", texts[0])
	default:
		g.Dates = formats
		g.ask(Question{About: Format, Choices: formats, Example: texts[0]}, "whether the day or the month comes first in dates such as %q (date_format)", texts[0])
	}
}

// flags lists the words for yes and no that are not known everywhere.
func (g *Guess) flags(t Table, found map[string]int) {
	for _, f := range fields[g.Kind] {
		column, ok := found[f.name]
		if !ok || f.cell != flag && f.cell != flagOrCount {
			continue
		}
		for _, word := range different(t.cells(column)) {
			yes, known := meaning(word)
			switch {
			case !known || universal(word):
			case yes && !slices.Contains(g.True, word):
				g.True = append(g.True, word)
			case !yes && !slices.Contains(g.False, word):
				g.False = append(g.False, word)
			}
		}
	}
}

var digits = regexp.MustCompile(`\d+`)

// constants tells what is the same in every row, by the name of the file.
func (g *Guess) constants(t Table) {
	switch g.Kind {
	case "contacts", "intervals":
		if !g.Has("channel") {
			if channel := channelOf(letters(t.Name)); channel != "" {
				g.Constants["channel"] = channel
			} else {
				g.ask(Question{About: Channel}, "through which channel people came (channel)")
			}
		}
	case "checks":
		if !g.Has("measure") {
			g.Constants["measure"] = "Checks passed"
		}
	}
	if in := g.Columns["answered_in_time"]; len(in) > 0 {
		g.Threshold, _ = strconv.Atoi(digits.FindString(in[0]))
	}
	if g.Kind == "intervals" && !g.Has("minutes") {
		g.Constants["minutes"] = fmt.Sprint(stepOf(t, g))
	}
}
