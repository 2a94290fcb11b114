package page

import (
	"strconv"

	"shingle/generator/internal/score"
)

var scoreColumns = []field{
	{"metric", "string", "the metric's name in config", true, nil},
	{"variant", "string", "the method, as defined on the methods page; empty where there is only one", false, nil},
	{"team", "string", "empty means all", false, nil},
	{"channel", "string", "empty means all", false, nil},
	{"grain", "string", "how long the period is", true, []string{"month", "quarter", "year", "all"}},
	{"period", "string", "2026-10, 2026-Q4, 2026 or all", true, nil},
	{"value", "number", "the score, rounded once, half away from zero", false, nil},
	{"unit", "string", "what the value counts", true, []string{"percent", "points", "scale", "seconds", "index", "count", "per_1000"}},
	{"numerator", "number", "those that met the condition; of NPS promoters less detractors; of means the sum", false, nil},
	{"denominator", "integer", "of how many", false, nil},
	{"low", "number", "lower end of the 95 % interval", false, nil},
	{"high", "number", "upper end of the 95 % interval", false, nil},
	{"interval", "string", "the interval's method; empty where there is none", false, nil},
	{"missing", "integer", "cells that were blank, left out", false, nil},
	{"rejected", "integer", "cells that could not be read, left out", false, nil},
	{"promise", "number", "the target the organisation set itself", false, nil},
	{"status", "string", "whether the promise was kept", true, []string{"met", "missed", "unclear", "none"}},
	{"change", "number", "against the calendar period before", false, nil},
	{"change_low", "number", "lower end of its 95 % interval", false, nil},
	{"change_high", "number", "upper end of its 95 % interval", false, nil},
	{"verdict", "string", "whether that interval leaves out zero: one comparison, on its own", true, []string{"better", "worse", "no_evidence", "none"}},
	{"state", "string", "what stands here", true, []string{"published", "provisional", "suppressed", "no_data"}},
	{"reason", "string", "why, where it is not simply published", false, nil},
	{"as_of", "string", "the day of the build", true, nil},
	{"restated", "boolean", "a finished period's value differs from the release before", true, nil},
}

// scores is every published number.
func scores(in *Input) *table {
	t := newTable(in, "scores", "Every score: metric by segment and period", scoreColumns, true)
	asOf := in.AsOf.String()
	for _, l := range in.Lines {
		low, high := ends(l.Interval)
		changeLow, changeHigh := ends(l.ChangeInterval)
		withheld := l.State == score.Suppressed
		t.add(
			l.Metric.ID, l.Metric.Variant, l.Team, l.Channel, l.Period.Grain.String(), l.Period.String(),
			rat(l.Value), string(l.Metric.Unit()), plainRat(l.Numerator), atLeast(l.Denominator), low, high, l.Method,
			unless(withheld, figure(l.Missing)), unless(withheld, figure(l.Rejected)), plainRat(l.Promise()), l.Status,
			rat(l.Change), changeLow, changeHigh, l.Verdict, l.State, l.Reason, asOf, strconv.FormatBool(l.Restated),
		)
	}
	return t
}

// csvOf is where a metric's rows stand as CSV: in a file of its own or, on a large site, among all.
func (in *Input) csvOf(metric string) string {
	if in.large() {
		return api + "scores.csv"
	}
	return api + "metrics/" + metric + ".csv"
}

func unless(withheld bool, s string) string {
	if withheld {
		return ""
	}
	return s
}
