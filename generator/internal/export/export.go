// Package export opens files as they were received from contact centres, survey
// tools and HR, and makes each a relation of text columns that the SQL engine
// can read: CSV and TSV, JSON and NDJSON, Parquet and XLSX, compressed or not, in
// whatever encoding they came. It looks at every byte once, so that nothing is
// lost in silence: what is damaged is refused with its place.
package export

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shingle/generator/internal/diag"
)

// Options say what cannot be found out from the files themselves.
type Options struct {
	Dir        string   // where Files are relative to
	Files      []string // globs
	Encoding   string   // of CSV; "" is found out: UTF-8, or UTF-16 with a byte order mark
	Delimiter  string   // of CSV; "" is found out
	Header     []string // the names of the columns, for files without a first line of names
	SkipRows   int      // lines (or sheet rows) before the header
	HeaderRows int      // rows of names, of which the first counts; 0 is 1
	Sheets     []string // of a workbook; none is every sheet that has the first one's columns
	Preamble   []string // labels above the header, whose values become columns
	Footer     bool     // the last lines, of one field each, are no records
	ShortRows  bool     // a record may lack fields at its end: they are blank
	RecordsAt  string   // keys to the list of records in JSON, such as data.items; "" is found out
	Temp       string   // a folder for rewritten files; the caller removes it
	Seen       *Seen    // counts what is read; nil: nobody wants to know
	Memory     Memory   // nil: nothing is known of any file

	Place     diag.Place             // of the source, for what concerns no single file
	PlaceGlob func(i int) diag.Place // of each glob
}

// Format is how the engine is to read a file.
type Format int

// What is not one of these is rewritten as CSV before the engine sees it.
const (
	CSV Format = iota
	Parquet
)

// A File is one export, ready to be read by the engine.
type File struct {
	Path    string // as people know it
	Read    string // what the engine reads: the file itself, or its rewritten form
	Format  Format
	Comma   byte       // CSV
	Skip    int        // CSV: lines before the first record
	Columns []string   // trimmed header names in file order; nil for Parquet, which the engine knows
	Head    diag.Place // of the header, or of the file where there is no such line
	Longest int        // CSV: no record is longer, in bytes
	Rows    int        // records, without the ragged ones; of Parquet not known yet

	Ragged     []Ragged // records with too few or too many fields: the first of them
	RaggedRows int      // how many there are; they are told, and not read
	FooterRows int      // lines after the last record that are no records
	place      placer
}

// Ragged is a record whose fields are not as many as the header's.
type Ragged struct {
	Place        diag.Place
	Fields, Want int
}

// A Cell is a record's text in one column, and its place in the export.
type Cell struct {
	Place diag.Place
	Text  string
}

// placer finds cells again by record number (from 0, in order of the file).
type placer interface {
	cells(want []Spot) ([]Cell, error)
}

// Spot asks for a cell: a record counted from 0, a column counted from 0.
type Spot struct{ Record, Column int }

// Cells finds cells again, text and place, in the order asked for. It reads the
// export once more: only what goes wrong pays for its place.
func (f *File) Cells(spots []Spot) ([]Cell, error) {
	order := make([]int, len(spots))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(spots[a].Record, spots[b].Record), cmp.Compare(spots[a].Column, spots[b].Column))
	})
	sorted := make([]Spot, len(spots))
	for i, o := range order {
		sorted[i] = spots[o]
	}
	found, err := f.place.cells(sorted)
	if err != nil {
		return nil, fmt.Errorf("reading %s again: %w", f.Path, err)
	}
	cells := make([]Cell, len(spots))
	for i, o := range order {
		cells[o] = found[i]
	}
	return cells, nil
}

// Open finds and opens the files of a source, or notes every mistake in them.
// Files without a single record are left out: a warning beside others, a
// mistake if no file has any.
func Open(o Options, problems *diag.List) []*File {
	paths := find(o, problems)
	var files []*File
	var empty []string
	before := problems.Len()
	for _, path := range paths {
		full := path
		if !filepath.IsAbs(full) {
			full = filepath.Join(o.Dir, path)
		}
		f := open(o, path, full, len(files), problems)
		if f == nil {
			continue
		}
		if f.Format == CSV && f.Rows == 0 && f.RaggedRows == 0 {
			empty = append(empty, path)
			continue
		}
		files = append(files, f)
	}
	for _, path := range empty {
		if len(files) > 0 {
			problems.Warn(diag.Place{File: path}, "holds no rows")
		} else {
			problems.Add(diag.Place{File: path}, "holds no rows, want a header and at least one row")
		}
	}
	if len(files) == 0 && problems.Len() == before && len(paths) > 0 {
		panic("bug: files vanished without a word")
	}
	return files
}

// find lists the files that the globs match, each once, in the order of the
// globs and within one by name.
func find(o Options, problems *diag.List) []string {
	var paths []string
	seen := map[string]bool{}
	for i, glob := range o.Files {
		at := o.Place
		if o.PlaceGlob != nil {
			at = o.PlaceGlob(i)
		}
		full := glob
		if !filepath.IsAbs(full) {
			full = filepath.Join(o.Dir, glob)
		}
		matches, err := match(o.Dir, glob, full)
		if err != nil {
			problems.Add(at, "got %q, want a file or a pattern such as \"data/calls/*.csv\"", glob)
			continue
		}
		n := 0
		for _, found := range matches {
			info, err := os.Stat(found)
			if err == nil && info.IsDir() {
				continue
			}
			n++
			if err == nil && !info.Mode().IsRegular() { // a pipe would be waited for, a device has no end
				problems.Add(at, "%q is a pipe or a device, want a file", glob)
				continue
			}
			path := found
			if !filepath.IsAbs(glob) {
				if rel, err := filepath.Rel(o.Dir, found); err == nil {
					path = filepath.ToSlash(rel)
				}
			}
			if !seen[path] {
				seen[path] = true
				paths = append(paths, path)
			}
		}
		if n == 0 {
			problems.Add(at, "no file matches %q", glob)
		}
	}
	return paths
}

// match gives what a glob stands for. A file of that very name is meant, whatever
// brackets and asterisks are in it; those of the folder never are a pattern.
func match(dir, glob, full string) ([]string, error) {
	if _, err := os.Lstat(full); err == nil {
		return []string{full}, nil
	}
	if !filepath.IsAbs(glob) {
		full = filepath.Join(strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(dir), glob)
	}
	return filepath.Glob(full)
}

// open opens one file by what it holds, checked against what its name says.
func open(o Options, path, full string, number int, problems *diag.List) *File {
	at := diag.Place{File: path}
	plain, of, err := unpack(path, full, o.Temp, number)
	if err == nil {
		plain, err = unambiguous(plain, o.Temp, number)
	}
	if err == nil {
		return of.open(o, path, plain, number, problems)
	}
	var r refusal
	switch {
	case errors.As(err, &r):
		problems.Add(at, "%s", string(r))
	case errors.Is(err, fs.ErrNotExist):
		problems.Add(at, "is not there any more")
	case errors.Is(err, fs.ErrPermission):
		problems.Add(at, "may not be read by this user")
	default:
		problems.Add(at, "cannot be read: %v", err)
	}
	return nil
}

// unambiguous gives a file a name in which the engine sees no pattern.
func unambiguous(path, temp string, number int) (string, error) {
	if !strings.ContainsAny(path, `*?[]{}\`) {
		return path, nil
	}
	full, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	link := tempFile(temp, number, "named")
	return link, os.Symlink(full, link)
}

// refusal is a sentence about a file that will not do.
type refusal string

func (r refusal) Error() string { return string(r) }

// tempFile names the rewritten form of a source's n-th file.
func tempFile(dir string, number int, what string) string {
	return filepath.Join(dir, fmt.Sprintf("%s-%05d", what, number))
}

// trim takes off outer blanks, and a byte order mark that came with a name.
func trim(name string) string { return strings.Trim(name, " \t\r\n\u00a0\ufeff") }
