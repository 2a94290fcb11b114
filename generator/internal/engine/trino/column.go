package trino

import (
	"fmt"
	"strings"

	"shingle/generator/internal/engine"
	"shingle/generator/internal/quote"
)

// columnOf is a column of a type.
func columnOf(name, kind string) engine.Column {
	c := engine.Column{Name: name, Type: kind, Text: textOf(name, kind)}
	c.Day, c.Written = day(name, kind)
	c.Kind, c.Value = value(quote.Name(name), kind)
	return c
}

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

// value is what cells of a type are, and SQL for it.
func value(x, kind string) (engine.Kind, string) {
	micros := func(literal string) string { // of years that have four digits
		return fmt.Sprintf("CASE WHEN %[1]s >= %[2]s '0001-01-01' AND %[1]s <= %[2]s '9999-12-31 23:59:59.999999' THEN CAST(round(to_unixtime(%[1]s) * 1000000) AS BIGINT) END", x, literal)
	}
	switch kind, _, _ := strings.Cut(kind, "("); kind {
	case "boolean":
		return engine.Flag, x
	case "tinyint", "smallint", "integer", "bigint":
		return engine.Whole, "CAST(" + x + " AS BIGINT)"
	case "decimal", "real", "double":
		return engine.Number, fmt.Sprintf("CASE WHEN %[1]s > -1e12 AND %[1]s < 1e12 THEN CAST(%[1]s AS DECIMAL(25, 13)) END", x)
	case "date":
		return engine.Date, fmt.Sprintf("CASE WHEN %[1]s >= DATE '0001-01-01' AND %[1]s <= DATE '9999-12-31' THEN date_diff('day', DATE '1970-01-01', %[1]s) * 86400000000 END", x)
	case "timestamp":
		return engine.Stamp, micros("TIMESTAMP")
	case "timestamp with time zone":
		return engine.Instant, micros("TIMESTAMP")
	}
	return engine.Text, ""
}

// textOf is SQL for a column's texts; "" for a type that has none.
func textOf(column, kind string) string {
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
		return exact("substr(CAST(" + x + " AS VARCHAR), 1, 26)")
	case "timestamp with time zone":
		return "concat(" + exact("substr(replace(CAST("+x+" AT TIME ZONE 'UTC' AS VARCHAR), ' UTC', ''), 1, 26)") + ", '+00')"
	case "interval day to second": // in seconds
		return "CAST(CAST(to_milliseconds(" + x + ") AS DECIMAL(20, 3)) / 1000 AS VARCHAR)"
	}
	return ""
}

// exact is a stamp's text without the zeros that end a fraction of a second, as PostgreSQL writes it.
func exact(stamp string) string {
	return fmt.Sprintf("CASE WHEN %[1]s LIKE '%%.%%' THEN trim(TRAILING '.' FROM trim(TRAILING '0' FROM %[1]s)) ELSE %[1]s END", stamp)
}
