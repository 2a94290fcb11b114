package record

import (
	"fmt"

	"shingle/generator/internal/quote"
)

// A Dialect writes what engines write differently when cells are read. Arguments are SQL, but for
// patterns, which RE2, POSIX and Java read alike. All else that types records is SQL that DuckDB,
// PostgreSQL and Trino read alike: no division with a rest, and no type of one engine's own.
type Dialect interface {
	Trim(text string) string                  // without the blanks around it that Unicode calls space separators
	Lower(text string) string                 // in small letters
	Matches(text, pattern string) string      // whether a pattern is the whole text
	Group(text, pattern string, n int) string // what group n of a pattern found, 0 all of it; '' or NULL where it found nothing
	Replace(text, pattern, by string) string  // with what a pattern found replaced by a text; \1 in it is what its group found
	Try(text, kind string) string             // a text as a number of a kind; NULL where it is none
	Key(text string) string                   // what equal texts have in common: a hash, or the text itself where it does not leave its engine
	Fence() string                            // stands behind a subquery whose expressions are to be worked out once
}

// An isoReader is a dialect with functions of its own that read stamps written as ISO 8601 has them, or
// NULL: as microseconds since 1970.
type isoReader interface {
	ISO(text string) string   // as isoStamp says
	Civil(text string) string // 2026-11-1 9:12:58.25, where each part may be too large; NULL if one is
}

// A stamper is a dialect with functions of its own that read stamps, as microseconds since 1970;
// the others read them by their parts (civil.go).
type stamper interface {
	iso(text string) string       // as isoStamp says
	isoOffset(text string) string // as isoOffset says
	strptime(text, format string) string
}

// duck is the dialect of the engine that reads files.
type duck struct{}

func (duck) Trim(text string) string { return "trim(" + text + ")" }

func (duck) Lower(text string) string { return "lower(" + text + ")" }

func (duck) Matches(text, pattern string) string {
	return "regexp_full_match(" + text + ", " + quote.Text(pattern) + ")"
}

func (duck) Group(text, pattern string, n int) string {
	return fmt.Sprintf("regexp_extract(%s, %s, %d)", text, quote.Text(pattern), n)
}

func (duck) Replace(text, pattern, by string) string {
	return fmt.Sprintf("regexp_replace(%s, %s, %s)", text, quote.Text(pattern), quote.Text(by))
}

func (duck) Try(text, kind string) string { return "TRY_CAST(" + text + " AS " + kind + ")" }

func (duck) Key(text string) string { return "hash(" + text + ")" }

func (duck) Fence() string { return "" }

func (duck) iso(text string) string { return "epoch_us(TRY_CAST(" + text + " AS TIMESTAMP))" }

func (duck) isoOffset(text string) string {
	return "epoch_us(TRY_CAST(" + text + " AS TIMESTAMPTZ))"
}

func (duck) strptime(text, format string) string {
	return fmt.Sprintf("epoch_us(CAST(try_strptime(%s, %s) AS TIMESTAMP))", text, quote.Text(format))
}
