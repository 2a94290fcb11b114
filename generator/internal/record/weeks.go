package record

import (
	"context"
	"fmt"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/ledger"
)

// The load of the week is told of whole weeks, which end before the last days do. Where no row that is
// new lies in them, what was answered before is still right, and need not add up.

// weeks answers a question about rows of days from one to before another, or has the answer found.
func (t *Table) weeks(ctx context.Context, db fact.Queryer, from, to fact.Day, question string, columns int, find func(row func(v []any)) error, row func(v []any)) error {
	l := t.layers
	asked := "weeks\n" + question + "\n" + l.edits
	sheet := l.book[asked]
	if sheet != nil {
		new := []string{t.lastOf()}
		if l.grew {
			new = append(new, t.grownOf())
		}
		none, err := t.none(ctx, db, from, to, new...)
		if err != nil {
			return err
		}
		if !none {
			sheet = nil
		}
	}
	if sheet == nil {
		sheet = ledger.New(columns, nil)
		err := find(func(v []any) {
			for i := range v {
				v[i] = fact.Key(v[i])
			}
			sheet.Add(v, nil, nil)
		})
		if err != nil {
			return err
		}
		if none, err := t.none(ctx, db, from, to, t.lastOf()); err != nil || !none {
			sheet.Each(nil, func(v []any, _ []int64) { row(v) })
			return err
		}
	}
	l.next[asked] = sheet
	sheet.Each(nil, func(v []any, _ []int64) { row(v) })
	return nil
}

// none tells whether no row of those days is in some parts of the table.
func (t *Table) none(ctx context.Context, db fact.Queryer, from, to fact.Day, parts ...string) (bool, error) {
	l := t.layers
	if l.within == nil {
		l.within = map[string]bool{}
	}
	for _, part := range parts {
		within := fmt.Sprintf("%s WHERE day >= %d AND day < %d", part, from, to)
		some, known := l.within[within]
		if !known {
			var n int64
			if err := scanOne(ctx, db, "SELECT count(*) FROM "+within, &n); err != nil {
				return false, err
			}
			some = n > 0
			l.within[within] = some
		}
		if some {
			return false, nil
		}
	}
	return true, nil
}
