package record

import (
	"context"
	"fmt"
	"strings"

	"shingle/generator/internal/engine"
	"shingle/generator/internal/fact"
)

// A store holds a source's records while they are settled: as a table that is changed, or as
// queries of which each reads the one before (chain).
type store interface {
	fact.Queryer
	Whole(ctx context.Context, query string) (int64, error)

	set(ctx context.Context, t *Table, where string, values ...value) error // gives columns other values where a condition holds
	add(ctx context.Context, t *Table, name, kind, expression string) error // adds a column
	remove(ctx context.Context, t *Table, where string) error               // takes rows out
	aside(ctx context.Context, t *Table, where string) error                // takes rows out, and makes them t.Rejects
	latest(ctx context.Context, t *Table, where, key, order string) error   // keeps of the rows with equal keys the first in an order
}

// A value is what a column is to hold.
type value struct{ column, expression string }

// stored is the store of what was read from files.
type stored struct{ *engine.DB }

func (f stored) set(ctx context.Context, t *Table, where string, values ...value) error {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = v.column + " = " + v.expression
	}
	t.changed()
	return f.Exec(ctx, fmt.Sprintf("UPDATE %s SET %s WHERE %s", t.Name, strings.Join(all, ", "), where))
}

func (f stored) add(ctx context.Context, t *Table, name, kind, expression string) error {
	if err := f.Exec(ctx, fmt.Sprintf("ALTER TABLE %s ADD COLUMN %s %s", t.Name, name, kind)); err != nil {
		return err
	}
	return f.set(ctx, t, "true", value{name, expression})
}

func (f stored) remove(ctx context.Context, t *Table, where string) error {
	t.changed()
	return f.Exec(ctx, fmt.Sprintf("DELETE FROM %s WHERE %s", t.Name, where))
}

func (f stored) aside(ctx context.Context, t *Table, where string) error {
	t.Rejects = t.Name + "_rejects"
	if err := f.Exec(ctx, fmt.Sprintf("CREATE TABLE %s AS SELECT * FROM %s WHERE %s", t.Rejects, t.Name, where)); err != nil {
		return err
	}
	return f.remove(ctx, t, where)
}

func (f stored) latest(ctx context.Context, t *Table, where, key, order string) error {
	return f.remove(ctx, t, fmt.Sprintf("rowid IN (SELECT r FROM (SELECT rowid AS r, row_number() OVER (PARTITION BY %[2]s ORDER BY %[3]s) AS k FROM %[1]s "+
		"WHERE %[4]s AND (%[2]s) IN (SELECT (%[2]s) FROM %[1]s WHERE %[4]s GROUP BY %[2]s HAVING count(*) > 1)) WHERE k > 1)", t.Name, key, order, where))
}
