package score

import (
	"math/big"
	"slices"

	"shingle/generator/internal/fact"
)

// What a line is held against beside its calendar neighbour.
const (
	LastYear     = "last_year"      // the same month or quarter of the year before
	EqualWeekday = "equal_weekdays" // the month before, as if both had had the same weekdays
)

// A Like holds a line against one that is more like it than its neighbour is.
type Like struct {
	Line     *Line
	Before   *Line
	Against  string
	Change   *big.Rat
	Interval *Interval // nil: the method has none
	Verdict  string
}

// Likes are the comparisons of like with like that can be made among lines that are shown:
// with last year's period, and with the month before at equal weekdays where the two months'
// weekdays differ. Lines of so few people that only whole numbers are told have none.
func Likes(lines []*Line) []Like {
	var all []Like
	runs := map[run][]*Line{}
	for _, l := range lines {
		if l.Period.Grain == fact.Month || l.Period.Grain == fact.Quarter {
			k := run{l.Metric, l.Segment, l.Period.Grain}
			runs[k] = append(runs[k], l)
		}
	}
	for _, l := range lines {
		in := runs[run{l.Metric, l.Segment, l.Period.Grain}]
		if x, ok := l.lastYear(in); ok {
			all = append(all, x)
		}
		if x, ok := l.equalWeekdays(in); ok {
			all = append(all, x)
		}
	}
	return all
}

type run struct {
	metric *Metric
	fact.Segment
	grain fact.Grain
}

// back is the line so many periods before, if it is there and can be compared; runs have no
// gaps.
func (l *Line) back(in []*Line, steps int) *Line {
	if len(in) == 0 || !l.Shown() || l.Value == nil || l.Few {
		return nil
	}
	p := l.Period
	for range steps {
		p = p.Before()
	}
	i := slices.IndexFunc(in, func(o *Line) bool { return o.Period == p })
	if i < 0 || !in[i].Shown() || in[i].Value == nil || in[i].Few {
		return nil
	}
	return in[i]
}

func (l *Line) lastYear(in []*Line) (Like, bool) {
	steps := 12
	if l.Period.Grain == fact.Quarter {
		steps = 4
	}
	before := l.back(in, steps)
	if before == nil {
		return Like{}, false
	}
	x := Like{Line: l, Before: before, Against: LastYear, Change: new(big.Rat).Sub(l.Value, before.Value), Verdict: None}
	if l.Interval != nil && before.Interval != nil && l.Method == before.Method {
		if d, ok := l.difference(before); ok {
			x.Interval, x.Verdict = &d.Interval, l.verdict(before, d)
		}
	}
	return x, true
}

func (l *Line) equalWeekdays(in []*Line) (Like, bool) {
	if l.Period.Grain != fact.Month || l.Method != "day_cluster" {
		return Like{}, false
	}
	before := l.back(in, 1)
	if before == nil || before.Method != l.Method {
		return Like{}, false
	}
	change, ok := EqualWeekdays(before.tally.byDay(), l.tally.byDay(), l.Metric.scaleOfRatio())
	if !ok {
		return Like{}, false
	}
	return Like{Line: l, Before: before, Against: EqualWeekday, Change: new(big.Rat).SetFloat64(change), Verdict: None}, true
}
