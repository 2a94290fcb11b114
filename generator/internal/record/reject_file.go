package record

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"strings"
)

// A RejectFile takes the rows that could not be used, as they stand in the exports. They
// may hold anything about anybody, so that only who made the file may read it.
type RejectFile struct {
	file *os.File
	rows *csv.Writer
}

// CreateRejectFile begins such a file, in the place of one that is there.
func CreateRejectFile(name string) (*RejectFile, error) {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, err
	}
	r := &RejectFile{f, csv.NewWriter(f)}
	r.rows.Write([]string{"source", "place", "problem", "row"}) // the writer keeps what goes wrong
	return r, nil
}

// Put adds a row, its fields as a line of CSV in one.
func (r *RejectFile) Put(j Reject) {
	var line bytes.Buffer
	w := csv.NewWriter(&line)
	if j.Row != nil {
		w.Write(j.Row)
		w.Flush()
	}
	r.rows.Write([]string{j.Source, j.Place.String(), j.Problem, strings.TrimSuffix(line.String(), "\n")})
}

// Close writes what is left, and says if anything could not be written.
func (r *RejectFile) Close() error {
	r.rows.Flush()
	return errors.Join(r.rows.Error(), r.file.Close())
}
