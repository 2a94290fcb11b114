package main

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"path/filepath"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/page"
	"shingle/generator/internal/publish"
	"shingle/generator/internal/release"
	"shingle/generator/internal/room"
	"shingle/generator/internal/share"
	"shingle/generator/internal/verify"
)

// build is the program: exports → records → facts → scores → charts & pages →
// Hugo → verified folder → swapped into place. Each step notes every mistake it
// finds, and the next one begins only if there is none.
func (j *job) build(ctx context.Context, on bench, r *result) (err error) {
	problems := r.problems
	cfg := j.config(problems)
	if cfg == nil {
		return nil
	}
	r.home, r.forms = strings.TrimSuffix(cfg.BaseURL.Path, "/")+"/", cfg.Feedback.Origin()
	r.globs = j.globs(cfg, problems)
	today, known := j.day(cfg, problems)
	if !known {
		return nil
	}
	borrowed := j.worded(cfg, problems)
	watch := j.watch(cfg, today, on.target != nil, r)
	if r.unchanged {
		return nil
	}
	look := j.branded(cfg, problems)

	j.Step("exports")
	sources := j.open(cfg, today, watch, on.temp, problems)
	if over(ctx, problems) {
		return nil
	}

	j.Step("records")
	db, err := engine.Open(ctx, engine.Options{MemoryMB: cmp.Or(j.memory, room.Engine()), Temp: on.temp, Files: readBy(sources)})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	there := &warehouses{cfg: cfg, env: j.env}
	defer func() { err = errors.Join(err, there.Close()) }()
	tables, err := j.load(ctx, db, there, sources, problems)
	if err != nil {
		return err
	}
	r.read = looked(cfg, today, tables)
	j.reused(tables)
	if over(ctx, problems) {
		return nil
	}
	press := j.press(cfg, today, borrowed) // gets ready meanwhile, and so does what was published last
	defer press.Close()
	go on.last.Scores()

	j.Step("facts")
	counted, err := count(ctx, db, cfg, today, tables, problems)
	if err != nil || over(ctx, problems) {
		return err
	}
	if err := db.Close(); err != nil {
		return err
	}
	for _, table := range tables { // nothing more is asked of them
		table.Settle()
	}

	j.Step("scores")
	memory := release.Remember(j.dir, on.last != nil)
	scored := scores(cfg, today, counted, memory, on.last, problems)
	if over(ctx, problems) {
		return nil
	}
	seen := scored.seen // all that is needed of the scores when the pages are written
	if j.scores {
		r.lines = scored.lines
		return nil
	}

	j.Step("pages")
	target, err := on.folder()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, on.leave(target)) }()
	on.last.Restate(scored.lines)
	input := j.input(cfg, today, look, counted, scored, tables, r.read.Sources, problems)
	if on.target == nil { // a check reports on it
		r.read = input
	}
	if over(ctx, problems) {
		return nil
	}
	input.Create = target.Create
	site, err := page.Write(input)
	if err != nil {
		return err
	}

	j.Step("charts")
	if err := j.draw(ctx, site); err != nil {
		return err
	}

	j.Step("hugo")
	pages, err := j.print(press, site, problems)
	if err != nil || over(ctx, problems) {
		return err
	}

	j.Step("write")
	finished := page.Unmasked(pages)
	cards, err := share.Cards(finished, cfg.BaseURL.String(), cfg.Organisation, cfg.Brand.Color)
	if err != nil {
		return err
	}
	maps.Copy(finished, cards)
	finished[release.ManifestSchema] = release.Schema()
	folder, err := target.Write(finished)
	if err != nil {
		return err
	}
	manifest, err := j.manifest(cfg, today, r.read.Sources, folder)
	if err != nil {
		return err
	}
	if err := target.Put(release.ManifestFile, manifest); err != nil {
		return err
	}

	j.Step("verify")
	if on.target != nil {
		target.Settle() // takes the disk while verify takes the processor
	}
	if err := verify.Check(folder, verify.Promise{Base: cfg.BaseURL, Needs: append(site.Needs, release.ManifestFile), Held: site.Held, Form: cfg.Feedback.Action}, problems); err != nil {
		return err
	}
	watch.Still(problems)
	if over(ctx, problems) || on.target == nil {
		return nil
	}

	j.Step("swap")
	if err := target.Swap(); err != nil {
		return err
	}
	r.swapped = true
	memory.Keep(seen, problems)
	if !cfg.Asks() { // what a warehouse holds is known to nobody before it is asked
		watch.Keep(problems.String())
	}
	j.shelve(tables)
	return nil
}

// over tells whether the build ends here: because of mistakes, or because it is told to.
func over(ctx context.Context, problems *diag.List) bool {
	return problems.Failed() || ctx.Err() != nil
}

// A bench is what a build works on.
type bench struct {
	temp   string           // a folder that goes when the build is over
	target *publish.Target  // where the site is written; nil: it is only checked
	last   *release.Release // the one that is being replaced; nil: none
}

// folder is where the site is written: beside the one it is to replace or, where it is only
// checked, in a folder that goes when the build is over.
func (b *bench) folder() (*publish.Target, error) {
	if b.target != nil {
		return b.target, nil
	}
	return publish.Lock(filepath.Join(b.temp, "site"))
}

// leave lets go of a folder that is the build's own.
func (b *bench) leave(target *publish.Target) error {
	if target == b.target {
		return nil
	}
	return target.Close()
}
