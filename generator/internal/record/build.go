package record

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"shingle/generator/internal/quote"
)

// A builder writes the SELECT that turns one shape's rows into records, level by
// level, so that the engine works each thing out once: the raw texts (x_), what they
// say (t_, n_), stamps with an offset (a_), instants (u_), times by the desk's clock, and what
// is kept.
type builder struct {
	levels
	t     *Table
	r     reader
	kept  []string
	names []string // of what is kept
	bits  []string // the columns that the bits of "bad" stand for
	bad   []string // and the conditions that set them
}

// Bits of "bad" that stand for no single column: an answer, and counts that
// cannot be true together.
const (
	answerBit = "answers"
	countsBit = "counts"
)

// pairs are the counts of which the first is part of the second.
var pairs = map[string][][2]string{
	"intervals": {{"answered_in_time", "answered"}, {"answered_in_time", "offered"}, {"short_abandons", "abandoned"}, {"abandoned_in_time", "abandoned"}},
	"checks":    {{"passed", "total"}},
}

// impossible is the condition that a part is more than its whole.
func (t *Table) impossible() string {
	var wrong []string
	for _, p := range pairs[t.Source.Kind] {
		if t.Has[p[0]] && t.Has[p[1]] {
			wrong = append(wrong, fmt.Sprintf("t_%s > t_%s", p[0], p[1]))
		}
	}
	return strings.Join(wrong, " OR ")
}

// selectSQL is the SELECT that types one shape's rows.
func (t *Table) selectSQL(sh shape, m mapping) string {
	query, _ := t.typedSQL(sh, m)
	return query
}

// typedSQL is that SELECT, with the names of its columns.
func (t *Table) typedSQL(sh shape, m mapping) (query string, columns []string) {
	b := t.builder()
	if len(t.Source.rules()) > 0 {
		b.add(b.r.ruleSQL(sh), "rule_")
		b.keep("CAST(rule_ AS SMALLINT)", "rule")
	}
	for _, c := range kinds[t.Source.Kind] {
		if t.Has[c.name] {
			b.column(c, b.rawSQL(sh, m, c), b.mapped(sh, m, c))
		}
	}
	var wrong []string
	for _, name := range sortedKeys(t.Wide) {
		i := slices.IndexFunc(m.questions, func(q asked) bool { return q.name == name })
		if i < 0 {
			b.keep("CAST(NULL AS SMALLINT)", t.Wide[name])
			continue
		}
		at := m.questions[i].column
		wrong = append(wrong, b.wide(name, b.present(sh.names[at], name), b.native(sh, at, name)))
	}
	if t.Long {
		wrong = append(wrong, b.long())
	}
	if len(wrong) > 0 {
		b.wrong(answerBit, strings.Join(wrong, " OR "))
	}
	if more := t.impossible(); more != "" {
		b.wrong(countsBit, more)
	}
	if t.marked() {
		b.add(t.markSQL(sh, m), "x_mark")
		b.keep("x_mark", "mark")
	}
	t.bits = b.bits
	if t.asked != nil { // there a row has no number of its own, and its texts tell which is the later one
		own := append(t.asked.cells(sh), "rowid")
		if t.asked.days != nil {
			own = append(own, dayOfRow)
		}
		for _, column := range own {
			b.keep(column, column)
		}
	}
	b.keep(b.badSQL(), "bad")
	return fmt.Sprintf("SELECT %s FROM %s", strings.Join(b.kept, ", "), b.from(sh.relation, b.r.d.Fence())), b.names
}

// style is the mark before a column's decimals, as config says or the column itself; ""
// where neither does.
func (t *Table) style(name string) string { return cmp.Or(t.Source.Decimal, t.styles[name]) }

func (b *builder) badSQL() string {
	var sum []string
	for i, condition := range b.bad {
		sum = append(sum, fmt.Sprintf("CASE WHEN %s THEN %d ELSE 0 END", condition, 1<<i))
	}
	if len(sum) == 0 {
		sum = []string{"0"}
	}
	bad := strings.Join(sum, " + ")
	if len(b.t.Source.rules()) > 0 { // what is left out need not be right
		bad = fmt.Sprintf("CASE WHEN rule_ <> 0 THEN 0 ELSE %s END", bad)
	}
	return "CAST(" + bad + " AS " + b.badType() + ")"
}

// badType is wide enough for the bits of "bad", and for the one that dating periods may add: a table of
// many rows has it in each.
func (b *builder) badType() string {
	switch n := len(b.bad) + 1; {
	case b.t.asked != nil || n > 14:
		return "BIGINT"
	case n > 7:
		return "SMALLINT"
	}
	return "TINYINT"
}

func (b *builder) keep(sql, name string) {
	b.kept, b.names = append(b.kept, sql+" AS "+name), append(b.names, name)
}

func (b *builder) wrong(name, condition string) {
	b.bits = append(b.bits, name)
	b.bad = append(b.bad, condition)
}

// rawSQL is a column's text, without what stands for missing.
func (b *builder) rawSQL(sh shape, m mapping, c column) string {
	if constant, ok := b.t.Source.Constants[c.name]; ok {
		return quote.Text(constant)
	}
	if p, ok := m.picks[c.name]; ok {
		return b.pickSQL(sh, p, c)
	}
	found := m.canonical[c.name]
	if len(found) == 0 {
		return "CAST(NULL AS VARCHAR)"
	}
	parts := make([]string, len(found))
	for i, f := range found {
		parts[i] = b.present(sh.names[f], c.name)
	}
	return b.joined(parts, c)
}

// present gives NULL for the texts that stand for missing, and for words what they
// mean.
func (b *builder) present(x, name string) string {
	x = b.r.wordsSQL(x, b.t.Source.Words[name])
	words := slices.Concat(b.t.Source.Missing[""], b.t.Source.Missing[name])
	if len(words) == 0 {
		return x
	}
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = quote.Text(strings.TrimSpace(w))
	}
	return fmt.Sprintf("CASE WHEN %s IN (%s) THEN NULL ELSE %s END", b.r.d.Trim(x), strings.Join(texts, ", "), x)
}

// column adds a canonical column: of its text, or of its value where an engine knows its type.
func (b *builder) column(c column, text string, own *native) {
	x, v, name := "x_"+c.name, "t_"+c.name, c.name
	taken := b.take(c, own)
	if taken != "" { // what is no value of ours is told as its text is
		text = fmt.Sprintf("CASE WHEN %s IS NULL THEN %s END", own.sql, text)
	}
	value := func() string {
		if taken != "" {
			return taken
		}
		return told(x, b.said(c, x))
	}
	b.add(text, x)
	switch c.cell {
	case plain:
		if name == "score" {
			return
		}
		if name == "group" {
			name = "team"
		}
		b.keep(x, name)
		return
	case wave:
		b.keep(x, name)
		return
	case hashed:
		text := b.r.once(b.r.d.Trim(x))
		b.keep(fmt.Sprintf("CASE WHEN %s <> '' THEN %s END", text, b.r.d.Key(text)), name)
		return
	case stamp, future:
		if b.t.Source.lasts(c) {
			b.after(c, x, value())
			return
		}
		b.stamp(c, x, taken, own)
		return
	}
	b.add(value(), v)
	b.keep(v, name)
	condition := b.r.unread(v, x, c.required && !(b.t.Source.Kind == "checks" && name == "passed"))
	if c.cell == span || c.cell == count {
		condition += fmt.Sprintf(" OR %s < 0", v)
	}
	b.wrong(name, condition)
}

// told is a value of a text, of which most cells of many columns have none.
func told(x, value string) string {
	return fmt.Sprintf("CASE WHEN %s IS NOT NULL THEN %s END", x, value)
}

// said is what a cell's text says.
func (b *builder) said(c column, x string) string {
	switch c.cell {
	case flag:
		return b.r.flagSQL(x)
	case flagOrCount:
		return b.r.flagOrCountSQL(x, b.t.style(c.name))
	case way:
		return b.r.waySQL(x)
	case leave:
		return b.r.leaveSQL(x)
	case count:
		sql := b.r.countSQL(x, b.t.style(c.name))
		if b.t.Source.Kind == "checks" && c.name == "passed" { // a row per check says yes or no
			sql = fmt.Sprintf("coalesce(%s, CASE %s WHEN true THEN 1 WHEN false THEN 0 END)", sql, b.r.flagSQL(x))
		}
		return sql
	}
	return b.r.spanSQL(x, b.t.Source.Units[c.name], b.t.style(c.name))
}

// unread is the condition that a cell holds something that could not be read, or
// nothing where something must be.
func (r reader) unread(value, x string, required bool) string {
	if required {
		return value + " IS NULL"
	}
	return fmt.Sprintf("CASE WHEN %s IS NULL AND %s IS NOT NULL THEN %s <> '' ELSE false END", value, x, r.once(r.d.Trim(x)))
}

// needsInstants tells whether durations are to be worked out from stamps.
func (t *Table) needsInstants() bool {
	return t.Source.cased() && slices.ContainsFunc([]string{"answered_at", "first_reply_at", "closed_at", "due_at", "customer"}, func(c string) bool { return t.Has[c] })
}
