package export

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"shingle/generator/internal/diag"
)

// csvForm is text, its fields parted by some character.
var csvForm = form{
	says: "CSV, TSV", endings: []string{".csv", ".tsv", ".txt", ".tab", ""}, open: openCSV, look: (*Peek).text,
	refuse: func(ending string, head magic) error {
		switch {
		case head.zip:
			return refusal("is a zip file (a workbook under another name?), want text")
		case head.ole:
			return refusal("is an old or locked workbook (.xls), want text")
		case head.parquet:
			return refusal("is Parquet under the name of " + ending + ", want it named .parquet")
		}
		return nil
	},
}

// openCSV looks at a CSV file whole, and rewrites it if the engine would read it
// otherwise than people do.
func openCSV(o Options, path, plain string, number int, problems *diag.List) *File {
	at := diag.Place{File: path}
	plain, err := decode(o.Encoding, plain, o.Temp, number)
	switch {
	case errors.Is(err, errEncoding):
		problems.Add(o.Place, "encoding: got %q, want such as \"windows-1252\" or \"iso-8859-15\"", o.Encoding)
		return nil
	case err != nil:
		problems.Add(at, "%v", err)
		return nil
	}
	c, err := startCSV(o, path, plain)
	if err != nil {
		problems.Add(at, "%v", err)
		return nil
	}
	if c == nil {
		return &File{Path: path, Format: CSV, Head: at}
	}
	defer c.close()
	if len(c.wrong) > 0 {
		problems.Put(c.wrong...)
		return nil
	}
	head := make([]byte, c.offset()-c.mark)
	s, err := c.survey(plain)
	if err != nil {
		problems.Add(at, "%v", err)
		return nil
	}
	if len(s.wrong) > 0 {
		problems.Put(s.wrong...)
		return nil
	}
	c.file.ReadAt(head, c.mark) // its line ends may differ from the records'
	returns := bytes.Count(head, []byte("\r\n"))
	if s.crlf+returns > 0 && s.lf+bytes.Count(head, []byte{'\n'})-returns > 0 {
		s.odd = true
	}
	f := &File{
		Path: path, Read: plain, Format: CSV, Comma: c.walker.comma, Skip: c.skip,
		Columns: c.columns, Head: c.head, Rows: s.rows, Longest: 2 * s.longest, Ragged: s.ragged, RaggedRows: s.raggedRows, FooterRows: len(s.tail),
		place: csvPlace{o: o, path: path, plain: plain},
	}
	if s.odd || c.odd {
		f.Read, f.Comma, f.Skip = tempFile(o.Temp, number, "rewritten"), ',', 1
		if err := c.again(func() error { return rewrite(c, f.Read) }); err != nil {
			problems.Add(at, "cannot be rewritten: %v", err)
			return nil
		}
	}
	return f
}

// survey looks at every byte behind the header, unless it is known that there is nothing but records.
func (c *csvText) survey(plain string) (*survey, error) {
	o := c.options
	key := fmt.Sprintf("records %q %d %q %d %v %v", o.Encoding, c.offset(), c.walker.comma, c.width, o.Footer, o.ShortRows)
	if s := recall(o.Memory, c.path, key); s != nil {
		c.walker.seen.pass(plain, s.rows)
		return s, nil
	}
	var s *survey
	if !o.Footer && !o.ShortRows {
		bytes, rows := o.Seen.both()
		if s = inParallel(plain, c.offset(), c.walker.comma, c.width, o.Seen); s == nil {
			o.Seen.back(bytes, rows)
		}
	}
	if s == nil {
		var err error
		if s, err = examine(c.walker, c.path, c.width, o); err != nil {
			return nil, err
		}
	}
	s.remember(o.Memory, c.path, key)
	return s, nil
}

// csvText is a CSV file opened past its header.
type csvText struct {
	file    *os.File
	walker  *walker
	columns []string
	width   int            // fields of a record; the columns beyond stand above the header
	extra   []extra        // those
	skip    int            // lines before the first record, as the engine counts them
	odd     bool           // the header is not one plain line
	mark    int64          // bytes of the byte order mark
	wrong   []diag.Problem // in the header
	head    diag.Place     // of the header
	options Options
	path    string
}

func (c *csvText) close() { c.file.Close() }

// offset is where the first record begins in the file.
func (c *csvText) offset() int64 {
	return c.walker.read - int64(len(c.walker.buf)-c.walker.from) + c.mark
}

// again runs f with the text opened anew.
func (c *csvText) again(f func() error) error {
	o := c.options
	o.Seen = nil // it was counted
	fresh, err := startCSV(o, c.path, c.file.Name())
	if err != nil {
		return err
	}
	defer fresh.close()
	c.walker = fresh.walker
	return f()
}

// startCSV finds the separator and the header; nil if there is nothing at all.
func startCSV(o Options, path, plain string) (*csvText, error) {
	file, err := os.Open(plain)
	if err != nil {
		return nil, err
	}
	c := &csvText{file: file, options: o, path: path, skip: o.SkipRows}
	buffered := bufio.NewReaderSize(file, block)
	if mark, _ := buffered.Peek(3); bytes.Equal(mark, []byte("\xef\xbb\xbf")) {
		buffered.Discard(3)
		c.mark = 3
	}
	head, _ := buffered.Peek(block)
	c.walker = newWalker(buffered, separator(o, head))
	c.walker.seen = o.Seen
	if comma := sepLine(head); comma != 0 {
		c.walker.comma = comma
		o.SkipRows = max(o.SkipRows, 1)
		c.skip = o.SkipRows
	}
	if len(o.Preamble) > 0 {
		if c.extra, c.wrong = preambleOf(o.Preamble, above(path, head, o.SkipRows, c.walker.comma), diag.Place{File: path}); len(c.wrong) > 0 {
			return c, nil
		}
		c.odd = true
	}
	if err := c.walker.skip(o.SkipRows); err != nil && err != io.EOF {
		return nil, err
	}
	if len(o.Header) > 0 {
		c.named(o.Header)
		c.head = diag.Place{File: path}
		return c, nil
	}
	for {
		data, r, err := c.walker.record()
		if err == io.EOF {
			file.Close()
			return nil, nil
		}
		if err != nil {
			file.Close()
			return nil, err
		}
		at := diag.Place{File: path, Line: c.walker.line}
		c.wrong = damage(data, at)
		if r.quote >= 0 {
			c.wrong = append(c.wrong, diag.Problem{Place: at, Text: "the header's quotes are not closed"})
		}
		if len(c.wrong) > 0 {
			return c, nil
		}
		c.head = at
		c.walker.line += r.lines
		if len(bytes.TrimSpace(data)) == 0 {
			c.odd = true // lines before the header
			continue
		}
		c.odd = c.odd || r.odd || r.lines > 1
		c.skip += r.lines
		c.named(split(data, c.walker.comma, nil))
		return c, c.passOver(o.HeaderRows - 1)
	}
}

// named notes the columns: those of the header, and those that stand above it.
func (c *csvText) named(header []string) {
	for _, name := range header {
		c.columns = append(c.columns, trim(name))
	}
	c.width = len(c.columns)
	for _, e := range c.extra {
		c.columns = append(c.columns, e.name)
	}
}

// holds tells whether a measured record is one of the file's.
func (c *csvText) holds(data []byte, r record) bool {
	return (r.fields == c.width || c.options.ShortRows && r.fields < c.width) && !c.isBlank(data, r)
}

// fields are the texts of a record, those that stand above the header as well.
func (c *csvText) fields(data []byte, fields []string) []string {
	fields = split(data, c.walker.comma, fields)
	for len(fields) < c.width {
		fields = append(fields, "")
	}
	for _, e := range c.extra {
		fields = append(fields, e.value)
	}
	return fields
}

// passOver passes over further rows of names.
func (c *csvText) passOver(rows int) error {
	for range rows {
		_, r, err := c.walker.record()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		c.walker.line += r.lines
		c.skip += r.lines
		c.odd = c.odd || r.odd || r.lines > 1
	}
	return nil
}

// sepLine is the separator that a first line such as "sep=;" tells Excel, else 0.
func sepLine(head []byte) byte {
	line, _, _ := bytes.Cut(head, []byte{'\n'})
	line = bytes.Trim(bytes.TrimRight(line, "\r"), `"`)
	if len(line) == 5 && bytes.EqualFold(line[:4], []byte("sep=")) && line[4] < utf8.RuneSelf {
		return line[4]
	}
	return 0
}

var separators = map[string]byte{",": ',', ";": ';', "\t": '\t', "tab": '\t', "|": '|'}

// separator is the one said, or else the one that gives the first records the
// same number of fields, more than one.
func separator(o Options, head []byte) byte {
	if c, ok := separators[o.Delimiter]; ok {
		return c
	}
	for range o.SkipRows {
		if n := bytes.IndexByte(head, '\n'); n >= 0 {
			head = head[n+1:]
		}
	}
	best, most, even := byte(','), 1, false
	for _, c := range []byte{',', ';', '\t', '|'} {
		first, same, rest := 0, true, head
		for range 50 {
			r := next(rest, c, false)
			if r.end == 0 {
				if first == 0 {
					r = next(rest, c, true)
					first = r.fields
				}
				break
			}
			if !r.blank && r.quote < 0 {
				if first == 0 {
					first = r.fields
				}
				same = same && r.fields == first
			}
			rest = rest[r.end:]
		}
		if first > 1 && (same && !even || same == even && first > most) {
			best, most, even = c, first, same
		}
	}
	return best
}

// rewrite writes the records as the engine reads them best: commas, quotes only
// where needed, line feeds, no blank lines, no ragged rows.
func rewrite(c *csvText, path string) error {
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	defer out.Close()
	w := newWriter(out)
	w.record(c.columns)
	var fields []string
	for {
		data, r, err := c.walker.record()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if !c.holds(data, r) {
			continue
		}
		fields = c.fields(data, fields)
		w.record(fields)
	}
	return w.close()
}

func (c *csvText) isBlank(data []byte, r record) bool {
	return r.blank || r.fields == 1 && len(bytes.TrimSpace(data)) == 0
}

// csvPlace finds cells of a CSV file again.
type csvPlace struct {
	o           Options
	path, plain string
}

func (p csvPlace) cells(want []Spot) ([]Cell, error) {
	c, err := startCSV(p.o, p.path, p.plain)
	if err != nil {
		return nil, err
	}
	defer c.close()
	cells := make([]Cell, 0, len(want))
	for record := 0; len(cells) < len(want); {
		data, r, err := c.walker.record()
		if err != nil {
			return nil, err
		}
		if c.holds(data, r) {
			var fields []string
			for len(cells) < len(want) && want[len(cells)].Record == record {
				if fields == nil {
					fields = c.fields(data, nil)
				}
				col := want[len(cells)].Column
				at := diag.Place{File: p.path, Line: c.walker.line, Column: col + 1}
				if col >= c.width {
					at = c.extra[col-c.width].place
				}
				cells = append(cells, Cell{Place: at, Text: fields[col]})
			}
			record++
		}
		c.walker.line += r.lines
	}
	return cells, nil
}
