package main

import (
	"context"
	"maps"
	"slices"

	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
	"shingle/generator/internal/overlap"
	"shingle/generator/internal/privacy"
	"shingle/generator/internal/record"
	"shingle/generator/internal/score"
)

// A tally is what the records come to: from here on there are only counts.
type tally struct {
	sources  []fact.Source
	metrics  []score.Metric // with every method settled
	sets     []fact.Set
	byReason []fact.Set
	all      *fact.Set        // contacts of all sources
	profile  *fact.Profile    // of the week; nil: no contacts with a time of day
	shared   []privacy.Shared // questions that two sources asked of the same people
}

// count counts the records for every metric, and looks across sources for what they bring twice.
func count(ctx context.Context, db *engine.DB, cfg *config.Config, today day, tables []*record.Table, problems *diag.List) (*tally, error) {
	c := &tally{}
	for i, t := range tables {
		s := t.Counted(ctx, db)
		s.Reasons = cfg.Sources[i].Reasons
		s.Themes, s.ThemesAt = cfg.Sources[i].Themes, cfg.Place(cfg.Sources[i].Path+".themes")
		c.sources = append(c.sources, s)
	}
	c.metrics = settled(cfg.Metrics, c.sources)
	how, asked := counting(cfg, today, tables), facts(c.metrics)
	var err error
	if c.sets, err = fact.Compute(ctx, db, asked, c.sources, how, problems); err != nil || over(ctx, problems) {
		return c, err
	}
	if c.shared, err = overlap.People(ctx, db, overlapping(cfg), tables); err != nil {
		return nil, err
	}
	if err := overlap.Rows(ctx, db, overlapping(cfg), tables, c.sets, c.shared, problems); err != nil {
		return nil, err
	}
	named, err := names(ctx, db, tables, c.sets)
	if err != nil {
		return nil, err
	}
	if privacy.Names(named, cfg.Privacy.AllowNames, problems); over(ctx, problems) {
		return c, nil
	}
	if c.byReason, err = fact.ByReason(ctx, db, asked, c.sources, how); err != nil {
		return nil, err
	}
	if c.all, err = fact.Everything(ctx, db, c.sets, c.sources, how); err != nil {
		return nil, err
	}
	c.profile, err = fact.ProfileOf(ctx, db, c.sources, profile(cfg, today, c.metrics, c.sources))
	return c, err
}

// settled are the metrics with every method settled: which one first-contact resolution is told
// by depends on the data.
func settled(asked []score.Metric, sources []fact.Source) []score.Metric {
	metrics := slices.Clone(asked)
	for i := range metrics {
		m := &metrics[i]
		if m.Defined().Chosen != metric.ByData || m.Variant != "" {
			continue
		}
		m.Variant = m.Defined().Decided(slices.ContainsFunc(sources, func(s fact.Source) bool {
			return (len(m.Sources) == 0 || slices.Contains(m.Sources, s.Name)) && slices.ContainsFunc(slices.Collect(maps.Keys(s.Wide)), m.Asks)
		}))
	}
	return metrics
}

// facts is what is to be counted for the metrics.
func facts(metrics []score.Metric) []fact.Metric {
	all := make([]fact.Metric, len(metrics))
	for i := range metrics {
		all[i] = metrics[i].Metric
	}
	return all
}

// names lists what would be published of sources, teams, channels and questions by name.
func names(ctx context.Context, db *engine.DB, tables []*record.Table, sets []fact.Set) ([]privacy.Name, error) {
	var all []privacy.Name
	for _, t := range tables {
		all = append(all, privacy.Name{What: "name", Text: t.Source.Name, At: func() diag.Place { return t.Source.At("name") }})
		found, err := t.Names(ctx, db)
		if err != nil {
			return nil, err
		}
		for _, n := range found {
			if n.Told(sets) {
				all = append(all, privacy.Name{What: n.Column, Text: n.Text, At: func() diag.Place { return t.Where(ctx, db, n) }})
			}
		}
	}
	return all, nil
}
