package page

import (
	"math/big"
	"testing"

	"shingle/generator/internal/score"
)

// 72.5 % of 386 answers against 75 %: 0.725 · 0.275 · 1.96² / 0.025² = 1,226, said as 1,300.
func TestWhatWouldSettleIsSaid(t *testing.T) {
	m := promised("fcr")
	m.Kind, m.Promise = "fcr", big.NewRat(75, 1)
	m.Sampled = true
	for value, want := range map[int64]any{725: int64(1300), 749: nil, 750: nil, 500: nil} {
		l := &score.Line{Metric: m, Status: score.Unclear, State: score.Published, Value: big.NewRat(value, 10), N: 386}
		got := settle(l)
		switch {
		case want == nil && got != nil:
			t.Errorf("%d: got %v, want nothing", value, got.A)
		case want != nil && (got == nil || got.A["n"].V != want):
			t.Errorf("%d: got %v, want %v", value, got, want)
		}
		l.Status = score.Met
		if settle(l) != nil {
			t.Errorf("%d: what is kept needs no more answers", value)
		}
	}
}
