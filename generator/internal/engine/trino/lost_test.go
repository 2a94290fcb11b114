package trino

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"shingle/generator/internal/engine/bound"
)

// apart starts a cluster of the test's own, of which it may kill what it likes.
func apart(t *testing.T) (folder string) {
	t.Helper()
	cluster(t)
	folder = t.TempDir()
	script := filepath.Join("..", "..", "..", "..", ".ci", "trino")
	t.Cleanup(func() { exec.Command(script, "stop", folder).Run() })
	if out, err := exec.Command(script, "start", folder, fmt.Sprint(three(t))).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return folder
}

// three finds three free ports in a row and gives the first one.
func three(t *testing.T) int {
	t.Helper()
	for port := 18100; port < 19000; port += 3 {
		free := true
		for i := range 3 {
			l, err := net.Listen("tcp", fmt.Sprint("127.0.0.1:", port+i))
			if err != nil {
				free = false
				break
			}
			l.Close()
		}
		if free {
			return port
		}
	}
	t.Fatal("no three ports are free")
	return 0
}

// kill ends a node as a power cut does.
func kill(t *testing.T, folder, node string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, node, "pid"))
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
}

// until asks for a number until it is what is wanted. While a worker is lost and not yet
// missed, an answer may be a mistake.
func (db *DB) until(t *testing.T, query string, want int64) {
	t.Helper()
	var rows [][]any
	var err error
	for end := time.Now().Add(5 * time.Minute); time.Now().Before(end); time.Sleep(time.Second / 2) {
		if rows, err = db.all(t.Context(), query); err == nil && rows[0][0] == want {
			return
		}
	}
	t.Fatalf("got %v, %v, want %d: %s", rows, err, want, query)
}

// A worker that is lost in mid-query ends the query in one sentence; the workers that are
// left answer the next one.
func TestALostWorkerIsToldAndTheOthersGoOn(t *testing.T) {
	folder := apart(t)
	dsn, err := os.ReadFile(filepath.Join(folder, "dsn"))
	if err != nil {
		t.Fatal(err)
	}
	o := bound.Options{Name: "lake", DSN: strings.TrimSpace(string(dsn)), Seconds: 600}
	db, watch := open(t, o), open(t, o)
	done := make(chan error, 1)
	go func() {
		_, err := db.all(t.Context(), "SELECT shipmode, count(*) FROM tpch.sf1000.lineitem WHERE comment LIKE '%x%y%z%' GROUP BY 1")
		done <- err
	}()
	watch.until(t, "SELECT count(DISTINCT node_id) FROM system.runtime.tasks t JOIN system.runtime.queries q ON t.query_id = q.query_id WHERE q.query LIKE '%sf1000%' AND q.query NOT LIKE '%system.runtime%' AND t.split_cpu_time_ms > 0", 2)
	kill(t, folder, "2")
	want := `engine "lake" lost a worker in the middle of the query; nothing is half counted; the next build asks anew`
	select {
	case err := <-done:
		if err == nil || err.Error() != want {
			t.Errorf("got %v\nwant %s", err, want)
		}
	case <-time.After(5 * time.Minute):
		t.Fatal("a query of which a worker was lost does not end")
	}
	watch.until(t, "SELECT count(*) FROM system.runtime.nodes WHERE state = 'active' AND NOT coordinator", 1)
	if rows, err := db.all(t.Context(), "SELECT count(*), sum(nationkey) FROM tpch.tiny.nation"); err != nil || fmt.Sprint(rows) != "[[25 300]]" {
		t.Errorf("with the other worker: got %v, %v, want the query answered", rows, err)
	}
}
