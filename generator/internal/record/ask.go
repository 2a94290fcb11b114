package record

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/export"
	"shingle/generator/internal/fact"
)

// Ask looks at a source whose rows lie in a warehouse: they are typed, rejected and counted
// there, by queries, as Load does with those of files. It notes every mistake; a table whose source
// has mistakes must not be used.
func Ask(ctx context.Context, w *Warehouse, src *Source, number int, all *diag.List) (*Table, error) {
	problems := &diag.List{}
	defer func() { all.Append(*problems) }()
	at, called := src.At("table"), src.Table
	if src.Asked != "" {
		at, called = src.At("query"), "the query of source "+fmt.Sprintf("%q", src.Name)
	}
	t, err := ask(ctx, w, src, number, &export.File{Path: called, Head: at}, problems)
	var trouble *engine.Trouble
	if errors.As(err, &trouble) {
		problems.AddHint(at, trouble.Hint, "source %q: %s", src.Name, trouble.Text)
		return nil, nil
	}
	return t, err
}

func ask(ctx context.Context, w *Warehouse, src *Source, number int, from *export.File, problems *diag.List) (*Table, error) {
	src.check(problems)
	src.formatsByParts(problems)
	if problems.Failed() {
		return nil, nil
	}
	if src.Asked != "" {
		if err := w.Check(ctx, src.Asked); err != nil {
			return nil, err
		}
	}
	columns, err := w.Columns(ctx, src.relation())
	if err != nil {
		return nil, err
	}
	c := &chain{Warehouse: w, number: number}
	c.raw = c.name("export")
	t := &Table{Source: src, Has: map[string]bool{}, Wide: map[string]string{}, styles: map[string]string{}, Files: []*export.File{from}, First: fact.NoDay, Last: fact.NoDay, asked: c}
	sh := shape{files: t.Files, relation: c.raw}
	for i, col := range columns {
		sh.columns, sh.names, sh.kinds = append(sh.columns, col.Name), append(sh.names, fmt.Sprintf("c%d", i)), append(sh.kinds, col.Kind)
	}
	src.measure([]shape{sh}, problems)
	m := src.resolve(sh, problems)
	src.complete(sh, m, problems)
	src.ruled(sh, problems)
	src.misses(sh, problems)
	src.readable(columns, sh, m, problems)
	if problems.Failed() {
		return nil, nil
	}
	t.columns([]mapping{m})
	t.origins = []origin{{sh, m}}
	c.read = src.reads(sh, m)
	if src.Partition != "" {
		if err := t.byDays(ctx, columns, problems); err != nil || problems.Failed() {
			return nil, err
		}
	} else if t.Rows, err = c.Whole(ctx, "SELECT count(*) FROM "+src.relation()); err != nil {
		return nil, err
	}
	if t.Rows == 0 {
		problems.Add(from.Head, "%s has no rows", from.Path)
		return nil, nil
	}
	c.links = append(c.links, c.first(src, sh, columns))
	if t.small() {
		if err := t.readSmall(ctx, c, []shape{sh}, []mapping{m}, problems); err != nil || problems.Failed() {
			return t, err
		}
		return t, t.account(ctx, c)
	}
	typed := len(w.links)
	if err := t.typing(ctx, c); err != nil {
		return nil, err
	}
	again, err := t.restyle(ctx, c)
	if err != nil {
		return nil, err
	}
	if again {
		w.links = w.links[:typed]
		if err := t.typing(ctx, c); err != nil {
			return nil, err
		}
	}
	if err := t.settle(ctx, c, problems); err != nil || problems.Failed() {
		return t, err
	}
	return t, t.beside(ctx)
}

// first is the link of rows as they are read, each cell a text, and beside it its value if its type is known.
func (c *chain) first(src *Source, sh shape, columns []engine.Column) link {
	var texts []string
	for _, column := range c.read {
		texts = append(texts, columns[column].Text+" AS "+sh.names[column])
		if sh.kinds[column] != engine.Text {
			texts = append(texts, columns[column].Value+" AS "+valueName(sh.names[column]))
		}
	}
	if c.days != nil {
		texts = append(texts, c.days.Day+" AS "+dayOfRow)
	}
	query := func(where string) string {
		return fmt.Sprintf("SELECT *, %s AS rowid FROM (SELECT %s FROM %s%s%s) AS texts_",
			c.Number(c.cells(sh)), strings.Join(texts, ", "), src.relation(), where, c.Fence())
	}
	l := link{name: c.raw, query: query("")}
	if c.days != nil {
		l.within = func(from, to string) string { return query(c.days.between(from, to)) }
	}
	return l
}

// typing makes the typed rows the last link.
func (t *Table) typing(ctx context.Context, c *chain) error {
	o := t.origins[0]
	o.shape.relation = before
	query, columns := t.typedSQL(o.shape, o.mapping)
	t.Name = c.name("records")
	c.columns = columns
	c.links = append(c.links, link{name: t.Name, of: c.raw, query: query + c.Fence()})
	if c.days == nil {
		return nil
	}
	return t.layByDays(ctx)
}

// reads are the columns that a source reads. By their texts in this order rows are numbered, the id
// first, so that of several of one id it is the same one that counts in each build.
func (s *Source) reads(sh shape, m mapping) []int {
	var all []int
	add := func(columns []int) {
		for _, c := range columns {
			if !slices.Contains(all, c) {
				all = append(all, c)
			}
		}
	}
	add(m.canonical["id"])
	for _, name := range sortedKeys(m.canonical) {
		add(m.canonical[name])
	}
	for _, q := range m.questions {
		add([]int{q.column})
	}
	for _, r := range s.rules() {
		if i := find(sh.columns, r.Column); i >= 0 {
			add([]int{i})
		}
	}
	return all
}

// readable notes columns that are to be read and whose type has no text.
func (s *Source) readable(columns []engine.Column, sh shape, m mapping, problems *diag.List) {
	tell := func(i int, key string) {
		if columns[i].Text == "" {
			problems.Add(s.At(key), "%s: column %q is of type %s, want a text, a number, a date, a time or a yes and no", key, columns[i].Name, columns[i].Type)
		}
	}
	for _, name := range sortedKeys(m.canonical) {
		for _, i := range m.canonical[name] {
			tell(i, "columns."+name)
		}
	}
	for _, q := range m.questions {
		tell(q.column, "columns."+q.name)
	}
	for _, r := range s.rules() {
		if i := find(sh.columns, r.Column); i >= 0 {
			tell(i, r.Key+"."+r.Column)
		}
	}
}

// formatsByParts notes formats of dates that cannot be read by their parts.
func (s *Source) formatsByParts(problems *diag.List) {
	for _, f := range s.DateFormats {
		if code := unreadable(f); unix[f] == 0 && code != "" {
			problems.Add(s.At("date_format"), "date_format: got %q, of which a warehouse cannot read %s; want %%Y %%y %%m %%d %%b %%B %%H %%I %%M %%S %%f %%p %%a %%A, and %%z or %%Z at the end", f, code)
		}
	}
}

// place is where a row of a warehouse is: there are no lines, so that it goes by its id, or else
// by what dates it.
func (t *Table) place(cells []string) diag.Place {
	o := t.origins[0]
	file := t.Files[0].Path
	for _, key := range append([]string{"id", stampOf(t.Source.Kind)}, sortedKeys(o.mapping.canonical)...) {
		if found := o.mapping.canonical[key]; len(found) > 0 && cells != nil {
			return diag.Place{File: fmt.Sprintf("%s where %s is %q", file, o.shape.columns[found[0]], diag.Short(cells[found[0]]))}
		}
	}
	return diag.Place{File: file}
}

// findAsked is findAll for rows of a warehouse.
func (t *Table) findAsked(ctx context.Context, wants []wanted) ([]export.Cell, error) {
	o := t.origins[0]
	rows := make([]int64, len(wants))
	for i, w := range wants {
		rows[i] = w.row
	}
	found, err := t.asked.texts(ctx, o.shape, rows)
	if err != nil {
		return nil, err
	}
	cells := make([]export.Cell, len(wants))
	for i, w := range wants {
		texts := found[w.row]
		cells[i].Place = t.place(texts)
		var parts []string
		for _, c := range o.mapping.columns(w.name) {
			parts = append(parts, texts[c])
		}
		cells[i].Text = strings.Join(parts, " ")
	}
	return cells, nil
}
