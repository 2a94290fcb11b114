package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/pgserver"
	"shingle/generator/internal/sample"
)

// secretWord is what must not be seen of an engine's address.
const secretWord = "sesame-of-the-warehouse"

// A site whose rows lie in PostgreSQL has the figures of one that reads them from a file, and tells
// nothing of the engine's address.
func TestASiteFromPostgreSQLIsThatOfItsFile(t *testing.T) {
	server := pgserver.Start(t)
	var calls bytes.Buffer
	if err := sample.Calls(&calls, 2000, 3, 24); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(calls.Bytes())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	server.Put(t, "calls", rows[0], rows[1:])
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("SHINGLE_WAREHOUSE", server.DSN+" password="+secretWord)
	site := func(config string) map[string]string {
		dir := t.TempDir()
		for name, text := range map[string]string{"config.toml": config, "data/contacts.csv": calls.String()} {
			if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		files, told, said := built(t, dir)
		for name, text := range files {
			if strings.Contains(text, secretWord) {
				t.Errorf("%s holds the address of the engine", name)
			}
		}
		if strings.Contains(told+said, secretWord) {
			t.Errorf("the address of the engine is told:\n%s%s", told, said)
		}
		return files
	}
	want := site(benchConfig)
	server.Exec(t, "ALTER TABLE calls ADD COLUMN written DATE", "UPDATE calls SET written = CAST(opened_at AS DATE)")
	for _, c := range []struct{ what, lies, do string }{
		{"a table", `table = "public.calls"`, "SELECT 1"},
		{"a query", `query = "SELECT * FROM calls"`, "SELECT 1"},
		{"a table of days", "table = \"public.calls\"\npartition = \"written\"", "SELECT 1"},
		{"some rows are far from their day", "table = \"public.calls\"\npartition = \"written\"", "UPDATE calls SET written = written - 400 WHERE extract(day FROM written) > 15"},
	} {
		server.Exec(t, c.do)
		got := site(inEngine(benchConfig, c.lies))
		for _, name := range []string{"api/v1/scores.csv", "api/v1/best-times.csv"} {
			if want[name] == "" || got[name] != want[name] {
				t.Errorf("%s: %s: got %d bytes that are not the %d from the file", c.what, name, len(got[name]), len(want[name]))
			}
		}
	}
}

// inEngine is a config whose source lies in an engine.
func inEngine(config, lies string) string {
	config = strings.Replace(config, `files = ["data/contacts.csv"]`, "engine = \"lake\"\n"+lies, 1)
	return strings.Replace(config, "[[shingle.sources]]", "[shingle.engines.lake]\nkind = \"postgres\"\ndsn_env = \"SHINGLE_WAREHOUSE\"\nmax_seconds = 2\n\n[[shingle.sources]]", 1)
}

// What an engine does not give is told in one sentence, with what would be right and without a secret.
func TestWhatAnEngineRefusesIsToldInASentence(t *testing.T) {
	server := pgserver.Start(t)
	server.Put(t, "calls", []string{"id", "opened_at", "answered", "wait_seconds"}, [][]string{{"1", "2026-10-01 08:00", "yes", "3"}, {"2", "2026-10-01 09:00", "yes", "4"}})
	server.Exec(t, "CREATE ROLE other LOGIN", "CREATE TABLE odd AS SELECT decode('aa', 'hex') AS opened_at, 1 AS n, '2026-10-01 08:00' AS at")
	for _, c := range []struct{ name, lies, dsn, want string }{
		{"no variable", `table = "calls"`, " ", "the environment has no variable SHINGLE_WAREHOUSE"},
		{"no address", `table = "calls"`, "nonsense://" + secretWord, `engine "lake" has a DSN that is none`},
		{"nobody there", `table = "calls"`, "host=/nowhere password=" + secretWord, `engine "lake" cannot be reached`},
		{"no such user", `table = "calls"`, server.As("nobody"), `engine "lake" does not let this user in`},
		{"no right to read", `table = "calls"`, server.As("other"), `engine "lake" does not let this user read table calls`},
		{"no such table", `table = "sales.calls"`, server.DSN, `has no table "sales.calls"`},
		{"no such column", "table = \"calls\"\ncolumns = { opened_at = \"begun\" }", server.DSN, `has no column "begun"`},
		{"a type without texts", `table = "odd"`, server.DSN, `column "opened_at" is of type bytea`},
		{"no such column of days", "table = \"calls\"\npartition = \"dya\"", server.DSN, `partition: calls has no column "dya"`},
		{"a column of no days", "table = \"odd\"\npartition = \"n\"\ncolumns = { opened_at = \"at\" }", server.DSN, `partition: column "n" is of type int4, want a date, an instant, or a text`},
		{"texts that are no days", "table = \"calls\"\npartition = \"wait_seconds\"", server.DSN, "cannot work out an answer from these cells"},
		{"two statements", `query = "SELECT * FROM calls; DROP TABLE calls"`, server.DSN, "cannot insert multiple commands"},
		{"a statement that writes", `query = "DELETE FROM calls"`, server.DSN, "the query is not a SELECT"},
		{"the end of a SELECT", `query = "SELECT 1) AS x, (SELECT * FROM calls"`, server.DSN, "cannot read the query"},
		{"a query that writes", `query = "WITH gone AS (DELETE FROM calls RETURNING *) SELECT * FROM gone"`, server.DSN, `engine "lake" `},
		{"too slow", `query = "SELECT * FROM calls, pg_sleep(9)"`, server.DSN, "takes longer than 2 seconds"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte(inEngine(benchConfig, c.lies)), 0o644); err != nil {
				t.Fatal(err)
			}
			t.Setenv("SHINGLE_WAREHOUSE", strings.TrimSpace(c.dsn))
			var said bytes.Buffer
			j := newJob(dir, "", &said, time.Now)
			r, err := j.run(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			told := r.problems.String() + said.String()
			if !r.problems.Failed() || !strings.Contains(told, c.want) || strings.Contains(told, secretWord) {
				t.Errorf("got\n%s\nwant %q", told, c.want)
			}
		})
	}
	var n int
	if err := server.DB.QueryRow("SELECT count(*) FROM calls").Scan(&n); err != nil || n != 2 {
		t.Errorf("the table holds %d rows, %v; want both", n, err)
	}
}

// A connection that breaks while a build asks leaves the site as it stands, and the next build makes it.
func TestABrokenConnectionLeavesTheSite(t *testing.T) {
	server := pgserver.Start(t)
	var calls bytes.Buffer
	if err := sample.Calls(&calls, 500, 3, 12); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&calls).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	server.Put(t, "calls", rows[0], rows[1:])
	t.Setenv("SHINGLE_WAREHOUSE", server.DSN)
	dir := t.TempDir()
	out := filepath.Join(dir, "public")
	site := func(lies string) (said string, sum string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte(inEngine(benchConfig, lies)), 0o644); err != nil {
			t.Fatal(err)
		}
		r, err := newJob(dir, out, &bytes.Buffer{}, time.Now).run(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		scores, err := os.ReadFile(filepath.Join(out, "api", "v1", "scores.csv"))
		if err != nil {
			t.Fatal(err)
		}
		return r.problems.String(), string(scores)
	}
	_, stands := site(`table = "calls"`)
	breaks := `query = "SELECT calls.* FROM calls, (SELECT pg_terminate_backend(pg_backend_pid()) FROM calls GROUP BY 1) AS gone"`
	if said, after := site(breaks); !strings.Contains(said, `source "contacts": engine "lake" broke the connection off`) || after != stands {
		t.Errorf("got\n%s", said)
	}
	server.Exec(t, "DELETE FROM calls WHERE team IS NOT NULL AND opened_at < '2026-06-01'")
	if said, after := site(`table = "calls"`); after == stands {
		t.Errorf("the next build makes nothing new\n%s", said)
	}
}
