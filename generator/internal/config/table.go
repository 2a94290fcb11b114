package config

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

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
		if at, ok := d.places[p]; ok {
			return at
		}
		cut := strings.LastIndexAny(p, ".[")
		if cut < 0 {
			break
		}
		p = p[:cut]
	}
	return diag.Place{File: d.file}
}

func (d *document) wrong(path, format string, args ...any) {
	d.problems.Add(d.place(path), "%s: %s", path, fmt.Sprintf(format, args...))
}

func (d *document) wrongHint(path, hint, format string, args ...any) {
	d.problems.AddHint(d.place(path), hint, "%s: %s", path, fmt.Sprintf(format, args...))
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
	s, ok := v.(string)
	if !ok {
		t.wrong(key, "got %s, want a text in quotes", describe(v))
		return fallback
	}
	return strings.TrimSpace(s)
}

// required is text that must be there; why says what it is for.
func (t *table) required(key, why string) string {
	if !t.has(key) {
		t.asked[key] = true
		t.doc.wrong(t.path, "%s is missing: %s", key, why)
		return ""
	}
	s := t.text(key, "")
	if v, isText := t.values[key].(string); isText && strings.TrimSpace(v) == "" {
		t.wrong(key, "is empty, want %s", why)
	}
	return s
}

// choice is one of a few words; without the key it is the fallback.
func (t *table) choice(key, fallback string, choices ...string) string {
	if v, ok := t.get(key); !ok {
		return fallback
	} else if s, _ := v.(string); slices.Contains(choices, s) { // a tab is one
		return s
	}
	s := t.text(key, fallback)
	if s != fallback && !slices.Contains(choices, s) || s == "" {
		t.doc.wrongHint(t.at(key), diag.DidYouMean(s, choices), "got %q, want one of %s", s, list(choices))
		return fallback
	}
	return s
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

// texts is a list of texts; a single text stands for a list of one.
func (t *table) texts(key string) []string {
	v, ok := t.get(key)
	if !ok {
		return nil
	}
	if s, ok := v.(string); ok {
		v = []any{s}
	}
	items, ok := v.([]any)
	if !ok {
		t.wrong(key, "got %s, want a list of texts", describe(v))
		return nil
	}
	var texts []string
	for i, item := range items {
		s, ok := item.(string)
		if !ok {
			t.doc.wrong(index(t.at(key), i), "got %s, want a text in quotes", describe(item))
			continue
		}
		texts = append(texts, s)
	}
	return texts
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

// table reads a table within this one; nil if there is none.
func (t *table) table(key string) *table {
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
	case map[string]any, []map[string]any:
		return "a table"
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
		return "of at least " + plain(low)
	default:
		return "from " + plain(low) + " to " + plain(high)
	}
}

// plain writes a number without an exponent.
func plain(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func list(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = fmt.Sprintf("%q", w)
	}
	return strings.Join(quoted, ", ")
}
