package privacy

import (
	"math"
	"math/big"
	"slices"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// fewFaces is up to how many people an exact score, a distribution, or everyone
// answering alike, gives single people away.
const fewFaces = 20

// rough leaves of a score of few people whole numbers, and no distribution: an exact value
// and margin of twelve people tell how many gave which answer. The interval grows outward,
// so that it holds what it held; what the exact value would follow from goes. A score that
// pools twenty answers or more to several questions, of people nobody can tell apart, stays
// exact: whose answers they are does not follow from it.
func rough(l *score.Line, pooled bool) {
	l.Answers, l.Items = nil, nil
	if pooled && l.N >= fewFaces {
		return
	}
	l.Few, l.Numerator = true, nil
	if l.Funnel != nil { // how far the silent could move the score tells it exactly
		l.Funnel.HasBounds, l.Funnel.Low, l.Funnel.High = false, 0, 0
	}
	if l.Value != nil {
		l.Value, _ = new(big.Rat).SetString(score.FormatRat(l.Value, 0))
	}
	if l.Supplied != "" && l.Value != nil {
		l.Supplied = score.FormatRat(l.Value, 0)
	}
	if l.Interval != nil {
		l.Interval = &score.Interval{Low: math.Floor(l.Interval.Low), High: math.Ceil(l.Interval.High)}
	}
}

// Tells tells whether the counts of a source's rows would tell how many people are in a
// group that is withheld: as the source of that group alone, or as the rest of others.
func Tells(source string, lines []*score.Line, sets []fact.Set) bool {
	return slices.ContainsFunc(lines, func(l *score.Line) bool {
		return l.Reason == Protected && slices.ContainsFunc(sets, func(s fact.Set) bool {
			return s.Metric.ID == l.Metric.ID && slices.Contains(s.Sources, source)
		})
	})
}
