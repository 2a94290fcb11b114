package record

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"shingle/generator/internal/engine"
	"shingle/generator/internal/export"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/quote"
	"shingle/generator/internal/shelf"
)

// Typed rows of an export follow from its content, from the SELECT that types them, and from
// how the file was cut into fields: where all three are as they were, the rows of an earlier
// build are the same. Rules that reach across rows and files (what is rejected, doubled, found)
// are not among them; they see the whole table each time.

// Typed is where the typed rows of earlier builds lie.
type Typed struct {
	Shelf *shelf.Shelf
	Least int64               // rows of a source from which on its own are kept
	Sum   func(string) string // of a file's content, by its path; "" if it is not known
	Said  string              // all that reading depends on beside the files and the SELECT
	Temp  string              // a folder for rows on their way; the caller removes it

	given int // of the names for rows that are taken
}

// How many files of rows a source may be read from, and how many it may leave: the names are
// told to the engine before it is locked. Where there are so many, they are made one.
const (
	mostTaken  = 32
	mostStaged = 8
	tooMany    = 16
)

// Files lists the names by which rows come and go.
func (k *Typed) Files() []string {
	var all []string
	for i := range mostTaken {
		all = append(all, k.taken(i))
	}
	for i := range mostStaged {
		all = append(all, k.left(i))
	}
	return all
}

func (k *Typed) taken(i int) string { return filepath.Join(k.Temp, fmt.Sprintf("taken-%d.parquet", i)) }
func (k *Typed) left(i int) string  { return filepath.Join(k.Temp, fmt.Sprintf("left-%d.parquet", i)) }

// staged are rows that may be kept once it is sure what they follow from.
type staged struct {
	file  string
	parts []shelf.Part
}

// A run is files of one shape whose rows come from one place: themselves, or a file of
// typed rows, where they begin at a row.
type run struct {
	origin
	files []*export.File
	taken string
	from  int64
}

// sql gives the rows of a run.
func (r run) sql(t *Table) string {
	if r.taken != "" {
		return "SELECT * EXCLUDE (file_row_number) FROM " + r.takenRows()
	}
	sh := r.shape
	if len(r.files) < len(sh.files) {
		sh.relation = sh.relationOf(r.files)
	}
	return t.selectSQL(sh, r.mapping)
}

// takenRows are the rows of a run that are taken, and their numbers in their file.
func (r run) takenRows() string {
	return fmt.Sprintf("read_parquet(%s, file_row_number = true) WHERE file_row_number >= %d AND file_row_number < %d", quote.Text(r.taken), r.from, r.from+r.rows())
}

func (r run) rows() (n int64) {
	for _, f := range r.files {
		n += int64(f.Rows)
	}
	return n
}

// keeps tells whether a source's rows are worth keeping, and may be: those of calls and
// chats, which are many. What people answered in surveys is not kept.
func (t *Table) keeps() bool {
	s := t.Source
	return s.Typed != nil && t.selected == "" && t.Rows >= s.Typed.Least && (s.Kind == "contacts" || s.Kind == "intervals")
}

// found is where a file's rows lie.
type found struct {
	bundle int
	from   int64
	part   shelf.Part
}

// runs are the table's files in their order, with what is known of them already.
func (t *Table) runs() []run {
	var all []run
	if !t.keeps() {
		t.Reused, t.Saved, t.parts, t.spent = 0, 0, nil, nil
		for _, o := range t.origins {
			all = append(all, run{origin: o, files: o.shape.files})
		}
		return all
	}
	k := t.Source.Typed
	bundles := k.Shelf.Bundles()
	at := map[string]found{}
	for i, b := range bundles {
		from := int64(0)
		for _, p := range b.Parts {
			at[p.Key] = found{i, from, p}
			from += p.Rows
		}
	}
	t.Reused, t.Saved, t.parts, t.spent = 0, 0, map[*export.File]shelf.Part{}, nil
	names := map[int]string{} // of the bundles that are taken; "": it is none
	take := func(bundle int) string {
		if name, asked := names[bundle]; asked {
			return name
		}
		name := ""
		if k.given < mostTaken {
			name = k.taken(k.given)
			k.given++ // no name twice: the engine may remember what a file held
			if k.Shelf.Take(bundles[bundle], name) != nil {
				name = ""
			}
		}
		if name != "" {
			t.spent = append(t.spent, bundles[bundle])
		}
		names[bundle] = name
		return name
	}
	for _, o := range t.origins {
		rest := t.keyOf(o)
		begun := len(all)
		for _, f := range o.shape.files {
			p := shelf.Part{Key: k.key(rest, f), Rows: int64(f.Rows)}
			r := run{origin: o, files: []*export.File{f}}
			if there, ok := at[p.Key]; ok && p.Key != "" && there.part.Rows == p.Rows {
				if r.taken = take(there.bundle); r.taken != "" {
					r.from, p.Took = there.from, there.part.Took
					t.Reused, t.Saved = t.Reused+p.Rows, t.Saved+p.Took
				}
			}
			t.parts[f] = p
			if n := len(all); n > begun && all[n-1].taken == r.taken && (r.taken == "" || all[n-1].from+all[n-1].rows() == r.from) {
				all[n-1].files = append(all[n-1].files, f)
				continue
			}
			all = append(all, r)
		}
	}
	return all
}

// took notes how long a run took to be typed.
func (t *Table) took(r run, d time.Duration) {
	for _, f := range r.files {
		if p, ok := t.parts[f]; ok && r.taken == "" {
			p.Took = time.Duration(float64(d) * float64(p.Rows) / float64(max(1, r.rows())))
			t.parts[f] = p
		}
	}
}

// keyOf is the SELECT that types the rows of an origin's files, without the files. The day
// of the build is not in it, only its year: rows that tell of days after it are not kept.
func (t *Table) keyOf(o origin) string {
	src, as := *t.Source, *t
	year := src.AsOf.Time().Year()
	src.AsOf = fact.DayOf(time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC))
	as.Source = &src
	o.shape.relation = "export"
	return as.selectSQL(o.shape, o.mapping)
}

// key is what a file's typed rows are known by; "" if they cannot be.
func (k *Typed) key(rest string, f *export.File) string {
	sum := k.Sum(f.Path)
	if sum == "" || f.Format != export.CSV {
		return ""
	}
	h := sha256.New()
	for _, s := range []string{k.Said, rest, fmt.Sprintf("%q %d %d", f.Columns, f.Comma, f.Skip), sum} {
		fmt.Fprintf(h, "%d\n%s", len(s), s)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// stage writes the typed rows that are new to files of their own, as they are before
// anything is taken out or mended.
func (t *Table) stage(ctx context.Context, db *engine.DB) error {
	if !t.keeps() {
		return nil
	}
	t.leave()
	anew := len(t.spent) >= tooMany // of many bundles one is made
	from, row := int64(0), int64(0)
	var parts []shelf.Part
	flush := func() error {
		if len(parts) == 0 || len(t.staged) == mostStaged {
			return nil
		}
		s := staged{t.Source.Typed.left(len(t.staged)), parts}
		parts = nil
		t.staged = append(t.staged, s)
		of := t.fresh()
		if anew {
			of = t.Name
		}
		return db.Exec(ctx, fmt.Sprintf("COPY (SELECT %s FROM %s WHERE rowid >= %d AND rowid < %d) TO %s (FORMAT parquet, COMPRESSION zstd)", t.every(), of, from, row, quote.Text(s.file)))
	}
	for _, r := range t.planned {
		for _, f := range r.files {
			p := t.parts[f]
			if p.Key == "" || t.ahead[f] || r.taken != "" && !anew {
				if err := flush(); err != nil {
					return err
				}
				row += p.Rows
				from = row
				continue
			}
			parts = append(parts, p)
			row += p.Rows
		}
	}
	if !anew {
		t.spent = nil
	}
	return flush()
}

// stale tells whether rows are taken that were typed on a later day, which was none to come then.
func (t *Table) stale(ctx context.Context, db *engine.DB) (bool, error) {
	if !t.keeps() {
		return false, nil
	}
	var err error
	t.ahead, err = t.early(ctx, db)
	return err == nil && slices.ContainsFunc(t.planned, func(r run) bool {
		return r.taken != "" && slices.ContainsFunc(r.files, func(f *export.File) bool { return t.ahead[f] })
	}), err
}

// early are the files with rows that tell of a time after the day of the build: on another
// day they may be read otherwise.
func (t *Table) early(ctx context.Context, db *engine.DB) (map[*export.File]bool, error) {
	rows, err := texts(ctx, db, fmt.Sprintf("SELECT rowid FROM %s WHERE %s LIMIT %d", t.Name, t.later(), mostEarly))
	if err != nil {
		return nil, err
	}
	early := map[*export.File]bool{}
	for _, r := range rows {
		_, f, _ := t.home(whole(r[0]))
		early[f] = true
	}
	for f := range t.parts {
		early[f] = early[f] || len(rows) == mostEarly
	}
	return early, nil
}

// later is the condition for rows that tell of a time after the day of the build.
func (t *Table) later() string {
	src := t.Source
	conditions := []string{fmt.Sprintf("day > %d", src.AsOf)}
	for _, c := range kinds[src.Kind] {
		if c.cell == stamp && t.Has[c.name] && c.name != stampOf(src.Kind) {
			conditions = append(conditions, fmt.Sprintf("%s >= %d", c.name, src.tomorrow()))
		}
	}
	return strings.Join(conditions, " OR ")
}

// mostEarly is how many rows of the future are looked at one by one.
const mostEarly = 1000

// Shelve keeps the typed rows that are new, and the counts that [Table.Settle] laid down, now that
// it is sure that the files were not changed while they were read.
func (t *Table) Shelve() {
	if t == nil || t.Source.Typed == nil {
		return
	}
	s, kept := t.Source.Typed.Shelf, 0
	for _, part := range t.staged {
		if s.Put(part.parts, part.file) == nil {
			kept++
		}
	}
	if kept > 0 && kept == len(t.staged) {
		for _, b := range t.spent {
			s.Drop(b)
		}
	}
	t.staged, t.spent = nil, nil
	t.shelveSums()
}
