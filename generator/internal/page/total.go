package page

import (
	"slices"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
	"shingle/generator/internal/score"
)

// totalView is how long people waited in all for one matter, beside a wait.
type totalView struct {
	Says     *sentence  `json:"says"`
	Attempts *sentence  `json:"attempts,omitempty"`
	Metric   *navMetric `json:"metric,omitempty"` // the score that tells it; of its own page none
}

// totalOf tells, beside each wait, how long people waited in all, or that it is not known; nil for
// other kinds.
func (b *book) totalOf(l *score.Line) *totalView {
	if l.Metric.Unit() != score.Seconds {
		return nil
	}
	t := b.totalBeside(l)
	if t == nil {
		return &totalView{Says: say("total_unknown", args{"period": inPeriod(l.Period)}).Rests(evidence{Line: l, Lines: b.totals(l.Period)})}
	}
	v := &totalView{Says: say("total_says"+contactOnly(t.Metric), args{"value": quantity(t.Metric, t.Value, 0), "n": number(t.N), "period": inPeriod(t.Period)}).Rests(evidence{Line: t})}
	if n, ok := t.Attempts(); ok {
		v.Attempts = say("total_attempts", args{"attempts": {T: "number", V: rounded(n, 2), D: 2}}).Rests(evidence{Line: t})
	}
	switch {
	case t == l && v.Attempts != nil: // the page says the rest already
		v.Says, v.Attempts = v.Attempts, nil
	case t != l:
		v.Metric = &navMetric{t.Metric.ID, Mask(t.Metric.Title), t.Metric.Kind, t.Metric.Variant}
	}
	return v
}

// totals are the total waits that are told of a period.
func (b *book) totals(p fact.Period) []*score.Line {
	var all []*score.Line
	for i := range b.in.Metrics {
		m := &b.in.Metrics[i]
		if l := b.at(m, fact.Segment{}, p); m.Method().Of == metric.Matters && l != nil && l.Shown() && l.Supplied == "" {
			all = append(all, l)
		}
	}
	return all
}

// totalBeside is the total wait of the same contacts in the same period; nil if none is told.
func (b *book) totalBeside(l *score.Line) *score.Line {
	for _, t := range b.totals(l.Period) {
		if t == l || slices.ContainsFunc(b.sets[t.Metric.ID].Sources, func(s string) bool { return slices.Contains(b.sets[l.Metric.ID].Sources, s) }) {
			return t
		}
	}
	return nil
}

// contactOnly is what is added to the words of a total wait that ends with the contact.
func contactOnly(m *score.Metric) string {
	if m.OneContact {
		return "_contact"
	}
	return ""
}
