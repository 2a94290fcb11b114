package config

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/preset"
)

// layouts are how sure a preset is of its layout.
var layouts = []string{"seen", "documented", "inferred"}

// ReadPreset reads a preset's text. It must not be used if there are problems.
func ReadPreset(file string, text []byte) (*preset.Preset, diag.List) {
	var problems diag.List
	doc := &document{file: file, problems: &problems}
	all := map[string]any{}
	if _, err := toml.Decode(string(text), &all); err != nil {
		at, message := notTOML(file, err)
		problems.Add(at, "is not TOML here: %s", message)
		return nil, problems
	}
	doc.places = positions(file, string(text))
	t := newTable(doc, "", all)
	p := &preset.Preset{Name: strings.TrimSuffix(path.Base(file), ".toml"), File: file, Text: text, Units: map[string][]string{}, Columns: map[string][]string{}, Cells: map[string]string{}, Some: map[string]string{}, Scales: map[string][2]int{}}
	p.Title = t.required("title", "the system and its export, such as \"Example ACD: call log\"")
	p.Layout = t.choice("layout", "inferred", layouts...)
	p.From = t.required("from", "where the layout is known from")
	p.Cannot, p.Family = t.texts("cannot"), t.text("family", "")
	if signs := t.table("recognise"); signs != nil {
		signs.signs(p)
	} else if !t.has("recognise") {
		doc.wrong("", "recognise is missing: the headers that the layout is known by")
	}
	if found := t.table("find"); found != nil {
		found.found(p)
	}
	if scales := t.table("scales"); scales != nil {
		scales.presetScales(p)
	}
	if source := t.table("source"); source != nil {
		p.Source = source.values
		p.Kind = source.choice("kind", "", fact.Kinds()...)
		for _, key := range []string{"name", "files", "preset", "confirmed"} {
			if source.has(key) {
				source.wrong(key, "is a source's own, not a preset's")
			}
		}
	}
	if p.Kind == "" && !problems.Failed() {
		doc.wrong("source", "kind is missing: one of %s", list(fact.Kinds()))
	}
	t.finish()
	return p, problems
}

// signs reads what a layout is recognised by.
func (t *table) signs(p *preset.Preset) {
	p.Headers, p.Any, p.Without, p.Fields = t.texts("headers"), t.texts("any"), t.texts("without"), t.cells("fields", true)
	for key, into := range map[string]map[string]string{"cells": p.Cells, "some": p.Some} {
		cells := t.table(key)
		if cells == nil {
			continue
		}
		for _, header := range cells.keys() {
			into[header] = cells.text(header, "")
			cells.pattern(header, into[header])
		}
	}
	p.Other = t.lists("translated")
	for i, pattern := range p.Fields {
		t.pattern(index("fields", i), pattern)
	}
	before := t.doc.problems.Len()
	if t.finish(); len(p.Headers) == 0 && len(p.Fields) == 0 && t.doc.problems.Len() == before {
		t.doc.wrong(t.path, "want headers, or fields for files without a row of names")
	}
}

func (t *table) pattern(key, pattern string) {
	if _, err := regexp.Compile(pattern); err != nil {
		t.wrong(key, "got %q, which is no regular expression", pattern)
	}
}

// found reads what is found out in each file.
func (t *table) found(p *preset.Preset) {
	p.Dates, p.Minutes, p.Ignore = t.cells("date_format", true), t.texts("minutes"), t.texts("ignore")
	p.Zone, p.Questions = t.text("time_zone", ""), t.whole("questions", 0, 0, 20)
	p.Threshold, p.Wave = t.text("threshold", ""), t.text("wave", "")
	t.pattern("time_zone", p.Zone)
	for key, into := range map[string]map[string][]string{"units": p.Units, "columns": p.Columns} {
		maps.Copy(into, t.lists(key))
	}
	if len(p.Minutes) != 0 && len(p.Minutes) != 2 {
		t.wrong("minutes", "want two columns, where an interval begins and where it ends")
	}
	t.finish()
}

func (t *table) presetScales(p *preset.Preset) {
	for _, key := range t.keys() {
		if of := t.table(key); of != nil {
			p.Scales[key] = [2]int{of.whole("min", 0, 0, 100), of.whole("max", 5, 1, 100)}
			of.finish()
		}
	}
}

// parts are the tables of a source whose entries win one by one over the preset's.
var parts = []string{"columns", "keep", "drop", "units", "words", "missing_values"}

// preset takes over what a source's preset says and the source does not; false if there is
// no such preset, and nothing more to say of the source.
func (s *Source) preset(t *table, known []*preset.Preset) bool {
	name := t.text("preset", "")
	s.Confirmed = t.flag("confirmed", false)
	without := t.texts("without")
	if name == "" {
		for _, key := range []string{"confirmed", "without"} {
			if t.has(key) {
				t.wrong(key, "stands without a preset")
			}
		}
		return true
	}
	i := slices.IndexFunc(known, func(p *preset.Preset) bool { return p.Name == name })
	if i < 0 {
		var names []string
		for _, p := range known {
			names = append(names, p.Name)
		}
		t.doc.wrongHint(t.at("preset"), diag.DidYouMean(name, names), "got %q, which no preset is called", name)
		return false
	}
	p := known[i]
	if p.Broken {
		return false
	}
	s.Preset, s.Inferred, s.Lenient = p.Name, p.Layout == "inferred" && !s.Confirmed, map[string]bool{}
	said := maps.Clone(t.values)
	for _, key := range slices.Sorted(maps.Keys(p.Source)) {
		s.takeOver(t, p, key, said)
	}
	columns, _ := t.values["columns"].(map[string]any)
	for _, column := range without {
		if _, ok := columns[column]; !ok {
			t.wrong("without", "got %q, which the preset reads no column for", column)
		}
		for _, part := range []string{"columns", "units", "words", "missing_values"} {
			if of, ok := t.values[part].(map[string]any); ok {
				delete(of, column)
				if len(of) == 0 {
					delete(t.values, part)
				}
			}
		}
	}
	s.needs(t, p)
	return true
}

// takeOver takes one key of a preset into a source's table, and its places.
func (s *Source) takeOver(t *table, p *preset.Preset, key string, said map[string]any) {
	_, queried := said["query"]
	if queried && (slices.Contains(parts, key) || key == "group_by") {
		return
	}
	own, both := said[key]
	value := p.Source[key]
	if !both {
		if constantBeside(key, said) {
			return
		}
		t.values[key] = clone(value)
		t.places(p, key, nil)
		if inner, ok := value.(map[string]any); ok && key == "drop" {
			s.lenient(inner, nil)
		}
		return
	}
	ours, isTable := own.(map[string]any)
	theirs, too := value.(map[string]any)
	if !isTable || !too || !slices.Contains(parts, key) {
		return
	}
	merged := maps.Clone(ours)
	for inner, v := range theirs {
		if _, ok := ours[inner]; !ok {
			merged[inner] = clone(v)
		}
	}
	t.values[key] = merged
	t.places(p, key, ours)
	if key == "drop" {
		s.lenient(theirs, ours)
	}
}

// lenient notes whose rules may name a column that an account's export has not.
func (s *Source) lenient(rules, own map[string]any) {
	for header := range rules {
		if _, ours := own[header]; !ours {
			s.Lenient[header] = true
		}
	}
}

// constantBeside tells whether a preset's constant gives way to a column of the source.
func constantBeside(key string, said map[string]any) bool {
	columns, _ := said["columns"].(map[string]any)
	_, mapped := columns[key]
	return mapped
}

// places notes where the entries of a preset's key stand.
func (t *table) places(p *preset.Preset, key string, own map[string]any) {
	from, to := join("source", key), t.at(key)
	for at, place := range positions(p.File, string(p.Text)) {
		rest, ok := strings.CutPrefix(at, from)
		if !ok || rest != "" && rest[0] != '.' && rest[0] != '[' {
			continue
		}
		if _, ok := t.doc.places[to+rest]; !ok {
			t.doc.places[to+rest] = place
		}
	}
}

// clone copies the tables of a value, so that a source may change them.
func clone(v any) any {
	if m, ok := v.(map[string]any); ok {
		return maps.Clone(m)
	}
	return v
}

// needs notes what a preset leaves to the file, and the source does not say.
func (s *Source) needs(t *table, p *preset.Preset) {
	if len(p.Dates) > 0 && !slices.Contains(p.Dates, "") && !t.has("date_format") {
		t.doc.wrong(t.path, "date_format is missing: preset %q leaves it to the export, such as %s", p.Name, list(p.Dates))
	}
	units, _ := t.values["units"].(map[string]any)
	columns, _ := t.values["columns"].(map[string]any)
	for _, column := range slices.Sorted(maps.Keys(p.Units)) {
		_, read := columns[column]
		if _, said := units[column]; read && !said {
			t.doc.wrong(t.path, "units.%s is missing: preset %q leaves it to the export, one of %s", column, p.Name, list(p.Units[column]))
		}
	}
}
