package score

import (
	"iter"
	"math/big"
	"slices"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
)

// What a line is held against beside its calendar neighbour.
const (
	LastYear     = "last_year"      // the same month or quarter of the year before
	EqualWeekday = "equal_weekdays" // the month before, as if both had had the same weekdays
	YearToDate   = "year_to_date"   // the year up to the end of a month against the same months of the year before
)

// A Like holds a line against one that is more like it than its neighbour is.
type Like struct {
	Line     *Line
	Now      *Line // what is held against it: the line, or its year up to its end
	Before   *Line
	Against  string
	Change   *big.Rat
	Interval *Interval // nil: the method has none
	Verdict  string
}

// Runs cuts lines into those of one metric, segment and grain, as they come.
func Runs(lines []*Line) iter.Seq[[]*Line] {
	return func(yield func([]*Line) bool) {
		first := 0
		for i, l := range lines {
			if next := i + 1; next == len(lines) || lines[next].Metric != l.Metric || lines[next].Segment != l.Segment || lines[next].Period.Grain != l.Period.Grain {
				if !yield(lines[first:next]) {
					return
				}
				first = next
			}
		}
	}
}

// Likes are the comparisons of like with like that can be made of a line in its run, if it is
// shown: with last year's period, with the month before at equal weekdays where the two months'
// weekdays differ, and of the year up to the newest month. Lines of so few people that only whole
// numbers are told have none.
func (l *Line) Likes(in []*Line) []Like {
	if l.Period.Grain != fact.Month && l.Period.Grain != fact.Quarter {
		return nil
	}
	var all []Like
	if x, ok := l.lastYear(in); ok {
		all = append(all, x)
	}
	if x, ok := l.equalWeekdays(in); ok {
		all = append(all, x)
	}
	if x, ok := l.yearToDate(in); ok {
		all = append(all, x)
	}
	return all
}

// Newest is the place of the newest line of a run that is over and shown; -1 if none is.
func Newest(in []*Line) int {
	for i, l := range slices.Backward(in) {
		if l.State == Published && l.Shown() {
			return i
		}
	}
	return -1
}

// yearToDate holds a year up to the newest month that is over against the same months of the year
// before: their counts pooled, of months that are all shown, so that nothing is told that they do not tell.
func (l *Line) yearToDate(in []*Line) (Like, bool) {
	i := Newest(in)
	if l.Period.Grain != fact.Month || l.Staff || l.Metric.Defined().Pooled || i < 0 || in[i] != l {
		return Like{}, false
	}
	switch l.Metric.Method().Form {
	case metric.Stock, metric.Quantile, metric.PerPerson, metric.Rate:
		return Like{}, false
	}
	pool := func(last int) *Line {
		months := in[max(0, last-l.months()+1):max(0, last+1)]
		if len(months) < l.months() || l.months() < 2 {
			return nil
		}
		sum := &Line{Metric: l.Metric, Segment: l.Segment, Period: months[len(months)-1].Period, Wave: fact.NoDay, tally: &tally{}}
		for _, o := range months {
			if o.State != Published || !o.Shown() || o.Value == nil || o.Few || o.tally.rare().bare != "" {
				return nil
			}
			sum.tally.merge(o.tally)
		}
		sum.measure()
		return sum
	}
	now, before := pool(i), pool(i-12)
	if now == nil || before == nil || now.Value == nil || before.Value == nil {
		return Like{}, false
	}
	x := Like{Line: l, Now: now, Before: before, Against: YearToDate, Change: new(big.Rat).Sub(now.Value, before.Value)}
	x.Interval, x.Verdict = now.evidence(before)
	return x, true
}

// months is how many months a line's year has had when it ends.
func (l *Line) months() int { return int(l.Period.First.Time().Month()) }

// back is the line so many periods before, if it is there and can be compared; runs have no
// gaps.
func (l *Line) back(in []*Line, steps int) *Line {
	if !l.Shown() || l.Value == nil || l.Few {
		return nil
	}
	p := l.Period.Ago(steps)
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
	x := Like{Line: l, Now: l, Before: before, Against: LastYear, Change: new(big.Rat).Sub(l.Value, before.Value)}
	x.Interval, x.Verdict = l.evidence(before)
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
	return Like{Line: l, Now: l, Before: before, Against: EqualWeekday, Change: new(big.Rat).SetFloat64(change), Verdict: None}, true
}
