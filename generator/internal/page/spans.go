package page

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"shingle/generator/internal/chart"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// besideRow is a month, or a quarter, of several years beside each other.
type besideRow struct {
	Key    string       `json:"key"`
	Period value        `json:"period"` // of the newest
	Cells  []besideCell `json:"cells"`  // the newest year first
}

type besideCell struct {
	Value  *value `json:"value,omitempty"`
	Status mark   `json:"status"`
	State  mark   `json:"state"`
}

// spans are the further charts of a score whose history is long enough, beside the first one:
// all of it where that shows less, its years over each other, and the last year over the one
// before.
func (b *book) spans(m *score.Metric, first *chartView) (all []*chartView, err error) {
	grain, _ := b.grain(m, fact.Segment{})
	history := b.lines(m, fact.Segment{}, grain)
	year := map[fact.Grain]int{fact.Month: 12, fact.Quarter: 4}[grain]
	if year == 0 || len(history) < 2*year {
		return nil, nil
	}
	if len(history) > longest {
		v, err := b.trendOf(m, history, 0, chartView{ID: first.ID + "-all", Span: "all"})
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	newest, oldest := history[len(history)-1].Period, history[0].Period.First.Time().Year()
	var years [][]fact.Period
	for y := newest.First.Time().Year(); y >= oldest; y-- {
		years = append(years, places(fact.PeriodOf(fact.DayOf(time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)), grain), year))
	}
	from := earlier(newest, year-1)
	for _, v := range []struct {
		view  chartView
		years [][]fact.Period
	}{
		{chartView{ID: first.ID + "-years", Span: "years"}, years},
		{chartView{ID: first.ID + "-before", Span: "before", Finding: yearBefore(m, history, year)}, [][]fact.Period{places(from, year), places(earlier(from, year), year)}},
	} {
		if v.view.Span == "before" && v.view.Finding == nil {
			continue
		}
		made, err := b.beside(m, v.view, v.years)
		if err != nil {
			return nil, err
		}
		all = append(all, made)
	}
	return all, nil
}

// places are so many periods from one on.
func places(from fact.Period, n int) (all []fact.Period) {
	for range n {
		all = append(all, from)
		from = from.Next()
	}
	return all
}

// earlier is the period so many before.
func earlier(p fact.Period, n int) fact.Period {
	for range n {
		p = p.Before()
	}
	return p
}

// beside makes a chart of years over each other, the newest first.
func (b *book) beside(m *score.Metric, v chartView, years [][]fact.Period) (*chartView, error) {
	lines := map[fact.Period]*score.Line{}
	for _, l := range b.lines(m, fact.Segment{}, years[0][0].Grain) {
		lines[l.Period] = l
	}
	history := b.lines(m, fact.Segment{}, years[0][0].Grain)
	v.Grain, v.Promise = years[0][0].Grain.String(), history[0].Promise() != nil
	c := chart.Comparison{Unit: chart.Unit(m.Unit()), Min: float64(m.Scale.Min), Max: float64(m.Scale.Max), Promise: promiseOn(history)}
	marks := marksSeen{}
	for y, periods := range years {
		v.Years = append(v.Years, strconv.Itoa(periods[len(periods)-1].First.Time().Year()))
		var points []chart.Point
		for i, p := range periods {
			if y == 0 {
				v.Beside = append(v.Beside, besideRow{Key: p.String(), Period: inPeriod(p)})
			}
			point, cell := chart.Point{Period: p.String()}, besideCell{}
			if l := lines[p]; l != nil {
				var row trendRow
				row, point = b.trendPoint(m, l, nil)
				cell = besideCell{row.Value, row.Status, row.State}
				if y == 0 {
					marks.see(l)
				}
			}
			v.Beside[i].Cells = append(v.Beside[i].Cells, cell)
			points = append(points, point)
		}
		c.Lines = append(c.Lines, points)
	}
	v.Marks = slices.Sorted(maps.Keys(marks))
	return &v, b.draw(v.ID, c)
}

// yearBefore counts in how many of the last year's periods a figure was higher than in the same
// one of the year before, and lower, as a page shows them; nil where there is nothing to compare.
func yearBefore(m *score.Metric, history []*score.Line, year int) *sentence {
	figures, places := map[fact.Period]float64{}, decimals(m, history[len(history)-1].Staff)
	for _, l := range history {
		if l.Shown() && l.State == score.Published && l.Value != nil {
			figures[l.Period] = rounded(l.Value, places)
		}
	}
	var higher, lower, pairs int64
	from := len(history) - year
	for _, l := range history[from:] {
		now, is := figures[l.Period]
		then, was := figures[earlier(l.Period, year)]
		if !is || !was {
			continue
		}
		pairs++
		switch {
		case now > then:
			higher++
		case now < then:
			lower++
		}
	}
	if pairs == 0 {
		return nil
	}
	many := telling(say("periods_"+history[0].Period.Grain.String(), args{"n": number(pairs), "Count": number(pairs)}))
	key := "finding_year_before"
	switch {
	case pairs > 1 && higher == pairs:
		key = "finding_year_higher"
	case pairs > 1 && lower == pairs:
		key = "finding_year_lower"
	}
	return say(key, args{"many": many, "places": number(int64(places)), "pairs": number(pairs), "higher": number(higher), "lower": number(lower)}).Rests(evidence{Lines: history, From: from})
}
