package record

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/ledger"
	"shingle/generator/internal/quote"
	"shingle/generator/internal/shelf"
)

// A table of a warehouse may tell the day of each row in a column, by which it is cut into pieces
// there, or at least ordered. What is summed of days that are over is kept, as it is of files (sum.go):
// a build asks for the days that are new, and again for the last ones, whose rows may still be
// written. Each build asks how many rows each day has, and what their texts come to: a day of the past
// that is another one is noticed, and then all is counted anew.

// dayOfRow is the column of typed rows that holds the day that their table tells.
const dayOfRow = "part_"

// days is that column, and what the table holds of each day.
type days struct {
	engine.Column
	closed []day // those that are over long enough, in order
	border fact.Day
	apart  bool // some record is more than a day from the day of its row
}

// A day is what a table holds of a day, and what all of it follows from.
type day struct {
	of   fact.Day
	rows int64
	said string
}

// between is the condition for rows of some days. A row without a day is of all that have no end.
func (d *days) between(from, to string) string {
	column := quote.Name(d.Name)
	at := func(number string) string {
		n, _ := strconv.Atoi(number)
		return fmt.Sprintf(d.Written, fact.Day(n))
	}
	var all []string
	if from != "" {
		all = append(all, column+" >= "+at(from))
	}
	if to != "" {
		all = append(all, column+" < "+at(to))
	} else {
		all[0] = "(" + all[0] + " OR " + column + " IS NULL)"
	}
	return " WHERE " + strings.Join(all, " AND ")
}

// byDays finds the column, and asks what the table holds of each day.
func (t *Table) byDays(ctx context.Context, columns []engine.Column, problems *diag.List) error {
	src, c := t.Source, t.asked
	at := src.At("partition")
	i := slices.IndexFunc(columns, func(col engine.Column) bool { return col.Name == src.Partition })
	if i < 0 {
		var names []string
		for _, col := range columns {
			names = append(names, col.Name)
		}
		problems.AddHint(at, diag.DidYouMean(src.Partition, names), "partition: %s has no column %q", t.Files[0].Path, src.Partition)
		return nil
	}
	d := &days{Column: columns[i]}
	if d.Day == "" {
		problems.Add(at, "partition: column %q is of type %s, want a date, an instant, or a text such as 2026-11-30", d.Name, d.Type)
		return nil
	}
	texts := make([]string, len(c.read))
	for i, column := range c.read {
		texts[i] = "coalesce(" + columns[column].Text + ", " + quote.Text("\x1e") + ")"
	}
	whole := "concat(" + strings.Join(append(texts, "''"), ", "+quote.Text("\x1f")+", ") + ")"
	rows, err := c.Query(ctx, fmt.Sprintf("SELECT day_, count(*), %s FROM (SELECT %s AS day_, %s AS text_ FROM %s%s) AS texts_ GROUP BY day_ ORDER BY day_", c.Digest("text_"), d.Day, whole, src.relation(), c.Fence()))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var of *int64
		var one day
		if err := rows.Scan(&of, &one.rows, &one.said); err != nil {
			return err
		}
		t.Rows += one.rows
		if of != nil {
			one.of = fact.Day(*of)
			d.closed = append(d.closed, one)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if n := len(d.closed); n > 0 {
		d.border = min(d.closed[n-1].of, src.AsOf) - fact.Day(src.LateDays) + 1
		d.closed = slices.DeleteFunc(d.closed, func(one day) bool { return one.of >= d.border })
	}
	c.days = d
	return nil
}

// cutTo names records of some days, if they can be cut: before the last ones, which may still be written
// (most, and of these what was counted before, and what was not: counted, grown), or of the last ones
// (last, and with what was not counted: fresh).
func (t *Table) cutTo(part string) string {
	d, n := t.asked.days, len(t.layers.bundle.Parts)
	border, counted := fmt.Sprint(int(d.border)), ""
	if n == len(d.closed) {
		counted = border
	} else if n > 0 {
		counted = fmt.Sprint(int(d.closed[n].of))
	}
	switch part {
	case "counted":
		return cut(t.Name, "", counted)
	case "most":
		return cut(t.Name, "", border)
	case "grown":
		return cut(t.Name, counted, border)
	case "last":
		return cut(t.Name, border, "")
	}
	return cut(t.Name, counted, "")
}

// layByDays makes the layers of records whose days can be counted one by one, and takes what was
// counted of those that are as they were.
func (t *Table) layByDays(ctx context.Context) error {
	d, k := t.asked.days, t.Source.Typed
	kept := t.Source.Kind == "contacts" || t.Source.Kind == "intervals"
	if k == nil || !kept || t.Grains || t.Long || len(d.closed) == 0 || d.closed[0].of < 0 {
		return nil
	}
	said := t.keyOf(origin{t.origins[0].shape, t.origins[0].mapping})
	l := &layers{next: ledger.Book{}, grew: true}
	for _, one := range d.closed {
		l.parts = append(l.parts, shelf.Part{Key: k.keyOfDay(t.Source, said, one), Rows: one.rows, AsOf: int64(t.Source.AsOf)})
	}
	for _, b := range k.Shelf.Sums().Bundles() {
		if n := len(b.Parts); n > len(l.bundle.Parts) && n <= len(l.parts) && samePast(b.Parts, l.parts[:n]) {
			l.bundle = b
		}
	}
	if len(l.bundle.Parts) > 0 {
		if l.book = k.sums(l.bundle); l.book == nil {
			l.bundle = shelf.Bundle{}
		}
	}
	l.grew = len(l.bundle.Parts) < len(l.parts)
	t.layers, t.Summed = l, rowsOf(l.bundle.Parts)
	if !l.grew {
		return nil
	}
	early, err := t.asked.Whole(ctx, "SELECT count(*) FROM "+t.grownOf()+" WHERE "+t.later())
	if early > 0 { // tomorrow they are read otherwise
		l.parts = nil
	}
	return err
}

// samePast tells whether days are as they were, and none was looked at from a later day.
func samePast(were, are []shelf.Part) bool {
	return slices.EqualFunc(were, are, func(a, b shelf.Part) bool { return a.Key == b.Key && a.Rows == b.Rows && a.AsOf <= b.AsOf })
}

// keyOfDay is what the rows of a day are known by: all that they follow from.
func (k *Typed) keyOfDay(s *Source, typed string, d day) string {
	h := sha256.New()
	for _, s := range []string{k.Said, cmp.Or(s.Asked, s.Table), s.Partition, typed, fmt.Sprint(d.of, d.rows), d.said} {
		fmt.Fprintf(h, "%d\n%s", len(s), s)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// beside looks whether records lie beside the days of their rows: then days say nothing of where they are.
func (t *Table) beside(ctx context.Context) error {
	d := t.asked.days
	if d == nil || !t.Has[stampOf(t.Source.Kind)] {
		return nil
	}
	n, err := t.whole(ctx, t.asked, fmt.Sprintf("abs(day - %[1]s) > 1", dayOfRow), "count(*)")
	if err == nil {
		d.apart = n[0] > 0
	}
	return err
}

// met tells whether an id of new rows is one of those that were counted before: then all of them say
// which row counts. Of those that were counted, none has the id of another (Settle).
func (t *Table) met(ctx context.Context) (bool, error) {
	if t.layers == nil || t.layers.bundle.Parts == nil {
		return false, nil
	}
	n, err := t.asked.Whole(ctx, fmt.Sprintf("SELECT count(*) FROM %s WHERE id IN (SELECT id FROM %s WHERE id IS NOT NULL)", t.partOf("counted"), t.freshOf()))
	return n > 0, err
}

// since names records of a day and later.
func (t *Table) since(day fact.Day) string {
	if d := t.asked.days; !d.apart && day > 0 {
		return cut(t.Name, fmt.Sprint(int(day-1)), "")
	}
	return t.Name
}
