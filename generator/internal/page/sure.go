package page

import "shingle/generator/internal/score"

// running is a period that is not over, as a score's page tells it.
type running struct {
	*row
	Says *sentence `json:"says,omitempty"`
}

// sureOf says what a figure's margin says of its promise; nil where there is none of either.
func sureOf(l *score.Line) *sentence {
	status := statusOf(l).K
	if l.Interval == nil || l.Promise() == nil || status == score.None || !l.Shown() {
		return nil
	}
	key := "sure_" + status
	if !l.Survey() && !l.Metric.Sampled && status != score.Unclear {
		key = "sure_counted"
	}
	return say(key).Rests(evidence{Line: l})
}

// likely says from where to where the figure could lie: that of everybody where some answered or
// were picked, that of other days where everything was counted.
func likely(l *score.Line) *sentence {
	if l.Interval == nil || !l.Shown() {
		return nil
	}
	key := "daily_sentence"
	if giveOrTake(l) != nil {
		key = "likely_sentence"
	}
	places := apart(l, decimals(l.Metric, l.Staff))
	return say(key, args{"low": quantityFloat(l.Metric, l.Interval.Low, places), "high": quantityFloat(l.Metric, l.Interval.High, places)}).Rests(evidence{Line: l})
}

// compared says how many changes are looked at together; nil for none.
func compared(key string, lines []*score.Line) *sentence {
	n := int64(0)
	for _, l := range lines {
		if l.Verdict != score.None {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return say(key, args{"Count": number(n)}).Rests(evidence{Lines: lines})
}

// hidden says how many of some lines are withheld; nil for none. That it protects people is
// said of colleagues only: of cases and answers it is that there are too few.
func hidden(key string, lines []*score.Line) *sentence {
	n, people := int64(0), false
	for _, l := range lines {
		if l.State == score.Suppressed {
			n, people = n+1, people || l.Staff
		}
	}
	if n == 0 {
		return nil
	}
	if few, ok := map[string]string{"hidden_teams": "hidden_few", "team_hidden": "team_hidden_few"}[key]; ok && !people {
		key = few
	}
	return say(key, args{"Count": number(n)}).Rests(evidence{Lines: lines})
}
