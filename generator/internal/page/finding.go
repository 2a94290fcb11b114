package page

import (
	"slices"
	"strings"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// finding says what the line of a chart shows: how often the promise was missed and how it
// goes now, or what stands out, or that nothing does. Runs are those of the whole history,
// of which a chart shows the last lines.
func (b *book) finding(m *score.Metric, history, lines []*score.Line) *sentence {
	var settled []*score.Line
	for _, l := range lines {
		if l.Shown() && l.State == score.Published && l.Value != nil {
			settled = append(settled, l)
		}
	}
	rests := evidence{Lines: history, From: len(history) - len(lines)}
	if len(settled) < 2 {
		return say("finding_begun").Rests(rests)
	}
	first, last := settled[0], settled[len(settled)-1]
	span := args{"from": inPeriod(first.Period), "to": inPeriod(last.Period), "n": number(int64(len(settled)))}
	if s := findingOfPromise(history, settled, span); last.Promise() != nil && s != nil {
		return s.Rests(rests)
	}
	if s := b.series[run{m.ID, last.Segment, fact.Month}]; s != nil && s.Lines[len(s.Lines)-1] == last {
		rests.Series = s
		return findingOfSeries(s, span).Rests(rests)
	}
	return findingOfRange(m, settled, span).Rests(rests)
}

// findingOfRange says between what the figures lie, as a page shows them: no superlative on a tie.
func findingOfRange(m *score.Metric, settled []*score.Line, span args) *sentence {
	low, high := settled[0], settled[0]
	for _, l := range settled {
		if l.Value.Cmp(low.Value) < 0 {
			low = l
		}
		if l.Value.Cmp(high.Value) > 0 {
			high = l
		}
	}
	places := decimals(m, settled[len(settled)-1].Staff)
	a := args{"low": quantity(m, low.Value, places), "high": quantity(m, high.Value, places), "lowest": inPeriod(low.Period), "highest": inPeriod(high.Period)}
	alike := func(as value) (n int) {
		for _, l := range settled {
			if quantity(m, l.Value, places) == as {
				n++
			}
		}
		return n
	}
	switch {
	case a["low"] == a["high"]:
		return say("finding_steady", span, a)
	case alike(a["low"]) > 1 || alike(a["high"]) > 1:
		return say("finding_between", span, a)
	}
	return say("finding_range", span, a)
}

// again is for how many periods in a row a promise must be kept before it is said that it is
// kept again.
const again = 3

// findingOfPromise is nil where nothing was judged.
func findingOfPromise(history, lines []*score.Line, span args) *sentence {
	count := map[string]int{}
	var lastMissed *score.Line
	gap := false
	for i, l := range lines {
		count[l.Status]++
		if l.Status == score.Missed {
			lastMissed = l
		}
		gap = gap || i > 0 && lines[i-1].Period.Next() != l.Period
	}
	kept, missed, unclear := count[score.Met], count[score.Missed], count[score.Unclear]
	judged := kept + missed + unclear
	if judged == 0 {
		return nil
	}
	a := args{"kept": number(int64(kept)), "misses": number(int64(missed)), "unclear": number(int64(unclear)), "of": number(int64(judged))}
	a["many"] = telling(say("periods_"+lines[0].Period.Grain.String(), args{"n": a["of"], "Count": a["of"]}))
	for k, v := range span {
		a[k] = v
	}
	last := lines[len(lines)-1]
	end := slices.Index(history, last)
	first := runOf(history, end)
	a["first"] = inPeriod(history[first].Period)
	switch {
	case kept == len(lines) && gap:
		return say("finding_kept_known", a)
	case kept == len(lines):
		return say("finding_kept_all", a)
	case missed == 0:
		return say("finding_never_missed", a)
	case missed == len(lines) && gap:
		return say("finding_missed_known", a)
	case missed == len(lines):
		return say("finding_missed_all", a)
	}
	a["last"] = inPeriod(lastMissed.Period)
	switch {
	case last.Status == score.Missed && first == end:
		return say("finding_missed_last", a)
	case last.Status == score.Missed:
		return say("finding_missed_since", a)
	case last.Status == score.Met && end-first+1 >= again:
		return say("finding_kept_again", a)
	}
	return say("finding_missed_some", a)
}

// periods lists periods; three or more that follow each other as from first to last.
func periods(lines []*score.Line) value {
	var all []value
	for i := 0; i < len(lines); {
		end := i
		for end+1 < len(lines) && lines[end].Period.Next() == lines[end+1].Period {
			end++
		}
		if end-i >= 2 {
			all = append(all, telling(say("from_to", args{"from": inPeriod(lines[i].Period), "to": inPeriod(lines[end].Period)})))
			i = end + 1
			continue
		}
		all = append(all, inPeriod(lines[i].Period))
		i++
	}
	return listing(all)
}

// findingOfSeries says which of the last months the control chart marks.
func findingOfSeries(s *score.Series, span args) *sentence {
	marks := make([]marked, len(s.Lines))
	for i := range s.Lines {
		p := s.Chart.Points[i]
		marks[i] = marked{way: s.Signal(i), outside: slices.Contains(p.Signals, "outside"), side: slices.Contains(p.Signals, "shift"), parted: i > 0 && s.Lines[i-1].Period.Next() != s.Lines[i].Period}
		if s.Metric.Direction == score.Neither && len(p.Signals) > 0 {
			marks[i].way = map[bool]string{true: "higher", false: "lower"}[p.Up]
		}
	}
	key, at := standing(marks)
	var lines []*score.Line
	for _, i := range at {
		lines = append(lines, s.Lines[i])
	}
	switch {
	case len(at) == 0:
		return say(key, span)
	case key == "finding_stood_out" || strings.HasPrefix(key, "finding_back_") || strings.HasPrefix(key, "finding_again_"):
		return say(key, span, args{"months": periods(lines)})
	}
	return say(key, span, args{"since": inPeriod(lines[0].Period)})
}

// marked is a month of a control chart: which way it is out of the usual ("": not at all),
// by lying outside the limits, or by a run on one side; parted, if the month before is missing.
type marked struct {
	way           string
	outside, side bool
	parted        bool
}

// standing is what the newest month says, with the months that it speaks of: outside the
// usual since the first of an unbroken run outside it, or by itself, or again after months outside
// on the same side; within it again, after months outside; within it, but on one side since the run began; or that nothing is unusual now.
func standing(marks []marked) (key string, at []int) {
	end := len(marks) - 1
	now := marks[end]
	first := func(same func(marked) bool) int {
		i := end
		for i > 0 && !marks[i].parted && same(marks[i-1]) {
			i--
		}
		return i
	}
	start := first(func(m marked) bool { return m.way == now.way })
	switch {
	case now.way == "":
		for i, m := range marks {
			if m.way != "" {
				at = append(at, i)
			}
		}
		if len(at) == 0 {
			return "finding_usual", nil
		}
		return "finding_stood_out", at
	case now.outside:
		for i := start; i <= end; i++ {
			if marks[i].outside {
				at = append(at, i)
			}
		}
		start = first(func(m marked) bool { return m.way == now.way && m.outside })
		if start > at[0] { // "since" and "in" would pass over the months before
			return "finding_again_" + now.way, at
		}
		if start == end { // a month by itself is no run
			return "finding_only_" + now.way, []int{end}
		}
		return "finding_signal_" + now.way, []int{start}
	}
	for i := start; i < end; i++ {
		if marks[i].outside {
			at = append(at, i)
		}
	}
	switch {
	case len(at) > 0 && now.side:
		return "finding_back_" + now.way, at
	case now.side:
		return "finding_side_" + now.way, []int{start}
	case start == end:
		return "finding_only_" + now.way, []int{end}
	}
	return "finding_signal_" + now.way, []int{start}
}
