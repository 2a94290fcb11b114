package config

import (
	"strings"
	"testing"

	"shingle/generator/internal/diag"
)

// An engine of a kind that is none is told where it stands, with the kind that may be meant.
func TestEnginesAreOfKindsThatCanBeAsked(t *testing.T) {
	c, problems := Load("config.toml", []byte(small+`
[shingle.engines.lake]
kind    = "postgers"
dsn_env = "LAKE"

[shingle.engines.pond]
kind    = "trino"
dsn_env = "POND"
`))
	if problems.Failed() {
		t.Fatal(problems.String())
	}
	var told diag.List
	c.EnginesAre([]string{"postgres", "trino"}, &told)
	want := `shingle.engines.lake.kind: got "postgers", want one of "postgres", "trino"` + "\n  hint: did you mean \"postgres\"?"
	if got := told.String(); strings.Count(got, "kind:") != 1 || !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A column that a kind of source does not have cannot be the same in all its rows.
func TestWhatIsTheSameInAllRowsIsAColumnOfTheKind(t *testing.T) {
	c, problems := Load("config.toml", []byte(with(t, "files", "files = [\"a\"]\nteam = \"Orders\"\nminutes = 30")))
	if problems.Failed() {
		t.Fatal(problems.String())
	}
	var told diag.List
	c.ColumnsAre(func(kind string) []string {
		return map[string][]string{"contacts": {"team"}, "intervals": {"minutes", "team"}}[kind]
	}, &told)
	if got, want := told.String(), "config.toml:14:1: shingle.sources[0].minutes: does not apply to contacts\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
