package fact_test

import (
	"testing"

	"shingle/generator/internal/fact"
)

// All contacts are counted whatever metrics take, be it a single one; of surveys nothing is, and where two sources
// would count the same days, nobody knows how many there were.
func TestAllContactsAreCountedOnce(t *testing.T) {
	const (
		one  = "opened_at,channel\n2026-10-01 09:00,phone\n"
		same = "start,minutes,offered,channel\n2026-10-01 09:00,30,10,phone\n"
		chat = "start,minutes,offered,channel\n2026-10-01 09:00,30,10,chat\n"
	)
	for _, is := range []struct {
		what    string
		sources map[string]string // by kind
		want    int64             // -1: it is not known
	}{
		{"one contact", map[string]string{"contacts": one}, 1},
		{"and ten in another channel", map[string]string{"contacts": one, "intervals": chat}, 11},
		{"and ten that may hold it", map[string]string{"contacts": one, "intervals": same}, -1},
		{"answers only", map[string]string{"responses": "answered_at,csat\n2026-10-01,5\n"}, -1},
	} {
		d := &desk{metrics: []fact.Metric{{ID: "csat", Kind: "csat", Variant: "mean", Scale: five}}, all: true}
		for kind, text := range is.sources {
			d.source(t, kind, kind, text, "csat")
		}
		got, c := int64(-1), d.count(t)
		if c.all != nil {
			got = 0
			for f := range c.all.Facts.All() {
				got += f.Counts[fact.X]
			}
		}
		if got != is.want {
			t.Errorf("%s: got %d, want %d", is.what, got, is.want)
		}
	}
}
