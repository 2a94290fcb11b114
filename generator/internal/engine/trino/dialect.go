package trino

import (
	"fmt"
	"regexp"
	"strings"

	"shingle/generator/internal/engine"
	"shingle/generator/internal/engine/bound"
	"shingle/generator/internal/quote"
)

// Dialect writes the SQL of Trino, as package record asks for it.
type Dialect struct{ bound.SQL }

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

// Digest adds up hashes, whose sum is the same in any order.
func (Dialect) Digest(text string) string { return "to_hex(checksum(" + text + "))" }

// column is a column of a type.
func column(name, kind string) engine.Column {
	x, kind := quote.Name(name), strings.ToLower(kind)
	c := engine.Column{Name: name, Type: kind}
	day := x // as what has one
	switch kind, _, _ := strings.Cut(kind, "("); kind {
	case "varchar":
		c.Text, c.Written = text(x), "'%s'"
	case "char": // without what fills it up
		c.Text, c.Written = "rtrim("+text(x)+")", "'%s'"
	case "boolean":
		c.Text, c.Kind, c.Value = text(x), engine.Flag, x
	case "tinyint", "smallint", "integer", "bigint":
		c.Text, c.Kind, c.Value = text(x), engine.Whole, "CAST("+x+" AS BIGINT)"
	case "decimal":
		c.Text, c.Kind, c.Value = text(x), engine.Number, number(x)
	case "real", "double": // without exponents, as far as that goes
		c.Text = fmt.Sprintf(`coalesce(regexp_replace(CAST(TRY_CAST(%[1]s AS DECIMAL(38, 10)) AS VARCHAR), '[.]?0{0,10}\z', ''), CAST(%[1]s AS VARCHAR))`, x)
		c.Kind, c.Value = engine.Number, number(x)
	case "date":
		c.Text, c.Kind, c.Written = text(x), engine.Date, "DATE '%s'"
		c.Value = fmt.Sprintf("CASE WHEN %[1]s >= DATE '0001-01-01' AND %[1]s <= DATE '9999-12-31' THEN date_diff('day', DATE '1970-01-01', %[1]s) * 86400000000 END", x)
	case "timestamp":
		c.Text, c.Kind, c.Value, c.Written = exact("substr("+text(x)+", 1, 26)"), engine.Stamp, micros(x), "DATE '%s'"
	case "timestamp with time zone":
		day = x + " AT TIME ZONE 'UTC'"
		c.Text = "concat(" + exact("substr(replace("+text(day)+", ' UTC', ''), 1, 26)") + ", '+00')"
		c.Kind, c.Value, c.Written = engine.Instant, micros(x), "DATE '%s'"
	case "interval day to second": // in seconds
		c.Text = "CAST(CAST(to_milliseconds(" + x + ") AS DECIMAL(20, 3)) / 1000 AS VARCHAR)"
	case "number", "time", "uuid", "ipaddress":
		c.Text = text(x)
	}
	if c.Written != "" {
		c.Day = "date_diff('day', DATE '1970-01-01', CAST(" + day + " AS DATE))"
	}
	return c
}

func text(x string) string { return "CAST(" + x + " AS VARCHAR)" }

func number(x string) string {
	return fmt.Sprintf("CASE WHEN %[1]s > -1e12 AND %[1]s < 1e12 THEN CAST(%[1]s AS DECIMAL(25, 13)) END", x)
}

// micros is a stamp in microseconds, of years that have four digits.
func micros(x string) string {
	return fmt.Sprintf("CASE WHEN %[1]s >= TIMESTAMP '0001-01-01' AND %[1]s <= TIMESTAMP '9999-12-31 23:59:59.999999' THEN CAST(round(to_unixtime(%[1]s) * 1000000) AS BIGINT) END", x)
}

// exact is a stamp's text without the zeros that end a fraction of a second, as PostgreSQL writes it.
func exact(stamp string) string {
	return fmt.Sprintf("CASE WHEN %[1]s LIKE '%%.%%' THEN trim(TRAILING '.' FROM trim(TRAILING '0' FROM %[1]s)) ELSE %[1]s END", stamp)
}
