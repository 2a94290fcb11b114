package record

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/quote"
)

// relation is what a user's query reads from.
const relation = "export"

// query runs the user's SELECT over the files, within its bounds, and gives its result, every column as text, as the shape to read.
func (t *Table) query(ctx context.Context, db *engine.DB, files []shape, problems *diag.List) ([]shape, error) {
	src := t.Source
	at := src.At("query")
	parts := make([]string, len(files))
	for i, sh := range files {
		var columns []string
		for j, name := range sh.columns {
			if name != "" && find(sh.columns, name) == j { // unnamed and doubled columns cannot be asked for
				columns = append(columns, sh.names[j]+" AS "+quote.Name(name))
			}
		}
		parts[i] = "SELECT " + strings.Join(columns, ", ") + " FROM " + sh.relation
	}
	t.selected = t.Name + "_query"
	err := db.Ask(ctx, engine.Question{Text: src.Query, Relation: relation, Meaning: strings.Join(parts, " UNION ALL BY NAME "), Limit: src.Limit}, t.selected)
	var refused *engine.Refused
	switch {
	case errors.As(err, &refused):
		hint := ""
		if refused.Late {
			hint = "query_seconds gives it longer"
		} else if refused.Unknown {
			hint = "the export has " + some(files[0].columns)
		} else if refused.Mistyped {
			hint = "every column of the export is text; CAST(x AS DOUBLE) makes it a number"
		}
		problems.AddHint(at, hint, "query: %s", refused.Text)
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("reading %s: %w", src.Name, err)
	}
	names, err := db.Columns(ctx, t.selected)
	if err != nil {
		return nil, err
	}
	t.Taken = t.Rows
	if t.Rows, err = db.Whole(ctx, "SELECT count(*) FROM "+t.selected); err != nil {
		return nil, err
	}
	if t.Rows == 0 {
		problems.Add(at, "query: gives no rows of the %d read", t.Taken)
		return nil, nil
	}
	t.told(problems)
	sh := shape{files: t.Files[:1], relation: t.selected, columns: names}
	for _, n := range names {
		sh.names = append(sh.names, quote.Name(n))
	}
	return []shape{sh}, nil
}

// mostLeft is the share of rows that a query may leave out without a word.
const mostLeft = 0.2

// told tells of a query that gives far fewer rows than were read, or more contacts or intervals: then
// some are there twice.
func (t *Table) told(problems *diag.List) {
	if t.Rows > t.Taken && (t.Source.Kind == "contacts" || t.Source.Kind == "intervals" || t.Source.Kind == "complaints") {
		t.warn("query", problems, t.Source.At("query"), "query: gives %d rows of the %d read, so that some are there more than once", t.Rows, t.Taken)
	}
	if float64(t.Rows) < (1-mostLeft)*float64(t.Taken) {
		t.warn("query", problems, t.Source.At("query"), "query: gives %d of %d rows read; a blank cell is NULL, and a condition such as x <> 'y' leaves it out", t.Rows, t.Taken)
	}
}
