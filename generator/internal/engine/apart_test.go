package engine

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// The tests' own program is the process that a query runs in, too.
func TestMain(m *testing.M) {
	if Apart(os.Args) {
		return
	}
	os.Exit(m.Run())
}

// asked runs a query over a file of two columns and gives the first column of the result.
func asked(t *testing.T, text, query string, limit time.Duration) ([]string, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "x.csv")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	db := open(t, file)
	err := db.Ask(t.Context(), Question{Text: query, Relation: "export", Meaning: "SELECT c0 AS id, c1 AS name FROM " + CSV([]string{file}, []string{"c0", "c1"}, ',', 0, 0), Limit: limit}, "given")
	if left, _ := filepath.Glob(filepath.Join(db.temp, "*")); len(left) > 0 {
		t.Errorf("%s: left %q behind", query, left)
	}
	if err != nil {
		return nil, err
	}
	rows, err := db.Query(t.Context(), "SELECT * FROM given")
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
	return all, rows.Err()
}

func TestQueryGivesItsRowsInOrder(t *testing.T) {
	for query, want := range map[string][]string{
		"SELECT name || id FROM export":                         {"b1", "a2", "c3"},
		"SELECT name FROM export ORDER BY name;":                {"a", "b", "c"},
		"SELECT id::INT + 1 FROM export LIMIT 2 -- not ordered": {"2", "3"},
	} {
		if got, err := asked(t, "1,b\n2,a\n3,c\n", query, time.Minute); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: got %q %v, want %q", query, got, err, want)
		}
	}
}

// The bounds hold within a single function, where the engine itself cannot stop.
func TestQueryIsHeldToItsTimeAndMemory(t *testing.T) {
	for query, want := range map[string]Refused{
		"SELECT replace(rpad('a', 30000, 'a'), 'a', rpad('b', 20000, 'b')) FROM export":                                                    {Text: "was stopped after 1s", Late: true},
		"SELECT count(*) FROM range(1000000000000)":                                                                                        {Text: "was stopped after 1s", Late: true},
		"SELECT printf('%1500000000d', 1) FROM export":                                                                                     *full(),
		"SELECT format('{:>1500000000}', 'a') FROM export":                                                                                 *full(),
		"WITH RECURSIVE r(s, n) AS (SELECT 'aaaaaaaa', 0 UNION ALL SELECT s || s, n + 1 FROM r WHERE n < 40) SELECT max(length(s)) FROM r": *full(),
	} {
		limit := time.Minute
		if want.Late {
			limit = time.Second
		}
		got, err := asked(t, "1,b\n", query, limit)
		var refused *Refused
		if !errors.As(err, &refused) || *refused != want {
			t.Errorf("%s: got %q %v, want %q", query, got, err, want.Text)
		}
	}
}

// What stands in a row is nobody's business but its owner's.
func TestErrorsDoNotTellOfRows(t *testing.T) {
	for _, query := range []string{
		"SELECT name::INT FROM export", "SELECT id::INT + name::DATE FROM export", "SELECT strptime(name, '%Y') FROM export", "SELECT regexp_matches('a', name || '(') FROM export", "SELECT date_part(name, id::DATE) FROM export",
		"SELECT (SELECT name FROM export)::BOOLEAN", "SELECT name::ENUM ('a') FROM export", "SELECT printf(name || '%d') FROM export", "SELECT json_extract(name, 'x') FROM export", "SELECT to_months(9223372036854775807 + id::BIGINT) FROM export",
		"SELECT id::TINYINT + 127::TINYINT, name FROM export", "SELECT chr((id || '999999999')::INT) FROM export", "SELECT timezone(name, id::TIMESTAMP) FROM export", "SELECT TIMESTAMP '2020-01-01' AT TIME ZONE name FROM export", "SELECT unhex(name) FROM export",
	} {
		_, err := asked(t, "1,jane.doe@example.org\n2,john.roe@example.org\n", query, time.Minute)
		var refused *Refused
		if !errors.As(err, &refused) {
			t.Errorf("%s: got %v, want it refused", query, err)
		} else if strings.Contains(refused.Text, "@") || strings.Contains(refused.Text, "doe") {
			t.Errorf("%s: told %q", query, refused.Text)
		}
	}
}
