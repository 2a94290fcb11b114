package score

import (
	"slices"

	"shingle/generator/internal/fact"
)

// A Tail is how many waited longer than some minutes, of all of whom it is known how long
// they waited, whether they were answered or not.
type Tail struct {
	Minutes        int
	Answered, Left int64 // those who waited longer, by how it ended
	Of             int64
	Leavers        bool // it is known of some who left how long they waited
}

// N is how many waited longer.
func (t Tail) N() int64 { return t.Answered + t.Left }

// Tails are the long waits behind a line, the shortest limit first; nil where single waits
// are not known, or the line is not shown.
func (l *Line) Tails() []Tail {
	all := l.tally.longs[0]
	if !l.Shown() || all == [2]int64{} {
		return nil
	}
	var tails []Tail
	for _, minutes := range slices.Sorted(slices.Values(l.Metric.Tail)) {
		n := l.tally.longs[minutes]
		tails = append(tails, Tail{minutes, n[0], n[1], all[0] + all[1], all[1] > 0})
	}
	return tails
}

// long adds to how many waited longer than some minutes, answered and not.
func (t *tally) long(minutes int, answered, left int64) {
	if t.longs == nil {
		t.longs = map[int][2]int64{}
	}
	n := t.longs[minutes]
	t.longs[minutes] = [2]int64{n[0] + answered, n[1] + left}
}

// An Outcome is how contacts ended: how many, and of a hundred.
type Outcome struct {
	How     string
	N       int64
	Hundred int64
}

// Flow is how the contacts behind a line ended, in the order that readers follow; nil where
// it is not counted, or the line is not shown. The hundredths add up to 100. A report may
// count more as gone in an hour than came in it: nobody is then left of whom it is not known.
func (l *Line) Flow() []Outcome {
	if !l.Shown() {
		return nil
	}
	var all []Outcome
	var counts []int64
	for _, how := range fact.Outcomes() {
		if n := l.tally.outcomes[how]; n > 0 {
			all, counts = append(all, Outcome{How: how, N: n}), append(counts, n)
		}
	}
	for i, n := range OfHundred(counts) {
		all[i].Hundred = n
	}
	return all
}

// end adds to how many contacts ended so.
func (t *tally) end(how string, n int64) {
	if t.outcomes == nil {
		t.outcomes = map[string]int64{}
	}
	t.outcomes[how] += n
}
