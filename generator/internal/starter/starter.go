// Package starter writes what a new site begins with: the example, or a config.toml made
// of somebody's own exports, of which it finds out what they are (guess, preset) and asks
// people what only they know. What it writes passes check; what is not certain is left
// off, with a comment that says why.
package starter

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/export"
	"shingle/generator/internal/guess"
	"shingle/generator/internal/preset"
)

// Options are what people say of their exports, and what stands around.
type Options struct {
	Zone            string // where the service desk is
	Zoned           bool   // people said so
	Encoding, Sheet string // "": to be found out
	SkipRows        int    // lines above the header; -1: to be found out
	Asks            *Questions
	Language        *Language // of the site
	Presets         []*preset.Preset
	Now             func() time.Time

	Reading func(*config.Source) export.Options                       // how the files of a source are read
	Check   func(ctx context.Context, dir string) (*diag.List, error) // what check has against a site
}

// site is the config.toml of a site that begins with somebody's own exports.
type site struct {
	Options
	sources      []guessed
	names        map[string]bool
	organisation string
	within       map[string]int    // by metric: seconds that people promise
	refused      map[string]string // what check has against a metric, which is left off
}

// guessed is a source as it was guessed.
type guessed struct {
	guess.Guess
	name  string
	files []string
	table guess.Table

	refused []string // what check has against it
	form    []string // how the file is cut, as lines of config.toml

	preset   *preset.Preset // nil: none knows it
	why      []string       // the headers that it was known by
	beside   []string       // what stands beside the preset, as lines
	unit     map[string]string
	without  []string // columns of the preset that are not read
	left     []string // what the preset's rules leave out
	evidence []string
	zoned    string // the zone that the file names, and where
	zonedBy  string
	sample   string // a date
	minute   int
	waved    string
}

// put takes in an export: as another file of the source before it that has the same
// columns and is read alike, or as a source of its own.
func (s *site) put(g *guessed) {
	base := path.Base(g.files[0])
	for i := range s.sources {
		if o := &s.sources[i]; slices.Equal(o.table.Columns, g.table.Columns) && o.Kind == g.Kind && o.DateFormat == g.DateFormat && o.preset == g.preset && slices.Equal(o.form, g.form) && maps.Equal(o.unit, g.unit) && len(o.Doubts) == len(g.Doubts) {
			o.files = append(o.files, g.files...)
			o.name = cmp.Or(strings.TrimRight(shared(o.name, base), "-_ 0123456789"), o.name)
			return
		}
	}
	g.name = sourceName(base, g.Kind)
	for n, base := 2, g.name; s.names[g.name]; n++ {
		g.name = fmt.Sprintf("%s %d", base, n)
	}
	s.names[g.name] = true
	s.sources = append(s.sources, *g)
}

var numbers = regexp.MustCompile(`[-_ ]*\d{7,}`)

// sourceName names a source after its file, without the numbers that systems put in.
func sourceName(file, kind string) string {
	name, _, _ := strings.Cut(file, ".")
	name = strings.Trim(numbers.ReplaceAllString(name, ""), "-_ ")
	if strings.ContainsAny(name, "@") {
		name = ""
	}
	return cmp.Or(name, kind, "export")
}

// shared is what two names have in common at their beginning.
func shared(a, b string) string {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return a[:n]
}

// LocalZone is the machine's time zone by its name.
func LocalZone(env func(string) string) string {
	name := env("TZ")
	if name == "" {
		link, _ := os.Readlink("/etc/localtime")
		_, name, _ = strings.Cut(link, "zoneinfo/")
	}
	if _, err := time.LoadLocation(name); err != nil || name == "" || name == "Local" {
		return "Etc/UTC"
	}
	return name
}

// config is the text of config.toml.
func (s *site) config() string {
	var b strings.Builder
	spoken := ""
	if s.Language.Code != "en" {
		spoken = s.Language.block() + "\n"
	}
	fmt.Fprintf(&b, `# Guessed from %s: look through it before anybody else does.
# Lines that begin with # are off; take the # away where they are right.

baseURL = "https://scores.example.com/"   # where the site will stand
title   = %s
theme   = "shingle"

%s[shingle]
organisation = %s
time_zone    = %s   # of the service desk, as in the IANA database
# as_of      = "2026-11-01"   # build as if on this day

[shingle.privacy]
min_responses = 10   # customers: a survey score of fewer answers is not shown
min_group     = 10   # employees: nor one of fewer people

# [shingle.hours]    # without it the opening hours are found out from the contacts
# monday = ["08:00-18:00"]

# ---- What is read: columns that are not named here are not read ----
`, "data/", tomlText(s.Language.title), spoken, tomlText(cmp.Or(s.organisation, s.Language.nobody)), tomlText(s.Zone))
	for i := range s.sources {
		s.sources[i].write(&b)
	}
	b.WriteString("\n# ---- What is published: the table's name is the metric's id ----\n")
	for _, m := range s.metrics() {
		m.write(&b, s.Language, s.refused[m.id])
	}
	return b.String()
}

func (g *guessed) write(b *strings.Builder) {
	mark := ""
	if g.off() {
		mark = "# "
	}
	line := func(format string, args ...any) { fmt.Fprintf(b, mark+format+"\n", args...) }
	b.WriteString("\n")
	if g.Kind == "" {
		fmt.Fprintf(b, "# What %s is could not be told. It has the columns\n# %s.\n", comment(g.files[0]), comment(strings.Join(g.table.Columns, ", ")))
	}
	for _, doubt := range slices.Concat(g.Doubts, g.refused) {
		fmt.Fprintf(b, "# Off until it is settled: %s\n", comment(doubt))
	}
	line("[[shingle.sources]]")
	line("name  = %s", tomlText(g.name))
	if g.preset != nil {
		g.writePreset(line)
		return
	}
	if g.Kind == "" {
		line("kind  = \"contacts\"   # or intervals, responses, employees, checks, invitations, scores")
	} else {
		line("kind  = %s", tomlText(g.Kind))
	}
	line("files = %s", tomlList(g.files))
	for _, l := range g.form {
		line("%s", l)
	}
	for _, key := range slices.Sorted(maps.Keys(g.Constants)) {
		value := tomlText(g.Constants[key])
		if key == "minutes" {
			value = g.Constants[key]
		}
		why := ": is it so?"
		if g.Said[key] || key == "period" || key == "wave" {
			why = ""
		}
		line("%s = %s   # not in the export%s", key, value, why)
	}
	if (g.Kind == "contacts" || g.Kind == "intervals") && !g.Has("channel") {
		line("# channel = \"phone\"   # or chat, email, ...")
	}
	if g.DateFormat != "" {
		line("date_format = %s", tomlText(g.DateFormat))
	}
	for _, format := range g.Dates {
		line("# date_format = %s   # one of these", tomlText(format))
	}
	switch {
	case g.UTC:
		line("time_zone = \"UTC\"   # of the times in this export")
	case slices.Contains([]string{"contacts", "intervals", "responses"}, g.Kind):
		line("# time_zone = \"UTC\"   # of the times in this export, if it is not the desk's")
	}
	if len(g.True) > 0 {
		line("true_values  = %s", tomlList(g.True))
	}
	if len(g.False) > 0 {
		line("false_values = %s", tomlList(g.False))
	}
	if len(g.Missing) > 0 {
		var parts []string
		for _, key := range slices.Sorted(maps.Keys(g.Missing)) {
			parts = append(parts, tomlKey(key)+" = "+tomlList(g.Missing[key]))
		}
		line("missing_values = { %s }", strings.Join(parts, ", "))
	}
	if len(g.Words) > 0 {
		var parts []string
		for _, key := range slices.Sorted(maps.Keys(g.Words)) {
			parts = append(parts, tomlKey(key)+" = "+wordsText(g.Words[key]))
		}
		line("words = { %s }", strings.Join(parts, ", "))
	}
	for _, column := range slices.Sorted(maps.Keys(g.Keep)) {
		line("keep = { %s = %s }   # rows with another word are left out", tomlKey(column), tomlList(g.Keep[column]))
	}
	for _, column := range slices.Sorted(maps.Keys(g.Drop)) {
		line("drop = { %s = %s }   # rows that the report added up", tomlKey(column), tomlList(g.Drop[column]))
	}
	if len(g.Units) > 0 {
		var parts []string
		for _, key := range slices.Sorted(maps.Keys(g.Units)) {
			parts = append(parts, key+" = "+tomlText(g.Units[key]))
		}
		why := "   # as the headers say"
		if g.Said[guess.Unit] {
			why = ""
		}
		line("units = { %s }%s", strings.Join(parts, ", "), why)
	}
	line("columns = { %s }", strings.Join(g.columns(), ", "))
	for _, left := range g.Left {
		fmt.Fprintf(b, "# left off: %s\n", comment(left))
	}
	if left := g.unused(); len(left) > 0 && g.Kind != "" {
		fmt.Fprintf(b, "# not read: %s\n", strings.Join(left, ", "))
	}
}

// off tells whether the source is written down without being read yet.
func (g *guessed) off() bool { return g.Kind == "" || len(g.Doubts)+len(g.refused) > 0 }

// columns lists what is read, in the export's order.
func (g *guessed) columns() []string {
	var all []string
	for _, key := range g.read() {
		value := tomlText(g.Columns[key][0])
		if len(g.Columns[key]) > 1 {
			value = tomlList(g.Columns[key])
		}
		all = append(all, tomlKey(key)+" = "+value)
	}
	return all
}

// read lists our names of what is read, in the export's order.
func (g *guessed) read() []string {
	keys := slices.Sorted(maps.Keys(g.Columns))
	slices.SortStableFunc(keys, func(a, b string) int {
		return slices.Index(g.table.Columns, g.Columns[a][0]) - slices.Index(g.table.Columns, g.Columns[b][0])
	})
	return keys
}

// unused lists the columns that are not read.
func (g *guessed) unused() []string {
	var left []string
	for _, name := range g.table.Columns {
		used := false
		for _, names := range g.Columns {
			used = used || slices.Contains(names, name)
		}
		if !used && name != "" {
			left = append(left, fmt.Sprintf("%q", diag.Short(name)))
		}
	}
	return left
}

// comment keeps what is told in a comment there: control characters are none of TOML's.
func comment(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}

func tomlList(texts []string) string {
	all := make([]string, len(texts))
	for i, t := range texts {
		all[i] = tomlText(t)
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// tomlKey writes a key, in quotes where it needs them.
func tomlKey(s string) string {
	if s == "" || strings.ContainsFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '_' && r != '-'
	}) {
		return tomlText(s)
	}
	return s
}

// tomlText writes a text as TOML does.
func tomlText(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + `"`
}
