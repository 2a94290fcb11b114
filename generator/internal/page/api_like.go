package page

import "shingle/generator/internal/score"

var likeColumns = append(segmentFields[:len(segmentFields):len(segmentFields)],
	field{"against", "string", "the same period of last year, the month before as if both had had the same weekdays, or, of the year up to the end of the newest month, the same months of last year, all pooled", true, []string{"last_year", "equal_weekdays", "year_to_date"}},
	field{"period_before", "string", "the other period; of year_to_date the month with which it ends", true, nil},
	field{"value_before", "number", "its value", true, nil},
	field{"change", "number", "now less then", true, nil},
	field{"low", "number", "lower end of the change's 95 % interval", false, nil},
	field{"high", "number", "its upper end", false, nil},
	field{"verdict", "string", "what the interval says of the change, on its own", true, []string{"better", "worse", "no_evidence", "none"}})

// comparisons hold periods against those that are more like them than their neighbours; of a
// large site's teams only the newest.
func comparisons(in *Input) *table {
	t := newTable(in, "comparisons", "Like with like: against last year, and at equal weekdays", likeColumns, false)
	for run := range score.Runs(in.Lines) {
		newest := score.Newest(run)
		for i, l := range run {
			if in.large() && l.Team != "" && i != newest {
				continue
			}
			for _, x := range l.Likes(run) {
				low, high := ends(x.Interval)
				t.add(l.Metric.ID, l.Team, l.Channel, l.Period.Grain.String(), l.Period.String(), x.Against, x.Before.Period.String(), rat(x.Before.Value), rat(x.Change), low, high, x.Verdict)
			}
		}
	}
	return t
}
