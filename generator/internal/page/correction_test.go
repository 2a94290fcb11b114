package page

import (
	"math/big"
	"strconv"
	"testing"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

func TestCorrectionsAreThoseShownAndFewAreListed(t *testing.T) {
	m := &score.Metric{Metric: fact.Metric{ID: "csat", Kind: "csat"}, Title: "Satisfied"}
	var lines []*score.Line
	for i := range 60 {
		l := &score.Line{Metric: m, Segment: fact.Segment{Team: "T" + strconv.Itoa(i)}, State: score.Published, Restated: i > 0}
		l.Value = big.NewRat(1, 2)
		lines = append(lines, l)
	}
	lines[5].State, lines[5].Value = score.Suppressed, nil
	all, more := newBook(&Input{Lines: lines}).corrections()
	if more == nil || more.A["n"] != number(58) || len(all) != 50 || all[0].Name != "T1" || all[4].Name != "T6" {
		t.Errorf("got %v, of which %d are listed: %v", more, len(all), all[:5])
	}
}
