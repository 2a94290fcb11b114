package score

import (
	"fmt"
	"math"
	"testing"

	"shingle/generator/internal/golden"
)

func TestWilsonIsExactAtTheEnds(t *testing.T) {
	for _, n := range []int64{1, 2, 7, 12, 49, 1000, 3_000_001} {
		if got := Wilson(0, n).Low; got != 0 {
			t.Errorf("0 of %d: got %v, want 0", n, got)
		}
		if got := Wilson(n, n).High; got != 100 {
			t.Errorf("%d of %d: got %v, want 100", n, n, got)
		}
	}
}

func TestWilsonRefusesWhatIsNoShare(t *testing.T) {
	for _, c := range [][2]int64{{0, 0}, {-1, 5}, {6, 5}, {1, -1}} {
		what := fmt.Sprint(c)
		golden.Bug(t, what, func() { Wilson(c[0], c[1]) })
		golden.Bug(t, what, func() { ClopperPearson(c[0], c[1]) })
		golden.Bug(t, what, func() { WilsonFPC(c[0], c[1], 1000) })
		golden.Bug(t, what, func() { PooledZ(c[0], c[1], 1, 2) })
		golden.Bug(t, what, func() { PooledZ(1, 2, c[0], c[1]) })
	}
	for _, c := range [][2]float64{{-.1, 5}, {1.1, 5}, {.5, 0}, {.5, -1}, {.5, math.Inf(1)}, {math.NaN(), 5}, {.5, math.NaN()}} {
		golden.Bug(t, fmt.Sprint(c), func() { WilsonEffective(c[0], c[1]) })
	}
}

func FuzzShareIntervals(f *testing.F) {
	f.Add(uint32(7), uint32(20))
	f.Add(uint32(0), uint32(1))
	f.Add(uint32(1), uint32(0))
	f.Add(uint32(487), uint32(13))
	f.Add(uint32(1), uint32(4_000_000_000))
	f.Fuzz(func(t *testing.T, yes, no uint32) {
		x, n := int64(yes), int64(yes)+int64(no)
		if n == 0 {
			return
		}
		for name, interval := range map[string]func(x, n int64) Interval{"wilson": Wilson, "clopper pearson": ClopperPearson} {
			i := interval(x, n)
			p := 100 * float64(x) / float64(n)
			if !(0 <= i.Low && i.Low <= p && p <= i.High && i.High <= 100 && i.Low < i.High) {
				t.Errorf("%s of %d of %d: got %v around %v", name, x, n, i, p)
			}
			m := interval(n-x, n) // the other side of the coin
			if math.Abs(m.Low-(100-i.High)) > 1e-5 || math.Abs(m.High-(100-i.Low)) > 1e-5 {
				t.Errorf("%s of %d of %d: got %v, and for the opposite %v", name, x, n, i, m)
			}
			if wide := half(i); wide < half(interval(2*x, 2*n)) {
				t.Errorf("%s of %d of %d: twice the answers are worth less", name, x, n)
			}
		}
		if Wilson(x, n) != WilsonEffective(float64(x)/float64(n), float64(n)) {
			t.Error("effective answers differ from answers")
		}
	})
}
