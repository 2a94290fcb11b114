package fact_test

import (
	"maps"
	"testing"

	"shingle/generator/internal/fact"
)

func TestReasonsAreToldInPublicWordsOnly(t *testing.T) {
	d := &desk{metrics: []fact.Metric{{ID: "volume", Kind: "volume"}, {ID: "wait", Kind: "wait", Variant: "asa"}, {ID: "wait_p90", Kind: "wait", Variant: "p90"}}}
	s := d.source(t, "calls", "contacts", `opened_at,team,reason,answered,wait_seconds
2026-10-01 09:00,north,Refund,yes,10
2026-10-01 09:01,south,refund 2,yes,30
2026-10-01 09:02,south,,yes,5
2026-10-01 09:03,north,Jo Placeholder is cross,no,7
`)
	s.themes = &fact.Wording{Words: map[string]string{"refund": "Money back", "refund 2": "Money back"}}
	got := map[string]int64{}
	for _, set := range d.count(t).byReason {
		for f := range set.Facts.All() {
			got[set.Metric.ID+" "+f.Team] += f.Counts[fact.X]
		}
	}
	want := map[string]int64{"volume Money back": 2, "volume none": 1, "volume other": 1, "wait Money back": 40e6, "wait none": 5e6}
	if !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
