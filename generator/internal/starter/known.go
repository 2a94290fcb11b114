package starter

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"shingle/generator/internal/config"
	"shingle/generator/internal/guess"
	"shingle/generator/internal/preset"
	"shingle/generator/internal/record"
)

// A recognised is an export whose layout a preset knows, and what is found out in it: what
// differs from one account to the next.
type recognised struct {
	*guessed
	match  preset.Match
	rows   preset.Rows
	source *config.Source // as the preset and what is found out say
	zone   string
	now    time.Time
	asks   *Questions

	channel  string              // as people said
	dropping map[string][]string // what stands in the place of the preset's drop
	keeping  map[string][]string // and keep
	kept     [][]string          // rows that count
	own      map[string]string
}

// settle finds out what the preset leaves to the file.
func (k *recognised) settle() {
	k.present()
	k.zones()
	k.flags()
	k.totals()
	k.keep()
	k.dates()
	k.minutes()
	k.units()
	k.unlikely()
	k.asked()
	k.answers()
	k.wave()
	k.people()
}

// people answer what is left open, as far as the preset lets them.
func (k *recognised) people() {
	for i, q := range k.Open {
		for _, name := range q.Columns {
			if len(k.Columns[name]) != 1 {
				k.Open[i].About = ""
			}
		}
		if k.Open[i].About != "" && len(q.Columns) > 0 {
			k.Open[i].Headers = nil
			for _, name := range q.Columns {
				k.Open[i].Headers = append(k.Open[i].Headers, k.Columns[name][0])
			}
		}
	}
	k.guessed.settle(k.asks)
	if (k.Kind == "contacts" || k.Kind == "intervals") && !k.Has("channel") {
		if channel := k.whichChannel(k.asks); channel != "" && k.asks.people() {
			k.Constants["channel"], k.channel = channel, channel
		}
	}
}

// doubt turns the source off, until somebody has looked.
func (k *recognised) doubt(format string, args ...any) {
	k.Doubts = append(k.Doubts, fmt.Sprintf(format, args...))
}

// open notes what is left to people.
func (k *recognised) open(format string, args ...any) {
	k.Open = append(k.Open, guess.Question{Text: fmt.Sprintf(format, args...)})
}

// column is where a header stands in the file, -1 if it does not.
func (k *recognised) column(header string) int {
	if i := slices.IndexFunc(k.table.Columns, func(name string) bool { return strings.EqualFold(name, header) }); i >= 0 {
		return i
	}
	return slices.IndexFunc(k.table.Columns, func(name string) bool { return preset.Same(name, header) })
}

// needed are the columns without which there are no records of a kind.
var needed = map[string][]string{
	"contacts": {"opened_at"}, "intervals": {"start", "offered"}, "checks": {"date", "passed"}, "scores": {"period", "metric"},
}

// present settles which of the preset's columns the file has.
func (k *recognised) present() {
	for _, key := range slices.Sorted(maps.Keys(k.match.Preset.Columns)) {
		k.named(key, k.match.Preset.Columns[key])
	}
	for _, key := range slices.Sorted(maps.Keys(k.source.Columns)) {
		names := k.translated(key, k.source.Columns[key])
		switch i := slices.IndexFunc(names, func(h string) bool { return k.column(h) < 0 }); {
		case i < 0:
			k.Columns[key] = names
		case slices.Contains(needed[k.Kind], key):
			k.doubt("it has no column %q, which %s is to be read from", names[i], key)
		default:
			k.without = append(k.without, key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(k.source.Picks)) {
		for _, p := range k.source.Picks[key] {
			headers := slices.Concat(p.Columns, slices.Sorted(maps.Keys(p.Where)))
			if p.Share != "" {
				headers = append(headers, p.Share)
			}
			if slices.ContainsFunc(headers, func(h string) bool { return k.column(h) < 0 }) {
				continue
			}
			k.Columns[key] = headers[:1]
			if len(p.Columns) > 0 && !p.Sum && p.Share == "" {
				k.Columns[key] = p.Columns
			}
			break
		}
		switch {
		case len(k.Columns[key]) > 0:
		case !slices.Contains(needed[k.Kind], key):
			k.without = append(k.without, key)
		default:
			k.doubt("it has none of the columns that %s is read from", key)
		}
	}
	maps.Copy(k.Constants, k.source.Constants)
}

// translated are the headers of a column as the file calls them: accounts have languages.
func (k *recognised) translated(key string, headers []string) []string {
	names := slices.Clone(headers)
	for i, h := range headers {
		if k.column(h) < 0 {
			names[i] = cmp.Or(k.match.Preset.Named(h, k.table.Columns), h)
		}
	}
	switch {
	case slices.Equal(names, headers):
	case len(names) == 1:
		k.own[key] = tomlText(names[0])
	default:
		k.own[key] = tomlList(names)
	}
	return names
}

// named finds a column whose header names a zone, or within how many seconds is in time:
// 20, if there are several, or else the fewest.
func (k *recognised) named(key string, patterns []string) {
	best, seconds := "", 0
	for _, pattern := range patterns {
		for _, name := range k.table.Columns {
			value, ok := preset.Read(pattern, name)
			if !ok {
				continue
			}
			n := 0
			fmt.Sscan(value, &n)
			switch {
			case strings.Contains(pattern, "{zone}") && best == "":
				best = name
				k.inZone(value, name)
			case strings.Contains(pattern, "{seconds}") && (best == "" || n == 20 || seconds != 20 && n < seconds):
				best, seconds = name, n
			case best == "":
				best = name
			}
		}
	}
	if best == "" {
		return
	}
	k.Columns[key], k.own[key] = []string{best}, tomlText(best)
	if key == "answered_in_time" && seconds > 0 {
		k.Threshold = seconds
	}
}

// inZone notes the zone that the file itself names.
func (k *recognised) inZone(name, where string) {
	zone, want := readZone(name)
	if _, err := time.LoadLocation(name); err == nil {
		zone, want = name, ""
	}
	if want != "" {
		k.doubt("%q names the zone %q, which is not known", where, name)
		return
	}
	name = zone
	if k.zoned == "" {
		k.zoned, k.zonedBy = name, where
	} else if k.zoned != name {
		k.doubt("it names two zones, %s and %s", k.zoned, name)
	}
}

// keep counts the rows that the preset's rules leave out, and looks at the others only.
func (k *recognised) keep() {
	for header := range k.source.Keep {
		if k.column(header) < 0 {
			k.doubt("it has no column %q, which says what rows count", header)
		}
	}
	dropped := map[string]int{}
	for _, row := range k.table.Rows {
		if rule := k.rule(row); rule != "" {
			dropped[rule]++
			continue
		}
		k.kept = append(k.kept, row)
	}
	for _, rule := range slices.Sorted(maps.Keys(dropped)) {
		k.left = append(k.left, fmt.Sprintf("%d of %d rows looked at are left out: %s", dropped[rule], len(k.table.Rows), rule))
	}
	if len(k.kept) == 0 && len(k.Doubts) == 0 {
		k.doubt("its rules leave none of the %d rows looked at", len(k.table.Rows))
	}
}

// rule is the rule that leaves a row out, "" if none does.
func (k *recognised) rule(row []string) string {
	holds := func(header string, words []string) bool {
		i := k.column(header)
		cell := ""
		if i >= 0 && i < len(row) {
			cell = row[i]
		}
		return slices.ContainsFunc(words, func(w string) bool { return record.Fits(cell, w) })
	}
	for _, header := range slices.Sorted(maps.Keys(k.source.Keep)) {
		if !holds(header, k.source.Keep[header]) {
			return fmt.Sprintf("%q is not %s", header, strings.Join(k.source.Keep[header], ", "))
		}
	}
	for _, header := range slices.Sorted(maps.Keys(k.source.Drop)) {
		if k.column(header) >= 0 && holds(header, k.source.Drop[header]) {
			return fmt.Sprintf("%q is %s", header, strings.Join(k.source.Drop[header], ", "))
		}
	}
	return ""
}

// cells are a canonical column's texts in the rows that count, without blank ones.
func (k *recognised) cells(key string) (cells []string) {
	var at []int
	for _, header := range k.Columns[key] {
		at = append(at, k.column(header))
	}
	for _, row := range k.kept {
		var parts []string
		for _, i := range at {
			if i >= 0 && i < len(row) && strings.TrimSpace(row[i]) != "" {
				parts = append(parts, strings.TrimSpace(row[i]))
			}
		}
		if len(parts) == len(at) && len(at) > 0 {
			text := strings.Join(parts, " ")
			if !slices.ContainsFunc(slices.Concat(k.source.Missing[""], k.source.Missing[key]), func(w string) bool { return w == text }) {
				cells = append(cells, text)
			}
		}
	}
	return cells
}

// lines gives the lines of config.toml that stand beside the preset.
func (k *recognised) lines() (lines []string) {
	put := func(key, value, why string) {
		if why != "" {
			value += "   # " + comment(why)
		}
		lines = append(lines, key+" = "+value)
	}
	if k.zoned != "" {
		put("time_zone", tomlText(k.zoned), "as "+k.zonedBy+" says")
	}
	if k.DateFormat != "" {
		put("date_format", tomlText(k.DateFormat), "as in "+tomlText(k.sample))
	}
	if k.minute > 0 {
		put("minutes", fmt.Sprint(k.minute), "")
	}
	if k.channel != "" {
		put("channel", tomlText(k.channel), "")
	}
	if k.waved != "" {
		put("wave", tomlText(k.waved), "when it was asked")
	}
	table := func(key string, of map[string]string) {
		if len(of) == 0 {
			return
		}
		var parts []string
		for _, name := range slices.Sorted(maps.Keys(of)) {
			parts = append(parts, tomlKey(name)+" = "+of[name])
		}
		put(key, "{ "+strings.Join(parts, ", ")+" }", "")
	}
	table("units", k.unit)
	missing := map[string]string{}
	for key, words := range k.Missing {
		missing[key] = tomlList(words)
	}
	if len(missing) > 0 { // it stands in the place of the preset's
		for key := range k.Columns {
			if words := slices.Concat(k.Missing[key], k.source.Missing[key], k.source.Missing[""]); len(words) > 0 {
				missing[key] = tomlList(words)
			}
		}
	}
	table("missing_values", missing)
	table("columns", k.own)
	for key, of := range map[string]map[string][]string{"drop": k.dropping, "keep": k.keeping} {
		rules := map[string]string{}
		for header, words := range of {
			rules[header] = tomlList(words)
		}
		table(key, rules)
	}
	if len(k.True) > 0 {
		put("true_values", tomlList(slices.Concat(k.source.True, k.True)), "")
	}
	if len(k.False) > 0 {
		put("false_values", tomlList(slices.Concat(k.source.False, k.False)), "")
	}
	words := map[string]string{}
	for key, of := range k.Words {
		words[key] = wordsText(of)
	}
	table("words", words)
	slices.Sort(k.without)
	if k.without = slices.Compact(k.without); len(k.without) > 0 {
		put("without", tomlList(k.without), "columns that the preset knows, and this export has not, or not for certain")
	}
	return lines
}

// wordsText writes words and what they mean.
func wordsText(of map[string]string) string {
	var parts []string
	for _, word := range slices.Sorted(maps.Keys(of)) {
		parts = append(parts, tomlKey(word)+" = "+wordMeaning(of[word]))
	}
	return "{ " + strings.Join(parts, ", ") + " }"
}

func wordMeaning(s string) string {
	if s != "" && strings.Trim(s, "0123456789") == "" || s == "true" || s == "false" {
		return s
	}
	return tomlText(s)
}
