package postgres

import (
	"fmt"
	"strings"

	"shingle/generator/internal/quote"
)

// Dialect writes the SQL of PostgreSQL 12 and newer, as package record asks for it.
type Dialect struct {
	icu bool // letters outside ASCII have small forms, whatever the database's locale is
}

// separators are the blanks that Unicode calls space separators.
const separators = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

// Trim takes blanks off both ends.
func (Dialect) Trim(text string) string {
	return "trim(BOTH " + quote.Text(separators) + " FROM " + text + ")"
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

// Key is the text itself: it does not leave the server.
func (Dialect) Key(text string) string { return text }

// Fence keeps the planner from putting a subquery's expressions wherever they are named.
func (Dialect) Fence() string { return " OFFSET 0" }

// Digest adds up hashes, whose sum is the same in any order.
func (Dialect) Digest(text string) string {
	return "CAST(sum(CAST(hashtextextended(" + text + ", 0) AS NUMERIC)) AS TEXT)"
}

// day is SQL for the day that a column tells, and how one is written beside it.
func day(column, kind string) (number, written string) {
	x, written := quote.Name(column), "DATE '%s'"
	switch kind {
	case "DATE", "TIMESTAMP", "TIMESTAMPTZ": // the connection's zone is UTC
	case "TEXT", "VARCHAR", "BPCHAR":
		written = "'%s'"
	default:
		return "", ""
	}
	return "(CAST(" + x + " AS DATE) - DATE '1970-01-01')", written
}

// text is SQL for a column's texts, in an order that does not depend on the server's language; ""
// for a type that has none.
func text(column, kind string) string {
	x := quote.Name(column)
	switch {
	case kind == "BYTEA" || strings.HasPrefix(kind, "_"): // a list
		return ""
	case kind == "BOOL":
		x = "CASE WHEN " + x + " THEN 'true' WHEN NOT " + x + " THEN 'false' END"
	case kind == "FLOAT4" || kind == "FLOAT8": // without exponents
		x = fmt.Sprintf("CASE WHEN %[1]s IN ('NaN', 'Infinity', '-Infinity') THEN CAST(%[1]s AS TEXT) ELSE CAST(CAST(%[1]s AS NUMERIC) AS TEXT) END", x)
	case kind == "INTERVAL": // in seconds
		x = "CAST(extract(epoch FROM " + x + ") AS TEXT)"
	default: // stamps as the settings of the connection say
		x = "CAST(" + x + " AS TEXT)"
	}
	return "(" + x + `) COLLATE "C"`
}
