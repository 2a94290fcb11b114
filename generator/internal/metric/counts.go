package metric

import "fmt"

// Counts are additive. What stands where is said by the way of counting.
type Counts [8]int64

// Counts of how contacts left the queue. Together Answered, Abandoned, FlowOuts and Other are all
// that were offered. In time means a wait of at most the threshold, the boundary included.
const (
	Answered        = iota
	AnsweredInTime  // part of Answered
	Abandoned       // hung up
	AbandonedInTime // part of Abandoned
	ShortAbandons   // hung up within a few seconds, part of Abandoned
	FlowOuts        // took a callback, a voicemail or an overflow
	CallbacksInTime // part of FlowOuts
	Other           // in none of these: still waiting when an interval ended, or not said; below zero where an interval ended calls that were offered before it
)

// Counts of what was to be there by some time: InTime, Late, and what is not there yet, Overdue
// or NotDue.
const (
	InTime = iota
	Late
	Overdue
	NotDue
)

// Counts of everything else: a numerator (of a mean the sum, in millionths of the unit) and a
// denominator; a volume has the numerator only.
const (
	X = iota
	N
)

// Add adds up counts.
func (c *Counts) Add(o Counts) {
	for i, n := range o {
		c[i] += n
	}
}

// Queue says what about counts of a queue cannot be.
func (c Counts) Queue() error {
	for _, part := range []struct {
		name  string
		n, of int
		all   string
	}{
		{"answered in time", AnsweredInTime, Answered, "answered"},
		{"abandoned in time", AbandonedInTime, Abandoned, "abandoned"},
		{"short abandons", ShortAbandons, Abandoned, "abandoned"},
		{"callbacks in time", CallbacksInTime, FlowOuts, "flow-outs"},
	} {
		n, all := c[part.n], c[part.of]
		if n < 0 || all < 0 {
			return fmt.Errorf("%d %s of %d %s: want counts of 0 or more", n, part.name, all, part.all)
		}
		if n > all {
			return fmt.Errorf("%d %s of %d %s: want at most all of them", n, part.name, all, part.all)
		}
	}
	return nil
}

// offered are all that joined the queue.
func (c Counts) offered() int64 { return c[Answered] + c[Abandoned] + c[FlowOuts] + c[Other] }

// WithoutFlowOuts are the counts as if nobody had left the queue but by an answer or by hanging up.
func (c Counts) WithoutFlowOuts() Counts {
	c[FlowOuts], c[CallbacksInTime] = 0, 0
	return c
}
