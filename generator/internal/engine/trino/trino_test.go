package trino

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/engine/bound"
)

// cluster is where a cluster runs that .ci/trino has started in the folder that SHINGLE_TRINO names.
func cluster(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("SHINGLE_TRINO")
	if folder == "" {
		t.Skip("SHINGLE_TRINO names no folder of a cluster that .ci/trino has started: how it is asked is not tried")
	}
	dsn, err := os.ReadFile(filepath.Join(folder, "dsn"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(dsn))
}

func open(t *testing.T, o bound.Options) *DB {
	t.Helper()
	db, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// all reads a whole result.
func (db *DB) all(ctx context.Context, query string) (all [][]any, err error) {
	rows, err := db.Query(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		row, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		all = append(all, row)
	}
	return all, rows.Err()
}

// Each mistake is one sentence with what would be right, of which none tells the DSN.
func TestMistakesAreSentences(t *testing.T) {
	db := open(t, bound.Options{Name: "lake", DSN: cluster(t), Seconds: 60})
	for query, want := range map[string]string{
		"SELECT 1 FROM tpch.tiny.nix":                       "Table 'tpch.tiny.nix' does not exist; want catalog.schema.table as SHOW TABLES lists it",
		"SELECT 1 FROM nix.x.y":                             "Catalog 'nix' not found; want catalog.schema.table as SHOW TABLES lists it",
		"SELECT wait FROM tpch.tiny.nation":                 "Column 'wait' cannot be resolved; want a column as DESCRIBE lists it",
		"SELECT CAST(name AS BIGINT) FROM tpch.tiny.nation": "fails on a cell that is not of the type it is cast to; TRY_CAST gives NULL for such cells",
		"SELECT 1 / (nationkey - 3) FROM tpch.tiny.nation":  "fails on a value that a function in the query does not take; TRY(...) gives NULL for such values",
		"SELECT strptime(name, '%d') FROM tpch.tiny.nation": "engine \"lake\" answers: Function 'strptime' not registered",
		"SELECT name || nationkey FROM tpch.tiny.nation":    "Unexpected parameters (varchar(25), bigint) for function concat",
		"SELECT FROM":                "mismatched input",
		"DELETE FROM lake.default.x": "is not a SELECT",
		"WITH x AS (SELECT 1) DELETE FROM lake.default.x":     "mismatched input",
		"SELECT 1; DELETE FROM lake.default.x":                "mismatched input ';'",
		"CREATE TABLE memory.default.x AS SELECT 1 AS one":    "is not a SELECT",
		"SELECT count(*) FROM tpch.tiny.nation WHERE 1 = '1'": "Cannot apply operator: integer = varchar(1)",
	} {
		_, err := db.all(t.Context(), query)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "line 1") || strings.Contains(err.Error(), "ALGERIA") {
			t.Errorf("%s:\n got %v\nwant %s", query, err, want)
		}
	}
	if rows, err := db.all(t.Context(), "SELECT count(*), sum(nationkey) FROM tpch.tiny.nation"); err != nil || fmt.Sprint(rows) != "[[25 300]]" {
		t.Errorf("after mistakes: got %v, %v, want the query answered", rows, err)
	}
}

func TestNoAnswerIsLongerThanItMayBe(t *testing.T) {
	db := open(t, bound.Options{Name: "lake", DSN: cluster(t), Seconds: 60, Rows: 25})
	if rows, err := db.all(t.Context(), "SELECT name FROM tpch.tiny.nation"); err != nil || len(rows) != 25 {
		t.Errorf("got %d rows, %v, want 25", len(rows), err)
	}
	_, err := db.all(t.Context(), "SELECT name FROM tpch.tiny.supplier")
	if want := "gives more than 25 rows to one question; max_rows allows more"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %s", err, want)
	}
}

// The transaction is read-only, should a statement that writes get that far.
func TestTheTransactionIsReadOnly(t *testing.T) {
	db := open(t, bound.Options{Name: "lake", DSN: cluster(t), Seconds: 60})
	if _, err := db.all(t.Context(), "SELECT 1"); err != nil {
		t.Fatal(err)
	}
	db.Looks = "CREATE TABLE memory.default.never AS "
	err := db.Check(t.Context(), "SELECT 1 AS one")
	if err == nil || err.Error() != `engine "lake" refuses what would write; want one SELECT` {
		t.Errorf("got %v, want it refused", err)
	}
}

func TestQueriesEndInTime(t *testing.T) {
	long := "SELECT count(*) FROM tpch.sf1000.lineitem WHERE comment LIKE '%x%y%z%'"
	db := open(t, bound.Options{Name: "lake", DSN: cluster(t), Seconds: 2})
	_, err := db.all(t.Context(), long)
	if want := "takes longer than max_seconds to answer; want a larger one, fewer days, or more workers"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %s", err, want)
	}
	db = open(t, bound.Options{Name: "lake", DSN: cluster(t), Seconds: 600})
	ctx, cancel := context.WithCancel(t.Context())
	stop := time.AfterFunc(2*time.Second, cancel)
	defer stop.Stop()
	if _, err = db.all(ctx, long); err == nil || !strings.Contains(err.Error(), "context canceled") {
		t.Errorf("got %v, want it cancelled", err)
	}
	watch := open(t, bound.Options{Name: "lake", DSN: cluster(t), Seconds: 60})
	deadline := time.Now().Add(time.Minute)
	for {
		rows, err := watch.all(t.Context(), "SELECT count(*) FROM system.runtime.queries WHERE state = 'RUNNING' AND query = '"+strings.ReplaceAll(long, "'", "''")+"'")
		if err != nil {
			t.Fatal(err)
		}
		if rows[0][0] == int64(0) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("a cancelled query still runs")
		}
		time.Sleep(time.Second / 2)
	}
}

// What is wrong with a DSN is told without it.
func TestWrongAddressesAreToldWithoutThem(t *testing.T) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := free.Addr().String()
	free.Close()
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>") }))
	defer page.Close()
	missing := httptest.NewServer(http.NotFoundHandler())
	defer missing.Close()
	stranger := httptest.NewUnstartedServer(http.NotFoundHandler())
	stranger.Config.ErrorLog = log.New(io.Discard, "", 0)
	stranger.StartTLS()
	defer stranger.Close()
	answering := func(version string, status int) string {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/v1/info" {
				fmt.Fprintf(w, `{"nodeVersion": {"version": %q}, "coordinator": true, "starting": false}`, version)
				return
			}
			w.WriteHeader(status)
		}))
		t.Cleanup(s.Close)
		return s.URL
	}
	user := func(url string) string { return strings.Replace(url, "://", "://s3cret@", 1) }
	for dsn, want := range map[string]string{
		"":                                            "has a DSN that is no address",
		"s3cret":                                      "has a DSN that is no address",
		"http://s3cret:%zz@127.0.0.1":                 "has a DSN that is no address",
		"postgres://s3cret@127.0.0.1/x":               "has a DSN that is no address",
		"http://s3cret@s3cret.example:8080":           "begins with http://",
		"http://127.0.0.1:8080":                       "names no user",
		"http://s3cret:s3cret@127.0.0.1":              "a setting that Trino's Go client cannot read",
		"https://s3cret@x?explicitPrepare=s3":         "a setting that Trino's Go client cannot read",
		"http://s3cret@" + closed:                     "cannot be reached",
		"https://s3cret@s3cret.invalid":               "a host that nobody knows",
		user(page.URL):                                "is not Trino",
		user(missing.URL):                             "is not Trino",
		user(stranger.URL):                            "a certificate that nobody vouches for",
		strings.Replace(user(page.URL), "p", "ps", 1): "is not Trino", // which speaks without TLS
		user(answering("351", 200)):                   "is Trino 351; want 372 or newer",
		user(answering("476-e.3", 401)):               "does not know the user of the DSN",
		user(answering("476", 403)):                   "does not let the user of the DSN ask",
	} {
		if _, after, ok := strings.Cut(dsn, "@"); ok && !strings.Contains(after, "?") {
			dsn += "?request_retry_timeout=1s"
		}
		_, err := Open(t.Context(), bound.Options{Name: "lake", DSN: dsn, Seconds: 9})
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "s3c") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v, want %s", dsn, err, want)
		}
	}
}
