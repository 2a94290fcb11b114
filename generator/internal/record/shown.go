package record

import (
	"context"
	"fmt"
	"strings"
)

// shown is the store of rows that lie in files: what is done to them, the views say.
type shown struct{ stored }

func (s shown) set(ctx context.Context, t *Table, where string, values ...value) error {
	all := make([]string, len(values))
	for i, v := range values {
		expression := v.expression
		if v.column == "minute" { // arithmetic makes it wider
			expression = "CAST(" + expression + " AS SMALLINT)"
		}
		all[i] = fmt.Sprintf("CASE WHEN %s THEN %s ELSE %[3]s END AS %[3]s", where, expression, v.column)
	}
	return s.through(ctx, t, func(query string) string {
		return fmt.Sprintf("SELECT * REPLACE (%s) FROM (%s)", strings.Join(all, ", "), query)
	})
}

func (s shown) remove(ctx context.Context, t *Table, where string) error {
	return s.through(ctx, t, func(query string) string {
		return fmt.Sprintf("SELECT * FROM (%s) WHERE NOT coalesce(%s, false)", query, where)
	})
}

func (s shown) aside(ctx context.Context, t *Table, where string) error {
	t.Rejects = t.Name + "_rejects"
	where = fmt.Sprintf("bad <> 0 AND (%s)", where) // of most of the file this is known without a look at its rows
	if err := s.Exec(ctx, fmt.Sprintf("CREATE TABLE %s AS SELECT %s FROM %s WHERE %s ORDER BY rowid", t.Rejects, t.every(), t.Name, where)); err != nil {
		return err
	}
	return s.remove(ctx, t, where)
}

// latest looks at new rows only: the others have ids of their own (laid).
func (s shown) latest(ctx context.Context, t *Table, where, key, order string) error {
	earlier := fmt.Sprintf("CREATE TABLE %[1]s_earlier AS SELECT r FROM (SELECT rowid AS r, row_number() OVER (PARTITION BY %[2]s ORDER BY %[3]s) AS k FROM %[5]s WHERE %[4]s) WHERE k > 1", t.Name, key, order, where, t.fresh())
	if err := s.Exec(ctx, earlier); err != nil {
		return err
	}
	return s.remove(ctx, t, fmt.Sprintf("rowid IN (SELECT r FROM %s_earlier)", t.Name))
}

// through makes each view one of what it was.
func (s shown) through(ctx context.Context, t *Table, of func(query string) string) error {
	t.changed()
	for i, v := range t.layers.views {
		t.layers.views[i].query = of(v.query)
	}
	return t.show(ctx, s.DB)
}
