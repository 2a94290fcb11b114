package claim

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"shingle/generator/internal/score"
)

// shown are the lines with figures of periods that are over, of those a sentence speaks of.
func (e *Evidence) shown() (all []*score.Line) {
	for _, l := range e.Lines[e.From:] {
		if l.State == score.Published && l.Shown() && l.Value != nil {
			all = append(all, l)
		}
	}
	return all
}

// ofFinding is what the line of a chart is said to show, up to the newest period.
func (s *Sentence) ofFinding() string {
	all := s.Of.shown()
	if s.K == "finding_begun" {
		if len(all) > 1 {
			return fmt.Sprintf("there are %d figures to compare", len(all))
		}
		return ""
	}
	if len(all) == 0 {
		return "there is no figure"
	}
	for name, want := range map[string]*score.Line{"from": all[0], "to": all[len(all)-1]} {
		if got := s.text(name); got != "" && got != want.Period.String() {
			return "it goes " + name + " " + want.Period.String()
		}
	}
	if why := s.counts(); why != "" {
		return why
	}
	switch what := strings.TrimPrefix(s.K, "finding_"); what {
	case "range", "between", "steady":
		return s.extremes(all, what)
	case "usual", "stood_out":
		return s.usual()
	case "year_before", "year_higher", "year_lower":
		return s.yearBefore(all)
	default:
		if strings.HasPrefix(what, "signal_") || strings.HasPrefix(what, "only_") || strings.HasPrefix(what, "again_") || strings.HasPrefix(what, "back_") || strings.HasPrefix(what, "side_") {
			return s.unusual()
		}
		return s.ofPromise(what, all)
	}
}

// ofPromise denies "all", "none", "since" and "again" by any line that is an exception.
func (s *Sentence) ofPromise(what string, all []*score.Line) string {
	kept, missed, unclear := s.Of.tally()
	lastMissed := ""
	for _, l := range all {
		if l.Status == score.Missed {
			lastMissed = l.Period.String()
		}
	}
	if last := s.text("last"); last != "" && last != lastMissed {
		return "the last missed is " + lastMissed
	}
	whole := int64(len(all))
	switch what {
	case "kept_all", "missed_all":
		for i, l := range all {
			if i > 0 && all[i-1].Period.Next() != l.Period {
				return l.Period.Before().String() + " has no figure"
			}
		}
		fallthrough
	case "kept_known", "missed_known":
		if n := map[bool]int64{true: kept, false: missed}[strings.HasPrefix(what, "kept")]; n != whole {
			return fmt.Sprintf("it was so in %d of %d", n, whole)
		}
	case "never_missed":
		if missed > 0 || unclear == 0 {
			return fmt.Sprintf("%d were missed, %d are undecided", missed, unclear)
		}
	case "missed_last":
		if s.text("first") != all[len(all)-1].Period.String() || went(score.Missed)(s.Of.Lines[s.Of.newest()]) == false {
			return "the newest was not missed"
		}
	case "missed_since":
		return s.unbroken(s.text("first"), went(score.Missed))
	case "kept_again":
		if s.Of.newest()-s.Of.at(s.text("first")) < 2 || missed == 0 {
			return "that is no recovery"
		}
		return s.unbroken(s.text("first"), went(score.Met))
	case "missed_some":
		if missed == 0 || went(score.Missed)(s.Of.Lines[s.Of.newest()]) {
			return "none was missed, or the newest"
		}
	default:
		return "there is no rule for it"
	}
	return ""
}

// extremes denies a lowest or highest that is not, or that others share as they are shown.
func (s *Sentence) extremes(all []*score.Line, what string) string {
	shown := func(l *score.Line, as Value) string { return score.FormatRat(l.Value, as.D) }
	told := func(v Value) string { f, _ := v.V.(float64); return score.FormatRat(new(big.Rat).SetFloat64(f), v.D) }
	low, high := s.A["low"], s.A["high"]
	if what == "steady" {
		high = low
	}
	var lows, highs []string
	for _, l := range all {
		r, ok := new(big.Rat).SetString(shown(l, low))
		from, _ := new(big.Rat).SetString(told(low))
		to, _ := new(big.Rat).SetString(told(high))
		if !ok || r.Cmp(from) < 0 || r.Cmp(to) > 0 {
			return fmt.Sprintf("%s is %s", l.Period, r.FloatString(low.D))
		}
		if r.Cmp(from) == 0 {
			lows = append(lows, l.Period.String())
		}
		if r.Cmp(to) == 0 {
			highs = append(highs, l.Period.String())
		}
	}
	switch {
	case len(lows) == 0 || len(highs) == 0:
		return "no period reached it"
	case what == "range" && (!slices.Equal(lows, []string{s.text("lowest")}) || !slices.Equal(highs, []string{s.text("highest")})):
		return fmt.Sprintf("lowest are %v, highest are %v", lows, highs)
	}
	return ""
}

// yearBefore denies a count of periods that were higher than the same ones of the year before, or
// lower, as they are shown.
func (s *Sentence) yearBefore(all []*score.Line) string {
	then := map[string]*score.Line{}
	for _, l := range (&Evidence{Lines: s.Of.Lines}).shown() {
		then[l.Period.String()] = l
	}
	places, _ := s.count("places")
	got := map[string]int64{"pairs": 0, "higher": 0, "lower": 0}
	for _, l := range all {
		p := l.Period.String()
		year, _ := strconv.Atoi(p[:4])
		before := then[strconv.Itoa(year-1)+p[4:]]
		if before == nil {
			continue
		}
		got["pairs"]++
		apart := new(big.Rat)
		for _, l := range []*score.Line{before, l} {
			shown, _ := new(big.Rat).SetString(score.FormatRat(l.Value, int(places)))
			apart.Sub(shown, apart)
		}
		switch apart.Sign() {
		case 1:
			got["higher"]++
		case -1:
			got["lower"]++
		}
	}
	for name, want := range got {
		if n, _ := s.count(name); n != want {
			return fmt.Sprintf("%s is %d", name, want)
		}
	}
	if way, ok := strings.CutPrefix(s.K, "finding_year_"); ok && way != "before" && got[way] != got["pairs"] {
		return "some are not " + way
	}
	return ""
}

// mark is which way a month lies out of the usual; "" if it does not.
func (e *Evidence) mark(i int) string {
	p := e.Series.Chart.Points[i]
	switch d := e.Series.Metric.Direction; {
	case len(p.Signals) == 0:
		return ""
	case d == score.Neither:
		return map[bool]string{true: "higher", false: "lower"}[p.Up]
	case p.Up == (d == score.Up):
		return score.Better
	}
	return score.Worse
}

// usual denies that months are usual which the control chart marks, and that all is usual now
// where the newest month is none of the chart's.
func (s *Sentence) usual() string {
	if why := s.current(); why != "" {
		return why
	}
	series := s.Of.Series
	marked := map[string]bool{}
	for i, l := range series.Lines {
		if s.Of.mark(i) != "" {
			marked[l.Period.String()] = true
		}
	}
	if s.Of.mark(len(series.Lines)-1) != "" {
		return "the newest month is out of the usual"
	}
	if s.K == "finding_usual" {
		for p := range marked {
			return p + " is out of the usual"
		}
		return ""
	}
	return (&Sentence{A: s.A, Of: &Evidence{Lines: series.Lines}}).listed("months", func(l *score.Line) bool { return marked[l.Period.String()] })
}

// current denies a "now" of a chart that does not reach the newest figure.
func (s *Sentence) current() string {
	if s.Of.Series == nil {
		return "there is no control chart"
	}
	end := s.Of.newest()
	if end < 0 || s.Of.Series.Lines[len(s.Of.Series.Lines)-1] != s.Of.Lines[end] {
		return "the chart does not reach the newest month"
	}
	return ""
}

// unusual denies "since" where the run out of the usual is broken or began before, and "back"
// and "within" where the newest month lies outside.
func (s *Sentence) unusual() string {
	if why := s.current(); why != "" {
		return why
	}
	series := s.Of.Series
	parts := strings.SplitN(s.K, "_", 3)
	kind, way := parts[1], parts[2]
	out := func(i int) bool { return slices.Contains(series.Chart.Points[i].Signals, "outside") }
	end := len(series.Lines) - 1
	if s.Of.mark(end) != way {
		return "the newest month is not " + way
	}
	if newest := series.Lines[end].Period.String(); (kind == "signal" || kind == "only") && (s.text("since") == newest) != (kind == "only") {
		return "that is one month by itself, or a run"
	}
	if (kind == "back" || kind == "side") && out(end) {
		return "the newest month lies outside the usual range"
	}
	if kind == "again" && !out(end) {
		return "the newest month lies within the usual range"
	}
	if kind == "back" || kind == "again" {
		start := end
		for start > 0 && s.Of.mark(start-1) == way && series.Lines[start-1].Period.Next() == series.Lines[start].Period {
			start--
		}
		return (&Sentence{A: s.A, Of: &Evidence{Lines: series.Lines, From: start}}).listed("months", func(l *score.Line) bool { return out(slices.Index(series.Lines, l)) })
	}
	told := func(l *score.Line) bool {
		i := slices.Index(series.Lines, l)
		return i >= 0 && s.Of.mark(i) == way && (kind == "side" || !out(end) || out(i)) && (kind != "side" || !out(i))
	}
	return (&Sentence{Of: &Evidence{Lines: series.Lines}}).unbroken(s.text("since"), told)
}
