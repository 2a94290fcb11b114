package privacy

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// A release is what is about to be published, and how it was counted.
type release struct {
	sets    []fact.Set
	metrics []score.Metric
	asOf    fact.Day
}

func on(t testing.TB, date string) fact.Day {
	t.Helper()
	d, err := time.Parse(time.DateOnly, date)
	if err != nil {
		t.Fatal(err)
	}
	return fact.DayOf(d)
}

// survey begins a release with one metric: the mean of answers from 0 to 100.
func survey(t testing.TB, employees bool) *release {
	r := &release{asOf: on(t, "2026-11-01")}
	r.metric("m", "csat", "mean", employees)
	return r
}

// metric adds a metric that reads the question "q".
func (r *release) metric(id, kind, variant string, employees bool) {
	r.metrics = append(r.metrics, score.Metric{
		Metric:    fact.Metric{ID: id, Kind: kind, Variant: variant, Scale: fact.ScaleOf{Min: 0, Max: 100, PositiveMin: 60}},
		Direction: score.Up,
	})
	r.sets = append(r.sets, fact.Set{Sources: []string{"survey"}, Employees: employees, PerPerson: true})
	for i := range r.metrics {
		r.sets[i].Metric = &r.metrics[i].Metric
	}
}

// gave notes that so many people of a segment gave each of the answers.
func (r *release) gave(day fact.Day, seg fact.Segment, each int64, answers ...int) {
	for i := range r.sets {
		set, grain := &r.sets[i], fact.Month
		if set.Employees {
			grain = fact.Quarter
		}
		for _, a := range answers {
			set.Answers = append(set.Answers, fact.Answer{Segment: seg, Day: day, Grain: grain, Question: "q", Value: a, Count: each})
		}
		if !set.Employees {
			continue
		}
		for _, team := range []string{seg.Team, fact.Everyone} {
			at := slices.IndexFunc(set.People, func(p fact.People) bool { return p.Team == team && p.Day == day })
			if at < 0 {
				set.People = append(set.People, fact.People{Segment: fact.Segment{Team: team}, Day: day})
				at = len(set.People) - 1
			}
			set.People[at].N += each * int64(len(answers))
		}
	}
}

func (r *release) lines() []*score.Line {
	return score.Compute(slices.Clone(r.sets), r.metrics, r.asOf)
}

// protected gives the lines after protection, and what the audit says.
func (r *release) protected(o Options) ([]*score.Line, string) {
	lines := r.lines()
	in := Inspect(lines, r.sets, o)
	in.Protect()
	var problems diag.List
	in.Audit(diag.Place{File: "config.toml", Line: 9}, &problems)
	return lines, problems.String()
}

var ten = Options{MinResponses: 10, MinGroup: 10}

// find is the line of a segment and period of the first metric.
func find(t testing.TB, lines []*score.Line, team, period string) *score.Line {
	t.Helper()
	for _, l := range lines {
		if l.Metric.ID == "m" && l.Team == team && l.Channel == "" && l.Period.String() == period {
			return l
		}
	}
	t.Fatalf("no line of %q in %s", team, period)
	return nil
}

// hidden lists what is withheld to protect people in a period.
func hidden(lines []*score.Line, period string) string {
	var names []string
	for _, l := range lines {
		if l.Metric.ID == "m" && l.Period.String() == period && l.Channel == "" && l.Reason == Protected {
			names = append(names, fmt.Sprintf("%q", l.Team))
		}
	}
	return strings.Join(names, " ")
}

// known is the worked example of docs/definitions.md, "People": teams of 14, 12 and 6 people whose
// scores are 70, 60 and 20.
func known(t testing.TB) *release {
	r := survey(t, true)
	wave := on(t, "2026-07-01")
	r.gave(wave, fact.Segment{Team: "A"}, 7, 60, 80)
	r.gave(wave, fact.Segment{Team: "B"}, 6, 50, 70)
	r.gave(wave, fact.Segment{Team: "C"}, 3, 10, 30)
	return r
}

func TestHiddenTeamCouldBeWorkedOut(t *testing.T) {
	lines := known(t).lines()
	value := func(team string) *big.Rat { return find(t, lines, team, "2026-Q3").Value }
	total := find(t, lines, "", "2026-Q3")
	if got, want := total.Value.FloatString(3), "56.875"; got != want || total.N != 32 {
		t.Fatalf("all: got %s of %d, want %s of 32", got, total.N, want)
	}
	times := func(v *big.Rat, n int64) *big.Rat { return new(big.Rat).Mul(v, big.NewRat(n, 1)) }
	c := times(total.Value, 32)
	c.Sub(c, times(value("A"), 14))
	c.Sub(c, times(value("B"), 12))
	c.Quo(c, big.NewRat(6, 1))
	if got, want := c.FloatString(1), "20.0"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestProtectHidesASecondTeam(t *testing.T) {
	lines, said := known(t).protected(ten)
	if got, want := hidden(lines, "2026-Q3"), `"B" "C"`; got != want || said != "" {
		t.Errorf("got %s, want %s\n%s", got, want, said)
	}
	if !find(t, lines, "A", "2026-Q3").Shown() || !find(t, lines, "", "2026-Q3").Shown() {
		t.Error("A and all are withheld, too")
	}
}

// The same release without the second team is refused.
func TestAuditFindsWhatCanBeSolved(t *testing.T) {
	r := known(t)
	lines := r.lines()
	in := Inspect(lines, r.sets, ten)
	for _, l := range lines {
		if l.Team == "C" {
			l.State, l.Value = score.Suppressed, nil
		}
	}
	var problems diag.List
	in.Audit(diag.Place{File: "config.toml", Line: 9}, &problems)
	want := `config.toml:9: "C" (2026-07-01) of m is withheld to protect people, but can be worked out from what is published
`
	if got := problems.String(); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestMinimumOfCustomersHidesTooFewAnswers(t *testing.T) {
	r := survey(t, false)
	r.gave(on(t, "2026-08-01"), fact.Segment{Team: "nine"}, 3, 50, 60, 70)
	r.gave(on(t, "2026-08-01"), fact.Segment{Team: "ten"}, 5, 50, 60)
	lines, said := r.protected(ten)
	if said != "" {
		t.Error(said)
	}
	if l := find(t, lines, "nine", "2026-08"); l.State != score.Suppressed || l.Reason != TooFew {
		t.Errorf("nine answers: got %s, %q", l.State, l.Reason)
	}
	if l := find(t, lines, "ten", "2026-08"); !l.Shown() {
		t.Errorf("ten answers: got %s", l.State)
	}
}

func TestContactsAndSuppliedValuesHaveNoMinimum(t *testing.T) {
	r := survey(t, false)
	r.metrics[0].Kind, r.metrics[0].Variant = "volume", ""
	r.sets[0].Daily, r.sets[0].Facts = true, fact.FactsOf(fact.Fact{Day: on(t, "2026-08-01"), Counts: fact.Counts{fact.X: 1}})
	lines, _ := r.protected(ten)
	if l := find(t, lines, "", "2026-08"); !l.Shown() {
		t.Errorf("one contact: got %s, %q", l.State, l.Reason)
	}
	r = survey(t, false)
	r.sets[0].Given = []fact.Given{{Metric: "m", Period: fact.PeriodOf(on(t, "2026-08-01"), fact.Month), Value: "77.7", HasValue: true}}
	lines, _ = r.protected(ten)
	if l := find(t, lines, "", "2026-08"); !l.Shown() || l.Supplied != "77.7" {
		t.Errorf("as supplied: got %s, %q", l.State, l.Supplied)
	}
}

func TestWithheldLineTellsNothing(t *testing.T) {
	r := known(t)
	r.sets[0].Facts.Add(fact.Fact{Segment: fact.Segment{Team: "C"}, Day: on(t, "2026-07-01"), Grain: fact.Quarter, Missing: 2, Rejected: 1})
	r.sets[0].Excluded = append(r.sets[0].Excluded, fact.Exclusion{Segment: fact.Segment{Team: "C"}, Day: on(t, "2026-07-01"), Grain: fact.Quarter, Reason: "x", Count: 3})
	lines, _ := r.protected(ten)
	l := find(t, lines, "C", "2026-Q3")
	if l.State != score.Suppressed || l.Value != nil || l.Numerator != nil || l.Denominator != -1 || l.Interval != nil || l.Method != "" ||
		l.Missing != 0 || l.Rejected != 0 || l.N != 0 || l.People != 0 || l.Answers != nil || l.Items != nil || l.Excluded != nil || l.Funnel != nil {
		t.Errorf("got %+v", l)
	}
}

func TestEveryoneOnTheSameSideIsHidden(t *testing.T) {
	tests := []struct {
		what    string
		people  int64
		answers []int
		shown   bool
	}{
		{"all at the top", 12, []int{100}, false},
		{"all at the bottom", 12, []int{0}, false},
		{"all the same in between", 12, []int{40}, false},
		{"19 of them", 19, []int{100}, false},
		{"20 of them", 20, []int{100}, true},
		{"two answers", 6, []int{40, 60}, true},
	}
	for _, test := range tests {
		r := survey(t, true)
		wave := on(t, "2026-07-01")
		r.gave(wave, fact.Segment{Team: "A"}, test.people, test.answers...)
		r.gave(wave, fact.Segment{Team: "B"}, 30, 20, 90)
		r.gave(wave, fact.Segment{Team: "C"}, 40, 20, 90)
		lines, said := r.protected(ten)
		if got := find(t, lines, "A", "2026-Q3").Shown(); got != test.shown || said != "" {
			t.Errorf("%s: got shown %v, want %v %s", test.what, got, test.shown, said)
		}
	}
}

func TestDistributionNeedsTwentyPeople(t *testing.T) {
	for people, want := range map[int64]bool{19: false, 20: true} {
		r := survey(t, true)
		wave := on(t, "2026-07-01")
		r.gave(wave, fact.Segment{Team: "A"}, people-9, 40)
		r.gave(wave, fact.Segment{Team: "A"}, 9, 60)
		r.gave(wave, fact.Segment{Team: "B"}, 20, 20, 60)
		lines, _ := r.protected(ten)
		if l := find(t, lines, "A", "2026-Q3"); !l.Shown() || (l.Answers != nil) != want {
			t.Errorf("%d people: got shown %v and a distribution %v, want %v", people, l.Shown(), l.Answers != nil, want)
		}
	}
}

func TestNextPeriodsChangeIsHiddenToo(t *testing.T) {
	r := survey(t, true)
	for wave, c := range map[string]int64{"2026-04-01": 3, "2026-07-01": 20} {
		r.gave(on(t, wave), fact.Segment{Team: "A"}, 20, 60, 80)
		r.gave(on(t, wave), fact.Segment{Team: "B"}, 20, 60, 80)
		r.gave(on(t, wave), fact.Segment{Team: "C"}, c, 10, 30)
	}
	lines, said := r.protected(ten)
	score.Compare(lines)
	if said != "" {
		t.Error(said)
	}
	if l := find(t, lines, "C", "2026-Q3"); !l.Shown() || l.Change != nil || l.ChangeInterval != nil || l.Verdict != score.None {
		t.Errorf("got shown %v, change %v and verdict %q, want the value alone", l.Shown(), l.Change, l.Verdict)
	}
	if l := find(t, lines, "", "2026-Q3"); l.Change == nil {
		t.Error("the change of all is hidden, too")
	}
}
