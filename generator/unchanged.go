package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"time"

	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/keep"
	"shingle/generator/internal/release"
)

// notes is where it is remembered what a build was made of.
func notes() keep.Drawer {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return keep.Drawer(filepath.Join(dir, "shingle", "builds"))
}

// The inputs of a build, before they were read.
type inputs struct {
	begin keep.Look
	sums  func() map[string]string // what is in them; nil: it is not to be remembered
}

// depends is everything that a build depends on: what is not declared here must not
// change what is published.
func (j *job) depends(cfg *config.Config) keep.Inputs {
	in := keep.Inputs{
		Dir: j.dir, Own: release.Folder,
		Trees: []string{"config.toml", "site", "themes", "presets", release.Folder},
		Tools: map[string]string{},
		Said: map[string]string{
			"program": program() + " " + runtime.Version() + " " + runtime.GOOS + " " + runtime.GOARCH,
			"day":     j.asOf.String(), "drafts": fmt.Sprint(j.drafts), "address": cfg.BaseURL.String(),
		},
	}
	if j.dated {
		in.Said["built"] = j.built.Format(time.RFC3339)
	}
	for _, glob := range j.globs {
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

// stands tells whether the site that stands is the one that would be built, and
// otherwise notes what there is to build from.
func (j *job) stands(cfg *config.Config) bool {
	if j.locked == nil || j.notes == "" {
		return false
	}
	in := j.depends(cfg)
	if !j.force {
		if told, same := j.notes.Unchanged(in, j.out, j.now); same {
			j.unchanged, j.told = true, told
			return true
		}
	}
	j.begin = in.Look(j.now)
	j.sums = sync.OnceValue(func() map[string]string { return in.Sums(j.begin) })
	go j.sums() // while the build reads the same files
	return false
}

// still tells of files that changed while they were read: nobody knows what of them
// was read.
func (j *job) still(cfg *config.Config, problems *diag.List) {
	if j.sums == nil {
		return
	}
	for _, name := range j.depends(cfg).Changed(j.begin) {
		problems.AddHint(diag.Place{File: name}, "write exports beside their place and rename them when they are whole", "changed while it was read, want files that stay as they are during a build")
	}
}

// remember notes what the site was made of.
func (j *job) remember(cfg *config.Config, problems *diag.List) {
	if j.sums != nil {
		j.notes.Keep(j.depends(cfg), j.begin, j.sums(), j.out, problems.String())
	}
}
