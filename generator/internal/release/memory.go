package release

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

// Folder is where it is kept what was published, beside config.toml.
const Folder = "published"

// seenBefore is where it stands which scores of people who could be recognised readers have seen,
// in whatever release and folder. It holds nothing that was not published.
const seenBefore = Folder + "/people.csv"

var seenColumns = []string{"answers", "sources", "team", "channel", "period", "score", "n", "value"}

// A Memory is what readers have seen.
type Memory struct {
	Seen    []privacy.Seen
	Lost    string // why that is not known, though something was published
	Damaged bool   // it is there, and cannot be read
	file    string
}

// Remember reads what readers of the site in a folder have seen; before tells whether there is
// a release.
func Remember(dir string, before bool) *Memory {
	m := &Memory{file: filepath.Join(dir, filepath.FromSlash(seenBefore))}
	text, err := os.ReadFile(m.file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if before {
			m.Lost = seenBefore + " is lost, of which only the release that is being replaced is left"
		}
		return m
	case err != nil:
		m.Lost = seenBefore + " cannot be read"
	default:
		m.Seen, m.Lost = parse(text)
	}
	m.Damaged = m.Lost != ""
	return m
}

// parse reads what was kept, or says what is wrong with it.
func parse(text []byte) (seen []privacy.Seen, wrong string) {
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
			return nil, fmt.Sprintf("%s:%d: got %q, want a number of answers", seenBefore, i+2, diag.Short(r[6]))
		}
		seen = append(seen, privacy.Seen{Answers: r[0], Sources: r[1], Segment: fact.Segment{Team: r[2], Channel: r[3]}, Period: r[4], Score: r[5], N: n, Value: r[7]})
	}
	return seen, ""
}

// Keep writes what readers have seen, now that they see a new release, too.
func (m *Memory) Keep(seen []privacy.Seen, problems *diag.List) {
	if len(seen) == 0 || m.Damaged { // what is damaged may be mended
		return
	}
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	w.Write(seenColumns)
	for _, s := range seen {
		w.Write([]string{s.Answers, s.Sources, s.Team, s.Channel, s.Period, s.Score, strconv.FormatInt(s.N, 10), s.Value})
	}
	w.Flush()
	if old, err := os.ReadFile(m.file); err == nil && bytes.Equal(old, text.Bytes()) {
		return
	}
	if err := put(m.file, text.Bytes()); err != nil {
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
