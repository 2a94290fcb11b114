package fact_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"shingle/generator/internal/fact"
)

// Received on 1 September, 56 days end with 27 October, over the change of the clocks. Whoever
// came after 5 September is not judged on 1 November, closed or not.
const grievances = `opened_at,closed_at,upheld,escalated,reason
2026-09-01,2026-10-27,yes,no,bill
2026-09-01,2026-10-28,no,yes,bill
2026-09-05,,,no,bill
2026-09-06,2026-09-07,yes,,moving
2026-10-31,,,no,moving
`

func TestComplaintsAreCountedByWhatBecameOfThem(t *testing.T) {
	for variant, want := range map[string]map[string]int64{
		"received":       {"count 0": 5},
		"closed_in_days": {"count 0": 1, "count 1": 1, "count 2": 1, "immature": 2},
		"upheld":         {"count 0": 2, "count 1": 3, "open": 2},
		"escalated":      {"count 0": 1, "count 1": 4, "missing": 1},
	} {
		d := &desk{metrics: []fact.Metric{{ID: "complaints", Kind: "complaints", Variant: variant, WithinDays: 56}}}
		d.source(t, "cases", "complaints", grievances)
		c := d.count(t)
		got := map[string]int64{}
		for k, n := range c.whole() {
			if f := strings.Fields(k); f[len(f)-2] == "count" {
				got["count "+f[len(f)-1]] += n
			} else {
				got[f[len(f)-1]] += n
			}
		}
		if s := c.said(); s != "" || !maps.Equal(got, want) {
			t.Errorf("%s: got %v, want %v\n%s", variant, got, want, s)
		}
	}
}

func TestARateNeedsEveryMonthsCount(t *testing.T) {
	d := &desk{metrics: []fact.Metric{{ID: "rate", Kind: "complaints", Variant: "per_1000"}}}
	d.source(t, "cases", "complaints", grievances)
	d.source(t, "customers", "denominators", "period,count\n2026-10,5000\n")
	want := `source "customers": has no row of 2026-09, in which 4 complaints came: want one for each month`
	if got := d.count(t).said(); !strings.Contains(got, want) || !strings.HasPrefix(got, "config.toml:11") {
		t.Errorf("got %s, want %s", got, want)
	}
	d = &desk{metrics: []fact.Metric{{ID: "rate", Kind: "complaints", Variant: "per_1000"}}}
	d.source(t, "cases", "complaints", grievances)
	if got, want := d.count(t).said(), "needs a source of kind denominators"; !strings.Contains(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
	d = &desk{metrics: []fact.Metric{{ID: "upheld", Kind: "complaints", Variant: "upheld"}}}
	d.source(t, "cases", "complaints", "opened_at\n2026-10-01\n")
	if got, want := d.count(t).said(), `variant "upheld" needs the column upheld; "cases" has none`; !strings.Contains(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A team, channel or period that is the same in all rows of denominators may be said beside them.
func TestDenominatorsHaveConstants(t *testing.T) {
	count := func(text string, constants map[string]string) string {
		d := &desk{metrics: []fact.Metric{{ID: "rate", Kind: "complaints", Variant: "per_1000"}}}
		d.source(t, "cases", "complaints", "opened_at,team,channel\n2026-10-01,north,post\n2026-10-09,north,post\n")
		d.source(t, "customers", "denominators", text).Constants = constants
		c := d.count(t)
		if s := c.said(); s != "" {
			t.Fatal(s)
		}
		return fmt.Sprintf("%+v", c.sets[0].Bases)
	}
	want := count("period,count,team,channel\n2026-10,5000,north,post\n", nil)
	if got := count("count\n5000\n", map[string]string{"period": "2026-10", "team": "north", "channel": "post"}); got != want || !strings.Contains(got, "5000") {
		t.Errorf("got %s\nwant %s", got, want)
	}
}
