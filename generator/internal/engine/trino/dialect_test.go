package trino

import (
	"fmt"
	"strings"
	"testing"

	"shingle/generator/internal/engine/bound"
)

// What the dialect writes means on a cluster what package record takes it for.
func TestTheDialectSaysWhatItShould(t *testing.T) {
	db := open(t, bound.Options{Name: "lake", DSN: cluster(t), Seconds: 120})
	d := Dialect{}
	var parts, want []string
	for _, c := range []struct{ sql, want string }{
		{d.Trim("'\u00a0 a b\u3000 '"), "a b"},
		{d.Lower("'ÄÖÉ ΣΑ'"), "äöé σα"},
		{d.Matches("'ab'", "a|ab"), "true"},
		{d.Matches("U&'ab\\000a'", "ab"), "false"},
		{d.Matches("'xab'", "ab"), "false"},
		{d.Group("'12:30'", "([0-9]+):([0-9]+)$", 2), "30"},
		{d.Group("'12:30'", "[0-9]+", 0), "12"},
		{d.Group("U&'12\\000a'", "([0-9]+)$", 1), "<nil>"},
		{d.Replace("'12,5'", ",([0-9]+)$", `.\1`), "12.5"},
		{d.Replace("'9 €'", "€$", "$"), "9 $"},
		{d.Try("'+12'", "BIGINT"), "12"},
		{d.Try("'12x'", "BIGINT"), "<nil>"},
		{d.Try("'99999999999'", "INTEGER"), "<nil>"},
		{d.Try("'.255'", "DECIMAL(18, 2)"), "0.26"},
		{d.Key("'a'"), "a"},
		{d.ISO("'1970-01-02'"), "86400000000"},
		{d.ISO("'1970-01-01T9:05'"), "32700000000"},
		{d.ISO("'1970-01-01 00:00:01.2345679'"), "1234567"},
		{d.ISO("'1970-01-01 24:00:00.0'"), "86400000000"},
		{d.ISO("'1970-01-01 24:01'"), "<nil>"},
		{d.ISO("'1970-02-29 01:00'"), "<nil>"},
		{d.Civil("'2026-1-5 9:1:2.5'"), "1767603662500000"},
		{d.Civil("'2026-1-5 24:0:0.0'"), "<nil>"},
		{d.Nth(d.List([]int64{7, 8, 9}), d.Reached("CAST(20 AS BIGINT)", d.List([]int64{10, 20}))+" + 1"), "9"},
		{d.Nth(d.List([]int64{7, 8, 9}), d.Reached("CAST(NULL AS BIGINT)", d.List([]int64{10, 20}))+" + 1"), "<nil>"},
	} {
		parts, want = append(parts, c.sql), append(want, c.want)
	}
	rows, err := db.all(t.Context(), "SELECT "+strings.Join(parts, ", "))
	if err != nil {
		t.Fatal(err)
	}
	for i, got := range rows[0] {
		if fmt.Sprint(got) != want[i] {
			t.Errorf("%s: got %v, want %s", parts[i], got, want[i])
		}
	}
}

// Each type's cells have the texts that exports have; a type without texts has none.
func TestColumnsHaveTexts(t *testing.T) {
	db := open(t, bound.Options{Name: "lake", DSN: cluster(t), Seconds: 120})
	values := []struct{ sql, want string }{
		{"'x'", "x"}, {"CAST('x' AS CHAR(3))", "x"}, {"true", "true"}, {"CAST(-7 AS TINYINT)", "-7"}, {"DECIMAL '1.50'", "1.50"},
		{"1e1", "10"}, {"DOUBLE '0.1'", "0.1"}, {"REAL '2.5'", "2.5"}, {"DOUBLE '100'", "100"}, {"DOUBLE '1e40'", "1.0E40"}, {"nan()", "NaN"},
		{"DATE '2026-11-01'", "2026-11-01"}, {"TIMESTAMP '2026-11-01 09:12:58'", "2026-11-01 09:12:58"}, {"TIMESTAMP '2026-11-01 09:12:58.123456789'", "2026-11-01 09:12:58.123456"},
		{"TIMESTAMP '2026-11-01 09:12:58.5 Europe/Berlin'", "2026-11-01 08:12:58.5+00"}, {"INTERVAL '90' MINUTE", "5400.000"}, {"CAST(NULL AS DOUBLE)", "<nil>"},
		{"ARRAY[1]", ""}, {"X'00'", ""}, {"MAP()", ""},
	}
	var parts, want []string
	for i, v := range values {
		parts = append(parts, fmt.Sprintf(`%s AS "C %d"`, v.sql, i))
	}
	relation := "(SELECT " + strings.Join(parts, ", ") + ") AS asked_"
	columns, err := db.Columns(t.Context(), relation)
	if err != nil || len(columns) != len(values) {
		t.Fatal(columns, err)
	}
	parts = nil
	for i, c := range columns {
		if c.Text == "" || values[i].want == "" {
			if c.Text != values[i].want {
				t.Errorf("%s of type %s: got the text %q, want %q", values[i].sql, c.Type, c.Text, values[i].want)
			}
			continue
		}
		parts, want = append(parts, c.Text), append(want, values[i].want)
	}
	rows, err := db.all(t.Context(), "SELECT "+strings.Join(parts, ", ")+" FROM "+relation)
	if err != nil {
		t.Fatal(err)
	}
	for i, got := range rows[0] {
		if fmt.Sprint(got) != want[i] {
			t.Errorf("%s: got %v, want %s", parts[i], got, want[i])
		}
	}
}

// A query of somebody's own is one SELECT by itself.
func TestAnAuthorsQueryIsOneSelect(t *testing.T) {
	db := open(t, bound.Options{Name: "lake", DSN: cluster(t), Seconds: 120})
	for query, want := range map[string]string{
		"SELECT name FROM tpch.tiny.nation -- all":           "",
		"-- mine\nWITH n AS (SELECT 1 AS a) SELECT a FROM n": "",
		"SELECT 1) AS a, (SELECT 2":                          "mismatched input",
		"SELECT 1; SELECT 2":                                 "mismatched input",
		"SHOW TABLES":                                        "not a SELECT",
		"DELETE FROM tpch.tiny.nation":                       "not a SELECT",
		"SELECT nix FROM tpch.tiny.nation":                   "Column 'nix' cannot be resolved",
	} {
		err := db.Check(t.Context(), query)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: got %v, want %q", query, err, want)
		}
	}
}
