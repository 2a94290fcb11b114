package record

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/quote"
)

// A builder writes the SELECT that turns one shape's rows into records, level by
// level, so that the engine works each thing out once: the raw texts, what they
// say, stamps with an offset, instants, times by the desk's clock, and what is kept.
type builder struct {
	t      *Table
	r      reader
	levels [5][]string
	kept   []string
	names  []string // of what is kept
	bits   []string // the columns that the bits of "bad" stand for
	bad    []string // and the conditions that set them
}

const (
	raw = iota
	typed
	absolute
	instant
	clock
)

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
	b := &builder{t: t, r: t.reader()}
	if len(t.Source.rules()) > 0 {
		b.add(raw, b.r.ruleSQL(sh), "rule_")
		b.keep("CAST(rule_ AS SMALLINT)", "rule")
	}
	for _, c := range kinds[t.Source.Kind] {
		if t.Has[c.name] {
			b.column(c, b.rawSQL(sh, m, c))
		}
	}
	var wrong []string
	for _, name := range sortedKeys(t.Wide) {
		i := slices.IndexFunc(m.questions, func(q asked) bool { return q.name == name })
		if i < 0 {
			b.keep("CAST(NULL AS SMALLINT)", t.Wide[name])
			continue
		}
		wrong = append(wrong, b.wide(name, b.present(sh.names[m.questions[i].column], name)))
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
		b.add(raw, t.markSQL(sh, m), "x_mark")
		b.keep("x_mark", "mark")
	}
	t.bits = b.bits
	if t.asked != nil { // there a row has no number of its own
		b.add(raw, "rowid", "rowid")
		b.keep("rowid", "rowid")
		if t.asked.days != nil {
			b.add(raw, dayOfRow, dayOfRow)
			b.keep(dayOfRow, dayOfRow)
		}
	}
	b.keep(b.badSQL(), "bad")
	query = sh.relation
	for i, level := range b.levels {
		if i == raw {
			query = fmt.Sprintf("SELECT %s FROM %s", strings.Join(level, ", "), query)
		} else if len(level) > 0 {
			query = fmt.Sprintf("SELECT *, %s FROM (%s) AS level_%d", strings.Join(level, ", "), query+b.r.d.Fence(), i)
		}
	}
	return fmt.Sprintf("SELECT %s FROM (%s) AS cells_", strings.Join(b.kept, ", "), query+b.r.d.Fence()), b.names
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
	return "CAST(" + bad + " AS BIGINT)"
}

func (b *builder) add(level int, sql, name string) {
	b.levels[level] = append(b.levels[level], sql+" AS "+name)
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

// column adds a canonical column.
func (b *builder) column(c column, text string) {
	x, v := "x_"+c.name, "t_"+c.name
	b.add(raw, text, x)
	name := c.name
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
		text := b.r.d.Trim(x)
		b.keep(fmt.Sprintf("CASE WHEN %s <> '' THEN %s END", text, b.r.d.Key(text)), name)
		return
	case stamp, future:
		if b.t.Source.lasts(c) {
			b.after(c, x)
			return
		}
		b.stamp(c, x)
		return
	case flag:
		b.add(typed, b.r.flagSQL(x), v)
	case flagOrCount:
		b.add(typed, b.r.flagOrCountSQL(x, b.t.style(name)), v)
	case way:
		b.add(typed, b.r.waySQL(x), v)
	case leave:
		b.add(typed, b.r.leaveSQL(x), v)
	case span:
		b.add(typed, b.r.spanSQL(x, b.t.Source.Units[name], b.t.style(name)), v)
	case count:
		sql := b.r.countSQL(x, b.t.style(name))
		if b.t.Source.Kind == "checks" && name == "passed" { // a row per check says yes or no
			sql = fmt.Sprintf("coalesce(%s, CASE %s WHEN true THEN 1 WHEN false THEN 0 END)", sql, b.r.flagSQL(x))
		}
		b.add(typed, sql, v)
	}
	b.keep(v, name)
	condition := b.r.unread(v, x, c.required && !(b.t.Source.Kind == "checks" && name == "passed"))
	if c.cell == span || c.cell == count {
		condition += fmt.Sprintf(" OR %s < 0", v)
	}
	b.wrong(name, condition)
}

// unread is the condition that a cell holds something that could not be read, or
// nothing where something must be.
func (r reader) unread(value, x string, required bool) string {
	if required {
		return value + " IS NULL"
	}
	return fmt.Sprintf("CASE WHEN %s IS NULL AND %s IS NOT NULL THEN %s <> '' ELSE false END", value, x, r.d.Trim(x))
}

// stamp adds a stamp: day and minute of the one that dates the record, by the
// desk's clock, and the instant of the others, in microseconds of UTC.
func (b *builder) stamp(c column, x string) {
	src := b.t.Source
	n, a, u := "n_"+c.name, "a_"+c.name, "u_"+c.name
	year := src.AsOf.Time().Year() + 2
	b.add(typed, b.r.naiveSQL(x), n)
	b.add(absolute, b.r.absoluteSQL(x, n), a)
	utc := fmt.Sprintf("coalesce(%s, %s - (%s))", a, n, offsetAt(src.Zone, year, n, true))
	dating := c.name == stampOf(src.Kind)
	elsewhere := src.Zone.String() != src.Site.String()
	if !dating || elsewhere || b.t.needsInstants() {
		b.add(instant, utc, u)
	}
	if !dating {
		b.keep(u, c.name)
		condition := b.r.unread(fmt.Sprintf("coalesce(%s, %s)", n, a), x, false)
		if c.cell == stamp {
			condition += fmt.Sprintf(" OR %s < 0 OR %s >= %d", u, u, src.tomorrow())
			if c.name != "updated_at" {
				condition += fmt.Sprintf(" OR %s < u_opened_at", u)
			}
		}
		b.wrong(c.name, condition)
		return
	}
	if b.t.needsInstants() {
		b.keep(u, "begun")
	}
	local := fmt.Sprintf("CASE WHEN %[1]s IS NOT NULL THEN %[1]s ELSE %[2]s + (%[3]s) END", n, a, offsetAt(src.Site, year, a, false))
	if elsewhere { // a day without a time is that day everywhere
		local = fmt.Sprintf("CASE WHEN %s THEN %s + (%s) ELSE %s END", b.r.clockSQL(x), u, offsetAt(src.Site, year, u, false), n)
	}
	b.add(clock, local, "local_")
	b.keep(daysOf("local_"), "day")
	mark := oddAt(src.Zone, year, n)
	if !elsewhere { // the desk's own hours are found in the table; here only what is in no doubt is marked
		mark = fmt.Sprintf("CASE WHEN %s IS NULL THEN %s ELSE 0 END", n, oddAt(src.Site, year, "local_"))
	}
	b.keep(fmt.Sprintf("CASE WHEN %s THEN CAST(%s + %s AS SMALLINT) END", b.r.clockSQL(x), minutesOf("local_"), mark), "minute")
	b.wrong(c.name, fmt.Sprintf("local_ IS NULL OR local_ < 0 OR local_ >= %d", (int64(src.AsOf)+1)*dayMicros))
}

// after adds a stamp that is given as a duration since the contact was opened.
func (b *builder) after(c column, x string) {
	v := "t_" + c.name
	b.add(typed, b.r.spanSQL(x, b.t.Source.Units[c.name], b.t.style(c.name)), v)
	b.keep("u_opened_at + "+v, c.name)
	condition := b.r.unread(v, x, false) + fmt.Sprintf(" OR %s < 0", v)
	if c.cell == stamp {
		condition += fmt.Sprintf(" OR u_opened_at + %s >= %d", v, b.t.Source.tomorrow())
	}
	b.wrong(c.name, condition)
}

// tomorrow is the first instant after as_of, in microseconds of UTC.
func (s *Source) tomorrow() int64 {
	day := s.AsOf.Time()
	return time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, s.Site).UnixMicro()
}

// needsInstants tells whether durations are to be worked out from stamps.
func (t *Table) needsInstants() bool {
	return t.Source.cased() && slices.ContainsFunc([]string{"answered_at", "first_reply_at", "closed_at", "due_at", "customer"}, func(c string) bool { return t.Has[c] })
}

// wide adds a question that has a column of its own, and gives the condition that
// its answer is wrong.
func (b *builder) wide(name, text string) string {
	column := b.t.Wide[name]
	x := "x_" + column
	b.add(raw, text, x)
	low, high, words := b.t.Source.answerRange(name)
	b.add(typed, b.r.answerSQL(x, low, high, words), "t_"+column)
	b.keep("t_"+column, column)
	return b.t.Source.offScale("t_"+column, name)
}

// long adds the answers of rows that each name their question.
func (b *builder) long() string {
	src := b.t.Source
	low, high, words := src.answerRange("")
	b.add(typed, b.r.answerSQL("x_score", low, high, words), "t_score")
	b.keep("t_score", "score")
	var wrong, named []string
	for _, q := range src.Questions {
		if q.Name != "" {
			named = append(named, quote.Text(q.Name))
			wrong = append(wrong, fmt.Sprintf("(%s = %s AND (%s))", b.r.d.Trim("x_question"), quote.Text(q.Name), src.offScale("t_score", q.Name)))
		}
	}
	if slices.ContainsFunc(src.Questions, func(q Question) bool { return q.Name == "" }) {
		condition := src.offScale("t_score", "")
		if len(named) > 0 {
			condition = fmt.Sprintf("(%s NOT IN (%s) AND (%s))", b.r.d.Trim("x_question"), strings.Join(named, ", "), condition)
		}
		wrong = append(wrong, condition)
	}
	if len(wrong) == 0 {
		return "false"
	}
	return strings.Join(wrong, " OR ")
}

// scales are those that a question's answers are read on: by the metrics that name
// it, or else by those that read all questions.
func (s *Source) scales(name string) []fact.ScaleOf {
	var named, general []fact.ScaleOf
	for _, q := range s.Questions {
		switch {
		case q.Name == "":
			general = append(general, q.Scales...)
		case fold(q.Name) == fold(name):
			named = append(named, q.Scales...)
		}
	}
	if len(named) > 0 {
		return named
	}
	return general
}

// reversed tells whether the lowest answer to a question is the best.
func (s *Source) reversed(name string) bool {
	scales := s.scales(name)
	return len(scales) > 0 && scales[0].Reversed
}

// answerRange is what the scales of a question span; without a name, of all.
func (s *Source) answerRange(name string) (low, high int, words bool) {
	scales := s.scales(name)
	if name == "" {
		scales = nil
		for _, q := range s.Questions {
			scales = append(scales, q.Scales...)
		}
	}
	for i, sc := range scales {
		if i == 0 {
			low, high = sc.Min, sc.Max
		}
		low, high = min(low, sc.Min), max(high, sc.Max)
		words = words || sc.Min == 0 && sc.Max == 1
	}
	return low, high, words
}

// offScale is the condition that an answer does not fit a scale that it is read on.
func (s *Source) offScale(value, name string) string {
	condition := fmt.Sprintf("%s = %d", value, rejected)
	for _, sc := range s.scales(name) {
		condition += fmt.Sprintf(" OR %s NOT BETWEEN %d AND %d", value, sc.Min, sc.Max)
	}
	return condition
}
