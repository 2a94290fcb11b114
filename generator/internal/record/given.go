package record

import (
	"context"
	"fmt"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
)

// smallFindings looks for what was given twice, and for totals among teams.
func (t *Table) smallFindings(ctx context.Context, db store, rows []*smallRow, problems *diag.List) error {
	if err := t.givenTwice(ctx, db, rows, problems); err != nil {
		return err
	}
	if err := t.givenTotals(ctx, db, problems); err != nil {
		return err
	}
	if err := t.givenShares(ctx, db, rows, problems); err != nil {
		return err
	}
	return t.invitedTotals(ctx, db, problems)
}

// givenKey is what a row of given scores, or of invitations, is about.
type givenKey struct{ period, metric, team, channel string }

// givenMonths are the first rows of each month: one of the whole month, one of a day in
// it, and one of a day with a bare value, which cannot be added up.
type givenMonths map[givenKey]*struct{ month, day, bare *smallRow }

// overlap finds the row that tells of the same month as r: a month beside its days, or
// one of two days with a bare value each.
func (m givenMonths) overlap(k givenKey, grain fact.Grain, r *smallRow) (int64, bool) {
	of := m[k]
	if of == nil {
		of = &struct{ month, day, bare *smallRow }{}
		m[k] = of
	}
	bare := r.cells["value"] != "" && r.cells["numerator"] == "" && r.cells["promoters"] == ""
	before := of.month
	switch {
	case grain == fact.Month:
		before, of.month = of.day, r
	case bare && of.bare != nil:
		before = of.bare
	}
	if grain == fact.Daily && of.day == nil {
		of.day = r
	}
	if grain == fact.Daily && bare && of.bare == nil {
		of.bare = r
	}
	if before == nil {
		return 0, false
	}
	return before.row, true
}

// givenTwice finds rows of the same period, metric, team and channel.
func (t *Table) givenTwice(ctx context.Context, db store, rows []*smallRow, problems *diag.List) error {
	type key = givenKey
	first, months := map[key]int64{}, givenMonths{}
	for _, r := range rows {
		if len(r.wrong) > 0 {
			continue
		}
		k := key{r.cells["period"] + r.cells["wave"], fold(r.cells["metric"]), r.cells["team"] + r.cells["group"], r.cells["channel"]}
		p, ok := t.period(k.period)
		if ok && p.Grain != fact.Daily { // 2026-Q1 and 2026Q1
			k.period = p.String()
		}
		was, ok := first[k]
		if !ok {
			if ok = p.Grain == fact.Month || p.Grain == fact.Daily && r.cells["wave"] == ""; ok {
				was, ok = months.overlap(key{fact.PeriodOf(p.First, fact.Month).String(), k.metric, k.team, k.channel}, p.Grain, r)
			}
		}
		if !ok {
			first[k] = r.row
			continue
		}
		here, err := t.find(ctx, db, r.row, "")
		if err != nil {
			return err
		}
		before, err := t.find(ctx, db, was, "")
		if err != nil {
			return err
		}
		what := ""
		if k.metric != "" {
			what = fmt.Sprintf("metric %q for ", k.metric)
		}
		t.Stop("overlap", problems, here.Place, "want one row", "%s%s%s is there twice, first in %s, and would be counted twice", what, k.period, ofSegment(k.team, k.channel), before.Place)
	}
	return nil
}

// givenTotals finds a team whose counts are the sum of all others', in every period.
func (t *Table) givenTotals(ctx context.Context, db store, problems *diag.List) error {
	type cell struct {
		metric, channel string
		period          fact.Period
	}
	type counts struct{ x, n int64 }
	all, teams := map[cell]map[string]counts{}, map[string]int64{}
	for _, g := range t.Given {
		if !g.HasCounts || g.Team == "" {
			continue
		}
		c := cell{fold(g.Metric), g.Channel, g.Period}
		if all[c] == nil {
			all[c] = map[string]counts{}
		}
		all[c][g.Team] = counts{g.X, g.N}
		if _, ok := teams[g.Team]; !ok {
			teams[g.Team] = g.Row
		}
	}
	for _, team := range sortedKeys(teams) {
		times, others := 0, 0
		for _, given := range all {
			own, ok := given[team]
			if !ok {
				continue
			}
			var rest counts
			for name, c := range given {
				if name != team {
					rest.x, rest.n = rest.x+c.x, rest.n+c.n
				}
			}
			if rest != own {
				times = -1
				break
			}
			others = max(others, len(given)-1)
			times++
		}
		if times < 1 || !looksTotal(team) && (others < 2 || times < 3) {
			continue
		}
		if err := t.sumOf(ctx, db, "team", share{name: team, times: int64(times), row: teams[team]}, others, others, problems); err != nil {
			return err
		}
	}
	return nil
}
