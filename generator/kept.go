package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"shingle/generator/internal/config"
	"shingle/generator/internal/record"
	"shingle/generator/internal/shelf"
)

// manyRows is how many rows make a source worth keeping: what is typed in less than half a
// second is typed again.
const manyRows = 200_000

// typed is where a source's typed rows of earlier builds lie; nil where none are to be kept,
// and where nothing is published that they could be kept for.
func (j *job) typed(cfg *config.Config, s *config.Source, temp string) *record.Typed {
	dir, err := os.UserCacheDir()
	if err != nil || j.sums == nil || !cfg.KeepRecords {
		return nil
	}
	least := int64(manyRows)
	if j.least > 0 {
		least = j.least
	}
	return &record.Typed{
		Shelf: shelf.New(filepath.Join(dir, "shingle", "records"), secret()),
		Least: least, Temp: temp, Sum: j.sum,
		Said: fmt.Sprintf("%s %+v %s %s", program(), reading(s), s.Zone, cfg.Zone),
	}
}

// sum is what is in an export, by the name that people know it by.
func (j *job) sum(path string) string {
	if filepath.IsAbs(path) {
		rel, err := filepath.Rel(j.dir, path)
		if err != nil {
			return ""
		}
		path = filepath.ToSlash(rel)
	}
	return j.sums()[path]
}

// reused tells of the rows that an earlier build had typed.
func (j *job) reused(tables []*record.Table) {
	var rows, of int64
	var saved time.Duration
	for _, t := range tables {
		if t != nil {
			rows, of, saved = rows+t.Reused, of+t.Rows, saved+t.Saved
		}
	}
	if rows > 0 {
		j.aside = fmt.Sprintf("  %d of %d rows as typed before, which took %.3f s", rows, of, saved.Seconds())
	}
}

// shelve keeps the typed rows that are new. The site is published: nobody waits for it.
func (j *job) shelve(tables []*record.Table) {
	j.step("keep")
	for _, t := range tables {
		if t != nil && t.Source.Typed != nil {
			t.Shelve()
			t.Source.Typed.Shelf.Prune(j.now)
		}
	}
}
