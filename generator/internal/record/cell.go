package record

import (
	"fmt"
	"strings"

	"shingle/generator/internal/quote"
)

// rejected marks an answer that is not a whole number.
const rejected = -32768

// A reader writes the SQL that reads one cell. x is SQL for its text; the SQL
// first tries the commonest spelling, because most cells have it and comparing is
// cheaper than matching patterns.
type reader struct {
	src  *Source
	d    Dialect
	once func(sql string) string // what is named often, worked out once
}

// again works out what is named often as often as it is named.
func again(sql string) string { return sql }

// flagSQL reads yes or no.
func (r reader) flagSQL(x string) string {
	var quick, slow strings.Builder
	add := func(words []string, value string) {
		for _, w := range words {
			fmt.Fprintf(&quick, " WHEN %s THEN %s", quote.Text(w), value)
			fmt.Fprintf(&slow, " WHEN %s THEN %s", quote.Text(strings.ToLower(strings.TrimSpace(w))), value)
		}
	}
	add(r.src.True, "true")
	add(r.src.False, "false")
	add([]string{"yes", "Yes", "true", "Y", "1", "t"}, "true")
	add([]string{"no", "No", "false", "N", "0", "f"}, "false")
	add([]string{"y"}, "true")
	add([]string{"n"}, "false")
	return fmt.Sprintf("CASE %s%s ELSE CASE %s%s END END", x, quick.String(), r.d.Lower(r.once(r.d.Trim(x))), slow.String())
}

// flagOrCountSQL reads yes or no, or a count of which 0 is no.
func (r reader) flagOrCountSQL(x, decimal string) string {
	return fmt.Sprintf("coalesce(%s, %s > 0)", r.flagSQL(x), r.countSQL(x, decimal))
}

// countSQL reads a whole number; 3.0 is one.
func (r reader) countSQL(x, decimal string) string {
	number := r.once(r.d.Try(r.once(r.numberSQL(r.once(r.d.Trim(x)), decimal)), "DECIMAL(25, 9)"))
	return fmt.Sprintf("CASE WHEN CAST(%[3]s AS VARCHAR) = %[1]s THEN CAST(%[3]s AS BIGINT) WHEN %[2]s = round(%[2]s) THEN CAST(%[2]s AS BIGINT) END",
		x, number, r.once(r.d.Try(x, "INTEGER")))
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
	text := r.once(r.d.Trim(x))
	fmt.Fprintf(&b, " ELSE CASE WHEN %s THEN %s ", r.d.Matches(text, `[+-]?[0-9]{1,4}([.,]0+)?`), r.d.Try(r.d.Group(text, `^[+]?(-?[0-9]+)`, 1), "INTEGER"))
	if words {
		flag := r.once(r.flagSQL(x))
		fmt.Fprintf(&b, "WHEN %s THEN 1 WHEN NOT %s THEN 0 ", flag, flag)
	}
	fmt.Fprintf(&b, "WHEN %s <> '' THEN %d END END AS SMALLINT)", text, rejected)
	return b.String()
}

// waySQL is true for inbound contacts, false for outbound ones.
func (r reader) waySQL(x string) string {
	return fmt.Sprintf("CASE %s WHEN 'inbound' THEN true WHEN 'in' THEN true WHEN 'incoming' THEN true WHEN 'outbound' THEN false WHEN 'out' THEN false WHEN 'outgoing' THEN false END", r.d.Lower(r.once(r.d.Trim(x))))
}

// leaveSQL reads how a contact ended.
func (r reader) leaveSQL(x string) string {
	var b strings.Builder
	for _, way := range append(leaves[:len(leaves):len(leaves)], "answered") {
		fmt.Fprintf(&b, " WHEN '%[1]s' THEN '%[1]s'", way)
	}
	return fmt.Sprintf("CASE %s%s END", r.d.Lower(r.once(r.d.Trim(x))), b.String())
}
