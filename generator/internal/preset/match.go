package preset

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Rows are the first rows of a file, cut in one way: a sheet, or a separator.
type Rows struct {
	Sheet string
	Comma byte
	Lines []int // of each row, counted from 1
	Rows  [][]string
	Named bool // the first row is the columns, without a doubt (JSON, Parquet)
}

// A Match is a preset that a file looks like.
type Match struct {
	Preset *Preset
	Rows   int // which of the ways to cut the file
	Row    int // of the names; -1 where the file has none
	Weight int // how much speaks for it
	Why    []string
}

// depth is how far from the top of a file its header may stand.
const depth = 40

// Recognise lists the presets that a file looks like, best first. It goes by headers and
// cells only, never by the file's name.
func Recognise(all []*Preset, cuts []Rows) []Match {
	var found []Match
	for _, p := range all {
		if p.Broken {
			continue
		}
		for i, cut := range cuts {
			if m, ok := p.in(cut); ok {
				m.Rows = i
				found = append(found, m)
				break
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Match) int { return cmp.Compare(b.Weight, a.Weight) })
	return found
}

// Best are the matches that are as good as the first, and not merely another part of the
// same layout: more than one is a tie.
func Best(found []Match) []Match {
	var best []Match
	for _, m := range found {
		if m.Weight == found[0].Weight && !slices.ContainsFunc(best, func(o Match) bool { return m.Preset.Family != "" && o.Preset.Family == m.Preset.Family }) {
			best = append(best, m)
		}
	}
	return best
}

// Parts are the matches of the first one's family: each reads another part of the file.
func Parts(found []Match) []Match {
	first := found[0]
	if first.Preset.Family == "" {
		return found[:1]
	}
	var parts []Match
	for _, m := range found {
		if m.Preset.Family == first.Preset.Family && m.Rows == first.Rows && m.Row == first.Row {
			parts = append(parts, m)
		}
	}
	return parts
}

// Spoilt finds a preset that a file would look like, were it not for one column.
func Spoilt(all []*Preset, cuts []Rows) (p *Preset, header string) {
	for _, p := range all {
		if len(p.Without) == 0 || p.Broken {
			continue
		}
		bare := *p
		bare.Without = nil
		for _, cut := range cuts {
			if m, ok := bare.in(cut); ok && m.Row >= 0 {
				for _, h := range p.Without {
					if name := Header(h, cut.Rows[m.Row]); name != "" {
						return p, name
					}
				}
			}
		}
	}
	return nil, ""
}

// in looks for the layout in a file's first rows.
func (p *Preset) in(cut Rows) (Match, bool) {
	if len(p.Fields) > 0 {
		return p.bare(cut)
	}
	for row, names := range cut.Rows[:min(depth, len(cut.Rows))] {
		if cut.Named && row > 0 {
			break
		}
		if m, ok := p.heads(names); ok && p.fill(names, cut.Rows[row+1:]) {
			m.Row = row
			return m, true
		}
	}
	return Match{}, false
}

// heads holds the signature against a row of names.
func (p *Preset) heads(names []string) (Match, bool) {
	m := Match{Preset: p}
	for _, want := range p.Headers {
		name := p.Named(want, names)
		if name == "" {
			return m, false
		}
		m.Why = append(m.Why, name)
	}
	i := slices.IndexFunc(p.Any, func(h string) bool { return p.Named(h, names) != "" })
	if i < 0 && len(p.Any) > 0 || slices.ContainsFunc(p.Without, func(h string) bool { return Header(h, names) != "" }) {
		return m, false
	}
	if i >= 0 {
		m.Why = append(m.Why, p.Named(p.Any[i], names))
	}
	m.Weight = 10 * len(m.Why)
	return m, true
}

// fill tells whether the cells below the names are what they should be.
func (p *Preset) fill(names []string, rows [][]string) bool {
	for header, pattern := range p.Cells {
		if good, all := fitting(pattern, slices.Index(names, p.Named(header, names)), rows); good == 0 || all-good > max(all/20, min(good/4, 3)) { // totals and lines below may be among them
			return false
		}
	}
	for header, pattern := range p.Some {
		if good, _ := fitting(pattern, slices.Index(names, p.Named(header, names)), rows); good == 0 {
			return false
		}
	}
	return true
}

// fitting counts the cells of a column that are not blank, and those that fit a pattern.
func fitting(pattern string, column int, rows [][]string) (good, all int) {
	fits := regexp.MustCompile(pattern)
	for _, row := range rows {
		if column < 0 || column >= len(row) || strings.TrimSpace(row[column]) == "" {
			continue
		}
		all++
		if fits.MatchString(strings.TrimSpace(row[column])) {
			good++
		}
	}
	return good, all
}

// bare holds the patterns of a file without names against its first rows.
func (p *Preset) bare(cut Rows) (Match, bool) {
	m := Match{Preset: p, Row: -1, Weight: 10 * len(p.Fields)}
	good, all := 0, 0
	for _, row := range cut.Rows {
		if len(strings.Join(row, "")) == 0 {
			continue
		}
		all++
		fits := len(row) >= len(p.Fields)
		for i, pattern := range p.Fields {
			fits = fits && regexp.MustCompile(pattern).MatchString(strings.TrimSpace(row[i]))
		}
		if fits {
			good++
		}
	}
	m.Why = []string{fmt.Sprintf("%d of %d rows looked at hold what its %d first fields do", good, all, len(p.Fields))}
	return m, good > 0 && good*10 >= all*9 && !cut.Named
}

// Header is the name among some that a header of a preset means, "" if none does. It may hold
// asterisks, {zone} and {seconds}; case and how many blanks there are don't count.
func Header(want string, names []string) string {
	for _, name := range names {
		if _, ok := Read(want, name); ok {
			return name
		}
	}
	return ""
}

// Named is the name among some that a header of the preset means, in whatever language.
func (p *Preset) Named(want string, names []string) string {
	for _, h := range append([]string{want}, p.Other[want]...) {
		if name := Header(h, names); name != "" {
			return name
		}
	}
	return ""
}

var blanks = regexp.MustCompile(`\\\{(zone|seconds)\\\}|\\\*`)

// spaced is a name as headers are compared: one blank between words, where programs may
// write underlines.
func spaced(name string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(strings.Trim(name, "\ufeff \t"), "_", " ")), " ")
}

// Same tells whether two names are of one header.
func Same(a, b string) bool { return strings.EqualFold(spaced(a), spaced(b)) }

// Read holds a name against a header of a preset, and gives what stands in the place of
// {zone} or {seconds}.
func Read(want, name string) (value string, ok bool) {
	if value, ok = read(want, strings.Join(strings.Fields(strings.Trim(name, "\ufeff")), " ")); ok {
		return value, true // the names of zones have underlines of their own
	}
	return read(spaced(want), spaced(name))
}

func read(want, name string) (value string, ok bool) {
	if !strings.ContainsAny(want, "*{") {
		return "", strings.EqualFold(want, name)
	}
	pattern := blanks.ReplaceAllStringFunc(regexp.QuoteMeta(want), func(s string) string {
		switch s {
		case `\{zone\}`:
			return `([A-Za-z]+(?:/[A-Za-z0-9_+-]+)*)`
		case `\{seconds\}`:
			return `(\d+)`
		}
		return `.*`
	})
	found := regexp.MustCompile(`(?i)^` + pattern + `$`).FindStringSubmatch(name)
	if found == nil {
		return "", false
	}
	if len(found) > 1 {
		value = found[1]
	}
	return value, true
}
