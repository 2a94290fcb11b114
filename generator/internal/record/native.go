package record

import (
	"fmt"
	"math"

	"shingle/generator/internal/engine"
)

// A native is a cell whose type its engine knows: it is taken as it is, and no text is read.
type native struct {
	sql  string
	kind engine.Kind
}

// mapped is the native that a canonical column is, if it is one column and no word of it means
// something else.
func (b *builder) mapped(sh shape, m mapping, c column) *native {
	_, constant := b.t.Source.Constants[c.name]
	_, picked := m.picks[c.name]
	if found := m.canonical[c.name]; !constant && !picked && len(found) == 1 {
		return b.native(sh, found[0], c.name)
	}
	return nil
}

// native is what a column of the shape is, read for a canonical column or a question.
func (b *builder) native(sh shape, column int, name string) *native {
	s := b.t.Source
	if sh.kinds == nil || sh.kinds[column] == engine.Text || len(s.Words[name])+len(s.Missing[""])+len(s.Missing[name]) > 0 {
		return nil
	}
	return &native{valueName(sh.names[column]), sh.kinds[column]}
}

// valueName is what the value of a column is called beside its text.
func valueName(name string) string { return name + "_value" }

// take reads a cell of a type for a canonical column; "" if its text is to be read.
func (b *builder) take(c column, own *native) string {
	if own == nil {
		return ""
	}
	s, v := b.t.Source, own.sql
	plainFlags := len(s.True)+len(s.False) == 0
	factor, number := units[s.Units[c.name]]
	dates := own.kind == engine.Stamp || own.kind == engine.Instant || own.kind == engine.Date
	switch {
	case c.cell == flag && own.kind == engine.Flag && plainFlags, c.cell == flagOrCount && own.kind == engine.Flag && plainFlags:
		return v
	case c.cell == flagOrCount && own.kind == engine.Whole && plainFlags:
		return within(v, mostWhole, v+" > 0")
	case c.cell == span || s.lasts(c):
		return own.times(factor, number)
	case c.cell == count:
		return own.times(1, own.kind == engine.Whole) // a number's decimals, if any, are told as its text's
	case (c.cell == stamp || c.cell == future) && dates && len(s.DateFormats) == 0:
		return v
	}
	return ""
}

// mostWhole is the largest number that is read, as long as twelve digits.
const mostWhole = 999_999_999_999

// times is a number so many times, as a whole number; "" if it is none.
func (n *native) times(factor int64, ok bool) string {
	most := min(mostWhole, math.MaxInt64/max(1, factor)-1)
	switch {
	case !ok:
		return ""
	case n.kind == engine.Whole:
		return within(n.sql, most, fmt.Sprintf("%s * %d", n.sql, factor))
	case n.kind == engine.Number:
		return within(n.sql, most, fmt.Sprintf("CAST(round(%s * %d) AS BIGINT)", n.sql, factor))
	}
	return ""
}

// within is a value where a number is not too large for it.
func within(number string, most int64, value string) string {
	return fmt.Sprintf("CASE WHEN %s BETWEEN -%d AND %d THEN %s END", number, most, most, value)
}

// takeAnswer reads a whole-number answer; "" if its text is to be read.
func (b *builder) takeAnswer(own *native, words bool) string {
	if own == nil || own.kind != engine.Whole || words && len(b.t.Source.True)+len(b.t.Source.False) > 0 {
		return ""
	}
	return fmt.Sprintf("CAST(CASE WHEN %[1]s BETWEEN -9999 AND 9999 THEN %[1]s WHEN %[1]s IS NOT NULL THEN %[2]d END AS SMALLINT)", own.sql, rejected)
}
