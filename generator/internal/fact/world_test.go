package fact_test

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/export"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/record"
)

// kindsOf are the types that a warehouse would give columns; the others are texts.
var kindsOf = map[string]string{
	"opened_at": "TIMESTAMP", "closed_at": "TIMESTAMP", "due_at": "TIMESTAMP", "first_reply_at": "TIMESTAMP", "updated_at": "TIMESTAMP", "start": "TIMESTAMP", "date": "DATE", "answered_at": "DATE",
	"resolved_first": "BOOLEAN", "due_met": "BOOLEAN", "upheld": "BOOLEAN", "escalated": "BOOLEAN", "wait_seconds": "DOUBLE PRECISION", "asa_seconds": "DECIMAL(12, 1)",
	"minutes": "SMALLINT", "offered": "INTEGER", "answered_in_time": "BIGINT", "short_abandons": "INTEGER", "abandoned_in_time": "INTEGER", "flow_outs": "INTEGER", "blocked": "INTEGER", "left_menu": "INTEGER",
	"csat": "SMALLINT", "nps": "INTEGER", "q1": "BIGINT", "q2": "SMALLINT", "score": "INTEGER", "passed": "INTEGER", "total": "INTEGER",
}

// kindOf is the type of a column of a source; "" is a text.
func (s *source) kindOf(column string) string {
	if s.Kind == "contacts" && slices.Contains([]string{"answered", "abandoned", "reopened"}, column) {
		return "BOOLEAN"
	}
	if s.Kind == "intervals" && slices.Contains([]string{"answered", "abandoned"}, column) {
		return "INTEGER"
	}
	if kind := kindsOf[column]; kind != "TIMESTAMP" || !s.zoned {
		return kind
	}
	return "TIMESTAMPTZ"
}

// written are ways to write stamps, as Go and as config say it. The first is read without being said.
var written = []struct{ format, said string }{
	{time.DateTime, ""}, {"2006-01-02T15:04:05-0700", ""}, {"2006-01-02 15:04:05.000000", ""}, {"02/01/2006 15:04:05", "%d/%m/%Y %H:%M:%S"}, {"Jan 2, 06 3:04:05 PM", "%b %d, %y %I:%M:%S %p"}, {"2006-01-02 15:04:05 GMT-07:00", "%Y-%m-%d %H:%M:%S %z"},
}

// instant is how PostgreSQL writes one.
const instant = "2006-01-02 15:04:05+00"

// varied makes a source's rows odder: stamps in hours that a clock skips or repeats, ids that come
// again, zones of half hours. Where it is typed, each column has a type that a warehouse would give it,
// and its cells fit; else stamps are written in some way, and some cells cannot be read.
func (s *source) varied(t testing.TB, random *rand.Rand, typed bool) {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(s.files[s.Name+".csv"])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	header, rows := all[0], all[1:]
	s.Zone = zone(t, []string{"Europe/London", "Asia/Kolkata", "America/St_Johns", "Australia/Lord_Howe", "Europe/London"}[random.IntN(5)])
	way := written[random.IntN(len(written))]
	if typed {
		way, s.Decimal, s.zoned = written[0], ".", random.IntN(2) == 0
		if s.zoned {
			way.format = instant
		}
	} else if way.said != "" {
		s.DateFormats = []string{way.said, "%Y-%m-%d"}
	}
	if s.Kind == "contacts" {
		header = append(header, "updated_at")
		for i := range rows {
			updated := ""
			if random.IntN(4) > 0 {
				updated = time.Date(2026, 9, 1+random.IntN(30), random.IntN(24), random.IntN(60), random.IntN(60), 0, time.UTC).Format(time.DateTime)
			}
			rows[i] = append(rows[i], updated)
		}
	}
	odd := []string{"2025-03-30 01:30:07", "2025-10-26 01:15:00", "2025-11-02 01:59:59", "2026-04-05 01:45:00", "2025-10-05 02:10:00", "2026-01-01 00:00:00"}
	id := slices.Index(header, "id")
	for n, row := range rows {
		for i, cell := range row {
			at, err := time.Parse(time.DateTime, cell)
			if err == nil && s.Kind != "intervals" && random.IntN(12) == 0 {
				at, err = time.Parse(time.DateTime, odd[random.IntN(len(odd))])
			}
			switch kind := s.kindOf(header[i]); {
			case err == nil:
				row[i] = at.Format(way.format)
			case typed && kind == "BOOLEAN":
				row[i] = map[string]string{"yes": "true", "no": "false"}[cell]
			case typed && kind != "" && cell == "?":
				row[i] = ""
			case !typed && kind != "" && random.IntN(60) == 0:
				row[i] = []string{" " + cell + "\u00a0", "n/a", "1,5", "0" + cell, "-3", "+4", "9999-99-99"}[random.IntN(7)]
			case typed && !strings.HasPrefix(kind, "TIMESTAMP") && kind != "DATE" && kind != "BOOLEAN" && kind != "" && random.IntN(60) == 0:
				row[i] = map[bool]string{true: "-3.0", false: "-3"}[strings.HasPrefix(kind, "DECIMAL")]
			}
		}
		if id >= 0 && n > 0 && random.IntN(10) == 0 {
			row[id] = rows[random.IntN(n)][id]
		}
	}
	s.write(header, rows)
	s.sorted(t)
}

func (s *source) write(header []string, rows [][]string) {
	var b strings.Builder
	csv.NewWriter(&b).WriteAll(append([][]string{header}, rows...))
	s.files[s.Name+".csv"] = b.String()
}

// typed is a header with the type of each column.
func (s *source) typed(header []string) []string {
	all := slices.Clone(header)
	for i, name := range header {
		if kind := s.kindOf(name); kind != "" {
			all[i] += "|" + kind
		}
	}
	return all
}

// A house is where tables are put, and asked.
type house interface {
	put(t testing.TB, table string, columns []string, rows [][]string) (name string)
	open(t testing.TB) *record.Warehouse
}

// inHouse puts the tables of a world into a house.
func (d *desk) inHouse(t testing.TB, h house, random *rand.Rand, typed func(i int) bool, seed uint64) {
	for i := range d.sources {
		s, typed := &d.sources[i], typed(i)
		s.varied(t, random, typed)
		header, rows := s.rows(t)
		columns := header
		if typed {
			columns = s.typed(header)
		}
		s.Table = h.put(t, fmt.Sprintf("%s_%d", s.Name, seed), columns, rows)
	}
}

// readsTheSame holds the records of tables of every kind, as texts of all sorts and typed, and what
// is told of the cells that cannot be read, against those of the same rows in files.
func readsTheSame(t *testing.T, h house, worlds uint64) {
	for seed := range worlds {
		random := rand.New(rand.NewPCG(seed, 19))
		d := everyKind(t, random)
		d.inHouse(t, h, random, func(i int) bool { return (uint64(i)+seed)%2 == 1 }, seed)
		w := h.open(t)
		for i := range d.sources {
			s := &d.sources[i]
			what := fmt.Sprintf("seed %d: %s", seed, s.Name)
			want, wanted := s.records(t, nil)
			got, told := s.records(t, w)
			if len(want) == 0 {
				t.Fatalf("%s has no records", what)
			}
			first(t, what, got, want)
			first(t, what+": rejects", told, wanted)
		}
	}
}

// first tells the first lines in which two lists differ.
func first(t *testing.T, what string, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: got %d, want %d", what, len(got), len(want))
	}
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Errorf("%s:\n got %s\nwant %s", what, got[i], want[i])
			return
		}
	}
}

// records are a source's records, and what of its rows was rejected, each in an order of its own.
// What an engine calls a row, and makes of an id, is its own affair: only whether there is one is told.
func (s *source) records(t testing.TB, w *record.Warehouse) (rows, rejected []string) {
	t.Helper()
	src := s.Source
	src.Rejects = func(r record.Reject) { rejected = append(rejected, r.Problem) }
	var problems diag.List
	var table *record.Table
	var at fact.Queryer = w
	var err error
	if w != nil {
		table, err = record.Ask(t.Context(), w, &src, 0, &problems)
	} else {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "x.csv"), []byte(s.files[s.Name+".csv"]), 0o644); err != nil {
			t.Fatal(err)
		}
		files := export.Open(export.Options{Dir: dir, Files: []string{"*"}, Temp: t.TempDir()}, &problems)
		db, wrong := engine.Open(t.Context(), engine.Options{Temp: t.TempDir(), Files: []string{files[0].Read}})
		if wrong != nil {
			t.Fatal(wrong)
		}
		defer db.Close()
		at = db
		table, err = record.Load(t.Context(), db, &src, 0, files, &problems)
	}
	if err != nil || table == nil {
		t.Fatalf("%v\n%s", err, problems.String())
	}
	for _, from := range []string{table.Name, table.Rejects} {
		if from != "" {
			rows = append(rows, lines(t, at, from)...)
		}
	}
	slices.Sort(rows)
	slices.Sort(rejected)
	return rows, rejected
}

// lines are the rows of a table as texts.
func lines(t testing.TB, at fact.Queryer, table string) (all []string) {
	t.Helper()
	rows, err := at.Query(t.Context(), "SELECT * FROM "+table)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		cells, into := make([]any, len(names)), make([]any, len(names))
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		var line []string
		for i, name := range names {
			switch name {
			case "rowid", "mark", "part_":
				continue
			case "id", "customer", "conversation", "contact", "respondent":
				cells[i] = cells[i] != nil
			}
			if !cellNames.MatchString(name) {
				line = append(line, fmt.Sprint(name, "=", cells[i]))
			}
		}
		slices.Sort(line)
		all = append(all, strings.Join(line, " "))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// cellNames are what a warehouse's cells are called beside the record that they make.
var cellNames = regexp.MustCompile(`^c[0-9]+$`)
