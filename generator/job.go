package main

import (
	"cmp"
	"context"
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
	"shingle/generator/internal/export"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/keep"
	"shingle/generator/internal/page"
	"shingle/generator/internal/publish"
	"shingle/generator/internal/record"
	"shingle/generator/internal/release"
	"shingle/generator/internal/score"
	"shingle/generator/internal/scratch"
	"shingle/generator/internal/words"
)

// A job is one build: what is asked for, and what of it must be known to more than the next
// step. What one step makes for the next is handed over in build.
type job struct {
	dir    string // of config.toml
	out    string // where the site goes; "": it is only checked
	live   string // the site that readers see, with which numbers are compared; "": out
	served string // the scheme and host that serve shows it under; "": those of baseURL
	drafts bool
	scores bool // end when the scores are known
	force  bool // build even if nothing has changed
	env    func(string) string
	now    time.Time
	memory int                 // megabytes for the SQL engine; 0: its own default
	least  int64               // rows of a source from which on they are kept; 0: manyRows
	notes  keep.Drawer         // what builds were made of
	reject func(record.Reject) // takes the rows that could not be used; nil: they are only counted

	temp   string
	locked *publish.Target  // nil: it is only checked
	last   *release.Release // the one that is being replaced; nil: none

	steps
	day
	inputs
	result
}

// The day of a build is what it takes for the present.
type day struct {
	asOf  fact.Day
	built time.Time
	dated bool // built is told, not the clock's
}

// A result is what came of a build, for the command that asked for it.
type result struct {
	home      string        // the path that the site stands under
	forms     string        // the origin that readers' answers are sent to
	globs     []string      // of the exports
	read      *page.Input   // what was read and worked out, as far as it got
	lines     []*score.Line // the scores, where no more was asked for
	swapped   bool          // readers see what was built
	unchanged bool          // the site that stands is the one that would be built
	told      string        // what was said when it was
}

// run builds, and reports a folder that may not be replaced together with the
// mistakes of the input.
func (j *job) run(ctx context.Context) (*diag.List, error) {
	j.room()
	j.begun = time.Now()
	var refused diag.List
	target, err := j.claim()
	var no *publish.Refusal
	switch {
	case errors.As(err, &no):
		refused.Add(diag.Place{File: no.Dir}, "%s", no.Text)
	case err != nil:
		return nil, err
	}
	if target != nil {
		defer target.Close()
	}
	j.locked, j.last = target, release.Of(publish.Last(cmp.Or(j.live, j.out)))
	temp, err := scratch.New()
	if err != nil {
		return nil, err
	}
	defer temp.Close()
	j.temp = temp.Path
	problems, err := j.build(ctx)
	j.step("")
	if ctx.Err() != nil && !j.swapped {
		return nil, ctx.Err()
	}
	if problems == nil {
		problems = &diag.List{}
	}
	problems.Append(refused)
	return problems, err
}

// claim locks the folder that the site goes to; what is only checked need not wait
// for another build.
func (j *job) claim() (*publish.Target, error) {
	if j.out == "" {
		return nil, publish.Check(j.live)
	}
	if err := publish.Check(j.out); err != nil {
		return nil, err
	}
	for _, tree := range []string{"data", "site", "themes", "presets", release.Folder} {
		if err := publish.Outside(j.out, filepath.Join(j.dir, tree)); err != nil {
			return nil, err
		}
	}
	return publish.Lock(j.out)
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

// config reads config.toml, and settles which day it is.
func (j *job) config(problems *diag.List) *config.Config {
	plain := j.plain(problems)
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
	j.home, j.forms = strings.TrimSuffix(cfg.BaseURL.Path, "/")+"/", cfg.Feedback.Origin()
	for _, s := range cfg.Sources {
		for _, glob := range s.Files {
			if !filepath.IsAbs(glob) {
				glob = filepath.Join(j.dir, glob)
			}
			j.globs = append(j.globs, glob)
			j.beside(filepath.Dir(glob), problems)
		}
	}
	j.built = j.now
	epoch := j.env("SOURCE_DATE_EPOCH")
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	switch {
	case epoch != "" && err != nil:
		problems.Add(diag.Place{File: "SOURCE_DATE_EPOCH"}, "got %q, want seconds since 1970", epoch)
		return nil
	case epoch != "":
		j.built, j.dated = time.Unix(seconds, 0), true
	case cfg.AsOf != fact.NoDay:
		t := cfg.AsOf.Time()
		j.built, j.dated = time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, cfg.Zone), true
	}
	j.asOf = cfg.AsOf
	if j.asOf == fact.NoDay {
		j.asOf = fact.DayOf(j.built.In(cfg.Zone))
	}
	words.Check(cfg, words.Theme{Dir: themeDir, Layers: j.theme()}, j.own(), problems)
	return cfg
}

// opened is a source and its files.
type opened struct {
	source *record.Source
	files  []*export.File
}

// open opens the files of every source.
func (j *job) open(cfg *config.Config, problems *diag.List) []opened {
	var all []opened
	var seen export.Seen
	var bytes int64
	if j.shown {
		for i := range cfg.Sources {
			o := reading(&cfg.Sources[i])
			o.Dir = j.dir
			bytes += export.Size(o)
		}
	}
	defer j.watching("looking through", bytes, seen.Bytes.Load, func(int64) int64 { return seen.Rows.Load() }).done()
	for i := range cfg.Sources {
		s := &cfg.Sources[i]
		temp := filepath.Join(j.temp, strconv.Itoa(i))
		if err := os.MkdirAll(temp, 0o700); err != nil {
			problems.Add(diag.Place{File: temp}, "%v", err)
			return nil
		}
		o := reading(s)
		o.Dir, o.Temp, o.Place, o.Seen = j.dir, temp, cfg.Place(s.Path), &seen
		o.PlaceGlob = func(i int) diag.Place { return cfg.Place(fmt.Sprintf("%s.files[%d]", s.Path, i)) }
		files := export.Open(o, problems)
		source := j.source(cfg, s)
		source.Typed = j.typed(cfg, s, temp)
		all = append(all, opened{source, files})
	}
	return all
}

// reading is how the files of a source are to be read.
func reading(s *config.Source) export.Options {
	return export.Options{
		Files: s.Files, Encoding: s.Encoding, Delimiter: s.Delimiter, Header: s.Header, SkipRows: s.SkipRows, HeaderRows: s.HeaderRows, RecordsAt: s.RecordsAt,
		Sheets: s.Sheets, Preamble: s.Preamble, Footer: s.Footer, ShortRows: s.ShortRows,
	}
}

// readBy lists the files that the SQL engine may read.
func readBy(sources []opened) []string {
	var files []string
	for _, s := range sources {
		for _, f := range s.files {
			files = append(files, f.Read)
		}
		if s.source.Typed != nil {
			files = append(files, s.source.Typed.Files()...)
		}
	}
	return files
}
