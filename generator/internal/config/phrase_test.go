package config

import (
	"reflect"
	"testing"

	"shingle/generator/internal/diag"
)

func TestPhrasesReadsTextsFormsAndGroups(t *testing.T) {
	var problems diag.List
	got := Phrases("i18n/de.toml", []byte(`
yes = "ja"
[calls]
one = "{{ .n }} Anruf"
other = "{{ .n }} Anrufe"
[nav]
home = "Start"
`), &problems)
	at := func(line int) diag.Place { return diag.Place{File: "i18n/de.toml", Line: line, Column: 1} }
	want := map[string]Phrase{
		"yes":      {at(2), map[string]string{"other": "ja"}},
		"calls":    {at(3), map[string]string{"one": "{{ .n }} Anruf", "other": "{{ .n }} Anrufe"}},
		"nav.home": {at(7), map[string]string{"other": "Start"}},
	}
	if problems.Len() > 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v %v, want %v", got, problems.String(), want)
	}
}

func TestPhrasesNotesWhatHugoWouldStumbleOver(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a = ", "x.toml:1:5: is not TOML here: expected value but found '\\n' instead\n"},
		{"a = 3", "x.toml:1:1: a: got 3, want a text in quotes\n"},
		{"[a]\none = \"x\"", "x.toml:1:1: a: other is missing: the form that stands where no other does\n"},
		{"[a]\nother = \"x\"\nohter = \"y\"", "x.toml:3:1: a.ohter: is no form of the plural, want one of \"zero\", \"one\", \"two\", \"few\", \"many\", \"other\"\n  hint: did you mean \"other\"?\n"},
		{"[a]\nother = \"x\"\none = 1", "x.toml:3:1: a.one: got 1, want a text in quotes\n"},
		{"[a]\nother = \"x\"\ndescription = \"for translators\"", ""},
	} {
		var problems diag.List
		Phrases("x.toml", []byte(c.text+"\n"), &problems)
		if got := problems.String(); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestPhraseIsEmptyIfAllItsFormsAre(t *testing.T) {
	if !(Phrase{Forms: map[string]string{"other": " "}}).Empty() || (Phrase{Forms: map[string]string{"one": "", "other": "x"}}).Empty() {
		t.Error("blank texts are empty, others are not")
	}
}
