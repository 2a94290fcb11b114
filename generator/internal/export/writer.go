package export

import (
	"bufio"
	"os"
	"strings"
)

// A writer writes CSV as the engine reads it best.
type writer struct {
	b   *bufio.Writer
	f   *os.File
	err error
}

func newWriter(f *os.File) *writer { return &writer{b: bufio.NewWriterSize(f, block), f: f} }

// record writes one record and gives its length, doubled quotes and all.
func (w *writer) record(fields []string) (length int) {
	for i, field := range fields {
		length += 2*len(field) + 3
		if i > 0 {
			w.b.WriteByte(',')
		}
		if strings.ContainsAny(field, ",\"\r\n") || strings.HasPrefix(field, " ") || strings.HasSuffix(field, " ") || len(fields) == 1 {
			w.b.WriteByte('"')
			w.b.WriteString(strings.ReplaceAll(field, `"`, `""`))
			w.b.WriteByte('"')
			continue
		}
		w.b.WriteString(field)
	}
	w.b.WriteByte('\n')
	return length
}

func (w *writer) close() error {
	if err := w.b.Flush(); err != nil {
		return err
	}
	return w.f.Close()
}
