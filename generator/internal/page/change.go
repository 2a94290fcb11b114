package page

import (
	"math"
	"math/big"
	"slices"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// changeOf says what changed since the period before, in words: an arrow is only
// pointed where the change still holds among all that the page compares, and where
// the control chart, if there is one, marks it.
func (b *book) changeOf(l *score.Line, notable map[*score.Line]bool) *sentence {
	if l.Period.Grain == fact.All || !l.Shown() {
		return nil
	}
	lines := b.lines(l.Metric, l.Segment, l.Period.Grain)
	return b.changeAmong(l, lines, notable).Rests(evidence{Line: l, Lines: lines})
}

func (b *book) changeAmong(l *score.Line, lines []*score.Line, notable map[*score.Line]bool) *sentence {
	before := inPeriod(l.Period.Before())
	switch {
	case l.Change == nil && slices.ContainsFunc(lines, func(x *score.Line) bool {
		return x.Shown() && x.Value != nil && x.Period.First < l.Period.First
	}):
		return say("change_gap", args{"month": before})
	case l.Change == nil:
		return say("change_first")
	case l.Metric.Defined().PerDay && l.ChangeP < 1:
		key := map[bool]string{true: "change_held", false: "change_weak"}[l.ChangeP < 0.05 && b.agreed(l)]
		return say(key, args{"moved": moved(l, l.Change), "before": before})
	case l.ChangeInterval == nil && l.Change.Sign() == 0:
		return say("change_same", args{"before": before})
	case l.ChangeInterval == nil:
		return say("change_only", args{"moved": moved(l, l.Change), "before": before})
	}
	change := l.Change
	if l.Season != nil { // what is judged is said: what is left of the change
		season := new(big.Rat).SetFloat64(l.Season.Effect)
		change, before.S = season.Sub(l.Change, season), true
	}
	a := args{"change": difference(l, change), "moved": moved(l, change), "before": before, "low": b.end(l, l.ChangeInterval.Low), "high": b.end(l, l.ChangeInterval.High)}
	if l.Verdict == score.None {
		return say("change_only", a)
	}
	if !notable[l] || !b.marked(l) {
		if l.Verdict != score.NoEvidence {
			return say("change_weak", a)
		}
		return say("change_none", a)
	}
	return say("change_"+l.Verdict, a)
}

// marked tells whether the control chart agrees that a month is out of the usual;
// without a chart nothing speaks against it.
func (b *book) marked(l *score.Line) bool {
	s := b.series[run{l.Metric.ID, l.Segment, fact.Month}]
	if s == nil || l.Period.Grain != fact.Month {
		return true
	}
	i := slices.Index(s.Lines, l)
	return i >= 0 && s.Signal(i) == l.Verdict
}

// agreed tells whether the control chart of a count, if there is one, marks its newest month on the side to which it moved.
func (b *book) agreed(l *score.Line) bool {
	s := b.series[run{l.Metric.ID, l.Segment, fact.Month}]
	if s == nil || l.Period.Grain != fact.Month {
		return true
	}
	i := slices.Index(s.Lines, l)
	return i >= 0 && len(s.Chart.Points[i].Signals) > 0 && s.Chart.Points[i].Up == (l.Change.Sign() > 0)
}

func difference(l *score.Line, change *big.Rat) value {
	v := quantity(l.Metric, change, decimals(l.Metric, l.Staff))
	v.T = "change_" + v.T
	return v
}

func (b *book) end(l *score.Line, f float64) value {
	v := quantityFloat(l.Metric, f, decimals(l.Metric, l.Staff))
	v.T = "change_" + v.T
	return v
}

// moved says a change with a word for its direction: better by 9.0 points. What is less than
// a page shows is less than that, and not nothing.
func moved(l *score.Line, change *big.Rat) value {
	m, places := l.Metric, decimals(l.Metric, l.Staff)
	if change.Sign() == 0 {
		return telling(say("by_same"))
	}
	size := value{T: "by", V: rounded(new(big.Rat).Abs(change), places), D: places, G: string(m.Unit())}
	up, key := change.Sign() > 0, "by_"
	if size.V == 0.0 {
		size.V, key = roundedFloat(math.Pow10(-places), places), "by_under_"
	}
	word := map[bool]string{true: "higher", false: "lower"}[up]
	if m.Direction != score.Neither {
		word = map[bool]string{true: score.Better, false: score.Worse}[up == (m.Direction == score.Up)]
	}
	return telling(say(key+word, args{"by": size}))
}

// giveOrTake is how far the margin of answers or of a sample reaches to its longer side,
// rounded up; nil where everything was counted.
func giveOrTake(l *score.Line) *sentence {
	if l.Interval == nil || !l.Survey() && !l.Metric.Sampled {
		return nil
	}
	at, _ := l.Value.Float64()
	half, places := max(l.Interval.High-at, at-l.Interval.Low), 0
	if l.Metric.Unit() == score.Scale {
		places = 2
	}
	return say("give_or_take", args{"by": {T: "by", V: roundedUp(half, places), D: places, G: string(l.Metric.Unit())}}).Rests(evidence{Line: l})
}
