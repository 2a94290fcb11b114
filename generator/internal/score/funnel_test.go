package score

import (
	"testing"

	"shingle/generator/internal/fact"
)

// rateOf is the funnel of a month in which so many answered.
func rateOf(answered int64, invited ...fact.Invitation) *Funnel {
	m := Metric{Metric: fact.Metric{ID: "c", Kind: "csat", Variant: "top2_pct", Scale: fact.ScaleOf{Min: 1, Max: 5, PositiveMin: 4}}}
	set := fact.Set{PerPerson: true, Invited: invited, Answers: []fact.Answer{{Segment: fact.Segment{Team: "A"}, Day: on(9, 1), Grain: fact.Month, Question: "c", Value: 5, Count: answered}}}
	return Compute([]fact.Set{set}, []Metric{m}, on(11, 1))[0].Funnel
}

func TestTheOnlyOneWhoWasAskedMayAnswer(t *testing.T) {
	september := fact.PeriodOf(on(9, 1), fact.Month)
	if f := rateOf(1, fact.Invitation{Period: september, Invited: 1}); f == nil || f.Rate != 100 || f.Valid != 1 {
		t.Errorf("one of one: got %+v", f)
	}
	if f := rateOf(2, fact.Invitation{Period: september, Invited: 1}); f != nil {
		t.Errorf("two of one: got %+v, want nothing told", *f)
	}
	if f := rateOf(30, fact.Invitation{Period: september, Invited: 100}, fact.Invitation{Segment: fact.Segment{Team: "A"}, Period: september, Invited: 60}, fact.Invitation{Segment: fact.Segment{Team: "B"}, Period: september, Invited: 50}); f == nil || f.Invited != 100 {
		t.Errorf("a total beside its teams: got %+v, want the total", f)
	}
	if f := rateOf(30, fact.Invitation{Segment: fact.Segment{Team: "A"}, Period: september, Invited: 60}, fact.Invitation{Segment: fact.Segment{Team: "B"}, Period: september, Invited: 50}); f == nil || f.Invited != 110 {
		t.Errorf("teams without a total: got %+v, want their sum", f)
	}
	if f := rateOf(30, fact.Invitation{Segment: fact.Segment{Channel: "phone"}, Period: september, Invited: 60}, fact.Invitation{Segment: fact.Segment{Channel: "chat"}, Period: september, Invited: 50}); f == nil || f.Invited != 110 {
		t.Errorf("channels without a total: got %+v, want their sum", f)
	}
}
