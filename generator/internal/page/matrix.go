package page

import (
	"slices"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// teamsPage is who kept which promise: a row for each team, a column for each promise that
// is measured by team.
type teamsPage struct {
	Title   *sentence      `json:"title,omitempty"` // how many missed one; nil: none could
	Columns []matrixColumn `json:"columns"`
	Rows    []matrixRow    `json:"rows"`
	Others  []navTeam      `json:"others,omitempty"` // no promise is measured of them
	Missed  int            `json:"missed"`           // teams that missed one or more
	Judged  int            `json:"judged"`           // teams of which some promise was judged
}

type matrixColumn struct {
	*row
	Missed int       `json:"missed"`
	Judged int       `json:"judged"`
	Says   *sentence `json:"says,omitempty"` // how many teams missed it
	lines  []*score.Line
}

type matrixRow struct {
	navTeam
	Missed int          `json:"missed"`
	Judged int          `json:"judged"`
	Says   *sentence    `json:"says,omitempty"` // how many promises it missed
	Cells  []matrixCell `json:"cells"`
}

type matrixCell struct {
	Status mark   `json:"status"`
	State  mark   `json:"state"`
	Value  *value `json:"value,omitempty"`
}

func makeTeams(w *writer) {
	if len(w.b.teams) > 0 {
		w.page("teams/_index", "teams", "teams", "teams", w.b.teamsPage())
	}
}

// teamsPage puts each promise's period beside each other: a team's older figure is no answer
// to how it is now.
func (b *book) teamsPage() *teamsPage {
	p := &teamsPage{Columns: []matrixColumn{}, Rows: []matrixRow{}}
	var metrics []*score.Metric
	for i := range b.in.Metrics {
		m := &b.in.Metrics[i]
		if m.Promise != nil && m.Unit() != score.Count && len(b.teamsOf(m)) > 0 {
			metrics = append(metrics, m)
			p.Columns = append(p.Columns, matrixColumn{row: b.ledger(m, fact.Segment{}, nil)})
		}
	}
	var cells []*score.Line
	for _, t := range b.teams {
		r := b.matrixRow(t, metrics, p.Columns, &cells)
		switch {
		case r == nil:
			p.Others = append(p.Others, navTeam{Name: Mask(t.Name), Slug: t.Slug})
			continue
		case r.Missed > 0:
			p.Missed++
		}
		if r.Judged > 0 {
			p.Judged++
		}
		p.Rows = append(p.Rows, *r)
	}
	for i := range p.Columns {
		c := &p.Columns[i]
		c.Says = missedOf("teams_missed_of", c.Missed, c.Judged, c.lines)
	}
	p.Title = p.title(cells)
	return p
}

// missedOf says how many of those that were judged were missed; nil if none was.
func missedOf(key string, missed, judged int, lines []*score.Line) *sentence {
	if judged == 0 {
		return nil
	}
	return say(key, args{"n": number(int64(missed)), "of": number(int64(judged))}).Rests(evidence{Lines: lines})
}

// title says how many teams missed a promise, of those of which one was judged. None did only
// where none is too close to call.
func (p *teamsPage) title(cells []*score.Line) *sentence {
	n, of := number(int64(p.Missed)), number(int64(p.Judged))
	unclear := slices.ContainsFunc(cells, func(l *score.Line) bool { return l.Status == score.Unclear })
	key := "teams_some"
	if p.Judged < len(p.Rows) {
		key = "teams_known"
	}
	switch {
	case p.Judged == 0:
		return nil
	case p.Missed == 0 && unclear:
		key = "teams_no_clear"
	case p.Missed == 0:
		key = "teams_no"
	case p.Missed == p.Judged && p.Judged > 1 && p.Judged == len(p.Rows):
		key = "teams_every"
	case p.Judged == 1:
		key = "teams_one"
	}
	return say(key, args{"Count": n, "n": n, "of": of}).Rests(evidence{Lines: cells})
}

// matrixRow is nil for a team of which no promise is measured, now or before.
func (b *book) matrixRow(t team, metrics []*score.Metric, columns []matrixColumn, cells *[]*score.Line) *matrixRow {
	r := &matrixRow{navTeam: navTeam{Name: Mask(t.Name), Slug: t.Slug}}
	known := false
	var lines []*score.Line
	for i, m := range metrics {
		period, _ := b.period(m)
		l := b.at(m, fact.Segment{Team: t.Name}, period)
		c := matrixCell{Status: mark{K: score.None}}
		if _, measured := b.grain(m, fact.Segment{Team: t.Name}); measured {
			known = true
		}
		if l != nil {
			c.Status, c.State, known = statusOf(l), stateOf(l), true
			if l.Shown() {
				v := quantity(m, l.Value, apart(l, decimals(m, l.Staff)))
				c.Value = &v
			}
		}
		if l != nil && l.State == score.Published {
			r.count(c.Status.K, &columns[i])
			*cells = append(*cells, l)
			lines, columns[i].lines = append(lines, l), append(columns[i].lines, l)
		}
		r.Cells = append(r.Cells, c)
	}
	if !known {
		return nil
	}
	r.Says = missedOf("promises_of", r.Missed, r.Judged, lines)
	return r
}

func (r *matrixRow) count(status string, c *matrixColumn) {
	switch status {
	case score.Missed:
		r.Missed++
		c.Missed++
	case score.Met, score.Unclear:
	default:
		return
	}
	r.Judged++
	c.Judged++
}
