package config

import (
	"strings"
	"testing"

	"shingle/generator/internal/preset"
)

// Whatever stands in a preset: it is read, or its mistakes are told with their places, and
// a source that takes it over does no harm.
func FuzzReadPreset(f *testing.F) {
	f.Add("title = \"a\"\nlayout = \"seen\"\nfrom = \"b\"\n[recognise]\nheaders = [\"x\"]\n[source]\nkind = \"contacts\"\ncolumns = { opened_at = { any = [\"x\", { column = \"y\", unit = \"min\" }] } }\n")
	f.Add("[recognise]\nfields = [\"(\"]\ncells = { a = \"[\" }\n[find]\nminutes = [\"a\"]\n[scales]\ncsat = { min = 9 }\n")
	f.Add("[source]\nkind = 1\ncolumns = []\ndrop = { a = {} }\n")
	f.Fuzz(func(t *testing.T, text string) {
		p, problems := ReadPreset("presets/a.toml", []byte(text))
		for _, problem := range problems.Sorted() {
			if problem.Place.File != "presets/a.toml" || problem.Text == "" {
				t.Errorf("%q has no place or no text", problem)
			}
		}
		if problems.Failed() {
			return
		}
		for _, source := range []string{"", "columns = { id = \"a\" }\ndrop = { b = [\"c\"] }\n", "query = \"SELECT 1\"\n", "without = [\"id\"]\n"} {
			config := "baseURL = \"https://a.example/\"\n[shingle]\norganisation = \"o\"\ntime_zone = \"UTC\"\n[[shingle.sources]]\nname = \"s\"\nfiles = [\"f\"]\npreset = \"a\"\n" + source
			Load("config.toml", []byte(config), p)
		}
		rows := preset.Rows{Lines: []int{1, 2}, Rows: [][]string{append(strings.Fields(text), p.Headers...), {"1"}}}
		for _, m := range preset.Recognise([]*preset.Preset{p}, []preset.Rows{rows, {}}) {
			if m.Preset != p || m.Row >= len(rows.Rows) {
				t.Errorf("recognised as %+v", m)
			}
		}
	})
}
