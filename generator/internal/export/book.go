package export

import (
	"archive/zip"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

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
	markPart = mark + "p" // of a whole, shown in percent
	markBare = mark + "n" // any other number
)

func openBook(plain string) (book, error) {
	if err := bounded(plain); err != nil {
		return book{}, err
	}
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
		if shows == "" {
			shows = markBare
		}
		id := 0
		if shows != markBare || *xf.NumFmtID != 0 {
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
	case id == 9, id == 10:
		return markPart
	}
	return ""
}

// showsOf tells what a number format shows, by the letters outside of quotes,
// brackets and escapes.
func showsOf(code string) string {
	if strings.HasPrefix(code, `"`+mark) {
		return ""
	}
	var date, clock, span, part bool
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
		case '%':
			part = true
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
	case part:
		return markPart
	}
	return ""
}

// maxLine is a workbook's last row.
const maxLine = 1 << 20

// each hands out the rows of a sheet with their numbers, from 1. They are read
// twice side by side: the exact numbers, and what their styles say that they are.
func (b book) each(sheet string, row func(line int, cells []string) error) error {
	rows, err := b.file.Rows(sheet)
	if err != nil {
		return err
	}
	defer rows.Close()
	exact, err := b.file.Rows(sheet)
	if err != nil {
		return err
	}
	defer exact.Close()
	for line := 1; rows.Next() && exact.Next(); line++ {
		if line > maxLine {
			return fmt.Errorf("a row lies beyond %d, the last one of a workbook", maxLine)
		}
		shown, err := rows.Columns()
		if err != nil {
			return err
		}
		cells, err := exact.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return err
		}
		for i, text := range cells {
			if strings.IndexByte(text, 0) >= 0 {
				return fmt.Errorf("row %d holds a NUL character", line)
			}
			if i < len(shown) {
				cells[i] = b.text(shown[i], text)
			}
		}
		if err := row(line, cells); err != nil {
			return err
		}
	}
	return rows.Error()
}

// text is a cell's text, by what its style shows and by what it holds.
func (b book) text(shown, holds string) string {
	i := strings.Index(shown, mark)
	switch {
	case i >= 0 && i+2 <= len(shown) && !strings.Contains(holds, mark):
		return b.stamp(shown[i:i+2], holds)
	case shown == "TRUE" || shown == "FALSE":
		return strings.ToLower(shown)
	case shown != holds:
		return shortest(holds)
	}
	return holds
}

// shortest writes a number with the digits that Excel keeps, and no exponent.
func shortest(number string) string {
	v, err := strconv.ParseFloat(number, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return number
	}
	if text := strconv.FormatFloat(v, 'f', -1, 64); len(text) < 40 {
		return text
	}
	return number
}

// percent writes a part of a whole as Excel shows it, with all its digits.
func percent(part float64) string {
	v, err := strconv.ParseFloat(strconv.FormatFloat(part*100, 'g', 14, 64), 64)
	if err != nil {
		v = part * 100
	}
	return strconv.FormatFloat(v, 'f', -1, 64) + "%"
}

// stamp writes a marked serial number as a date, a time of day, both or a span.
func (b book) stamp(shows, number string) string {
	serial, err := strconv.ParseFloat(number, 64)
	switch {
	case err != nil:
		return number
	case shows == markPart:
		return percent(serial)
	case shows == markBare || serial < 0 || serial > 2958466: // the year 9999 ends there
		return shortest(number)
	}
	seconds := int64(math.Round(serial * 86400))
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

const (
	maxMember = 1 << 30 // bytes of a workbook's largest part, unpacked
	mayUnpack = 64 << 20
	maxRatio  = 200 // sheets of blanks and doubled texts stay far below
)

// bounded refuses a workbook that would fill the memory once unpacked. What a part
// says of its size is held against it while it is unpacked.
func bounded(path string) error {
	z, err := zip.OpenReader(path)
	if err != nil {
		return err
	}
	defer z.Close()
	for _, part := range z.File {
		size, packed := part.UncompressedSize64, max(part.CompressedSize64, 1)
		if size > maxMember || size > mayUnpack && size/packed > maxRatio {
			return refusal(fmt.Sprintf("unpacks to %d MB, more than a workbook of its size can hold; want it saved anew, or as CSV", size>>20))
		}
	}
	return nil
}
