package record

import (
	"context"
	"fmt"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
)

// relation is what a user's query reads from.
const relation = "export"

// query runs the user's SELECT over the files, behind the gate and within its
// time, and gives its result, every column as text, as the shape to read.
func (t *Table) query(ctx context.Context, db *engine.DB, files []shape, problems *diag.List) ([]shape, error) {
	src := t.Source
	at := src.At("query")
	if err := db.Gate(ctx, src.Query, relation); err != nil {
		problems.Add(at, "query: %s", err)
		return nil, nil
	}
	parts := make([]string, len(files))
	for i, sh := range files {
		var columns []string
		for j, name := range sh.columns {
			if name != "" && find(sh.columns, name) == j { // unnamed and doubled columns cannot be asked for
				columns = append(columns, sh.names[j]+" AS "+engine.Name(name))
			}
		}
		parts[i] = "SELECT " + strings.Join(columns, ", ") + " FROM " + sh.relation
	}
	view := "CREATE OR REPLACE TEMP VIEW " + relation + " AS " + strings.Join(parts, " UNION ALL BY NAME ")
	if err := db.Exec(ctx, view); err != nil {
		return nil, fmt.Errorf("reading %s: %s", src.Name, engine.Reason(err))
	}
	limited, cancel := engine.Limit(ctx, src.Limit)
	defer cancel()
	t.selected = t.Name + "_query"
	// the line end closes a comment that the query may end in
	err := db.Exec(limited, fmt.Sprintf("CREATE TABLE %s AS SELECT COLUMNS(*)::VARCHAR FROM (%s\n)", t.selected, strings.TrimRight(strings.TrimSpace(src.Query), ";")))
	if err != nil {
		switch {
		case engine.Stopped(limited, err):
			problems.AddHint(at, "query_seconds gives it longer", "query: was stopped after %s", src.Limit)
		case engine.Full(err):
			problems.Add(at, "query: needs more memory than there is for it, want fewer or shorter cells")
		case strings.Contains(err.Error(), "Referenced column"):
			problems.AddHint(at, "the export has "+some(files[0].columns), "query: %s", engine.Reason(err))
		default:
			problems.Add(at, "query: %s", engine.Reason(err))
		}
		return nil, nil
	}
	names, err := db.Columns(ctx, t.selected)
	if err != nil {
		return nil, err
	}
	if t.Rows, err = db.Whole(ctx, "SELECT count(*) FROM "+t.selected); err != nil {
		return nil, err
	}
	if t.Rows == 0 {
		problems.Add(at, "query: gives no rows")
		return nil, nil
	}
	sh := shape{files: t.Files[:1], relation: t.selected, columns: names}
	for _, n := range names {
		sh.names = append(sh.names, engine.Name(n))
	}
	return []shape{sh}, nil
}
