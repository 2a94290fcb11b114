package record

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"shingle/generator/internal/diag"
)

// dropDoubles keeps of several rows of one id (and question) the one updated
// last, or else the later one.
func (t *Table) dropDoubles(ctx context.Context, db store, problems *diag.List) error {
	if !t.Has["id"] {
		return nil
	}
	key := "id"
	if t.Long {
		key = "id, question"
	}
	if t.asked != nil {
		if met, err := t.met(ctx); err != nil {
			return err
		} else if met {
			t.layers, t.Summed = nil, 0
		}
	}
	given, err := t.doubled(ctx, db, key)
	if err != nil || given == 0 {
		return err
	}
	if err := t.unlike(ctx, db, key, given, problems); err != nil {
		return err
	}
	order := "rowid DESC"
	if t.Has["updated_at"] {
		order = "updated_at DESC NULLS LAST, rowid DESC"
	}
	t.Doubles = given
	if t.asked != nil { // which of them counts, the rows of other days say, too
		t.layers, t.Summed = nil, 0
	}
	return db.latest(ctx, t, "id IS NOT NULL", key, order)
}

// idsAtOnce is about how many rows have their ids compared at once: what is remembered of each takes room.
const idsAtOnce = 2_000_000

// doubled is how many rows there are beside one of each id (and question).
func (t *Table) doubled(ctx context.Context, db store, key string) (given int64, err error) {
	if t.asked != nil { // which types its rows each time
		return db.Whole(ctx, fmt.Sprintf("SELECT CAST(coalesce(sum(n - 1), 0) AS BIGINT) FROM (SELECT count(*) AS n FROM %s WHERE id IS NOT NULL GROUP BY %s) AS ids", t.fresh(), key))
	}
	if given, err = db.Whole(ctx, "SELECT count(id) FROM "+t.fresh()); err != nil {
		return 0, err
	}
	parts := 1 + t.Rows/idsAtOnce
	for part := range parts { // how many groups there are is told in less time than how large each is
		ids, err := db.Whole(ctx, fmt.Sprintf("SELECT count(*) FROM (SELECT %s FROM %s WHERE id %% %d = %d GROUP BY %[1]s) AS ids", key, t.fresh(), parts, part))
		if err != nil {
			return 0, err
		}
		given -= ids
	}
	return given, nil
}

// rounded is how a spreadsheet writes a long number that it has cut short.
var rounded = regexp.MustCompile(`^[0-9](?:[.,][0-9]+)?[Ee]\+?[0-9]{1,3}$`)

// unlike tells of rows that have one id, but began at different times: a ticket that
// was exported again still began when it did, so that these are different ones whose
// ids were spoilt, or are no ids.
func (t *Table) unlike(ctx context.Context, db store, key string, given int64, problems *diag.List) error {
	dating := stampOf(t.Source.Kind)
	if dating == "" || !t.Has[dating] {
		return nil
	}
	when := "CAST(day AS BIGINT) * 1440 + coalesce(minute, 0)"
	if !t.Source.cased() && t.Source.Kind != "responses" { // days only
		when = "day"
	}
	groups := fmt.Sprintf("(SELECT count(DISTINCT %s) AS different, min(rowid) AS r FROM %s WHERE id IS NOT NULL GROUP BY %s) AS groups", when, t.fresh(), key)
	rows, err := texts(ctx, db, "SELECT CAST(sum(different - 1) OVER () AS BIGINT), r, different FROM "+groups+" WHERE different > 1 ORDER BY different DESC, r LIMIT 1")
	if err != nil || len(rows) == 0 {
		return err
	}
	differ, most := whole(rows[0][0]), rows[0][2]
	cell, err := t.find(ctx, db, whole(rows[0][1]), "id")
	if err != nil {
		return err
	}
	read, err := db.Whole(ctx, "SELECT count(*) FROM "+t.Name)
	if err != nil {
		return err
	}
	text := strings.TrimSpace(cell.Text)
	share := float64(differ) / float64(read)
	switch {
	case rounded.MatchString(text):
		t.Stop("doubles", problems, cell.Place, "export the ids as text",
			"id: %q is a number that a spreadsheet has rounded, and the same for %s rows that began at different times; %d of %d rows would be dropped as doubles", diag.Short(text), most, differ, read)
	case share > 0.5 && differ >= 20:
		t.Stop("doubles", problems, cell.Place, "want a column that is different for each row, or none as id",
			"id: is the same for rows that began at different times; %d of %d rows would be dropped as doubles", differ, read)
	case share > 0.01 && differ >= 5:
		t.warn("doubles", problems, cell.Place, "id: is the same for rows that began at different times; of each id the last is kept, and %d of %d rows are dropped as doubles", differ, read)
	}
	return nil
}
