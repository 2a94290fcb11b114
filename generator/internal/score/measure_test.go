package score

import (
	"math/big"
	"testing"
	"time"

	"shingle/generator/internal/fact"
)

// valuesOf are the values of a metric's months, "" where there is none.
func valuesOf(m Metric, set fact.Set) map[string]string {
	set.Daily = true
	values := map[string]string{}
	for _, l := range Compute([]fact.Set{set}, []Metric{m}, fact.DayOf(time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC))) {
		if l.Period.Grain == fact.Month {
			values[l.Period.String()] = l.State
			if l.Value != nil {
				values[l.Period.String()] = FormatRat(l.Value, 4)
			}
		}
	}
	return values
}

func on(month time.Month, day int) fact.Day {
	return fact.DayOf(time.Date(2026, month, day, 0, 0, 0, 0, time.UTC))
}

func TestFlowOutsCanBeLeftOutOfAbandonment(t *testing.T) {
	m := Metric{Metric: fact.Metric{ID: "a", Kind: "abandonment", Variant: "all", FlowOutsOut: true}}
	got := valuesOf(m, fact.Set{Facts: fact.FactsOf(fact.Fact{Day: on(10, 1), Counts: fact.Counts{fact.Answered: 3, fact.Abandoned: 1, fact.FlowOuts: 4, fact.CallbacksInTime: 2}})})
	if got["2026-10"] != "25.0000" {
		t.Errorf("got %v, want 1 of 4", got)
	}
}

func TestNoNewsOfAPeriodIsNotAVolumeOfZero(t *testing.T) {
	m := Metric{Metric: fact.Metric{ID: "v", Kind: "volume"}}
	got := valuesOf(m, fact.Set{Facts: fact.FactsOf(
		fact.Fact{Day: on(7, 1), Counts: fact.Counts{fact.X: 5}},
		fact.Fact{Day: on(8, 1)}, // said to be none
		fact.Fact{Day: on(10, 1), Counts: fact.Counts{fact.X: 7}},
	)})
	for month, want := range map[string]string{"2026-07": "5.0000", "2026-08": "0.0000", "2026-09": NoData, "2026-10": "7.0000"} {
		if got[month] != want {
			t.Errorf("%s: got %s, want %s", month, got[month], want)
		}
	}
}

func TestTypicalWaitTellsTheSumOfWaits(t *testing.T) {
	m := Metric{Metric: fact.Metric{ID: "w", Kind: "wait", Variant: "p50"}}
	set := fact.Set{Daily: true, Facts: fact.FactsOf(fact.Fact{Day: on(10, 1), Counts: fact.Counts{fact.X: 60_500_000, fact.N: 10}}),
		Waits: []fact.Wait{{Day: on(10, 1), Micros: 5_000_000, Answered: 6}, {Day: on(10, 1), Micros: 8_000_000, Answered: 4}}}
	for _, l := range Compute([]fact.Set{set}, []Metric{m}, on(11, 1)) {
		if FormatRat(l.Value, 1) != "5.0" || FormatRat(l.Numerator, 1) != "60.5" || l.Denominator != 10 {
			t.Errorf("%s: got %v, %v of %d", l.Period, l.Value, l.Numerator, l.Denominator)
		}
	}
}

// The wait of somebody who would not hang up is worked out from exact times, from 10
// answered on, the long one from 30.
func TestKaplanMeierIsOfExactWaitsAndOfEnough(t *testing.T) {
	wait := func(tenths, answered, left int64) fact.Wait {
		return fact.Wait{Day: on(10, 1), Micros: tenths * 100_000, Answered: answered, Abandoned: left}
	}
	tests := []struct {
		what, variant string
		waits         []fact.Wait
		want          string
	}{
		// S is 12/100 · 5/6 = 1/10 at 80.9 s; of whole seconds it would be 12/100 · 11/12
		{"6 left before that second was over", "kaplan_meier_p90", []fact.Wait{wait(100, 88, 0), wait(801, 0, 6), wait(809, 1, 0), wait(900, 5, 0)}, "81"},
		{"6 left after the answer", "kaplan_meier_p90", []fact.Wait{wait(100, 88, 0), wait(801, 1, 0), wait(809, 0, 6), wait(900, 5, 0)}, "90"},
		{"29 answered", "kaplan_meier_p90", []fact.Wait{wait(100, 29, 0)}, ""},
		{"9 answered", "kaplan_meier", []fact.Wait{wait(100, 9, 0)}, ""},
		{"10 answered", "kaplan_meier", []fact.Wait{wait(101, 10, 0)}, "11"},
	}
	for _, test := range tests {
		m := Metric{Metric: fact.Metric{ID: "w", Kind: "wait", Variant: test.variant}}
		set := fact.Set{Daily: true, Facts: fact.FactsOf(fact.Fact{Day: on(10, 1), Counts: fact.Counts{fact.N: 30}}), Waits: test.waits}
		for _, l := range Compute([]fact.Set{set}, []Metric{m}, on(11, 1)) {
			got := ""
			if l.Value != nil {
				got = l.Value.RatString()
			}
			if got != test.want {
				t.Errorf("%s: got %q, want %q", test.what, got, test.want)
			}
		}
	}
}

func TestAMonthWithoutCallsHasNoWaitAndNothingWithheld(t *testing.T) {
	m := Metric{Metric: fact.Metric{ID: "w", Kind: "wait", Variant: "asa"}}
	set := fact.Set{Daily: true, Facts: fact.FactsOf(
		fact.Fact{Day: on(8, 3), Counts: fact.Counts{fact.X: 50_000_000, fact.N: 5}},
		fact.Fact{Day: on(10, 5), Counts: fact.Counts{fact.X: 70_000_000, fact.N: 5}},
	)}
	for _, l := range Compute([]fact.Set{set}, []Metric{m}, on(11, 1)) {
		if l.Period.String() == "2026-09" && (l.State != NoData || l.Denominator != -1) {
			t.Errorf("got %s of %d, want no data", l.State, l.Denominator)
		}
	}
}

// Four answers of 1 and one of 2 on a scale from 1 to 5 are 5 of 100; the interval reaches below 0, which nobody can be.
func TestAnIntervalOfNorm100EndsAtZero(t *testing.T) {
	m := Metric{Metric: fact.Metric{ID: "c", Kind: "csat", Variant: "norm100", Scale: fact.ScaleOf{Min: 1, Max: 5, PositiveMin: 4}}}
	set := fact.Set{PerPerson: true, Answers: []fact.Answer{
		{Day: on(10, 1), Grain: fact.Month, Question: "c", Value: 1, Count: 4}, {Day: on(10, 1), Grain: fact.Month, Question: "c", Value: 2, Count: 1},
	}}
	l := Compute([]fact.Set{set}, []Metric{m}, on(11, 1))[0]
	if FormatRat(l.Value, 1) != "5.0" || l.Interval == nil || l.Interval.Low != 0 || l.Interval.High < 18 || l.Interval.High > 19.5 {
		t.Errorf("got %v and %+v, want 5 and an interval from 0 to 18.9", l.Value, l.Interval)
	}
}

// Counts of a theme that are more than all there are cannot be taken from them.
func TestAThemeOfMoreThanAllIsHeldAgainstNobody(t *testing.T) {
	m := &Metric{Metric: fact.Metric{ID: "c", Kind: "csat", Variant: "top2_pct", Scale: fact.ScaleOf{Min: 1, Max: 5, PositiveMin: 4}}}
	line := func(counts ...int64) *Line {
		a := &Answers{Min: 1, Counts: counts}
		l := &Line{Metric: m, tally: &tally{answers: map[string]*Answers{"": a}}}
		l.measure()
		l.Answers = a
		return l
	}
	all := line(40, 10, 10, 10, 40)
	if d := line(5, 5, 5, 5, 20).apart(all); d == nil {
		t.Error("got nothing, want how far a theme of 40 answers is from the other 70")
	}
	if d := line(5, 11, 5, 5, 20).apart(all); d != nil {
		t.Errorf("got %v, want nothing", d)
	}
}

func TestRatiosOfAnyNumbersAreExact(t *testing.T) {
	beyond := new(big.Rat).SetFrac(new(big.Int).Lsh(big.NewInt(3), 62), big.NewInt(1))
	for _, c := range []struct {
		scale, num *big.Rat
		den        int64
		want       string
	}{
		{big.NewRat(100, 1), big.NewRat(3, 1), 4, "75"},
		{big.NewRat(1, 1), big.NewRat(121, 2), 10, "121/20"},
		{big.NewRat(1, 2), big.NewRat(3, 1), 4, "3/8"},
		{big.NewRat(100, 1), beyond, 100, beyond.RatString()},
		{beyond, big.NewRat(4, 1), 2, new(big.Rat).Add(beyond, beyond).RatString()},
	} {
		l := &Line{}
		if l.ratio(c.scale, c.num, c.den); l.Value.RatString() != c.want {
			t.Errorf("%v·%v/%d: got %v, want %v", c.scale, c.num, c.den, l.Value, c.want)
		}
	}
}

// What is withheld of how people answered is still counted with.
func TestAnswersThatAreNotShownAreKnown(t *testing.T) {
	l := &Line{Metric: &Metric{Metric: fact.Metric{Kind: "csat", Variant: "mean"}}, tally: &tally{answers: map[string]*Answers{"q": {1, []int64{1, 0, 0, 0, 3}}}}}
	if a := l.answered(); a == nil || a.Sum() != 16 {
		t.Errorf("got %v, want 16 by four", a)
	}
	l.Answers = &Answers{1, []int64{0, 2}}
	if a := l.answered(); a != l.Answers {
		t.Errorf("got %v, want those that are shown", a)
	}
}

func TestAttemptsAreOfMattersThatWereCounted(t *testing.T) {
	for n, want := range map[int64]string{0: "", 1: "3", 2: "3/2"} {
		l := &Line{Metric: &Metric{Metric: fact.Metric{Kind: "wait", Variant: "total"}}, tally: &tally{counts: fact.Counts{fact.N: n, fact.Attempts: 3}}}
		got, ok := l.Attempts()
		if ok != (want != "") || ok && got.RatString() != want {
			t.Errorf("%d matters: got %v %v, want %q", n, got, ok, want)
		}
	}
}

// On its last day a month is not over, and on the next it is.
func TestAMonthIsOverAfterItsLastDay(t *testing.T) {
	for asOf, want := range map[fact.Day]string{on(10, 30): Provisional, on(10, 31): Provisional, on(11, 1): Published} {
		l := &Line{Period: fact.PeriodOf(on(10, 1), fact.Month), Value: big.NewRat(1, 1)}
		if l.state(asOf); l.State != want {
			t.Errorf("as of %s: got %s, want %s", asOf, l.State, want)
		}
	}
}

// What others counted is taken as it is, be it one row, or of one person.
func TestOneRowOfCountsIsAScore(t *testing.T) {
	period := fact.PeriodOf(on(10, 1), fact.Month)
	share := Metric{Metric: fact.Metric{ID: "m", Kind: "compliance"}}
	index := Metric{Metric: fact.Metric{ID: "m", Kind: "engagement", Variant: "csps", Scale: fact.ScaleOf{Min: 1, Max: 5, PositiveMin: 4}}}
	for m, want := range map[*Metric]string{&share: "50.0000", &index: "25.0000"} {
		given := fact.Given{Period: period, Metric: "m", HasCounts: true, X: 5, N: 10}
		if m == &index {
			given.X, given.N = 25, 1
		}
		if got := valuesOf(*m, fact.Set{Given: []fact.Given{given}})["2026-10"]; got != want {
			t.Errorf("%s: got %q, want %s", m.Kind, got, want)
		}
	}
}

// A line that has no counts counts nobody.
func TestALineWithoutCountsCountsNobody(t *testing.T) {
	m := share("compliance", 0)
	period := fact.PeriodOf(on(10, 1), fact.Month)
	for denominator, want := range map[int64]int64{-1: 0, 0: 0, 1: 1} {
		at := coverLines{{grain: fact.Month}: {{Metric: m, Period: period, State: NoData, Denominator: denominator}}}
		if c, ok := cover(m, came{fact.Segment{}, period, 7}, "", at); !ok || c.Counted != want || c.Contacts != 7 {
			t.Errorf("%d: got %+v, %v, want %d of 7", denominator, c, ok, want)
		}
	}
}
