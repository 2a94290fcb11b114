package score

import (
	"math/big"

	"shingle/generator/internal/besttime"
	"shingle/generator/internal/fact"
)

// waited is the average speed of answer, or a wait that a share of people stayed
// within: always one that really happened.
func (l *Line) waited() {
	m, t := l.Metric, l.tally
	sum := new(big.Rat).SetFrac64(t.counts[fact.X], 1e6)
	if m.Variant == "asa" {
		l.Denominator = t.counts[fact.N] + t.given.N
		l.ratio(whole(1), sum.Add(sum, whole(t.given.X)), l.Denominator)
		if l.Value != nil && t.daily && !t.handed && m.Interval != "none" {
			if i, ok := t.byDay().MeanInterval(minDays); ok {
				l.sure("day_cluster", Interval{max(i.Low, 0), i.High})
			}
		}
		return
	}
	waits := newWaits(t.waits)
	l.Denominator, l.N = waits.answered, waits.answered
	least, q := int64(10), besttime.Median() // how many it takes to tell
	if m.Variant == "p90" || m.Variant == "kaplan_meier_p90" {
		least, q = 30, besttime.P90()
	}
	if waits.answered < least {
		return
	}
	if m.Variant == "kaplan_meier" || m.Variant == "kaplan_meier_p90" {
		v, ok := besttime.KaplanMeierOf(waits.outcomes()).Quantile(q)
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
	if d, ok := waits.bootstrap(m.Variant, q); ok {
		l.draws = d
		l.sure("day_bootstrap", d.interval())
	}
}

// wholeSeconds rounds a wait up: nobody waited less.
func wholeSeconds(micros int64) *big.Rat { return whole(wholeSecondsOf(micros)) }

func wholeSecondsOf(micros int64) int64 { return (micros + 999_999) / 1_000_000 }
