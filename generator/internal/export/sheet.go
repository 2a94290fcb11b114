package export

import (
	"strings"

	"shingle/generator/internal/diag"
)

// A sheetReader appends the rows of one sheet to a file.
type sheetReader struct {
	f     *File
	o     Options
	sheet string
	w     *writer
	rows  *sheetRows

	passed int // rows of names
	width  int // columns of the sheet itself
	order  []int
	above  []preambleRow
	extra  []extra
	tail   []sheetRow // rows of one cell since the last record
	other  string     // why the sheet is not read
	wrong  []diag.Problem
}

// A sheetRow is a row that may be a record.
type sheetRow struct {
	line  int
	cells []string
}

// sheet appends one sheet's rows; other says why it is not read.
func (f *File) sheet(o Options, b spreadsheet, sheet string, w *writer, rows *sheetRows) (other string, wrong []diag.Problem, err error) {
	r := &sheetReader{f: f, o: o, sheet: sheet, w: w, rows: rows}
	err = b.each(sheet, func(line int, cells []string) error { return r.row(sheetRow{line, cells}) })
	if err == errOther {
		err = nil
	}
	f.FooterRows += len(r.tail)
	return r.other, r.wrong, err
}

func (r *sheetReader) row(row sheetRow) error {
	if row.line <= r.o.SkipRows {
		r.above = append(r.above, preambleRow{r.place(row.line), row.cells})
		return nil
	}
	if r.passed == 0 && len(r.o.Header) > 0 {
		if err := r.named(r.o.Header, 0); err != nil {
			return err
		}
		r.passed = max(r.o.HeaderRows, 1)
	}
	switch {
	case blankRow(row.cells):
	case r.passed == 0:
		r.passed = 1
		return r.named(names(row.cells), row.line)
	case r.passed < r.o.HeaderRows:
		r.passed++
	case r.o.Footer && r.width > 1 && single(row.cells):
		r.tail = append(r.tail, row)
	default:
		for _, held := range r.tail {
			r.record(held)
		}
		r.tail = nil
		r.record(row)
	}
	return nil
}

func (r *sheetReader) place(line int) diag.Place {
	return diag.Place{File: r.f.Path, Sheet: r.sheet, Line: line}
}

// named takes a row of names: those of the file, or of the same columns.
func (r *sheetReader) named(names []string, line int) error {
	r.width = len(names)
	r.extra, r.wrong = preambleOf(r.o.Preamble, r.above, diag.Place{File: r.f.Path, Sheet: r.sheet})
	if len(r.wrong) > 0 {
		return errOther
	}
	names = append([]string(nil), names...)
	for _, e := range r.extra {
		names = append(names, e.name)
	}
	if r.f.Columns == nil {
		if line > 0 {
			r.f.Head = r.place(line)
		}
		r.f.Columns = names
		r.w.record(names)
	}
	if r.order = sameNames(r.f.Columns, names); r.order == nil {
		r.other = "its columns are not those of " + r.f.Head.String()
		return errOther
	}
	return nil
}

// record writes a row as a record, or notes that it has too many cells.
func (r *sheetReader) record(row sheetRow) {
	f := r.f
	if len(strings.Join(row.cells[min(len(row.cells), r.width):], "")) > 0 {
		f.RaggedRows++
		if len(f.Ragged) < keep {
			f.Ragged = append(f.Ragged, Ragged{Place: r.place(row.line), Fields: len(row.cells), Want: r.width})
		}
		return
	}
	record := make([]string, len(r.order))
	for i, from := range r.order {
		switch {
		case from >= r.width:
			record[i] = r.extra[from-r.width].value
		case from < len(row.cells):
			record[i] = row.cells[from]
		}
	}
	f.Longest = max(f.Longest, r.w.record(record))
	r.rows.note(f.Rows, row.line, r.sheet)
	f.Rows++
}

// single tells whether a row holds text in one cell only.
func single(cells []string) bool {
	n := 0
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			n++
		}
	}
	return n == 1
}
