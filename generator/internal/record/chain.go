package record

import (
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"shingle/generator/internal/engine"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/quote"
)

// An Engine holds rows already and is only asked: nothing is ever written there.
type Engine interface {
	Dialect
	fact.Queryer
	// Check tells what is wrong with a query of somebody's own, which is to be one SELECT.
	Check(ctx context.Context, query string) error
	// Columns lists the columns of a relation, and SQL for their cells' texts.
	Columns(ctx context.Context, relation string) ([]engine.Column, error)
	// Number is SQL for a number of each row by its texts, none of them twice.
	Number(texts []string) string
	// Digest is SQL for what many texts come to, in any order; equal ones come to something else if
	// one of them is another.
	Digest(text string) string
}

// A Warehouse is an engine, and the records that are seen in it: queries that type its rows, of
// which each reads the one before. They stand before every query that names one of them.
type Warehouse struct {
	Engine
	links []link
}

// A link is a query by its name: of the link before, which it names as [before].
type link struct {
	name, of, query string
	within          func(from, to string) string // of the first one: the query for some days only
}

// before stands in a link's query for the name of the one that it reads.
const before = "\x00"

// linkName finds the names of links, and of those days that they are cut down to.
var linkName = regexp.MustCompile(`\b((?:export|records|rejects)_[0-9]+_[0-9]+_)(?:([0-9]*)to([0-9]*)_)?\b`)

// cut names a link's rows of days from one to before another, as numbers; "" for either is no end.
func cut(name, from, to string) string { return name + from + "to" + to + "_" }

// Query asks the engine, with the links before the query that it reads from.
func (w *Warehouse) Query(ctx context.Context, query string) (*sql.Rows, error) {
	var first []string
	seen := map[string]bool{}
	var need func(string)
	need = func(name string) {
		m := linkName.FindStringSubmatch(name)
		i := slices.IndexFunc(w.links, func(l link) bool { return l.name == m[1] })
		if i < 0 || seen[name] {
			return
		}
		seen[name] = true
		l := w.links[i]
		of, read := l.of, l.query
		switch whole := name == l.name; {
		case of != "" && !whole:
			of = cut(of, m[2], m[3])
		case !whole:
			read = l.within(m[2], m[3])
		}
		if of != "" {
			need(of)
			read = strings.ReplaceAll(read, before, of)
		}
		first = append(first, name+" AS ("+read+")")
	}
	for _, name := range linkName.FindAllString(query, -1) {
		need(name)
	}
	if len(first) == 0 {
		return w.Engine.Query(ctx, query)
	}
	with := "WITH " + strings.Join(first, ", ")
	if own, ok := strings.CutPrefix(query, "WITH "); ok {
		return w.Engine.Query(ctx, with+", "+own)
	}
	return w.Engine.Query(ctx, with+" "+query)
}

// Whole reads a single whole number.
func (w *Warehouse) Whole(ctx context.Context, query string) (int64, error) {
	var n sql.NullInt64
	err := scanOne(ctx, w, query, &n)
	return n.Int64, err
}

// A chain is the records of one source in a warehouse: its store.
type chain struct {
	*Warehouse
	number  int      // of the source
	read    []int    // the columns of the shape that are read
	raw     string   // the link of rows as they are read, each cell a text
	columns []string // of the last link
	days    *days    // where the table tells the day of each row; nil: it does not
}

// name is what the next link of some kind is called; no name is the beginning of another.
func (c *chain) name(kind string) string {
	return fmt.Sprintf("%s_%d_%d_", kind, c.number, len(c.links))
}

// link adds a query that reads the records as they are and gives them as they are from now on.
func (c *chain) link(t *Table, selected, where string) {
	query := "SELECT " + selected + " FROM " + before
	if where != "" {
		query += " WHERE " + where
	}
	name := c.name("records")
	c.links = append(c.links, link{name: name, of: t.Name, query: query + c.Fence()})
	t.Name = name
}

func (c *chain) set(_ context.Context, t *Table, where string, values ...value) error {
	all := slices.Clone(c.columns)
	for _, v := range values {
		i := slices.Index(c.columns, v.column)
		all[i] = fmt.Sprintf("CASE WHEN %s THEN %s ELSE %s END AS %s", where, v.expression, v.column, v.column)
	}
	c.link(t, strings.Join(all, ", "), "")
	return nil
}

func (c *chain) add(_ context.Context, t *Table, name, kind, expression string) error {
	c.link(t, fmt.Sprintf("%s, CAST(%s AS %s) AS %s", strings.Join(c.columns, ", "), expression, kind, name), "")
	c.columns = append(c.columns, name)
	return nil
}

func (c *chain) remove(_ context.Context, t *Table, where string) error {
	c.link(t, strings.Join(c.columns, ", "), "NOT coalesce("+where+", false)")
	return nil
}

func (c *chain) aside(ctx context.Context, t *Table, where string) error {
	t.Rejects = c.name("rejects")
	c.links = append(c.links, link{name: t.Rejects, of: t.Name, query: "SELECT " + strings.Join(c.columns, ", ") + " FROM " + before + " WHERE " + where})
	return c.remove(ctx, t, where)
}

func (c *chain) latest(_ context.Context, t *Table, where, key, order string) error {
	all := strings.Join(c.columns, ", ")
	order = strings.Replace(order, "rowid DESC", strings.Join(c.cells(t.origins[0].shape), " DESC NULLS FIRST, ")+" DESC NULLS FIRST", 1) // the same, among the few rows of an id
	c.link(t, fmt.Sprintf("%s, CASE WHEN %s THEN row_number() OVER (PARTITION BY %s ORDER BY %s) ELSE 1 END AS rank_", all, where, key, order), "")
	c.link(t, all, "rank_ = 1")
	return nil
}

// cells names the texts of a row, in the order in which they are compared.
func (c *chain) cells(sh shape) []string {
	var all []string
	for _, column := range c.read {
		all = append(all, sh.names[column])
	}
	return all
}

// texts reads some rows again, each cell as its text, with their numbers first.
func (c *chain) texts(ctx context.Context, sh shape, rows []int64) (map[int64][]string, error) {
	numbers := make([]string, len(rows))
	for i, row := range rows {
		numbers[i] = fmt.Sprint(row)
	}
	found, err := texts(ctx, c, fmt.Sprintf("SELECT rowid, %s FROM %s WHERE rowid IN (%s)", strings.Join(c.cells(sh), ", "), c.raw, strings.Join(numbers, ", ")))
	if err != nil {
		return nil, err
	}
	all := map[int64][]string{}
	for _, r := range found {
		row := make([]string, len(sh.names))
		for i, column := range c.read {
			row[column] = r[i+1]
		}
		all[whole(r[0])] = row
	}
	return all, nil
}

// relation is what a source of a warehouse is read from, as SQL.
func (s *Source) relation() string {
	if s.Asked != "" {
		return "(" + s.Asked + "\n) AS asked_"
	}
	parts := strings.Split(s.Table, ".")
	for i, p := range parts {
		parts[i] = quote.Name(p)
	}
	return strings.Join(parts, ".")
}
