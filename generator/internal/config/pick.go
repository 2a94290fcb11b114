package config

// A Pick says how a canonical column is read where it is not simply one column of the
// export.
type Pick struct {
	Columns []string            // headers; several for a stamp in parts, or with Sum or Share
	Sum     bool                // they are added up
	Share   string              // the header of a share: so much of their sum
	OutOf   float64             // what the whole is in that share: 1 or 100; 0: it is not said
	Where   map[string][]string // only of the rows whose cells are these words
	Rows    bool                // true where there is a row that Where says, false where there is none
	Take    string              // of several rows of one record: first, last or sum
	Unit    string              // of its durations, where it is not the one that units says

	Optional bool // one of several, of which the export may have none
}

// takes are the ways to take one cell of several rows.
var takes = []string{"first", "last", "sum"}

// pick reads what stands for a column in columns, if it is no text, as it mostly is.
func (t *table) pick(key string) (all []Pick, ok bool) {
	of, ok := t.values[key].(map[string]any)
	if !ok {
		return nil, false
	}
	t.asked[key] = true
	inner := newTable(t.doc, t.at(key), of)
	if !inner.has("any") {
		return []Pick{inner.onePick()}, true
	}
	items, isList := of["any"].([]any)
	if !isList || len(items) == 0 {
		inner.wrong("any", "got %s, want a list of columns, of which the first that the export has is read", describe(of["any"]))
	}
	for i, item := range items {
		at := index(inner.at("any"), i)
		switch v := item.(type) {
		case map[string]any:
			p := newTable(t.doc, at, v).onePick()
			p.Optional = true
			all = append(all, p)
		default:
			one := newTable(t.doc, inner.at("any"), map[string]any{"column": v})
			all = append(all, Pick{Columns: one.texts("column"), Optional: true})
		}
	}
	inner.asked["any"] = true
	inner.finish()
	return all, true
}

// onePick reads one way to a column.
func (t *table) onePick() Pick {
	p := Pick{Columns: t.texts("column"), Unit: t.choice("unit", "", Units...), Take: t.choice("take", "", takes...), Where: t.lists("where")}
	ways := 0
	for _, key := range []string{"column", "sum", "share", "rows"} {
		if t.has(key) {
			ways++
		}
	}
	if t.has("sum") {
		p.Columns, p.Sum = t.texts("sum"), true
	}
	if t.has("share") {
		p.Share, p.Columns = t.text("share", ""), t.texts("of")
		p.OutOf = t.number("out_of", 0, 1, 100)
		if !t.has("of") {
			t.wrong("share", "is a share of nothing: of = [\"...\"] names the columns whose sum it is a share of")
		}
	}
	if t.has("rows") {
		p.Where, p.Rows = t.lists("rows"), true
	}
	before := t.doc.problems.Len()
	if t.finish(); ways != 1 && t.doc.problems.Len() == before {
		t.doc.wrong(t.path, "want one of column, sum, share and rows")
	}
	return p
}
