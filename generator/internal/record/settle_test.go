package record

import (
	"context"
	"strings"
	"testing"
	"time"
)

func TestLatestRowOfAnIdIsTheContact(t *testing.T) {
	d := of(t, "contacts", `id,opened_at,team,updated_at
1,2026-10-01,first,2026-10-05 10:00
2,2026-10-01,only,2026-10-01
1,2026-10-01,latest,2026-10-07 10:00
 1 ,2026-10-01,middle,2026-10-06 10:00
,2026-10-01,blank,2026-10-01
,2026-10-01,blank,2026-10-01
3,2026-10-01,earlier place,2026-10-01
3,2026-10-01,later place,2026-10-01
4,2026-10-01,dated,2026-10-01
4,2026-10-01,undated,
`).load(t)
	if got, want := d.rows(t, "team"), "only|latest|blank|blank|later place|dated"; got != want || d.table.Doubles != 4 {
		t.Errorf("got %s and %d doubles, want %s and 4\n%s", got, d.table.Doubles, want, d.said())
	}
}

func TestIdsAreComparedOverAllFiles(t *testing.T) {
	d := of(t, "contacts", "id,opened_at,team\n1,2026-10-01,first file\n")
	d.files["y.csv"] = "id,opened_at,team\n1,2026-10-01,second file\n"
	if got, want := d.load(t).rows(t, "team"), "second file"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestAnswersOfOneIdDifferByQuestion(t *testing.T) {
	d := of(t, "responses", "id,answered_at,question,score\n1,2026-10-01,csat,4\n1,2026-10-01,ease,5\n1,2026-10-01,csat,3\n").asks("csat", "ease").load(t)
	if got, want := d.rows(t, "question,score"), "ease 5|csat 3"; got != want || !d.table.Long {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestWideAnswersHaveAColumnEach(t *testing.T) {
	d := of(t, "responses", "answered_at,csat,EASE,comment\n2026-10-01,4,5,call me on 555\n").asks("csat", "ease").load(t)
	if d.table.Long || len(d.table.Wide) != 2 {
		t.Fatalf("got %+v", d.table)
	}
	if got, want := d.rows(t, d.table.Wide["csat"]+","+d.table.Wide["ease"]), "4 5"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// What is no column of ours never gets into the engine's tables.
func TestFreeTextAndNamesAreNotRead(t *testing.T) {
	d := of(t, "responses", "id,answered_at,csat,email,comment\nann@example.com,2026-10-01,4,ann@example.com,call me on 555\n").asks("csat").load(t)
	names, err := d.db.Columns(context.Background(), d.table.Name)
	if err != nil {
		t.Fatal(err)
	}
	if got := d.rows(t, strings.Join(names, ",")); strings.Contains(got, "ann") || strings.Contains(got, "555") {
		t.Errorf("got %s", got)
	}
}

func TestAnswersOffTheScaleOfTheirQuestion(t *testing.T) {
	d := of(t, "responses", "answered_at,question,score\n2026-10-01,csat,6\n2026-10-01,other,77\n2026-10-01,csat,5\n").asks("csat")
	if got, want := d.load(t).said(), `x.csv:2:3: warning: score: got "6", want a whole number from 1 to 5`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestWavesLieAQuarterApart(t *testing.T) {
	head := "wave,group,csat\n"
	tests := []struct {
		what, rows string
		refused    bool
	}{
		{"quarters", "2026-Q1,a,5\n2026-Q2,a,5\n", false},
		{"80 days", "2026-01-01,a,5\n2026-03-22,a,5\n", false},
		{"79 days", "2026-01-01,a,5\n2026-03-21,a,5\n", true},
		{"months", "2026-01,a,5\n2026-02,a,5\n", true},
		{"each answer's own date", "2026-01-01,a,5\n2026-01-02,a,5\n", true},
	}
	for _, test := range tests {
		d := of(t, "employees", head+test.rows).asks("csat").load(t)
		got := strings.Contains(d.said(), "days apart, want at least 80: employees are asked at most once a quarter")
		if got != test.refused || d.problems.Failed() != test.refused {
			t.Errorf("%s: got %s, want refused %v", test.what, d.said(), test.refused)
		}
	}
}

func TestWaveThatIsNoneIsRejected(t *testing.T) {
	d := of(t, "employees", "wave,csat\n2026-Q2,5\nspring,5\n2026-Q5,5\n,5\n2027-Q1,5\n").asks("csat").load(t)
	var places []string
	for _, p := range d.problems.Sorted() {
		if p.Place.File == "x.csv" {
			places = append(places, p.Place.String())
		}
	}
	if got, want := strings.Join(places, " "), "x.csv:3:1 x.csv:4:1 x.csv:5:1 x.csv:6:1"; got != want {
		t.Errorf("got %s, want %s\n%s", got, want, d.said())
	}
	if got, want := d.rows(t, "grain"), "2"; got != want {
		t.Errorf("got %s, want one row of a quarter", got)
	}
}

func TestQueryMayOnlySelectFromItsOwnFiles(t *testing.T) {
	tests := []struct{ query, want string }{
		{"DELETE FROM export", "is not a SELECT; want exactly one SELECT over export"},
		{"INSERT INTO export VALUES (1)", "is not a SELECT; want exactly one SELECT over export"},
		{"CREATE TABLE x AS SELECT * FROM export", "is not a SELECT; want exactly one SELECT over export"},
		{"COPY export TO 'out.csv'", "is not a SELECT; want exactly one SELECT over export"},
		{"COPY (SELECT 1) TO '/tmp/out.csv'", "is not a SELECT; want exactly one SELECT over export"},
		{"ATTACH 'x.db'", "is not a SELECT; want exactly one SELECT over export"},
		{"INSTALL httpfs", "is not a SELECT; want exactly one SELECT over export"},
		{"LOAD httpfs", "is not a SELECT; want exactly one SELECT over export"},
		{"SET memory_limit = '9GB'", "is not a SELECT; want exactly one SELECT over export"},
		{"EXPORT DATABASE 'x'", "is not a SELECT; want exactly one SELECT over export"},
		{"CALL pragma_version()", "is not a SELECT; want exactly one SELECT over export"},
		{"PRAGMA database_list", "is not a SELECT"},
		{"DESCRIBE export", "want exactly one SELECT over export"},
		{"SHOW TABLES", "want exactly one SELECT over export"},
		{"SELECT 1; SELECT 2", "holds 2 statements, want exactly one SELECT over export"},
		{"SELECT 1; DROP TABLE export", "SELECT"},
		{"", "SELECT"},
		{"SELEC * FROM export", "is not SQL: "},
		{"SELECT * FROM read_csv('/etc/passwd')", "calls read_csv(), want only export"},
		{"SELECT * FROM read_text('/etc/passwd')", "calls read_text(), want only export"},
		{"SELECT * FROM glob('/*')", "calls glob(), want only export"},
		{"SELECT * FROM '/etc/passwd'", "reads from \"/etc/passwd\", want only export"},
		{"SELECT * FROM 'https://example.net/x.parquet'", "want only export"},
		{"SELECT * FROM duckdb_settings()", "calls duckdb_settings(), want only export"},
		{"SELECT * FROM information_schema.tables", "want only export"},
		{"SELECT * FROM records_0", "reads from \"records_0\", want only export"},
		{"SELECT (SELECT count(*) FROM sqlite_master) FROM export", "want only export"},
		{"SELECT getenv('HOME') FROM export", "calls getenv(), which is not among the functions that a query may use"},
		{"SELECT current_setting('memory_limit') FROM export", "calls current_setting(), which is not among the functions that a query may use"},
		{"SELECT * FROM query('SELECT 1')", "calls query(), want only export"},
		{"SELECT * FROM query_table('export')", "calls query_table(), want only export"},
		{"SELECT * FROM export WHERE since = ?", "has a parameter, want a whole query"},
		{"SELECT * FROM export WHERE since = $1", "has a parameter, want a whole query"},
		{"WITH a AS (SELECT * FROM read_blob('x')) SELECT * FROM a", "calls read_blob(), want only export"},
		{"SELECT nothing FROM export", "eferenced column"},
		{"SELECT since AS opened_at FROM export WHERE false", "gives no rows"},
	}
	for _, test := range tests {
		d := of(t, "contacts", "since,team\n2026-10-01,x\n")
		if d.Query = test.query; d.Query == "" {
			d.Query = " "
		}
		d.load(t)
		if got := d.said(); !strings.Contains(got, "query: ") || !strings.Contains(got, test.want) || !d.problems.Failed() {
			t.Errorf("%s:\n got %s\nwant %s", test.query, got, test.want)
		}
	}
}

func TestQueryMayBeAnyOneSelect(t *testing.T) {
	for _, query := range []string{
		"SELECT since AS opened_at, team FROM export",
		"SELECT since AS opened_at, team FROM export;",
		"SELECT since AS opened_at, team FROM export -- all of it",
		"WITH a AS (SELECT * FROM export), b AS (SELECT since AS opened_at, team FROM a) SELECT * FROM b",
		"SELECT since AS opened_at, team FROM EXPORT UNION ALL SELECT since, team FROM export WHERE false",
		"FROM export SELECT since AS opened_at, team",
		"SELECT since AS opened_at, t.team FROM export, LATERAL (SELECT team) AS t WHERE since IN (SELECT since FROM export)",
		"SELECT CAST(since AS DATE) AS opened_at, unnest([team]) AS team FROM export",
	} {
		d := of(t, "contacts", " since ,team,z,z,\n2026-10-01,x,y,z,\n")
		d.Query = query
		if d.load(t); d.problems.Failed() {
			t.Errorf("%s: got %s", query, d.said())
		} else if got, want := d.rows(t, "day-20727,team"), "0 x"; got != want {
			t.Errorf("%s: got %s, want %s", query, got, want)
		}
	}
}

func TestQueryThatNeverEndsIsStopped(t *testing.T) {
	d := of(t, "contacts", "since\n2026-10-01\n")
	d.Query, d.Limit = "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT since AS opened_at FROM export, r", time.Second
	if got, want := d.load(t).said(), "query: was stopped after 1s\n  hint: query_seconds gives it longer"; !strings.HasSuffix(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestBadCellOfAQueryIsToldAtTheQuery(t *testing.T) {
	d := of(t, "contacts", "since,w\n2026-10-01,oops\n")
	d.Query = "SELECT since AS opened_at, w AS wait_seconds FROM export"
	if got, want := d.load(t).said(), `warning: query, row 1: wait_seconds: got "oops", want seconds or h:mm:ss, not below zero`; !strings.HasPrefix(got, "config.toml:") || !strings.HasSuffix(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
}
