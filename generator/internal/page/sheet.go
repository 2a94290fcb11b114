package page

import (
	"bufio"
	"errors"
	"io"
	"strings"
)

// A sheet is a file of rows that is being written.
type sheet struct {
	name  string // from the top of the site
	to    io.Closer
	text  *bufio.Writer
	size  int    // in bytes
	rows  int    // that were written
	comma string // between two rows
	tail  string // behind the last
}

func newSheet(name string, to io.WriteCloser, head, comma, tail string) *sheet {
	s := &sheet{name: name, to: to, text: bufio.NewWriterSize(to, 1<<16), comma: comma, tail: tail}
	s.put([]byte(head))
	return s
}

// put writes some text. What goes wrong is told when the sheet is closed.
func (s *sheet) put(text []byte) {
	n, _ := s.text.Write(text)
	s.size += n
}

func (s *sheet) add(row []byte) {
	if s.rows > 0 {
		s.text.WriteString(s.comma)
		s.size += len(s.comma)
	}
	s.put(row)
	s.rows++
}

func (s *sheet) close() error {
	s.put([]byte(s.tail))
	return errors.Join(s.text.Flush(), s.to.Close())
}

// open begins a finished file.
func (in *Input) open(name string) (io.WriteCloser, error) {
	if in.Create == nil {
		return nobody{io.Discard}, nil
	}
	return in.Create(name)
}

// wrote notes a file whose rows were held against their columns, and how long it is.
func (in *Input) wrote(name string, bytes int) {
	if in.held != nil && strings.HasSuffix(name, ".json") {
		in.held(name, int64(bytes))
	}
}

// publish writes a finished file whole.
func (in *Input) publish(name string, text []byte) error {
	to, err := in.open(name)
	if err != nil {
		return err
	}
	_, err = to.Write(text)
	return errors.Join(err, to.Close())
}

// nobody takes a file that is not asked for.
type nobody struct{ io.Writer }

func (nobody) Close() error { return nil }
