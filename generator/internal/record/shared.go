package record

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"shingle/generator/internal/diag"
)

// cutShort is how a spreadsheet writes a long number that it has cut short, with the
// plus sign that an id of somebody's own hardly has.
var cutShort = regexp.MustCompile(`^[0-9](?:[.,][0-9]+)?[Ee]\+[0-9]{1,3}$`)

// sharedBy is of how many contacts one customer's are many: both so many and one in so many.
const sharedBy, sharedShare = 30, 20

// shared finds an id of a customer or respondent that stands for several people: a number
// that a spreadsheet has cut short, or what a system writes for callers it does not know.
func (t *Table) shared(ctx context.Context, db store, problems *diag.List) error {
	column := map[string]string{"contacts": "customer", "employees": "respondent"}[t.Source.Kind]
	if column == "" || !t.Has[column] {
		return nil
	}
	rows, err := texts(ctx, db, fmt.Sprintf("SELECT n, r, sum(n) OVER () FROM (SELECT count(*) AS n, min(rowid) AS r FROM %[1]s WHERE %[2]s IS NOT NULL GROUP BY %[2]s) AS people ORDER BY n DESC, r LIMIT 1", t.Name, column))
	if err != nil || len(rows) == 0 {
		return err
	}
	n, all := whole(rows[0][0]), whole(rows[0][2])
	if n < 2 {
		return nil
	}
	cell, err := t.find(ctx, db, whole(rows[0][1]), column)
	if err != nil {
		return err
	}
	switch text := strings.TrimSpace(cell.Text); {
	case cutShort.MatchString(text):
		t.Stop("doubles", problems, cell.Place, "export the ids as text",
			"%s: %q is a number that a spreadsheet has rounded, and the same in %d of %d rows, which would be told of one person", column, diag.Short(text), n, all)
	case column == "customer" && n >= sharedBy && n*sharedShare > all:
		t.warn("shared", problems, cell.Place,
			`customer: %d of %d contacts are of this one; if it stands for callers who are not known, missing_values = { customer = ["..."] } leaves them out`, n, all)
	}
	return nil
}
