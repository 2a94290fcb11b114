package main

import (
	"database/sql"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/pgserver"
	"shingle/generator/internal/quote"
)

// shared is where real exports and what was worked out of them by others lie, beside the repository.
const shared = "../../shared"

// table reads a CSV file that lies there.
func table(t *testing.T, name string) (header []string, rows [][]string) {
	t.Helper()
	f, err := os.Open(filepath.Join(shared, name))
	if err != nil {
		t.Skip("no ../shared beside the repository")
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all[0], all[1:]
}

// realSite is a site of a real log of calls, which lies in a file; as is what others worked out of it.
const realSite, realCalls, realFigures = "sites/phonenow/config.toml", "data/pwc-call-centre/call-center-dataset.csv", "checks/expected/phonenow.csv"

// What others worked out of a real log of calls is what the site says that counts them in PostgreSQL.
func TestARealSiteFromPostgreSQLHoldsWhatIsKnownOfIt(t *testing.T) {
	header, rows := table(t, realCalls)
	server := pgserver.Start(t)
	server.Put(t, "calls", typedCalls(header), rows)
	holdsWhatIsKnown(t, "postgres", server.DSN, "public.calls")
}

func TestARealSiteFromTrinoHoldsWhatIsKnownOfIt(t *testing.T) {
	folder := os.Getenv("SHINGLE_TRINO")
	if folder == "" {
		t.Skip("SHINGLE_TRINO names no folder of a cluster that .ci/trino has started: that a site can be counted on it is not tried")
	}
	header, rows := table(t, realCalls)
	dsn, err := os.ReadFile(filepath.Join(folder, "dsn"))
	if err != nil {
		t.Fatal(err)
	}
	at := strings.TrimSpace(string(dsn))
	db, err := sql.Open("trino", at)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	name := fmt.Sprintf("memory.default.calls_%d", time.Now().UnixNano())
	fill(t, db, name, typedCalls(header), rows)
	defer db.Exec("DROP TABLE " + name)
	holdsWhatIsKnown(t, "trino", at, name)
}

// typedCalls is the log's header with the types that a warehouse would give numbers and days.
func typedCalls(header []string) []string {
	all := slices.Clone(header)
	for i, name := range header {
		switch name {
		case "Date":
			all[i] += "|DATE"
		case "Speed of answer in seconds", "Satisfaction rating":
			all[i] += "|INTEGER"
		}
	}
	return all
}

// fill makes a table of Trino's.
func fill(t *testing.T, db *sql.DB, name string, columns []string, rows [][]string) {
	t.Helper()
	var defined, taken []string
	for i, c := range columns {
		column, kind, typed := strings.Cut(c, "|")
		if !typed {
			kind = "VARCHAR"
		}
		defined, taken = append(defined, quote.Name(column)+" "+kind), append(taken, fmt.Sprintf("CAST(c%d AS %s)", i, kind))
	}
	statements := []string{fmt.Sprintf("CREATE TABLE %s (%s)", name, strings.Join(defined, ", "))}
	for some := range slices.Chunk(rows, 1000) {
		var texts []string
		for _, row := range some {
			cells := make([]string, len(row))
			for i, cell := range row {
				if cells[i] = quote.Text(cell); cell == "" {
					cells[i] = "NULL"
				}
			}
			texts = append(texts, "("+strings.Join(cells, ", ")+")")
		}
		var names []string
		for i := range columns {
			names = append(names, fmt.Sprint("c", i))
		}
		statements = append(statements, fmt.Sprintf("INSERT INTO %s SELECT %s FROM (VALUES %s) AS rows_ (%s)", name, strings.Join(taken, ", "), strings.Join(texts, ", "), strings.Join(names, ", ")))
	}
	for _, statement := range statements {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%v\n%.300s", err, statement)
		}
	}
}

// holdsWhatIsKnown builds the site from a table, and holds its scores against what is known.
func holdsWhatIsKnown(t *testing.T, kind, dsn, table string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(shared, realSite))
	if err != nil {
		t.Fatal(err)
	}
	config := strings.Replace(string(text), `files   = ["../../`+realCalls+`"]`, fmt.Sprintf("engine = \"lake\"\ntable = %q", table), 1)
	config = strings.Replace(config, "[[shingle.sources]]", fmt.Sprintf("[shingle.engines.lake]\nkind = %q\ndsn_env = \"SHINGLE_WAREHOUSE\"\n\n[[shingle.sources]]", kind), 1)
	if !strings.Contains(config, table) {
		t.Fatal("the site reads other files than it did")
	}
	t.Setenv("SHINGLE_WAREHOUSE", dsn)
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	files, _, _ := built(t, dir)
	scores := lookup(t, files["api/v1/scores.csv"])
	text, err = os.ReadFile(filepath.Join(shared, realFigures))
	if err != nil {
		t.Fatal(err)
	}
	held := 0
	for _, want := range records(t, string(text)) {
		got := scores[line(want)][want["column"]]
		if !alike(got, want["expected"]) {
			t.Errorf("%s %s: got %q, want %q", line(want), want["column"], got, want["expected"])
			continue
		}
		held++
	}
	if held < 100 {
		t.Errorf("only %d figures are known, and held", held)
	}
	t.Logf("%d figures from %s are as they are known", held, kind)
}

// line is what a line of scores is of.
func line(of map[string]string) string {
	return strings.Join([]string{of["metric"], of["team"], of["channel"], of["grain"], of["period"]}, " / ")
}

// lookup are lines of scores by what they are of.
func lookup(t *testing.T, text string) map[string]map[string]string {
	all := map[string]map[string]string{}
	for _, r := range records(t, text) {
		all[line(r)] = r
	}
	return all
}

// records are the rows of a CSV file by their columns.
func records(t *testing.T, text string) (all []map[string]string) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) == 0 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, row := range rows[1:] {
		r := map[string]string{}
		for i, cell := range row {
			r[rows[0][i]] = cell
		}
		all = append(all, r)
	}
	return all
}

// alike tells whether two cells say the same; what is known has four decimals.
func alike(got, want string) bool {
	w, err := strconv.ParseFloat(want, 64)
	if err != nil {
		return got == want
	}
	g, err := strconv.ParseFloat(got, 64)
	return err == nil && math.Abs(g-w) <= 1.0001e-4
}
