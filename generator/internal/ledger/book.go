package ledger

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"maps"
	"slices"
)

// A Book holds sheets by what was asked: their keys and their condition.
type Book map[string]*Sheet

var errBook = errors.New("is no book of sums")

// mostKeys is how many keys a row has at most: far more than are asked for.
const mostKeys = 1 << 10

// The three kinds of keys, as a file tells them.
const (
	unknown = iota
	number
	text
)

// Write writes a book: each sheet column by column, texts once.
func (b Book) Write(to io.Writer) error {
	w := &writer{Writer: bufio.NewWriterSize(to, 1<<16), texts: map[string]uint64{}}
	w.size(len(b))
	for _, asked := range slices.Sorted(maps.Keys(b)) {
		s := b[asked]
		w.text(asked)
		w.size(len(s.keys))
		w.size(s.Rows())
		for row := range s.rows {
			for i := range s.keys {
				w.key(s.keys[i].of(row))
			}
		}
		w.size(len(s.Sums))
		for _, name := range slices.Sorted(maps.Keys(s.Sums)) {
			w.text(name)
			column := s.Sums[name]
			for row := range s.rows {
				w.whole(column.At(row))
			}
		}
	}
	return w.Flush()
}

type writer struct {
	*bufio.Writer
	texts map[string]uint64 // that were written, and their numbers
}

func (w *writer) key(key any) {
	switch key := key.(type) {
	case int64:
		w.size(number)
		w.whole(key)
	case string:
		w.size(text)
		w.text(key)
	default:
		w.size(unknown)
	}
}

func (w *writer) size(n int) {
	w.Write(binary.AppendUvarint(w.AvailableBuffer(), uint64(n)))
}

func (w *writer) whole(n int64) {
	w.Write(binary.AppendVarint(w.AvailableBuffer(), n))
}

// text writes the number of a text, and the text itself if it is the first time.
func (w *writer) text(s string) {
	n, known := w.texts[s]
	if !known {
		n = uint64(len(w.texts))
		w.texts[s] = n
	}
	w.size(int(n))
	if !known {
		w.size(len(s))
		w.WriteString(s)
	}
}

// Read reads a book; what does not come to one is an error.
func Read(from io.Reader) (b Book, err error) {
	left, err := io.ReadAll(from)
	if err != nil {
		return nil, err
	}
	r := &reader{left: left}
	b = Book{}
	for range r.size() {
		asked := r.text()
		width, rows := r.size(), r.size()
		if width > mostKeys || width == 0 && rows > 1 { // without keys there is one sum of all
			r.fail(errBook)
		}
		if r.err != nil {
			break
		}
		s := New(width, nil)
		keys := make([]any, width)
		for range rows {
			for i := range keys {
				keys[i] = r.key()
			}
			if r.err != nil {
				break
			}
			s.key(keys)
		}
		for range r.size() {
			name, column := r.text(), &Numbers{}
			for row := range s.rows {
				if r.err != nil {
					break
				}
				column.Put(row, r.whole())
			}
			s.Sums[name] = column
			if r.err != nil {
				break
			}
		}
		b[asked] = s
		if r.err != nil {
			break
		}
	}
	return b, r.err
}

type reader struct {
	left  []byte
	texts []any // strings
	err   error
}

func (r *reader) key() any {
	switch r.size() {
	case number:
		return r.whole()
	case text:
		return r.boxed()
	}
	return nil
}

func (r *reader) size() int {
	n, length := binary.Uvarint(r.left)
	if length <= 0 || n > 1<<40 {
		r.fail(errBook)
		return 0
	}
	r.left = r.left[length:]
	return int(n)
}

func (r *reader) whole() int64 {
	n, length := binary.Varint(r.left)
	if length <= 0 {
		r.fail(errBook)
		return 0
	}
	r.left = r.left[length:]
	return n
}

// boxed is a text as a key, of which there are many that are alike.
func (r *reader) boxed() any {
	n := r.size()
	if r.err == nil && n == len(r.texts) {
		length := r.size()
		if r.err != nil || length > len(r.left) {
			r.fail(errBook)
			return ""
		}
		r.texts = append(r.texts, string(r.left[:length]))
		r.left = r.left[length:]
	}
	if r.err != nil || n >= len(r.texts) {
		r.fail(errBook)
		return ""
	}
	return r.texts[n]
}

func (r *reader) text() string { return r.boxed().(string) }

// fail notes the first mistake. What is left is not read any more.
func (r *reader) fail(err error) {
	if r.err == nil {
		r.err, r.left = err, nil
	}
}
