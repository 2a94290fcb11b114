package besttime

import (
	"cmp"
	"math/big"
	"slices"
)

// Survival is how a wait runs out: of a hundred callers who would not hang up, how many are
// still waiting after a time. It steps down at each time at which somebody was answered.
// Times are whole seconds, or seconds with fractions.
type Survival[T cmp.Ordered] []SurvivalStep[T]

// SurvivalStep is the curve from Time on, up to the next step.
type SurvivalStep[T cmp.Ordered] struct {
	Time     T       // seconds
	AtRisk   int64   // still waiting just before Time
	Answered int64   // answered at Time
	Waiting  float64 // share still waiting from Time on, 1 to 0
	waiting  *big.Float
}

// Outcome is how many callers were answered and how many hung up after a wait.
type Outcome[T cmp.Ordered] struct {
	Time             T
	Answered, HungUp int64
}

// KaplanMeier estimates the wait of a caller who would not hang up, from the waits of those
// who were answered and of those who did hang up, which are only known to have been longer:
//
//	S(t) = Π over times up to t of (1 - answered / still waiting)
//
// Who hangs up in the second in which others are answered counts as having waited for that
// second. It assumes that patience does not depend on the wait ahead. The average speed of answer
// leaves those out who hung up, and is too low; but do not publish this as the average wait.
func KaplanMeier[T cmp.Ordered](outcomes []Outcome[T]) Survival[T] {
	sorted := slices.Clone(outcomes)
	slices.SortFunc(sorted, func(a, b Outcome[T]) int { return cmp.Compare(a.Time, b.Time) })
	var atRisk int64
	for _, o := range sorted {
		atRisk += o.Answered + o.HungUp
	}
	var curve Survival[T]
	waiting := precise(1)
	for i := 0; i < len(sorted); {
		now := sorted[i].Time
		var answered, gone int64
		for ; i < len(sorted) && sorted[i].Time == now; i++ {
			answered += sorted[i].Answered
			gone += sorted[i].Answered + sorted[i].HungUp
		}
		if answered > 0 {
			waiting = new(big.Float).Mul(waiting, precise(atRisk-answered))
			waiting.Quo(waiting, precise(atRisk))
			share, _ := waiting.Float64()
			curve = append(curve, SurvivalStep[T]{now, atRisk, answered, share, waiting})
		}
		atRisk -= gone
	}
	return curve
}

// Quantile is the smallest time by which the share q of callers would have been answered: the
// smallest t with S(t) <= 1-q. It is false if the curve does not come down that far, because
// those who hung up waited longest.
func (s Survival[T]) Quantile(q Quantile) (T, bool) {
	// A tie such as 3/4·2/3 = 1/2 must not be missed by the last of several hundred bits.
	limit := new(big.Float).Quo(precise(q.Den-q.Num), precise(q.Den))
	limit.Add(limit, big.NewFloat(1e-40))
	for _, step := range s {
		if step.waiting.Cmp(limit) <= 0 {
			return step.Time, true
		}
	}
	var none T
	return none, false
}

func precise(v int64) *big.Float { return new(big.Float).SetPrec(256).SetInt64(v) }
