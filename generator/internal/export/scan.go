package export

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
	"unicode/utf8"

	"shingle/generator/internal/diag"
)

const (
	block     = 256 << 10
	maxRecord = 16 << 20 // a longer record is an open quote, not a record
	keep      = 20       // ragged records whose places are kept
)

// A walker hands out the records of a CSV text, block by block.
type walker struct {
	src   io.Reader
	comma byte
	buf   []byte
	from  int // the unread part of buf
	done  bool
	line  int // of the next record
	read  int64
	seen  *Seen
}

func newWalker(src io.Reader, comma byte) *walker {
	return &walker{src: src, comma: comma, line: 1}
}

// fill reads on, keeping what is unread.
func (w *walker) fill() error {
	w.buf = append(w.buf[:0], w.buf[w.from:]...)
	w.from = 0
	if cap(w.buf)-len(w.buf) < block {
		w.buf = append(make([]byte, 0, 2*cap(w.buf)+2*block), w.buf...)
	}
	n, err := w.src.Read(w.buf[len(w.buf) : len(w.buf)+block])
	w.buf = w.buf[:len(w.buf)+n]
	w.read += int64(n)
	w.seen.read(n)
	if err == io.EOF {
		w.done = true
		return nil
	}
	return err
}

// record gives the next record; io.EOF after the last.
func (w *walker) record() ([]byte, record, error) {
	for {
		data := w.buf[w.from:]
		if len(data) > 0 {
			if r := next(data, w.comma, w.done); r.end > 0 {
				w.from += r.end
				return data[:r.end], r, nil
			}
		}
		if w.done {
			return nil, record{}, io.EOF
		}
		if len(data) > maxRecord {
			return nil, record{}, errLong
		}
		if err := w.fill(); err != nil {
			return nil, record{}, err
		}
	}
}

// skip passes over whole lines, whatever is in them.
func (w *walker) skip(lines int) error {
	for lines > 0 {
		if n := bytes.IndexByte(w.buf[w.from:], '\n'); n >= 0 {
			w.from += n + 1
			w.line++
			lines--
			continue
		}
		w.from = len(w.buf)
		if w.done {
			return io.EOF
		}
		if err := w.fill(); err != nil {
			return err
		}
	}
	return nil
}

const errLong = refusal("holds a record longer than 16 MB; a quote is open, or this is no CSV")

// A survey is what a look at every byte of a CSV file found.
type survey struct {
	longest    int // bytes of the longest record
	rows       int
	odd        bool // to be rewritten before the engine reads it
	ragged     []Ragged
	raggedRows int
	crlf, lf   int
	wrong      []diag.Problem
	path       string
	want       int
	short      bool     // records may lack fields at their end
	footer     bool     // the last lines of one field are no records
	tail       []Ragged // lines of one field since the last record
	told       int      // rows that were counted aloud
}

// examine counts the records after the header and looks for everything that
// would get lost or mixed up on the way.
func examine(w *walker, path string, want int, o Options) (*survey, error) {
	s := &survey{path: path, want: want, short: o.ShortRows, footer: o.Footer}
	for len(s.wrong) < keep {
		lines := bytes.LastIndexByte(w.buf[w.from:], '\n') + 1
		if lines == 0 && !w.done {
			if len(w.buf)-w.from > maxRecord {
				return nil, errLong
			}
			s.tell(w)
			if err := w.fill(); err != nil {
				return nil, err
			}
			continue
		}
		ahead := 1
		if lines > 0 && s.clean(w.buf[w.from:w.from+lines]) {
			if s.plain(w, lines) > 0 {
				continue
			}
		} else {
			ahead = max(lines, 1)
		}
		if err := s.careful(w, ahead); err == io.EOF {
			break
		} else if err != nil {
			return nil, err
		}
	}
	if s.crlf > 0 && s.lf > 0 {
		s.odd = true
	}
	if s.raggedRows+len(s.tail) > 0 {
		s.odd = true
	}
	return s, nil
}

// tell counts the rows aloud.
func (s *survey) tell(w *walker) {
	if w.seen != nil {
		w.seen.Rows.Add(int64(s.rows - s.told))
		s.told = s.rows
	}
}

// clean tells whether whole lines hold text only, and one kind of line end.
func (s *survey) clean(data []byte) bool {
	if s.want == 1 || bytes.IndexByte(data, 0) >= 0 || !utf8.Valid(data) {
		return false
	}
	returns := bytes.Count(data, []byte{'\r'})
	return returns == 0 || returns == bytes.Count(data, []byte("\r\n"))
}

// plain passes over clean whole lines up to the first that needs a closer look,
// and gives the number of bytes.
func (s *survey) plain(w *walker, end int) int {
	data := w.buf[w.from:]
	comma := []byte{w.comma}
	at := 0
	for at < end {
		n := bytes.IndexByte(data[at:], '\n') + 1
		line := data[at : at+n]
		fields, lines := 0, 1
		if bytes.IndexByte(line, '"') < 0 {
			fields = bytes.Count(line, comma) + 1
		} else {
			r := next(data[at:], w.comma, w.done)
			if r.end == 0 || r.quote >= 0 || r.odd || r.lines > 1 && s.swallows(data[at:at+r.end], w.comma) {
				break
			}
			fields, lines, n = r.fields, r.lines, r.end
			line = data[at : at+n]
		}
		at += n
		s.longest = max(s.longest, n)
		if bytes.HasSuffix(line, []byte("\r\n")) {
			s.crlf++
		} else {
			s.lf++
		}
		switch {
		case fields == s.want && s.tail == nil:
			s.rows++
			w.line += lines
		case fields > 1 || len(bytes.TrimSpace(line)) > 0:
			s.count(w, fields, lines)
		default:
			s.odd = s.odd || len(bytes.Trim(line, "\r\n")) > 0
			w.line += lines
		}
	}
	w.from += at
	return at
}

// careful looks at so many bytes' records one by one.
func (s *survey) careful(w *walker, bytesAhead int) error {
	for passed := 0; passed < bytesAhead; {
		data, r, err := w.record()
		if err != nil {
			return err
		}
		passed += len(data)
		s.longest = max(s.longest, len(data))
		at := diag.Place{File: s.path, Line: w.line}
		s.wrong = append(s.wrong, damage(data, at)...)
		switch {
		case r.quote >= 0:
			at := at
			at.Line += bytes.Count(data[:r.quote], []byte{'\n'})
			s.put(at, "the quote that opens here is not closed before the end of its field")
		case r.lines > 1 && s.swallows(data, w.comma):
			s.put(at, "the quote that opens here swallows %d lines that look like rows of their own", r.lines-1)
		}
		if r.odd {
			s.odd = true
		}
		switch {
		case bytes.HasSuffix(data, []byte("\r\n")):
			s.crlf++
		case bytes.HasSuffix(data, []byte("\n")):
			s.lf++
		}
		if r.blank || r.fields == 1 && len(bytes.TrimSpace(data)) == 0 {
			s.odd = s.odd || !r.blank || s.want == 1
			w.line += r.lines
			continue
		}
		s.count(w, r.fields, r.lines)
	}
	return nil
}

func (s *survey) count(w *walker, fields, lines int) {
	at := Ragged{Place: diag.Place{File: s.path, Line: w.line}, Fields: fields, Want: s.want}
	w.line += lines
	if s.footer && fields == 1 && s.want > 1 {
		s.tail = append(s.tail, at)
		return
	}
	for _, r := range s.tail { // another record follows: they were none of the footer
		s.lame(r)
	}
	s.tail = nil
	switch {
	case fields == s.want:
		s.rows++
	case s.short && fields < s.want:
		s.rows++
		s.odd = true
	default:
		s.lame(at)
	}
}

// lame counts a record that has too few or too many fields.
func (s *survey) lame(r Ragged) {
	s.raggedRows++
	if len(s.ragged) < keep {
		s.ragged = append(s.ragged, r)
	}
}

func (s *survey) put(at diag.Place, format string, args ...any) {
	s.wrong = append(s.wrong, diag.Problem{Place: at, Text: fmt.Sprintf(format, args...)})
}

// swallows tells whether each line of a record that spans several would be a
// row of its own: then a quote was forgotten, and a later one happened to fit.
func (s *survey) swallows(data []byte, comma byte) bool {
	if s.want < 3 {
		return false
	}
	for line := range bytes.Lines(bytes.TrimRight(data, "\r\n")) {
		if bytes.Count(line, []byte{comma})+1 != s.want {
			return false
		}
	}
	return true
}

// inParallel examines the rest of a clean file on every core: each looks at a stretch of
// whole lines. It gives nil if some line is not a record of its own; then the file
// has to be read from the start, one record after the other.
func inParallel(path string, from int64, comma byte, want int, seen *Seen) *survey {
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || want == 1 {
		return nil
	}
	workers := int64(runtime.GOMAXPROCS(0))
	if workers < 2 || info.Size()-from < workers*64*block {
		return nil
	}
	cuts := []int64{from}
	for i := int64(1); i < workers; i++ {
		cut, ok := lineAfter(f, from+i*(info.Size()-from)/workers)
		if !ok {
			return nil
		}
		cuts = append(cuts, cut)
	}
	cuts = append(cuts, info.Size())
	parts := make([]*survey, workers)
	var wg sync.WaitGroup
	for i := range parts {
		wg.Go(func() {
			s := &survey{path: path, want: want}
			w := newWalker(io.NewSectionReader(f, cuts[i], cuts[i+1]-cuts[i]), comma)
			w.seen = seen
			if s.lines(w) {
				parts[i] = s
			}
		})
	}
	wg.Wait()
	all := &survey{path: path, want: want}
	for _, s := range parts {
		if s == nil {
			return nil
		}
		all.rows += s.rows
		all.longest = max(all.longest, s.longest)
		all.crlf += s.crlf
		all.lf += s.lf
	}
	if all.crlf > 0 && all.lf > 0 {
		return nil
	}
	return all
}

// lines counts the records of a stretch of whole lines; false if there is anything
// in it that needs a closer look.
func (s *survey) lines(w *walker) bool {
	for {
		end := bytes.LastIndexByte(w.buf[w.from:], '\n') + 1
		if w.done && end < len(w.buf)-w.from { // the last line has no end
			w.buf = append(w.buf, '\n')
			end = len(w.buf) - w.from
		}
		if end > 0 {
			if !s.clean(w.buf[w.from:w.from+end]) || s.plain(w, end) < end || s.raggedRows > 0 || s.odd || w.line-1 != s.rows {
				return false
			}
		}
		if w.done {
			return true
		}
		if len(w.buf)-w.from > maxRecord {
			return false
		}
		s.tell(w)
		if err := w.fill(); err != nil {
			return false
		}
	}
}

// lineAfter is where the first line after an offset begins.
func lineAfter(f io.ReaderAt, offset int64) (int64, bool) {
	buf := make([]byte, block)
	n, _ := f.ReadAt(buf, offset)
	i := bytes.IndexByte(buf[:n], '\n')
	return offset + int64(i) + 1, i >= 0
}
