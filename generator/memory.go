package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/privacy"
)

// seenBefore is where it stands which scores of people who could be recognised readers have seen,
// in whatever release and folder. It holds nothing that was not published.
const seenBefore = published + "/people.csv"

var seenColumns = []string{"answers", "sources", "team", "channel", "period", "score", "n", "value"}

// seen reads what readers have seen; lost says why that is not known, though something was
// published.
func (j *job) seen() (seen []privacy.Seen, lost string) {
	text, err := os.ReadFile(filepath.Join(j.dir, filepath.FromSlash(seenBefore)))
	switch {
	case errors.Is(err, fs.ErrNotExist) && j.last == nil:
		return nil, ""
	case errors.Is(err, fs.ErrNotExist):
		return nil, seenBefore + " is lost, of which only the release that is being replaced is left"
	case err != nil:
		j.damaged = true
		return nil, seenBefore + " cannot be read"
	}
	j.damaged = true
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	before := len(rows) > 0 && slices.Equal(rows[0], slices.Delete(slices.Clone(seenColumns), 1, 2)) // of a version that did not know of sources
	if err != nil || len(rows) == 0 || !before && !slices.Equal(rows[0], seenColumns) {
		return nil, seenBefore + " is damaged"
	}
	for i, r := range rows[1:] {
		if before {
			r = slices.Insert(r, 1, "")
		}
		n, err := strconv.ParseInt(r[6], 10, 64)
		if err != nil {
			return nil, fmt.Sprintf("%s:%d: got %q, want a number of answers", seenBefore, i+2, short(r[6]))
		}
		seen = append(seen, privacy.Seen{Answers: r[0], Sources: r[1], Segment: fact.Segment{Team: r[2], Channel: r[3]}, Period: r[4], Score: r[5], N: n, Value: r[7]})
	}
	j.damaged = false
	return seen, ""
}

// noted writes what readers have seen, now that they see this release, too.
func (j *job) noted(people *privacy.Inspection, problems *diag.List) {
	seen := people.Seen()
	if len(seen) == 0 || j.damaged { // what is damaged may be mended
		return
	}
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	w.Write(seenColumns)
	for _, s := range seen {
		w.Write([]string{s.Answers, s.Sources, s.Team, s.Channel, s.Period, s.Score, strconv.FormatInt(s.N, 10), s.Value})
	}
	w.Flush()
	name := filepath.Join(j.dir, filepath.FromSlash(seenBefore))
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, text.Bytes()) {
		return
	}
	if err := put(name, text.Bytes()); err != nil {
		problems.Warn(diag.Place{File: seenBefore}, "cannot be written (%v), want a folder that builds may write to: it keeps two releases from telling what one person answered", errors.Unwrap(err))
	}
}

// put writes a file whole, or not at all.
func put(name string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	half := name + ".new"
	if err := os.WriteFile(half, text, 0o666); err != nil {
		return err
	}
	return os.Rename(half, name)
}
