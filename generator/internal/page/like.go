package page

import (
	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// likes say how a line stands against periods that are more like it than its neighbour.
// Employees' pages show whole numbers, and have none.
func (b *book) likes(l *score.Line) []*sentence {
	if l.Staff {
		return nil
	}
	var all []*sentence
	for _, x := range l.Likes(b.lines(l.Metric, l.Segment, l.Period.Grain)) {
		a := args{"moved": moved(l, x.Change), "before": inPeriod(x.Before.Period)}
		key := "like_" + x.Against
		if x.Against == score.YearToDate {
			a["now"], a["then"], a["period"] = quantity(l.Metric, x.Now.Value, decimals(l.Metric, false)), quantity(l.Metric, x.Before.Value, decimals(l.Metric, false)), inPeriod(l.Period)
		}
		switch {
		case x.Interval != nil:
			a["low"], a["high"] = b.end(l, x.Interval.Low), b.end(l, x.Interval.High)
		case x.Against != score.EqualWeekday:
			key += "_plain"
		}
		all = append(all, say(key, a).Rests(evidence{Line: l, Lines: b.lines(l.Metric, l.Segment, l.Period.Grain)}))
	}
	return all
}

// season says what the season has to do with a month's change, or that it is not known.
func (b *book) season(l *score.Line) *sentence {
	switch {
	case l.Period.Grain != fact.Month || l.ChangeInterval == nil || l.Staff:
		return nil
	case l.Season == nil:
		return say("season_unknown").Rests(evidence{Line: l})
	}
	return say("season_known", args{"season": b.end(l, l.Season.Effect), "years": number(int64(l.Season.Years))}).Rests(evidence{Line: l})
}

// seasonal is the season's part of a change; nil where none is known.
func (b *book) seasonal(l *score.Line) *value {
	if l.Season == nil {
		return nil
	}
	places := 2 // as the change that it is a part of
	if l.Metric.Unit() == score.Seconds {
		places = 0
	}
	v := quantityFloat(l.Metric, l.Season.Effect, places)
	v.T = "change_" + v.T
	return &v
}
