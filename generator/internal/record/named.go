package record

import (
	"context"
	"fmt"
	"slices"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/quote"
)

// A Named is a name that a source gives to a team, channel or question: by its records, or
// once for all of them.
type Named struct {
	Column string // team, group, channel or question
	Text   string
	row    int64 // that holds it; inNone and inSome where it is none of those that Go reads itself
}

// What a name's row is that is in no row, and that is in some: which one is asked when it is to be told.
const inNone, inSome = -1, -2

// Names lists the different names that a table's records go by, in order.
func (t *Table) Names(ctx context.Context, db *engine.DB) ([]Named, error) {
	var all []Named
	note := func(column, text string, row int64) {
		if text != "" && !slices.ContainsFunc(all, func(n Named) bool { return n.Column == column && n.Text == text }) {
			all = append(all, Named{column, text, row})
		}
	}
	for _, column := range []string{"team", "group", "channel", "question"} {
		note(column, t.Source.Constants[column], inNone)
	}
	for _, question := range sortedKeys(t.Wide) {
		note("question", question, inNone)
	}
	for _, g := range t.Given {
		note("team", g.Team, g.Row)
		note("channel", g.Channel, g.Row)
	}
	for _, b := range t.Bases {
		note("team", b.Team, b.Row)
		note("channel", b.Channel, b.Row)
	}
	for _, i := range t.Invited {
		note("team", i.Team, i.Row)
		note("channel", i.Channel, i.Row)
	}
	if t.Source.counted() {
		return all, nil
	}
	for _, column := range []string{"team", "group", "channel", "question"} {
		_, constant := t.Source.Constants[column]
		if !t.Has[column] || constant {
			continue
		}
		texts, err := t.different(ctx, t.store(db), kept(column))
		if err != nil {
			return nil, err
		}
		for _, text := range texts {
			all = append(all, Named{column, text, inSome})
		}
	}
	return all, nil
}

// kept is the column of the table that holds a canonical one: groups are its teams.
func kept(column string) string {
	if column == "group" {
		return "team"
	}
	return column
}

// Where is the place of a name: its first cell, its header, or its key in config.
func (t *Table) Where(ctx context.Context, db *engine.DB, n Named) diag.Place {
	_, wide := t.Wide[n.Text]
	row := n.row
	if row == inSome {
		first, err := t.store(db).Whole(ctx, fmt.Sprintf("SELECT min(rowid) FROM %s WHERE %s = %s", t.Name, kept(n.Column), quote.Text(n.Text)))
		if err != nil {
			return t.Source.Place
		}
		row = first
	}
	switch {
	case row >= 0:
		if cell, err := t.find(ctx, t.store(db), row, n.Column); err == nil {
			return cell.Place
		}
	case t.Source.Constants[n.Column] == n.Text:
		return t.Source.At(n.Column)
	case wide && len(t.Source.Columns[n.Text]) > 0:
		return t.Source.At("columns." + n.Text)
	case wide && t.Source.Query != "":
		return t.Source.At("query")
	case wide:
		return t.Files[0].Head
	}
	return t.Source.Place
}

// Told tells whether a name is among what is published: that of a question only if it was
// counted.
func (n Named) Told(sets []fact.Set) bool {
	if n.Column != "question" {
		return true
	}
	return slices.ContainsFunc(sets, func(s fact.Set) bool {
		return slices.ContainsFunc(s.Answers, func(a fact.Answer) bool { return a.Question == n.Text })
	})
}
