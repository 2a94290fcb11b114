package privacy

import (
	"testing"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

func TestOneWithheldPartTakesTheSmallestOtherWithIt(t *testing.T) {
	m := &score.Metric{Metric: fact.Metric{ID: "csat"}}
	october, _ := fact.ParsePeriod("2026-10")
	part := func(theme string, n int64, state string) *score.Line {
		return &score.Line{Metric: m, Segment: fact.Segment{Team: theme}, Period: october, N: n, State: state}
	}
	tests := []struct {
		parts []*score.Line
		want  string // withheld in the end
	}{
		{[]*score.Line{part("", 90, score.Published), part("a", 40, score.Published), part("b", 30, score.Published), part("c", 0, score.Suppressed)}, "b c "},
		{[]*score.Line{part("a", 40, score.Published), part("b", 0, score.Suppressed), part("c", 0, score.Suppressed)}, "b c "},
		{[]*score.Line{part("a", 40, score.Published), part("b", 30, score.Provisional), part("c", 0, score.NoData)}, ""},
		{[]*score.Line{part("c", 0, score.Suppressed)}, "c "},
	}
	for i, test := range tests {
		Companions(test.parts)
		got := ""
		for _, l := range test.parts {
			if l.State == score.Suppressed {
				got += l.Team + " "
			}
		}
		if got != test.want {
			t.Errorf("case %d: got %q withheld, want %q", i, got, test.want)
		}
	}
}
