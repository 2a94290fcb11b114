package main

import (
	"context"
	"slices"

	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/privacy"
	"shingle/generator/internal/record"
)

// named looks at the names that would be published, of sources, teams, channels and
// questions: those that look like a person's address or number are mistakes, unless config
// allows them.
func (j *job) named(ctx context.Context, db *engine.DB, cfg *config.Config, tables []*record.Table, sets []fact.Set, problems *diag.List) error {
	suspect := func(what, name string, at func() diag.Place) {
		if why := privacy.Suspect(name); why != "" && !slices.Contains(cfg.Privacy.AllowNames, name) {
			problems.AddHint(at(), "publish groups, not people; what is right all the same stands in allow_names = [...] of [shingle.privacy]",
				"%s: %q %s, want the name of a group", what, diag.Short(name), why)
		}
	}
	for _, t := range tables {
		suspect("name", t.Source.Name, func() diag.Place { return t.Source.At("name") })
		names, err := t.Names(ctx, db)
		if err != nil {
			return err
		}
		for _, n := range names {
			if n.Told(sets) {
				suspect(n.Column, n.Text, func() diag.Place { return t.Where(ctx, db, n) })
			}
		}
	}
	return nil
}
