package export

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"

	"shingle/generator/internal/diag"
)

// A Cut is the beginning of a file, cut into rows in one way: a sheet, or a separator.
type Cut struct {
	Sheet string
	Comma byte
	Lines []int // of each row, counted from 1
	Rows  [][]string
	Named bool // the first row is the columns, whatever stands in it (JSON)
}

// A Peek is what the beginning of a file shows before anybody has said how to read it.
type Peek struct {
	Encoding string // "" is UTF-8, or needs no word
	Cuts     []Cut
}

const (
	peekBytes = 1 << 20
	peekRows  = 60
)

// Look reads the beginning of a file in every way in which it can be cut. Of Parquet there is
// none: the engine knows its columns.
func Look(o Options, path string, problems *diag.List) *Peek {
	plain, of, err := unpack(path, path, o.Temp, 0)
	p := &Peek{Encoding: o.Encoding}
	if err == nil {
		err = of.look(p, o, plain)
	}
	var wrong *jsonError
	switch {
	case errors.As(err, &wrong):
		problems.Add(diag.Place{File: path, Line: wrong.line}, "%s", wrong.text)
	case errors.Is(err, os.ErrNotExist):
		problems.Add(diag.Place{File: path}, "no file matches %q", path)
	case err != nil:
		problems.Add(diag.Place{File: path}, "%v", err)
	default:
		return p
	}
	return nil
}

func (p *Peek) text(o Options, plain string) (err error) {
	if p.Encoding == "" {
		if p.Encoding, err = Encoding(plain); err != nil {
			return err
		}
	}
	if plain, err = decode(p.Encoding, plain, o.Temp, 0); err != nil {
		return err
	}
	f, err := os.Open(plain)
	if err != nil {
		return err
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, peekBytes))
	if err != nil {
		return err
	}
	whole := len(head) < peekBytes
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	for _, comma := range []byte{',', ';', '\t', '|'} {
		p.Cuts = append(p.Cuts, cutText(head, comma, whole))
	}
	return nil
}

// cutText cuts a text's first lines at a separator. A line whose quotes do not close is
// taken as it stands.
func cutText(head []byte, comma byte, whole bool) Cut {
	c := Cut{Comma: comma}
	for line := 1; len(head) > 0 && len(c.Rows) < peekRows; {
		r := next(head, comma, whole)
		if r.end == 0 || r.quote >= 0 {
			end := bytes.IndexByte(head, '\n') + 1
			if end == 0 {
				end = len(head)
			}
			r = record{end: end, lines: 1}
		}
		c.Lines = append(c.Lines, line)
		c.Rows = append(c.Rows, split(head[:r.end], comma, nil))
		head, line = head[r.end:], line+r.lines
	}
	return c
}

func (p *Peek) book(o Options, plain string, of bookForm) error {
	book, err := of.open(plain)
	var r refusal
	if errors.As(err, &r) {
		return r
	}
	if err != nil {
		return refusal("is not a workbook (" + of.ending + "), or damaged")
	}
	defer book.close()
	for _, sheet := range book.sheets() {
		if len(o.Sheets) > 0 && o.Sheets[0] != sheet {
			continue
		}
		c := Cut{Sheet: sheet}
		err := book.each(sheet, func(line int, cells []string) error {
			c.Lines, c.Rows = append(c.Lines, line), append(c.Rows, append([]string(nil), cells...))
			if len(c.Rows) == peekRows {
				return io.EOF
			}
			return nil
		})
		if err != nil && err != io.EOF {
			return refusal("is damaged in sheet " + sheet)
		}
		p.Cuts = append(p.Cuts, c)
	}
	return nil
}

func (p *Peek) json(o Options, plain string) error {
	keys, err := envelope(plain, o.RecordsAt)
	if err != nil {
		return err
	}
	f, err := os.Open(plain)
	if err != nil {
		return err
	}
	defer f.Close()
	d := newJSONReader(bufio.NewReader(f), keys)
	c := Cut{Named: true, Lines: []int{0}, Rows: [][]string{nil}}
	known := map[string]int{}
	for len(c.Rows) <= peekRows {
		names, values, err := d.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		row := make([]string, len(c.Rows[0]))
		for i, name := range names {
			at, ok := known[name]
			if !ok {
				at = len(c.Rows[0])
				known[name] = at
				c.Rows[0] = append(c.Rows[0], name)
				row = append(row, "")
			}
			row[at] = values[i]
		}
		c.Lines, c.Rows = append(c.Lines, d.line), append(c.Rows, row)
	}
	p.Cuts = append(p.Cuts, c)
	return nil
}

// Above is how many lines stand above the header of a text that nobody knows: it is the first
// of those with as many fields as most.
func Above(p *Peek) int {
	for _, c := range p.Cuts {
		if c.Named {
			return 0
		}
	}
	best, most, lines := 0, 0, 0
	for _, c := range p.Cuts {
		counts := map[int]int{}
		for _, row := range c.Rows {
			counts[len(trimmed(row))]++
		}
		for width, n := range counts {
			if width > 1 && n*2 > len(c.Rows) && (n > most || n == most && width > best) {
				best, most, lines = width, n, c.first(width)
			}
		}
	}
	return lines
}

// first is how many lines stand above the first row of a width, where they are fewer
// than that.
func (c Cut) first(width int) int {
	for i, row := range c.Rows {
		if n := len(trimmed(row)); n >= width {
			if i == 0 || c.Lines[i] == 1 {
				return 0
			}
			for _, above := range c.Rows[:i] {
				if len(trimmed(above)) > 0 {
					return c.Lines[i] - 1
				}
			}
			return 0
		}
	}
	return 0
}

// trimmed is a row without blank cells at its end.
func trimmed(row []string) []string {
	for len(row) > 0 && trim(row[len(row)-1]) == "" {
		row = row[:len(row)-1]
	}
	return row
}
