package export

import (
	"os"
	"path/filepath"
	"sync/atomic"

	"shingle/generator/internal/diag"
)

// Seen is how far the looking through CSV files is; it may be read meanwhile.
type Seen struct {
	Bytes, Rows atomic.Int64
}

// read counts bytes as they come in; of a nil Seen nobody wants to know.
func (s *Seen) read(bytes int) {
	if s != nil {
		s.Bytes.Add(int64(bytes))
	}
}

// pass counts a file that need not be looked at.
func (s *Seen) pass(path string, rows int) {
	if info, err := os.Stat(path); s != nil && err == nil {
		s.Bytes.Add(info.Size())
		s.Rows.Add(int64(rows))
	}
}

// back takes back what will be looked at once more.
func (s *Seen) back(bytes, rows int64) {
	if s != nil {
		s.Bytes.Store(bytes)
		s.Rows.Store(rows)
	}
}

func (s *Seen) both() (bytes, rows int64) {
	if s == nil {
		return 0, 0
	}
	return s.Bytes.Load(), s.Rows.Load()
}

// Size is how many bytes the files of a source have, as far as they are there.
func Size(o Options) (bytes int64) {
	var unsaid diag.List
	for _, path := range find(o, &unsaid) {
		if !filepath.IsAbs(path) {
			path = filepath.Join(o.Dir, path)
		}
		if info, err := os.Stat(path); err == nil {
			bytes += info.Size()
		}
	}
	return bytes
}
