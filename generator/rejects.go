package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shingle/generator/internal/record"
	"shingle/generator/internal/release"
)

// A rejectFile takes the rows that could not be used, as they stand in the exports. They
// may hold anything about anybody, so that only who made the file may read it.
type rejectFile struct {
	file *os.File
	rows *csv.Writer
}

// createRejects begins such a file; not where what is published comes from or goes to.
func createRejects(dir, name string) (*rejectFile, error) {
	full, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	root, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if rel, err := filepath.Rel(root, full); err == nil {
		first, _, within := strings.Cut(filepath.ToSlash(rel), "/")
		if within && slices.Contains([]string{"site", "themes", "public", "data", release.Folder}, first) {
			return nil, &usageError{fmt.Sprintf("--rejects: %s is in %s/, want a place that is neither published nor read from", name, first)}
		}
	}
	f, err := os.OpenFile(full, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, fmt.Errorf("--rejects: %w", err)
	}
	r := &rejectFile{f, csv.NewWriter(f)}
	r.rows.Write([]string{"source", "place", "problem", "row"}) // the writer keeps what goes wrong
	return r, nil
}

// put adds a row, its fields as a line of CSV in one.
func (r *rejectFile) put(j record.Reject) {
	var line bytes.Buffer
	w := csv.NewWriter(&line)
	if j.Row != nil {
		w.Write(j.Row)
		w.Flush()
	}
	r.rows.Write([]string{j.Source, j.Place.String(), j.Problem, strings.TrimSuffix(line.String(), "\n")})
}

// Close writes what is left, and says if anything could not be written.
func (r *rejectFile) Close() error {
	if r == nil {
		return nil
	}
	r.rows.Flush()
	if err := errors.Join(r.rows.Error(), r.file.Close()); err != nil {
		return fmt.Errorf("--rejects: %w", err)
	}
	return nil
}
