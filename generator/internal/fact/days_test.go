package fact_test

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/pgserver"
	"shingle/generator/internal/record"
	"shingle/generator/internal/shelf"
)

// Where a table of a warehouse tells the day of each row, only days that are new are counted, and the
// last ones; and what comes out is what all rows come to, whatever became of them since.
func TestDaysOfATableOfPostgreSQLAreCountedOnce(t *testing.T) {
	server := pgserver.Start(t)
	countsDaysOnce(t, server, served{server}, nil, func(table string, _ []string) string { return table })
}

// What becomes of the rows, PostgreSQL is told, and a table of Trino holds them anew.
func TestDaysOfATableOfTrinoAreCountedOnce(t *testing.T) {
	l, server := openLake(t), pgserver.Start(t)
	some := []string{"nothing was counted", "a day more", "a row without a day", "a cell of the past is another one"} // a question takes its time there
	countsDaysOnce(t, server, l, some, func(table string, columns []string) string {
		all, err := server.DB.QueryContext(t.Context(), "SELECT * FROM "+table)
		if err != nil {
			t.Fatal(err)
		}
		defer all.Close()
		var rows [][]string
		for all.Next() {
			cells, into := make([]sql.NullString, len(columns)), make([]any, len(columns))
			for i := range cells {
				into[i] = &cells[i]
			}
			if err := all.Scan(into...); err != nil {
				t.Fatal(err)
			}
			row := make([]string, len(cells))
			for i, c := range cells {
				row[i] = c.String
			}
			if row[len(row)-1] != "" { // a date is scanned with a time
				row[len(row)-1] = row[len(row)-1][:10]
			}
			rows = append(rows, row)
		}
		if err := all.Err(); err != nil {
			t.Fatal(err)
		}
		return l.put(t, table, columns, rows)
	})
}

// countsDaysOnce writes on tables of a server, has what they hold shown to a house, and counts there, after
// each of some steps, or all.
func countsDaysOnce(t *testing.T, server *pgserver.Server, h house, some []string, show func(table string, columns []string) string) {
	d := everyKind(t, rand.New(rand.NewPCG(14, 5)))
	d.sources = slices.DeleteFunc(d.sources, func(s source) bool { return s.Kind != "contacts" && s.Kind != "intervals" })
	d.metrics = slices.DeleteFunc(d.metrics, func(m fact.Metric) bool {
		return !slices.Contains([]string{"sl", "sl_acd", "p90", "done", "volume"}, m.ID)
	})
	read := []string{"opened_at", "id", "team", "channel", "answered", "wait_seconds", "closed_at", "start", "minutes", "offered", "answered_in_time"}
	columns := map[string][]string{}
	from := map[string]string{"contacts": "opened_at", "intervals": "start"}
	for i := range d.sources {
		s := &d.sources[i]
		header, rows := s.rows(t)
		for i := len(header) - 1; i >= 0; i-- {
			if !slices.Contains(read, header[i]) {
				header = slices.Delete(header, i, i+1)
				for r := range rows {
					rows[r] = slices.Delete(rows[r], i, i+1)
				}
			}
		}
		server.Put(t, s.Name, header, rows)
		columns[s.Name] = append(slices.Clone(header), "written|DATE")
		server.Exec(t, "ALTER TABLE "+s.Name+" ADD COLUMN written DATE", fmt.Sprintf("UPDATE %s SET written = CAST(%s AS DATE)", s.Name, from[s.Kind]))
	}
	d.weeks = [2]fact.Day{on(t, "2026-07-27"), on(t, "2026-10-26")}
	in := shelf.New(filepath.Join(t.TempDir(), "records"), []byte("a secret"))
	count := func(keep *record.Typed) *counted {
		w := h.open(t)
		d.in = func(int) *record.Warehouse { return w }
		for i := range d.sources {
			s := &d.sources[i]
			s.Typed, s.Partition, s.LateDays = keep, "", 0
			if keep != nil {
				s.Partition, s.LateDays = "written", 3
			}
		}
		return d.count(t)
	}
	closed := func(table string) (n int64) {
		t.Helper()
		if err := server.DB.QueryRow("SELECT count(*) FROM " + table + " WHERE written < (SELECT max(written) - 2 FROM " + table + ")").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	before := map[string]int64{"calls": 0, "acd": 0}
	for _, step := range []struct {
		what string
		do   []string
		anew string // the table of which all is counted anew; "": none
	}{
		{"nothing was counted", nil, "both"},
		{"nothing is new", nil, ""},
		{"a day more", []string{
			"INSERT INTO calls (opened_at, id, team, channel, answered, wait_seconds, written) SELECT '2026-10-31 09:' || (10 + n), 'a' || n, 'north', 'phone', 'yes', n, '2026-10-31' FROM generate_series(1, 9) AS n",
			"INSERT INTO acd (start, minutes, team, channel, offered, answered, written) VALUES ('2026-10-31 09:00', '30', 'north', 'phone', '20', '12', '2026-10-31')",
		}, ""},
		{"the last days were written on", []string{"UPDATE calls SET wait_seconds = '7', answered = 'yes' WHERE written >= '2026-10-29'"}, ""},
		{"a row came late, of weeks that are over", []string{"INSERT INTO calls (opened_at, id, team, channel, answered, wait_seconds, written) VALUES ('2026-10-20 09:10', 'late', 'north', 'phone', 'yes', '900', '2026-10-31')"}, ""},
		{"a row without a day", []string{"INSERT INTO calls (opened_at, id, answered) VALUES ('2026-05-05 10:00', 'lost', 'yes')"}, ""},
		{"a cell of the past is another one", []string{"UPDATE calls SET answered = CASE WHEN answered = 'yes' THEN 'no' ELSE 'yes' END WHERE id = (SELECT min(id) FROM calls WHERE written < '2026-01-01')"}, "calls"},
		{"a row of the past is gone", []string{"DELETE FROM acd WHERE ctid = (SELECT min(ctid) FROM acd WHERE written < '2026-01-01')"}, "acd"},
		{"an id comes again", []string{"INSERT INTO calls (opened_at, id, answered, written) SELECT '2026-10-31 11:00', min(id), 'no', '2026-10-31' FROM calls WHERE written < '2026-01-01' AND answered = 'yes'"}, "calls"},
		{"and is taken away", []string{"DELETE FROM calls WHERE opened_at = '2026-10-31 11:00'"}, ""},
		{"a row far from its day", []string{"UPDATE calls SET written = '2026-01-31' WHERE id = 'a3'"}, "calls"},
		{"a row of a day to come", []string{"UPDATE calls SET closed_at = '2026-12-24 09:00' WHERE id = (SELECT min(id) FROM calls WHERE written < '2026-01-01')"}, "calls"},
		{"that still is to come", nil, "calls"},
	} {
		if some != nil && !slices.Contains(some, step.what) {
			continue
		}
		server.Exec(t, step.do...)
		for i := range d.sources {
			d.sources[i].Table = show(d.sources[i].Name, columns[d.sources[i].Name])
		}
		want := count(nil)
		got := count(&record.Typed{Shelf: in, Said: "here", Temp: t.TempDir()})
		for i := range want.sets {
			same(t, step.what+": "+d.metrics[i].ID, got.sets[i], want.sets[i])
		}
		for i := range want.byReason {
			same(t, step.what+": reasons of "+want.byReason[i].Metric.ID, got.byReason[i], want.byReason[i])
		}
		same(t, step.what+": the week's profile", *got.profile, *want.profile)
		if g, w := got.problems.String(), want.problems.String(); g != w {
			t.Errorf("%s: says\n%s\nwant\n%s", step.what, g, w)
		}
		for i, table := range got.tables {
			w := want.tables[i]
			same(t, step.what+": rows of "+table.Source.Name, table.Account, w.Account)
			if table.First != w.First || table.Last != w.Last || table.Latest != w.Latest || table.Step != w.Step || !slices.Equal(table.Channels, w.Channels) {
				t.Errorf("%s: the span of %s is another one", step.what, table.Source.Name)
			}
			name := table.Source.Name
			counted := before[name]
			if step.anew == name || step.anew == "both" {
				counted = 0
			}
			if table.Summed != counted {
				t.Errorf("%s: %d rows of %s are counted as before, want %d", step.what, table.Summed, name, counted)
			}
			table.Settle()
			if table.Shelve(); table.Doubles == 0 {
				before[name] = closed(name)
			}
		}
	}
}
