package score

import "fmt"

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
