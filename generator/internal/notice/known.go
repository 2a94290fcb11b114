package notice

import (
	"maps"
	"slices"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// KnownTo is what a notice may name.
func KnownTo(metrics []score.Metric, sets []fact.Set, lines []*score.Line) Known {
	known := Known{Status: map[Judged]string{}}
	for i := range metrics {
		known.Metrics = append(known.Metrics, metrics[i].ID)
		if metrics[i].Promise != nil {
			known.Promises = append(known.Promises, metrics[i].ID)
		}
	}
	for _, l := range lines {
		if l.Channel == "" && l.Metric.Promise != nil {
			known.Status[Judged{Metric: l.Metric.ID, Team: l.Team, Period: l.Period}] = l.Status
		}
	}
	teams := map[string]bool{}
	for i := range sets {
		for _, seg := range sets[i].Facts.Segments() {
			teams[seg.Team] = true
		}
		for _, a := range sets[i].Answers {
			teams[a.Team] = true
		}
	}
	delete(teams, "")
	known.Teams = slices.Sorted(maps.Keys(teams))
	return known
}
