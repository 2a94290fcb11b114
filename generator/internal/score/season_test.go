package score

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
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

// A month of five Mondays has more calls, and none more per open day; one of busier days has.
func TestVolumeIsJudgedPerOpenDay(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 18))
	month := func(mean float64, days int) *Line {
		m := &Metric{Metric: fact.Metric{ID: "volume", Kind: "volume"}, Direction: Down}
		l := &Line{Metric: m, State: Published, tally: &tally{days: &Days{}}}
		total := 0.0
		for d := range days {
			n := math.Round(mean + 3*r.NormFloat64())
			l.tally.days.Add(fact.Day(d), n, 1)
			total += n
		}
		l.Value, l.tally.ratio = new(big.Rat).SetFloat64(total), l.tally.byDay().measured()
		return l
	}
	before, longer, busier := month(100, 20), month(100, 23), month(110, 20)
	longer.Verdict, longer.ChangeP = None, 1
	longer.compare(before, nil)
	if longer.Change.Sign() <= 0 || longer.Verdict != NoEvidence || longer.ChangeInterval != nil {
		t.Errorf("three days more: got %s, %s", longer.Change, longer.Verdict)
	}
	busier.compare(before, nil)
	if busier.Verdict != Worse {
		t.Errorf("busier days: got %s", busier.Verdict)
	}
}

func likesOf(lines []*Line) (all []Like) {
	for in := range Runs(lines) {
		for _, l := range in {
			all = append(all, l.Likes(in)...)
		}
	}
	return all
}

// Each period is held against last year's, and months of unlike weekdays at equal ones.
func TestLikes(t *testing.T) {
	lines := monthsOf(csat(), 1000, 700, 700, 700, 700, 700, 700, 700, 700, 700, 700, 700, 700, 800, 690)
	likes := likesOf(lines)
	if len(likes) != 3 || likes[0].Line != lines[12] || likes[0].Before != lines[0] || likes[0].Against != LastYear || likes[0].Verdict != Better || likes[0].Change.Cmp(big.NewRat(10, 1)) != 0 {
		t.Fatalf("got %+v", likes)
	}
	if likes[1].Verdict != NoEvidence || !likes[1].Interval.Contains(-1) {
		t.Errorf("got %+v", likes[1])
	}
	lines[0].State = Suppressed
	if likes := likesOf(lines); len(likes) != 1 {
		t.Errorf("a withheld month is compared: %+v", likes)
	}
}

// The year up to a month is held against the same months of the year before, their counts pooled.
func TestTheYearSoFarIsHeldAgainstTheSameMonths(t *testing.T) {
	lines := monthsOf(csat(), 1000, 700, 600, 500, 700, 700, 700, 700, 700, 700, 700, 700, 700, 800, 700, 600)
	find := func() *Like {
		for _, x := range likesOf(lines) {
			if x.Against == YearToDate {
				return &x
			}
		}
		return nil
	}
	x := find()
	if x == nil || x.Line != lines[14] || x.Now.Value.Cmp(big.NewRat(70, 1)) != 0 || x.Before.Value.Cmp(big.NewRat(60, 1)) != 0 || x.Change.Cmp(big.NewRat(10, 1)) != 0 || x.Verdict != Better || x.Now.N != 3000 {
		t.Fatalf("got %+v", x)
	}
	lines[1].State = Suppressed
	if x := find(); x != nil {
		t.Errorf("a withheld month is pooled: %+v", x)
	}
}

// January is a month, and no year so far; nor is a year of which the year before is not there, or not whole.
func TestAYearSoFarIsOfTwoMonthsAndOfTwoYears(t *testing.T) {
	for months, want := range map[int]bool{3: false, 12: false, 13: false, 14: true} {
		told := false
		for _, x := range likesOf(monthsOf(csat(), 1000, slices.Repeat([]int64{700}, months)...)) {
			told = told || x.Against == YearToDate
		}
		if told != want {
			t.Errorf("%d months: got a year so far %v, want %v", months, told, want)
		}
	}
	if lines := monthsOf(csat(), 1000, slices.Repeat([]int64{700}, 15)...)[1:]; len(lines) > 0 {
		for _, x := range likesOf(lines) { // of the year before January is missing
			if x.Against == YearToDate {
				t.Errorf("got %+v, of a year that is not whole", x)
			}
		}
	}
}

// Where no error is known, there is none to hold a season against.
func TestASeasonIsNoEvidenceByItself(t *testing.T) {
	d := Diff{Value: 3, Interval: Interval{3, 3}, P: 1}.less(Season{Effect: 1})
	if d.Value != 2 || d.Z != 0 || d.P != 1 {
		t.Errorf("got %+v, want a change of 2 of which nothing is known", d)
	}
}
