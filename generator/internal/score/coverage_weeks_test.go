package score

import (
	"testing"

	"shingle/generator/internal/fact"
)

// A week of which a report says that nothing came lacks nothing.
func TestAWeekInWhichNothingCameIsNotMissing(t *testing.T) {
	phone := fact.Segment{Channel: "phone"}
	everything := fact.Set{Daily: true, Facts: fact.FactsOf(
		fact.Fact{Segment: phone, Day: on(9, 1), Counts: fact.Counts{fact.X: 9}},
		fact.Fact{Segment: phone, Day: on(9, 8)},
		fact.Fact{Segment: phone, Day: on(9, 15), Counts: fact.Counts{fact.X: 7}},
	)}
	calls := fact.Set{Daily: true, Facts: fact.FactsOf(fact.Fact{Segment: phone, Day: on(9, 1), Counts: fact.Counts{fact.X: 3, fact.N: 9}})}
	m := Metric{Metric: fact.Metric{ID: "f", Kind: "fcr", Variant: "agent_flag"}}
	got := emptyWeeks(&m, &calls, byWeek(&everything, func(n fact.Counts) float64 { return float64(n[fact.X]) }))
	if len(got) != 1 || got[0].Name != "2026-09-14" || got[0].Contacts != 7 {
		t.Errorf("got %+v, want the third week", got)
	}
}
