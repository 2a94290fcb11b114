package guess

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"shingle/generator/internal/fact"
)

// questions settles on which scales people answered.
func (g *Guess) questions(t Table, found map[string]int) {
	unsure := map[[2]int][]string{} // columns of ours by the scale that only the answers tell
	defer func() {
		for _, scale := range slices.SortedFunc(maps.Keys(unsure), func(a, b [2]int) int { return a[1] - b[1] }) {
			var headers []string
			for _, name := range unsure[scale] {
				headers = append(headers, g.Columns[name][0])
			}
			g.ask(Question{About: Scale, Columns: unsure[scale], Headers: headers}, "whether the answers in %s are on a scale from %d to %d, as they look", quoted(headers), scale[0], scale[1])
		}
	}()
	for _, name := range t.Columns {
		if slices.Contains([]string{"weight", "weights", "gewicht", "peso", "poids"}, letters(name)) && len(g.Columns) > 0 && g.Kind != "contacts" {
			g.ask(Question{}, "what to do about %q: answers count once each here", name)
		}
	}
	if question, ok := found["question"]; ok && g.Columns["score"] != nil {
		g.long(t, question)
		return
	}
	for _, f := range fields[g.Kind] {
		column, ok := found[f.name]
		if !ok || f.cell != answer {
			continue
		}
		if f.name == "nps" || f.name == "enps" {
			g.Questions, g.Scales[f.name] = append(g.Questions, f.name), [2]int{0, 10}
			continue
		}
		g.scale(f.name, t.Columns[column], t.cells(column), unsure)
	}
	if g.Kind != "employees" {
		return
	}
	for i, name := range t.Columns { // every other column of small whole numbers is a question
		key := strings.ReplaceAll(letters(name), " ", "_")
		if key == "" || key == "weight" || !t.once(name) || g.Uses(name) || g.Columns[key] != nil || !fits(answer, t.cells(i)) {
			continue
		}
		g.Columns[key] = []string{name}
		g.scale(key, name, t.cells(i), unsure)
	}
}

// long settles which questions the rows name, where each row is one answer.
func (g *Guess) long(t Table, question int) {
	for _, q := range different(t.cells(question)) {
		for _, f := range fields["responses"] {
			if f.cell == answer && f.name != "score" && f.suits(letters(q)) >= 900 {
				g.Questions, g.Scales[f.name] = append(g.Questions, f.name), [2]int{1, 5}
				if f.name == "nps" {
					g.Scales[f.name] = [2]int{0, 10}
				}
			}
		}
	}
	g.ask(Question{}, "which scores the questions in %q make, and on which scales they were asked", t.Columns[question])
}

// Uses tells whether a header is read.
func (g *Guess) Uses(header string) bool {
	for _, names := range g.Columns {
		if slices.Contains(names, header) {
			return true
		}
	}
	return false
}

// scale notes a question with the scale its answers fit; a 0 on a scale from 1 is
// perhaps no answer at all.
func (g *Guess) scale(name, header string, cells []string, unsure map[[2]int][]string) {
	g.Questions = append(g.Questions, name)
	if from, to, told := fact.AskedFrom(header); told {
		g.Scales[name] = [2]int{from, to}
		return
	}
	low, high, zeros := rangeOf(cells)
	yesNo := name == "fcr" || name == "helpful" && high <= 1
	if !yesNo && (high != 5 && high != 7 && high != 10 || low > high/2) && len(cells) > 2 {
		g.Questions = g.Questions[:len(g.Questions)-1]
		delete(g.Columns, name)
		g.Left = append(g.Left, fmt.Sprintf("%s = %s   # answers from %d to %d: on which scale?", name, strconv.Quote(header), low, high))
		g.ask(Question{About: Scale, Columns: []string{name}, Headers: []string{header}}, "on which scale %q was asked: its answers go from %d to %d", header, low, high)
		return
	}
	switch {
	case yesNo:
		g.Scales[name] = [2]int{0, 1}
	case high <= 5:
		g.Scales[name] = [2]int{1, 5}
	case high <= 7:
		g.Scales[name] = [2]int{1, 7}
	default:
		g.Scales[name] = [2]int{1, 10}
	}
	if yesNo {
		return
	}
	if zeros > 0 {
		g.Missing[name] = []string{"0"}
		g.ask(Question{About: Zero, Columns: []string{name}, Headers: []string{header}}, "whether 0 in %q means no answer, as it is read (%d of %d looked at)", header, zeros, len(cells))
	}
	unsure[g.Scales[name]] = append(unsure[g.Scales[name]], name)
}
