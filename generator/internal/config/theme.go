package config

import (
	"slices"
	"strings"

	"shingle/generator/internal/fact"
)

// themes reads which public words stand for the codes in a source's columns theme and reason.
func (s *Source) themes(t *table) {
	s.Themes = s.wording(t, t.table("themes"), "themes", "theme", "responses")
	s.Reasons = s.wording(t, t.table("reasons"), "reasons", "reason", "contacts", "complaints", "responses")
	separator := t.text("theme_separator", "")
	switch {
	case s.Themes != nil:
		s.Themes.Separator = separator
	case t.has("theme_separator"):
		t.wrong("theme_separator", "stands without themes: which words stand for the codes")
	}
}

// wording reads a table of codes and their words; nil if there is none.
func (s *Source) wording(t, of *table, key, column string, kinds ...string) *fact.Wording {
	switch {
	case of == nil:
		return nil
	case !slices.Contains(kinds, s.Kind):
		t.wrong(key, "does not apply to %s", s.Kind)
	case s.Query == "" && len(s.Columns[column]) == 0 && len(s.Picks[column]) == 0:
		t.wrong(key, "is of the column %s, which columns does not name", column)
	}
	words, first := map[string]string{}, map[string]string{}
	for _, code := range of.keys() {
		word := of.required(code, "what readers call it")
		same := strings.ToLower(strings.TrimSpace(code))
		if other, twice := first[same]; twice {
			of.wrong(code, "is the same code as %q", other)
		}
		if strings.EqualFold(word, fact.NoTheme) {
			of.wrong(code, "got %q, which stands for those that name none, want another word", word)
		}
		words[same], first[same] = word, code
	}
	return &fact.Wording{Words: words}
}
