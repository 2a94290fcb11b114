package page

import (
	"strconv"
	"strings"
)

var controlColumns = []field{
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

// controlCharts is the limits within which the months of a series vary; of a large site's teams
// the newest month, and those that a rule marks.
func controlCharts(in *Input) *table {
	t := newTable(in, "xmr", "Control charts: the limits within which months vary", controlColumns, false)
	for _, s := range in.Series {
		for i, p := range s.Chart.Points {
			if in.large() && s.Team != "" && len(p.Signals) == 0 && i < len(s.Lines)-1 {
				continue
			}
			l, base := s.Lines[i], s.Baseline(i)
			sigma := ""
			if s.Method == "laney" {
				sigma = float(base.SigmaZ)
			}
			t.add(
				s.Metric.ID, s.Team, s.Channel, l.Period.String(), float(p.Value), float(p.Mean), float(p.Lower), float(p.Upper),
				s.Method, strings.Join(p.Signals, " "), s.Signal(i), s.Assurance,
				strconv.Itoa(base.Points), strconv.FormatBool(s.Metric.XmR.ScreenOutliers), sigma,
				s.Lines[base.Start].Period.String(), s.Lines[base.Start+base.Points-1].Period.String(),
			)
		}
	}
	return t
}
