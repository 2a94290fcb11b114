package config

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
)

// full is a config in which every key stands once.
const full = `
baseURL = "https://scores.example.com/"
title = "Our scores"
theme = "shingle"
defaultContentLanguage = "en"
[languages.en]
label = "English"
title = "Our scores"
[languages.de]
languageName = "Deutsch"
[shingle]
organisation = "Example"
footnote = "Of the desk in Leeds."
keep_records = false
time_zone = "Europe/London"
as_of = "2026-11-01"
[shingle.privacy]
min_responses = 10
min_group = 10
protect = ["employees", "customers"]
allow_names = ["Line 020 7946 0958"]
[shingle.best_times]
slot_minutes = 30
weeks = 13
busy_hour = "tcbh"
[shingle.hours]
monday = ["08:00-12:00", "13:00-18:00"]
holidays = ["2026-12-25"]
[shingle.brand]
logo = "logo.svg"
logo_alt = "Example"
color = "#0c5a63"
color_dark = "#9ad0d8"
font = "Inter, sans-serif"
font_files = ["inter.woff2"]
[[shingle.sources]]
name = "calls"
kind = "contacts"
files = ["data/*.csv"]
columns = { id = "ID", opened_at = ["Day", "Time"] }
team = "North"
channel = "phone"
keep = { Type = ["Inbound", ""] }
drop = { Status = "Deleted" }
units = { wait_seconds = "ms" }
words = { answered = { yes = true }, exit = { VM = "voicemail" } }
true_values = ["Y"]
false_values = ["N"]
missing_values = { csat = ["", "0"] }
time_zone = "Europe/Paris"
date_format = ["%d/%m/%Y %H:%M"]
max_rejects = 0.02
cadence = "monthly"
accept = ["overlap: two sites"]
encoding = "utf-8"
delimiter = ";"
decimal = ","
sheets = ["Oct"]
header_rows = 2
records_at = "data.items"
skip_rows = 1
[[shingle.sources]]
name = "checks"
kind = "checks"
files = "data/checks.csv"
query = "SELECT * FROM export"
query_seconds = 10
measure = "Letters"
sheet = "Nov"
header = ["a", "", "c"]
[[shingle.sources]]
name = "people"
kind = "employees"
files = "data/people.csv"
group = "Leeds"
wave = "2026"
question = "Would you recommend us?"
respondents = "self_selected"
[[shingle.sources]]
name = "spans"
kind = "intervals"
files = "data/spans.csv"
minutes = 15
[[shingle.sources]]
name = "supplied"
kind = "scores"
files = "data/supplied.csv"
period = "2026"
metric = "csat"
[shingle.metrics.csat]
kind = "csat"
title = "Satisfaction"
owner = "Head"
wording = "How satisfied are you?"
definition = "Asked after each call."
cadence = "monthly"
direction = "up"
sources = ["calls"]
variant = "top2_pct"
question = ["overall"]
scale = { min = 1, max = 5, positive_min = 4, reversed = false }
interval = "wilson"
promise = 80
[shingle.metrics.csat.xmr]
screen_outliers = true
fix_after_points = 12
rebase = [ { date = "2026-01-01", reason = "A new form." } ]
[shingle.metrics.fcr]
kind = "fcr"
owner = "Head"
window_days = 7
match = "customer"
base = "net"
unresolvable = ["outage"]
[shingle.metrics.sl]
kind = "service_level"
owner = "Head"
threshold_seconds = 20
short_abandon_seconds = 5
flow_outs = "exclude"
clock = "queue"
[shingle.metrics.letters]
kind = "compliance"
owner = "Head"
measure = ["Letters"]
sampled = true
[shingle.metrics.enps]
kind = "enps"
owner = "Head"
headcount = 200
`

// mayBeEmpty are the tables and lists that say something by being empty, or that
// Hugo reads.
var mayBeEmpty = regexp.MustCompile(`^languages\.\w+$|^shingle\.hours\.(monday|holidays)$|^shingle\.sources\[\d\]\.(words\.\w+\.\w+|(keep|drop)\.\w+(\[\d\])?|missing_values\.\w+|header\[\d\])$`)

// inside are the words of the program's insides, which no sentence has.
var inside = regexp.MustCompile(`(?i)panic|goroutine|runtime|interface|nil\b|%!|\bint64\b|float64|map\[|struct|unmarshal|reflect|\.go:`)

var absurd = []struct {
	what  string
	value any
}{
	{"an empty text", ""}, {"blanks", " \t\u00a0\u200b"}, {"an empty list", []any{}}, {"an empty table", map[string]any{}}, {"a list of an empty text", []any{""}},
	{"a number", int64(7)}, {"a large number", int64(1) << 62}, {"a small number", -int64(1) << 62}, {"a fraction", 0.5}, {"a huge fraction", 1e300}, {"true", true},
	{"a date", time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)}, {"the first date", time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)},
	{"a text", "odd"}, {"a long text", strings.Repeat("x", 10_000)}, {"braces", "{{ .Site }} {{< x >}} <script>"}, {"control characters", "a\x00b\x1b[2J"},
	{"a list of many kinds", []any{"x", int64(1), map[string]any{"y": true}}}, {"a list of lists", []any{[]any{[]any{}}}}, {"a table", map[string]any{"x": "y"}},
	{"a list of tables", []map[string]any{{"x": "y"}}}, {"another script", "ﷺ‮\ufdd0\U0010ffff"}, {"format verbs", "%s %d %!v"},
}

func TestEveryKeyOfAConfigStandsAbsurdValues(t *testing.T) {
	if got := said(t, full); got != "" && strings.Contains(strings.ReplaceAll(got, "beside", ""), "unknown") {
		t.Fatal(got)
	}
	for _, path := range paths("", decoded(t, full)) {
		tree := decoded(t, full)
		change(tree, path, func(in map[string]any, key string) { delete(in, key) })
		stands(t, path+" left out", tree)
		for _, a := range absurd {
			tree := decoded(t, full)
			change(tree, path, func(in map[string]any, key string) { in[key] = a.value })
			text, said := stands(t, path+" = "+a.what, tree)
			if empty := strings.Contains(a.what, "empty") || a.what == "blanks"; empty && !mayBeEmpty.MatchString(path) && !strings.HasPrefix(path, "shingle.hours.holidays") {
				at := fmt.Sprintf("config.toml:%d:", positions("config.toml", text)[path].Line)
				if !strings.Contains(said, at) && a.what != "a list of an empty text" {
					t.Errorf("%s is %s: got %q, want a sentence at %s", path, a.what, said, at)
				}
			}
		}
	}
}

// TestManyMistakesAtOnceAreAllToldOf changes several keys at a time; SHINGLE_MUTATIONS is
// how often, SHINGLE_SEED where to begin.
func TestManyMistakesAtOnceAreAllToldOf(t *testing.T) {
	number := func(name string, fallback int) int {
		if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
			return n
		}
		return fallback
	}
	first := number("SHINGLE_SEED", 1)
	for seed := first; seed < first+number("SHINGLE_MUTATIONS", 300); seed++ {
		chance := rand.New(rand.NewPCG(uint64(seed), 0))
		tree := decoded(t, full)
		for range 1 + chance.IntN(6) {
			all := paths("", tree)
			if len(all) == 0 {
				break
			}
			a := chance.IntN(len(absurd) + 1)
			change(tree, all[chance.IntN(len(all))], func(in map[string]any, key string) {
				if a == len(absurd) {
					delete(in, key)
				} else {
					in[key] = absurd[a].value
				}
			})
		}
		stands(t, fmt.Sprintf("seed %d", seed), tree)
	}
}

// stands loads a tree: whatever is in it, what is said has a place and is for people.
func stands(t *testing.T, what string, tree map[string]any) (text, said string) {
	t.Helper()
	var b bytes.Buffer
	if err := toml.NewEncoder(&b).Encode(tree); err != nil {
		return "", "" // a mixture that TOML cannot say
	}
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("%s: panic: %v", what, r)
		}
	}()
	_, problems := Load("config.toml", b.Bytes())
	for _, p := range problems.Sorted() {
		if p.Place.File != "config.toml" || p.Place.Line == 0 && !strings.Contains(p.Text, "has no table [shingle]") {
			t.Errorf("%s: %q has no place", what, p.Text)
		}
		if plain := regexp.MustCompile(`"(\\.|[^"\\])*"`).ReplaceAllString(p.Text, ""); inside.MatchString(plain) {
			t.Errorf("%s: %q is not for people", what, p.Text)
		}
	}
	return b.String(), problems.String()
}

func decoded(t *testing.T, text string) map[string]any {
	t.Helper()
	tree := map[string]any{}
	if _, err := toml.Decode(text, &tree); err != nil {
		t.Fatal(err)
	}
	return tree
}

// paths names every key of a tree.
func paths(under string, tree map[string]any) (all []string) {
	for _, key := range slices.Sorted(maps.Keys(tree)) {
		path := join(under, key)
		all = append(all, path)
		switch v := tree[key].(type) {
		case map[string]any:
			all = append(all, paths(path, v)...)
		case []map[string]any:
			for i, row := range v {
				all = append(all, paths(index(path, i), row)...)
			}
		}
	}
	return all
}

// change finds the table that a key stands in.
func change(tree map[string]any, path string, with func(in map[string]any, key string)) {
	key, rest, deeper := strings.Cut(path, ".")
	if !deeper {
		with(tree, key)
		return
	}
	name, number, isRow := strings.Cut(key, "[")
	if !isRow {
		change(tree[name].(map[string]any), rest, with)
		return
	}
	i, _ := strconv.Atoi(strings.TrimSuffix(number, "]"))
	change(tree[name].([]map[string]any)[i], rest, with)
}
