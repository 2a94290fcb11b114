package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
