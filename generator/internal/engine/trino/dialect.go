package trino

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"shingle/generator/internal/engine"
	"shingle/generator/internal/quote"
)

// Dialect writes the SQL of Trino, as package record asks for it.
type Dialect struct{}

// separators are the blanks that Unicode calls space separators.
const separators = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

// Trim takes blanks off both ends.
func (Dialect) Trim(text string) string {
	return "trim(BOTH " + quote.Text(separators) + " FROM " + text + ")"
}

// Lower gives small letters.
func (Dialect) Lower(text string) string { return "lower(" + text + ")" }

// Matches is whether a pattern is the whole text.
func (Dialect) Matches(text, pattern string) string {
	return "regexp_like(" + text + ", " + quote.Text(`\A(?:`+pattern+`)\z`) + ")"
}

// Group is what a group of a pattern found.
func (Dialect) Group(text, pattern string, n int) string {
	return fmt.Sprintf("regexp_extract(%s, %s, %d)", text, ended(pattern), n)
}

// group is how a group is named in what is put for a pattern.
var group = regexp.MustCompile(`\\([0-9])`)

// Replace puts a text for what a pattern found, wherever it did.
func (Dialect) Replace(text, pattern, by string) string {
	return fmt.Sprintf("regexp_replace(%s, %s, %s)", text, ended(pattern), quote.Text(group.ReplaceAllString(strings.ReplaceAll(by, "$", `\$`), `$$$1`)))
}

// ended is a pattern as SQL, whose end is the end of the text; $ alone would let a line's end follow.
func ended(pattern string) string {
	if cut, ok := strings.CutSuffix(pattern, "$"); ok && !strings.HasSuffix(cut, `\`) {
		pattern = cut + `\z`
	}
	return quote.Text(pattern)
}

// Try reads a number.
func (Dialect) Try(text, kind string) string { return "TRY_CAST(" + text + " AS " + kind + ")" }

// Key is the text itself: it does not leave the cluster.
func (Dialect) Key(text string) string { return text }

// Fence is nothing: expressions are worked out where they stand.
func (Dialect) Fence() string { return "" }

// Check tells what is wrong with a query of somebody's own: it is to be exactly one SELECT. The
// cluster reads it by itself, so that it cannot be the end of one and the beginning of another.
func (db *DB) Check(ctx context.Context, query string) error {
	if !queries.MatchString(query) {
		return &engine.Trouble{Text: "the query is not a SELECT", Hint: "want exactly one SELECT"}
	}
	rows, err := db.ask(ctx, "EXPLAIN (TYPE VALIDATE) "+query)
	if err != nil {
		return err
	}
	return rows.Close()
}

// Columns lists the columns of a relation.
func (db *DB) Columns(ctx context.Context, relation string) ([]engine.Column, error) {
	rows, err := db.Query(ctx, "SELECT * FROM "+relation+" LIMIT 0")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	var all []engine.Column
	for _, t := range types {
		kind := strings.ToLower(t.DatabaseTypeName())
		c := engine.Column{Name: t.Name(), Type: kind, Text: text(t.Name(), kind)}
		c.Day, c.Written = day(t.Name(), kind)
		all = append(all, c)
	}
	return all, rows.Err()
}

// Digest adds up hashes, whose sum is the same in any order.
func (Dialect) Digest(text string) string { return "to_hex(checksum(" + text + "))" }

// day is SQL for the day that a column tells, and how one is written beside it.
func day(column, kind string) (number, written string) {
	x, written := quote.Name(column), "DATE '%s'"
	switch kind, _, _ := strings.Cut(kind, "("); kind {
	case "date", "timestamp":
	case "timestamp with time zone":
		x += " AT TIME ZONE 'UTC'"
	case "varchar", "char":
		written = "'%s'"
	default:
		return "", ""
	}
	return "date_diff('day', DATE '1970-01-01', CAST(" + x + " AS DATE))", written
}

// text is SQL for a column's texts; "" for a type that has none.
func text(column, kind string) string {
	x := quote.Name(column)
	kind, _, _ = strings.Cut(kind, "(")
	switch kind {
	case "char": // without what fills it up
		return "rtrim(CAST(" + x + " AS VARCHAR))"
	case "varchar", "boolean", "tinyint", "smallint", "integer", "bigint", "decimal", "number", "date", "time", "uuid", "ipaddress":
		return "CAST(" + x + " AS VARCHAR)"
	case "real", "double": // without exponents, as far as that goes
		return fmt.Sprintf(`coalesce(regexp_replace(CAST(TRY_CAST(%[1]s AS DECIMAL(38, 10)) AS VARCHAR), '[.]?0{0,10}\z', ''), CAST(%[1]s AS VARCHAR))`, x)
	case "timestamp":
		return "substr(CAST(" + x + " AS VARCHAR), 1, 26)"
	case "timestamp with time zone":
		return "concat(substr(replace(CAST(" + x + " AT TIME ZONE 'UTC' AS VARCHAR), ' UTC', ''), 1, 26), '+00')"
	case "interval day to second": // in seconds
		return "CAST(CAST(to_milliseconds(" + x + ") AS DECIMAL(20, 3)) / 1000 AS VARCHAR)"
	}
	return ""
}
