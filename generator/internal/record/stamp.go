package record

import (
	"fmt"
	"strings"

	"shingle/generator/internal/quote"
)

// isoStamp matches the stamps that are read without a date_format.
const isoStamp = `[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)?`

const isoOffset = `[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)? ?([Zz]|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)`

// unix are the formats that count from 1970, and how many microseconds they count in.
var unix = map[string]int64{"unix": micro, "unix_ms": 1000}

// tellsZone tells whether stamps of a format say how far they are from UTC.
func tellsZone(format string) bool {
	_, counts := unix[format]
	return counts || strings.HasSuffix(format, "%z") || strings.HasSuffix(format, "%Z")
}

// naiveSQL reads a stamp without an offset: microseconds since 1970 by the clock
// of its own zone.
func (r reader) naiveSQL(x string) string {
	if len(r.src.DateFormats) == 0 {
		return fmt.Sprintf("epoch_us(CASE WHEN %[1]s LIKE '____-__-_____:__:__' THEN TRY_CAST(%[1]s AS TIMESTAMP) "+
			"ELSE CASE WHEN regexp_full_match(trim(%[1]s), '%[2]s') THEN TRY_CAST(trim(%[1]s) AS TIMESTAMP) END END)", x, isoStamp)
	}
	var reads []string
	for _, f := range r.src.DateFormats {
		if !tellsZone(f) {
			reads = append(reads, strptimeSQL("trim("+x+")", f))
		}
	}
	return first(reads)
}

// absoluteSQL reads a stamp with an offset, where it was not read as one without
// (n): microseconds since 1970 of UTC.
func (r reader) absoluteSQL(x, n string) string {
	if len(r.src.DateFormats) == 0 {
		return fmt.Sprintf("CASE WHEN %[3]s IS NULL AND strlen(%[1]s) > 10 AND regexp_full_match(trim(%[1]s), '%[2]s') THEN epoch_us(TRY_CAST(trim(%[1]s) AS TIMESTAMPTZ)) END", x, isoOffset, n)
	}
	var reads []string
	for _, f := range r.src.DateFormats {
		switch {
		case unix[f] != 0:
			reads = append(reads, fmt.Sprintf("CASE WHEN regexp_full_match(trim(%[1]s), '[0-9]{1,14}([.][0-9]*)?') THEN CAST(round(TRY_CAST(trim(%[1]s) AS DECIMAL(25, 7)) * %[2]d) AS BIGINT) END", x, unix[f]))
		case strings.HasSuffix(f, "%z"):
			reads = append(reads, r.offsetSQL(x, f))
		case strings.HasSuffix(f, "%Z"):
			reads = append(reads, r.namedSQL(x, f), r.offsetSQL(x, strings.TrimSuffix(f, "%Z")+"%z")) // GMT-4 is a name, too
		}
	}
	if len(reads) == 0 {
		return "CAST(NULL AS BIGINT)"
	}
	return fmt.Sprintf("CASE WHEN %s IS NULL THEN %s END", n, first(reads))
}

// first is the first of some readings that is one.
func first(reads []string) string {
	switch len(reads) {
	case 0:
		return "CAST(NULL AS BIGINT)"
	case 1:
		return reads[0]
	}
	return "coalesce(" + strings.Join(reads, ", ") + ")"
}

// strptimeSQL reads a text as a format says. Browsers and phones put a narrow blank that
// does not break before am and pm.
func strptimeSQL(x, format string) string {
	if strings.Contains(format, "%p") {
		x = fmt.Sprintf("translate(%s, '\u202f\u00a0', '  ')", x)
	}
	return fmt.Sprintf("epoch_us(CAST(try_strptime(%s, %s) AS TIMESTAMP))", x, quote.Text(format))
}

// zoneEnd is how the end of a stamp tells its offset: Z, +1, +01, +0100, +01:00, GMT,
// GMT-4.
const zoneEnd = ` ?(?:(?:GMT|UTC|gmt|utc)?([+-])([0-9]{1,2}):?([0-5][0-9])?|Z|z|GMT|UTC|gmt|utc)$`

// offsetSQL reads a stamp that ends in an offset from UTC.
func (r reader) offsetSQL(x, format string) string {
	format = strings.TrimSuffix(format, "%z")
	for _, word := range []string{"GMT", "UTC"} {
		format = strings.TrimSuffix(format, word)
	}
	text := "trim(" + x + ")"
	part := func(group int) string {
		return fmt.Sprintf("coalesce(TRY_CAST(nullif(regexp_extract(%s, '%s', %d), '') AS BIGINT), 0)", text, zoneEnd, group)
	}
	return fmt.Sprintf("CASE WHEN regexp_matches(%[1]s, '%[2]s') AND %[3]s <= 14 THEN %[4]s - (CASE WHEN regexp_extract(%[1]s, '%[2]s', 1) = '-' THEN -1 ELSE 1 END) * (%[3]s * 60 + %[5]s) * %[6]d END",
		text, zoneEnd, part(2), strptimeSQL(fmt.Sprintf("trim(regexp_replace(%s, '%s', ''))", text, zoneEnd), strings.TrimSpace(format)), part(3), 60*micro)
}

// namedSQL reads a stamp that ends in the abbreviation of a zone, such as EST: one
// that the source's zone bears at that time, or UTC, GMT or Z.
func (r reader) namedSQL(x, format string) string {
	text := "trim(" + x + ")"
	naive := strptimeSQL(fmt.Sprintf("trim(regexp_replace(%s, '[A-Za-z]+$', ''))", text), strings.TrimSpace(strings.TrimSuffix(format, "%Z")))
	word := fmt.Sprintf("upper(regexp_extract(%s, '[A-Za-z]+$'))", text)
	year := r.src.AsOf.Time().Year() + 2
	var b strings.Builder
	fmt.Fprintf(&b, "CASE WHEN %s IN ('Z', 'UTC', 'GMT') THEN %s", word, naive)
	for _, n := range abbreviations(r.src.Zone, year) {
		utc := fmt.Sprintf("%s - (%d)", naive, n.offset*micro)
		fmt.Fprintf(&b, " WHEN %s = %s AND %s = %d THEN %s", word, quote.Text(n.name), offsetAt(r.src.Zone, year, "("+utc+")", false), n.offset*micro, utc)
	}
	return b.String() + " END"
}

// clockSQL tells whether a stamp has a time of day.
func (r reader) clockSQL(x string) string {
	if len(r.src.DateFormats) == 0 {
		return fmt.Sprintf("contains(%s, ':')", x)
	}
	var clocks, days []string
	for _, f := range r.src.DateFormats {
		if tellsClock(f) {
			clocks = append(clocks, f)
		} else {
			days = append(days, strptimeSQL("trim("+x+")", f)+" IS NULL")
		}
	}
	switch {
	case len(clocks) == 0:
		return "false"
	case len(days) == 0:
		return "true"
	}
	return "(" + strings.Join(days, " AND ") + ")"
}

// tellsClock tells whether stamps of a format have a time of day.
func tellsClock(format string) bool {
	if _, counts := unix[format]; counts {
		return true
	}
	for _, code := range []string{"%H", "%I", "%-H", "%-I", "%c", "%X", "%T", "%R"} {
		if strings.Contains(format, code) {
			return true
		}
	}
	return false
}
