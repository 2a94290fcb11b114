package record

import (
	"fmt"
	"strings"

	"shingle/generator/internal/engine"
)

// rejected marks an answer that is not a whole number.
const rejected = -32768

// A reader writes the SQL that reads one cell. x is SQL for its text; the SQL
// first tries the commonest spelling, because most cells have it and comparing is
// cheaper than matching patterns.
type reader struct{ src *Source }

// flagSQL reads yes or no.
func (r reader) flagSQL(x string) string {
	var quick, slow strings.Builder
	add := func(words []string, value string) {
		for _, w := range words {
			fmt.Fprintf(&quick, " WHEN %s THEN %s", engine.Text(w), value)
			fmt.Fprintf(&slow, " WHEN %s THEN %s", engine.Text(strings.ToLower(strings.TrimSpace(w))), value)
		}
	}
	add(r.src.True, "true")
	add(r.src.False, "false")
	add([]string{"yes", "Yes", "true", "Y", "1", "t"}, "true")
	add([]string{"no", "No", "false", "N", "0", "f"}, "false")
	add([]string{"y"}, "true")
	add([]string{"n"}, "false")
	return fmt.Sprintf("CASE %s%s ELSE CASE lower(trim(%s))%s END END", x, quick.String(), x, slow.String())
}

// flagOrCountSQL reads yes or no, or a count of which 0 is no.
func (r reader) flagOrCountSQL(x string) string {
	return fmt.Sprintf("coalesce(%s, %s > 0)", r.flagSQL(x), r.countSQL(x))
}

// countSQL reads a whole number; 3.0 is one.
func (r reader) countSQL(x string) string {
	sep := "."
	if r.src.Decimal == "," {
		sep = ","
	}
	return fmt.Sprintf("CASE WHEN CAST(TRY_CAST(%[1]s AS INTEGER) AS VARCHAR) = %[1]s THEN CAST(TRY_CAST(%[1]s AS INTEGER) AS BIGINT) "+
		"WHEN regexp_full_match(trim(%[1]s), '[+-]?0*[0-9]{1,12}([%[2]s]0*)?') THEN TRY_CAST(regexp_extract(trim(%[1]s), '^[+]?(-?[0-9]+)', 1) AS BIGINT) END", x, sep)
}

// spanSQL reads a duration in seconds, or as hours:minutes:seconds, in
// microseconds: sums of whole numbers are the same in any order.
func (r reader) spanSQL(x string) string {
	number := fmt.Sprintf("WHEN regexp_full_match(trim(%[1]s), '[+-]?([0-9]{1,11}[.]?[0-9]*|[.][0-9]+)') THEN CAST(round(TRY_CAST(trim(%[1]s) AS DECIMAL(28, 9)) * 1000000) AS BIGINT) ", x)
	comma := fmt.Sprintf("THEN CAST(round(TRY_CAST(replace(trim(%[1]s), ',', '.') AS DECIMAL(28, 9)) * 1000000) AS BIGINT) ", x)
	switch r.src.Decimal {
	case ",":
		number = fmt.Sprintf("WHEN regexp_full_match(trim(%s), '[+-]?[0-9]{1,11}(,[0-9]*)?') ", x) + comma
	case "":
		number += fmt.Sprintf("WHEN regexp_full_match(trim(%s), '[+-]?[0-9]{1,11},([0-9]{1,2}|[0-9]{4,})') ", x) + comma
	}
	return fmt.Sprintf("CASE WHEN CAST(TRY_CAST(%[1]s AS INTEGER) AS VARCHAR) = %[1]s THEN CAST(TRY_CAST(%[1]s AS INTEGER) AS BIGINT) * 1000000 "+
		"%[2]sWHEN regexp_full_match(trim(%[1]s), '[0-9]{1,6}:[0-5][0-9]:[0-5][0-9]([.][0-9]+)?') THEN "+
		"(CAST(split_part(trim(%[1]s), ':', 1) AS BIGINT) * 3600 + CAST(split_part(trim(%[1]s), ':', 2) AS BIGINT) * 60) * 1000000 + CAST(round(CAST(split_part(trim(%[1]s), ':', 3) AS DECIMAL(18, 9)) * 1000000) AS BIGINT) END", x, number)
}

// answerSQL reads a whole-number answer; words stand for 1 and 0 where the scale
// has only these two.
func (r reader) answerSQL(x string, low, high int, words bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, "CAST(CASE %s", x)
	if low >= -5 && high <= 20 {
		for i := low; i <= high; i++ {
			fmt.Fprintf(&b, " WHEN '%d' THEN %d", i, i)
		}
	}
	fmt.Fprintf(&b, " ELSE CASE WHEN regexp_full_match(trim(%[1]s), '[+-]?[0-9]{1,4}([.,]0+)?') THEN TRY_CAST(regexp_extract(trim(%[1]s), '^[+]?(-?[0-9]+)', 1) AS INTEGER) ", x)
	if words {
		flag := r.flagSQL(x)
		fmt.Fprintf(&b, "WHEN %s THEN 1 WHEN NOT %s THEN 0 ", flag, flag)
	}
	fmt.Fprintf(&b, "WHEN trim(%s) <> '' THEN %d END END AS SMALLINT)", x, rejected)
	return b.String()
}

// waySQL is true for inbound contacts, false for outbound ones.
func (r reader) waySQL(x string) string {
	return fmt.Sprintf("CASE lower(trim(%s)) WHEN 'inbound' THEN true WHEN 'in' THEN true WHEN 'incoming' THEN true WHEN 'outbound' THEN false WHEN 'out' THEN false WHEN 'outgoing' THEN false END", x)
}

// leaveSQL reads how a contact left the queue.
func (r reader) leaveSQL(x string) string {
	return fmt.Sprintf("CASE lower(trim(%s)) WHEN 'abandoned' THEN 'abandoned' WHEN 'callback' THEN 'callback' WHEN 'voicemail' THEN 'voicemail' WHEN 'overflow' THEN 'overflow' WHEN 'answered' THEN 'answered' END", x)
}

// isoStamp matches the stamps that are read without a date_format.
const isoStamp = `[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)?`

const isoOffset = `[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)? ?([Zz]|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)`

// naiveSQL reads a stamp without an offset: microseconds since 1970 by the clock
// of its own zone.
func (r reader) naiveSQL(x string) string {
	if f := r.src.DateFormat; f != "" {
		if strings.Contains(f, "%z") {
			return "CAST(NULL AS BIGINT)"
		}
		return fmt.Sprintf("epoch_us(CAST(try_strptime(trim(%s), %s) AS TIMESTAMP))", x, engine.Text(f))
	}
	return fmt.Sprintf("epoch_us(CASE WHEN %[1]s LIKE '____-__-_____:__:__' THEN TRY_CAST(%[1]s AS TIMESTAMP) "+
		"ELSE CASE WHEN regexp_full_match(trim(%[1]s), '%[2]s') THEN TRY_CAST(trim(%[1]s) AS TIMESTAMP) END END)", x, isoStamp)
}

// absoluteSQL reads a stamp with an offset, where it was not read as one without
// (n): microseconds since 1970 of UTC.
func (r reader) absoluteSQL(x, n string) string {
	read := fmt.Sprintf("CASE WHEN regexp_full_match(trim(%[1]s), '%[2]s') THEN epoch_us(TRY_CAST(trim(%[1]s) AS TIMESTAMPTZ)) END", x, isoOffset)
	if f := r.src.DateFormat; f != "" {
		if !strings.Contains(f, "%z") {
			return "CAST(NULL AS BIGINT)"
		}
		read = fmt.Sprintf("epoch_us(CAST(try_strptime(trim(%s), %s) AS TIMESTAMPTZ))", x, engine.Text(f))
	}
	return fmt.Sprintf("CASE WHEN %s IS NULL AND strlen(%s) > 10 THEN %s END", n, x, read)
}

// clockSQL tells whether a stamp has a time of day.
func (r reader) clockSQL(x string) string {
	if f := r.src.DateFormat; f != "" {
		for _, code := range []string{"%H", "%I", "%-H", "%-I", "%c", "%X", "%T", "%R"} {
			if strings.Contains(f, code) {
				return "true"
			}
		}
		return "false"
	}
	return fmt.Sprintf("contains(%s, ':')", x)
}
