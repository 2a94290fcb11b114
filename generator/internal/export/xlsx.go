package export

import (
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"shingle/generator/internal/diag"
)

// openXLSX rewrites one sheet of a workbook as CSV, with dates and times of day
// as ISO 8601 (to the second), numbers in their shortest form, true and false.
func openXLSX(o Options, path, plain string, number int, problems *diag.List) *File {
	at := diag.Place{File: path}
	book, err := openBook(plain)
	if err != nil {
		problems.Add(at, "is not a workbook (.xlsx), or damaged")
		return nil
	}
	defer book.file.Close()
	sheets := book.file.GetSheetList()
	sheet := o.Sheet
	if sheet == "" {
		sheet = sheets[0]
	} else if i, _ := book.file.GetSheetIndex(sheet); i < 0 {
		problems.AddHint(at, diag.DidYouMean(sheet, sheets), "has no sheet %q, only \"%s\"", sheet, strings.Join(sheets, "\", \""))
		return nil
	}
	f := &File{Path: path, Head: at, Read: tempFile(o.Temp, number, "sheet"), Format: CSV, Comma: ',', Skip: 1}
	out, err := os.Create(f.Read)
	if err != nil {
		problems.Add(at, "%v", err)
		return nil
	}
	defer out.Close()
	w := newWriter(out)
	rows := &sheetRows{path: path, sheet: sheet}
	f.place = rows
	if len(o.Header) > 0 {
		f.Columns = o.Header
		w.record(f.Columns)
	}
	err = book.each(sheet, func(line int, cells []string) error {
		switch {
		case line <= o.SkipRows || blankRow(cells):
		case f.Columns == nil:
			f.Head = diag.Place{File: path, Sheet: sheet, Line: line}
			for _, name := range cells {
				f.Columns = append(f.Columns, trim(name))
			}
			for len(f.Columns) > 1 && f.Columns[len(f.Columns)-1] == "" {
				f.Columns = f.Columns[:len(f.Columns)-1]
			}
			w.record(f.Columns)
		case len(strings.Join(cells[min(len(cells), len(f.Columns)):], "")) > 0:
			f.RaggedRows++
			if len(f.Ragged) < keep {
				f.Ragged = append(f.Ragged, Ragged{Place: diag.Place{File: path, Sheet: sheet, Line: line}, Fields: len(cells), Want: len(f.Columns)})
			}
		default:
			for len(cells) < len(f.Columns) {
				cells = append(cells, "")
			}
			f.Longest = max(f.Longest, w.record(cells[:len(f.Columns)]))
			rows.note(f.Rows, line)
			f.Rows++
		}
		return nil
	})
	if err == nil {
		err = w.close()
	}
	if err != nil {
		problems.Add(diag.Place{File: path, Sheet: sheet}, "is damaged: %v", err)
		return nil
	}
	rows.read, rows.columns = f.Read, len(f.Columns)
	return f
}

func blankRow(cells []string) bool { return len(strings.TrimSpace(strings.Join(cells, ""))) == 0 }

// A book is a workbook whose date cells give marked serial numbers instead of
// whatever their format would show.
type book struct {
	file   *excelize.File
	from04 bool // dates count from 1904
}

// Cells formatted as dates come out as mark, what the format shows, the number.
const (
	mark     = "\x1f"
	markDate = mark + "d"
	markTime = mark + "t"
	markBoth = mark + "b"
	markSpan = mark + "s"
)

func openBook(plain string) (book, error) {
	file, err := excelize.OpenFile(plain)
	if err != nil {
		return book{}, err
	}
	if len(file.GetSheetList()) == 0 {
		file.Close()
		return book{}, fmt.Errorf("no sheets")
	}
	b := book{file: file}
	if props, err := file.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		b.from04 = *props.Date1904
	}
	b.markDates()
	return b, nil
}

// markDates gives every cell style that shows a date or a time a format of ours.
func (b book) markDates() {
	styles := b.file.Styles
	if styles == nil || styles.CellXfs == nil {
		return
	}
	ours := map[string]int{}
	for i := range styles.CellXfs.Xf {
		xf := &styles.CellXfs.Xf[i]
		if xf.NumFmtID == nil {
			continue
		}
		shows := ""
		if code, ok := b.custom(*xf.NumFmtID); ok {
			shows = showsOf(code)
		} else {
			shows = builtin(*xf.NumFmtID)
		}
		id := 0
		if shows != "" {
			if ours[shows] == 0 {
				style, err := b.file.NewStyle(&excelize.Style{CustomNumFmt: new(`"` + shows + `"0.0000000000`)})
				if err != nil {
					continue
				}
				ours[shows] = *styles.CellXfs.Xf[style].NumFmtID
				xf = &styles.CellXfs.Xf[i]
			}
			id = ours[shows]
		}
		xf.NumFmtID = &id
	}
}

func (b book) custom(id int) (string, bool) {
	if b.file.Styles.NumFmts == nil {
		return "", false
	}
	for _, f := range b.file.Styles.NumFmts.NumFmt {
		if f.NumFmtID == id {
			return f.FormatCode, true
		}
	}
	return "", false
}

// builtin tells what a number format that a workbook need not spell out shows.
func builtin(id int) string {
	switch {
	case id >= 14 && id <= 17, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 58:
		return markDate
	case id >= 18 && id <= 21, id == 45, id == 47, id >= 32 && id <= 35:
		return markTime
	case id == 22:
		return markBoth
	case id == 46:
		return markSpan
	}
	return ""
}

// showsOf tells what a number format shows, by the letters outside of quotes,
// brackets and escapes.
func showsOf(code string) string {
	if strings.HasPrefix(code, `"`+mark) {
		return ""
	}
	var date, clock, span bool
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '"':
			for i++; i < len(code) && code[i] != '"'; i++ {
			}
		case '\\', '_', '*':
			i++
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return ""
			}
			switch strings.ToLower(code[i+1 : i+end]) {
			case "h", "hh", "m", "mm", "s", "ss":
				span = true
			}
			i += end
		case ';':
			i = len(code)
		case 'y', 'Y', 'd', 'D':
			date = true
		case 'h', 'H', 's', 'S':
			clock = true
		case 'm', 'M':
			if !clock && !span {
				date = date || !strings.ContainsAny(code[i:], "sS")
			}
		case 'G', 'g': // General
			if strings.HasPrefix(strings.ToLower(code[i:]), "general") {
				return ""
			}
		}
	}
	switch {
	case span:
		return markSpan
	case date && clock:
		return markBoth
	case date:
		return markDate
	case clock:
		return markTime
	}
	return ""
}

// each hands out the rows of a sheet with their numbers, from 1.
func (b book) each(sheet string, row func(line int, cells []string) error) error {
	rows, err := b.file.Rows(sheet)
	if err != nil {
		return err
	}
	defer rows.Close()
	for line := 1; rows.Next(); line++ {
		cells, err := rows.Columns()
		if err != nil {
			return err
		}
		for i, text := range cells {
			switch {
			case strings.HasPrefix(text, mark):
				cells[i] = b.stamp(text)
			case text == "TRUE" || text == "FALSE":
				cells[i] = strings.ToLower(text)
			case strings.IndexByte(text, 0) >= 0:
				return fmt.Errorf("row %d holds a NUL character", line)
			}
		}
		if err := row(line, cells); err != nil {
			return err
		}
	}
	return rows.Error()
}

// stamp writes a marked serial number as a date, a time of day, both or a span.
func (b book) stamp(text string) string {
	serial, err := strconv.ParseFloat(text[2:], 64)
	if err != nil || serial < 0 {
		return text[2:]
	}
	seconds := int64(math.Round(serial * 86400))
	shows := text[:2]
	if shows == markSpan || serial < 1 && shows != markDate {
		return fmt.Sprintf("%02d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if b.from04 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	t := epoch.AddDate(0, 0, int(seconds/86400)).Add(time.Duration(seconds%86400) * time.Second)
	if shows == markDate && seconds%86400 == 0 {
		return t.Format(time.DateOnly)
	}
	return t.Format(time.DateTime)
}

// sheetRows maps records to sheet rows, and finds their cells again.
type sheetRows struct {
	path, sheet string
	read        string
	columns     int
	breaks      [][2]int // from this record on, this row
}

func (r *sheetRows) note(record, line int) {
	if n := len(r.breaks); n > 0 && line-r.breaks[n-1][1] == record-r.breaks[n-1][0] {
		return
	}
	r.breaks = append(r.breaks, [2]int{record, line})
}

func (r *sheetRows) cells(want []Spot) ([]Cell, error) {
	cells, err := csvPlace{o: Options{Delimiter: ","}, path: r.path, plain: r.read}.cells(want)
	if err != nil {
		return nil, err
	}
	for i := range cells {
		line := 0
		for _, b := range r.breaks {
			if b[0] <= want[i].Record {
				line = b[1] + want[i].Record - b[0]
			}
		}
		cells[i].Place = diag.Place{File: r.path, Sheet: r.sheet, Line: line, Column: want[i].Column + 1}
	}
	return cells, nil
}
