package score

import (
	"math/big"

	"shingle/generator/internal/fact"
)

// An Effect is how a score stood in the last period that ended before something was done, and
// in the newest that began after it. What else changed in between is in it, too.
type Effect struct {
	Before, After *Line
	Change        *big.Rat
	Interval      *Interval // nil: the method has none
	Verdict       string
}

// BeforeAfter holds the newest finished period of a metric that began on a day or later
// against the last that ended before it; false while there is none of the one or the other,
// or it is withheld. Lines are those of one segment and grain, in order.
func BeforeAfter(lines []*Line, done fact.Day) (Effect, bool) {
	var e Effect
	for _, l := range lines {
		switch {
		case l.State != Published || l.Value == nil || l.Few:
		case l.Period.Last() < done:
			e.Before = l
		case l.Period.First >= done:
			e.After = l
		}
	}
	if e.Before == nil || e.After == nil {
		return Effect{}, false
	}
	e.Change = new(big.Rat).Sub(e.After.Value, e.Before.Value)
	e.Interval, e.Verdict = e.After.evidence(e.Before)
	return e, true
}

// evidence is how sure the change since another line is, and what it says: nothing, where they
// have no interval of one method.
func (l *Line) evidence(before *Line) (*Interval, string) {
	if l.Interval == nil || l.Method != before.Method {
		return nil, None
	}
	d, ok := l.difference(before)
	if !ok {
		return nil, None
	}
	return &d.Interval, l.verdict(before, d)
}
