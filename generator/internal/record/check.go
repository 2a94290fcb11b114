package record

import (
	"slices"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
)

// check notes what is wrong with a source whatever its files hold.
func (s *Source) check(problems *diag.List) {
	s.understood(problems)
	if len(s.keys()) == 0 {
		return
	}
	known := Columns(s.Kind)
	for _, q := range s.Questions {
		if q.Name != "" {
			known = append(known, q.Name)
		}
	}
	for _, key := range s.keys() {
		if _, canonical := columnOf(s.Kind, key); canonical {
			continue
		}
		if key == "weight" {
			problems.Add(s.At("columns."+key), "columns.weight: weights are not supported, want answers that count once each")
			continue
		}
		if s.AllWide || slices.ContainsFunc(s.Questions, func(q Question) bool { return fold(q.Name) == fold(key) }) {
			continue
		}
		hint := diag.DidYouMean(key, known)
		if hint == "" {
			hint = "no metric reads it as a question; columns of " + s.Kind + " are " + strings.Join(Columns(s.Kind), ", ")
		}
		problems.AddHint(s.At("columns."+key), hint, "columns.%s: unknown column", key)
	}
}

// namesQuestion tells whether columns names one for a question.
func (s *Source) namesQuestion() bool {
	for _, key := range s.keys() {
		if _, canonical := columnOf(s.Kind, key); !canonical {
			return true
		}
	}
	return false
}

// misses notes for which columns missing_values lists words in vain.
func (s *Source) misses(sh shape, problems *diag.List) {
	for _, key := range sortedKeys(s.Missing) {
		_, canonical := columnOf(s.Kind, key)
		mapped := s.maps(key)
		asked := slices.ContainsFunc(s.Questions, func(q Question) bool { return fold(q.Name) == fold(key) })
		if key == "" || canonical || mapped || asked || len(s.keys()) == 0 && find(sh.columns, key) != -1 {
			continue
		}
		known := append(Columns(s.Kind), s.keys()...)
		hint := diag.DidYouMean(key, known)
		for ours, theirs := range s.Columns {
			if slices.ContainsFunc(theirs, func(name string) bool { return fold(name) == fold(key) }) {
				hint = "that is a column of the export; ours is " + ours
			}
		}
		problems.AddHint(s.At("missing_values."+key), hint, "missing_values.%s: unknown column", key)
	}
}

// complete notes which columns a kind cannot do without are not in a shape.
func (s *Source) complete(sh shape, m mapping, problems *diag.List) {
	has := func(name string) bool {
		_, constant := s.Constants[name]
		_, named := s.Columns[name] // what is named and not there is told by resolve
		return constant || named || len(m.canonical[name]) > 0
	}
	at := sh.files[0].Head
	if s.Query != "" {
		at = s.At("query")
	}
	missing := func(what string) {
		for _, c := range sh.columns {
			if find(sh.columns, c) == -2 && fold(c) != "" {
				what += "; " + c + " is there twice"
				break
			}
		}
		hint := `name the export's column: columns = { ... }`
		if s.Query != "" {
			hint = "give the query's column that name: SELECT ... AS ..."
		}
		problems.AddHint(at, hint, "%s needs %s; it has %s", s.Kind, what, some(sh.columns))
	}
	for _, c := range kinds[s.Kind] {
		if c.required && !has(c.name) {
			if c.name == "minutes" {
				missing("minutes, how long each interval is: minutes = 30 in the source, or a column")
				continue
			}
			missing(c.name)
		}
	}
	questions := len(m.questions) > 0 || s.namesQuestion() || has("question") && has("score")
	switch s.Kind {
	case "responses":
		if has("answered_at") == has("period") {
			missing("either answered_at or period")
		}
		if has("question") != has("score") {
			missing("question and score together, or a column per question")
		} else if !questions {
			missing("answers: question and score, or a column that a metric reads")
		}
	case "employees":
		if has("question") != has("score") {
			missing("question and score together, or a column per question")
		} else if !questions {
			missing("answers: question and score, or a column that a metric reads")
		}
	case "invitations":
		if has("period") == has("wave") {
			missing("either period or wave")
		}
	case "checks":
		if !has("measure") {
			missing("measure, what is checked: a column, or measure = \"...\" in the source")
		}
	case "scores":
		counts := has("numerator") && has("denominator")
		nps := has("promoters") && has("passives") && has("detractors")
		if !counts && !nps && !has("value") && len(answerColumns(sh.columns)) == 0 {
			missing("numerator and denominator, or promoters, passives and detractors, or a column for each answer, or value")
		}
	}
	if len(s.keys()) == 0 && find(sh.columns, "weight") != -1 {
		problems.Add(at, "has a column weight: weights are not supported, want answers that count once each")
	}
}

// askedFrom holds the header of a question's column, or the question itself, against
// the scales on which its answers are read: a range of numbers in it is the one
// that people chose from.
func (s *Source) askedFrom(name, header string, problems *diag.List) {
	low, high, ok := fact.AskedFrom(header)
	if !ok {
		return
	}
	for _, sc := range s.scales(name) {
		if sc.Steps() > 2 && (sc.Min != low || sc.Max != high) {
			problems.Add(s.At("columns."+name), "columns.%s: %q was asked from %d to %d, want answers from %d to %d", name, header, low, high, sc.Min, sc.Max)
			return
		}
	}
}
