package record

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Stamps are read by their parts where an engine has no function that reads them, or one that
// stops at the first that is none: a pattern finds the parts, and whole numbers do the rest.

// moment are the parts of a stamp, as SQL for whole numbers; NULL where a part is none.
type moment struct{ year, month, day, hour, minute, second, micros string }

// momentSQL gives microseconds since 1970 by the stamp's own clock; NULL where there is no such day
// or time. The latest time of day is given in microseconds.
func (r reader) momentSQL(m moment, latest int64) string {
	for _, part := range []*string{&m.year, &m.month, &m.day, &m.hour, &m.minute, &m.second, &m.micros} {
		*part = r.once(*part)
	}
	leap := r.once(fmt.Sprintf("(%[1]s %% 4 = 0 AND (%[1]s %% 100 <> 0 OR %[1]s %% 400 = 0))", m.year))
	before, days := "CASE "+m.month, "CASE WHEN "+m.month+" IN (4, 6, 9, 11) THEN 30 WHEN "+m.month+" <> 2 THEN 31 WHEN "+leap+" THEN 29 ELSE 28 END"
	for i, n := range []int{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334} {
		before += fmt.Sprintf(" WHEN %d THEN %d", i+1, n)
	}
	last := r.once("(" + m.year + " - 1)")
	leaps := fmt.Sprintf("(%[1]s - %[1]s %% 4) / 4 - (%[1]s - %[1]s %% 100) / 100 + (%[1]s - %[1]s %% 400) / 400", last)
	day := fmt.Sprintf("CAST(365 * (%s - 1970) + %s - 477 + %s END + CASE WHEN %s > 2 AND %s THEN 1 ELSE 0 END + %s - 1 AS BIGINT)", m.year, leaps, before, m.month, leap, m.day)
	time := r.once(fmt.Sprintf("((%s * 3600 + %s * 60 + %s) * 1000000 + %s)", m.hour, m.minute, m.second, m.micros))
	return fmt.Sprintf("CASE WHEN %s BETWEEN 1 AND %s AND %s < 60 AND %s < 60 AND %s BETWEEN 0 AND %d THEN %s * %d + %s END",
		m.day, days, m.minute, m.second, time, latest, day, dayMicros, time)
}

func number(text string) string { return "CAST(nullif(" + text + ", '') AS BIGINT)" }

// isoByParts reads a text that matches isoStamp, or is NULL; what is beyond microseconds is cut off.
func (r reader) isoByParts(text string) string {
	if own, ok := r.d.(isoReader); ok {
		return own.ISO(text)
	}
	clock := r.once("substr(" + text + ", 12)")
	at := func(n int) string {
		return fmt.Sprintf("coalesce(%s, 0)", number(fmt.Sprintf("split_part(%s, ':', %d)", clock, n)))
	}
	seconds := r.once(fmt.Sprintf("split_part(%s, ':', 3)", clock))
	return r.momentSQL(moment{number("substr(" + text + ", 1, 4)"), number("substr(" + text + ", 6, 2)"), number("substr(" + text + ", 9, 2)"), at(1), at(2),
		fmt.Sprintf("coalesce(%s, 0)", number("split_part("+seconds+", '.', 1)")),
		fmt.Sprintf("coalesce(%s, 0)", number("substr(split_part("+seconds+", '.', 2) || '000000', 1, 6)"))}, dayMicros) // 24:00 is the next day's midnight
}

// zoneTail is how a stamp with an offset ends, and toldSeconds is one that tells its seconds, and
// its offset right behind them.
const (
	zoneTail    = `(Z|[+-]([0-9]{2}):?([0-9]{2})?)$`
	toldSeconds = `.{11}[0-9]{1,2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?(Z|[+-]([0-9]{2}):?([0-9]{2})?)`
)

// isoOffsetByParts reads a text that matches isoOffset and toldSeconds, or is NULL: microseconds
// since 1970 of UTC.
func (r reader) isoOffsetByParts(text string) string {
	part := func(group int) string {
		return fmt.Sprintf("coalesce(%s, 0)", number(r.d.Group(text, zoneTail, group)))
	}
	naive := r.isoByParts(r.once(r.d.Replace(text, zoneTail, "")))
	return fmt.Sprintf("%s - (CASE WHEN %s LIKE '-%%' THEN -1 ELSE 1 END) * (%s * 60 + %s) * %d",
		r.once(naive), r.once(r.d.Group(text, zoneTail, 0)), part(2), part(3), 60*micro)
}

// codes are those of a format that can be read by parts, and how many digits each has at most.
var codes = map[byte]int{'Y': 4, 'y': 2, 'm': 2, 'd': 2, 'H': 2, 'I': 2, 'M': 2, 'S': 2, 'f': 6, 'p': 0, 'b': 0, 'B': 0, 'a': 0, 'A': 0}

// stampCode is a code in a format; %-d is read as %d is.
var stampCode = regexp.MustCompile(`%-?(.)`)

// unreadable is the first code of a format that cannot be read by parts; "" if all can.
func unreadable(format string) string {
	for _, c := range stampCode.FindAllStringSubmatch(plainCodes(format), -1) {
		if _, known := codes[c[1][0]]; !known && c[1] != "z" && c[1] != "Z" {
			return c[0]
		}
	}
	return ""
}

// plainCodes writes codes that stand for several as those.
func plainCodes(format string) string {
	return strings.NewReplacer("%T", "%H:%M:%S", "%R", "%H:%M", "%F", "%Y-%m-%d", "%X", "%H:%M:%S", "%x", "%Y-%m-%d").Replace(format)
}

var months = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
var weekdays = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

// byParts reads a text as a format says: microseconds since 1970 by its own clock.
func (r reader) byParts(x, format string) string {
	format = plainCodes(format)
	var pattern strings.Builder
	groups := map[byte]int{}
	for i := 0; i < len(format); i++ {
		c := format[i]
		switch {
		case c == ' ' || c == '\t':
			pattern.WriteString("[ \t]+")
		case c != '%' || i+1 == len(format):
			pattern.WriteString(regexp.QuoteMeta(string(c)))
		default:
			found := stampCode.FindStringSubmatch(format[i:])
			i += len(found[0]) - 1
			code := found[1][0]
			switch code {
			case 'b', 'a':
				pattern.WriteString(oneOf(code, 3))
			case 'B', 'A':
				pattern.WriteString(oneOf(code+'a'-'A', 9))
			case 'p':
				pattern.WriteString("([AaPp][Mm])")
			default:
				least := "1,"
				if next := stampCode.FindStringSubmatch(format[i+1:]); next != nil && strings.HasPrefix(format[i+1:], next[0]) && codes[next[1][0]] > 0 { // digits follow digits
					least = ""
				}
				fmt.Fprintf(&pattern, "([0-9]{%s%d})", least, codes[code])
			}
			groups[code] = len(groups) + 1
		}
	}
	text := r.only(x, pattern.String())
	found := func(code byte) string {
		return r.once(r.d.Group(text, "^"+pattern.String()+"$", groups[code]))
	}
	if own, ok := r.d.(isoReader); ok && groups['Y'] > 0 && plainly(groups) {
		return own.Civil(r.once(r.d.Replace(text, "^"+pattern.String()+"$", rewritten(groups))))
	}
	or := func(missing int, code byte) string {
		if groups[code] == 0 {
			return strconv.Itoa(missing)
		}
		return number(found(code))
	}
	m := moment{or(1900, 'Y'), or(1, 'm'), or(1, 'd'), or(0, 'H'), or(0, 'M'), or(0, 'S'), "0"}
	if groups['y'] > 0 {
		m.year = fmt.Sprintf("(%[1]s + CASE WHEN %[1]s < 69 THEN 2000 ELSE 1900 END)", r.once(number(found('y'))))
	}
	for _, code := range []byte{'b', 'B'} {
		if groups[code] > 0 {
			m.month = "CASE lower(substr(" + found(code) + ", 1, 3))"
			for i, name := range months {
				m.month += fmt.Sprintf(" WHEN '%s' THEN %d", name[:3], i+1)
			}
			m.month += " END"
		}
	}
	if groups['I'] > 0 {
		twelve := r.once(number(found('I')))
		half := "0"
		if groups['p'] > 0 {
			half = "CASE WHEN lower(" + found('p') + ") = 'pm' THEN 12 ELSE 0 END"
		}
		m.hour = fmt.Sprintf("CASE WHEN %[1]s BETWEEN 1 AND 12 THEN %[1]s %% 12 + %[2]s END", twelve, half)
	}
	if groups['f'] > 0 {
		m.micros = number("substr(" + found('f') + " || '000000', 1, 6)")
	}
	return r.momentSQL(m, dayMicros-1)
}

// inOrder are the codes that stand for numbers as ISO 8601 has them, with what is before each, and what stands for it
// where a format has none.
var inOrder = []struct {
	code           byte
	before, absent string
}{{'Y', "", ""}, {'m', "-", "1"}, {'d', "-", "1"}, {'H', " ", "0"}, {'M', ":", "0"}, {'S', ":", "0"}, {'f', ".", "0"}}

// plainly tells whether the groups of a format's pattern are all numbers as ISO 8601 has them.
func plainly(groups map[byte]int) bool {
	n := 0
	for _, part := range inOrder {
		if groups[part.code] > 0 {
			n++
		}
	}
	return n == len(groups)
}

// rewritten is how ISO 8601 has what the groups of a pattern found.
func rewritten(groups map[byte]int) string {
	text := ""
	for _, part := range inOrder {
		if text += part.before; groups[part.code] > 0 {
			text += fmt.Sprintf(`\%d`, groups[part.code])
		} else {
			text += part.absent
		}
	}
	return text
}

// oneOf is a pattern for a month or a weekday, in small and large letters.
func oneOf(code byte, length int) string {
	names := months
	if code == 'a' {
		names = weekdays
	}
	var all []string
	for _, name := range names {
		var b strings.Builder
		for _, c := range name[:min(length, len(name))] {
			fmt.Fprintf(&b, "[%c%c]", c-'a'+'A', c)
		}
		all = append(all, b.String())
	}
	return "(" + strings.Join(all, "|") + ")"
}
