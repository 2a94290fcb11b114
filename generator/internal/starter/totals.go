package starter

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"shingle/generator/internal/guess"
	"shingle/generator/internal/record"
)

// totalsIn finds the rows that a report added up itself, by a word such as Total in a column
// of texts or dates, and takes them out of a table: by header the words.
func totalsIn(t *guess.Table) (words map[string][]string) {
	t.Rows = slices.DeleteFunc(t.Rows, func(row []string) bool {
		at := slices.IndexFunc(row, record.Totalled)
		if at < 0 || at >= len(t.Columns) {
			return false
		}
		word, header := strings.TrimSpace(row[at]), t.Columns[at]
		if words == nil {
			words = map[string][]string{}
		}
		if !slices.Contains(words[header], word) {
			words[header] = append(words[header], word)
		}
		return true
	})
	return words
}

// totals leaves out rows that the report added up, beyond those that the preset knows of.
func (k *recognised) totals() {
	rows := k.table.Rows
	known := slices.ContainsFunc(rows, func(row []string) bool { return slices.ContainsFunc(row, record.Totalled) && k.rule(row) != "" })
	if known {
		return
	}
	t := guess.Table{Columns: k.table.Columns, Rows: slices.Clone(rows)}
	k.alsoDrop(totalsIn(&t), "a row of totals")
}

// alsoDrop leaves out further rows, beside those that the preset does.
func (k *recognised) alsoDrop(words map[string][]string, why string) {
	if len(words) == 0 {
		return
	}
	all := maps.Clone(k.source.Drop)
	if all == nil {
		all = map[string][]string{}
	}
	for header, more := range words {
		key := header
		for known := range all {
			if k.column(known) == k.column(header) {
				key = known
			}
		}
		all[key] = append(slices.Clone(all[key]), more...)
		k.evidence = append(k.evidence, fmt.Sprintf("%q says %s: %s", header, strings.Join(more, ", "), why))
	}
	k.source.Drop = all
	k.dropping = all
}

// flags finds out which words say yes and no: the preset's rules hold for all of them.
func (k *recognised) flags() {
	more := map[string][]string{}
	for _, header := range slices.Sorted(maps.Keys(k.source.Drop)) {
		if words := k.likewise(header, k.source.Drop[header]); len(words) > 0 {
			more[k.table.Columns[k.column(header)]] = words
		}
	}
	k.alsoDrop(more, "as the layout's words")
	for _, header := range slices.Sorted(maps.Keys(k.source.Keep)) {
		if words := k.likewise(header, k.source.Keep[header]); len(words) > 0 {
			k.source.Keep = maps.Clone(k.source.Keep)
			k.source.Keep[header] = append(slices.Clone(k.source.Keep[header]), words...)
			k.keeping = k.source.Keep
		}
	}
	for key := range k.Columns {
		if !guess.IsFlag(k.Kind, key) || k.source.Words[key] != nil || k.source.Picks[key] != nil {
			continue
		}
		at := k.column(k.Columns[key][0])
		for _, row := range k.table.Rows {
			yes, known := guess.Meaning(row[at])
			switch {
			case !known || guess.Universal(row[at]) || slices.Contains(k.source.True, row[at]) || slices.Contains(k.source.False, row[at]):
			case yes && !slices.Contains(k.True, row[at]):
				k.True = append(k.True, row[at])
			case !yes && !slices.Contains(k.False, row[at]):
				k.False = append(k.False, row[at])
			}
		}
	}
}

// likewise are the words of a column that mean what a rule's words do, where those are yes
// or no: 0 and Nein for FALSE.
func (k *recognised) likewise(header string, words []string) (more []string) {
	column := k.column(header)
	want, known := guess.Meaning(words[0])
	if column < 0 || !known {
		return nil
	}
	for _, row := range k.table.Rows {
		cell := strings.TrimSpace(row[column])
		yes, known := guess.Meaning(cell)
		fits := slices.ContainsFunc(append(slices.Clone(words), more...), func(w string) bool { return record.Fits(cell, w) })
		if known && yes == want && !fits {
			more = append(more, cell)
		}
	}
	return more
}
