package page

import (
	"math/big"

	"shingle/generator/internal/metric"
	"shingle/generator/internal/score"
)

// near says by how few cases a promise was kept or missed, where "so many of 100" is what was promised and does
// not tell; nil where it does, or where some stand for all.
func near(l *score.Line) *sentence {
	m, method := l.Metric, l.Metric.Method()
	if method.Unit != score.Percent || method.Form == metric.Stock || m.Sampled || l.Survey() || l.State != score.Published || l.Numerator == nil || !l.Numerator.IsInt() || l.Denominator <= 0 {
		return nil
	}
	if l.Status != score.Met && l.Status != score.Missed || l.Value.Cmp(m.Promise) == 0 || new(big.Rat).SetFloat64(rounded(l.Value, 0)).Cmp(m.Promise) != 0 {
		return nil
	}
	key := "near_kept"
	if l.Status == score.Missed {
		key = "near_missed"
	}
	limit := onOtherSide(m.Promise, l.Denominator, m.Direction == score.Down, l.Status == score.Met)
	if limit < 0 || limit > l.Denominator {
		return nil
	}
	return say(key, args{"n": number(ratInt(l.Numerator)), "of": number(l.Denominator), "limit": number(limit)}).Rests(evidence{Line: l})
}

// onOtherSide is the number of some cases, next to a promise in percent, with which it would have gone the other
// way: what just keeps a promise is its own number, if that is whole.
func onOtherSide(promise *big.Rat, of int64, down, kept bool) int64 {
	exact := new(big.Rat).Mul(promise, big.NewRat(of, 100))
	floor := new(big.Int).Div(exact.Num(), exact.Denom()).Int64()
	switch {
	case down && kept, !down && !kept && !exact.IsInt():
		return floor + 1
	case !down && kept && exact.IsInt():
		return floor - 1
	}
	return floor
}
