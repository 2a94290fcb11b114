package main

import (
	"bytes"
	"database/sql"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/pgserver"
	"shingle/generator/internal/sample"
)

// BenchmarkWarehouse makes a site of contacts that lie in PostgreSQL, by days: of all of them, and
// after each new day. The steps tell where the time goes.
//
//	go test ./generator -run '^$' -bench Warehouse -benchtime 2x -rows 1000000
func BenchmarkWarehouse(b *testing.B) {
	server := pgserver.Start(b)
	var text bytes.Buffer
	if err := sample.Calls(&text, *benchRows, 50, 24); err != nil {
		b.Fatal(err)
	}
	cells, err := csv.NewReader(&text).ReadAll()
	if err != nil {
		b.Fatal(err)
	}
	server.Put(b, "calls", []string{"id", "opened_at|TIMESTAMP", "team", "channel", "answered|BOOLEAN", "wait_seconds|NUMERIC", "resolved_first", "csat|INTEGER"}, cells[1:])
	server.Exec(b, "CREATE INDEX ON calls (opened_at)", "ANALYZE calls")
	dir := b.TempDir()
	config := inEngine(benchTeams, "table = \"calls\"\npartition = \"opened_at\"")
	if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte(strings.Replace(config, "max_seconds = 2", "max_seconds = 900", 1)), 0o644); err != nil {
		b.Fatal(err)
	}
	b.Setenv("SHINGLE_WAREHOUSE", server.DSN)
	b.Setenv("XDG_CACHE_HOME", b.TempDir())
	b.Setenv("XDG_CONFIG_HOME", b.TempDir())
	b.Logf("%d contacts: %s", *benchRows, benchKept(b, dir))
	for n := 1; b.Loop(); n++ {
		b.StopTimer()
		server.Exec(b, fmt.Sprintf("UPDATE calls SET wait_seconds = wait_seconds + %d WHERE opened_at > (SELECT max(opened_at) - INTERVAL '1 day' FROM calls)", n))
		b.StartTimer()
		b.Logf("and a day that is another one: %s", benchKept(b, dir))
	}
}

// BenchmarkCluster makes a site of contacts that Trino makes up and holds, by days: of all of them, again
// when nothing is new, and after a day more; and tells what each took of the workers.
//
//	SHINGLE_TRINO=FOLDER go test ./generator -run '^$' -bench Cluster -benchtime 1x -timeout 2h -rows 10000000
func BenchmarkCluster(b *testing.B) {
	folder := os.Getenv("SHINGLE_TRINO")
	if folder == "" {
		b.Skip("SHINGLE_TRINO names no folder of a cluster that .ci/trino has started")
	}
	dsn, err := os.ReadFile(filepath.Join(folder, "dsn"))
	if err != nil {
		b.Fatal(err)
	}
	at := strings.TrimSpace(string(dsn))
	cluster, err := sql.Open("trino", at)
	if err != nil {
		b.Fatal(err)
	}
	defer cluster.Close()
	schema := fmt.Sprintf("lake.bench_%d", time.Now().Unix())
	defer cluster.Exec("DROP SCHEMA " + schema + " CASCADE")
	do := func(statement string) {
		if _, err := cluster.ExecContext(b.Context(), statement); err != nil {
			b.Fatalf("%v\n%s", err, statement)
		}
	}
	contacts := func(from, to int) string {
		return fmt.Sprintf(`SELECT 'c' || CAST(n AS VARCHAR) AS id,
		TIMESTAMP '2024-11-01 08:00:00' + INTERVAL '1' DAY * (n * 729 / %[1]d) + INTERVAL '1' SECOND * (n * 7919 %% 43200) AS opened_at,
		'Team ' || CAST(n * 31 %% %[2]d AS VARCHAR) AS team, 'phone' AS channel, n * 17 %% 100 < 93 AS answered, n * 13 %% 97 * (n %% 7) / 3 AS wait_seconds, n * 23 %% 100 < 80 AS resolved_first
		FROM TABLE(sequence(start => %[3]d, stop => %[4]d - 1)) AS s(n)`, *benchRows, *benchOfTeams, from, to)
	}
	do("CREATE SCHEMA " + schema)
	do("CREATE TABLE " + schema + ".calls AS " + contacts(0, *benchRows))
	dir := b.TempDir()
	config := inEngine(benchTeams, fmt.Sprintf("table = \"%s.calls\"\npartition = \"opened_at\"", schema))
	config = strings.NewReplacer("max_seconds = 2", "max_seconds = 3000\nmax_rows = 20000000", `"postgres"`, `"trino"`).Replace(config)
	if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte(config), 0o644); err != nil {
		b.Fatal(err)
	}
	b.Setenv("SHINGLE_WAREHOUSE", at)
	b.Setenv("XDG_CACHE_HOME", b.TempDir())
	b.Setenv("XDG_CONFIG_HOME", b.TempDir())
	told := func(what string) {
		var queries, cpu, read int64
		begun := time.Now()
		steps := benchKept(b, dir)
		since := time.Since(begun).Seconds()
		if err := cluster.QueryRowContext(b.Context(), fmt.Sprintf(`SELECT count(DISTINCT query_id), sum(split_cpu_time_ms), sum(physical_input_bytes) FROM system.runtime.tasks
			WHERE created > current_timestamp - INTERVAL '%d' SECOND`, int(since)+1)).Scan(&queries, &cpu, &read); err != nil {
			b.Fatal(err)
		}
		b.Logf("%s: %d questions, %.1f s of the workers' processors, %.1f MB read; %s", what, queries, float64(cpu)/1000, float64(read)/1e6, steps)
	}
	told(fmt.Sprintf("%d contacts of %d teams", *benchRows, *benchOfTeams))
	for n := 0; b.Loop(); n++ {
		told("nothing is new")
		b.StopTimer()
		do("INSERT INTO " + schema + ".calls " + contacts(*benchRows+n**benchRows/729, *benchRows+(n+1)**benchRows/729))
		b.StartTimer()
		told("and a day more")
	}
}
