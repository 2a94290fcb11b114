package record

import (
	"fmt"
	"slices"
)

// Units are what the numbers of a duration may be in. Colons are read without one
// being named only where they are three parts: 0:05 is five seconds or five minutes.
var units = map[string]int64{"": micro, "s": micro, "ms": 1000, "min": 60 * micro, "h": 3600 * micro, "days": dayMicros}

const (
	hms     = "h:mm:ss"
	ms      = "m:ss"
	hm      = "h:mm"
	iso8601 = "iso8601"
)

// spanSQL reads a duration in microseconds: sums of whole numbers are the same in
// any order. A unit of colons takes no number but 0.
func (r reader) spanSQL(x, unit, decimal string) string {
	text := r.once(r.d.Trim(x))
	three := fmt.Sprintf("WHEN %s THEN (%s * 3600 + %s * 60) * 1000000 + %s ",
		r.d.Matches(text, `[0-9]{1,6}:[0-5][0-9]:[0-5][0-9]([.][0-9]+)?`), part(text, 1), part(text, 2), seconds(text, 3))
	factor, number := units[unit]
	if number {
		return fmt.Sprintf("CASE WHEN CAST(%[5]s AS VARCHAR) = %[1]s THEN CAST(%[5]s AS BIGINT) * %[2]d %[3]sELSE CAST(round(%[4]s * %[2]d) AS BIGINT) END",
			x, factor, three, r.d.Try(r.once(r.numberSQL(text, decimal)), "DECIMAL(25, 13)"), r.once(r.d.Try(x, "INTEGER")))
	}
	switch unit {
	case ms:
		three = fmt.Sprintf("WHEN %s THEN coalesce(CAST(nullif(split_part(%s, ':', 1), '') AS BIGINT), 0) * 60000000 + %s ", r.d.Matches(text, `[0-9]{0,6}:[0-5][0-9]([.][0-9]+)?`), text, seconds(text, 2)) + three
	case hm:
		three = fmt.Sprintf("WHEN %s THEN (%s * 3600 + %s * 60) * 1000000 ", r.d.Matches(text, `[0-9]{1,6}:[0-5][0-9]`), part(text, 1), part(text, 2)) + three
	case iso8601:
		const pattern = `P(?:([0-9]{1,6})D)?(?:T(?:([0-9]{1,6})H)?(?:([0-9]{1,8})M)?(?:([0-9]{1,9}(?:[.][0-9]+)?)S)?)?`
		group := func(n int) string {
			return fmt.Sprintf("coalesce(%s, 0)", r.d.Try("nullif("+r.d.Group(text, "^"+pattern+"$", n)+", '')", "DECIMAL(18, 6)"))
		}
		three = fmt.Sprintf("WHEN %s AND length(%s) > 2 THEN CAST(round((%s * 86400 + %s * 3600 + %s * 60 + %s) * 1000000) AS BIGINT) ",
			r.d.Matches(text, pattern), text, group(1), group(2), group(3), group(4))
	}
	return fmt.Sprintf("CASE WHEN %s = '0' THEN 0 %sEND", text, three)
}

func part(text string, n int) string {
	return fmt.Sprintf("CAST(split_part(%s, ':', %d) AS BIGINT)", text, n)
}

func seconds(text string, n int) string {
	return fmt.Sprintf("CAST(round(CAST(split_part(%s, ':', %d) AS DECIMAL(18, 9)) * 1000000) AS BIGINT)", text, n)
}

// lasts tells whether a stamp of the source is given as how long it came after the
// contact was opened.
func (s *Source) lasts(c column) bool {
	return s.Units[c.name] != "" && (c.cell == stamp || c.cell == future)
}

// measured tells whether a column may have a unit: durations, and the stamps that may
// be given as a duration after the contact was opened.
func (s *Source) measured(c column) bool {
	return c.cell == span || s.cased() && slices.Contains([]string{"answered_at", "first_reply_at", "closed_at", "due_at"}, c.name)
}
