package fact_test

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"shingle/generator/internal/engine/postgres"
	"shingle/generator/internal/pgserver"
	"shingle/generator/internal/record"
)

// rows cuts a source's file into its header and rows, these in the order in which a warehouse numbers
// them: by id, and then by all others that are read, blank cells last.
func (s *source) rows(t testing.TB) (header []string, rows [][]string) {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(s.files[s.Name+".csv"])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	header, rows = all[0], all[1:]
	order := append([]string{"id"}, slices.Sorted(slices.Values(record.Columns(s.Kind)))...)
	for _, q := range s.Questions {
		order = append(order, q.Name)
	}
	slices.SortStableFunc(rows, func(a, b []string) int {
		for _, name := range order {
			i := slices.Index(header, name)
			if i < 0 || a[i] == b[i] {
				continue
			}
			if a[i] == "" || b[i] == "" {
				return strings.Compare(b[i], a[i])
			}
			return strings.Compare(a[i], b[i])
		}
		return 0
	})
	return header, rows
}

// sorted puts a source's file into that order.
func (s *source) sorted(t testing.TB) {
	header, rows := s.rows(t)
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.WriteAll(append([][]string{header}, rows...))
	s.files[s.Name+".csv"] = b.String()
}

// open opens the server as a warehouse whose tables bear the names of the sources.
func open(t testing.TB, server *pgserver.Server) *record.Warehouse {
	t.Helper()
	db, err := postgres.Open(t.Context(), postgres.Options{Name: "test", DSN: server.DSN, Seconds: 600, Rows: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return &record.Warehouse{Engine: db}
}

// What is read, rejected, replaced and counted of rows in files is that of the same rows in a
// table of PostgreSQL, typed and counted there.
func TestATableOfPostgreSQLIsReadAsItsFileWouldBe(t *testing.T) {
	server := pgserver.Start(t)
	worlds := uint64(1)
	if os.Getenv("SHINGLE_CI") != "" {
		worlds = 6
	}
	for seed := range worlds {
		d := everyKind(t, rand.New(rand.NewPCG(seed, 17)))
		for i := range d.sources {
			s := &d.sources[i]
			s.sorted(t)
			s.Table = fmt.Sprintf("%s_%d", s.Name, seed)
			header, rows := s.rows(t)
			server.Put(t, s.Table, header, rows)
		}
		want := d.count(t)
		w := open(t, server)
		d.in = func(int) *record.Warehouse { return w }
		d.asIn(t, fmt.Sprintf("seed %d", seed), want)
	}
}

// asIn holds what is counted against what was counted elsewhere.
func (d *desk) asIn(t *testing.T, what string, want *counted) {
	t.Helper()
	got := d.count(t)
	for i, w := range want.tables {
		g := got.tables[i]
		w.Account.Rules, g.Account.Rules = nil, nil
		same(t, fmt.Sprintf("%s: rows of %s", what, w.Source.Name), g.Account, w.Account)
		if g.Bad != w.Bad || g.First != w.First || g.Last != w.Last || g.Grain != w.Grain || g.Latest != w.Latest || g.Step != w.Step || !slices.Equal(g.Channels, w.Channels) {
			t.Errorf("%s: %s: got %d bad from %s to %s, want %d from %s to %s", what, w.Source.Name, g.Bad, g.First, g.Last, w.Bad, w.First, w.Last)
		}
	}
	for i := range want.sets {
		if set := want.sets[i]; set.Facts.Len()+len(set.Answers) == 0 {
			t.Errorf("%s: %s: nothing is counted\n%s", what, d.metrics[i].ID, want.said())
		}
		same(t, what+": "+d.metrics[i].ID, got.sets[i], want.sets[i])
	}
	for i := range want.byReason {
		same(t, what+": reasons of "+want.byReason[i].Metric.ID, got.byReason[i], want.byReason[i])
	}
	same(t, what+": the week's profile", *got.profile, *want.profile)
	said := map[string]bool{}
	for _, p := range want.problems.Sorted() {
		said[p.Text] = true
	}
	for _, p := range got.problems.Sorted() {
		if !said[p.Text] {
			t.Errorf("%s: says %q, which it does not of files", what, p.Text)
		}
	}
}
