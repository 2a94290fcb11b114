package score

import (
	"testing"

	"shingle/generator/internal/fact"
)

// The sums of respondents that a line rests on are its own: of its segment, period and wave.
func TestRespondentsAreThoseOfTheLine(t *testing.T) {
	a := fact.Segment{Team: "A"}
	q3, _ := fact.ParsePeriod("2026-Q3")
	q4, _ := fact.ParsePeriod("2026-Q4")
	first, second := q3.First, q3.First+80
	of := func(seg fact.Segment, p fact.Period, wave fact.Day, d int64) fact.Cluster {
		return fact.Cluster{Segment: seg, Period: p, Wave: wave, D: d, Y: 2, X: 3, YY: 4, XY: 5, XX: 6}
	}
	g := gather(&fact.Set{Clusters: []fact.Cluster{
		of(fact.Segment{}, q3, first, 1), of(a, q4, first, 2), of(a, q3, second, 3), of(a, q3, first, 4), of(a, q3, fact.NoDay, 5),
	}}, &Metric{}, nil)
	for _, is := range []struct {
		seg    fact.Segment
		period fact.Period
		wave   fact.Day
		want   int64 // 0: none
	}{
		{fact.Segment{}, q3, first, 1}, {a, q4, first, 2}, {a, q3, second, 3}, {a, q3, first, 4}, {a, q3, fact.NoDay, 5},
		{fact.Segment{}, q4, first, 0}, {fact.Segment{Team: "B"}, q3, first, 0}, {a, q4, second, 0},
	} {
		got, ok := g.cluster(is.seg, is.period, is.wave)
		if want := (Cluster{is.want, 2, 3, 4, 5, 6}); ok != (is.want > 0) || ok && got != want {
			t.Errorf("%+v: got %+v %v", is, got, ok)
		}
	}
	if got := g.waveTally(a, first); got == nil || got.rare().people.D != 4 {
		t.Errorf("the wave of %s: got %+v, want the four of it", first, got)
	}
	if got := g.waveTally(a, fact.NoDay); got != nil {
		t.Errorf("without a wave: got %+v, want none", got)
	}
}

// Two people of one source and three of another are five, of whom 1 + 2 of 2 + 4 answers are good.
func TestPeopleOfTwoSourcesAreCountedTogether(t *testing.T) {
	g := gather(&fact.Set{Clusters: []fact.Cluster{{D: 2, Y: 1, X: 2, YY: 1, XY: 1, XX: 2}, {D: 3, Y: 2, X: 4, YY: 2, XY: 3, XX: 6}}}, &Metric{}, nil)
	if got, _ := g.cluster(fact.Segment{}, fact.Period{}, 0); got != (Cluster{5, 3, 6, 3, 4, 8}) {
		t.Errorf("got %+v", got)
	}
}
