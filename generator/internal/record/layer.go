package record

import (
	"context"
	"fmt"
	"strings"
	"time"

	"shingle/generator/internal/engine"
	"shingle/generator/internal/export"
	"shingle/generator/internal/ledger"
	"shingle/generator/internal/shelf"
)

// Where an earlier build has counted most of a table's rows, these stay in their file: the table
// is a view of them and of the rows that are new, each under the number that it has when all are
// read. Whatever asks for rows asks the view; what adds up is asked of the new rows only, and
// what was counted of the others is added (sum.go). Where a new row has the id of one that was
// counted, that one may not count any more: then all rows are read.

// layers are the parts of such a table, or of one that is counted for the first time: the last
// file is a part of its own, since it is the one that is likely to be another one tomorrow.
type layers struct {
	book   ledger.Book  // what was counted of rows before; nil: nothing
	bundle shelf.Bundle // where that is kept, with the files whose rows they are
	grew   bool         // rows that are new are to be kept, too
	next   ledger.Book  // what is counted of all but the last file
	parts  []shelf.Part // of these files; nil: it cannot be kept

	views []view // the table, and its parts, where rows lie in files
	edits string // what was done to rows because of others, as far as it was

	within map[string]bool // whether a part has rows of some days, as far as it was asked
}

// A view is a name for rows, and the SELECT that it stands for.
type view struct{ name, query string }

// The parts of a table, as views: all but the last file, what of that was not counted before, the
// last file, and all that was not counted before.
func (t *Table) mostOf() string  { return t.partOf("most") }
func (t *Table) grownOf() string { return t.partOf("grown") }
func (t *Table) lastOf() string  { return t.partOf("last") }
func (t *Table) freshOf() string { return t.partOf("fresh") }

func (t *Table) partOf(part string) string {
	if t.asked != nil {
		return t.cutTo(part)
	}
	return t.Name + "_" + part
}

// fresh names the rows that were not counted before.
func (t *Table) fresh() string {
	if t.layers == nil || t.layers.bundle.Parts == nil {
		return t.Name
	}
	return t.freshOf()
}

// every is what SELECT * is of a table: without the numbers that a view tells as a column.
func (t *Table) every() string {
	if t.layers == nil || t.layers.views == nil {
		return "*"
	}
	return "* EXCLUDE (rowid)"
}

// layered tells whether a table's counts are worth keeping, and can be: its rows know each other
// by their ids only.
func (t *Table) layered() bool { return t.keeps() && t.Has["id"] && !t.Long && !t.Grains }

// filesInOrder are the table's files in the order of their rows.
func (t *Table) filesInOrder() []*export.File {
	var all []*export.File
	for _, o := range t.origins {
		all = append(all, o.shape.files...)
	}
	return all
}

// lastApart is the last file, if it is not most of the rows.
func (t *Table) lastApart() *export.File {
	files := t.filesInOrder()
	last := files[len(files)-1]
	if len(files) < 2 || int64(last.Rows) > t.Rows/10 {
		return nil
	}
	return last
}

// counted finds the largest book of sums over files that are all still there, in their order, and
// whose rows are taken from where they are kept.
func (t *Table) counted() (shelf.Bundle, map[*export.File]bool) {
	taken := map[*export.File]bool{}
	for _, r := range t.planned {
		for _, f := range r.files {
			taken[f] = r.taken != ""
		}
	}
	var best shelf.Bundle
	var most int64
	var found map[*export.File]bool
	for _, b := range t.Source.Typed.Shelf.Sums().Bundles() {
		of, rows := map[*export.File]bool{}, int64(0)
		left := b.Parts
		for _, f := range t.filesInOrder() {
			if len(left) > 0 && t.parts[f].Key == left[0].Key && taken[f] {
				of[f], left, rows = true, left[1:], rows+left[0].Rows
			}
		}
		if len(left) == 0 && rows > most {
			best, most, found = b, rows, of
		}
	}
	if 2*most < t.Rows {
		return shelf.Bundle{}, nil
	}
	return best, found
}

// The places of a table's rows.
const (
	counted = iota // before
	grown          // new, and to be kept
	last           // of the last file
	places
)

// lay makes the table of views, if most of its rows were counted before.
func (t *Table) lay(ctx context.Context, db *engine.DB) (bool, error) {
	if !t.layered() {
		return false, nil
	}
	bundle, of := t.counted()
	if of == nil {
		return false, nil
	}
	book := t.Source.Typed.sums(bundle)
	if book == nil {
		return false, nil
	}
	t.layers = &layers{book: book, bundle: bundle, next: ledger.Book{}}
	met, err := t.laid(ctx, db, of)
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if err != nil || met {
		return false, t.forget(ctx, db)
	}
	t.Summed = rowsOf(bundle.Parts)
	return true, nil
}

// laid makes the views, and tells whether new rows met some that were counted.
func (t *Table) laid(ctx context.Context, db *engine.DB, of map[*export.File]bool) (met bool, err error) {
	for _, o := range t.origins {
		t.selectSQL(o.shape, o.mapping) // notes what the bits of "bad" stand for
	}
	apart := t.lastApart()
	var parts [places][]string
	start := int64(0)
	for _, r := range t.planned {
		for _, f := range r.files {
			one := run{r.origin, []*export.File{f}, r.taken, r.from}
			r.from += one.rows()
			place := grown
			switch {
			case of[f]:
				place = counted
			case f == apart:
				place = last
			}
			rows := fmt.Sprintf("SELECT * EXCLUDE (file_row_number), file_row_number + %d AS rowid FROM %s", start-one.from, one.takenRows())
			if place != counted {
				name := fmt.Sprintf("%s_%d", t.Name, start)
				begun := time.Now()
				if err := db.Exec(ctx, "CREATE OR REPLACE TABLE "+name+" AS "+one.sql(t)); err != nil {
					return false, err
				}
				t.took(one, time.Since(begun))
				rows = fmt.Sprintf("SELECT *, rowid + %d AS rowid FROM %s", start, name)
			}
			parts[place] = append(parts[place], rows)
			start += one.rows()
		}
	}
	none := []string{"SELECT * FROM (" + parts[counted][0] + ") LIMIT 0"}
	union := func(places ...int) string {
		var all []string
		for _, p := range places {
			all = append(all, parts[p]...)
		}
		if len(all) == 0 {
			all = none
		}
		return strings.Join(all, " UNION ALL ")
	}
	t.layers.grew = len(parts[grown]) > 0
	t.layers.views = []view{
		{t.Name, union(counted, grown, last)}, {t.mostOf(), union(counted, grown)},
		{t.grownOf(), union(grown)}, {t.lastOf(), union(last)}, {t.freshOf(), union(grown, last)},
	}
	if err := t.show(ctx, db); err != nil {
		return false, err
	}
	again, err := db.Whole(ctx, fmt.Sprintf("SELECT count(*) FROM (%s) WHERE id IN (SELECT id FROM %s)", union(counted), t.freshOf()))
	return again > 0, err
}

// part makes the views of a table that is counted for the first time.
func (t *Table) part(ctx context.Context, db *engine.DB) error {
	if !t.layered() {
		return nil
	}
	t.layers = &layers{next: ledger.Book{}}
	border := t.Rows
	if apart := t.lastApart(); apart != nil {
		border -= int64(apart.Rows)
	}
	for name, where := range map[string]string{t.mostOf(): "<", t.lastOf(): ">="} {
		if err := db.Exec(ctx, fmt.Sprintf("CREATE OR REPLACE VIEW %s AS SELECT * FROM %s WHERE rowid %s %d", name, t.Name, where, border)); err != nil {
			return err
		}
	}
	return nil
}

// show makes the views as they are now.
func (t *Table) show(ctx context.Context, db *engine.DB) error {
	for _, v := range t.layers.views {
		if err := db.Exec(ctx, "CREATE OR REPLACE VIEW "+v.name+" AS "+v.query); err != nil {
			return err
		}
	}
	return nil
}

// forget drops the table, whatever it is made of.
func (t *Table) forget(ctx context.Context, db *engine.DB) error {
	kind := "TABLE"
	if t.layers != nil && t.layers.views != nil {
		kind = "VIEW"
	}
	t.layers, t.Summed = nil, 0
	t.changed()
	return db.Exec(ctx, "DROP "+kind+" IF EXISTS "+t.Name)
}
