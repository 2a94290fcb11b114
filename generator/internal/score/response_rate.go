package score

import "fmt"

// Outcomes is what became of everyone a survey was sent to, in the terms of AAPOR's
// Standard Definitions.
type Outcomes struct {
	Complete, Partial              int64 // I, P: answered all of it; answered some
	Refused, NotReached, Other     int64 // R, NC, O: said no or broke off; silence; anything else
	UnknownHousehold, UnknownOther int64 // UH, UO: not known whether they should have been asked
}

// ResponseRate is AAPOR's response rate number 1 to 6 in percent. With I complete, P partial,
// K = refused + not reached + other, and U of unknown eligibility:
//
//	1  I / (I+P+K+U)        the lowest, needs no guess (default)
//	2  (I+P) / (I+P+K+U)
//	3  I / (I+P+K+e·U)      e: the share of the unknown thought to be eligible, 0 to 1
//	4  (I+P) / (I+P+K+e·U)
//	5  I / (I+P+K)
//	6  (I+P) / (I+P+K)
//
// It is false if nobody was asked. AAPOR, Standard Definitions.
func ResponseRate(number int, o Outcomes, e float64) (float64, bool) {
	if number < 1 || number > 6 {
		panic(fmt.Sprintf("bug: response rate %d", number))
	}
	answered := float64(o.Complete)
	if number%2 == 0 {
		answered += float64(o.Partial)
	}
	asked := float64(o.Complete + o.Partial + o.Refused + o.NotReached + o.Other)
	unknown := float64(o.UnknownHousehold + o.UnknownOther)
	switch number {
	case 1, 2:
		asked += unknown
	case 3, 4:
		asked += e * unknown
	}
	if asked == 0 {
		return 0, false
	}
	return 100 * answered / asked, true
}

// Responses counts who completed a survey (x) of those it reached (n = invited - undeliverable):
// the response rate of an employee or a post-contact survey is 100·x/n, in percent. More
// answers than invitations are an error: somebody was asked outside of the list.
// AAPOR, Standard Definitions.
func Responses(completed, invited, undeliverable int64) (x, n int64, err error) {
	n = invited - undeliverable
	if completed < 0 || undeliverable < 0 || n < completed {
		return 0, 0, fmt.Errorf("%d completed of %d invited less %d undeliverable: want at most all of them", completed, invited, undeliverable)
	}
	return completed, n, nil
}

// NonresponseBounds is the range in which the share among everyone asked must lie, in percent,
// if nothing at all is assumed about those who did not answer: from rate·p (none of them
// agree) to rate·p + (1-rate) (all do). rate and p are the response rate and the share among
// the answers, as fractions.
func NonresponseBounds(rate, p float64) Interval {
	return Interval{100 * rate * p, 100 * (rate*p + 1 - rate)}
}
