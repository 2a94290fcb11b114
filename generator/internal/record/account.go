package record

import (
	"context"
	"fmt"
)

// An Account says what became of the rows of a source's files. It adds up: what was
// read (or what the query gave of it) is what was left out, rejected, replaced and kept.
type Account struct {
	Read     int64  // rows of the files, without those of names
	Query    int64  // rows that the query gave; -1: there is none
	Rules    []Rule // of keep and drop, with what each left out; of group_by, with the rows that tell of a record together with another
	Rejected int64  // not used at all: of too few or too many fields, or without what makes a record
	Doubles  int64  // replaced by a later row of the same id
	Kept     int64  // what is counted
	Partly   int64  // of those kept: with a cell that could not be read
}

// account closes the books of a table that is read.
func (t *Table) account(ctx context.Context, db store) error {
	a := &t.Account
	a.Read, a.Query, a.Rules, a.Doubles = t.Rows+t.Ragged, -1, t.Rules, t.Doubles
	rows := t.Rows
	if t.Source.Query != "" {
		a.Read, a.Query = t.Taken+t.Ragged, t.Rows
	}
	if g := t.Gathered; g != nil {
		a.Read, a.Rules = g.Rows+t.Ragged, g.rules()
	}
	if t.small() {
		a.Kept = int64(len(t.Given) + len(t.Invited) + len(t.Bases))
		a.Rejected = t.Bad
	} else {
		kept, err := t.whole(ctx, db, "true", "count(*)")
		if err != nil {
			return err
		}
		a.Kept = kept[0]
		a.Rejected = t.Ragged
		if t.Rejects != "" {
			aside, err := db.Whole(ctx, "SELECT count(*) FROM "+t.Rejects)
			if err != nil {
				return err
			}
			a.Rejected += aside
		}
		a.Partly = max(0, t.Bad-a.Rejected)
	}
	if a.Rejected-t.Ragged+t.Left()+a.Doubles+a.Kept != rows {
		return fmt.Errorf("reading %s: of %d rows %d are left out, %d rejected, %d replaced and %d kept, which does not add up", t.Source.Name, rows, t.Left(), a.Rejected-t.Ragged, a.Doubles, a.Kept)
	}
	return nil
}

// small tells whether the rows are counts already, which Go reads itself.
func (t *Table) small() bool { return t.Source.counted() }
