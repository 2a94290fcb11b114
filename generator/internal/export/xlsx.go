package export

import (
	"errors"
	"os"
	"slices"
	"strings"

	"shingle/generator/internal/diag"
)

// xlsxForm is a workbook of Excel's.
var xlsxForm = bookForm{".xlsx", func(plain string) (spreadsheet, error) { return openBook(plain) }}.form("XLSX", []string{".xlsx", ".xlsm"}, func(_ string, head magic) error {
	switch {
	case head.ole:
		return refusal("is an old (.xls) or password-locked workbook; save it as .xlsx without a password")
	case !head.zip:
		return refusal("is not a workbook (.xlsx)")
	}
	return nil
})

// openSheets rewrites the sheets of a workbook as CSV, with dates and times of day
// as ISO 8601 (to the second), numbers in their shortest exact form, true and
// false. Without a word from its owner, all sheets with the columns of the first
// one that has any are read, and the others told.
func openSheets(o Options, path, plain string, of bookForm, number int, problems *diag.List) *File {
	at := diag.Place{File: path}
	book, err := of.open(plain)
	var r refusal
	switch {
	case errors.As(err, &r):
		problems.Add(at, "%s", string(r))
		return nil
	case err != nil:
		problems.Add(at, "is not a workbook (%s), or damaged", of.ending)
		return nil
	}
	defer book.close()
	all := book.sheets()
	sheets := slices.Clone(o.Sheets)
	byName := true
	for i, sheet := range sheets {
		if sheet == "*" {
			sheets, byName = all, false
			break
		}
		n := slices.IndexFunc(all, func(s string) bool { return strings.EqualFold(s, sheet) })
		if n < 0 {
			problems.AddHint(at, diag.DidYouMean(sheet, all), "has no sheet %q, only \"%s\"", sheet, strings.Join(all, "\", \""))
			return nil
		}
		sheets[i] = all[n]
	}
	chosen := len(sheets) > 0
	if !chosen {
		sheets = all
	}
	f := &File{Path: path, Head: at, Read: tempFile(o.Temp, number, "sheet"), Format: CSV, Comma: ',', Skip: 1}
	out, err := os.Create(f.Read)
	if err != nil {
		problems.Add(at, "%v", err)
		return nil
	}
	defer out.Close()
	w := newWriter(out)
	rows := &sheetRows{path: path}
	f.place = rows
	var read []string
	for _, sheet := range sheets {
		at := diag.Place{File: path, Sheet: sheet}
		other, wrong, err := f.sheet(o, book, sheet, w, rows)
		problems.Put(wrong...)
		if err != nil {
			problems.Add(at, "is damaged: %v", err)
			return nil
		}
		switch {
		case other == "":
			read = append(read, sheet)
			if book.hidden(sheet) && !(chosen && byName) {
				problems.Warn(at, "this sheet is hidden, and is read like the others; sheets says which are to be")
			}
		case chosen:
			problems.Add(at, "%s, want the same columns in all sheets that are read", other)
			return nil
		default:
			problems.Warn(at, "this sheet is not read: %s; sheets says which are", other)
		}
	}
	book.note(plain, path, read, problems)
	if err := w.close(); err != nil {
		problems.Add(at, "cannot be rewritten: %v", err)
		return nil
	}
	rows.read, rows.columns = f.Read, len(f.Columns)
	return f
}

var errOther = errors.New("another table")

// names are a header row's, without the blank ones at its end.
func names(cells []string) (names []string) {
	for _, name := range cells {
		names = append(names, trim(name))
	}
	for len(names) > 1 && names[len(names)-1] == "" {
		names = names[:len(names)-1]
	}
	return names
}

func upTo(n int) (order []int) {
	for i := range n {
		order = append(order, i)
	}
	return order
}

// sameNames finds each column among a sheet's names; nil if they are not the same.
func sameNames(columns, names []string) []int {
	if slices.Equal(columns, names) {
		return upTo(len(columns))
	}
	if len(columns) != len(names) {
		return nil
	}
	var order []int
	for _, column := range columns {
		i := slices.Index(names, column)
		if i < 0 || slices.Contains(order, i) {
			return nil
		}
		order = append(order, i)
	}
	return order
}

func blankRow(cells []string) bool { return len(strings.TrimSpace(strings.Join(cells, ""))) == 0 }

// sheetRows maps records to sheet rows, and finds their cells again.
type sheetRows struct {
	path    string
	read    string
	columns int
	breaks  []rowBreak
}

// rowBreak says that from a record on, rows are counted from this one.
type rowBreak struct {
	record, line int
	sheet        string
}

func (r *sheetRows) note(record, line int, sheet string) {
	if n := len(r.breaks); n > 0 && r.breaks[n-1].sheet == sheet && line-r.breaks[n-1].line == record-r.breaks[n-1].record {
		return
	}
	r.breaks = append(r.breaks, rowBreak{record, line, sheet})
}

func (r *sheetRows) cells(want []Spot) ([]Cell, error) {
	cells, err := csvPlace{o: Options{Delimiter: ","}, path: r.path, plain: r.read}.cells(want)
	if err != nil {
		return nil, err
	}
	for i := range cells {
		var at rowBreak
		for _, b := range r.breaks {
			if b.record <= want[i].Record {
				at = b
			}
		}
		cells[i].Place = diag.Place{File: r.path, Sheet: at.sheet, Line: at.line + want[i].Record - at.record, Column: want[i].Column + 1}
	}
	return cells, nil
}
