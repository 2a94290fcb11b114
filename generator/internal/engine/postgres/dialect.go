package postgres

import (
	"fmt"
	"strings"

	"shingle/generator/internal/engine"
	"shingle/generator/internal/engine/bound"
	"shingle/generator/internal/quote"
)

// Dialect writes the SQL of PostgreSQL 12 and newer, as package record asks for it.
type Dialect struct {
	bound.SQL
	icu bool // letters outside ASCII have small forms, whatever the database's locale is
}

// Lower gives small letters.
func (d Dialect) Lower(text string) string {
	if d.icu {
		return "lower(" + text + ` COLLATE "und-x-icu")`
	}
	return "lower(" + text + ")"
}

// Matches is whether a pattern is the whole text.
func (Dialect) Matches(text, pattern string) string {
	return "(" + text + " ~ " + quote.Text("^(?:"+pattern+")$") + ")"
}

// Group is what a group of a pattern found.
func (Dialect) Group(text, pattern string, n int) string {
	if n == 0 {
		pattern, n = "("+pattern+")", 1
	}
	return fmt.Sprintf("(regexp_match(%s, %s))[%d]", text, quote.Text(pattern), n)
}

// Replace puts a text for what a pattern found.
func (Dialect) Replace(text, pattern, by string) string {
	return fmt.Sprintf("regexp_replace(%s, %s, %s)", text, quote.Text(pattern), quote.Text(by))
}

// Try reads a number: there is no cast that gives NULL, so that only what is one is cast.
func (Dialect) Try(text, kind string) string {
	digits, decimals := 18, 0
	if kind == "INTEGER" {
		digits = 9
	}
	pattern := `[0-9]{1,%d}`
	if n, _ := fmt.Sscanf(kind, "DECIMAL(%d, %d)", &digits, &decimals); n == 2 {
		digits, pattern = digits-decimals, `(?:[0-9]{1,%d}(?:[.][0-9]*)?|[.][0-9]+)`
	}
	return fmt.Sprintf("CAST(substring(%s FROM %s) AS %s)", text, quote.Text("^[+-]?"+fmt.Sprintf(pattern, digits)+"$"), kind)
}

// Number counts rows in the order of their texts.
func (Dialect) Number(texts []string) string {
	return "row_number() OVER (ORDER BY " + strings.Join(texts, ", ") + ") - 1"
}

// List is a list of whole numbers.
func (Dialect) List(numbers []int64) string {
	return "CAST('{" + strings.Trim(strings.ReplaceAll(fmt.Sprint(numbers), " ", ","), "[]") + "}' AS BIGINT[])"
}

// Nth is the number of a list at a place.
func (Dialect) Nth(list, n string) string { return "(" + list + ")[" + n + "]" }

// Fence keeps the planner from putting a subquery's expressions wherever they are named.
func (Dialect) Fence() string { return " OFFSET 0" }

// Digest adds up hashes, whose sum is the same in any order.
func (Dialect) Digest(text string) string {
	return "CAST(sum(CAST(hashtextextended(" + text + ", 0) AS NUMERIC)) AS TEXT)"
}

// column is a column of a type. The connection's zone is UTC.
func column(name, kind string) engine.Column {
	x, kind := quote.Name(name), strings.ToLower(kind)
	c := engine.Column{Name: name, Type: kind}
	text := "CAST(" + x + " AS TEXT)" // of stamps as the settings of the connection say
	switch kind {
	case "bool":
		c.Kind, c.Value = engine.Flag, x
		text = "CASE WHEN " + x + " THEN 'true' WHEN NOT " + x + " THEN 'false' END"
	case "int2", "int4", "int8":
		c.Kind, c.Value = engine.Whole, "CAST("+x+" AS BIGINT)"
	case "numeric", "float4", "float8": // NaN is larger than all numbers
		c.Kind, c.Value = engine.Number, fmt.Sprintf("CASE WHEN %[1]s > -1e12 AND %[1]s < 1e12 THEN CAST(CAST(%[1]s AS NUMERIC) AS NUMERIC(25, 13)) END", x)
		if kind != "numeric" { // without exponents
			text = fmt.Sprintf("CASE WHEN %[1]s IN ('NaN', 'Infinity', '-Infinity') THEN CAST(%[1]s AS TEXT) ELSE CAST(CAST(%[1]s AS NUMERIC) AS TEXT) END", x)
		}
	case "date", "timestamp", "timestamptz":
		c.Kind = map[string]engine.Kind{"date": engine.Date, "timestamp": engine.Stamp, "timestamptz": engine.Instant}[kind]
		c.Value = fmt.Sprintf("CASE WHEN %[1]s >= '0001-01-01' AND %[1]s < '10000-01-01' THEN CAST(extract(epoch FROM %[1]s) * 1000000 AS BIGINT) END", x) // of years that have four digits
		c.Written = "DATE '%s'"
	case "interval": // in seconds
		text = "CAST(extract(epoch FROM " + x + ") AS TEXT)"
	case "text", "varchar", "bpchar":
		c.Written = "'%s'"
	}
	if c.Written != "" {
		c.Day = "(CAST(" + x + " AS DATE) - DATE '1970-01-01')"
	}
	if kind != "bytea" && !strings.HasPrefix(kind, "_") { // a list
		c.Text = "(" + text + `) COLLATE "C"` // in an order that does not depend on the server's language
	}
	return c
}
