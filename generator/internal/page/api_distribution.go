package page

import (
	"strconv"
)

var distributionColumns = append(segmentFields[:len(segmentFields):len(segmentFields)],
	field{"answer", "integer", "the answer, turned round on reversed scales", true, nil},
	field{"count", "integer", "how often it was given", true, nil})

// distributions is how people answered.
func distributions(in *Input) *table {
	t := newTable(in, "distributions", "How people answered: how often each answer was given", distributionColumns, false)
	for _, l := range in.Lines {
		if !l.Shown() || l.Answers == nil {
			continue
		}
		for i, n := range l.Answers.Counts {
			t.add(l.Metric.ID, l.Team, l.Channel, l.Period.Grain.String(), l.Period.String(), strconv.Itoa(l.Answers.Min+i), figure(n))
		}
	}
	return t
}
