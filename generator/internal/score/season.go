package score

import "shingle/generator/internal/fact"

// A Season is how much two neighbouring months usually differ, by the whole years before
// them.
type Season struct {
	Effect float64 // the later month less the earlier, in the unit of the value
	Years  int     // that it is known from: at least 2
}

// leastYears is from how many whole years on a season is known.
const leastYears = 2

// seasonOf is the season between the month after run and the one after that, where run is
// the months before both, in order: the mean of each of the two calendar months less the
// mean of all, over as many whole years as end with run. It is false below 24 months, and
// where one of these months has no value.
func seasonOf(run []*Line, before, now fact.Period) (Season, bool) {
	years := len(run) / 12
	if years < leastYears {
		return Season{}, false
	}
	months := run[len(run)-12*years:]
	var sum [2]float64
	for i, l := range months {
		if l.Value == nil || !l.Shown() || i > 0 && months[i-1].Period.Next() != l.Period {
			return Season{}, false
		}
		switch monthOf(l.Period) {
		case monthOf(before):
			sum[0] += floatOf(l.Value)
		case monthOf(now):
			sum[1] += floatOf(l.Value)
		}
	}
	return Season{(sum[1] - sum[0]) / float64(years), years}, true
}

func monthOf(p fact.Period) int { return int(p.First.Time().Month()) }

// less is the difference without what the season brings.
func (d Diff) less(s Season) Diff {
	if d.draws != nil {
		return d.draws.moved(-s.Effect).difference(d.Value - s.Effect)
	}
	d.Value -= s.Effect
	d.Interval = Interval{d.Low - s.Effect, d.High - s.Effect}
	if d.SE > 0 {
		d.Z = inErrors(d.Value, d.SE)
		d.P = normalP(d.Z)
		if d.df > 0 {
			d.P = studentP(d.Z, d.df)
		}
	}
	return d
}
