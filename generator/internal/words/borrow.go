package words

import (
	"encoding/json"
	"maps"
	"slices"

	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
)

// Borrowed are the words that a draft takes from English, by language and key, each in its
// forms (one, other).
type Borrowed map[string]map[string]map[string]string

// borrow takes what a language lacks from English.
func (b Borrowed) borrow(code string, v *vocabulary, english map[string]config.Phrase, problems *diag.List) {
	for _, key := range slices.Sorted(maps.Keys(english)) {
		if _, ok := v.phrase(key); ok || english[key].Empty() {
			continue
		}
		if b[code] == nil {
			b[code] = map[string]map[string]string{}
		}
		b[code][key] = english[key].Forms
		problems.Warn(diag.Place{File: v.file()}, "%s is missing: this draft says in English %q", key, english[key].Forms["other"])
	}
}

// Files are further files of words, by their names, as Hugo reads them.
func (b Borrowed) Files() map[string][]byte {
	files := map[string][]byte{}
	for code, words := range b {
		text, err := json.Marshal(words)
		if err != nil {
			panic("bug: " + err.Error())
		}
		files["i18n/"+code+".json"] = text
	}
	return files
}
