package report

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"shingle/generator/internal/diag"
)

// A textTable is plain text in columns, words to the left and numbers to the right, which
// text/tabwriter does for all columns or none.
type textTable struct {
	rows   [][]string
	number []bool // by column
}

func (t *textTable) row(cells ...any) {
	texts := make([]string, len(cells))
	for i, c := range cells {
		texts[i] = diag.Visible(fmt.Sprint(c))
	}
	t.rows = append(t.rows, texts)
	for len(t.number) < len(cells) {
		t.number = append(t.number, false)
	}
	for i, c := range cells {
		switch c.(type) {
		case int, int64, figure:
			t.number[i] = true
		}
	}
}

// A figure is a number that is text already.
type figure string

func (t *textTable) print(w io.Writer) {
	width := make([]int, len(t.number))
	for _, row := range t.rows {
		for i, cell := range row {
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range t.rows {
		var line strings.Builder
		for i, cell := range row {
			blanks := strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell))
			if t.number[i] {
				line.WriteString(blanks + cell + "  ")
			} else {
				line.WriteString(cell + blanks + "  ")
			}
		}
		fmt.Fprintln(w, strings.TrimRight(line.String(), " "))
	}
}
