package score

import (
	"shingle/generator/internal/fact"
)

// A Funnel is what became of a survey between asking and counting: invited,
// delivered, responded, valid. Silence is not consent: the rate stands beside every
// score, and Low and High say how far those who did not answer could move it.
type Funnel struct {
	Invited, Delivered int64
	HasDelivered       bool
	Responded, Valid   int64
	Rate               float64 // RR1: valid of delivered (or invited), percent
	Low, High          float64 // of a share: nobody of the silent, or all of them, on the good side
	HasBounds          bool
}

// funnel says what became of the survey behind a line; nil if it is not known how
// many were asked.
func (g *gathering) funnel(l *Line) *Funnel {
	if len(g.set.Invited) == 0 || !l.Survey() {
		return nil
	}
	for grain := l.Period.Grain; ; grain-- { // as given for the period, or pooled from the next shorter ones
		if f := g.asked(l, grain); f != nil {
			f.Valid, f.Responded = l.N, l.N+l.Missing+l.Rejected
			switch {
			case l.Metric.perPerson(): // its n is of people already
				f.Valid, f.Responded = l.N, l.N+l.Partial
			case len(l.Items) > 0: // several answers a person: people are counted
				n := max(l.People, l.tally.rare().people.D)
				f.Valid, f.Responded = n, n
			}
			undelivered := int64(0)
			if f.HasDelivered {
				undelivered = f.Invited - f.Delivered
			}
			x, n, err := Responses(f.Valid, f.Invited, undelivered)
			if err != nil || n == 0 || x == 0 {
				return nil // these are not the invitations to these answers
			}
			rate := float64(x) / float64(n)
			f.Rate = 100 * rate
			if l.Value != nil && l.Metric.Unit() == Percent {
				p, _ := l.Value.Float64()
				i := NonresponseBounds(rate, p/100)
				f.Low, f.High, f.HasBounds = i.Low, i.High, true
			}
			return f
		}
		if grain == fact.Daily {
			return nil
		}
	}
}

// asked adds up the invitations of one grain that belong to a line.
func (g *gathering) asked(l *Line, grain fact.Grain) *Funnel {
	within := func(i fact.Invitation) bool {
		if i.Period.Grain != grain {
			return false
		}
		if g.set.Employees { // the wave that the line shows
			return l.Wave != fact.NoDay && i.Period == fact.PeriodOf(l.Wave, grain)
		}
		return l.Period.Grain == fact.All || fact.PeriodOf(i.Period.First, l.Period.Grain) == l.Period
	}
	total := false
	for _, i := range g.set.Invited {
		total = total || within(i) && i.Segment == (fact.Segment{})
	}
	var f *Funnel
	for _, i := range g.set.Invited {
		if !within(i) || l.Team != "" && i.Team != l.Team || l.Channel != "" && i.Channel != l.Channel {
			continue
		}
		if l.Segment == (fact.Segment{}) && total && i.Segment != l.Segment {
			continue
		}
		if f == nil {
			f = &Funnel{HasDelivered: true}
		}
		f.Invited += i.Invited
		f.Delivered += i.Delivered
		f.HasDelivered = f.HasDelivered && i.HasDelivered
	}
	return f
}
