package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"shingle/generator/internal/byhand"
	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/publish"
	"shingle/generator/internal/record"
	"shingle/generator/internal/words"
)

// config reads config.toml; nil if it cannot be used.
func (j *job) config(problems *diag.List) *config.Config {
	plain := j.site().Plain(problems)
	if !byhand.Regular(j.dir, "config.toml", problems) {
		return nil
	}
	text, err := os.ReadFile(filepath.Join(j.dir, "config.toml"))
	if err != nil {
		problems.AddHint(diag.Place{File: "config.toml"}, "init lays out a new site", "is not in %s", j.dir)
		return nil
	}
	cfg, found := config.Load("config.toml", text, config.Presets(os.DirFS(filepath.Join(j.dir, "presets")), problems)...)
	problems.Append(found)
	cfg.EnginesAre(kindNames(), problems)
	cfg.ColumnsAre(record.Columns, problems)
	if problems.Failed() || !plain {
		return nil
	}
	for _, s := range cfg.Sources {
		if s.Inferred && j.out == "" {
			problems.Put(diag.Problem{Warning: true, Place: cfg.Place(s.Path + ".preset"), Text: fmt.Sprintf("preset %q: nobody has seen a file of this layout yet", s.Preset), Hint: "compare some rows of the export with what check reports, then say confirmed = true"})
		}
	}
	if j.served != "" {
		cfg.Serve(j.served)
	}
	return cfg
}

// globs are the exports as config names them, from where the program runs. A site that would
// lie among them is a mistake.
func (j *job) globs(cfg *config.Config, problems *diag.List) (globs []string) {
	for _, s := range cfg.Sources {
		for _, glob := range s.Files {
			if !filepath.IsAbs(glob) {
				glob = filepath.Join(j.dir, glob)
			}
			globs = append(globs, glob)
			j.beside(filepath.Dir(glob), problems)
		}
	}
	return globs
}

// beside notes a site that would lie among exports; those that lie beside config.toml
// have it in a folder of its own.
func (j *job) beside(exports string, problems *diag.List) {
	var no *publish.Refusal
	within, err := filepath.Rel(exports, j.dir)
	if j.out == "" || strings.ContainsAny(exports, "*?[") || err == nil && filepath.IsLocal(within) {
		return
	}
	if errors.As(publish.Outside(j.out, exports), &no) {
		problems.Add(diag.Place{File: no.Dir}, "%s", no.Text)
	}
}

// A day is what a build takes for the present.
type day struct {
	of    fact.Day
	built time.Time
	dated bool // built is told, not the clock's
}

// day settles which day it is: the one that SOURCE_DATE_EPOCH or config tells, or the clock's.
func (j *job) day(cfg *config.Config, problems *diag.List) (d day, known bool) {
	d = day{of: cfg.AsOf, built: j.now}
	epoch := j.env("SOURCE_DATE_EPOCH")
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	switch {
	case epoch != "" && err != nil:
		problems.Add(diag.Place{File: "SOURCE_DATE_EPOCH"}, "got %q, want seconds since 1970", epoch)
		return d, false
	case epoch != "":
		d.built, d.dated = time.Unix(seconds, 0), true
	case cfg.AsOf != fact.NoDay:
		t := cfg.AsOf.Time()
		d.built, d.dated = time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, cfg.Zone), true
	}
	if d.of == fact.NoDay {
		d.of = fact.DayOf(d.built.In(cfg.Zone))
	}
	return d, true
}

// worded looks whether every word is there that the site needs, and gives those that a draft
// borrows.
func (j *job) worded(cfg *config.Config, problems *diag.List) words.Borrowed {
	return words.Check(cfg, words.Theme{Dir: byhand.ThemeDir, Layers: j.site().Theme()}, j.site().Own(), j.drafts, problems)
}
