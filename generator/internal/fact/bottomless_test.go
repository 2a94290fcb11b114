package fact_test

import (
	"fmt"
	"strings"
	"testing"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/record"
)

// Of many answers, of which a hundred are 6 or less, none is 0 and ten are 1: they were asked from 1 to 10, and are no NPS.
// Whoever says the scale knows better, one 0 shows it, and of other scores it is no matter.
func TestAnNPSWithoutABottomIsRefused(t *testing.T) {
	nps := fact.Metric{ID: "nps", Kind: "nps", Scale: fact.ScaleOf{Min: 0, Max: 10, PositiveMin: 9}}
	said, mean := nps, nps
	said.ScaleSaid = true
	mean.Kind, mean.Variant = "csat", "mean"
	for _, is := range []struct {
		what    string
		metric  fact.Metric
		answers map[int]int // how many gave each
		refused bool
		warned  bool
	}{
		{"200, of which 100 are low", nps, map[int]int{10: 100, 6: 90, 1: 10}, true, false},
		{"199", nps, map[int]int{10: 99, 6: 90, 1: 10}, false, false},
		{"99 low ones", nps, map[int]int{10: 99, 7: 2, 6: 89, 1: 10}, false, false},
		{"nine are 1", nps, map[int]int{10: 100, 6: 91, 1: 9}, false, true},
		{"one is 0", nps, map[int]int{10: 100, 6: 90, 1: 10, 0: 1}, false, false},
		{"two are 0", nps, map[int]int{10: 100, 6: 90, 1: 10, 0: 2}, false, false},
		{"its scale is said", said, map[int]int{10: 100, 6: 90, 1: 10}, false, false},
		{"a mean", mean, map[int]int{10: 100, 6: 90, 1: 10}, false, false},
	} {
		d := &desk{metrics: []fact.Metric{is.metric}}
		var rows strings.Builder
		rows.WriteString("answered_at,nps\n")
		for answer, n := range is.answers {
			rows.WriteString(strings.Repeat(fmt.Sprintf("2026-10-02,%d\n", answer), n))
		}
		d.source(t, "survey", "responses", rows.String()).Questions = []record.Question{{Name: "nps", Scales: []fact.ScaleOf{is.metric.Scale}}}
		c := d.count(t)
		if got := strings.Contains(c.said(), "none is 0"); got != is.refused {
			t.Errorf("%s: got %q, want it refused: %v", is.what, c.said(), is.refused)
		}
		warned := strings.Contains(c.problems.String(), "warning: shingle.metrics.nps: of") && strings.Contains(c.problems.String(), "none is 0")
		if warned != is.warned {
			t.Errorf("%s: got %q, want a warning: %v", is.what, c.problems.String(), is.warned)
		}
	}
}
