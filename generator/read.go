package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/export"
	"shingle/generator/internal/keep"
	"shingle/generator/internal/progress"
	"shingle/generator/internal/record"
)

// opened is a source and its files.
type opened struct {
	source *record.Source
	files  []*export.File
}

// open opens the files of every source.
func (j *job) open(cfg *config.Config, today day, watch *keep.Watch, temp string, problems *diag.List) []opened {
	var all []opened
	var seen export.Seen
	var bytes int64
	if j.Shown() {
		for i := range cfg.Sources {
			o := reading(&cfg.Sources[i])
			o.Dir = j.dir
			bytes += export.Size(o)
		}
	}
	defer j.Watch("looking through", bytes, seen.Bytes.Load, func(int64) int64 { return seen.Rows.Load() }).Done()
	for i := range cfg.Sources {
		s := &cfg.Sources[i]
		temp := filepath.Join(temp, strconv.Itoa(i))
		if err := os.MkdirAll(temp, 0o700); err != nil {
			problems.Add(diag.Place{File: temp}, "%v", err)
			return nil
		}
		source := source(cfg, s, today)
		source.Typed = j.typed(cfg, s, watch, temp)
		if s.Engine != "" {
			all = append(all, opened{source: source})
			continue
		}
		o := reading(s)
		o.Dir, o.Temp, o.Place, o.Seen, o.Memory = j.dir, temp, cfg.Place(s.Path), &seen, memory{watch}
		o.PlaceGlob = func(i int) diag.Place { return cfg.Place(fmt.Sprintf("%s.files[%d]", s.Path, i)) }
		files := export.Open(o, problems)
		source.Rejects = j.reject
		all = append(all, opened{source, files})
	}
	return all
}

// readBy lists the files that the SQL engine may read.
func readBy(sources []opened) []string {
	var files []string
	for _, s := range sources {
		for _, f := range s.files {
			files = append(files, f.Read)
		}
		if s.source.Typed != nil && len(s.files) > 0 {
			files = append(files, s.source.Typed.Files()...)
		}
	}
	return files
}

// load makes the records of every source, and shows how far it is.
func (j *job) load(ctx context.Context, db *engine.DB, there *warehouses, sources []opened, problems *diag.List) ([]*record.Table, error) {
	var bytes, rows int64
	for _, s := range sources {
		for _, f := range s.files {
			if info, err := os.Stat(f.Read); err == nil && f.Format == export.CSV {
				bytes += info.Size()
				rows += int64(f.Rows)
			}
		}
	}
	defer j.Watch("reading", bytes, progress.ReadSoFar(), func(done int64) int64 { return int64(float64(rows) * float64(done) / float64(max(bytes, 1))) }).Done()
	tables := make([]*record.Table, len(sources))
	for i, s := range sources {
		var err error
		if there.cfg.Sources[i].Engine != "" {
			tables[i], err = there.ask(ctx, s.source, i, problems)
		} else {
			tables[i], err = record.Load(ctx, db, s.source, i, s.files, problems)
		}
		if err != nil {
			return nil, err
		}
	}
	return tables, nil
}
