package engine

import (
	"context"
	"strings"
	"testing"
)

// open is an engine that is closed with the test.
func open(t *testing.T, files ...string) *DB {
	t.Helper()
	db, err := Open(t.Context(), Options{Temp: t.TempDir(), Threads: 1, Files: files})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// A name is what it is in its own scope: a CTE elsewhere opens nothing.
func TestOnlyTheRelationAndVisibleCTEsAreRead(t *testing.T) {
	db := open(t)
	for query, want := range map[string]string{
		"SELECT * FROM export":                                      "",
		"SELECT * FROM EXPORT e JOIN export f USING (id)":           "",
		"WITH a AS (FROM export), b AS (FROM a) SELECT * FROM b, a": "",
		"WITH a AS (FROM export) SELECT (SELECT max(id) FROM a WHERE a.id IN (SELECT id FROM A)) FROM export": "",
		"WITH RECURSIVE a AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM a WHERE i < 9) SELECT i FROM a":       "",
		"SELECT * FROM (WITH a AS (FROM export) SELECT * FROM a)":                                             "",
		"SELECT * FROM export, range(3), generate_series(1, 2), unnest([1, 2])":                               "",
		"SELECT * FROM (VALUES (1), (2)) t(x)":                                                                "",
		"FROM export SELECT id UNION ALL (WITH a AS (FROM export) SELECT id FROM a)":                          "",

		"SELECT * FROM secret, (WITH secret AS (SELECT 1) SELECT * FROM secret)":                           `reads from "secret"`,
		"SELECT * FROM (WITH secret AS (SELECT 1) SELECT * FROM secret), secret":                           `reads from "secret"`,
		"SELECT (WITH secret AS (SELECT 1) SELECT 1) FROM secret":                                          `reads from "secret"`,
		"WITH a AS (WITH secret AS (SELECT 1) SELECT * FROM secret) SELECT * FROM secret":                  `reads from "secret"`,
		"WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a":                                     `reads from "b"`,
		"WITH secret AS (SELECT * FROM secret) SELECT * FROM secret":                                       `reads from "secret"`,
		"WITH RECURSIVE secret AS (SELECT * FROM secret UNION ALL SELECT 1 FROM secret) FROM secret":       `reads from "secret"`,
		"SELECT 1 FROM export UNION ALL (WITH secret AS (SELECT 1) FROM secret) UNION ALL FROM secret":     `reads from "secret"`,
		"WITH \"/etc/passwd\" AS (SELECT 1) SELECT * FROM export WHERE id IN (SELECT 1 FROM '/etc/hosts')": `reads from "/etc/hosts"`,
		"WITH \"duc\u212adb_tables\" AS (SELECT 1) SELECT * FROM duckdb_tables":                            `reads from "duckdb_tables"`, // the Kelvin sign is no k
		"WITH tables AS (SELECT 1) SELECT * FROM information_schema.tables":                                `reads from "information_schema.tables"`,
		"WITH a AS (SELECT 1) SELECT * FROM temp.a":                                                        `reads from "temp.a"`,
		"SELECT * FROM export AT (VERSION => 1)":                                                           `reads from "export"`,
		"SELECT * FROM sqlite_master":                                                                      `reads from "sqlite_master"`,
		"SELECT * FROM duckdb_databases()":                                                                 "calls duckdb_databases()",
		"SELECT * FROM export WHERE EXISTS (SELECT 1 FROM records_0)":                                      `reads from "records_0"`,
		"SELECT count(*) FILTER (WHERE id IN (SELECT id FROM records_0)) OVER () FROM export":              `reads from "records_0"`,
		"SELECT * FROM export ORDER BY (SELECT 1 FROM records_0)":                                          `reads from "records_0"`,
		"SELECT * FROM export LIMIT (SELECT 1 FROM records_0)":                                             `reads from "records_0"`,
		"SELECT * FROM range((SELECT count(*) FROM records_0))":                                            `reads from "records_0"`,
		"PIVOT export ON team USING sum(id)":                                                               "want",
		"SELECT * FROM (SUMMARIZE export)":                                                                 "describes",
		"SELECT * FROM (DESCRIBE export)":                                                                  "describes",
	} {
		said(t, db, query, want)
	}
}

// What a query gives is told by the rows alone.
func TestOnlyKnownFunctionsAreCalled(t *testing.T) {
	db := open(t)
	for _, fine := range []string{
		"lower(trim(a))", "a || 'x'", "a LIKE 'x%'", "NOT a ILIKE 'x' ESCAPE '!'", "a SIMILAR TO 'x+'", "a ~ 'x'", "coalesce(a, b)", "CASE WHEN a = 'x' THEN 1 ELSE 0 END", "extract(year FROM a::DATE)",
		"strptime(a, '%d.%m.%Y')", "a::TIMESTAMP AT TIME ZONE 'Europe/Berlin'", "a::DATE + INTERVAL 1 DAY", "date_trunc('month', a::DATE)", "age(a::DATE, b::DATE)", "row_number() OVER (PARTITION BY a ORDER BY b)",
		"count(*)", "count(DISTINCT a)", "string_agg(a, ',' ORDER BY b)", "first(a ORDER BY b)", "split_part(a, ',', 1)", "string_split(a, ',')[1]", "regexp_replace(a, 'x', 'y', 'g')", "substring(a FROM 1 FOR 2)",
		"position('x' IN a)", "a->>'$.x'", "list_transform([1, 2], lambda x: x + 1)", "{'a': 1}.a", "COLUMNS('x.*')", "* EXCLUDE (a) REPLACE (lower(b) AS b)", "TRY_CAST(a AS INT)", "TRY(a::INT)", "a BETWEEN 1 AND 2", "a IS NOT DISTINCT FROM b",
		"-a::INT", "a::INT % 2", "sum(a::INT) FILTER (WHERE b = 'x')", "export.\"user\"", "e.current_date", "a COLLATE NOCASE", "quantile_disc(a, 0.5)", "lag(a) OVER (ORDER BY b)",
	} {
		said(t, db, "SELECT "+fine+" FROM export e", "")
	}
	for call, name := range map[string]string{
		"now()": "now()", "current_timestamp": "current_timestamp", "CURRENT_DATE": "current_date", "localtime": "localtime", "today()": "today()", "get_current_timestamp()": "get_current_timestamp()", "transaction_timestamp()": "transaction_timestamp()",
		"age(a::TIMESTAMP)": "age()", "random()": "random()", "uuid()": "uuid()", "gen_random_uuid()": "gen_random_uuid()", "uuidv7()": "uuidv7()", "setseed(1)": "setseed()", "version()": "version()", "user": "user", "current_user": "current_user",
		"session_user": "session_user", "current_query()": "current_query()", "current_database()": "current_database()", "current_schemas(true)": "current_schemas()", "txid_current()": "txid_current()", "getenv('HOME')": "getenv()",
		"current_setting('threads')": "current_setting()", "getvariable('x')": "getvariable()", "nextval('x')": "nextval()", "pg_typeof(a)": "pg_typeof()", "error(a)": "error()", "sleep_ms(9)": "sleep_ms()", "write_log(a)": "write_log()",
		"levenshtein(a, b)": "levenshtein()", "editdist3(a, b)": "editdist3()", "damerau_levenshtein(a, b)": "damerau_levenshtein()", "repeat(a, 9)": "repeat()", "range(9)": "range()", "bitstring('1', 9)": "bitstring()",
		"reservoir_quantile(a, 0.5)": "reservoir_quantile()", "approx_count_distinct(a)": "approx_count_distinct()", "list_aggregate([1], 'version')": "list_aggregate()", "json_execute_serialized_sql(a)": "json_execute_serialized_sql()",
		"list_transform([1], lambda x: random())": "random()", "max(now())": "now()", "row_number() OVER (ORDER BY random())": "random()", "main.now()": "now()", "system.main.now()": "now()", "other.lower(a)": "lower()", "\"NOW\"()": "now()",
		"in_search_path('a', 'b')": "in_search_path()", "hash(a)": "hash()", "a.now()": "now()",
	} {
		said(t, db, "SELECT "+call+" FROM export", name)
	}
	said(t, db, "SELECT 1 FROM export TABLESAMPLE 10%", "takes a sample")
	said(t, db, "SELECT 1 FROM export USING SAMPLE 3", "takes a sample")
	said(t, db, "SELECT 1 FROM (SELECT 1) TABLESAMPLE 3 ROWS", "takes a sample")
	said(t, db, "SELECT 1 FROM range(9) TABLESAMPLE 3 ROWS", "takes a sample")
	said(t, db, "SELECT 1 WHERE 1 = $1", "has a parameter")
}

func said(t *testing.T, db *DB, query, want string) {
	t.Helper()
	err := db.gate(context.Background(), query, "export")
	switch {
	case want == "" && err != nil:
		t.Errorf("%s: got %v, want it admitted", query, err)
	case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
		t.Errorf("%s: got %v, want %s", query, err, want)
	}
}
