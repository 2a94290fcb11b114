package starter

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"shingle/generator/internal/config"
	"shingle/generator/internal/guess"
	"shingle/generator/internal/record"
)

// stamps are the canonical columns that tell when something was.
var stamps = []string{"opened_at", "answered_at", "first_reply_at", "closed_at", "due_at", "updated_at", "start", "date"}

var until = regexp.MustCompile(`(:\d{2} ?(?:[AaPp]\.?[Mm]\.?)?) *[-–—] *\d{1,2}:\d{2}(?::\d{2})? *(?:[AaPp]\.?[Mm]\.?)?$`)

// dates finds out how the file writes dates, among the formats that the preset knows.
func (k *recognised) dates() {
	var texts []string
	for _, key := range stamps {
		if k.source.Units[key] != "" || len(k.match.Preset.Units[key]) > 0 || k.lasting(key) {
			continue
		}
		for _, text := range k.cells(key) {
			texts = append(texts, until.ReplaceAllString(text, "$1"))
		}
	}
	if len(texts) == 0 {
		return
	}
	said := slices.Clone(k.match.Preset.Dates)
	if len(said) == 0 {
		said = slices.Clone(k.source.DateFormats)
	}
	if len(said) == 0 {
		said = []string{""}
	}
	fit := k.past(guess.DatesFit(said, texts), texts)
	if len(fit) == 0 && k.mixed(said, texts) {
		return
	}
	known := len(fit) > 0
	if !known {
		fit = k.past(guess.DatesFit(guess.Dates(), texts), texts)
	}
	switch {
	case len(fit) == 0:
		k.doubt("dates such as %q are written in none of the ways that are known: say date_format", texts[0])
	case len(fit) > 1:
		if f := k.whichDate(k.asks, fit, texts[0]); f != "" {
			k.DateFormat, k.sample = f, texts[0]
			return
		}
		k.Dates = fit
		k.doubt("dates such as %q may begin with the day or with the month: say date_format, one of %s", texts[0], strings.Join(fit, ", "))
	case fit[0] != "" && (len(k.match.Preset.Dates) > 0 || !known):
		k.DateFormat, k.sample = fit[0], texts[0]
	}
}

// mixed tells whether each text is written in one of several formats that a source reads
// side by side.
func (k *recognised) mixed(formats, texts []string) bool {
	return len(k.source.DateFormats) > 1 && !slices.ContainsFunc(texts, func(text string) bool {
		return !slices.ContainsFunc(formats, func(f string) bool { _, ok := guess.ReadDate(f, text); return ok })
	})
}

// past leaves out the formats in which some date would be yet to come, if there are others.
func (k *recognised) past(formats, texts []string) (past []string) {
	for _, f := range formats {
		if !slices.ContainsFunc(texts, func(text string) bool { at, _ := guess.ReadDate(f, text); return at.After(k.now.AddDate(0, 0, 1)) }) {
			past = append(past, f)
		}
	}
	if len(past) == 0 {
		return formats
	}
	return past
}

// lasting tells whether a column holds how long something took.
func (k *recognised) lasting(key string) bool {
	return slices.ContainsFunc(k.source.Picks[key], func(p config.Pick) bool { return p.Unit != "" })
}

// units finds out what durations are in, where accounts differ.
func (k *recognised) units() {
	for _, key := range slices.Sorted(maps.Keys(k.match.Preset.Units)) {
		if len(k.Columns[key]) == 0 {
			continue
		}
		cells := k.cells(key)
		unit := guess.UnitFit(k.match.Preset.Units[key], cells)
		if unit == "" && k.asks.people() && len(cells) > 0 {
			unit = k.whichUnit(k.asks, key, k.Columns[key][0], k.match.Preset.Units[key])
		}
		if unit != "" {
			k.unit[key] = tomlText(unit)
			if len(cells) > 0 {
				k.evidence = append(k.evidence, fmt.Sprintf("%s is in %s, as %s", key, unit, strings.Join(cells[:min(3, len(cells))], ", ")))
			}
			continue
		}
		delete(k.Columns, key)
		k.without = append(k.without, key)
		k.open("in which unit %s is, one of %s (units)", key, strings.Join(k.match.Preset.Units[key], ", "))
	}
}

// unlikely leaves off durations that can hardly be in the unit that the layout says.
func (k *recognised) unlikely() {
	for _, key := range slices.Sorted(maps.Keys(k.Columns)) {
		if !guess.IsDuration(k.Kind, key) || len(k.match.Preset.Units[key]) > 0 || k.source.Picks[key] != nil {
			continue
		}
		cells := k.cells(key)
		why := guess.Unlikely(k.source.Units[key], cells)
		if why == "" {
			continue
		}
		if k.asks.people() {
			if unit := k.whichUnit(k.asks, key, k.Columns[key][0], guess.UnitsFor(why)); unit != "" {
				k.unit[key] = tomlText(unit)
				continue
			}
		}
		delete(k.Columns, key)
		k.without = append(k.without, key)
		k.open("in which unit %s is, such as %s: %s (units)", key, strings.Join(cells[:min(3, len(cells))], ", "), why)
	}
	if len(k.unit) > 0 { // it stands in the place of the preset's
		for key, unit := range k.source.Units {
			if k.unit[key] == "" {
				k.unit[key] = tomlText(unit)
			}
		}
	}
}

// minutes finds out how long intervals are, and within how many seconds is in time.
func (k *recognised) minutes() {
	if column := k.column(k.match.Preset.Threshold); k.match.Preset.Threshold != "" && column >= 0 {
		var found []string
		for _, row := range k.kept {
			if text := strings.TrimSpace(row[column]); text != "" && !slices.Contains(found, text) {
				found = append(found, text)
			}
		}
		if len(found) == 1 {
			k.Threshold, _ = strconv.Atoi(found[0])
		} else if len(found) > 1 {
			k.without = append(k.without, "answered_in_time")
			delete(k.Columns, "answered_in_time")
			k.open("%q names several limits (%s): what is in time differs", k.match.Preset.Threshold, strings.Join(found[:min(4, len(found))], ", "))
		}
	}
	if len(k.match.Preset.Minutes) != 2 {
		return
	}
	from, to := k.column(k.match.Preset.Minutes[0]), k.column(k.match.Preset.Minutes[1])
	if from < 0 || to < 0 {
		return
	}
	lengths := map[int]int{}
	for _, row := range k.kept {
		if n, ok := minutesBetween(row[from], row[to], k.formats()); ok {
			lengths[n]++
		}
	}
	switch all := slices.Sorted(maps.Keys(lengths)); {
	case len(all) == 1 && all[0] >= 1 && all[0] <= 1440:
		k.minute = all[0]
	case len(all) > 0:
		k.doubt("its intervals are %d to %d minutes long, want all of one length", all[0], all[len(all)-1])
	}
}

func (k *recognised) formats() []string {
	if k.DateFormat != "" {
		return []string{k.DateFormat}
	}
	if len(k.match.Preset.Dates) > 0 {
		return k.match.Preset.Dates
	}
	return append(slices.Clone(k.source.DateFormats), "")
}

func minutesBetween(from, to string, formats []string) (int, bool) {
	for _, f := range formats {
		a, good := guess.ReadDate(f, from)
		b, too := guess.ReadDate(f, to)
		if good && too && b.After(a) {
			return int(b.Sub(a) / time.Minute), true
		}
	}
	return 0, false
}

// answers holds answers against the scales that the preset knows.
func (k *recognised) answers() {
	for _, key := range slices.Sorted(maps.Keys(k.match.Preset.Scales)) {
		if len(k.Columns[key]) == 0 {
			continue
		}
		scale := k.match.Preset.Scales[key]
		strange := ""
		for _, cell := range k.cells(key) {
			said := record.Means(cell, k.source.Words[key])
			if n, err := strconv.Atoi(strings.TrimSuffix(said, ".0")); said != "" && (err != nil || n < scale[0] || n > scale[1]) {
				strange = cell
			}
		}
		if strange == "" {
			k.Questions, k.Scales[key] = append(k.Questions, key), scale
			continue
		}
		delete(k.Columns, key)
		k.without = append(k.without, key)
		k.open("what %q means in %s, whose answers are expected from %d to %d (words, scale)", strange, key, scale[0], scale[1])
	}
}

// wave finds out which round employees were asked in: the quarter that all answers are of.
func (k *recognised) wave() {
	if k.match.Preset.Wave == "" || len(k.Columns["wave"]) > 0 || k.source.Constants["wave"] != "" {
		return
	}
	k.Columns["wave"] = []string{k.match.Preset.Wave}
	texts := k.cells("wave")
	delete(k.Columns, "wave")
	fit := k.past(guess.DatesFit(guess.Dates(), texts), texts)
	rounds := map[string]bool{}
	for _, f := range fit {
		for _, text := range texts {
			at, _ := guess.ReadDate(f, text)
			rounds[fmt.Sprintf("%d-Q%d", at.Year(), (int(at.Month())+2)/3)] = true
		}
	}
	if len(rounds) != 1 {
		k.doubt("its answers are of %d quarters: say wave, and give each round a source of its own", len(rounds))
		return
	}
	for round := range rounds {
		k.waved, k.Constants["wave"] = round, round
	}
}

// zones looks for the zone that the rows below the names tell.
func (k *recognised) zones() {
	if k.match.Preset.Zone == "" {
		return
	}
	pattern := regexp.MustCompile(k.match.Preset.Zone)
	end := min(k.match.Row+max(k.source.HeaderRows, 1), len(k.rows.Rows))
	for _, row := range k.rows.Rows[max(0, k.match.Row):end] {
		for _, cell := range row {
			if found := pattern.FindStringSubmatch(cell); len(found) > 1 {
				k.inZone(found[1], "a row of names")
			}
		}
	}
}
