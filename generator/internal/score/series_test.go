package score

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"shingle/generator/internal/fact"
)

// months makes the lines of a share by month, from January 2024 on; a denominator of 0 is a
// month without data.
func months(m *Metric, x, n []int64) []*Line {
	var lines []*Line
	p := fact.PeriodOf(fact.Day(19723), fact.Month)
	for i := range x {
		if n[i] > 0 {
			l := &Line{Metric: m, Period: p, State: Published, N: n[i], tally: &tally{given: Proportion{x[i], n[i]}, handed: true}}
			l.Value = big.NewRat(100*x[i], n[i])
			lines = append(lines, l)
		}
		p = p.Next()
	}
	return lines
}

func share(kind string, promise int64) *Metric {
	m := &Metric{Metric: fact.Metric{ID: "m", Kind: kind}, Direction: Up, XmR: XmROptions{ScreenOutliers: true, FixAfter: 12}}
	if promise > 0 {
		m.Promise = big.NewRat(promise, 1)
	}
	return m
}

// A service level of about 130,000 calls a month that varies by a point from month to month
// by chance: limits that allow for chance between single calls only would mark most months.
func TestLargeCountsAreNotJudgedByChanceOfSingleCalls(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var x, n []int64
	for range 30 {
		n = append(n, 130000+random.Int64N(1000))
		x = append(x, int64(float64(n[len(n)-1])*(0.8+0.012*random.NormFloat64())))
	}
	s := SeriesOf(months(share("compliance", 0), x, n))[0]
	marked := 0
	for _, p := range s.Chart.Points {
		if slices.Contains(p.Signals, outside) {
			marked++
		}
	}
	if s.Method != "laney" || marked > 2 {
		t.Errorf("got %d of 30 months outside by %s, want hardly any by laney", marked, s.Method)
	}
}

// Where months vary as chance between single cases says, Laney's limits are those of the
// p-chart.
func TestLaneyIsThePChartWhereOnlyChanceVaries(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var x, n []int64
	for range 4000 {
		n = append(n, 200)
		var hits int64
		for range 200 {
			if random.Float64() < 0.8 {
				hits++
			}
		}
		x = append(x, hits)
	}
	if z := Laney(x, n, XmROptions{}).Baselines[0].SigmaZ; math.Abs(z-1) > 0.03 {
		t.Errorf("got sigma z %.3f, want 1", z)
	}
}

// No moving range and no run reaches across missing months, mean and limits are common.
func TestGapsCutTheSeries(t *testing.T) {
	values := []float64{50, 51, 50, 51, 50, 51, 90, 91, 90, 91, 90, 91}
	whole, cut := XmR(values, XmROptions{}), XmR(values, XmROptions{Gaps: []int{6}})
	if got := cut.Baselines[0].MeanMovingRange; got != 1 {
		t.Errorf("got a mean range of %v, want 1: the step of 39 is across the gap", got)
	}
	if !math.IsNaN(cut.Points[6].MovingRange) || len(cut.Baselines) != 1 || cut.Baselines[0].Mean != whole.Baselines[0].Mean {
		t.Errorf("got %+v", cut.Baselines)
	}
	run := []float64{1, 2, 3, 4, 5, 6, 7, 8}
	if got := XmR(run, XmROptions{Gaps: []int{4}}).Points[7].Signals; slices.Contains(got, trend) {
		t.Errorf("got %v, want no trend across a gap", got)
	}
	if got := XmR(run, XmROptions{}).Points[7].Signals; !slices.Contains(got, trend) {
		t.Errorf("got %v, want a trend", got)
	}
}

func TestMissingMonthsAreGaps(t *testing.T) {
	x, n := make([]int64, 20), make([]int64, 20)
	for i := range n {
		x[i], n[i] = 80+int64(i%3), 100
		if i >= 8 && i < 14 {
			n[i] = 0
		}
	}
	s := SeriesOf(months(share("compliance", 0), x, n))[0]
	if len(s.Lines) != 14 || !math.IsNaN(s.Chart.Points[8].MovingRange) || math.IsNaN(s.Chart.Points[9].MovingRange) {
		t.Errorf("got %d points and ranges %v, %v around the gap", len(s.Lines), s.Chart.Points[8].MovingRange, s.Chart.Points[9].MovingRange)
	}
}

// Kept for twelve months, then missed: while the newest month is marked nobody knows how
// things run; with limits since the shift the promise will be missed.
func TestOutlookIsOfHowThingsRunNow(t *testing.T) {
	var x, n []int64
	for i := range 26 {
		rate := int64(9000)
		if i >= 12 {
			rate = 7500
		}
		x, n = append(x, rate+int64(37*i%50)), append(n, 10000)
	}
	if s := SeriesOf(months(share("compliance", 80), x, n))[0]; s.Assurance != "" {
		t.Errorf("got %q, want none: the newest month is marked", s.Assurance)
	}
	m := share("compliance", 80)
	m.XmR.FixAfter = 0 // limits of all months, between the two levels
	s := SeriesOf(months(m, append(x, 8250), append(n, 10000)))[0]
	if last := s.Chart.Points[26].Signals; len(last) > 0 || s.Assurance == "will_keep" {
		t.Errorf("got signals %v and %q", last, s.Assurance)
	}
}

// Means of very different n: m = (50·400 + 60·100 + 40·100 + 54·400)/1000 = 51.6; residuals
// −1.6·20 = −32, 8.4·10 = 84, −11.6·10 = −116, 2.4·20 = 48; ranges 116, 200, 164, mean 160;
// limits of 100 answers 51.6 ± 3·160/1.128/10 = ± 42.5532, of 400 answers ± 21.2766.
func TestStandardisedResiduals(t *testing.T) {
	c := Standardised([]float64{50, 60, 40, 54}, []int64{400, 100, 100, 400}, XmROptions{})
	for i, want := range []float64{21.2766, 42.5532, 42.5532, 21.2766} {
		if p := c.Points[i]; math.Abs(p.Mean-51.6) > 1e-9 || math.Abs(p.Upper-p.Mean-want) > 1e-4 || math.Abs(p.Mean-p.Lower-want) > 1e-4 {
			t.Errorf("point %d: got %v to %v around %v, want 51.6 ± %v", i, p.Lower, p.Upper, p.Mean, want)
		}
	}
	if len(c.Points[3].Signals) > 0 {
		t.Errorf("got %v", c.Points[3].Signals)
	}
}

// A near-census twice: what is left to chance is narrowed in the difference, too.
func TestFiniteHeadcountNarrowsTheChange(t *testing.T) {
	line := func(x, n int64, headcount int64) *Line {
		m := share("favourable", 0)
		m.Headcount = headcount
		l := &Line{Metric: m, tally: &tally{given: Proportion{x, n}}}
		l.measure()
		l.Method = "wilson"
		return l
	}
	free, _ := line(70, 100, 0).difference(line(60, 100, 0))
	near, _ := line(70, 100, 110).difference(line(60, 100, 110))
	all, _ := line(70, 100, 100).difference(line(60, 100, 100))
	if w := free.High - free.Low; near.High-near.Low > w/2 || all.Low != 10 || all.High != 10 {
		t.Errorf("got %v, of 110 %v, of 100 %v", free.Interval, near.Interval, all.Interval)
	}
	a, b := [3]int64{50, 30, 20}, [3]int64{60, 25, 15}
	wide, narrow := npsDiffOf(a, b, 1, 1), npsDiffOf(a, b, 0.5, 0.5)
	if math.Abs((narrow.High-narrow.Low)*2-(wide.High-wide.Low)) > 1e-9 || narrow.Value != wide.Value {
		t.Errorf("got %v and %v", wide, narrow)
	}
}

// A time that so many stayed within has no limits by how many waited: it is a single value, however unlike the
// months are. The share of them has.
func TestQuantilesAreSingleValues(t *testing.T) {
	var x, n []int64
	for i := range int64(24) {
		n = append(n, 100+9900*(i%2))
		x = append(x, n[i]/2+i)
	}
	wait := share("wait", 0)
	wait.Variant = "p90"
	if s := SeriesOf(months(wait, x, n))[0]; s.Method != "xmr" {
		t.Errorf("got %s, want xmr", s.Method)
	}
}
