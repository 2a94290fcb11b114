package score

import "shingle/generator/internal/fact"

// ByReason works out the lines of each reason for contact: it stands where a team does. The
// sets are those of [fact.ByReason], and the metrics all there are. Nothing is withheld yet.
func ByReason(sets []fact.Set, metrics []Metric, asOf fact.Day) []*Line {
	var of []Metric
	for i := range sets {
		for _, m := range metrics {
			if m.ID == sets[i].Metric.ID {
				of = append(of, m)
			}
		}
	}
	return Compute(sets, of, asOf)
}
