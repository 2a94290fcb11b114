package record

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/export"
	"shingle/generator/internal/fact"
)

// Load reads a source's files into the engine. It notes every mistake; a table
// whose source has mistakes must not be used.
func Load(ctx context.Context, db *engine.DB, src *Source, number int, files []*export.File, all *diag.List) (*Table, error) {
	problems := &diag.List{} // of this source
	defer func() { all.Append(*problems) }()
	src.check(problems)
	if problems.Failed() {
		return nil, nil
	}
	t := &Table{Source: src, Name: fmt.Sprintf("records_%d", number), Has: map[string]bool{}, Wide: map[string]string{}, styles: map[string]string{}, Files: files, First: fact.NoDay, Last: fact.NoDay}
	shapes, err := t.shapes(ctx, db, problems)
	if err != nil || problems.Failed() && shapes == nil {
		return nil, err
	}
	src = t.Source // grouped rows are read in another way
	src.measure(shapes, problems)
	mappings := make([]mapping, len(shapes))
	for i, sh := range shapes {
		mappings[i] = src.resolve(sh, problems)
		src.complete(sh, mappings[i], problems)
		src.ruled(sh, problems)
		if i == 0 {
			src.misses(sh, problems)
		}
	}
	if problems.Failed() {
		return nil, nil
	}
	t.columns(mappings)
	for i, sh := range shapes {
		t.origins = append(t.origins, origin{sh, mappings[i]})
	}
	if t.small() {
		if err := t.readSmall(ctx, stored{db}, shapes, mappings, problems); err != nil || problems.Failed() {
			return t, err
		}
		return t, t.account(ctx, stored{db})
	}
	if err := src.formats(ctx, db, problems); err != nil || problems.Failed() {
		return nil, err
	}
	if err := t.create(ctx, db, problems); err != nil || problems.Failed() {
		return nil, err
	}
	again, err := t.restyle(ctx, t.store(db))
	if err != nil {
		return nil, err
	}
	if again {
		if err := t.forget(ctx, db); err != nil {
			return nil, err
		}
		if err := t.create(ctx, db, problems); err != nil {
			return nil, err
		}
	}
	if err := t.stage(ctx, db); err != nil {
		return nil, err
	}
	return t, t.settle(ctx, t.store(db), problems)
}

func (t *Table) create(ctx context.Context, db *engine.DB, problems *diag.List) error {
	t.planned = t.runs()
	laid, err := t.lay(ctx, db)
	if err != nil {
		return err
	}
	if !laid {
		if err := t.read(ctx, db, problems); err != nil || problems.Failed() {
			return err
		}
	}
	if stale, err := t.stale(ctx, db); err != nil || stale {
		if err == nil {
			err = t.readAnew(ctx, db, problems)
		}
		return err
	}
	if laid {
		return nil
	}
	return t.part(ctx, db)
}

// readAnew reads all files, whatever is kept of them.
func (t *Table) readAnew(ctx context.Context, db *engine.DB, problems *diag.List) error {
	t.Source.Typed = nil
	if err := t.forget(ctx, db); err != nil {
		return err
	}
	t.planned = t.runs()
	return t.read(ctx, db, problems)
}

// read makes it of rows that are read, one run after the other.
func (t *Table) read(ctx context.Context, db *engine.DB, problems *diag.List) error {
	for i, r := range t.planned {
		statement := "CREATE TABLE " + t.Name + " AS "
		switch {
		case i > 0:
			statement = "INSERT INTO " + t.Name + " "
		case r.taken != "": // rows of an earlier build have the columns of this one
			if err := db.Exec(ctx, statement+"SELECT * FROM ("+t.selectSQL(r.shape, r.mapping)+") LIMIT 0"); err != nil {
				return fmt.Errorf("reading %s: %s", t.Source.Name, engine.Reason(err))
			}
			statement = "INSERT INTO " + t.Name + " "
		}
		begun := time.Now()
		err := db.Exec(ctx, statement+r.sql(t))
		if err != nil && r.taken != "" && ctx.Err() == nil { // without them, then
			return t.readAnew(ctx, db, problems)
		}
		if err != nil && r.shape.files[0].Format == export.Parquet && t.Source.Query == "" && ctx.Err() == nil {
			problems.Add(diag.Place{File: r.shape.files[0].Path}, "is damaged Parquet, want the whole file")
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading %s: %s", t.Source.Name, engine.Reason(err))
		}
		t.took(r, time.Since(begun))
	}
	return nil
}

// shapes are the relations to read: the files, or the result of the query.
func (t *Table) shapes(ctx context.Context, db *engine.DB, problems *diag.List) ([]shape, error) {
	columns := map[*export.File][]string{}
	for _, f := range t.Files {
		columns[f] = f.Columns
		if f.Format == export.Parquet {
			relation := engine.Parquet([]string{f.Read})
			names, err := db.Columns(ctx, relation)
			if err == nil {
				var rows int64
				rows, err = db.Whole(ctx, "SELECT count(*) FROM "+relation)
				f.Rows = int(rows)
			}
			if err != nil {
				problems.Add(diag.Place{File: f.Path}, "is not Parquet, or damaged, want the whole file")
				continue
			}
			columns[f] = names
		}
		t.Rows += int64(f.Rows)
		t.Ragged += int64(f.RaggedRows)
	}
	if problems.Failed() {
		return nil, nil
	}
	all := shapes(t.Files, func(f *export.File) []string { return columns[f] })
	if len(t.Source.GroupBy) > 0 {
		return t.group(ctx, db, all, problems)
	}
	if t.Source.Query == "" {
		return all, nil
	}
	return t.query(ctx, db, all, problems)
}

// columns notes what the table will hold.
func (t *Table) columns(mappings []mapping) {
	for _, m := range mappings {
		for name := range m.canonical {
			t.Has[name] = true
		}
		for _, q := range m.questions {
			t.Wide[q.name] = ""
		}
	}
	for name := range t.Source.Constants {
		t.Has[name] = true
	}
	for i, name := range sortedKeys(t.Wide) {
		t.Wide[name] = fmt.Sprintf("q%d", i)
	}
	t.Long = t.Has["question"] && t.Has["score"]
	t.Grains = t.Has["wave"] || t.Has["period"]
	t.Source.clearWide(t)
}

// clearWide keeps answers in one form: a long table has no wide ones.
func (s *Source) clearWide(t *Table) {
	if t.Long {
		t.Wide = map[string]string{}
	}
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
