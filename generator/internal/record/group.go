package record

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/export"
	"shingle/generator/internal/quote"
)

// Gathered is what became of a source's rows before they were records, where several
// tell of one (legs of a call, the events of a queue).
type Gathered struct {
	Rows  int64  // read
	Rules []Rule // of keep and drop, with the rows that each left out
	By    []string
	Into  int64 // records that the others tell of

	shapes []shape
}

// group brings together the rows that tell of one record: those with the same texts in
// the columns of group_by. A column is the first of theirs that is not blank, in the order of time
// and then of the file, unless columns says otherwise. Rows without such a text stand
// for themselves.
func (t *Table) group(ctx context.Context, db *engine.DB, shapes []shape, problems *diag.List) ([]shape, error) {
	g := &Gathered{By: t.Source.GroupBy, Rows: t.Rows, Rules: t.Source.rules(), shapes: shapes}
	rows, gathered := t.Name+"_rows", t.Name+"_gathered"
	keys := t.Source.keys()
	for i, sh := range shapes {
		selected := t.gatherSQL(sh, keys, problems)
		if problems.Failed() {
			return nil, nil
		}
		statement := "CREATE TABLE " + rows + " AS "
		if i > 0 {
			statement = "INSERT INTO " + rows + " "
		}
		if err := db.Exec(ctx, statement+selected); err != nil {
			return nil, fmt.Errorf("reading %s: %s", t.Source.Name, engine.Reason(err))
		}
	}
	t.Rules = g.Rules
	if err := t.leftOut(ctx, stored{db}, rows, problems); err != nil || problems.Failed() {
		return nil, err
	}
	var picked []string
	for i, key := range keys {
		picked = append(picked, fmt.Sprintf("%s AS %s", t.foldSQL(i, key), quote.Name(key)))
	}
	sql := fmt.Sprintf("CREATE TABLE %s AS SELECT %s, min(n_) AS n_ FROM (SELECT *, rowid AS n_, coalesce(k_, '\x1f' || rowid) AS g_ FROM %s) WHERE r_ = 0 GROUP BY g_ ORDER BY n_", gathered, strings.Join(picked, ", "), rows)
	if err := db.Exec(ctx, sql); err != nil {
		return nil, err
	}
	if err := db.Exec(ctx, "DROP TABLE "+rows); err != nil {
		return nil, err
	}
	into, err := db.Whole(ctx, "SELECT count(*) FROM "+gathered)
	if err != nil {
		return nil, err
	}
	g.Into, t.Rows, t.Rules, t.Gathered, t.selected = into, into, nil, g, gathered
	return t.gathered(keys), nil
}

// gathered is the relation of grouped rows, whose columns bear our own names.
func (t *Table) gathered(keys []string) []shape {
	src := *t.Source
	src.Keep, src.Drop, src.Picks, src.GroupBy, src.Columns = nil, nil, nil, nil, map[string][]string{}
	src.Units = maps.Clone(src.Units)
	sh := shape{files: t.Files[:1], relation: t.selected, columns: keys}
	for _, key := range keys {
		src.Columns[key] = []string{key}
		sh.names = append(sh.names, quote.Name(key))
	}
	t.Source = &src
	return []shape{sh}
}

// gatherSQL selects what is needed of one shape's rows: the key of the record they tell
// of (k_), the rule that leaves them out (r_), when they were (o_), and a text for each
// way to each column.
func (t *Table) gatherSQL(sh shape, keys []string, problems *diag.List) string {
	src := t.Source
	b := &builder{t: t, r: t.reader()}
	src.measure([]shape{sh}, problems)
	src.ruled(sh, problems)
	head := sh.files[0].Head
	need := func(header, what string) {
		switch find(sh.columns, header) {
		case -1:
			problems.AddHint(head, diag.DidYouMean(header, sh.columns), "has no column %q, which %s reads; it has %s", header, what, some(sh.columns))
		case -2:
			problems.Add(head, "has two columns %q, which %s reads; want one", header, what)
		}
	}
	for _, header := range src.GroupBy {
		need(header, "group_by")
	}
	bare := *src
	bare.Words, bare.Missing = nil, nil // they are read once the rows are together
	b.t = &Table{Source: &bare, styles: t.styles}
	var texts []string
	order := "CAST(NULL AS BIGINT)"
	for i, key := range keys {
		c, _ := columnOf(src.Kind, key)
		for j, p := range src.ways(key) {
			there := !slices.ContainsFunc(p.headers(), func(h string) bool { return find(sh.columns, h) < 0 })
			x := "CAST(NULL AS VARCHAR)"
			if there {
				x = b.pickSQL(sh, p, c)
			} else if !p.Optional {
				for _, h := range p.headers() {
					need(h, "columns."+key)
				}
			}
			if there && j == 0 && key == stampOf(src.Kind) {
				order = fmt.Sprintf("coalesce(%s, %s)", b.r.naiveSQL(x), b.r.absoluteSQL(x, b.r.naiveSQL(x)))
			}
			texts = append(texts, fmt.Sprintf("nullif(trim(%s), '') AS x%d_%d", x, i, j))
		}
	}
	if problems.Failed() {
		return ""
	}
	rule := "0"
	if len(src.rules()) > 0 {
		rule = b.r.ruleSQL(sh)
	}
	var parts []string
	for _, header := range src.GroupBy {
		parts = append(parts, fmt.Sprintf("coalesce(trim(%s), '')", sh.names[find(sh.columns, header)]))
	}
	key := strings.Join(parts, " || '\x1f' || ")
	return fmt.Sprintf("SELECT CASE WHEN translate(%[1]s, '\x1f', '') <> '' THEN %[1]s END AS k_, CAST(%[2]s AS SMALLINT) AS r_, %[3]s AS o_, %[4]s FROM %[5]s", key, rule, order, strings.Join(texts, ", "), sh.relation)
}

// ways are the ways to a column, a plain one as well.
func (s *Source) ways(key string) []Pick {
	if picks := s.Picks[key]; len(picks) > 0 {
		return picks
	}
	return []Pick{{Columns: s.Columns[key]}}
}

// foldSQL makes one text of those that a record's rows hold for a column.
func (t *Table) foldSQL(i int, key string) string {
	var all []string
	for j, p := range t.Source.ways(key) {
		x := fmt.Sprintf("x%d_%d", i, j)
		switch {
		case p.Rows:
			x = fmt.Sprintf("CASE WHEN bool_or(%s = 'true') THEN 'true' ELSE 'false' END", x)
		case p.Take == "last":
			x = fmt.Sprintf("last(%[1]s ORDER BY o_, n_) FILTER (%[1]s IS NOT NULL)", x)
		case p.Take == "sum": // what is no number is the sum, so that it is told
			x = fmt.Sprintf("coalesce(any_value(%[1]s) FILTER (%[1]s IS NOT NULL AND TRY_CAST(%[1]s AS DECIMAL(25, 6)) IS NULL), CAST(sum(TRY_CAST(%[1]s AS DECIMAL(25, 6))) AS VARCHAR))", x)
		default:
			x = fmt.Sprintf("first(%[1]s ORDER BY o_, n_) FILTER (%[1]s IS NOT NULL)", x)
		}
		all = append(all, x)
	}
	if len(all) == 1 {
		return all[0]
	}
	return "coalesce(" + strings.Join(all, ", ") + ")"
}

// selectedAt is where a row of a query's result is told, or else where the first of the rows
// stands that a record was gathered from.
func (t *Table) selectedAt(ctx context.Context, db store, row int64) (diag.Place, error) {
	if t.Gathered == nil {
		return t.Source.At("query"), nil
	}
	n, err := db.Whole(ctx, fmt.Sprintf("SELECT n_ FROM %s WHERE rowid = %d", t.selected, row))
	if err != nil {
		return diag.Place{}, err
	}
	left := int(n)
	for _, sh := range t.Gathered.shapes {
		for _, f := range sh.files {
			if left >= f.Rows {
				left -= f.Rows
				continue
			}
			cells, err := f.Cells([]export.Spot{{Record: left}})
			if err != nil {
				return diag.Place{}, err
			}
			at := cells[0].Place
			at.Column = 0
			return at, nil
		}
	}
	panic(fmt.Sprintf("bug: row %d of %s came from nowhere", n, t.Source.Name))
}

// rules are those that left rows out, and what brought the others together.
func (g *Gathered) rules() []Rule {
	together := Rule{Key: "group_by", Column: strings.Join(g.By, ", "), Rows: g.Rows - g.Into}
	for _, r := range g.Rules {
		together.Rows -= r.Rows
	}
	return append(slices.Clone(g.Rules), together)
}
