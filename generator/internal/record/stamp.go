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
		return r.isoSQL(x)
	}
	var reads []string
	for _, f := range r.src.DateFormats {
		if !tellsZone(f) {
			reads = append(reads, r.strptimeSQL(r.once(r.d.Trim(x)), f))
		}
	}
	return first(reads)
}

// isoSQL reads a stamp as isoStamp says.
func (r reader) isoSQL(x string) string {
	text := r.once(r.d.Trim(x))
	if own, ok := r.d.(stamper); ok {
		return fmt.Sprintf("CASE WHEN %[1]s LIKE '____-__-_____:__:__' THEN %[2]s ELSE CASE WHEN %[3]s THEN %[4]s END END", x, own.iso(x), r.d.Matches(text, isoStamp), own.iso(text))
	}
	return r.isoByParts(r.only(text, isoStamp))
}

// isoOffsetSQL reads a stamp as isoOffset says: microseconds since 1970 of UTC.
func (r reader) isoOffsetSQL(text string) string {
	if own, ok := r.d.(stamper); ok {
		return fmt.Sprintf("CASE WHEN %s THEN %s END", r.d.Matches(text, isoOffset), own.isoOffset(text))
	}
	return r.isoOffsetByParts(r.only(r.only(text, isoOffset), toldSeconds))
}

// only is a text where a pattern is all of it.
func (r reader) only(text, pattern string) string {
	return r.once(fmt.Sprintf("CASE WHEN %s THEN %s END", r.d.Matches(text, pattern), text))
}

// absoluteSQL reads a stamp with an offset, where it was not read as one without
// (n): microseconds since 1970 of UTC.
func (r reader) absoluteSQL(x, n string) string {
	if len(r.src.DateFormats) == 0 {
		return fmt.Sprintf("CASE WHEN %s IS NULL AND length(%s) > 10 THEN %s END", n, x, r.isoOffsetSQL(r.once(r.d.Trim(x))))
	}
	var reads []string
	for _, f := range r.src.DateFormats {
		switch {
		case unix[f] != 0:
			text := r.once(r.d.Trim(x))
			reads = append(reads, fmt.Sprintf("CASE WHEN %s THEN CAST(round(%s * %d) AS BIGINT) END", r.d.Matches(text, `[0-9]{1,14}([.][0-9]*)?`), r.d.Try(text, "DECIMAL(25, 7)"), unix[f]))
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
func (r reader) strptimeSQL(x, format string) string {
	if strings.Contains(format, "%p") {
		x = r.once(fmt.Sprintf("translate(%s, '\u202f\u00a0', '  ')", x))
	}
	if own, ok := r.d.(stamper); ok {
		return own.strptime(x, format)
	}
	return r.byParts(x, format)
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
	text := r.once(r.d.Trim(x))
	group := func(n int) string { return r.once(r.d.Group(text, zoneEnd, n)) }
	part := func(n int) string {
		return r.once(fmt.Sprintf("coalesce(CAST(nullif(%s, '') AS BIGINT), 0)", group(n)))
	}
	naive := r.once(r.strptimeSQL(r.once(r.d.Trim(r.d.Replace(text, zoneEnd, ""))), strings.TrimSpace(format)))
	return fmt.Sprintf("CASE WHEN %s <> '' AND %s <= 14 THEN %s - (CASE WHEN %s = '-' THEN -1 ELSE 1 END) * (%s * 60 + %s) * %d END",
		group(0), part(2), naive, group(1), part(2), part(3), 60*micro)
}

// namedSQL reads a stamp that ends in the abbreviation of a zone, such as EST: one
// that the source's zone bears at that time, or UTC, GMT or Z.
func (r reader) namedSQL(x, format string) string {
	text := r.once(r.d.Trim(x))
	naive := r.once(r.strptimeSQL(r.once(r.d.Trim(r.d.Replace(text, `[A-Za-z]+$`, ""))), strings.TrimSpace(strings.TrimSuffix(format, "%Z"))))
	word := r.once("upper(" + r.d.Group(text, `[A-Za-z]+$`, 0) + ")")
	year := r.src.AsOf.Time().Year() + 2
	var b strings.Builder
	fmt.Fprintf(&b, "CASE WHEN %s IN ('Z', 'UTC', 'GMT') THEN %s", word, naive)
	for _, n := range abbreviations(r.src.Zone, year) {
		utc := r.once(fmt.Sprintf("(%s - (%d))", naive, n.offset*micro))
		fmt.Fprintf(&b, " WHEN %s = %s AND %s = %d THEN %s", word, quote.Text(n.name), r.offsetAt(r.src.Zone, year, utc, false), n.offset*micro, utc)
	}
	return b.String() + " END"
}

// clockSQL tells whether a stamp has a time of day.
func (r reader) clockSQL(x string) string {
	if len(r.src.DateFormats) == 0 {
		return x + " LIKE '%:%'"
	}
	var clocks, days []string
	for _, f := range r.src.DateFormats {
		if tellsClock(f) {
			clocks = append(clocks, f)
		} else {
			days = append(days, r.once(r.strptimeSQL(r.once(r.d.Trim(x)), f))+" IS NULL")
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
