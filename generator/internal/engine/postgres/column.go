package postgres

import (
	"fmt"
	"strings"

	"shingle/generator/internal/engine"
	"shingle/generator/internal/quote"
)

// columnOf is a column of a type.
func columnOf(name, kind string) engine.Column {
	c := engine.Column{Name: name, Type: strings.ToLower(kind), Text: textOf(name, kind)}
	c.Day, c.Written = day(name, kind)
	c.Kind, c.Value = value(quote.Name(name), kind)
	return c
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

// value is what cells of a type are, and SQL for it.
func value(x, kind string) (engine.Kind, string) {
	micros := func(from string) string { // of years that have four digits
		return fmt.Sprintf("CASE WHEN %[1]s >= '0001-01-01' AND %[1]s < '10000-01-01' THEN CAST(extract(epoch FROM %[1]s) * 1000000 AS BIGINT) END", from)
	}
	switch kind {
	case "BOOL":
		return engine.Flag, x
	case "INT2", "INT4", "INT8":
		return engine.Whole, "CAST(" + x + " AS BIGINT)"
	case "NUMERIC", "FLOAT4", "FLOAT8": // NaN is larger than all numbers
		return engine.Number, fmt.Sprintf("CASE WHEN %[1]s > -1e12 AND %[1]s < 1e12 THEN CAST(CAST(%[1]s AS NUMERIC) AS NUMERIC(25, 13)) END", x)
	case "DATE":
		return engine.Date, micros(x)
	case "TIMESTAMP":
		return engine.Stamp, micros(x)
	case "TIMESTAMPTZ":
		return engine.Instant, micros(x)
	}
	return engine.Text, ""
}

// textOf is SQL for a column's texts, in an order that does not depend on the server's language; ""
// for a type that has none.
func textOf(column, kind string) string {
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
