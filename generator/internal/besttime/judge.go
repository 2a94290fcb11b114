package besttime

import (
	"math"
)

// A difference is told only if it matters.
const (
	matterSeconds = 30.0 // and half as much again
	matterPoints  = 10.0 // of 100 answered in time
	matterRatio   = 1.5
	alpha         = 0.05
)

// clusters are the sums over dates from which a ratio Σy/Σx and its error follow: calls of
// one date share a queue, so that the date is the unit, not the call.
type clusters struct{ d, y, x, yy, xy, xx float64 }

func (c *clusters) add(y, x float64) {
	if x > 0 {
		c.d, c.y, c.x, c.yy, c.xy, c.xx = c.d+1, c.y+y, c.x+x, c.yy+y*y, c.xy+x*y, c.xx+x*x
	}
}

// ratio is R = Σy/Σx with its error sqrt(D/(D-1)·Σ(y - R·x)²)/Σx; false for one date.
func (c clusters) ratio() (r, se float64, ok bool) {
	if c.d < 2 || c.x <= 0 {
		return 0, 0, false
	}
	r = c.y / c.x
	return r, math.Sqrt(c.d/(c.d-1)*math.Max(c.yy-2*r*c.xy+r*r*c.xx, 0)) / c.x, true
}

// p is the chance that dates vary so far from whole though nothing differs. Dates are never
// taken as steadier than chance alone would have them: of answers in time that of so many
// calls, of loads that of arrivals one by one.
func (c clusters) p(whole float64, byTime bool, o WeekOptions) float64 {
	r, se, ok := c.ratio()
	if !ok || c.d < leastWeeks {
		return 1
	}
	chance := whole / c.x
	if byTime {
		chance = whole * (1 - whole) / c.x
	}
	se = math.Max(se, math.Sqrt(chance))
	if r == whole || se == 0 {
		return 1
	}
	return o.P((r-whole)/se, c.d-1)
}

// judge judges the slots of one segment.
type judge struct {
	slots []Slot // by weekday and start
	basis Basis
	waits waits
	fresh bool
	o     WeekOptions
}

// fill says what is known of each slot.
func (j *judge) fill(op *openings) {
	for i := range j.slots {
		s := &j.slots[i]
		at := op.of(s.Channel, s.Weekday, s.Load.Slot)
		s.Basis, s.OpenDays, s.OpenDates, s.Weeks = j.basis, at.days, at.dates, at.weeks
		if !at.open {
			s.Label = Closed
		}
		if j.basis.Threshold > 0 && s.Judged > 0 {
			s.Known, s.InPercent = true, 100*float64(s.InTime)/float64(s.Judged)
			c := s.clusters()
			if r, se, ok := c.ratio(); ok && c.d >= leastWeeks && se > 0 {
				half := j.o.T975(c.d-1) * se
				s.HasRange, s.Low, s.High = true, 100*math.Max(r-half, 0), 100*math.Min(r+half, 1)
			}
		}
	}
}

// clusters are the slot's dates: of who was answered in time, or of how many came.
func (s *Slot) clusters() clusters {
	if s.Basis.Threshold > 0 {
		return clusters{float64(s.Dates.Judged), float64(s.InTime), float64(s.Judged), float64(s.Dates.YY), float64(s.Dates.XY), float64(s.Dates.XX)}
	}
	d, y := float64(s.OpenDates), float64(s.OnOpen)
	return clusters{d, y, d, float64(s.Dates.Offered2), y, d}
}

// label judges each open slot against the whole week: quiet and busy are told where they
// hold among all open slots of the segment by Holm's rule, and matter.
func (j *judge) label() {
	if !j.basis.Judged() {
		return
	}
	var whole clusters
	var open []*Slot
	for i := range j.slots {
		if s := &j.slots[i]; s.Label != Closed {
			c := s.clusters()
			whole.y, whole.x = whole.y+c.y, whole.x+c.x
			open = append(open, s)
		}
	}
	if len(open) == 0 {
		return
	}
	byTime := j.basis.Threshold > 0
	mean := whole.y / math.Max(whole.x, 1)
	p := make([]float64, len(open))
	for i, s := range open {
		p[i], s.Label = 1, Unclear
		if s.OnOpen >= leastOffered && s.Weeks >= leastWeeks && j.fresh && (s.Known || !byTime) {
			p[i], s.Label = s.clusters().p(mean, byTime, j.o), Normal
		}
	}
	for i, holds := range j.o.Holm(p, alpha) {
		if s := open[i]; holds {
			if side := matters([]*Slot{s}, open, j.waits, s.Weekday); side == sideOf(s.clusters().y/s.clusters().x > mean, byTime) {
				s.Label = side
			}
		}
	}
}

// sideOf is what more than usual means: of answers in time quiet, of contacts busy.
func sideOf(more, byTime bool) string {
	if more == byTime {
		return Quiet
	}
	return Busy
}

// matters says on which side slots of one weekday differ from the rest of a weekday (0, or a
// day without a rest: of the week) by so much that it matters to a caller; Normal if they
// do not. Where the share in time differs enough it decides, then the wait
// that 9 of 10 of those answered stayed within.
func matters(some, open []*Slot, w waits, weekday int) string {
	rest := without(open, some, weekday)
	if len(rest) == 0 {
		rest = without(open, some, 0)
	}
	a, b := sum(some), sum(rest)
	if a.x == 0 || b.x == 0 {
		return Normal
	}
	one, other := a.y/a.x, b.y/b.x
	if some[0].Basis.Threshold == 0 {
		switch {
		case other >= matterRatio*one:
			return Quiet
		case one >= matterRatio*other:
			return Busy
		}
		return Normal
	}
	const exact = 1e-9
	switch points := 100 * (one - other); {
	case points >= matterPoints-exact:
		return Quiet
	case points <= -matterPoints+exact:
		return Busy
	}
	if some[0].Team != "" { // single waits are kept by channel
		return Normal
	}
	mine := w.of(some[0].Channel, some).percentile(P90(), leastForP90)
	theirs := w.of(some[0].Channel, rest).percentile(P90(), leastForP90)
	switch m, t := float64(mine), float64(theirs); {
	case m < 0 || t < 0:
	case t >= m+matterSeconds && t >= matterRatio*m:
		return Quiet
	case m >= t+matterSeconds && m >= matterRatio*t:
		return Busy
	}
	return Normal
}

// without are the slots of a weekday (0: of the week) that are not among some.
func without(open, some []*Slot, weekday int) []*Slot {
	var rest []*Slot
	for _, s := range open {
		among := false
		for _, x := range some {
			among = among || x == s
		}
		if !among && (weekday == 0 || s.Weekday == weekday) {
			rest = append(rest, s)
		}
	}
	return rest
}

func sum(slots []*Slot) (c clusters) {
	for _, s := range slots {
		one := s.clusters()
		c.y, c.x = c.y+one.y, c.x+one.x
	}
	return c
}
