package record

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/export"
	"shingle/generator/internal/fact"
)

// A desk is a source, its files, and what was read from them.
type desk struct {
	*Source
	files    map[string]string
	table    *Table
	db       *engine.DB
	problems diag.List
}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// of is a source of a kind with one file, in London, as of 1 November 2026; all of its
// rows may be bad.
func of(t testing.TB, kind, text string) *desk {
	london := zone(t, "Europe/London")
	return &desk{
		Source: &Source{
			Name: "s", Kind: kind, Limit: 20 * time.Second, Zone: london, Site: london, MaxRejects: 1,
			AsOf:  fact.DayOf(time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)),
			Place: diag.Place{File: "config.toml", Line: 9},
			At:    func(key string) diag.Place { return diag.Place{File: "config.toml", Line: 9 + len(key)%7} },
		},
		files: map[string]string{"x.csv": text},
	}
}

// asks adds a question on a scale from 1 to 5.
func (d *desk) asks(names ...string) *desk {
	for _, name := range names {
		d.Questions = append(d.Questions, Question{Name: name, Scales: []fact.ScaleOf{{Min: 1, Max: 5, PositiveMin: 4}}})
	}
	return d
}

// load reads the files; what it says is in problems.
func (d *desk) load(t testing.TB) *desk {
	t.Helper()
	dir, temp := t.TempDir(), t.TempDir()
	for name, text := range d.files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	files := export.Open(export.Options{Dir: dir, Files: []string{"*"}, Temp: temp}, &d.problems)
	if d.problems.Failed() {
		return d
	}
	var paths []string
	for _, f := range files {
		paths = append(paths, f.Read)
	}
	ctx := context.Background()
	db, err := engine.Open(ctx, engine.Options{Temp: temp, Files: paths})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	d.db = db
	if d.table, err = Load(ctx, db, d.Source, 0, files, &d.problems); err != nil {
		t.Fatal(err)
	}
	return d
}

// rows gives what stands in columns of the table, a line for each record.
func (d *desk) rows(t testing.TB, columns string) string {
	t.Helper()
	if d.problems.Failed() || d.table == nil {
		t.Fatalf("nothing was read:\n%s", d.problems.String())
	}
	parts := strings.Split(columns, ",")
	for i, p := range parts {
		parts[i] = fmt.Sprintf("coalesce(CAST(%s AS VARCHAR), '-')", p)
	}
	rows, err := d.db.Query(context.Background(), "SELECT "+strings.Join(parts, " || ' ' || ")+" FROM "+d.table.Name+" ORDER BY rowid")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	return strings.Join(all, "|")
}

// said is everything but the summary of rejected rows.
func (d *desk) said() string {
	var all []string
	for _, p := range d.problems.Sorted() {
		if !strings.Contains(p.Text, "rows are rejected") {
			all = append(all, p.String())
		}
	}
	return strings.Join(all, "\n")
}

func TestTextsLoseOuterBlanksAndNothingElse(t *testing.T) {
	d := of(t, "contacts", "opened_at,team,channel\n2026-10-01, Käse & Söhne ,\u00a0phone\n2026-10-01,Ka\u0308se & So\u0308hne,phone\n2026-10-01,käse & söhne,=1+1\n2026-10-01,  ,{{ .Site }}\n").load(t)
	if got, want := d.rows(t, "team,channel"), "Käse & Söhne phone|Käse & Söhne phone|käse & söhne =1+1|- {{ .Site }}"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestHeaderNamesAreComparedWithoutCaseAndBlanks(t *testing.T) {
	d := of(t, "contacts", " CALL START ,Topic\n2026-10-01 09:00,Loans\n")
	d.Columns = map[string][]string{"opened_at": {"Call start"}, "team": {"topic "}}
	if got, want := d.load(t).rows(t, "team,minute"), "Loans 540"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestMissingIsBlankAndWhatIsSaid(t *testing.T) {
	d := of(t, "contacts", "opened_at,team,csat\n2026-10-01,-,0\n2026-10-01,NULL,5\n2026-10-01,n/a,\n").asks("csat")
	d.Missing = map[string][]string{"": {"NULL"}, "csat": {"0"}}
	d.load(t)
	if got, want := d.rows(t, "team,"+d.table.Wide["csat"]), "- -|- 5|n/a -"; got != want || d.said() != "" {
		t.Errorf("got %s, want %s\n%s", got, want, d.said())
	}
}

func TestMissingValuesOfNoColumnAreAMistake(t *testing.T) {
	d := of(t, "contacts", "at,Rating\n2026-10-01,0\n").asks("csat")
	d.Columns = map[string][]string{"opened_at": {"at"}, "csat": {"Rating"}}
	d.Missing = map[string][]string{"csta": {"0"}, "rating": {"0"}}
	for _, want := range []string{
		"missing_values.csta: unknown column\n  hint: did you mean \"csat\"?",
		"missing_values.rating: unknown column\n  hint: that is a column of the export; ours is csat",
	} {
		if got := d.load(t).said(); !strings.Contains(got, want) {
			t.Errorf("got %s, want %s", got, want)
		}
		d.problems = diag.List{}
	}
}

func TestColumnsThatAreNotThereAreMistakes(t *testing.T) {
	tests := []struct {
		what, kind, text string
		columns          map[string][]string
		want             string
	}{
		{"a misspelt header name", "contacts", "Call Date,Team\n2026-10-01,x\n", map[string][]string{"opened_at": {"Call Dat"}},
			"x.csv:1: has no column \"Call Dat\", which opened_at is to be read from; it has \"Call Date\", \"Team\"\n  hint: did you mean \"Call Date\"?"},
		{"a column twice", "contacts", "at,at\n2026-10-01,2026-10-02\n", map[string][]string{"opened_at": {"at"}},
			"x.csv:1: has two columns \"at\", of which opened_at is to be read; want one"},
		{"a required column", "contacts", "date,team\n2026-10-01,x\n", nil,
			"x.csv:1: contacts needs opened_at; it has \"date\", \"team\"\n  hint: name the export's column: columns = { ... }"},
		{"a length of intervals", "intervals", "start,offered\n2026-10-01,5\n", nil,
			"x.csv:1: intervals needs minutes, how long each interval is: minutes = 30 in the source, or a column; it has \"start\", \"offered\"\n  hint: name the export's column: columns = { ... }"},
		{"both stamps of an answer", "responses", "answered_at,period,csat\n2026-10-01,2026-10,5\n", nil,
			"x.csv:1: responses needs either answered_at or period; it has \"answered_at\", \"period\", \"csat\"\n  hint: name the export's column: columns = { ... }"},
		{"no answers", "responses", "answered_at,team\n2026-10-01,x\n", nil,
			"x.csv:1: responses needs answers: question and score, or a column that a metric reads; it has \"answered_at\", \"team\"\n  hint: name the export's column: columns = { ... }"},
		{"a measure", "checks", "date,passed\n2026-10-01,yes\n", nil,
			"x.csv:1: checks needs measure, what is checked: a column, or measure = \"...\" in the source; it has \"date\", \"passed\"\n  hint: name the export's column: columns = { ... }"},
		{"counts", "scores", "period,metric\n2026-10,csat\n", nil,
			"x.csv:1: scores needs numerator and denominator, or promoters, passives and detractors, or a column for each answer, or value; it has \"period\", \"metric\"\n  hint: name the export's column: columns = { ... }"},
		{"a key that is no column", "contacts", "at,w\n2026-10-01,1\n", map[string][]string{"opened_at": {"at"}, "wait_second": {"w"}},
			"config.toml:14: columns.wait_second: unknown column\n  hint: did you mean \"wait_seconds\"?"},
		{"weights", "responses", "at,w,csat\n2026-10-01,1,5\n", map[string][]string{"answered_at": {"at"}, "weight": {"w"}, "csat": {"csat"}},
			"config.toml:9: columns.weight: weights are not supported, want answers that count once each"},
	}
	for _, test := range tests {
		d := of(t, test.kind, test.text).asks("csat")
		d.Columns = test.columns
		if got := d.load(t).said(); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.what, got, test.want)
		}
	}
}

func TestUnusedColumnsMayBeDoubledAndUnnamed(t *testing.T) {
	d := of(t, "contacts", "opened_at,,x,x,\n2026-10-01 10:00,1,2,3,4\n").load(t)
	if got, want := d.rows(t, "minute"), "600"; got != want || d.said() != "" {
		t.Errorf("got %s, want %s\n%s", got, want, d.said())
	}
}

func TestFilesOfOneSourceMayHaveDifferentColumns(t *testing.T) {
	d := of(t, "contacts", "opened_at,team\n2026-10-01,north\n")
	d.files["y.csv"] = "team;opened_at;x\nsouth;2026-10-02;1\n"
	d.files["z.csv"] = "opened_at\n2026-10-03\n"
	if got, want := d.load(t).rows(t, "team,day-20727"), "north 0|south 1|- 2"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestStampMayStandInSeveralColumns(t *testing.T) {
	d := of(t, "contacts", "Date,Time,n\n2026-10-01,9:05,a\n2026-10-01 00:00:00,10:00:30,b\n,10:00,c\n2026-10-01,,d\n")
	d.Columns = map[string][]string{"opened_at": {"Date", "Time"}, "team": {"n"}}
	d.load(t)
	if got, want := d.rows(t, "team,minute"), "a 545|b 600"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := d.said(), "x.csv:4:1: warning: opened_at: got \"10:00\", want an ISO 8601 date such as 2026-11-01 or 2026-11-01 09:12:58\nx.csv:5:1: warning: opened_at: got \"2026-10-01\", want an ISO 8601 date such as 2026-11-01 or 2026-11-01 09:12:58"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// Whatever way the text is written, the engine reads the records that were counted.
func TestEngineReadsWhatWasCounted(t *testing.T) {
	head := "opened_at,team\n"
	for _, text := range []string{
		head + "2026-10-01,a\n\n2026-10-01,b\n\n\n",
		head + "2026-10-01,a\r\n2026-10-01,b\r\n",
		"opened_at,team\r\n2026-10-01,a\r\n\r\n2026-10-01,b",
		head + "2026-10-01,\"a\nb\"\n2026-10-01,b\n",
		head + "2026-10-01,\"a\r\nb\"\n2026-10-01,b\n",
		head + "2026-10-01, \"a\"\n2026-10-01,5\" b\n",
		head + "2026-10-01,\"\"\"a\"\"\"\n2026-10-01,\"\"\n",
		"opened_at,team\r2026-10-01,a\r2026-10-01,b\r",
		"opened_at,team\r\n2026-10-01,a\n2026-10-01,b\r\n",
		head + "2026-10-01,a,c\n2026-10-01,a\n2026-10-01,b\n",
		"\xef\xbb\xbf" + head + "2026-10-01,#a\n2026-10-01,\\N\n",
		head + "2026-10-01,'a\n2026-10-01,b\\\n",
		"opened_at;team\n2026-10-01;a,b\n2026-10-01;\"x;y\"\n",
		"opened_at\n2026-10-01\n2026-10-01\n",
		head + "2026-10-01," + strings.Repeat("long ", 500000) + "\n2026-10-01,b\n",
	} {
		d := of(t, "contacts", text).load(t)
		if d.table == nil || d.table.Rows != 2 || strings.Count(d.rows(t, "day"), "|") != 1 {
			t.Errorf("%.60q: got %s", text, d.problems.String())
		}
	}
}

// The first line of a file without a header is somebody's data, and not told.
func TestNamesThatAreDataAreNotTold(t *testing.T) {
	got := some([]string{"Call Id", "jane@example.org", "+44 20 7946 0958", "2026-10-01 09:00", "root:x:0:0", "555123456", "Team 2026", "17.5"})
	if want := `"Call Id", "Team 2026", 6 that look like data, not names (is the header missing?)`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
