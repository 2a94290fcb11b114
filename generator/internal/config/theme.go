package config

import (
	"strings"

	"shingle/generator/internal/fact"
)

// themes reads which public words stand for the codes in a source's column theme.
func (s *Source) themes(t *table) {
	separator := t.text("theme_separator", "")
	of := t.table("themes")
	switch {
	case of == nil && t.has("theme_separator"):
		t.wrong("theme_separator", "stands without themes: which words stand for the codes")
	case of == nil:
	case s.Kind != "responses":
		t.wrong("themes", "does not apply to %s", s.Kind)
	case s.Query == "" && len(s.Columns["theme"]) == 0 && len(s.Picks["theme"]) == 0:
		t.wrong("themes", "is of the column theme, which columns does not name")
	}
	if of == nil {
		return
	}
	words, first := map[string]string{}, map[string]string{}
	for _, code := range of.keys() {
		word := of.required(code, "what readers call it")
		same := strings.ToLower(strings.TrimSpace(code))
		if other, twice := first[same]; twice {
			of.wrong(code, "is the same code as %q", other)
		}
		if strings.EqualFold(word, fact.NoTheme) {
			of.wrong(code, "got %q, which stands for answers that name no theme, want another word", word)
		}
		words[same], first[same] = word, code
	}
	s.Themes = &fact.Themes{Separator: separator, Words: words}
}
