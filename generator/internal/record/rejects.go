package record

import (
	"context"
	"fmt"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/export"
)

// A Reject is a row that could not be used, in full or in part, and why.
type Reject struct {
	Source  string
	Place   diag.Place
	Problem string
	Row     []string // as it stands in the export; nil: it could not be cut into fields
}

// several is how many cells are found again at once.
const several = 10_000

// rejected hands over what is wrong with rows, with the rows themselves.
func (t *Table) rejected(ctx context.Context, db store, rows []int64, problems []diag.Problem) error {
	if t.Source.Rejects == nil {
		return nil
	}
	texts, err := t.rowTexts(ctx, db, rows)
	if err != nil {
		return err
	}
	for i, p := range problems {
		t.Source.Rejects(Reject{t.Source.Name, p.Place, p.Text, texts[i]})
	}
	return nil
}

// raggedRows hands over the rows that could not be cut into fields.
func (t *Table) raggedRows(problems *diag.List) {
	for _, f := range t.Files {
		for _, r := range f.Ragged {
			text := fmt.Sprintf("got %d fields, want %d as in the header", r.Fields, r.Want)
			problems.Add(r.Place, "%s", text)
			if t.Source.Rejects != nil {
				t.Source.Rejects(Reject{Source: t.Source.Name, Place: r.Place, Problem: text})
			}
		}
		if more := f.RaggedRows - len(f.Ragged); more > 0 && t.Source.Rejects != nil {
			t.Source.Rejects(Reject{Source: t.Source.Name, Place: diag.Place{File: f.Path}, Problem: fmt.Sprintf("%d more rows have too few or too many fields", more)})
		}
	}
}

// A wanted is a cell of the table by its row and column; without a name only its place
// is wanted.
type wanted struct {
	row  int64
	name string
	most string // what is wrong with it, where that is not in its text
}

// home is where a row of the table came from: a run of rows of one shape, a file (nil
// where a query selected it), and its number there.
func (t *Table) home(row int64) (origin, *export.File, int) {
	left := int(row)
	for _, o := range t.origins {
		if t.selected != "" {
			return o, nil, left
		}
		for _, f := range o.shape.files {
			if left < f.Rows {
				return o, f, left
			}
			left -= f.Rows
		}
	}
	panic(fmt.Sprintf("bug: row %d of %s came from nowhere", row, t.Source.Name))
}

// find gives the place and the text of a cell by its row in the table.
func (t *Table) find(ctx context.Context, db store, row int64, name string) (export.Cell, error) {
	cells, err := t.findAll(ctx, db, []wanted{{row: row, name: name}})
	if err != nil {
		return export.Cell{}, err
	}
	return cells[0], nil
}

// findAll finds cells again, each file read once.
func (t *Table) findAll(ctx context.Context, db store, wants []wanted) ([]export.Cell, error) {
	if t.asked != nil {
		return t.findAsked(ctx, wants)
	}
	cells := make([]export.Cell, len(wants))
	spots, of := map[*export.File][]export.Spot{}, map[*export.File][]int{}
	for i, w := range wants {
		o, f, record := t.home(w.row)
		columns := o.mapping.columns(w.name)
		if f == nil {
			place, err := t.selectedAt(ctx, db, w.row)
			if err != nil {
				return nil, err
			}
			cells[i].Place = place
		}
		if len(columns) > 0 && (f == nil || f.Format == export.Parquet) {
			text, err := t.engineText(ctx, db, o, f, record, columns[0])
			if err != nil {
				return nil, err
			}
			cells[i].Text = text
		}
		if f == nil {
			continue
		}
		if len(columns) == 0 {
			columns = []int{0}
		}
		for _, c := range columns {
			spots[f], of[f] = append(spots[f], export.Spot{Record: record, Column: c}), append(of[f], i)
		}
	}
	for f, asked := range spots {
		found, err := f.Cells(asked)
		if err != nil {
			return nil, err
		}
		for j, cell := range found {
			into := &cells[of[f][j]]
			switch {
			case into.Place == (diag.Place{}):
				cell.Text = into.Text + cell.Text // of Parquet it is known already
				*into = cell
			default:
				into.Text += " " + cell.Text
			}
		}
	}
	for i, w := range wants {
		if o, f, _ := t.home(w.row); f != nil && len(o.mapping.columns(w.name)) == 0 {
			cells[i].Place.Column, cells[i].Text = 0, ""
		}
	}
	return cells, nil
}

// engineText asks the engine for a cell that has no text of its own in a file.
func (t *Table) engineText(ctx context.Context, db store, o origin, f *export.File, record, column int) (string, error) {
	sql := fmt.Sprintf("SELECT %s FROM %s WHERE rowid = %d", o.shape.names[column], t.selected, record)
	if f != nil {
		sql = fmt.Sprintf("SELECT %s FROM %s LIMIT 1 OFFSET %d", o.shape.names[column], engine.Parquet([]string{f.Read}), record)
	}
	var text *string
	if err := scanOne(ctx, db, sql, &text); err != nil || text == nil {
		return "", err
	}
	return *text, nil
}

// rowTexts reads whole rows again.
func (t *Table) rowTexts(ctx context.Context, db store, rows []int64) ([][]string, error) {
	all := make([][]string, len(rows))
	if t.asked != nil {
		found, err := t.asked.texts(ctx, t.origins[0].shape, rows)
		for i, row := range rows {
			all[i] = found[row]
		}
		return all, err
	}
	spots, of := map[*export.File][]export.Spot{}, map[*export.File][]int{}
	for i, row := range rows {
		o, f, record := t.home(row)
		for c := range o.shape.names {
			if f == nil || f.Format == export.Parquet {
				text, err := t.engineText(ctx, db, o, f, record, c)
				if err != nil {
					return nil, err
				}
				all[i] = append(all[i], text)
				continue
			}
			spots[f], of[f] = append(spots[f], export.Spot{Record: record, Column: c}), append(of[f], i)
		}
	}
	for f, asked := range spots {
		cells, err := f.Cells(asked)
		if err != nil {
			return nil, err
		}
		for j, cell := range cells {
			all[of[f][j]] = append(all[of[f][j]], cell.Text)
		}
	}
	return all, nil
}

// columns are those of a shape that hold a canonical column or a question.
func (m mapping) columns(name string) []int {
	if found, ok := m.canonical[name]; ok {
		return found
	}
	for _, q := range m.questions {
		if q.name == name {
			return []int{q.column}
		}
	}
	return nil
}
