package score

import (
	"fmt"
	"math"
	"testing"

	"shingle/generator/internal/golden"
)

func TestNPSIntervalsStayOnTheScale(t *testing.T) {
	for what, i := range map[string]Interval{
		"wald": NPSWald(9, 1, 0), "adjusted": NPSAdjustedWald(10, 0, 0), "of a headcount": NPSAdjustedWaldFPC(10, 0, 0, 1000),
	} {
		if i.High != 100 {
			t.Errorf("%s: got %v, want it cut at 100", what, i)
		}
	}
	for what, i := range map[string]Interval{
		"wald": NPSWald(0, 1, 9), "adjusted": NPSAdjustedWald(0, 0, 10), "of a headcount": NPSAdjustedWaldFPC(0, 0, 10, 1000),
	} {
		if i.Low != -100 {
			t.Errorf("%s: got %v, want it cut at -100", what, i)
		}
	}
}

func TestNPSIntervalWantsAnswers(t *testing.T) {
	for _, c := range [][3]int64{{0, 0, 0}, {-1, 2, 2}, {2, -1, 2}, {2, 2, -1}} {
		golden.Bug(t, fmt.Sprint(c), func() { NPSAdjustedWald(c[0], c[1], c[2]) })
		golden.Bug(t, fmt.Sprint(c), func() { npsDiffOf(c, [3]int64{1, 1, 1}, 1, 1) })
		golden.Bug(t, fmt.Sprint(c), func() { npsDiffOf([3]int64{1, 1, 1}, c, 1, 1) })
	}
}

// Half promoters, a fifth detractors, in the same proportions of ever more people.
func TestNPSAdjustedWaldClosesInOnTheScore(t *testing.T) {
	i := NPSAdjustedWald(500_000, 300_000, 200_000)
	golden.Near(t, "low", i.Low, 30-.1531, 3)
	golden.Near(t, "high", i.High, 30+.1531, 3)
}

// Of one answer the adjusted interval ends short of the score: its estimate is pulled to the
// middle. From two on it holds the score; a minimum of answers takes care of the rest.
func TestNPSAdjustedWaldHoldsTheScoreFromTwoAnswersOn(t *testing.T) {
	if i := NPSAdjustedWald(1, 0, 0); i.Contains(100) {
		t.Errorf("one promoter: got %v: the doc comment says otherwise", i)
	}
	for n := int64(2); n <= 40; n++ {
		for p := int64(0); p <= n; p++ {
			for d := int64(0); p+d <= n; d++ {
				nps := 100 * float64(p-d) / float64(n)
				if i := NPSAdjustedWald(p, n-p-d, d); !covers(i, nps) {
					t.Errorf("%d promoters and %d detractors of %d: got %v, want %v in it", p, d, n, i, nps)
				}
			}
		}
	}
}

func FuzzNPS(f *testing.F) {
	f.Add(uint16(50), uint16(30), uint16(20), uint16(30))
	f.Add(uint16(10), uint16(0), uint16(0), uint16(0))
	f.Add(uint16(0), uint16(0), uint16(1), uint16(9))
	f.Fuzz(func(t *testing.T, promoters, passives, detractors, silent uint16) {
		p, s, d := int64(promoters), int64(passives), int64(detractors)
		n := p + s + d
		if n == 0 {
			return
		}
		nps := 100 * float64(p-d) / float64(n)
		l := npsLine(p, s, d, "")
		if got, _ := l.Value.Float64(); got != nps || l.Denominator != n {
			t.Errorf("got %v of %d, want %v of %d", got, l.Denominator, nps, n)
		}
		// Nobody is on the other side, or nobody is passive.
		variance, c := NPSVariance(float64(p)/float64(n), float64(d)/float64(n)), nps/100
		if low, high := math.Abs(c)-c*c, 1-c*c; variance < low-1e-9 || variance > high+1e-9 {
			t.Errorf("variance: got %v, want %v to %v", variance, low, high)
		}
		headcount := n + int64(silent)
		for name, interval := range map[string]func(p, s, d int64) Interval{
			"wald": NPSWald, "adjusted": NPSAdjustedWald,
			"of a headcount": func(p, s, d int64) Interval { return NPSAdjustedWaldFPC(p, s, d, headcount) },
		} {
			i, m := interval(p, s, d), interval(d, s, p)
			if !(-100 <= i.Low && i.Low <= i.High && i.High <= 100) {
				t.Errorf("%s: got %v", name, i)
			}
			if n > 1 && !covers(i, nps) {
				t.Errorf("%s: got %v, want %v in it", name, i, nps)
			}
			if math.Abs(i.Low+m.High) > 1e-9 || math.Abs(i.High+m.Low) > 1e-9 {
				t.Errorf("%s: got %v, and %v turned round", name, i, m)
			}
		}
		if plain, narrow := NPSAdjustedWald(p, s, d), NPSAdjustedWaldFPC(p, s, d, headcount); n > 1 && half(narrow) > half(plain)+1e-9 {
			t.Errorf("a headcount of %d widens %v to %v", headcount, plain, narrow)
		}
		if silent == 0 {
			if i := NPSAdjustedWaldFPC(p, s, d, headcount); i != (Interval{nps, nps}) {
				t.Errorf("everyone answered: got %v, want %v", i, nps)
			}
		}
	})
}
