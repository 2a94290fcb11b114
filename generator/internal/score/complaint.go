package score

import (
	"math/big"

	"shingle/generator/internal/fact"
)

// Per1000 is how many there were of a thousand: x against the counts of as many months. Counts
// of what came (contacts) add up over the months; of what there is (customers) their mean
// stands for them.
func Per1000(x int64, counts []int64, mean bool) *big.Rat {
	sum := int64(0)
	for _, n := range counts {
		sum += n
	}
	if sum == 0 {
		return nil
	}
	if mean {
		return big.NewRat(1000*x*int64(len(counts)), sum)
	}
	return big.NewRat(1000*x, sum)
}

// bases puts each month's count where its rate is told: what is said of all, or else what it
// is of teams or channels together.
func (g *gathering) bases() {
	type at struct {
		fact.Segment
		period fact.Period
	}
	said := map[at]int64{}
	parts := map[fact.Period]map[bool]int64{} // by month, of teams (true) and of channels
	for _, b := range g.set.Bases {
		said[at{b.Segment, b.Period}] += b.Count
		if b.Segment != (fact.Segment{}) && (b.Team == "" || b.Channel == "") {
			if parts[b.Period] == nil {
				parts[b.Period] = map[bool]int64{}
			}
			parts[b.Period][b.Team != ""] += b.Count
		}
	}
	for p, n := range parts {
		if _, ok := said[at{fact.Segment{}, p}]; !ok {
			if n[true] == 0 {
				n[true] = n[false]
			}
			said[at{fact.Segment{}, p}] = n[true]
		}
	}
	for a, n := range said {
		if seg := g.segments[a.Segment]; seg != nil {
			seldom := seg.at(a.period).rarely()
			seldom.bases = append(seldom.bases, n)
			seg.based = true
		}
	}
}

// rated is a rate per thousand; a period of which a month's count is not known has none.
func (l *Line) rated() {
	t, bases := l.tally, l.tally.rare().bases
	l.Numerator, l.N = whole(t.counts[fact.X]), t.counts[fact.X]
	if t.unbased || len(bases) == 0 {
		return
	}
	l.Value = Per1000(t.counts[fact.X], bases, l.Metric.PerCustomer)
	sum := int64(0)
	for _, n := range bases {
		sum += n
	}
	if l.Metric.PerCustomer {
		n := int64(len(bases))
		sum = (2*sum + n) / (2 * n)
	}
	l.Denominator = sum
}
