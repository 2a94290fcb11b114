package score

import (
	"maps"
	"math/big"
	"slices"

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
	var answered int64
	times := slices.Sorted(maps.Keys(t.waits))
	for _, n := range t.waits {
		answered += n[0]
	}
	l.Denominator, l.N = answered, answered
	least, q := int64(10), besttime.Median() // how many it takes to tell
	if m.Variant == "p90" || m.Variant == "kaplan_meier_p90" {
		least, q = 30, besttime.P90()
	}
	if answered < least {
		return
	}
	if m.Variant == "kaplan_meier" || m.Variant == "kaplan_meier_p90" {
		outcomes := make([]besttime.Outcome[int64], len(times))
		for i, at := range times {
			outcomes[i] = besttime.Outcome[int64]{Time: at, Answered: t.waits[at][0], HungUp: t.waits[at][1]}
		}
		if v, ok := besttime.KaplanMeierOf(outcomes).Quantile(q); ok {
			l.Value = wholeSeconds(v)
		}
		return
	}
	rank, passed := (q.Num*answered+q.Den-1)/q.Den, int64(0)
	for _, at := range times {
		if passed += t.waits[at][0]; passed >= rank {
			l.Value, l.Numerator = wholeSeconds(at), sum
			return
		}
	}
}

// wholeSeconds rounds a wait up: nobody waited less.
func wholeSeconds(micros int64) *big.Rat { return whole((micros + 999_999) / 1_000_000) }
