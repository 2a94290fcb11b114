package export

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"shingle/generator/internal/diag"
)

// odsForm is an OpenDocument spreadsheet.
var odsForm = bookForm{".ods", func(plain string) (spreadsheet, error) { return openODS(plain) }}.form("ODS", []string{".ods"}, func(_ string, head magic) error {
	if !head.zip {
		return refusal("is not a spreadsheet (.ods)")
	}
	return nil
})

// An odsBook is an OpenDocument spreadsheet, whose cells say what they are in so many
// words: a date, a time, a number.
type odsBook struct {
	zip     *zip.ReadCloser
	content *zip.File
	names   []string
	unseen  map[string]bool        // sheets that are hidden
	notes   map[string]*sheetNotes // of the sheets that were read
}

const (
	odsTable  = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
	odsText   = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
	odsStyle  = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
	odsOffice = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
	maxWide   = 1 << 14 // columns of a sheet
)

func openODS(plain string) (*odsBook, error) {
	if err := bounded(plain); err != nil {
		return nil, err
	}
	z, err := zip.OpenReader(plain)
	if err != nil {
		return nil, err
	}
	b := &odsBook{zip: z, unseen: map[string]bool{}, notes: map[string]*sheetNotes{}}
	for _, f := range z.File {
		switch f.Name {
		case "content.xml":
			b.content = f
		case "META-INF/manifest.xml":
			if locked(f) {
				z.Close()
				return nil, refusal("is locked by a password; save it without one")
			}
		}
	}
	if b.content == nil {
		z.Close()
		return nil, errors.New("no content")
	}
	err = b.read(func(name string) (func(int, []string) error, error) {
		b.names = append(b.names, name)
		return nil, nil
	})
	if err == nil && len(b.names) == 0 {
		err = errors.New("no sheets")
	}
	if err != nil {
		z.Close()
		return nil, err
	}
	return b, nil
}

// locked tells whether the parts of a spreadsheet are encrypted.
func locked(manifest *zip.File) bool {
	r, err := manifest.Open()
	if err != nil {
		return false
	}
	defer r.Close()
	text, _ := io.ReadAll(io.LimitReader(r, 1<<20))
	return strings.Contains(string(text), "encryption-data")
}

func (b *odsBook) sheets() []string { return b.names }

func (b *odsBook) hidden(sheet string) bool { return b.unseen[sheet] }

func (b *odsBook) note(_, name string, sheets []string, problems *diag.List) {
	for _, sheet := range sheets {
		b.notes[sheet].tell(diag.Place{File: name, Sheet: sheet}, problems)
	}
}

func (b *odsBook) close() { b.zip.Close() }

func (b *odsBook) each(sheet string, row func(line int, cells []string) error) error {
	return b.read(func(name string) (func(int, []string) error, error) {
		if name == sheet {
			b.notes[sheet] = &sheetNotes{first: map[string]string{}}
			return row, nil
		}
		return nil, nil
	})
}

// read walks through the sheets; want says what is to be done with the rows of one, nil
// for nothing.
func (b *odsBook) read(want func(sheet string) (func(int, []string) error, error)) error {
	r, err := b.content.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	d := xml.NewDecoder(r)
	style, unseen := "", map[string]bool{} // by style, whether a sheet of it is hidden
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		start, ok := t.(xml.StartElement)
		switch {
		case !ok:
		case start.Name.Space == odsStyle && start.Name.Local == "style":
			style = attr(start, odsStyle, "name")
		case start.Name.Space == odsStyle && start.Name.Local == "table-properties":
			unseen[style] = attr(start, odsTable, "display") == "false"
		case start.Name.Space == odsTable && start.Name.Local == "table":
			name := attr(start, odsTable, "name")
			b.unseen[name] = unseen[attr(start, odsTable, "style-name")]
			row, err := want(name)
			if err != nil {
				return err
			}
			notes := b.notes[name]
			if row == nil {
				row, notes = func(int, []string) error { return nil }, nil
			}
			if err := odsRows(d, notes, row); err != nil {
				return err
			}
		}
	}
}

// odsRows hands out the rows of the sheet that the decoder is in, and notes what is odd in them.
func odsRows(d *xml.Decoder, notes *sheetNotes, row func(int, []string) error) error {
	line := 1
	for {
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.EndElement:
			if t.Name.Space == odsTable && t.Name.Local == "table" {
				return nil
			}
		case xml.StartElement:
			if t.Name.Space != odsTable || t.Name.Local != "table-row" {
				continue
			}
			cells, err := odsCells(d, notes, line)
			if err != nil {
				return err
			}
			again := repeated(t, "number-rows-repeated")
			if blankRow(cells) {
				line += again
				continue
			}
			if line+again-1 > maxLine {
				return refusal(fmt.Sprintf("has a row beyond %d, the last one of a workbook", maxLine))
			}
			if shows := attr(t, odsTable, "visibility"); notes != nil && (shows == "collapse" || shows == "filter") {
				for n := range again {
					notes.put("hidden", &notes.hidden, strconv.Itoa(line+n))
				}
			}
			for range again {
				if err := row(line, append([]string(nil), cells...)); err != nil {
					return err
				}
				line++
			}
		}
	}
}

// odsCells reads the cells of a row, without the blank ones at its end.
func odsCells(d *xml.Decoder, notes *sheetNotes, line int) (cells []string, err error) {
	blanks := 0
	for {
		t, err := d.Token()
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.EndElement:
			if t.Name.Local == "table-row" {
				return cells, nil
			}
		case xml.StartElement:
			if t.Name.Local != "table-cell" && t.Name.Local != "covered-table-cell" {
				continue
			}
			text, err := odsCell(d, t)
			if err != nil {
				return nil, err
			}
			if notes != nil && max(repeated(t, "number-columns-spanned"), repeated(t, "number-rows-spanned")) > 1 {
				notes.put("merged", &notes.merged, fmt.Sprintf("in row %d", line))
			}
			again := repeated(t, "number-columns-repeated")
			if text == "" {
				blanks += again
				continue
			}
			if len(cells)+blanks+again > maxWide {
				return nil, refusal(fmt.Sprintf("has a row of more than %d cells, want a table", maxWide))
			}
			cells = append(cells, make([]string, blanks)...)
			for range again {
				cells = append(cells, text)
			}
			blanks = 0
		}
	}
}

// odsCell is a cell's text: what it holds, not how it is shown.
func odsCell(d *xml.Decoder, start xml.StartElement) (string, error) {
	shown, err := odsShown(d, start.Name.Local)
	if err != nil {
		return "", err
	}
	value := attr(start, odsOffice, "value")
	switch attr(start, odsOffice, "value-type") {
	case "float", "currency":
		return shortest(value), nil
	case "percentage":
		if part, err := strconv.ParseFloat(value, 64); err == nil {
			return percent(part), nil
		}
		return value, nil
	case "date":
		return strings.TrimSuffix(strings.Replace(attr(start, odsOffice, "date-value"), "T", " ", 1), " 00:00:00"), nil
	case "time":
		return odsTime(attr(start, odsOffice, "time-value")), nil
	case "boolean":
		return attr(start, odsOffice, "boolean-value"), nil
	}
	return shown, nil
}

// odsShown is the text in a cell, a line for each paragraph; notes to it are not part of it.
func odsShown(d *xml.Decoder, end string) (string, error) {
	var b strings.Builder
	depth, aside := 0, 0
	for {
		t, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			switch {
			case t.Name.Local == "annotation":
				aside = depth
			case aside > 0 || t.Name.Space != odsText:
			case t.Name.Local == "p" && b.Len() > 0:
				b.WriteByte('\n')
			case t.Name.Local == "s":
				n, _ := strconv.Atoi(attr(t, odsText, "c"))
				b.WriteString(strings.Repeat(" ", min(max(n, 1), 1000)))
			}
		case xml.EndElement:
			if depth == 0 && t.Name.Local == end {
				return b.String(), nil
			}
			if depth == aside {
				aside = 0
			}
			depth--
		case xml.CharData:
			if depth > 0 && aside == 0 {
				b.Write(t)
			}
		}
	}
}

var odsSpan = regexp.MustCompile(`^PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S$`)

// odsTime writes PT09H05M00S as 09:05:00.
func odsTime(s string) string {
	found := odsSpan.FindStringSubmatch(s)
	if found == nil {
		return s
	}
	h, _ := strconv.Atoi(found[1])
	m, _ := strconv.Atoi(found[2])
	sec, _ := strconv.Atoi(found[3])
	return fmt.Sprintf("%02d:%02d:%02d", h, m, sec)
}

func attr(e xml.StartElement, space, name string) string {
	for _, a := range e.Attr {
		if a.Name.Space == space && a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func repeated(e xml.StartElement, name string) int {
	n, err := strconv.Atoi(attr(e, odsTable, name))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, maxLine+1)
}
