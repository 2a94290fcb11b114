package score

import (
	"math/big"

	"shingle/generator/internal/besttime"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
)

// waited is the average speed of answer, or a wait that a share of people stayed
// within: always one that really happened.
func (l *Line) waited() {
	m, t, method := l.Metric, l.tally, l.Metric.Method()
	sum := new(big.Rat).SetFrac64(t.counts[fact.X], 1e6)
	if method.Form == metric.Mean {
		l.Denominator = t.counts[fact.N] + t.given.N
		if method.Of == metric.Matters && !t.handed && l.Denominator < 10 { // somebody's
			l.N = l.Denominator
			return
		}
		l.ratio(whole(1), sum.Add(sum, whole(t.given.X)), l.Denominator)
		if l.Value != nil && t.daily && !t.handed && m.Interval != "none" {
			if i, ok := t.ratio.interval(1, minDays); ok {
				l.sure("day_cluster", Interval{max(i.Low, 0), i.High})
			}
		}
		return
	}
	waits := newWaits(t.rare().waits)
	l.Denominator, l.N = waits.answered, waits.answered
	q := besttime.Quantile{Num: method.At[0], Den: method.At[1]}
	if waits.answered < method.Least {
		return
	}
	if method.Leavers {
		v, ok := besttime.KaplanMeier(waits.outcomes()).Quantile(q)
		if !ok {
			return
		}
		l.Value = wholeSeconds(v)
	} else {
		l.Value, l.Numerator = wholeSeconds(waits.nearestRank(q)), sum
	}
	if m.Interval == "none" {
		return
	}
	if d, ok := waits.bootstrap(method.Leavers, q); ok {
		l.draws = d
		l.sure("day_bootstrap", d.interval())
	}
}

// Attempts is how many contacts an issue took on average, of total waits; false where that is not known.
func (l *Line) Attempts() (*big.Rat, bool) {
	n := l.tally.counts[fact.N]
	if l.Metric.Method().Of != metric.Matters || n == 0 {
		return nil, false
	}
	return big.NewRat(l.tally.counts[fact.Attempts], n), true
}

// wholeSeconds rounds a wait up: nobody waited less.
func wholeSeconds(micros int64) *big.Rat { return whole(wholeSecondsOf(micros)) }

func wholeSecondsOf(micros int64) int64 { return (micros + 999_999) / 1_000_000 }
