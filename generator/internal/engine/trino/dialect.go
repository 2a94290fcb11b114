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

// Number counts the rows of a lot in the order of their texts; the lots are many, so that all
// workers have a share.
func (Dialect) Number(texts []string) string {
	var parts []string
	for _, text := range texts {
		parts = append(parts, "coalesce("+text+", '')")
	}
	lot := "bitwise_and(from_big_endian_64(xxhash64(to_utf8(concat_ws(chr(31), " + strings.Join(parts, ", ") + ")))), 8388607)"
	return fmt.Sprintf("%[1]s * 549755813888 + row_number() OVER (PARTITION BY %[1]s ORDER BY %[2]s)", lot, strings.Join(texts, ", "))
}

// List is a list of whole numbers.
func (Dialect) List(numbers []int64) string {
	return "ARRAY[" + strings.Trim(strings.ReplaceAll(fmt.Sprint(numbers), " ", ", "), "[]") + "]"
}

// Reached is how many of a rising list's numbers an argument has reached.
func (Dialect) Reached(arg, borders string) string {
	return "width_bucket(" + arg + ", " + borders + ")"
}

// Nth is the number of a list at a place.
func (Dialect) Nth(list, n string) string { return list + "[" + n + "]" }

// ISO reads a stamp such as 2026-11-01 09:12:58.25, in microseconds since 1970; at 24:00 it is the next
// day. What is beyond microseconds is cut off.
func (Dialect) ISO(text string) string {
	return fmt.Sprintf(`CASE WHEN substr(%[1]s, 12, 2) <> '24' OR length(%[1]s) = 10 THEN %[2]s WHEN regexp_like(%[1]s, '\A.{11}24:00(:00([.]0+)?)?\z') THEN %[3]s + 86400000000 END`,
		text, Dialect{}.Civil("replace(substr("+text+", 1, 26), 'T', ' ')"), Dialect{}.Civil("substr("+text+", 1, 10)"))
}

// Civil reads a stamp such as 2026-11-1 9:12:58.25, in microseconds since 1970.
func (Dialect) Civil(text string) string {
	return "CAST(round(to_unixtime(TRY_CAST(" + text + " AS TIMESTAMP(6))) * 1000000) AS BIGINT)"
}

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
		all = append(all, columnOf(t.Name(), strings.ToLower(t.DatabaseTypeName())))
	}
	return all, rows.Err()
}

// Digest adds up hashes, whose sum is the same in any order.
func (Dialect) Digest(text string) string { return "to_hex(checksum(" + text + "))" }
