package score

import (
	"fmt"
	"math"
	"testing"

	"shingle/generator/internal/golden"
)

// Coverage is how often an interval contains the truth, in percent: not simulated, but added
// up over every result that can happen. The wanted figures are those of docs/definitions.md, "How sure",
// and for the rest what was found when the test was written.

// binomial is the probability of x of n at a true share of p.
func binomial(x, n int64, p float64) float64 {
	if p == 0 || p == 1 {
		if float64(x) == p*float64(n) {
			return 1
		}
		return 0
	}
	return math.Exp(choose(n, x) + float64(x)*math.Log(p) + float64(n-x)*math.Log(1-p))
}

// choose is the logarithm of the binomial coefficient.
func choose(n, k int64) float64 {
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return a - b - c
}

func shareCoverage(interval func(x, n int64) Interval, n int64, p float64) float64 {
	var sum float64
	for x := int64(0); x <= n; x++ {
		if covers(interval(x, n), 100*p) {
			sum += binomial(x, n, p)
		}
	}
	return 100 * sum
}

// covers counts an end that misses the truth by rounding as reaching it.
func covers(i Interval, truth float64) bool { return i.Low-1e-9 <= truth && truth <= i.High+1e-9 }

func TestWilsonCoversAsOftenAsPromised(t *testing.T) {
	for _, c := range []struct {
		n    int64
		p    float64
		want float64
	}{
		{20, .98, 94.01}, {20, .9, 95.68}, {10, .5, 97.85}, {30, .75, 96.78}, {100, .5, 94.31},
	} {
		golden.Near(t, fmt.Sprintf("n %d p %v", c.n, c.p), shareCoverage(Wilson, c.n, c.p), c.want, 2)
	}
}

// At single shares coverage jumps about; on average over all shares it is what it should be.
func TestWilsonCoverageIsRightOnAverage(t *testing.T) {
	for n, want := range map[int64]struct{ mean, least float64 }{
		5: {95.51, 83.25}, 10: {95.41, 83.82}, 20: {95.31, 84.31}, 30: {95.25, 84.75},
	} {
		mean, least := 0.0, 100.0
		const steps = 2000
		for i := 1; i < steps; i++ {
			c := shareCoverage(Wilson, n, float64(i)/steps)
			mean += c / (steps - 1)
			least = min(least, c)
		}
		golden.Near(t, fmt.Sprintf("mean at n %d", n), mean, want.mean, 2)
		golden.Near(t, fmt.Sprintf("least at n %d", n), least, want.least, 2)
	}
}

func TestClopperPearsonNeverCoversLessThanPromised(t *testing.T) {
	for _, n := range []int64{1, 2, 3, 5, 8, 13, 20, 30} {
		for i := range 201 {
			p := float64(i) / 200
			if c := shareCoverage(ClopperPearson, n, p); c < 95-1e-9 {
				t.Errorf("n %d p %v: got %.3f, want 95 or more", n, p, c)
			}
		}
	}
}

func TestClopperPearsonEndsLeaveTwoAndAHalfPercent(t *testing.T) {
	for _, c := range [][2]int64{{1, 1}, {7, 20}, {1, 30}, {29, 30}, {487, 500}, {250, 1000}} {
		x, n := c[0], c[1]
		i := ClopperPearson(x, n)
		var above, below float64
		for k := int64(0); k <= n; k++ {
			if k >= x {
				above += binomial(k, n, i.Low/100)
			}
			if k <= x {
				below += binomial(k, n, i.High/100)
			}
		}
		golden.Near(t, fmt.Sprintf("%d of %d: at least x at the low end", x, n), above, .025, 8)
		if x < n {
			golden.Near(t, fmt.Sprintf("%d of %d: at most x at the high end", x, n), below, .025, 8)
		}
	}
}

// npsCoverage goes through all counts of n answers of people who are promoters with
// probability p and detractors with probability d.
func npsCoverage(interval func(p, s, d int64) Interval, n int64, p, d float64) float64 {
	var sum float64
	for promoters := int64(0); promoters <= n; promoters++ {
		for detractors := int64(0); promoters+detractors <= n; detractors++ {
			passives := n - promoters - detractors
			if !covers(interval(promoters, passives, detractors), 100*(p-d)) {
				continue
			}
			sum += math.Exp(choose(n, promoters) + choose(n-promoters, detractors) +
				float64(promoters)*math.Log(p) + float64(detractors)*math.Log(d) + float64(passives)*math.Log(1-p-d))
		}
	}
	return 100 * sum
}

func TestNPSIntervalsCoverAsMetricsSays(t *testing.T) {
	for _, c := range []struct {
		n              int64
		p, d           float64
		wald, adjusted float64
	}{
		{10, .5, .2, 89.6, 96.2}, {10, .9, .02, 64.9, 93.0}, {20, .8, .05, 86.0, 95.6},
		{50, .9, .02, 91.0, 96.6}, {100, .5, .2, 94.5, 94.9},
	} {
		what := fmt.Sprintf("n %d p %v d %v", c.n, c.p, c.d)
		golden.Near(t, what+" wald", npsCoverage(NPSWald, c.n, c.p, c.d), c.wald, 1)
		golden.Near(t, what+" adjusted", npsCoverage(NPSAdjustedWald, c.n, c.p, c.d), c.adjusted, 1)
	}
}

// With the correction the interval is narrower, and still right when people are drawn from so
// few that the draw uses them up: 20 of 30, of whom 16 are promoters and 5 detractors.
func TestNPSWithSmallHeadcountStillCovers(t *testing.T) {
	const n, promoters, detractors, headcount = 20, 16, 5, 30
	passives := int64(headcount - promoters - detractors)
	truth := 100 * float64(promoters-detractors) / headcount
	var narrowed, plain float64
	for p := int64(0); p <= promoters; p++ {
		for d := int64(0); d <= detractors; d++ {
			s := n - p - d
			if s < 0 || s > passives {
				continue
			}
			chance := math.Exp(choose(promoters, p) + choose(detractors, d) + choose(passives, s) - choose(headcount, n))
			if covers(NPSAdjustedWaldFPC(p, s, d, headcount), truth) {
				narrowed += 100 * chance
			}
			if covers(NPSAdjustedWald(p, s, d), truth) {
				plain += 100 * chance
			}
		}
	}
	golden.Near(t, "narrowed", narrowed, 94.99, 2)
	golden.Near(t, "not narrowed", plain, 99.93, 2)
}

func TestNewcombeCoversAsOftenAsPromised(t *testing.T) {
	for _, c := range []struct {
		n1, n2 int64
		p1, p2 float64
		want   float64
	}{
		{10, 10, .5, .5, 95.78}, {20, 20, .9, .8, 96.47}, {30, 30, .95, .95, 99.29},
		{50, 50, .75, .80, 95.16}, {10, 40, .3, .6, 94.90}, {20, 20, .02, .02, 99.99},
	} {
		var sum float64
		for x1 := int64(0); x1 <= c.n1; x1++ {
			for x2 := int64(0); x2 <= c.n2; x2++ {
				if covers(Newcombe(x1, c.n1, x2, c.n2).Interval, 100*(c.p2-c.p1)) {
					sum += 100 * binomial(x1, c.n1, c.p1) * binomial(x2, c.n2, c.p2)
				}
			}
		}
		golden.Near(t, fmt.Sprintf("%+v", c), sum, c.want, 2)
	}
}

// The difference of two scores on few answers: the plain interval would claim too much (91.53,
// 90.73, 93.50 and 96.06), the adjusted one errs on the safe side, most of all where nearly everyone
// is a promoter.
func TestNPSDiffErrsOnTheSafeSide(t *testing.T) {
	type people struct{ p, d float64 }
	for _, c := range []struct {
		n           int64
		before, now people
		adjusted    float64
	}{
		{10, people{.5, .2}, people{.6, .1}, 96.53},
		{10, people{.9, .02}, people{.5, .2}, 96.30},
		{20, people{.5, .2}, people{.5, .2}, 95.52},
		{20, people{.9, .02}, people{.9, .02}, 99.79},
	} {
		truth := 100 * (c.now.p - c.now.d - c.before.p + c.before.d)
		var adjusted float64
		each := func(group people, do func(p, s, d int64, chance float64)) {
			for p := int64(0); p <= c.n; p++ {
				for d := int64(0); p+d <= c.n; d++ {
					s := c.n - p - d
					do(p, s, d, math.Exp(choose(c.n, p)+choose(c.n-p, d)+float64(p)*math.Log(group.p)+
						float64(d)*math.Log(group.d)+float64(s)*math.Log(1-group.p-group.d)))
				}
			}
		}
		each(c.before, func(p1, s1, d1 int64, chance1 float64) {
			each(c.now, func(p2, s2, d2 int64, chance2 float64) {
				if covers(npsDiffOf([3]int64{p1, s1, d1}, [3]int64{p2, s2, d2}, 1, 1).Interval, truth) {
					adjusted += 100 * chance1 * chance2
				}
			})
		})
		golden.Near(t, fmt.Sprintf("%+v", c), adjusted, c.adjusted, 2)
	}
}
