package record

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/ledger"
	"shingle/generator/internal/shelf"
)

// Sums of a table's rows are those of the rows that were counted before, as they are kept, and of
// the others. What is kept is known by the exports, by how they are typed (both are the keys of
// its files' rows) and by what was asked; and by what became of rows because of others.

// sum answers what is asked of a table that has layers.
func (t *Table) sum(ctx context.Context, db fact.Queryer, a fact.Asked, row func(keys []any, sums []int64)) error {
	all, err := t.sheet(ctx, db, a)
	if err == nil {
		all.Each(a.Sums, row)
	}
	return err
}

func (t *Table) sheet(ctx context.Context, db fact.Queryer, a fact.Asked) (*ledger.Sheet, error) {
	question := a.SQL(t.Name)
	if sheet := t.remembered[question]; sheet != nil {
		return sheet, nil
	}
	sheet, err := t.sheetOf(ctx, db, a)
	if err == nil && sheet.Rows() <= mostKnown {
		if t.remembered == nil {
			t.remembered = map[string]*ledger.Sheet{}
		}
		t.remembered[question] = sheet
	}
	return sheet, err
}

// mostKnown is how many rows an answer has at most that is not asked for again as long as the records
// are the same: names, days and times of day.
const mostKnown = 10_000

// changed forgets what was asked of records that are other ones now.
func (t *Table) changed() { t.remembered = nil }

func (t *Table) sheetOf(ctx context.Context, db fact.Queryer, a fact.Asked) (*ledger.Sheet, error) {
	l := t.layers
	if l == nil {
		return query(ctx, db, a, t.Name, a.Sums)
	}
	asked := strings.Join([]string{a.Keys, a.Where, l.edits}, "\n")
	if a.Of != nil {
		asked += a.Of("")
	}
	sums := unique(a.Sums)
	most, err := t.sheetOfMost(ctx, db, a, asked, sums)
	if err != nil {
		return nil, err
	}
	if kept, ok := l.next[asked]; ok && kept.Rows() == most.Rows() { // other sums of the same rows
		for name, column := range most.Sums {
			kept.Sums[name] = column
		}
	} else {
		l.next[asked] = most
	}
	rest, err := query(ctx, db, a, t.lastOf(), sums)
	if err != nil {
		return nil, err
	}
	return most.Plus(rest, sums), nil
}

// countIf is SQL that counts the rows for which a condition holds.
func countIf(condition string) string { return "count(*) FILTER (WHERE " + condition + ")" }

// whole asks for sums over all rows for which a condition holds.
func (t *Table) whole(ctx context.Context, db fact.Queryer, where string, sums ...string) (n []int64, err error) {
	if len(sums) == 0 {
		return nil, nil
	}
	sheet, err := t.sheet(ctx, db, fact.Asked{Sums: sums, Where: where})
	if err == nil {
		sheet.Each(sums, func(_ []any, sums []int64) { n = append(n, sums...) })
	}
	return n, err
}

// sheetOfMost is what is asked of all but the last file.
func (t *Table) sheetOfMost(ctx context.Context, db fact.Queryer, a fact.Asked, asked string, sums []string) (*ledger.Sheet, error) {
	if just := t.layers.next[asked]; just != nil && len(just.Lacks(sums)) == 0 { // by another question of this build
		return just.Only(sums), nil
	}
	known := t.layers.book[asked]
	if known == nil {
		return query(ctx, db, a, t.mostOf(), sums)
	}
	lacks := known.Lacks(sums)
	have := slices.DeleteFunc(slices.Clone(sums), func(s string) bool { return slices.Contains(lacks, s) })
	if len(have) == 0 {
		return query(ctx, db, a, t.mostOf(), sums)
	}
	more := ledger.New(known.Width(), have)
	if t.layers.grew {
		var err error
		if more, err = query(ctx, db, a, t.grownOf(), have); err != nil {
			return nil, err
		}
	}
	most := known.Only(have)
	if most = most.Plus(more, have); len(lacks) == 0 {
		return most, nil
	}
	others, err := query(ctx, db, a, t.mostOf(), lacks)
	if err != nil {
		return nil, err
	}
	if others.Rows() != most.Rows() {
		return query(ctx, db, a, t.mostOf(), sums)
	}
	for _, name := range have {
		others.Sums[name] = most.Sums[name]
	}
	return others, nil
}

// query asks the engine.
func query(ctx context.Context, db fact.Queryer, a fact.Asked, of string, sums []string) (*ledger.Sheet, error) {
	a.Sums = sums
	heap, err := a.From(ctx, db, of)
	if err != nil {
		return nil, err
	}
	return heap.Sheet(sums), nil
}

func unique(all []string) []string {
	var one []string
	for _, s := range all {
		if !slices.Contains(one, s) {
			one = append(one, s)
		}
	}
	return one
}

// tell notes what is done to rows because of others: what is counted from then on is of these.
func (l *layers) tell(edit string) {
	if l != nil {
		l.edits += edit + "\n"
	}
}

// leave keeps no sums of files that are read otherwise on another day.
func (t *Table) leave() {
	l := t.layers
	if l == nil {
		return
	}
	apart := t.lastApart()
	for _, f := range t.filesInOrder() {
		p := t.parts[f]
		switch {
		case f == apart:
		case p.Key == "" || t.ahead[f]:
			l.parts = nil
			return
		default:
			l.parts = append(l.parts, p)
		}
	}
}

// Settle ends the counting of a table: what was counted is laid down to be kept ([Table.Shelve]), where
// it is more than what was kept, and is not held any more. Where rows stand for others of the same
// id, the next build may find that they do not.
func (t *Table) Settle() {
	l := t.layers
	if l == nil {
		return
	}
	t.layers = nil
	same := slices.EqualFunc(l.parts, l.bundle.Parts, func(a, b shelf.Part) bool { return a.Key == b.Key })
	if l.parts == nil || t.Doubles > 0 || same && !l.asksMore() {
		return
	}
	f, err := os.CreateTemp(t.Source.Typed.Temp, "sums-")
	if err != nil {
		return
	}
	if err := errors.Join(l.next.Write(f), f.Close()); err != nil {
		os.Remove(f.Name())
		return
	}
	t.settled = staged{f.Name(), l.parts}
	if len(l.parts) > len(l.bundle.Parts) {
		t.outdone = l.bundle
	}
}

// shelveSums keeps what was laid down of the counts.
func (t *Table) shelveSums() {
	s := t.Source.Typed.Shelf.Sums()
	if t.settled.file != "" && s.Put(t.settled.parts, t.settled.file) == nil && t.outdone.Parts != nil {
		s.Drop(t.outdone)
	}
	t.settled, t.outdone = staged{}, shelf.Bundle{}
}

// asksMore tells whether something was asked that was not kept.
func (l *layers) asksMore() bool {
	for asked, sheet := range l.next {
		known := l.book[asked]
		if known == nil {
			return true
		}
		for name := range sheet.Sums {
			if _, ok := known.Sums[name]; !ok {
				return true
			}
		}
	}
	return false
}

// sums reads what is kept in a bundle; nil if it cannot be read.
func (k *Typed) sums(b shelf.Bundle) ledger.Book {
	name := filepath.Join(k.Temp, "sums")
	if k.Shelf.Sums().Take(b, name) != nil {
		return nil
	}
	defer os.Remove(name)
	f, err := os.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	book, err := ledger.Read(f)
	if err != nil {
		return nil
	}
	return book
}

func rowsOf(parts []shelf.Part) (n int64) {
	for _, p := range parts {
		n += p.Rows
	}
	return n
}
