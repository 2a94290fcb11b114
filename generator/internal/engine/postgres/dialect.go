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

// Number counts rows in the order of their texts.
func (Dialect) Number(texts []string) string {
	return "row_number() OVER (ORDER BY " + strings.Join(texts, ", ") + ") - 1"
}

// List is a list of whole numbers.
func (Dialect) List(numbers []int64) string {
	return "CAST('{" + strings.Trim(strings.ReplaceAll(fmt.Sprint(numbers), " ", ","), "[]") + "}' AS BIGINT[])"
}

// Reached is how many of a rising list's numbers an argument has reached.
func (Dialect) Reached(arg, borders string) string {
	return "width_bucket(" + arg + ", " + borders + ")"
}

// Nth is the number of a list at a place.
func (Dialect) Nth(list, n string) string { return "(" + list + ")[" + n + "]" }

// Fence keeps the planner from putting a subquery's expressions wherever they are named.
func (Dialect) Fence() string { return " OFFSET 0" }

// Digest adds up hashes, whose sum is the same in any order.
func (Dialect) Digest(text string) string {
	return "CAST(sum(CAST(hashtextextended(" + text + ", 0) AS NUMERIC)) AS TEXT)"
}
