package fact_test

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"testing"

	"shingle/generator/internal/engine"
	"shingle/generator/internal/fact"
)

// failing is an engine that fails over a query with some words in it.
type failing struct {
	fact.Queryer
	over string
}

var errBroken = errors.New("is broken")

func (f failing) Query(ctx context.Context, query string) (*sql.Rows, error) {
	if strings.Contains(query, f.over) {
		return nil, errBroken
	}
	return f.Queryer.Query(ctx, query)
}

// What was answered of a source's weeks before is that of a week made of this source alone; and an engine that fails
// in the middle is told.
func TestAWeekOfTwoSourcesIsAskedOfBoth(t *testing.T) {
	d := &desk{}
	d.source(t, "calls", "contacts", "opened_at,channel,wait_seconds,answered\n2026-10-05 09:00,phone,5,yes\n")
	d.source(t, "chats", "contacts", "opened_at,channel,wait_seconds,answered\n2026-10-05 09:00,chat,5,yes\n")
	d.on = func(db *engine.DB, tables []fact.Source) (fact.Queryer, []fact.Source) {
		spec := fact.ProfileSpec{From: on(t, "2026-10-05"), To: on(t, "2026-10-12"), Minutes: 30}
		asked := 0
		known := append([]fact.Source{}, tables...)
		known[0].Weeks = func(context.Context, fact.Day, fact.Day, string, int, func(func([]any)) error, func([]any)) error {
			asked++
			return nil
		}
		p, err := fact.ProfileOf(t.Context(), db, known, spec)
		if err != nil || p == nil || len(p.Sources) != 2 || len(p.Arrivals) != 3 || asked != 0 { // by channel, and of both
			t.Errorf("got %+v, %v, and %d questions to one of them", p, err, asked)
		}
		if _, err := fact.ProfileOf(t.Context(), db, known[:1], spec); err != nil || asked == 0 {
			t.Errorf("of one source: got %v, %d questions, want what is known of it", err, asked)
		}
		for _, over := range []string{"THEN y * y END", "micros, count(*)"} {
			if _, err := fact.ProfileOf(t.Context(), failing{db, over}, tables, spec); !errors.Is(err, errBroken) {
				t.Errorf("a query of %s fails: got %v", over, err)
			}
		}
		return db, tables
	}
	d.count(t)
}
