package page

import (
	"math/big"
	"testing"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// A promise judged in another period is called by what its metric is called in the page's
// language: by its kind, where nobody has named it.
func TestPromisesOfOtherPeriodsAreNamed(t *testing.T) {
	line := func(id, period string) *score.Line {
		p, ok := fact.ParsePeriod(period)
		if !ok {
			t.Fatal(period)
		}
		return &score.Line{Metric: &score.Metric{Metric: fact.Metric{ID: id, Kind: "nps"}, Promise: big.NewRat(80, 1)}, Period: p, State: score.Published, Status: score.Missed}
	}
	said, _, _ := summary("summary", []*score.Line{line("a", "2026-10"), line("b", "2026-10"), line("c", "2026-05")})
	others := said.A["others"].V.([]value)
	if len(others) != 1 {
		t.Fatalf("%d promises of other periods, want one", len(others))
	}
	if title := others[0].V.(*sentence).A["title"]; title.T != "title" || title.V != "c" {
		t.Errorf("it is called %+v, want the title of c", title)
	}
}
