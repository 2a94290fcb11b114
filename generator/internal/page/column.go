package page

// The columns of the data files (design.md 7). Names and order are fixed.

var (
	segmentFields = []field{
		{"metric", "string", "the metric's name in config", true, nil},
		{"team", "string", "empty means all", false, nil},
		{"channel", "string", "empty means all", false, nil},
		{"grain", "string", "how long the period is", true, []string{"month", "quarter", "year", "all"}},
		{"period", "string", "2026-10, 2026-Q4, 2026 or all", true, nil},
	}

	scoreColumns = []field{
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

	distributionColumns = append(segmentFields[:len(segmentFields):len(segmentFields)],
		field{"answer", "integer", "the answer, turned round on reversed scales", true, nil},
		field{"count", "integer", "how often it was given", true, nil})

	exclusionColumns = append(segmentFields[:len(segmentFields):len(segmentFields)],
		field{"reason", "string", "why these are not counted", true, nil},
		field{"count", "integer", "how many", true, nil},
		field{"unit", "string", "of what", true, []string{"contacts", "issues", "people"}})

	controlColumns = []field{
		{"metric", "string", "the metric's name in config", true, nil},
		{"team", "string", "empty means all", false, nil},
		{"channel", "string", "empty means all", false, nil},
		{"period", "string", "the month", true, nil},
		{"value", "number", "the month's score", true, nil},
		{"mean", "number", "centre line", false, nil},
		{"lower", "number", "lower limit, not cut to the scale", false, nil},
		{"upper", "number", "upper limit, not cut to the scale", false, nil},
		{"method", "string", "how the limits are worked out", true, []string{"xmr", "laney", "standardised"}},
		{"signals", "string", "the rules that mark the month: outside, trend, two_in_three, shift", false, nil},
		{"signal", "string", "better or worse where a rule marks it", false, []string{"better", "worse"}},
		{"assurance", "string", "what the process as it runs does with the promise; empty where the newest month is marked", false, []string{"will_keep", "may_miss", "will_miss"}},
		{"baseline", "integer", "of how many months the centre line and the limits are", true, nil},
		{"screening", "boolean", "whether moving ranges of more than 3.267 times their mean were left out of it", true, nil},
		{"sigma_z", "number", "of shares: how many times as much as by chance the months vary", false, nil},
		{"limits_from", "string", "the first month of the baseline", true, nil},
		{"limits_to", "string", "the last month of the baseline", true, nil},
	}

	funnelColumns = append(segmentFields[:len(segmentFields):len(segmentFields)],
		field{"invited", "integer", "asked", true, nil},
		field{"delivered", "integer", "of these reached; empty where it is not known", false, nil},
		field{"responded", "integer", "answered anything", true, nil},
		field{"valid", "integer", "answered this question with an answer that counts", true, nil},
		field{"rate", "number", "valid of delivered (AAPOR RR1), percent", true, nil},
		field{"low", "number", "the share among all who were asked, if none of the silent agreed", false, nil},
		field{"high", "number", "and if all of them did", false, nil})

	likeColumns = append(segmentFields[:len(segmentFields):len(segmentFields)],
		field{"against", "string", "the same period of last year, or the month before as if both had had the same weekdays", true, []string{"last_year", "equal_weekdays"}},
		field{"period_before", "string", "the other period", true, nil},
		field{"value_before", "number", "its value", true, nil},
		field{"change", "number", "now less then", true, nil},
		field{"low", "number", "lower end of the change's 95 % interval", false, nil},
		field{"high", "number", "its upper end", false, nil},
		field{"verdict", "string", "what the interval says of the change, on its own", true, []string{"better", "worse", "no_evidence", "none"}})

	timeColumns = []field{
		{"team", "string", "empty means all", false, nil},
		{"channel", "string", "empty means all", false, nil},
		{"time_zone", "string", "the zone of the service desk, whose clock this is", true, nil},
		{"weekday", "integer", "1 is Monday, 7 is Sunday", true, nil},
		{"start", "string", "HH:MM", true, nil},
		{"minutes", "integer", "how long the slot is", true, nil},
		{"open_days", "integer", "how often it was open in the weeks", true, nil},
		{"offered", "integer", "contacts that came, on holidays too", true, nil},
		{"offered_per_day", "number", "contacts each time it was open", false, nil},
		{"answered_in_time", "number", "percent of those offered; empty where channels of unlike promises are pooled", false, nil},
		{"low", "number", "lower end of its 95 % interval, dates taken as the units", false, nil},
		{"wait_p50", "integer", "seconds that half of the answered waited at most", false, nil},
		{"wait_p90", "integer", "seconds that 9 of 10 of the answered waited at most", false, nil},
		{"abandoned", "integer", "how many hung up", false, nil},
		{"label", "string", "judged against the whole week; empty where nobody waits, or channels of unlike promises are pooled", false, []string{"quiet", "normal", "busy", "unclear", "closed"}},
		{"state", "string", "whether anybody came", true, []string{"published", "no_data"}},
		{"high", "number", "upper end of the interval", false, nil},
		{"judged", "integer", "of how many it is known whether they were answered in time", false, nil},
	}

	forecastColumns = []field{
		{"channel", "string", "empty means all", false, nil},
		{"time_zone", "string", "the zone of the service desk", true, nil},
		{"date", "string", "the day", true, nil},
		{"start", "string", "HH:MM", true, nil},
		{"minutes", "integer", "how long the slot is", true, nil},
		{"expected", "number", "contacts expected", true, nil},
		{"low", "number", "8 of 10 times at least", false, nil},
		{"high", "number", "8 of 10 times at most", false, nil},
	}
)
