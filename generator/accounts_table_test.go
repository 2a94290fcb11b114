package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/guess"
)

// A grid is a text file of separated values: lines above the header, the header (nil if it
// has none), and what is below.
type grid struct {
	comma rune
	above [][]string
	names []string
	rows  [][]string
}

// gridOf reads a file; nil if it is none of separated values.
func gridOf(t *testing.T, name string) *grid {
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(text, []byte("{")) || bytes.HasPrefix(text, []byte("[")) || bytes.IndexByte(text, 0) >= 0 {
		return nil
	}
	g := &grid{comma: ','}
	for _, c := range "\t;|" {
		if bytes.Count(text, []byte(string(c))) > bytes.Count(text, []byte(string(g.comma))) {
			g.comma = c
		}
	}
	wide, rows := 0, [][]string{}
	for line := range strings.SplitSeq(strings.ReplaceAll(strings.TrimRight(string(text), "\r\n"), "\r\n", "\n"), "\n") {
		if n := len(rows); n > 0 && open(rows[n-1]) { // a record of several lines
			line = rows[n-1][0][1:] + "\n" + line
			rows = rows[:n-1]
		}
		rows = append(rows, g.record(line))
		wide = max(wide, len(rows[len(rows)-1]))
	}
	if name := filepath.Base(name); strings.Contains(name, "queue_log") || strings.HasPrefix(name, "master") || strings.HasPrefix(name, "q.") {
		g.rows = rows
		return g
	}
	at := slices.IndexFunc(rows, func(r []string) bool {
		return len(slices.DeleteFunc(slices.Clone(r), func(c string) bool { return c == "" }))*5 >= wide*3
	})
	g.above, g.names, g.rows = rows[:at], rows[at], rows[at+1:]
	return g
}

// open tells a record whose quotes are open: its text, marked.
func open(row []string) bool { return len(row) == 1 && strings.HasPrefix(row[0], "\x00") }

// record cuts one line.
func (g *grid) record(line string) []string {
	if line == "" {
		return []string{}
	}
	if strings.Count(line, `"`)%2 == 1 {
		return []string{"\x00" + line}
	}
	r := csv.NewReader(strings.NewReader(line))
	r.Comma, r.LazyQuotes = g.comma, true
	row, err := r.Read()
	if err != nil {
		return []string{}
	}
	return row
}

// text writes the grid with a separator and line ends.
func (g *grid) text(comma rune, end string) string {
	var b strings.Builder
	for _, row := range g.all() {
		for i, cell := range row {
			if i > 0 {
				b.WriteRune(comma)
			}
			if strings.ContainsAny(cell, "\"\r\n") || strings.ContainsRune(cell, comma) {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			b.WriteString(cell)
		}
		b.WriteString(end)
	}
	return b.String()
}

func (g *grid) all() [][]string {
	all := slices.Clone(g.above)
	if g.names != nil {
		all = append(all, g.names)
	}
	return append(all, g.rows...)
}

// cells are a column's, without blank ones.
func (g *grid) cells(column int) (cells []string) {
	for _, row := range g.rows {
		if column < len(row) && strings.TrimSpace(row[column]) != "" {
			cells = append(cells, row[column])
		}
	}
	return cells
}

// each puts others in the place of a column's cells that are not blank.
func (g *grid) each(column int, f func(string) string) {
	for _, row := range g.rows {
		if column < len(row) && strings.TrimSpace(row[column]) != "" {
			row[column] = f(row[column])
		}
	}
}

// dates gives the format of each column that holds dates with years in them, and which
// have a time of day.
func (g *grid) dates() map[int]string {
	all := map[int]string{}
	for i := range g.names {
		cells := g.cells(i)
		if len(cells) == 0 || strings.HasPrefix(cells[0], "17") && !strings.Contains(cells[0], ":") {
			continue
		}
		if fit := guess.DatesFit(append(guess.Dates(), "%a, %d %b %Y %H:%M:%S", "%a %m/%d/%Y %I:%M %p", "%d/%b/%y %I:%M %p"), cells); len(fit) > 0 {
			all[i] = fit[len(fit)-1] // of two the later: the month first
			if slices.Contains(fit, "%m/%d/%Y %H:%M") {
				all[i] = "%m/%d/%Y %H:%M"
			}
		}
	}
	return all
}

// redate writes all dates in other layouts: with a time of day, and without.
func (g *grid) redate(withTime, without string) bool {
	found := g.dates()
	for i, format := range found {
		layout := withTime
		if !strings.ContainsAny(strings.Join(g.cells(i), ""), ":") {
			layout = without
		}
		g.each(i, func(s string) string {
			at, _ := guess.ReadDate(format, s)
			return at.Format(layout)
		})
	}
	return len(found) > 0
}

var (
	lasts     = regexp.MustCompile(`(?i)time|duration|wait|speed|asa|delay|length|reply`)
	hasUnit   = regexp.MustCompile(`(?i)minute|hour|\(|_ms|sec|timestamp|created|epoch|%|at$|date`)
	whole     = regexp.MustCompile(`^\d{1,5}(\.0+)?$`)
	thousands = regexp.MustCompile(`^(0|\d+000)(\.0+)?$`)
	colons    = regexp.MustCompile(`^\d{1,2}:\d\d:\d\d$`)
)

// durations are the columns that seem to hold whole seconds, whose header tells no unit.
func (g *grid) durations(form *regexp.Regexp) (found []int) {
	for i, name := range g.names {
		cells := g.cells(i)
		if !slices.ContainsFunc(cells, func(c string) bool { return !thousands.MatchString(c) }) {
			continue // milliseconds
		}
		if len(cells) > 0 && lasts.MatchString(name) && !hasUnit.MatchString(name) && !slices.ContainsFunc(cells, func(c string) bool { return !form.MatchString(c) }) {
			found = append(found, i)
		}
	}
	return found
}

// clock writes seconds.
func clock(seconds int, layout string) string {
	return time.Date(2000, 1, 1, 0, 0, seconds, 0, time.UTC).Format(layout)
}
