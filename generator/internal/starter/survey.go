package starter

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"shingle/generator/internal/guess"
)

// labels are the texts by which the questions of a survey are known, by header.
func (k *recognised) labels() map[string]string {
	at := k.match.Row + k.match.Preset.Questions - 1
	if k.match.Preset.Questions == 0 || at < 0 || at >= len(k.rows.Rows) {
		return nil
	}
	all := map[string]string{}
	for i, header := range k.table.Columns {
		text := ""
		if i < len(k.rows.Rows[at]) {
			text = strings.TrimSpace(k.rows.Rows[at][i])
		}
		all[header] = cmp.Or(text, header)
	}
	return all
}

// asked finds the questions of a survey.
func (k *recognised) asked() {
	if k.Columns["question"] != nil && k.Columns["score"] != nil {
		k.long()
		return
	}
	labels := k.labels()
	var t guess.Table
	headers := map[string]string{}
	var at []int
	for i, header := range k.table.Columns {
		label := labels[header]
		if label == "" || headers[label] != "" || k.Uses(header) || slices.ContainsFunc(k.match.Preset.Ignore, func(h string) bool { return k.match.Preset.Named(h, []string{header}) != "" }) {
			continue
		}
		headers[label] = header
		t.Columns, at = append(t.Columns, label), append(at, i)
	}
	for _, row := range k.kept {
		var cells []string
		for _, i := range at {
			cells = append(cells, row[i])
		}
		t.Rows = append(t.Rows, cells)
	}
	if len(t.Columns) == 0 {
		return
	}
	k.take(guess.Asked(k.Kind, t), func(key, label string) {
		if len(k.Columns[key]) == 0 {
			k.Columns[key] = []string{headers[label]}
			k.own[key] = tomlText(headers[label])
		}
	})
}

// long finds the questions of a survey whose rows each name theirs.
func (k *recognised) long() {
	question, score := k.column(k.Columns["question"][0]), k.column(k.Columns["score"][0])
	var questions, answers []string
	for _, row := range k.kept {
		questions, answers = append(questions, row[question]), append(answers, row[score])
	}
	named := map[string]string{}
	k.take(guess.AskedIn(k.Kind, questions, answers), func(key, label string) { named[label] = key })
	if len(named) > 0 {
		k.Words["question"] = named
	}
	for _, asked := range k.Questions {
		if words := k.Words[asked]; words != nil {
			k.Words["score"] = words
			delete(k.Words, asked)
		}
	}
}

// take takes over what was found out about questions.
func (k *recognised) take(g guess.Guess, put func(key, label string)) {
	for _, key := range slices.Sorted(maps.Keys(g.Columns)) {
		put(key, g.Columns[key][0])
	}
	k.Questions = append(k.Questions, g.Questions...)
	maps.Copy(k.Scales, g.Scales)
	maps.Copy(k.Words, g.Words)
	maps.Copy(k.Missing, g.Missing)
	k.Left, k.Open = append(k.Left, g.Left...), append(k.Open, g.Open...)
}
