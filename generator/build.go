package main

import (
	"context"
	"errors"
	"maps"
	"path/filepath"

	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/page"
	"shingle/generator/internal/privacy"
	"shingle/generator/internal/publish"
	"shingle/generator/internal/record"
	"shingle/generator/internal/release"
	"shingle/generator/internal/score"
	"shingle/generator/internal/share"
	"shingle/generator/internal/verify"
)

// build is the program: exports → records → facts → scores → charts & pages →
// Hugo → verified folder → swapped into place. Each step notes every mistake it
// finds, and the next one begins only if there is none.
func (j *job) build(ctx context.Context) (problems *diag.List, err error) {
	problems = &diag.List{}
	cfg := j.config(problems)
	if cfg == nil || j.stands(cfg) {
		return problems, nil
	}
	look := j.branded(cfg, problems)

	j.step("exports")
	sources := j.open(cfg, problems)
	if over(ctx, problems) {
		return problems, nil
	}

	j.step("records")
	db, err := engine.Open(ctx, engine.Options{MemoryMB: j.memory, Temp: j.temp, Files: readBy(sources)})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	tables := make([]*record.Table, len(sources))
	bytes, rows := taken(sources)
	loading := j.watching("reading", bytes, readSoFar(), func(done int64) int64 { return int64(float64(rows) * float64(done) / float64(max(bytes, 1))) })
	for i, s := range sources {
		if tables[i], err = record.Load(ctx, db, s.source, i, s.files, problems); err != nil {
			break
		}
	}
	if loading.done(); err != nil {
		return nil, err
	}
	j.looked(cfg, tables)
	j.reused(tables)
	if over(ctx, problems) {
		return problems, nil
	}
	press := j.press(cfg) // gets ready meanwhile
	defer press.Close()

	j.step("facts")
	counted, metrics := j.counted(ctx, db, cfg, tables)
	sets, err := fact.Compute(ctx, db, facts(metrics), counted, j.counting(cfg, tables), problems)
	if err != nil || over(ctx, problems) {
		return problems, err
	}
	shared, err := samePeople(ctx, db, cfg, tables)
	if err != nil {
		return nil, err
	}
	if err := countedTwice(ctx, db, cfg, tables, sets, shared, problems); err != nil {
		return nil, err
	}
	if err := j.named(ctx, db, cfg, tables, sets, problems); err != nil || over(ctx, problems) {
		return problems, err
	}
	byReason, err := fact.ByReason(ctx, db, facts(metrics), counted, j.counting(cfg, tables))
	if err != nil {
		return nil, err
	}
	everything, err := fact.Everything(ctx, db, counted, j.counting(cfg, tables))
	if err != nil {
		return nil, err
	}
	profile, err := fact.ProfileOf(ctx, db, counted, j.profile(cfg, metrics, counted))
	if err != nil {
		return nil, err
	}
	if err := db.Close(); err != nil {
		return nil, err
	}

	j.step("scores")
	lines := score.Compute(sets, metrics, j.asOf)
	memory := release.Remember(j.dir, j.last != nil)
	known := j.protection(cfg, memory, shared)
	people := privacy.Inspect(lines, sets, known)
	people.Protect()
	j.few(cfg, lines, sets, problems)
	score.Compare(lines)
	people.Audit(cfg.Place("shingle.privacy"), problems)
	themes := j.themes(cfg, known, sets, metrics, lines, problems)
	seen := people.Seen()
	if j.scores {
		j.lines = lines
	}
	if over(ctx, problems) || j.scores {
		return problems, nil
	}

	j.step("pages")
	target, err := j.target()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, j.release(target)) }()
	input := j.input(cfg, look, metrics, sets, lines, profile, tables, counted, problems)
	input.Themes, input.Reasons = themes, j.reasons(cfg, known, byReason, metrics, problems)
	input.Coverages = score.Coverages(lines, sets, everything, j.asOf)
	fact.Forget(sets)
	if over(ctx, problems) {
		return problems, nil
	}
	input.Publish = target.Put
	site, err := page.Write(input)
	if err != nil {
		return nil, err
	}

	j.step("charts")
	if err := j.draw(ctx, site); err != nil {
		return nil, err
	}

	j.step("hugo")
	pages, err := j.print(press, site, problems)
	if err != nil || over(ctx, problems) {
		return problems, err
	}

	if err := j.publish(ctx, cfg, target, site, pages, problems); err != nil || !j.swapped {
		return problems, err
	}
	memory.Keep(seen, problems)
	j.remember(cfg, problems)
	j.shelve(tables)
	return problems, nil
}

// over tells whether the build ends here: because of mistakes, or because it is told to.
func over(ctx context.Context, problems *diag.List) bool {
	return problems.Failed() || ctx.Err() != nil
}

// target is where the site is written: beside the one it is to replace or, where it is only
// checked, in a folder that goes when the build is over.
func (j *job) target() (*publish.Target, error) {
	if j.locked != nil {
		return j.locked, nil
	}
	return publish.Lock(filepath.Join(j.temp, "site"))
}

// release lets go of a target that is the build's own.
func (j *job) release(target *publish.Target) error {
	if target == j.locked {
		return nil
	}
	return target.Close()
}

// publish adds the pages to what is written, looks at the folder, and swaps it into place.
func (j *job) publish(ctx context.Context, cfg *config.Config, target *publish.Target, site *page.Output, pages map[string][]byte, problems *diag.List) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	j.step("write")
	finished := page.Unmasked(pages)
	cards, err := share.Cards(finished, cfg.BaseURL.String(), cfg.Organisation, cfg.Brand.Color)
	if err != nil {
		return err
	}
	maps.Copy(finished, cards)
	folder, err := target.Write(finished)
	if err != nil {
		return err
	}
	j.step("verify")
	if err := verify.Check(folder, verify.Promise{Base: cfg.BaseURL, Needs: site.Needs, Form: cfg.Feedback.Action}, problems); err != nil {
		return err
	}
	j.still(cfg, problems)
	if over(ctx, problems) || j.locked == nil {
		return nil
	}
	j.step("swap")
	if err := target.Swap(); err != nil {
		return err
	}
	j.swapped = true
	return nil
}
