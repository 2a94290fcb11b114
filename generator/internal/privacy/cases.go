package privacy

import (
	"cmp"
	"maps"
	"slices"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// Cases withholds parts (teams, categories, reasons, themes) of fewer cases than the minimum,
// because so few are somebody's, and as many other parts as it takes that none of them follows
// from what is shown: from a total less the others, from a quarter less its other months, or
// from another count of the same cases. Totals are always shown. Of lines that count cases of
// one kind, those of all must be among them; nothing is withheld of them yet.
func Cases(lines []*score.Line, sets []fact.Set, least int64, reason string) *Inspection {
	in := &Inspection{lines: lines, sets: sets}
	hidden := map[about]bool{} // by a count of more cases: with what it leaves out, another tells it
	for _, t := range tables(lines, sets) {
		f := t.family(least, hidden)
		f.settle(oneScore)
		var also []about
		for _, c := range f.cells {
			for _, l := range c.lines {
				at := about{l.Segment, l.Period}
				if l.Team == "" || c.shown(oneScore) && !hidden[at] {
					continue
				}
				also = append(also, at)
				switch {
				case l.N > 0 && l.N < least:
					withhold(l, reason)
				case l.N > 0 || l.State != score.NoData || l.Missing+l.Rejected > 0 || len(l.Excluded) > 0:
					withhold(l, Protected)
				}
			}
		}
		for _, at := range also {
			hidden[at] = true
		}
		in.families = append(in.families, f)
	}
	return in
}

// about is what a line of cases is of.
type about struct {
	fact.Segment
	period fact.Period
}

// A table is the lines that count the same cases, of one metric or several.
type table struct {
	lines []*score.Line
	at    map[*score.Line]place
	rows  map[place]int64
	cases int64
}

// tables puts the lines of metrics that count the same cases together, the most cases first.
func tables(lines []*score.Line, sets []fact.Set) []*table {
	only := fact.OnlyChannels(sets)
	var all []*table
	byMetric := map[string]*table{}
	for _, l := range lines {
		t := byMetric[l.Metric.ID]
		if t == nil {
			t = &table{at: map[*score.Line]place{}, rows: map[place]int64{}}
			byMetric[l.Metric.ID] = t
			all = append(all, t)
		}
		crossed := slices.ContainsFunc(sets, func(s fact.Set) bool { return s.Metric.ID == l.Metric.ID && s.Crossed })
		if l.Channel != "" && !crossed { // of a total that is cut twice, each cut alone
			continue
		}
		at := place{Segment: l.Segment, period: l.Counted()}
		if crossed && l.Channel == "" {
			at.Channel = only[l.Team]
		}
		t.lines, t.at[l], t.rows[at] = append(t.lines, l), at, l.N
		if l.Segment == (fact.Segment{}) {
			t.cases = max(t.cases, l.N)
		}
	}
	slices.SortStableFunc(all, func(a, b *table) int { return cmp.Compare(b.cases, a.cases) })
	var apart []*table
	for _, t := range all {
		same := slices.IndexFunc(apart, func(o *table) bool { return maps.Equal(o.rows, t.rows) })
		if same < 0 {
			apart = append(apart, t)
			continue
		}
		apart[same].lines = append(apart[same].lines, t.lines...)
		maps.Copy(apart[same].at, t.at)
	}
	return apart
}

// family is the cells of a table. How many cases an atom has is what readers must not learn:
// it stands as so many who came among twice as many.
func (t *table) family(least int64, hidden map[about]bool) *family {
	f := &family{o: Options{MinResponses: 2 * least}, cases: true, subjects: []subject{{}}, exact: map[place]int{}, at: map[place][]int32{}, cellAt: map[string]*cell{}, cellOf: map[*score.Line]*cell{}, viewOf: map[*score.Line]view{}}
	rows := map[place]histogram{}
	for at, n := range t.rows {
		rows[at] = histogram{0, []int64{n, n}}
	}
	for _, l := range t.lines {
		if at := t.at[l]; l.N == 0 && hidden[about{l.Segment, l.Period}] {
			rows[at] = histogram{0, []int64{1, 0}} // that there is none must not be known
		}
	}
	for _, at := range finest(rows) {
		f.rest(at, rows[at])
	}
	for _, l := range t.lines {
		v := view{Segment: l.Segment, period: l.Counted()}
		c := f.cell(f.sum(v.Segment, v.period, []int{0}), nil)
		c.lines, f.cellOf[l], f.viewOf[l] = append(c.lines, l), c, v
		if !slices.Contains(c.views, v) {
			c.views = append(c.views, v)
		}
		c.known = c.known || l.Team == "" || len(c.atoms) == 0
		c.small = c.small || l.N > 0 && l.N < least
		if hidden[about{l.Segment, l.Period}] {
			c.level = nothing
		}
	}
	for _, c := range f.cells {
		c.small = c.small && !c.known // what is of all there are is told of all
		if c.small || c.known {
			c.level = nothing
		}
	}
	return f
}

// nobodys tells whether all of some atoms are of no part: of such there is no line.
func (f *family) nobodys(atoms []int32) bool {
	return f.cases && !slices.ContainsFunc(atoms, func(i int32) bool { return f.atoms[i].Team != "" })
}
