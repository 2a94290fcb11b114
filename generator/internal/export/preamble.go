package export

import (
	"bytes"
	"fmt"
	"strings"

	"shingle/generator/internal/diag"
)

// An extra is a column whose value stands once above the header, for all records of the
// file: its date, its team.
type extra struct {
	name  string
	value string
	place diag.Place
}

// preambleOf finds the labels among the rows above the header. The value stands in the
// label's own cell behind a colon, or in the next cell that is not blank.
func preambleOf(labels []string, rows []preambleRow, at diag.Place) (found []extra, wrong []diag.Problem) {
	for _, label := range labels {
		e, ok := labelled(label, rows)
		if !ok {
			wrong = append(wrong, diag.Problem{Place: at, Text: fmt.Sprintf("has no %q above its header, want its value there; skip_rows says how many lines stand above", label)})
			continue
		}
		found = append(found, e)
	}
	return found, wrong
}

// A preambleRow is a row above the header.
type preambleRow struct {
	place diag.Place
	cells []string
}

func labelled(label string, rows []preambleRow) (extra, bool) {
	want := strings.TrimRight(strings.ToLower(trim(label)), ": ")
	for _, row := range rows {
		for i, cell := range row.cells {
			name, rest, colon := strings.Cut(trim(cell), ":")
			if strings.ToLower(strings.TrimSpace(name)) != want {
				continue
			}
			if value := strings.TrimSpace(rest); colon && value != "" {
				return extra{label, value, row.place}, true
			}
			for _, next := range row.cells[i+1:] {
				if value := trim(next); value != "" {
					return extra{label, value, row.place}, true
				}
			}
		}
	}
	return extra{}, false
}

// above cuts the lines that stand above a CSV file's header.
func above(path string, head []byte, lines int, comma byte) (rows []preambleRow) {
	for n := 1; n <= lines && len(head) > 0; n++ {
		line, rest, _ := bytes.Cut(head, []byte{'\n'})
		head = rest
		rows = append(rows, preambleRow{diag.Place{File: path, Line: n}, split(line, comma, nil)})
	}
	return rows
}
