package score

import "slices"

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
	all := l.tally.longs.of(0)
	if !l.Shown() || all == [2]int64{} {
		return nil
	}
	var tails []Tail
	for _, minutes := range slices.Sorted(slices.Values(l.Metric.Tail)) {
		n := l.tally.longs.of(minutes)
		tails = append(tails, Tail{minutes, n[0], n[1], all[0] + all[1], all[1] > 0})
	}
	return tails
}

// long adds to how many waited longer than some minutes, answered and not.
func (t *tally) long(minutes int, answered, left int64) {
	n := t.longs.at(minutes)
	n[0], n[1] = n[0]+answered, n[1]+left
}
