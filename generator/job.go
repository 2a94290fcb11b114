package main

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"
	"time"

	"shingle"
	"shingle/generator/internal/byhand"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/keep"
	"shingle/generator/internal/page"
	"shingle/generator/internal/progress"
	"shingle/generator/internal/publish"
	"shingle/generator/internal/record"
	"shingle/generator/internal/release"
	"shingle/generator/internal/room"
	"shingle/generator/internal/score"
	"shingle/generator/internal/scratch"
)

// A job is a build as a command asks for it. What one of its steps makes is handed to the next.
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
	memory int                 // megabytes for the SQL engine; 0: as the machine has them
	least  int64               // rows of a source from which on they are kept; 0: manyRows
	notes  keep.Drawer         // what builds were made of
	reject func(record.Reject) // takes the rows that could not be used; nil: they are only counted
	*progress.Steps
}

// A result is what came of a build, for the command that asked for it.
type result struct {
	problems  *diag.List
	home      string        // the path that the site stands under
	forms     string        // the origin that readers' answers are sent to
	globs     []string      // of the exports
	read      *page.Input   // what was read and worked out, as far as it got
	lines     []*score.Line // the scores, where no more was asked for
	swapped   bool          // readers see what was built
	unchanged bool          // the site that stands is the one that would be built
	told      string        // what was said when it was
}

// site is what is written by hand beside config.toml.
func (j *job) site() byhand.Site { return byhand.Site{Dir: j.dir, Program: shingle.Files} }

// run builds, and reports a folder that may not be replaced together with the
// mistakes of the input.
func (j *job) run(ctx context.Context) (*result, error) {
	room.Make(j.env)
	j.Begin()
	var refused diag.List
	target, err := j.claim()
	var no *publish.Refusal
	switch {
	case errors.As(err, &no):
		refused.Add(diag.Place{File: no.Dir}, "%s", no.Text)
	case err != nil:
		return &result{problems: &refused}, err
	}
	if target != nil {
		defer target.Close()
	}
	temp, err := scratch.New()
	if err != nil {
		return &result{problems: &refused}, err
	}
	defer temp.Close()
	r := &result{problems: &diag.List{}}
	err = j.build(ctx, bench{temp.Path, target, release.Of(publish.Last(cmp.Or(j.live, j.out)))}, r)
	j.End()
	if ctx.Err() != nil && !r.swapped {
		return r, ctx.Err()
	}
	r.problems.Append(refused)
	return r, err
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
