package page

import (
	"slices"

	"shingle/generator/internal/score"
)

// correction is a number of a finished period that is not what was first published.
type correction struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Kind   string `json:"kind"`
	Name   string `json:"name,omitempty"` // of the team or channel; none: all
	Period value  `json:"period"`
}

// mostCorrections are listed on the page of data.
const mostCorrections = 50

// corrections lists the numbers that were changed, and says that there are more, or none at all.
func (b *book) corrections() (all []correction, said *sentence) {
	n, rests := 0, evidence{Lines: b.in.Lines}
	for _, l := range b.in.Lines {
		if !l.Restated || !l.Shown() {
			continue
		}
		if n++; n > mostCorrections {
			continue
		}
		name := l.Team
		if l.Channel != "" && name != "" {
			name += ", "
		}
		all = append(all, correction{l.Metric.ID, Mask(l.Metric.Title), l.Metric.Kind, Mask(name + l.Channel), inPeriod(l.Period)})
	}
	switch {
	case n > len(all):
		return all, say("corrections_more", args{"n": number(int64(n))}).Rests(rests)
	case !slices.ContainsFunc(b.in.Lines, func(l *score.Line) bool { return l.Restated }):
		return nil, say("corrections_none").Rests(rests)
	}
	return all, nil
}
