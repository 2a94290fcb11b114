package page

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// api is where the data files stand.
const api = "api/v1/"

// rat writes an exact value with four decimals; "" if there is none.
func rat(r *big.Rat) string {
	if r == nil {
		return ""
	}
	return score.FormatRat(r, 4)
}

// plainRat writes a value with the decimals it has, four at most.
func plainRat(r *big.Rat) string {
	if r == nil {
		return ""
	}
	s := score.FormatRat(r, 4)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

func float(v float64) string { return score.FormatFloat(v, 4) }

func count(n int64) string { return strconv.FormatInt(n, 10) }

// atLeast writes a count, "" for -1.
func atLeast(n int64) string {
	if n < 0 {
		return ""
	}
	return count(n)
}

func ends(i *score.Interval) (low, high string) {
	if i == nil {
		return "", ""
	}
	return float(i.Low), float(i.High)
}

// scores is every published number.
func scores(in *Input) *table {
	t := newTable("scores", "Every score: metric by segment and period", scoreColumns, true)
	asOf := in.AsOf.String()
	for _, l := range in.Lines {
		low, high := ends(l.Interval)
		changeLow, changeHigh := ends(l.ChangeInterval)
		withheld := l.State == score.Suppressed
		t.add(
			l.Metric.ID, l.Metric.Variant, l.Team, l.Channel, l.Period.Grain.String(), l.Period.String(),
			rat(l.Value), string(l.Metric.Unit()), plainRat(l.Numerator), atLeast(l.Denominator), low, high, l.Method,
			unless(withheld, count(l.Missing)), unless(withheld, count(l.Rejected)), plainRat(l.Promise()), l.Status,
			rat(l.Change), changeLow, changeHigh, l.Verdict, l.State, l.Reason, asOf, strconv.FormatBool(l.Restated),
		)
	}
	return t
}

func unless(withheld bool, s string) string {
	if withheld {
		return ""
	}
	return s
}

// distributions is how people answered.
func distributions(in *Input) *table {
	t := newTable("distributions", "How people answered: how often each answer was given", distributionColumns, false)
	for _, l := range in.Lines {
		if !l.Shown() || l.Answers == nil {
			continue
		}
		for i, n := range l.Answers.Counts {
			t.add(l.Metric.ID, l.Team, l.Channel, l.Period.Grain.String(), l.Period.String(), strconv.Itoa(l.Answers.Min+i), count(n))
		}
	}
	return t
}

// exclusions is what was left out of the scores, and why.
func exclusions(in *Input) *table {
	t := newTable("exclusions", "What is left out of the scores, and why", exclusionColumns, false)
	for _, l := range in.Lines {
		for _, reason := range sortedKeys(l.Excluded) {
			t.add(l.Metric.ID, l.Team, l.Channel, l.Period.Grain.String(), l.Period.String(), reason, count(l.Excluded[reason]), exclusionUnit(reason))
		}
	}
	return t
}

// exclusionUnit is what is counted that is left out for a reason: issues are of one or more
// contacts, and gross less net of them is what cannot be resolved.
func exclusionUnit(reason string) string {
	switch reason {
	case "left_edge", "immature", "unresolvable":
		return "issues"
	case "partial":
		return "people"
	}
	return "contacts"
}

// controlCharts is the limits within which the months of a series vary.
func controlCharts(in *Input) *table {
	t := newTable("xmr", "Control charts: the limits within which months vary", controlColumns, false)
	for _, s := range in.Series {
		for i, p := range s.Chart.Points {
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

// responseRates is how many were asked, and how many answered.
func responseRates(in *Input) *table {
	t := newTable("response-rates", "Survey funnels: invited, delivered, responded, valid", funnelColumns, false)
	for _, l := range in.Lines {
		f := l.Funnel
		if f == nil || !l.Shown() {
			continue
		}
		delivered, low, high := "", "", ""
		if f.HasDelivered {
			delivered = count(f.Delivered)
		}
		if f.HasBounds {
			low, high = float(f.Low), float(f.High)
		}
		t.add(l.Metric.ID, l.Team, l.Channel, l.Period.Grain.String(), l.Period.String(),
			count(f.Invited), delivered, count(f.Responded), count(f.Valid), float(f.Rate), low, high)
	}
	return t
}

// comparisons hold periods against those that are more like them than their neighbours.
func comparisons(in *Input) *table {
	t := newTable("comparisons", "Like with like: against last year, and at equal weekdays", likeColumns, false)
	for _, x := range in.Likes {
		low, high := ends(x.Interval)
		l := x.Line
		t.add(l.Metric.ID, l.Team, l.Channel, l.Period.Grain.String(), l.Period.String(), x.Against, x.Before.Period.String(), rat(x.Before.Value), rat(x.Change), low, high, x.Verdict)
	}
	return t
}

// bestTimes is the week profile.
func bestTimes(in *Input) *table {
	w := in.Week
	t := newTable("best-times", "The week by time of day: how many come, how long they wait", timeColumns, true)
	if w == nil {
		return t
	}
	zone := in.Zone.String()
	for i := range w.Slots {
		s := &w.Slots[i]
		if s.Channel != "" && s.Channel == w.Only { // the line without a channel stands for both
			continue
		}
		inTime, low, high, judged, p50, p90, lost := "", "", "", "", "", "", ""
		if s.Known {
			inTime, judged = float(s.InPercent), count(s.Judged)
		}
		if s.HasRange {
			low, high = float(s.Low), float(s.High)
		}
		if v, ok := s.Typical(); ok {
			p50 = count(v)
		}
		if v, ok := s.Bad(); ok {
			p90 = count(v)
		}
		if s.HasLost {
			lost = count(s.Abandoned)
		}
		perDay, state := "", score.Published
		if s.OpenDays > 0 {
			perDay = rat(big.NewRat(s.OnOpen, int64(s.OpenDays)))
		}
		if s.Offered == 0 {
			state = score.NoData
		}
		t.add(
			s.Team, s.Channel, zone, strconv.Itoa(s.Weekday), clock(s.Load.Slot), strconv.Itoa(w.Minutes), strconv.Itoa(s.OpenDays),
			count(s.Offered), perDay, inTime, low, p50, p90, lost, s.Label, state, high, judged,
		)
	}
	return t
}

// forecasts is how many are expected in the coming week, where such forecasts
// were better than "as last week".
func forecasts(in *Input) *table {
	t := newTable("forecast", "The coming week: how many are expected", forecastColumns, false)
	for _, c := range in.told() {
		if c.Forecast == nil {
			continue
		}
		for _, e := range c.Forecast.Slots {
			low, high := "", ""
			if e.HasBand {
				low, high = float(e.Band.Low), float(e.Band.High)
			}
			day := c.Forecast.Monday + fact.Day(e.Weekday-1)
			t.add(c.Channel, in.Zone.String(), day.String(), clock(e.Slot), strconv.Itoa(in.Week.Minutes), float(e.Load), low, high)
		}
	}
	return t
}

func clock(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
