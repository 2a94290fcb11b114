package score

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"shingle/generator/internal/fact"
)

// monthsOf are the months of a satisfaction survey from January 2020 on, n answers each.
func monthsOf(m *Metric, n int64, favourable ...int64) []*Line {
	var lines []*Line
	p := fact.PeriodOf(18262, fact.Month) // 1 January 2020
	for _, x := range favourable {
		l := &Line{Metric: m, Period: p, State: Published, tally: &tally{given: Proportion{x, n}}}
		l.shared()
		lines, p = append(lines, l), p.Next()
	}
	return lines
}

func csat() *Metric {
	return &Metric{Metric: fact.Metric{ID: "csat", Kind: "csat"}, Direction: Up}
}

// Two years in which each December was 10 points below its November: by then the fall of the
// third December is the season's. 80 to 70 of 100 of 1,000 answers: -10 points, of which the
// season brings -10, so nothing is left.
func TestSeasonIsTakenOutOfTheVerdict(t *testing.T) {
	var months []int64
	for range 3 {
		months = append(months, 800, 800, 800, 800, 800, 800, 800, 800, 800, 800, 800, 700)
	}
	lines := monthsOf(csat(), 1000, months...)
	Compare(lines)
	for _, i := range []int{11, 23} { // fewer than two whole years lie before them
		if l := lines[i]; l.Verdict != Worse || l.Season != nil {
			t.Errorf("%s: got %s with season %v, want worse: the season is not yet known", l.Period, l.Verdict, l.Season)
		}
	}
	last := lines[35]
	if last.Season == nil || last.Season.Years != 2 || math.Abs(last.Season.Effect+10) > 1e-9 {
		t.Fatalf("got season %+v, want -10 points from 2 years", last.Season)
	}
	if last.Verdict != NoEvidence || last.Change.Cmp(big.NewRat(-10, 1)) != 0 || !last.ChangeInterval.Contains(0) {
		t.Errorf("got %s, change %s, %v; want no evidence, and the change as it is", last.Verdict, last.Change, last.ChangeInterval)
	}
}

// A December that does not fall is good news, although it stands where November stood.
func TestNoFallInTheSeasonOfFallsIsBetter(t *testing.T) {
	var months []int64
	for range 2 {
		months = append(months, 800, 800, 800, 800, 800, 800, 800, 800, 800, 800, 800, 700)
	}
	months = append(months, 800, 800, 800, 800, 800, 800, 800, 800, 800, 800, 800, 800)
	lines := monthsOf(csat(), 1000, months...)
	Compare(lines)
	if l := lines[35]; l.Verdict != Better || l.Change.Sign() != 0 {
		t.Errorf("got %s and change %s", l.Verdict, l.Change)
	}
}

func TestSeasonNeedsWholeYears(t *testing.T) {
	lines := monthsOf(csat(), 1000, make([]int64, 30)...)
	for _, c := range []struct {
		months int
		want   int
	}{{23, 0}, {24, 2}, {29, 2}} {
		s, ok := seasonOf(lines[:c.months], lines[c.months].Period, lines[c.months].Period.Next())
		if ok != (c.want > 0) || s.Years != c.want {
			t.Errorf("%d months: got %+v %v, want %d years", c.months, s, ok, c.want)
		}
	}
	lines[10].State = Suppressed
	if s, ok := seasonOf(lines[:24], lines[24].Period, lines[25].Period); ok {
		t.Errorf("a month is withheld: got %+v", s)
	}
}

// A yearly wave of four points and nothing else: neighbours seem changed far too often
// before the season is known, and not after.
func TestYearlyWaveIsNoChange(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	var told, asked [2]int
	for range 300 {
		var months []int64
		for i := range 72 {
			p := 0.75 + 0.04*math.Sin(2*math.Pi*float64(i)/12)
			x := int64(0)
			for range 1000 {
				if r.Float64() < p {
					x++
				}
			}
			months = append(months, x)
		}
		lines := monthsOf(csat(), 1000, months...)
		Compare(lines)
		for i, l := range lines {
			if i == 0 {
				continue
			}
			known := min(1, i/61)
			asked[known]++
			if l.Verdict != NoEvidence {
				told[known]++
			}
		}
	}
	before, after := float64(told[0])/float64(asked[0]), float64(told[1])/float64(asked[1])
	if !(before > 0.09) || !(after < 0.09) {
		t.Errorf("changed: %.3f of months before five years are known, %.3f after; want the latter near 0.05", before, after)
	}
	t.Log(fmt.Sprintf("%.3f and %.3f", before, after))
}
