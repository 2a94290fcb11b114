package fact_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// Issues that cannot be resolved at first contact are what gross has and net has not:
// counted as issues, not as the contacts they were told in.
func TestGrossLessNetIsWhatCannotBeResolved(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	for range 4 {
		var b strings.Builder
		b.WriteString("id,opened_at,customer,reason,answered\n")
		at := time.Date(2026, 9, 1, 9, 0, 0, 0, time.UTC)
		for i := range 300 {
			at = at.Add(time.Duration(r.IntN(200)) * time.Minute)
			fmt.Fprintf(&b, "c%d,%s,p%d,%s,%v\n", i, at.Format("2006-01-02 15:04"), r.IntN(40), []string{"bill", "outage", "move"}[r.IntN(3)], r.IntN(6) > 0)
		}
		d := &desk{metrics: []fact.Metric{
			{ID: "gross", Kind: "fcr", Variant: "repeat_window", WindowDays: 5},
			{ID: "net", Kind: "fcr", Variant: "repeat_window", WindowDays: 5, Net: true, Unresolvable: []string{"outage"}},
		}}
		d.source(t, "calls", "contacts", b.String())
		sets := d.count(t).sets
		n := func(set fact.Set) (all int64) {
			for f := range set.Facts.All() {
				all += f.Counts[fact.N]
			}
			return all
		}
		left := map[string]int64{}
		for _, e := range sets[1].Excluded {
			left[e.Reason] += e.Count
		}
		gross, net := n(sets[0]), n(sets[1])
		if gross-net != left["unresolvable"] || left["unresolvable"] == 0 {
			t.Errorf("gross %d less net %d is not the %d issues that cannot be resolved", gross, net, left["unresolvable"])
		}
		for _, reason := range []string{"left_edge", "immature"} {
			var of int64
			for _, e := range sets[0].Excluded {
				if e.Reason == reason {
					of += e.Count
				}
			}
			if of != left[reason] {
				t.Errorf("%s: %d issues of gross, %d of net", reason, of, left[reason])
			}
		}
	}
}

// FEVS drops blanks question by question: one that nobody answered leaves the others, and
// n is everybody who answered any. By hand: q1 is favourable for 2 of 3, q2 for 1 of 2, q3
// has no answers: (66.667 + 50) / 2.
func TestFEVSDropsBlanksByQuestion(t *testing.T) {
	d := &desk{metrics: []fact.Metric{{ID: "index", Kind: "engagement", Variant: "fevs_eei", Questions: []string{"q1", "q2", "q3"}, Scale: five}}}
	d.source(t, "staff", "employees", "respondent,wave,q1,q2,q3\na,2026-Q3,5,5,\nb,2026-Q3,4,,\nc,2026-Q3,2,1,\nd,2026-Q3,,,\n", "q1", "q2", "q3")
	lines := score.Compute(d.count(t).sets, []score.Metric{{Metric: d.metrics[0], Direction: score.Up}}, on(t, "2026-11-01"))
	l := lines[0]
	if l.Value == nil || score.FormatRat(l.Value, 4) != "58.3333" || l.Denominator != 3 {
		t.Errorf("got %v of %d, want 58.3333 of 3 people", l.Value, l.Denominator)
	}
}

// How many answered stands beside every survey metric, those of several questions among
// them, from customers as from employees.
func TestEverySurveyMetricHasItsResponseRate(t *testing.T) {
	scale := five
	d := &desk{metrics: []fact.Metric{
		{ID: "trust", Kind: "trust_index", Variant: "mean_of_respondents", Questions: []string{"q1", "q2"}, Scale: scale},
		{ID: "liked", Kind: "favourable", Questions: []string{"q1", "q2"}, Scale: scale},
		{ID: "csat", Kind: "csat", Variant: "top2_pct", Questions: []string{"q1"}, Scale: scale},
	}}
	d.source(t, "survey", "responses", "id,answered_at,q1,q2\na,2026-09-01,5,5\nb,2026-09-02,4,\nc,2026-09-03,2,1\n", "q1", "q2")
	d.source(t, "asked", "invitations", "period,invited\n2026-09,10\n")
	var metrics []score.Metric
	for _, m := range d.metrics {
		metrics = append(metrics, score.Metric{Metric: m, Direction: score.Up})
	}
	want := map[string][2]int64{"trust": {2, 3}, "liked": {3, 3}, "csat": {3, 3}}
	for _, l := range score.Compute(d.count(t).sets, metrics, on(t, "2026-11-01")) {
		if l.Period.Grain != fact.Month {
			continue
		}
		if w := want[l.Metric.ID]; l.Funnel == nil || l.Funnel.Valid != w[0] || l.Funnel.Responded != w[1] || l.Funnel.Invited != 10 {
			t.Errorf("%s: got %+v, want %d valid of %d of 10", l.Metric.ID, l.Funnel, w[0], w[1])
		}
	}
}
