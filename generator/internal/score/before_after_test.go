package score_test

import (
	"fmt"
	"testing"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// yes are the months of a survey: so many of 400 were satisfied.
func yes(satisfied map[int]int64) []*score.Line {
	set := fact.Set{Metric: &agree, PerPerson: true}
	for month, n := range satisfied {
		set.Answers = append(set.Answers, gave(month, "", 5, n), gave(month, "", 1, 400-n))
	}
	var months []*score.Line
	for _, l := range score.Compute([]fact.Set{set}, []score.Metric{{Metric: agree, Direction: score.Up}}, day(11)) {
		if l.Period.Grain == fact.Month {
			months = append(months, l)
		}
	}
	return months
}

// On 12 August something was done: July had 240 of 400 satisfied (60 %), September 280, October 300 (75 %). August itself is
// neither before nor after.
func ExampleBeforeAfter() {
	e, _ := score.BeforeAfter(yes(map[int]int64{6: 200, 7: 240, 8: 100, 9: 280, 10: 300}), day(8)+11)
	fmt.Printf("%s to %s: %s points, between %.1f and %.1f: %s\n", e.Before.Period, e.After.Period, score.FormatRat(e.Change, 1), e.Interval.Low, e.Interval.High, e.Verdict)
	// Output: 2026-07 to 2026-10: 15.0 points, between 8.5 and 21.3: better
}

func TestWhatWasDoneJustNowHasNoEffectYet(t *testing.T) {
	months := yes(map[int]int64{7: 240, 8: 280, 10: 300})
	for _, done := range []fact.Day{day(10) + 1, day(11), day(7), day(7) - 40} {
		if e, ok := score.BeforeAfter(months, done); ok {
			t.Errorf("%s: got %s against %s, want nothing yet", done, e.After.Period, e.Before.Period)
		}
	}
	e, ok := score.BeforeAfter(months, day(8))
	if !ok || e.Before.Period.String() != "2026-07" || e.After.Period.String() != "2026-10" {
		t.Errorf("a first day of a month: got %v %v, want July against October", e, ok)
	}
	if e, _ := score.BeforeAfter(yes(map[int]int64{6: 200, 7: 240, 9: 280}), day(8)-1); e.Before == nil || e.Before.Period.String() != "2026-06" {
		t.Errorf("a last day of a month: got %v, want what was before July", e.Before)
	}
	for _, only := range []map[int]int64{{7: 240}, {8: 240}} {
		if e, ok := score.BeforeAfter(yes(only), day(8)); ok {
			t.Errorf("%v: got %v against %v, want nothing", only, e.After, e.Before)
		}
	}
	e, _ = score.BeforeAfter(yes(map[int]int64{7: 240, 8: 241}), day(8))
	if e.Verdict != score.NoEvidence {
		t.Errorf("one of 400 more: got %q, want no evidence", e.Verdict)
	}
}

// What two methods say of two months is no evidence that something changed.
func TestMonthsOfTwoMethodsAreNotHeldAgainstEachOther(t *testing.T) {
	months := yes(map[int]int64{7: 240, 9: 280})
	months[0].Method = "another"
	if e, ok := score.BeforeAfter(months, day(8)); !ok || e.Interval != nil || e.Verdict != score.None {
		t.Errorf("got %v %q, want the change alone", e.Interval, e.Verdict)
	}
}
