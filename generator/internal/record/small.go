package record

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/fact"
)

// readSmall reads sources whose rows are counts already (scores, invitations, denominators). They
// are few, and no customer's: Go reads them itself.
func (t *Table) readSmall(ctx context.Context, db store, shapes []shape, mappings []mapping, problems *diag.List) error {
	var read []*smallRow
	row := int64(-1)
	t.Rules = t.Source.rules()
	for i, sh := range shapes {
		names, canonical := t.smallColumns(sh, mappings[i])
		selected := names
		if len(t.Rules) > 0 {
			selected = append(slices.Clone(names), t.reader().ruleSQL(sh))
		}
		rows, err := db.Query(ctx, fmt.Sprintf("SELECT %s FROM %s%s", strings.Join(selected, ", "), sh.relation, t.ordered()))
		if err != nil {
			return fmt.Errorf("reading %s: %s", t.Source.Name, engine.Reason(err))
		}
		values := make([]*string, len(names))
		into := make([]any, len(names))
		rule := 0
		if len(t.Rules) > 0 {
			into = append(into, &rule)
		}
		for j := range values {
			into[j] = &values[j]
		}
		for rows.Next() {
			row++
			if err := rows.Scan(into...); err != nil {
				rows.Close()
				return err
			}
			if rule > 0 {
				t.Rules[rule-1].Rows++
				continue
			}
			r := &smallRow{t: t, row: row, cells: map[string]string{}}
			for name, constant := range t.Source.Constants {
				r.cells[name] = constant
			}
			for j, name := range canonical {
				if values[j] != nil {
					r.cells[name] = t.smallText(name, *values[j])
				}
			}
			read = append(read, r)
		}
		if err := rows.Err(); err != nil {
			return err
		}
		rows.Close()
	}
	t.smallStyles(read)
	t.smallShares(shapes, mappings, read)
	var found diag.List
	for _, r := range read {
		switch t.Source.Kind {
		case "scores":
			r.given()
		case "denominators":
			r.base()
		default:
			r.invited()
		}
		if len(r.wrong) == 0 {
			continue
		}
		t.Bad++
		for _, w := range r.wrong {
			cell, err := t.find(ctx, db, r.row, w.name)
			if err != nil {
				return err
			}
			p := diag.Problem{Place: cell.Place, Text: w.name + ": " + w.text, Hint: w.hint}
			found.Put(p)
			if err := t.rejected(ctx, db, []int64{r.row}, []diag.Problem{p}); err != nil {
				return err
			}
		}
	}
	t.raggedRows(&found)
	t.Bad += t.Ragged
	t.kept(problems)
	if _, over := t.over(found, problems); over {
		return nil
	}
	return t.smallFindings(ctx, db, read, problems)
}

// ordered is what puts rows in their order, as SQL: those of files are in it.
func (t *Table) ordered() string {
	if t.asked == nil {
		return ""
	}
	return " ORDER BY rowid"
}

// smallColumns lists a shape's columns to read and what they are.
func (t *Table) smallColumns(sh shape, m mapping) (names, canonical []string) {
	for _, c := range kinds[t.Source.Kind] {
		if found := m.canonical[c.name]; len(found) > 0 {
			names = append(names, sh.names[found[0]])
			canonical = append(canonical, c.name)
		}
	}
	for _, q := range m.questions {
		if _, ok := answerOf(q.name); ok {
			names = append(names, sh.names[q.column])
			canonical = append(canonical, q.name)
		}
	}
	if len(t.Source.keys()) == 0 && t.Source.Kind == "scores" {
		for _, i := range answerColumns(sh.columns) {
			names = append(names, sh.names[i])
			canonical = append(canonical, sh.columns[i])
		}
	}
	return names, canonical
}

// answerOf reads the name of a column that counts one answer: "5", or "answer_5".
func answerOf(name string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimPrefix(fold(name), "answer_"))
	return n, err == nil
}

func answerColumns(columns []string) []int {
	var found []int
	for i, c := range columns {
		if _, ok := answerOf(c); ok {
			found = append(found, i)
		}
	}
	return found
}

func (t *Table) smallText(name, s string) string {
	s = norm.NFC.String(strings.Trim(Means(s, t.Source.Words[name]), blanks))
	for _, word := range append(t.Source.Missing[""], t.Source.Missing[name]...) {
		if s == word {
			return ""
		}
	}
	return s
}

// A smallRow is one row of counts, with what is wrong in it.
type smallRow struct {
	t     *Table
	row   int64
	cells map[string]string
	wrong []smallWrong
}

type smallWrong struct{ name, text, hint string }

func (r *smallRow) bad(name, format string, args ...any) {
	r.wrong = append(r.wrong, smallWrong{name: name, text: fmt.Sprintf(format, args...)})
}

// unread notes a number that could not be read.
func (r *smallRow) unread(name, want string) {
	s := r.cells[name]
	switch {
	case doubtful.MatchString(s):
		r.wrong = append(r.wrong, smallWrong{name, fmt.Sprintf("got %q, of which the column does not tell whether it is in thousands or has decimals", diag.Short(s)), `decimal = "," or decimal = "." says what stands before decimals`})
	default:
		r.bad(name, "got %q, want %s", diag.Short(s), want)
	}
}

// smallStyles settles how each column's numbers are written.
func (t *Table) smallStyles(rows []*smallRow) {
	texts := map[string][]string{}
	for _, r := range rows {
		for name, text := range r.cells {
			if name == "value" { // by what it is of: 1.250 calls, 82.250 percent
				name = r.valueOf()
			}
			texts[name] = append(texts[name], strings.TrimSpace(strings.TrimSuffix(text, "%")))
		}
	}
	for name, cells := range texts {
		l := looked(cells)
		switch name {
		default:
			t.styles[name] = l.decides(true)
		case "value":
			t.styles[name] = l.decides(false)
		case "value of percent": // never a thousand
			t.styles[name] = map[bool]string{true: ",", false: "."}[l["doubtful,"] > 0 || l["decimals,"] > 0]
		}
	}
}

// whole reads a count; has is false for a blank one.
func (r *smallRow) whole(name string) (n int64, has bool) { return r.counted(name, false) }

// mostCounted is the highest count that is taken for one, so that sums stay exact.
const mostCounted = 1e12

// counted reads a count, or a difference of two.
func (r *smallRow) counted(name string, difference bool) (n int64, has bool) {
	s := r.cells[name]
	if s == "" {
		return 0, false
	}
	if strings.Contains(s, "%") {
		r.bad(name, "got %q, a percentage, want a count", diag.Short(s))
		return 0, false
	}
	plain, ok := plainNumber(s, r.t.style(name))
	digits, zeros, _ := strings.Cut(plain, ".")
	n, err := strconv.ParseInt(strings.TrimPrefix(digits, "+"), 10, 64)
	if !ok || err != nil || n < 0 && !difference || n > mostCounted || n < -mostCounted || strings.Trim(zeros, "0") != "" {
		r.unread(name, "a whole number, not below zero")
		return 0, false
	}
	return n, true
}

func (r *smallRow) period(name string) (fact.Period, bool) {
	s := r.cells[name]
	p, ok := r.t.period(s)
	switch {
	case s == "":
		r.bad(name, "is blank, want a period (2026-10, 2026-Q3, 2026) or a date")
		return p, false
	case !ok:
		r.bad(name, "got %q, want a period (2026-10, 2026-Q3, 2026) or a date", diag.Short(s))
		return p, false
	case p.First > r.t.Source.AsOf:
		r.bad(name, "got %q, which is after as_of (%s)", diag.Short(s), r.t.Source.AsOf)
		return p, false
	}
	return p, true
}

// note widens what the table spans.
func (t *Table) note(p fact.Period) {
	last := p.First
	if p.Grain != fact.Daily {
		last = min(p.Last(), t.Source.AsOf)
	}
	if t.First == fact.NoDay || p.First < t.First {
		t.First = p.First
	}
	if t.Last == fact.NoDay || last > t.Last {
		t.Last = last
	}
}

func (r *smallRow) given() {
	g := fact.Given{Segment: fact.Segment{Team: r.cells["team"], Channel: r.cells["channel"]}, Metric: r.cells["metric"]}
	if g.Metric == "" {
		r.bad("metric", "is blank, want the metric's name in config")
	}
	var ok bool
	if g.Period, ok = r.period("period"); ok && g.Period.Grain == fact.Daily {
		g.Period = fact.PeriodOf(g.Period.First, fact.Month)
	}
	figure := r.t.Source.Figures[strings.ToLower(g.Metric)]
	x, hasX := r.counted("numerator", figure.Difference)
	n, hasN := r.whole("denominator")
	switch {
	case hasX && !hasN && figure.Alone:
		g.X, g.HasCounts = x, true
	case hasX != hasN && len(r.wrong) == 0:
		r.bad("numerator", "numerator and denominator stand together, or neither")
	case hasX && hasN:
		g.X, g.N, g.HasCounts = x, n, true
	}
	p, hasP := r.whole("promoters")
	s, hasS := r.whole("passives")
	d, hasD := r.whole("detractors")
	switch {
	case hasP && hasS && hasD:
		g.NPS, g.HasNPS = [3]int64{p, s, d}, true
	case (hasP || hasS || hasD) && len(r.wrong) == 0:
		r.bad("promoters", "promoters, passives and detractors stand together, or none")
	}
	for name := range r.cells {
		if answer, ok := answerOf(name); ok {
			if n, has := r.whole(name); has {
				if g.Answers == nil {
					g.Answers, g.HasAnswers = map[int]int64{}, true
				}
				g.Answers[answer] = n
			}
		}
	}
	r.agree(&g)
	if v := r.cells["value"]; v != "" {
		g.Value, g.HasValue = r.value(), true
		g.ValueN, g.HasN = r.whole("n")
	}
	if len(r.wrong) > 0 {
		return
	}
	r.t.note(g.Period)
	g.Row = r.row
	r.t.Given = append(r.t.Given, g)
}

// valueOf names the column of bare values, by whether it holds percentages.
func (r *smallRow) valueOf() string {
	if r.t.Source.Figures[strings.ToLower(r.cells["metric"])].Percent {
		return "value of percent"
	}
	return "value"
}

// value reads a bare value; a percent sign may stand behind that of a percentage.
func (r *smallRow) value() string {
	of := r.valueOf()
	text, percent := strings.CutSuffix(r.cells["value"], "%")
	if percent && of == "value" {
		r.bad("value", "got %q, a percentage, want a number", diag.Short(r.cells["value"]))
		return ""
	}
	plain, ok := plainNumber(strings.TrimRight(text, blanks+spaces), r.t.style(of))
	if !ok {
		r.unread("value", "a number")
		return ""
	}
	plain = strings.TrimPrefix(strings.TrimSuffix(plain, "."), "+")
	if strings.HasPrefix(strings.TrimPrefix(plain, "-"), ".") {
		plain = strings.Replace(plain, ".", "0.", 1)
	}
	if !percent && r.t.shares[strings.ToLower(r.cells["metric"])] {
		return hundredfold(plain)
	}
	return plain
}

// agree holds counts that one row gives in two ways against each other.
func (r *smallRow) agree(g *fact.Given) {
	var answers int64
	for _, n := range g.Answers {
		answers += n
	}
	groups := g.NPS[0] + g.NPS[1] + g.NPS[2]
	switch {
	case len(r.wrong) > 0 || !g.HasCounts:
	case g.HasNPS && g.N != groups:
		r.bad("denominator", "got %d, but promoters, passives and detractors are %d", g.N, groups)
	case g.HasAnswers && g.N != answers:
		r.bad("denominator", "got %d, but the answers are %d", g.N, answers)
	}
}

func (r *smallRow) invited() {
	i := fact.Invitation{Segment: fact.Segment{Team: r.cells["team"] + r.cells["group"], Channel: r.cells["channel"]}, Metric: r.cells["metric"], Row: r.row}
	name := "period"
	if r.t.Has["wave"] {
		name = "wave"
	}
	i.Period, _ = r.period(name)
	if name == "wave" {
		i.Period = fact.PeriodOf(i.Period.First, fact.Quarter)
	}
	n, has := r.whole("invited")
	if !has && len(r.wrong) == 0 {
		r.bad("invited", "is blank, want how many were asked")
	}
	i.Invited = n
	i.Delivered, i.HasDelivered = r.whole("delivered")
	if i.HasDelivered && i.Delivered > i.Invited {
		r.bad("delivered", "got %d, more than the %d invited", i.Delivered, i.Invited)
	}
	if len(r.wrong) > 0 {
		return
	}
	r.t.note(i.Period)
	r.t.Invited = append(r.t.Invited, i)
}
