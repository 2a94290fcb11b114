package config

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
)

// Units are what the numbers of a column may be in.
var Units = []string{"s", "ms", "min", "h", "days", "h:mm:ss", "m:ss", "h:mm", "iso8601"}

// Shares are what given values of a hundred may be in: 85 percent, or a share of 0.85.
var Shares = []string{"percent", "share"}

// rows reads which rows count, and what stands in their cells.
func (s *Source) rows(t *table) {
	s.Keep, s.Drop = t.lists("keep"), t.lists("drop")
	for _, key := range []string{"keep", "drop", "units", "words"} {
		if s.Query != "" && t.has(key) {
			t.wrong(key, "stands beside query, want it said in the query")
		}
	}
	s.Units, s.Words = map[string]string{}, map[string]map[string]string{}
	if units := t.table("units"); units != nil {
		for _, key := range units.keys() {
			unit, there := units.text(key, ""), Units
			if key == "value" {
				there = Shares
			}
			if !slices.Contains(there, unit) {
				units.doc.wrongHint(units.at(key), diag.DidYouMean(unit, there), "got %q, want one of %s", unit, list(there))
			}
			s.Units[key] = unit
		}
	}
	if words := t.table("words"); words != nil {
		for _, key := range words.keys() {
			if of := words.table(key); of != nil {
				s.Words[key] = of.words()
			}
		}
	}
}

func (t *table) lists(key string) map[string][]string {
	all := map[string][]string{}
	of := t.table(key)
	if of == nil {
		return all
	}
	for _, name := range of.keys() {
		all[name] = of.cells(name, true)
	}
	return all
}

// words reads a table of words and what each means: a text, a whole number, yes or no.
func (t *table) words() map[string]string {
	all := map[string]string{}
	for _, word := range t.keys() {
		switch v, _ := t.get(word); v := v.(type) {
		case string:
			all[word] = strings.TrimSpace(v)
		case bool, int64:
			all[word] = fmt.Sprint(v)
		case float64:
			if v != math.Trunc(v) || math.Abs(v) > 1e9 {
				t.wrong(word, "got %s, want a text, a whole number, true or false", describe(v))
				continue
			}
			all[word] = decimal(v)
		default:
			t.wrong(word, "got %s, want a text, a whole number, true or false", describe(v))
		}
	}
	return all
}

// respondents reads how people came to answer.
func (s *Source) respondents(t *table) {
	s.Respondents = t.choice("respondents", "", Respondents...)
	if t.has("respondents") && slices.Contains(fact.Kinds(), s.Kind) && s.Kind != "responses" && s.Kind != "employees" {
		t.wrong("respondents", "does not apply to %s", s.Kind)
	}
}

// accepted reads which findings about the data are known, and why they are right.
func (s *Source) accepted(t *table) {
	for i, text := range t.texts("accept") {
		name, reason, _ := strings.Cut(text, ":")
		name, reason = strings.TrimSpace(name), strings.TrimSpace(reason)
		if name == "" || reason == "" {
			t.doc.wrong(index(t.at("accept"), i), "got %q, want the finding, a colon, and the reason, such as \"overlap: the two reports are of two sites\"", text)
			continue
		}
		s.Accept = append(s.Accept, Accepted{name, reason})
	}
}
