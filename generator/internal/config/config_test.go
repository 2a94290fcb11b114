package config

import (
	"reflect"
	"strings"
	"testing"

	"shingle/generator/internal/diag"
)

// small is a config without a mistake. The marks are where tests put theirs in.
const small = `baseURL = "https://scores.example.com/"
title   = "Example"

[shingle]
organisation = "Example Bank"
time_zone    = "Europe/London"
as_of        = "2026-11-01"

[[shingle.sources]]
name  = "calls"
kind  = "contacts"
files = ["data/*.csv"]

[shingle.metrics.csat]
kind    = "csat"
scale   = { min = 1, max = 5, positive_min = 4 }
promise = 85.0
owner   = "Head of Customer Experience"
`

// said gives everything that loading says.
func said(t testing.TB, text string) string {
	t.Helper()
	_, problems := Load("config.toml", []byte(text))
	return strings.TrimSpace(problems.String())
}

// with puts text in the place of a line of the small config that begins so.
func with(t testing.TB, begins, text string) string {
	t.Helper()
	lines := strings.Split(small, "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, begins) {
			lines[i] = text
			return strings.Join(lines, "\n")
		}
	}
	t.Fatalf("no line begins with %q", begins)
	return ""
}

func TestLoadAcceptsASmallConfig(t *testing.T) {
	c, problems := Load("config.toml", []byte(small))
	if problems.Len() > 0 {
		t.Fatal(problems.String())
	}
	if got, want := c.AsOf.String(), "2026-11-01"; got != want {
		t.Errorf("as_of: got %s, want %s", got, want)
	}
	if got, want := c.Zone.String(), "Europe/London"; got != want {
		t.Errorf("time_zone: got %s, want %s", got, want)
	}
	if got, want := c.Privacy, (Privacy{MinResponses: 10, MinGroup: 10}); !reflect.DeepEqual(got, want) {
		t.Errorf("privacy: got %v, want %v", got, want)
	}
	if got, want := c.BestTimes, (BestTimes{SlotMinutes: 30, Weeks: 13, BusyHour: "tcbh"}); got != want {
		t.Errorf("best_times: got %v, want %v", got, want)
	}
	if got, want := c.Sources[0].MaxRejects, 0.01; got != want {
		t.Errorf("max_rejects: got %v, want %v", got, want)
	}
	if got, want := c.Sources[0].Zone, c.Zone; got != want {
		t.Errorf("time_zone of the source: got %v, want the site's", got)
	}
	if got, want := c.Metrics[0].Promise.FloatString(1), "85.0"; got != want {
		t.Errorf("promise: got %s, want %s", got, want)
	}
	if _, ok := c.Hugo["shingle"]; ok {
		t.Error("[shingle] is handed on to Hugo")
	}
}

// One mistake each, with all that is said of it.
func TestLoadRefusesMistakesOfTheSite(t *testing.T) {
	tests := []struct{ begins, text, want string }{
		{"organisation", `organization = "Example Bank"`, `config.toml:4:1: shingle: organisation is missing: whose scores these are
config.toml:5:1: shingle.organization: unknown key
  hint: did you mean "organisation"?`},
		{"organisation", `organisation = " "`, `config.toml:5:1: shingle.organisation: is empty, want whose scores these are`},
		{"organisation", `organisation = 7`, `config.toml:5:1: shingle.organisation: got 7, want a text in quotes`},
		{"time_zone", `time_zone = "Europe/Londn"`, `config.toml:6:1: shingle.time_zone: got "Europe/Londn", which is no known time zone, want such as "Europe/London"
  hint: zones are named as in the IANA database, by continent and city`},
		{"time_zone", `time_zone = "Local"`, `config.toml:6:1: shingle.time_zone: got "Local", which is no known time zone, want such as "Europe/London"
  hint: zones are named as in the IANA database, by continent and city`},
		{"time_zone", `footnote = "x"`, `config.toml:4:1: shingle: time_zone is missing: the zone of the service desk, such as "Europe/London"`},
		{"as_of", `as_of = "2026-02-30"`, `config.toml:7:1: shingle.as_of: got "2026-02-30", want a date such as "2026-11-01"`},
		{"as_of", `as_of = 20261101`, `config.toml:7:1: shingle.as_of: got 20261101, want a date such as "2026-11-01"`},
		{"as_of", `privcy = { min_group = 5 }`, `config.toml:7:1: shingle.privcy: unknown key
  hint: did you mean "privacy"?`},
		{"as_of", `privacy = { min_group = 4 }`, `config.toml:7:13: shingle.privacy.min_group: got 4, want a whole number of at least 5`},
		{"as_of", `privacy = { min_responses = 0 }`, `config.toml:7:13: shingle.privacy.min_responses: got 0, want a whole number of at least 1`},
		{"as_of", `privacy = { min_responses = 2.5 }`, `config.toml:7:13: shingle.privacy.min_responses: got 2.5, want a whole number of at least 1`},
		{"as_of", `privacy = { protect = ["customer"] }`, `config.toml:7:13: shingle.privacy.protect: got "customer", want "employees" or "customers"
  hint: did you mean "customers"?`},
		{"as_of", `privacy = "strict"`, `config.toml:7:1: shingle.privacy: got "strict", want a table`},
		{"as_of", `best_times = { slot_minutes = 20 }`, `config.toml:7:16: shingle.best_times.slot_minutes: got 20, want 15, 30 or 60`},
		{"as_of", `best_times = { busy_hour = "tchb" }`, `config.toml:7:16: shingle.best_times.busy_hour: got "tchb", want one of "tcbh", "adph"
  hint: did you mean "tcbh"?`},
		{"as_of", `best_times = { weeks = -1 }`, `config.toml:7:16: shingle.best_times.weeks: got -1, want a whole number from 0 to 520`},
		{"as_of", `hours = { monday = ["8-18"] }`, `config.toml:7:11: shingle.hours.monday: got "8-18", want a span such as "08:00-18:00"`},
		{"as_of", `hours = { monday = ["18:00-08:00"] }`, `config.toml:7:11: shingle.hours.monday: got "18:00-08:00", want a span such as "08:00-18:00"`},
		{"as_of", `hours = { monday = ["08:00-12:00", "11:00-13:00"] }`, `config.toml:7:11: shingle.hours.monday: "11:00-13:00" begins before the span before it ends`},
		{"as_of", `hours = { mnoday = ["08:00-12:00"] }`, `config.toml:7:11: shingle.hours.mnoday: unknown key
  hint: did you mean "monday"?`},
		{"as_of", `hours = { holidays = ["Christmas"] }`, `config.toml:7:23: shingle.hours.holidays[0]: got "Christmas", want a date such as "2026-11-01"`},
		{"as_of", `hours = { holidays = "2026-12-25" }`, `config.toml:7:11: shingle.hours.holidays: got "2026-12-25", want a list of dates`},
		{"as_of", `brand = { color = "teal" }`, `config.toml:7:11: shingle.brand.color: got "teal", want a colour such as "#0c5a63"`},
		{"baseURL", `baseURL = "scores.example.com"`, `config.toml:1:1: baseURL: "scores.example.com" begins with neither https:// nor http://, want such as "https://scores.example.com/"`},
		{"title", `theme = "ananke"`, `config.toml:2:1: theme: got "ananke", want "shingle"`},
		{"title", "title = \"Example", `config.toml:2:17: is not TOML here: strings cannot contain newlines`},
		{"title", "title = \"Example\"\ntitle = \"Again\"", `config.toml:3:19: is not TOML here: key 'title' has already been defined`},
		{"[shingle]", "[shinglle]", "config.toml:4:1: shinglle: unknown key\n  hint: did you mean \"shingle\"?"},
		{"title", "titel = \"Example\"", "config.toml:2:1: titel: unknown key\n  hint: did you mean \"title\"?"},
	}
	for _, test := range tests {
		got := said(t, with(t, test.begins, test.text))
		if got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

func TestLoadRefusesAConfigThatIsNotOurs(t *testing.T) {
	if got, want := said(t, "title = \"x\"\n[shinlge]\norganisation = \"y\"\n"), "config.toml:2:1: shinlge: unknown key\n  hint: did you mean \"shingle\"?"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := said(t, ""), "config.toml: has no table [shingle]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	want := `config.toml:1:1: shingle: organisation is missing: whose scores these are
config.toml:1:1: shingle: time_zone is missing: the zone of the service desk, such as "Europe/London"
config.toml:1:1: shingle: has no [[shingle.sources]]: what is to be read
config.toml:1:1: shingle: has no [shingle.metrics.<name>]: what is to be published`
	if got := said(t, "[shingle]\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestLoadTellsAllMistakesAtOnceByLine(t *testing.T) {
	text := strings.NewReplacer(
		`"Europe/London"`, `"Europe/Londn"`,
		`kind  = "contacts"`, `kind  = "contact"`,
		`promise = 85.0`, `promis = 85.0`,
		`min = 1`, `min = "1"`,
	).Replace(small)
	_, problems := Load("config.toml", []byte(text))
	var got []string
	for _, p := range problems.Sorted() {
		got = append(got, p.Place.String())
	}
	if want := "config.toml:6:1 config.toml:11:1 config.toml:16:13 config.toml:17:1"; strings.Join(got, " ") != want {
		t.Errorf("got %s, want %s\n%s", got, want, problems.String())
	}
}

func TestLoadKnowsPlacesInEveryStyleOfTOML(t *testing.T) {
	text := strings.Replace(small, `[shingle]
organisation = "Example Bank"
time_zone    = "Europe/London"
as_of        = "2026-11-01"
`, `[shingle] # a comment = "x"
organisation = """Example
[shingle.bank]
"""
shingle = { a = 1 } # not a key of ours
time_zone = 'Europe/London'
"as_of" = 2026-11-01
privacy.min_grup = 7
hours.monday = [ # spans
  "08:00-12:00",
  "13:00-25:00", # wrong
]
`, 1)
	want := []string{
		`config.toml:8:1: shingle.shingle: unknown key`,
		`config.toml:11:1: shingle.privacy.min_grup: unknown key`,
		`config.toml:12:1: shingle.hours.monday: got "13:00-25:00", want a span such as "08:00-18:00"`,
	}
	_, problems := Load("config.toml", []byte(text))
	got := problems.Sorted()
	if len(got) != len(want) {
		t.Fatalf("got\n%swant %d problems", problems.String(), len(want))
	}
	for i, w := range want {
		if g, _, _ := strings.Cut(got[i].String(), "\n"); g != w {
			t.Errorf("got %s, want %s", g, w)
		}
	}
}

func TestPlaceFallsBackToTheTableAround(t *testing.T) {
	c, _ := Load("config.toml", []byte(small))
	for path, want := range map[string]diag.Place{
		"shingle.metrics.csat.promise":    {File: "config.toml", Line: 17, Column: 1},
		"shingle.metrics.csat.owner.name": {File: "config.toml", Line: 18, Column: 1},
		"shingle.metrics.csat.scale.min":  {File: "config.toml", Line: 16, Column: 13},
		"shingle.metrics.nps":             {File: "config.toml", Line: 4, Column: 1},
		"shingle.sources[0].files":        {File: "config.toml", Line: 12, Column: 1},
		"shingle.sources[0].columns.wait": {File: "config.toml", Line: 9, Column: 1},
		"nothing.of.the.kind":             {File: "config.toml"},
	} {
		if got := c.Place(path); got != want {
			t.Errorf("%s: got %v, want %v", path, got, want)
		}
	}
}

func TestLanguagesBeginWithTheDefault(t *testing.T) {
	text := "defaultContentLanguage = \"de\"\n[languages.en]\nlabel = \"English\"\n[languages.de]\n[languages.fr]\ndisabled = true\n" + small[strings.Index(small, "[shingle]"):]
	c, problems := Load("config.toml", []byte(text))
	if problems.Len() > 0 {
		t.Fatal(problems.String())
	}
	if len(c.Languages) != 2 || c.Languages[0].Code != "de" || c.Languages[1].Name != "English" {
		t.Errorf("got %v", c.Languages)
	}
}
