package words

import (
	"io/fs"
	"reflect"
	"testing"
	"testing/fstest"

	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
)

// inThree is a configuration in English, Spanish and German, with two metrics.
func inThree(t *testing.T) *config.Config {
	t.Helper()
	cfg, problems := config.Load("config.toml", []byte(`
[languages.en]
weight = 1
[languages.de]
weight = 2
label = "Deutsch"
[languages.es]
weight = 3
label = "Español"
[shingle]
organisation = "Example"
time_zone = "Europe/London"
[[shingle.sources]]
name = "calls"
kind = "contacts"
files = ["calls.csv"]
columns = { opened_at = "at", answered = "answered" }
[shingle.metrics.volume]
kind = "volume"
owner = "Head"
[shingle.metrics.abandonment]
kind = "abandonment"
title = "People who hung up"
owner = "Head"
`))
	if problems.Failed() {
		t.Fatal(problems.String())
	}
	return cfg
}

func files(pairs ...string) fstest.MapFS {
	all := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		all[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return all
}

const (
	englishWords = "nav_home = \"Home\"\n[calls]\none = \"{{ .n }} call\"\nother = \"{{ .n }} calls\"\n"
	germanWords  = "nav_home = \"Start\"\n[calls]\none = \"{{ .n }} Anruf\"\nother = \"{{ .n }} Anrufe\"\n"
	spanishWords = "nav_home = \"Inicio\"\n[calls]\none = \"{{ .n }} llamada\"\nother = \"{{ .n }} llamadas\"\n"
)

func TestTranslationsThatAreCompletePass(t *testing.T) {
	got := translationsOf(t, files("i18n/en.toml", englishWords, "i18n/de.toml", germanWords, "i18n/es.toml", spanishWords),
		files("i18n/de.toml", "metric_abandonment = \"Aufgelegt\"\n", "i18n/es.toml", "metric_abandonment = \"Colgaron\"\n"))
	if got != "" {
		t.Errorf("got %s, want nothing", got)
	}
}

func TestTranslationsThatAreMissingAreRefusedWithTheirPlaces(t *testing.T) {
	theme := files("i18n/en.toml", englishWords, "i18n/de.toml", germanWords, "i18n/es.toml", spanishWords)
	titles := func(more ...string) fstest.MapFS {
		own := files("i18n/de.toml", "metric_abandonment = \"Aufgelegt\"\n", "i18n/es.toml", "metric_abandonment = \"Colgaron\"\n")
		for i := 0; i < len(more); i += 2 {
			own[more[i]] = &fstest.MapFile{Data: []byte(more[i+1])}
		}
		return own
	}
	for name, c := range map[string]struct {
		theme, own fs.FS
		want       string
	}{
		"no words at all": {
			files("i18n/en.toml", englishWords, "i18n/de.toml", germanWords), files("i18n/de.toml", "metric_abandonment = \"Aufgelegt\"\n"),
			"config.toml:7:1: languages.es: there is neither site/i18n/es.toml nor themes/shingle/i18n/es.toml, want the words of the pages in Español\n  hint: translate the theme's i18n/en.toml as site/i18n/es.toml\n",
		},
		"a word that the theme's English has": {
			files("i18n/en.toml", englishWords+"[waits]\nother = \"{{ .n }} waits\"\n", "i18n/de.toml", germanWords, "i18n/es.toml", spanishWords+"[waits]\nother = \"{{ .n }} esperas\"\n"), titles(),
			"site/i18n/de.toml: waits is missing: in English it is \"{{ .n }} waits\"\n",
		},
		"an empty word": {
			theme, titles("i18n/de.toml", "metric_abandonment = \"Aufgelegt\"\nnav_home = \"\"\n"),
			"site/i18n/de.toml: nav_home is missing: in English it is \"Home\"\n",
		},
		"a word that the publisher's first language has": {
			theme, titles("i18n/en.toml", "item_proud = \"I am proud\"\n", "i18n/de.toml", "metric_abandonment = \"Aufgelegt\"\nitem_proud = \"Ich bin stolz\"\n"),
			"site/i18n/es.toml: item_proud is missing: in site/i18n/en.toml it is \"I am proud\"\n",
		},
		"a title": {
			theme, files("i18n/de.toml", "metric_abandonment = \"Aufgelegt\"\n"),
			"site/i18n/es.toml: metric_abandonment is missing: config.toml:23:1 says \"People who hung up\" in the first language\n  hint: add metric_abandonment = \"…\"\n",
		},
		"a metric that is not": {
			theme, titles("i18n/de.toml", "metric_abandonment = \"Aufgelegt\"\nmetric_volumen = \"Anrufe\"\n"),
			"site/i18n/de.toml:2:1: metric_volumen: config.toml has no metric \"volumen\"\n  hint: did you mean \"volume\"?\n",
		},
		"a value that is not given": {
			theme, titles("i18n/de.toml", "metric_abandonment = \"Aufgelegt\"\ncalls = \"{{ .zahl }} Anrufe\"\n"),
			"site/i18n/de.toml:2:1: calls: {{ .zahl }} is not given here\n  hint: there is n\n",
		},
		"a file that is not TOML": {
			theme, titles("i18n/de.toml", "metric_abandonment = \"Aufgelegt\n"),
			"site/i18n/de.toml:1:32: is not TOML here: strings cannot contain newlines\n",
		},
		"no English": {
			files(), titles(), "themes/shingle/i18n/en.toml: is not there: the words of the pages\n",
		},
	} {
		if got := translationsOf(t, c.theme, c.own); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

func TestPublishersThemeHidesTheOneThatComesAlong(t *testing.T) {
	cfg := inThree(t)
	cfg.Languages = cfg.Languages[:1]
	var problems diag.List
	Check(cfg, Theme{"themes/shingle", []fs.FS{files("i18n/en.toml", englishWords), files("i18n/en.toml", "other = \"x\"\n")}}, nil, false, &problems)
	if problems.Len() > 0 {
		t.Errorf("got %s, want nothing", problems.String())
	}
}

func translationsOf(t *testing.T, theme, own fs.FS) string {
	t.Helper()
	var problems diag.List
	Check(inThree(t), Theme{"themes/shingle", []fs.FS{theme}}, own, false, &problems)
	return problems.String()
}

// What a draft lacks is borrowed from English, in all its forms, and told; what is said is not.
func TestDraftsBorrowFromEnglish(t *testing.T) {
	theme := files("i18n/en.toml", "one_word = \"word\"\n[calls]\none = \"{{ .n }} call\"\nother = \"{{ .n }} calls\"\n", "i18n/de.toml", "one_word = \"Wort\"\n", "i18n/es.toml", "one_word = \"\"\n")
	own := files("i18n/de.toml", "metric_abandonment = \"Aufgelegt\"\n", "i18n/es.toml", "metric_abandonment = \"Colgaron\"\n")
	var problems diag.List
	got := Check(inThree(t), Theme{"themes/shingle", []fs.FS{theme}}, own, true, &problems)
	calls := map[string]string{"one": "{{ .n }} call", "other": "{{ .n }} calls"}
	want := Borrowed{"de": {"calls": calls}, "es": {"calls": calls, "one_word": {"other": "word"}}}
	if !reflect.DeepEqual(got, want) || problems.Failed() || problems.Len() != 3 {
		t.Errorf("got %v\n%s, want %v", got, &problems, want)
	}
	if text := string(got.Files()["i18n/de.json"]); text != `{"calls":{"one":"{{ .n }} call","other":"{{ .n }} calls"}}` {
		t.Errorf("Hugo reads %s", text)
	}
}
