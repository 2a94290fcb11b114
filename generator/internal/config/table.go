package config

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"shingle/generator/internal/diag"
)

// A table reads the keys of one TOML table, notes each mistake at its place,
// and knows at the end which keys nobody asked for.
type table struct {
	path   string
	values map[string]any
	asked  map[string]bool
	doc    *document
}

// document is what all tables of one file share.
type document struct {
	places   map[string]diag.Place
	file     string
	problems *diag.List
}

func (d *document) place(path string) diag.Place {
	for p := path; p != ""; {
		for _, path := range []string{p, index(p, 0)} { // [[p]] marks its rows only
			if at, ok := d.places[path]; ok {
				return at
			}
		}
		cut := strings.LastIndexAny(p, ".[")
		if cut < 0 {
			break
		}
		p = p[:cut]
	}
	return diag.Place{File: d.file}
}

func (d *document) wrong(path, format string, args ...any) { d.wrongHint(path, "", format, args...) }

func (d *document) wrongHint(path, hint, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if path != "" {
		text = path + ": " + text
	}
	d.problems.AddHint(d.place(path), hint, "%s", text)
}

func newTable(doc *document, path string, values map[string]any) *table {
	return &table{path: path, values: values, asked: map[string]bool{}, doc: doc}
}

func (t *table) at(key string) string { return join(t.path, key) }

func (t *table) get(key string) (any, bool) {
	t.asked[key] = true
	v, ok := t.values[key]
	return v, ok
}

func (t *table) has(key string) bool {
	_, ok := t.values[key]
	return ok
}

func (t *table) wrong(key, format string, args ...any) { t.doc.wrong(t.at(key), format, args...) }

// finish reports the keys that nobody asked for.
func (t *table) finish() {
	known := slices.Sorted(maps.Keys(t.asked))
	for _, key := range slices.Sorted(maps.Keys(t.values)) {
		if !t.asked[key] {
			t.doc.wrongHint(t.at(key), diag.DidYouMean(key, known), "unknown key")
		}
	}
}

// keys lists the keys of a table that the user names (metrics, columns).
func (t *table) keys() []string {
	keys := slices.Sorted(maps.Keys(t.values))
	for _, k := range keys {
		t.asked[k] = true
	}
	return keys
}

func (t *table) text(key, fallback string) string {
	v, ok := t.get(key)
	if !ok {
		return fallback
	}
	if s, ok := t.doc.text(t.at(key), v, "something in it, or no such key"); ok {
		return s
	}
	return fallback
}

// required is text that must be there; why says what it is for.
func (t *table) required(key, why string) string {
	v, ok := t.get(key)
	if !ok {
		t.doc.wrong(t.path, "%s is missing: %s", key, why)
		return ""
	}
	s, _ := t.doc.text(t.at(key), v, why)
	return s
}

// text is a text that says something. A key that is there, but empty, is a mistake:
// what it would stand for can only be guessed.
func (d *document) text(path string, v any, want string) (string, bool) {
	s, ok := v.(string)
	switch {
	case !ok:
		d.wrong(path, "got %s, want a text in quotes", describe(v))
	case !strings.ContainsFunc(s, seen):
		d.wrong(path, "is empty, want %s", want)
	case strings.ContainsFunc(s, unprintable):
		d.wrong(path, "got %q, want it without characters that cannot be shown", s)
	default:
		return strings.TrimSpace(s), true
	}
	return "", false
}

// seen tells the characters that leave ink on the page.
func seen(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) }

// unprintable tells the control characters that no text has.
func unprintable(r rune) bool { return unicode.IsControl(r) && !strings.ContainsRune("\t\r\n", r) }

// choice is one of a few words; without the key it is the fallback.
func (t *table) choice(key, fallback string, choices ...string) string {
	v, ok := t.get(key)
	if !ok {
		return fallback
	}
	said, _ := v.(string)
	for _, s := range []string{said, strings.TrimSpace(said)} { // a tab is one
		if slices.Contains(choices, s) {
			return s
		}
	}
	t.doc.wrongHint(t.at(key), diag.DidYouMean(said, choices), "got %s, want one of %s", describe(v), list(choices))
	return fallback
}

func (t *table) flag(key string, fallback bool) bool {
	v, ok := t.get(key)
	if !ok {
		return fallback
	}
	b, ok := v.(bool)
	if !ok {
		t.wrong(key, "got %s, want true or false", describe(v))
		return fallback
	}
	return b
}

func (t *table) whole(key string, fallback, low, high int) int {
	v, ok := t.get(key)
	if !ok {
		return fallback
	}
	n, ok := v.(int64)
	if f, isFloat := v.(float64); isFloat && f == math.Trunc(f) && math.Abs(f) < 1e15 {
		n, ok = int64(f), true
	}
	if !ok || n < int64(low) || n > int64(high) {
		t.wrong(key, "got %s, want a whole number %s", describe(v), between(float64(low), float64(high)))
		return fallback
	}
	return int(n)
}

func (t *table) number(key string, fallback, low, high float64) float64 {
	v, ok := t.get(key)
	if !ok {
		return fallback
	}
	f, ok := v.(float64)
	if n, isInt := v.(int64); isInt {
		f, ok = float64(n), true
	}
	if !ok || math.IsNaN(f) || f < low || f > high {
		t.wrong(key, "got %s, want a number %s", describe(v), between(low, high))
		return fallback
	}
	return f
}

// texts is a list of texts; a single text stands for a list of one. Each says
// something, and there is one at least.
func (t *table) texts(key string) []string {
	return t.textsFor(key, "something in it, or no such key")
}

func (t *table) textsFor(key, want string) []string {
	items, paths, ok := t.list(key)
	if ok && len(items) == 0 {
		t.wrong(key, "is an empty list, want %s", want)
	}
	var texts []string
	for i, item := range items {
		if _, ok := t.doc.text(paths[i], item, want); ok {
			texts = append(texts, item.(string))
		}
	}
	return texts
}

// cells is a list of what may stand in the cells of an export: nothing, too, if the
// list says so, or a text alone may.
func (t *table) cells(key string, alone bool) []string {
	items, paths, ok := t.list(key)
	if ok && len(items) == 0 {
		t.wrong(key, "is an empty list, want at least one word")
	}
	if s, isText := t.values[key].(string); isText && !alone && !strings.ContainsFunc(s, seen) {
		t.wrong(key, "is empty, want something in it, or no such key")
	}
	var texts []string
	for i, item := range items {
		if s, ok := item.(string); ok {
			texts = append(texts, s)
		} else {
			t.doc.wrong(paths[i], "got %s, want a text in quotes", describe(item))
		}
	}
	return texts
}

// list is the entries of a list and where they stand; anything else stands for a list
// of one.
func (t *table) list(key string) (items []any, paths []string, ok bool) {
	v, ok := t.get(key)
	if !ok {
		return nil, nil, false
	}
	switch v := v.(type) {
	case []any:
		for i := range v {
			paths = append(paths, index(t.at(key), i))
		}
		return v, paths, true
	case string:
		return []any{v}, []string{t.at(key)}, true
	}
	t.wrong(key, "got %s, want a list of texts", describe(v))
	return nil, nil, false
}

// day reads a date, written as a text or as TOML's own local date.
func (t *table) day(key string) (time.Time, bool) {
	v, ok := t.get(key)
	if !ok {
		return time.Time{}, false
	}
	return t.doc.day(t.at(key), v)
}

func (d *document) day(path string, v any) (time.Time, bool) {
	switch v := v.(type) {
	case time.Time:
		return time.Date(v.Year(), v.Month(), v.Day(), 0, 0, 0, 0, time.UTC), true
	case string:
		if day, err := time.Parse(time.DateOnly, v); err == nil {
			return day, true
		}
	}
	d.wrong(path, "got %s, want a date such as \"2026-11-01\"", describe(v))
	return time.Time{}, false
}

// table reads a table within this one that says something; nil if there is none.
func (t *table) table(key string) *table {
	of := t.section(key)
	if of != nil && len(of.values) == 0 {
		t.wrong(key, "is an empty table, want something in it, or no such table")
		return nil
	}
	return of
}

// section reads a table within this one, which may be empty; nil if there is none.
func (t *table) section(key string) *table {
	v, ok := t.get(key)
	if !ok {
		return nil
	}
	values, ok := v.(map[string]any)
	if !ok {
		t.wrong(key, "got %s, want a table", describe(v))
		return nil
	}
	return newTable(t.doc, t.at(key), values)
}

// tables reads an array of tables ([[...]] or a list of { ... }).
func (t *table) tables(key string) []*table {
	v, ok := t.get(key)
	if !ok {
		return nil
	}
	var rows []map[string]any
	switch v := v.(type) {
	case []map[string]any:
		rows = v
	case []any:
		if len(v) == 0 {
			t.wrong(key, "is an empty list, want [[%s]], or no such key", t.at(key))
		}
		for i, item := range v {
			row, ok := item.(map[string]any)
			if !ok {
				t.doc.wrong(index(t.at(key), i), "got %s, want a table", describe(item))
				continue
			}
			rows = append(rows, row)
		}
	default:
		t.wrong(key, "got %s, want [[%s]]", describe(v), t.at(key))
	}
	var all []*table
	for i, row := range rows {
		all = append(all, newTable(t.doc, index(t.at(key), i), row))
	}
	return all
}

func describe(v any) string {
	switch v := v.(type) {
	case string:
		return fmt.Sprintf("%q", v)
	case map[string]any:
		return "a table"
	case []map[string]any:
		return "a list of tables"
	case []any:
		return "a list"
	case time.Time:
		return "a date"
	default:
		return fmt.Sprint(v)
	}
}

func between(low, high float64) string {
	switch {
	case math.IsInf(high, 1) || high >= math.MaxInt32:
		return "of at least " + decimal(low)
	default:
		return "from " + decimal(low) + " to " + decimal(high)
	}
}

// decimal writes a number without an exponent.
func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func list(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = fmt.Sprintf("%q", w)
	}
	return strings.Join(quoted, ", ")
}
