package fact_test

import (
	"slices"
	"testing"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
)

// What kinds of metric say that feeds them is a source.
func TestKindsAreFedFromKindsOfSource(t *testing.T) {
	for _, k := range metric.Kinds() {
		if len(k.From) == 0 {
			t.Errorf("%s: nothing feeds it", k.Name)
		}
		for _, from := range k.From {
			if !slices.Contains(fact.Kinds(), from) {
				t.Errorf("%s: fed from %q, want one of %q", k.Name, from, fact.Kinds())
			}
		}
	}
}
