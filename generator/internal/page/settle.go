package page

import (
	"math"
	"math/big"

	"shingle/generator/internal/score"
)

// settle says how many answers, or how large a sample, would tell whether a promise that is
// too close to call was kept, if the share stays as it is; nil where that is not known, or
// more than anybody would ask.
func settle(l *score.Line) *sentence {
	m := l.Metric
	if l.Status != score.Unclear || m.Unit() != score.Percent || l.Staff || !l.Survey() && !m.Sampled {
		return nil
	}
	p, _ := new(big.Rat).Quo(l.Value, big.NewRat(100, 1)).Float64()
	apart, _ := new(big.Rat).Sub(l.Value, m.Promise).Float64()
	if apart == 0 || p <= 0 || p >= 1 {
		return nil
	}
	n := score.MarginN(p*(1-p), math.Abs(apart))
	if n <= l.N || n > 100_000 {
		return nil
	}
	step := int64(math.Pow10(max(int(math.Log10(float64(n)))-1, 1)))
	key := "settle_answers"
	if m.Sampled {
		key = "settle_sample"
	}
	return say(key, args{"n": number((n + step - 1) / step * step)}).Rests(evidence{Line: l})
}
