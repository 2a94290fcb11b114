package privacy

import (
	"testing"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// Twelve people's eNPS: 5 promoters, 3 passives, 4 detractors make 8.3333 between
// -35.5388 and 48.8721, which only they make.
func TestFewPeopleAreToldInWholeNumbers(t *testing.T) {
	r := survey(t, true)
	r.metrics[0].Kind, r.metrics[0].Variant, r.metrics[0].Scale = "enps", "", fact.ScaleOf{Min: 0, Max: 10}
	wave := on(t, "2026-07-01")
	r.gave(wave, fact.Segment{Team: "A"}, 20, 10, 7, 2)
	r.gave(wave, fact.Segment{Team: "B"}, 5, 9)
	r.gave(wave, fact.Segment{Team: "B"}, 3, 8)
	r.gave(wave, fact.Segment{Team: "B"}, 4, 1)
	lines, said := r.protected(ten)
	if said != "" {
		t.Error(said)
	}
	b, a := find(t, lines, "B", "2026-Q3"), find(t, lines, "A", "2026-Q3")
	if got := b.Value.FloatString(4); got != "8.0000" || b.Numerator != nil || b.Denominator != 12 || b.Answers != nil {
		t.Errorf("got %s, numerator %v of %d, distribution %v", got, b.Numerator, b.Denominator, b.Answers)
	}
	if b.Interval == nil || *b.Interval != (score.Interval{Low: -36, High: 49}) {
		t.Errorf("got interval %v, want -36 to 49", b.Interval)
	}
	if a.Few || a.Numerator == nil {
		t.Error("60 people are told in whole numbers, too")
	}
}

func TestChangeOfFewPeopleIsWholeAndWithoutInterval(t *testing.T) {
	r := survey(t, true)
	for wave, b := range map[string]int64{"2026-04-01": 4, "2026-07-01": 30} {
		r.gave(on(t, wave), fact.Segment{Team: "A"}, 20, 60, 80)
		r.gave(on(t, wave), fact.Segment{Team: "B"}, b, 11, 24, 72)
	}
	lines, _ := r.protected(ten)
	score.Compare(lines)
	l := find(t, lines, "B", "2026-Q3")
	if l.Few || !l.Change.IsInt() || l.ChangeInterval != nil || l.Verdict != score.None {
		t.Errorf("90 people after 12: got change %v, interval %v, verdict %s", l.Change, l.ChangeInterval, l.Verdict)
	}
	if l = find(t, lines, "A", "2026-Q3"); l.ChangeInterval == nil {
		t.Error("40 people after 40: no interval")
	}
}

// A bare value that says how many it stands for obeys the minimum, and one that does not
// is as supplied.
func TestBareValuesObeyTheMinimum(t *testing.T) {
	for n, want := range map[int64]string{0: "77.7", 3: "", 12: "78", 20: "77.7"} {
		r := survey(t, true)
		r.sets[0].Given = []fact.Given{{Metric: "m", Period: fact.PeriodOf(on(t, "2026-08-01"), fact.Month), Value: "77.7", HasValue: true, ValueN: n, HasN: n > 0}}
		lines, _ := r.protected(ten)
		if l := find(t, lines, "", "2026-08"); l.Supplied != want || l.Shown() != (want != "") {
			t.Errorf("of %d: got %q (%s), want %q", n, l.Supplied, l.State, want)
		}
		r.sets[0].Employees = false
		lines, _ = r.protected(ten)
		if l := find(t, lines, "", "2026-08"); l.Shown() != (n == 0 || n >= 10) {
			t.Errorf("of %d customers: got %s", n, l.State)
		}
	}
}

// A source that holds one group tells by its rows how many they are.
func TestRowsOfSourcesAreWithheldWithTheirGroups(t *testing.T) {
	r := known(t)
	lines, _ := r.protected(ten)
	if !Tells("survey", lines, r.sets) || Tells("calls", lines, r.sets) {
		t.Error("want the rows of the survey withheld, and those of calls told")
	}
	r = survey(t, true)
	r.gave(on(t, "2026-07-01"), fact.Segment{Team: "A"}, 20, 60, 80)
	lines, _ = r.protected(ten)
	if Tells("survey", lines, r.sets) {
		t.Error("nothing is withheld, but the rows are")
	}
}
