// Package privacy is the last word before anything is published: it withholds
// scores of too few people, and as many others as it takes that nothing withheld
// can be worked out from what is shown. It sees counts only.
package privacy

import (
	"math/big"
	"slices"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// Options are the publisher's minimums.
type Options struct {
	MinResponses int64    // customers: fewer answers than this mean nothing
	MinGroup     int64    // employees: fewer people than this are recognised
	Customers    bool     // customers are protected as employees are
	Shared       []Shared // questions that two sources asked of the same people
	Seen         []Seen   // what readers have seen, in all releases
	Last         []Old    // what the release that is being replaced shows, if there is no such record
	Lost         string   // why there is no such record, though there should be; "": all is well
	Absent       bool     // it is not there at all
}

// The reasons that readers see. The same mark stands for a group that is too small
// and for one that is withheld so that the small one cannot be worked out.
const (
	TooFew    = "too few answers"
	TooSmall  = "too few contacts"
	Protected = "hidden to protect people"
)

// An Inspection is all that is about to be published of people who could be recognised, as
// sums of the smallest groups that the counts tell apart.
type Inspection struct {
	o        Options
	lines    []*score.Line
	sets     []fact.Set
	families []*family
	changed  []change
	strict   bool // it is not known what readers have seen
	before   bool // the record is of before: it does not tell of groups that were withheld
}

// Inspect looks at lines as they were computed, with nothing withheld yet.
func Inspect(lines []*score.Line, sets []fact.Set, o Options) *Inspection {
	o.Seen = slices.Clone(o.Seen)
	in := &Inspection{o: o, lines: lines, sets: sets}
	if in.strict = o.Lost != "" && o.concerned(lines); in.strict {
		in.o.MinGroup = max(o.MinGroup, fewFaces)
	}
	in.families = families(lines, sets, in.o)
	in.before = slices.ContainsFunc(o.Seen, func(s Seen) bool { return s.Sources == "" })
	old, seen := o.last(), o.remembered(in.families)
	for _, f := range in.families {
		in.remember(f, old)
		in.recall(f, seen)
	}
	return in
}

// concerned tells whether the record would hold anything: of a site whose last release shows
// nobody who could be recognised, there never was one.
func (o Options) concerned(lines []*score.Line) bool {
	guards, open := map[string]bool{}, map[string]bool{}
	for _, l := range lines {
		guards[l.Metric.ID] = guards[l.Metric.ID] || guarded(l, o)
		open[l.Metric.ID] = !guards[l.Metric.ID]
	}
	before := !o.Absent
	for k := range o.last() {
		before = before || !open[k.metric] // a metric of people, or one that is called something else now
	}
	return before && slices.ContainsFunc(lines, func(l *score.Line) bool { return guarded(l, o) })
}

// Protect withholds lines, whole: value, counts, interval, missing, rejected,
// exclusions and distribution.
func (in *Inspection) Protect() {
	for _, l := range in.lines {
		if !guarded(l, in.o) && l.Survey() && l.N < in.o.MinResponses && l.State != score.NoData && (l.Supplied == "" || l.N > 0) {
			withhold(l, TooFew)
		}
	}
	pooled := map[string]bool{} // metrics of several questions, whoever answered them
	for i := range in.sets {
		pooled[in.sets[i].Metric.ID] = in.sets[i].NoPerson
	}
	for _, f := range in.families {
		f.protect(func(l *score.Line) bool { return small(l, in.o) || alike(l) })
		for _, c := range f.cells {
			c.apply(pooled)
		}
	}
}

// apply leaves of a cell's lines what its level allows.
func (c *cell) apply(pooled map[string]bool) {
	for _, l := range c.lines {
		switch {
		case c.level == nothing, c.level == oneScore && !alikeCounted(l.Metric, c.lines[0].Metric):
			withhold(l, Protected)
		case people(l) < fewFaces:
			rough(l, pooled[l.Metric.ID])
		case c.level == oneScore:
			l.Answers, l.Items = nil, nil
		}
	}
}

// guarded tells whether a line speaks of people who could be recognised. A bare value that
// does not say how many it stands for is not ours to judge.
func guarded(l *score.Line, o Options) bool {
	return (l.Supplied == "" || l.N > 0) && (l.Staff || o.Customers && l.Survey())
}

// people is how many different people answered; of customers, how many answers.
func people(l *score.Line) int64 {
	if l.Staff && l.People > 0 {
		return l.People
	}
	return l.N
}

// small tells whether a guarded line stands for too few people.
func small(l *score.Line, o Options) bool {
	least := o.MinGroup
	if !l.Staff {
		least = max(o.MinResponses, o.MinGroup)
	}
	n := people(l)
	if n == 0 && l.Missing+l.Rejected == 0 {
		return false // nobody was there to be recognised
	}
	return n < least
}

// alike tells whether everyone of a small group is on the same side: then the
// score tells what each of them answered.
func alike(l *score.Line) bool {
	if l.Value == nil || people(l) >= fewFaces {
		return false
	}
	low, high := big.NewRat(0, 1), big.NewRat(100, 1)
	switch l.Metric.Unit() {
	case score.Points:
		low = big.NewRat(-100, 1)
	case score.Scale:
		low, high = big.NewRat(int64(l.Metric.Scale.Min), 1), big.NewRat(int64(l.Metric.Scale.Max), 1)
	}
	if l.Value.Cmp(low) <= 0 || l.Value.Cmp(high) >= 0 {
		return true
	}
	if l.Answers == nil {
		return false
	}
	given := 0
	for _, n := range l.Answers.Counts {
		if n > 0 {
			given++
		}
	}
	return given == 1
}

// withhold empties a line.
func withhold(l *score.Line, reason string) {
	l.State, l.Reason = score.Suppressed, reason
	l.Value, l.Numerator, l.Denominator = nil, nil, -1
	l.Interval, l.Method = nil, ""
	l.Missing, l.Rejected, l.N, l.People, l.Partial = 0, 0, 0, 0, 0
	l.Answers, l.Items, l.Excluded, l.Funnel = nil, nil, nil, nil
	l.Supplied = ""
}
