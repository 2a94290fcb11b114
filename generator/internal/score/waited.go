package score

import (
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
			if i, ok := t.days.MeanInterval(minDays); ok {
				l.sure("day_cluster", Interval{max(i.Low, 0), i.High})
			}
		}
		return
	}
	var answered int64
	seconds := make([]int32, 0, len(t.waits))
	for s, n := range t.waits {
		seconds = append(seconds, s)
		answered += n[0]
	}
	slices.Sort(seconds)
	l.Denominator, l.N = answered, answered
	if m.Variant == "kaplan_meier" || m.Variant == "kaplan_meier_p90" {
		outcomes := make([]besttime.Outcome[int32], len(seconds))
		for i, s := range seconds {
			outcomes[i] = besttime.Outcome[int32]{Time: s, Answered: t.waits[s][0], HungUp: t.waits[s][1]}
		}
		q := besttime.Median()
		if m.Variant == "kaplan_meier_p90" {
			q = besttime.P90()
		}
		if v, ok := besttime.KaplanMeierOf(outcomes).Quantile(q); ok {
			l.Value = whole(int64(v))
		}
		return
	}
	least, q := int64(10), [2]int64{1, 2} // metrics.md 7.2: how many it takes to tell
	if m.Variant == "p90" {
		least, q = 30, [2]int64{9, 10}
	}
	if answered < least {
		return
	}
	rank, passed := (q[0]*answered+q[1]-1)/q[1], int64(0)
	for _, s := range seconds {
		if passed += t.waits[s][0]; passed >= rank {
			l.Value, l.Numerator = whole(int64(s)), sum
			return
		}
	}
}
