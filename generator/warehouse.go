package main

import (
	"context"
	"errors"
	"io"
	"slices"

	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/engine/bound"
	"shingle/generator/internal/engine/postgres"
	"shingle/generator/internal/engine/trino"
	"shingle/generator/internal/record"
)

// warehouses are the engines that sources lie in, by name, each opened when it is first asked.
type warehouses struct {
	cfg     *config.Config
	env     func(string) string
	open    map[string]*record.Warehouse
	closing []io.Closer
}

// Close lets go of them.
func (w *warehouses) Close() (err error) {
	for _, c := range w.closing {
		err = errors.Join(err, c.Close())
	}
	return err
}

// of opens the engine of a name; nil where it cannot be, which is noted, once.
func (w *warehouses) of(ctx context.Context, name string, problems *diag.List) (*record.Warehouse, error) {
	if opened, known := w.open[name]; known {
		return opened, nil
	}
	if w.open == nil {
		w.open = map[string]*record.Warehouse{}
	}
	w.open[name] = nil
	e := w.cfg.Engine(name)
	at, dsn := w.cfg.Place(e.Path+".dsn_env"), w.env(e.Variable)
	if dsn == "" {
		problems.AddHint(at, "cron and services have variables of their own", "dsn_env: the environment has no variable %s, or it is blank; want the address of the engine in it", e.Variable)
		return nil, nil
	}
	db, err := connect(ctx, e, dsn)
	var trouble *engine.Trouble
	switch {
	case errors.As(err, &trouble):
		problems.AddHint(at, trouble.Hint, "%s", trouble.Text)
		return nil, nil
	case err != nil:
		return nil, err
	}
	w.closing = append(w.closing, db)
	w.open[name] = &record.Warehouse{Engine: db}
	return w.open[name], nil
}

// A connection is an engine that is let go of at the end.
type connection interface {
	record.Engine
	io.Closer
}

// A kind of engine is what config calls it, and how one is opened.
type kind struct {
	name string
	open func(context.Context, bound.Options) (connection, error)
}

// kinds are the engines that can be asked.
var kinds = []kind{
	{"postgres", func(ctx context.Context, o bound.Options) (connection, error) { return postgres.Open(ctx, o) }},
	{"trino", func(ctx context.Context, o bound.Options) (connection, error) { return trino.Open(ctx, o) }},
}

func kindNames() (names []string) {
	for _, k := range kinds {
		names = append(names, k.name)
	}
	return names
}

func connect(ctx context.Context, e *config.Engine, dsn string) (connection, error) {
	i := slices.Index(kindNames(), e.Kind)
	return kinds[i].open(ctx, bound.Options{Name: e.Name, DSN: dsn, Seconds: e.Seconds, Rows: e.Rows})
}

// ask makes the records of a source that lies in an engine.
func (w *warehouses) ask(ctx context.Context, s *record.Source, number int, problems *diag.List) (*record.Table, error) {
	opened, err := w.of(ctx, w.cfg.Sources[number].Engine, problems)
	if opened == nil || err != nil {
		return nil, err
	}
	return record.Ask(ctx, opened, s, number, problems)
}
