package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"shingle/generator/internal/config"
	"shingle/generator/internal/keep"
	"shingle/generator/internal/record"
	"shingle/generator/internal/release"
	"shingle/generator/internal/shelf"
)

// manyRows is how many rows make a source worth keeping: what is typed in less than half a
// second is typed again.
const manyRows = 200_000

// cache is a folder of the user's own for what is kept from one build to the next; "" if there
// is none.
func cache(of string) string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "shingle", of)
}

// notes is where it is remembered what a build was made of.
func notes() keep.Drawer { return keep.Drawer(cache("builds")) }

// secret is what this user's builds seal their cache with; nil if none can be kept.
func secret() []byte {
	dir, err := os.UserConfigDir()
	if err != nil {
		return nil
	}
	return shelf.Secret(filepath.Join(dir, "shingle"))
}

// inputs is everything that a build depends on: what is not declared here must not
// change what is published.
func (j *job) inputs(cfg *config.Config, d day, globs []string) keep.Inputs {
	in := keep.Inputs{
		Dir: j.dir, Own: release.Folder,
		Trees: []string{"config.toml", "site", "themes", "presets", release.Folder},
		Tools: map[string]string{},
		Said: map[string]string{
			"program": keep.Program(version) + " " + runtime.Version() + " " + runtime.GOOS + " " + runtime.GOARCH,
			"day":     d.of.String(), "drafts": fmt.Sprint(j.drafts), "address": cfg.BaseURL.String(),
		},
	}
	if d.dated {
		in.Said["built"] = d.built.Format(time.RFC3339)
	}
	for _, glob := range globs {
		names, _ := filepath.Glob(glob)
		for _, name := range append(names, glob) { // a name may look like a pattern
			if rel, err := filepath.Rel(j.dir, name); err == nil && !slices.Contains(in.Files, filepath.ToSlash(rel)) {
				in.Files = append(in.Files, filepath.ToSlash(rel))
			}
		}
	}
	for _, s := range cfg.Sources {
		in.Tools["zone "+s.Zone.String()] = filepath.Join(zones, s.Zone.String())
	}
	in.Tools["zone "+cfg.Zone.String()] = filepath.Join(zones, cfg.Zone.String())
	return in
}

// zones is where a system keeps the rules of time zones; they change, too.
const zones = "/usr/share/zoneinfo"

// watch begins to look at what the site is built from, unless the one that stands is what would
// be built: then it is said again what was said of it. Nil where nothing is to be remembered.
func (j *job) watch(cfg *config.Config, d day, remembered bool, r *result) *keep.Watch {
	if !remembered || j.notes == "" {
		return nil
	}
	if in := j.inputs(cfg, d, r.globs); !j.force {
		if told, same := j.notes.Unchanged(in, j.out, j.now); same {
			r.unchanged, r.told = true, told
			return nil
		}
	}
	return j.notes.Watch(func() keep.Inputs { return j.inputs(cfg, d, r.globs) }, j.out, j.now, j.force)
}

// typed is where a source's typed rows of earlier builds lie; nil where none are to be kept,
// and where nothing is published that they could be kept for.
func (j *job) typed(cfg *config.Config, s *config.Source, watch *keep.Watch, temp string) *record.Typed {
	dir := cache("records")
	if dir == "" || watch == nil || !cfg.KeepRecords {
		return nil
	}
	least := int64(manyRows)
	if j.least > 0 {
		least = j.least
	}
	return &record.Typed{
		Shelf: shelf.New(dir, secret()),
		Least: least, Temp: temp, Sum: watch.Sum,
		Said: fmt.Sprintf("%s %+v %s %s", keep.Program(version), reading(s), s.Zone, cfg.Zone),
	}
}

// memory is what this program found in exports before.
type memory struct{ *keep.Watch }

func (m memory) Found(path, what string) (string, bool) {
	return m.Watch.Found(path, keep.Program(version)+" "+what)
}

func (m memory) Find(path, what, found string) {
	m.Watch.Find(path, keep.Program(version)+" "+what, found)
}

// reused tells of the rows that an earlier build had typed.
func (j *job) reused(tables []*record.Table) {
	var rows, of, summed int64
	var saved time.Duration
	for _, t := range tables {
		if t != nil {
			rows, of, saved, summed = rows+t.Reused, of+t.Rows, saved+t.Saved, summed+t.Summed
		}
	}
	var said []string
	if rows > 0 {
		said = append(said, fmt.Sprintf("%d of %d rows as typed before, which took %.3f s", rows, of, saved.Seconds()))
	}
	if summed > 0 {
		said = append(said, fmt.Sprintf("%d as counted before", summed))
	}
	if len(said) > 0 {
		j.Aside("  " + strings.Join(said, "; "))
	}
}

// shelve keeps the typed rows that are new. The site is published: nobody waits for it.
func (j *job) shelve(tables []*record.Table) {
	j.Step("keep")
	for _, t := range tables {
		if t != nil && t.Source.Typed != nil {
			t.Shelve()
			t.Source.Typed.Shelf.Prune(j.now)
		}
	}
}
