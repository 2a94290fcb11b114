package fact_test

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"shingle/generator/internal/engine/bound"
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

// served is a server as a house.
type served struct{ *pgserver.Server }

func (h served) put(t testing.TB, table string, columns []string, rows [][]string) string {
	h.Put(t, table, columns, rows)
	return table
}

func (h served) open(t testing.TB) *record.Warehouse {
	t.Helper()
	db, err := postgres.Open(t.Context(), bound.Options{Name: "test", DSN: h.DSN, Seconds: 600, Rows: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return &record.Warehouse{Engine: db}
}

// Records of tables in a warehouse are those of the same rows in files, bit for bit.
func TestTablesOfPostgreSQLAreReadAsTheirFilesAre(t *testing.T) {
	readsTheSame(t, served{pgserver.Start(t)}, worlds(2, 8))
}

func TestTablesOfTrinoAreReadAsTheirFilesAre(t *testing.T) {
	readsTheSame(t, openLake(t), worlds(1, 2))
}

// What is counted of typed tables of PostgreSQL is what is counted of the same rows in files.
func TestTablesOfPostgreSQLAreCountedAsTheirFilesAre(t *testing.T) {
	h := served{pgserver.Start(t)}
	for seed := range worlds(1, 4) {
		random := rand.New(rand.NewPCG(seed, 17))
		d := everyKind(t, random)
		d.inHouse(t, h, random, func(int) bool { return true }, seed)
		want := d.count(t)
		w := h.open(t)
		d.in = func(int) *record.Warehouse { return w }
		d.asIn(t, fmt.Sprintf("seed %d", seed), want)
	}
}

// worlds is how many are tried, in CI more.
func worlds(few, many uint64) uint64 {
	if os.Getenv("SHINGLE_CI") != "" {
		return many
	}
	return few
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
