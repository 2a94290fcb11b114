package fact_test

import (
	"context"
	"database/sql"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/engine"
	"shingle/generator/internal/engine/bound"
	"shingle/generator/internal/engine/trino"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/quote"
	"shingle/generator/internal/record"
)

// A lake is a folder of Parquet files that a cluster reads its tables from.
type lake struct {
	*trino.DB
	dsn    string
	write  *sql.DB
	folder string
	files  []string // into which an engine may write a table, to be moved from there
	schema string
}

// parts is over how many files a table is spread, so that all workers have some.
const parts = 8

// openLake opens the cluster that .ci/trino has started in the folder that SHINGLE_TRINO names.
func openLake(t testing.TB) *lake {
	t.Helper()
	folder := os.Getenv("SHINGLE_TRINO")
	if folder == "" {
		t.Skip("SHINGLE_TRINO names no folder of a cluster that .ci/trino has started: that counting is the same on it is not tried")
	}
	dsn, err := os.ReadFile(filepath.Join(folder, "dsn"))
	if err != nil {
		t.Fatal(err)
	}
	at := strings.TrimSpace(string(dsn))
	l := &lake{dsn: at, folder: filepath.Join(folder, "lake"), schema: fmt.Sprintf("fact_%d", time.Now().UnixNano())}
	if l.DB, err = trino.Open(t.Context(), bound.Options{Name: "lake", DSN: at, Seconds: 120}); err != nil {
		t.Fatal(err)
	}
	if l.write, err = sql.Open("trino", at); err != nil {
		t.Fatal(err)
	}
	l.run(t, "CREATE SCHEMA lake."+l.schema)
	staged := filepath.Join(l.folder, l.schema)
	if err := os.MkdirAll(staged, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range parts {
		l.files = append(l.files, filepath.Join(staged, fmt.Sprintf("part-%d.parquet", i)))
	}
	t.Cleanup(func() {
		l.Close()
		l.write.ExecContext(context.Background(), "DROP SCHEMA lake."+l.schema+" CASCADE")
		l.write.Close()
		os.RemoveAll(staged)
	})
	return l
}

// run runs a statement that changes what is there.
func (l *lake) run(t testing.TB, statement string) {
	t.Helper()
	if _, err := l.write.ExecContext(t.Context(), statement); err != nil {
		t.Fatalf("%v\n%s", err, statement)
	}
}

// put makes a table of rows, over several files, in the place of one of its name; a column's type stands behind its name, or is text.
func (l *lake) put(t testing.TB, table string, columns []string, rows [][]string) string {
	t.Helper()
	text := filepath.Join(t.TempDir(), "rows.csv")
	f, err := os.Create(text)
	if err != nil {
		t.Fatal(err)
	}
	if err := csv.NewWriter(f).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	f.Close()
	duck, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer duck.Close()
	var read, defined, seen []string
	zoned := false
	for _, c := range columns {
		name, kind, typed := strings.Cut(c, "|")
		if !typed {
			kind = "VARCHAR"
		}
		kind = strings.TrimSuffix(kind, " PRECISION")
		if seen = append(seen, quote.Name(name)); kind == "TIMESTAMPTZ" { // of which files of this connector have none
			kind, zoned = "TIMESTAMP", true
			seen[len(seen)-1] = "with_timezone(" + quote.Name(name) + ", 'UTC') AS " + quote.Name(name)
		}
		read, defined = append(read, fmt.Sprintf("'%s': '%s'", name, kind)), append(defined, quote.Name(name)+" "+kind)
	}
	folder, err := os.MkdirTemp(filepath.Join(l.folder, l.schema), table)
	if err != nil {
		t.Fatal(err)
	}
	for i := range parts {
		if _, err := duck.Exec(fmt.Sprintf("COPY (SELECT * EXCLUDE n_ FROM (SELECT *, row_number() OVER () AS n_ FROM read_csv('%s', header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"', columns = {%s})) WHERE n_ %% %d = %d) TO '%s' (FORMAT parquet)",
			text, strings.Join(read, ", "), parts, i, filepath.Join(folder, fmt.Sprintf("part-%d.parquet", i)))); err != nil {
			t.Fatal(err)
		}
	}
	name := "lake." + l.schema + "." + table
	l.run(t, "DROP TABLE IF EXISTS "+name)
	l.run(t, fmt.Sprintf("CREATE TABLE %s (%s) WITH (format = 'PARQUET', external_location = 'local:///%s/%s')", name, strings.Join(defined, ", "), l.schema, filepath.Base(folder)))
	if zoned {
		l.run(t, "CREATE OR REPLACE VIEW "+name+"_zoned AS SELECT "+strings.Join(seen, ", ")+" FROM "+name)
		return name + "_zoned"
	}
	return name
}

// open asks in a transaction of its own, which sees the tables as they are by then.
func (l *lake) open(t testing.TB) *record.Warehouse {
	t.Helper()
	db, err := trino.Open(t.Context(), bound.Options{Name: "lake", DSN: l.dsn, Seconds: 120})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return &record.Warehouse{Engine: db}
}

// take copies the tables of sources as they stand in the engine.
func (l *lake) take(t *testing.T, db *engine.DB, sources []fact.Source) []fact.Source {
	t.Helper()
	taken := append([]fact.Source{}, sources...)
	for i := range taken {
		taken[i].RowID = "row_"
		if taken[i].Table = l.copied(t, db, taken[i].Table); taken[i].Rejects != "" {
			taken[i].Rejects = l.copied(t, db, taken[i].Rejects)
		}
	}
	return taken
}

func (l *lake) writes() []string { return l.files }

func (l *lake) copied(t *testing.T, db *engine.DB, table string) string {
	t.Helper()
	rows, err := db.Query(t.Context(), "SELECT rowid AS row_, * FROM "+table+" LIMIT 0")
	if err != nil { // a source of counts has none
		return table
	}
	types, err := rows.ColumnTypes()
	rows.Close()
	if err != nil {
		t.Fatal(err)
	}
	var columns, cells []string
	for _, c := range types {
		kind := map[string]string{"VARCHAR": "VARCHAR", "BOOLEAN": "BOOLEAN", "SMALLINT": "SMALLINT", "INTEGER": "INTEGER", "UBIGINT": "DECIMAL(20, 0)"}[c.DatabaseTypeName()]
		if kind == "" {
			kind = "BIGINT"
		}
		columns, cells = append(columns, c.Name()+" "+kind), append(cells, "CAST("+c.Name()+" AS "+kind+") AS "+c.Name())
	}
	name := strings.ToLower(table)
	folder := filepath.Join(l.folder, l.schema, fmt.Sprintf("%s_%d", name, time.Now().UnixNano()))
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for i, file := range l.files {
		if err := db.Exec(t.Context(), fmt.Sprintf("COPY (SELECT %s FROM (SELECT rowid AS row_, * FROM %s) WHERE row_ %% %d = %d) TO '%s' (FORMAT parquet)", strings.Join(cells, ", "), table, parts, i, file)); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(file, filepath.Join(folder, filepath.Base(file))); err != nil {
			t.Fatal(err)
		}
	}
	taken := "lake." + l.schema + "." + filepath.Base(folder)
	l.run(t, fmt.Sprintf("CREATE TABLE %s (%s) WITH (format = 'PARQUET', external_location = 'local:///%s/%s')", taken, strings.Join(columns, ", "), l.schema, filepath.Base(folder)))
	return taken
}

// The workers share the counting: each of them read rows for each fact query that has them
// grouped. The coordinator does not count.
func TestBothWorkersOfTrinoCount(t *testing.T) {
	l := openLake(t)
	random := rand.New(rand.NewPCG(4, 11))
	all := everyKind(t, random)
	d := &desk{sources: all.sources[:1], files: l.files}
	for _, m := range all.metrics {
		if m.ID == "sl" || m.ID == "volume" || m.ID == "p90" {
			d.metrics = append(d.metrics, m)
		}
	}
	d.on = func(db *engine.DB, sources []fact.Source) (fact.Queryer, []fact.Source) {
		return l, l.take(t, db, sources)
	}
	d.count(t)
	rows, err := l.write.QueryContext(t.Context(), "SELECT q.query, count(DISTINCT t.node_id) FILTER (WHERE t.physical_input_bytes > 0) FROM system.runtime.queries q "+
		"JOIN system.runtime.tasks t ON t.query_id = q.query_id JOIN system.runtime.nodes n ON n.node_id = t.node_id AND NOT n.coordinator "+
		"WHERE q.query LIKE '%GROUP BY%lake."+l.schema+"%' OR q.query LIKE '%lake."+l.schema+"%GROUP BY%' GROUP BY 1")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	seen := 0
	for rows.Next() {
		var query string
		var workers int
		if err := rows.Scan(&query, &workers); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(query, "_rejects") || strings.Contains(query, "system.runtime") { // rejects are few
			continue
		}
		if seen++; workers != 2 {
			t.Errorf("%d workers read rows, want both: %s", workers, query)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	if seen < 3 {
		t.Errorf("only %d fact queries were seen", seen)
	}
}
