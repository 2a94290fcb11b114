package fact_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
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

// Where a report tells of three quarters of an hour, hours end within a step: what came in the step is one arrival,
// what came in the hour one cell, and nothing is counted twice.
func TestSlotsEndWithinAStep(t *testing.T) {
	d := &desk{}
	d.source(t, "acd", "intervals", "start,minutes,offered,channel\n2026-10-05 09:00,45,3,phone\n2026-10-05 09:45,45,2,phone\n")
	d.source(t, "chats", "contacts", "opened_at,channel\n2026-10-05 09:50,chat\n2026-10-05 10:05,chat\n2026-10-05 10:10,chat\n")
	d.on = func(db *engine.DB, tables []fact.Source) (fact.Queryer, []fact.Source) {
		p, err := fact.ProfileOf(t.Context(), db, tables, fact.ProfileSpec{From: on(t, "2026-10-05"), To: on(t, "2026-10-12"), Minutes: 30})
		if err != nil || p == nil || p.Minutes != 60 || p.Step != 45 {
			t.Fatalf("got %+v, %v, want hours, and steps of 45 minutes", p, err)
		}
		arrivals, cells := map[string]int64{}, map[string]int64{}
		for _, a := range p.Arrivals {
			at := fmt.Sprint(a.Channel, " ", a.Minute)
			if arrivals[at] > 0 {
				t.Errorf("two arrivals at %s", at)
			}
			arrivals[at] = a.Offered
		}
		for _, c := range p.Cells {
			at := fmt.Sprint(c.Channel, " ", c.Slot)
			if cells[at] > 0 {
				t.Errorf("two cells at %s", at)
			}
			cells[at] = c.Offered
		}
		if want := map[string]int64{"chat 585": 3, "phone 540": 3, "phone 585": 2, " 540": 3, " 585": 5}; !maps.Equal(arrivals, want) {
			t.Errorf("arrivals: got %v, want %v", arrivals, want)
		}
		if want := map[string]int64{"chat 540": 1, "chat 600": 2, "phone 540": 5, " 540": 6, " 600": 2}; !maps.Equal(cells, want) {
			t.Errorf("cells: got %v, want %v", cells, want)
		}
		return db, tables
	}
	d.count(t)
}
