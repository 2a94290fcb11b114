package score

import (
	"slices"

	"shingle/generator/internal/fact"
)

// An Outcome is how contacts ended: how many, and of a hundred. Where it is not known how many did,
// N is -1.
type Outcome struct {
	How     string
	N       int64
	Hundred int64
}

// Flow is how the contacts behind a line ended, and those who never got as far as its queue, along
// their way; nil where it is not counted, or the line is not shown. The hundredths add up to 100. A report may
// count more as gone in an hour than came in it: nobody is then left of whom it is not known.
func (l *Line) Flow() []Outcome {
	if !l.Shown() || len(l.tally.outcomes) == 0 {
		return nil
	}
	var all []Outcome
	var counts []int64
	for _, how := range fact.Outcomes() {
		n := l.tally.outcomes.of(how)
		switch {
		case n > 0:
		case !slices.Contains(fact.NeverJoined(), how):
			continue
		case l.tally.outcomes.of(fact.Untold(how)) > 0 || l.Team != "": // who never joined a queue is seldom anybody's
			n = -1
		}
		all, counts = append(all, Outcome{How: how, N: n}), append(counts, max(n, 0))
	}
	for i, n := range OfHundred(counts) {
		all[i].Hundred = n
	}
	return all
}

// A Reach is how many of those who tried reached a person.
type Reach struct {
	Asked, Reached, Helped int64 // Helped by a machine
	Beyond                 bool  // it is known of some way how many never joined the queue
	Whole                  bool  // of every way
}

// Reach tells how many of those who tried to reach a line's desk reached a person; false where it is not known.
func (l *Line) Reach() (r Reach, ok bool) {
	r = ReachOf(l.Flow())
	return r, r.Asked > 0
}

// ReachOf adds up who asked, whom a machine helped and who reached a person.
func ReachOf(ends []Outcome) Reach {
	r := Reach{Whole: true}
	for _, o := range ends {
		switch {
		case o.N < 0:
			r.Whole = false
			continue
		case slices.Contains(fact.NeverJoined(), o.How):
			r.Beyond = true
		}
		switch o.How {
		case "in_time", "late", "answered":
			r.Reached += o.N
		case "self_served":
			r.Helped = o.N
		}
		r.Asked += o.N
	}
	return r
}

// end adds to how many contacts ended so.
func (t *tally) end(how string, n int64) { *t.outcomes.at(how) += n }
