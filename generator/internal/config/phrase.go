package config

import (
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"shingle/generator/internal/diag"
)

// A Phrase is what an i18n file says for one key: one text, or one for each form of
// the plural.
type Phrase struct {
	Place diag.Place
	Forms map[string]string // "other" is the text of those that have only one
}

// Empty tells whether the phrase says nothing.
func (p Phrase) Empty() bool {
	for _, text := range p.Forms {
		if strings.TrimSpace(text) != "" {
			return false
		}
	}
	return true
}

// pluralForms are the keys that make a table one phrase rather than a group of them.
var pluralForms = []string{"zero", "one", "two", "few", "many", "other"}

// besides are the other keys that a phrase's table may hold.
var besides = []string{"id", "description", "hash", "leftdelim", "rightdelim"}

// Phrases reads an i18n file, which Hugo reads too, by its keys; groups of keys are
// named by dots, as templates do. What is not TOML is noted at its place.
func Phrases(file string, text []byte, problems *diag.List) map[string]Phrase {
	all := map[string]any{}
	if _, err := toml.Decode(string(text), &all); err != nil {
		at, message := notTOML(file, err)
		problems.Add(at, "is not TOML here: %s", message)
		return nil
	}
	r := phraseReader{doc: &document{file: file, places: positions(file, string(text)), problems: problems}, found: map[string]Phrase{}}
	r.group("", all)
	return r.found
}

type phraseReader struct {
	doc   *document
	found map[string]Phrase
}

func (r *phraseReader) group(path string, values map[string]any) {
	for _, key := range slices.Sorted(maps.Keys(values)) {
		at := join(path, key)
		switch v := values[key].(type) {
		case string:
			r.found[at] = Phrase{r.doc.place(at), map[string]string{"other": v}}
		case map[string]any:
			if !slices.ContainsFunc(pluralForms, func(form string) bool { _, ok := v[form].(string); return ok }) {
				r.group(at, v)
				continue
			}
			r.found[at] = Phrase{r.doc.place(at), r.forms(at, v)}
		default:
			r.doc.wrong(at, "got %s, want a text in quotes", describe(v))
		}
	}
}

func (r *phraseReader) forms(path string, values map[string]any) map[string]string {
	forms := map[string]string{}
	for _, form := range slices.Sorted(maps.Keys(values)) {
		if slices.Contains(besides, form) {
			continue
		}
		text, ok := values[form].(string)
		switch {
		case !slices.Contains(pluralForms, form):
			r.doc.wrongHint(join(path, form), diag.DidYouMean(form, pluralForms), "is no form of the plural, want one of %s", list(pluralForms))
		case !ok:
			r.doc.wrong(join(path, form), "got %s, want a text in quotes", describe(values[form]))
		default:
			forms[form] = text
		}
	}
	if _, ok := forms["other"]; !ok {
		r.doc.wrong(path, "other is missing: the form that stands where no other does")
	}
	return forms
}

var outOfRange = regexp.MustCompile(`is out of range for \w+`)

// notTOML is where a text stops being TOML, and why.
func notTOML(file string, err error) (diag.Place, string) {
	at, message := diag.Place{File: file}, err.Error()
	var parse toml.ParseError
	if errors.As(err, &parse) {
		at.Line, at.Column = parse.Position.Line, parse.Position.Col
		if message = parse.Message; message == "" {
			message = parse.Error()
		}
	}
	if message != "" && !strings.HasPrefix(message, "TOML") {
		message = strings.ToLower(message[:1]) + message[1:]
	}
	return at, strings.TrimSuffix(outOfRange.ReplaceAllString(message, "is more than a number may be"), ".")
}
