package fact_test

import (
	"testing"

	"shingle/generator/internal/fact"
)

// Where a system says neither when a case was due nor whether that was met, it was due so long after it was opened:
// four hours. On 1 November at 0:00 those of the evening before are open, and not due yet. A case that was
// closed after exactly four hours is in time.
func TestCasesAreDueAfterTheThreshold(t *testing.T) {
	d := &desk{metrics: []fact.Metric{{ID: "solved", Kind: "resolution_time", Variant: "due", Threshold: 4 * 3600}}}
	d.source(t, "cases", "contacts", `opened_at,closed_at
2026-10-05 09:00,2026-10-05 12:00
2026-10-05 09:00,2026-10-05 13:00
2026-10-05 09:00,2026-10-05 13:01
2026-10-06 09:00,
2026-10-31 19:59,
2026-10-31 20:00,
2026-10-31 23:00,
`)
	c := d.count(t)
	if s := c.said(); s != "" {
		t.Fatal(s)
	}
	for count, want := range map[int]int64{fact.InTime: 2, fact.Late: 1, fact.Overdue: 2, fact.NotDue: 2} {
		if got := c.sum("solved", count); got != want {
			t.Errorf("count %d: got %d, want %d", count, got, want)
		}
	}
}
