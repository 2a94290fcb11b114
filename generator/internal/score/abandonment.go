package score

import "fmt"

// Abandonment counts who hung up before being answered (x) and of how many (n). The score
// is 100·x/n, in percent, and lower is better; n = 0 is no data. With A answered, B abandoned,
// of which s at once and b within T, F flow-outs, and Q = A + B +
// others:
//
//	all         B / (Q+F)          everyone who hung up (default)
//	less_short  (B-s) / (Q+F-s)    who hangs up at once is neither abandoned nor offered
//	after_t     (B-b) / (Q+F)      who waited past the promise and gave up
//
// To leave flow-outs out of the denominator, set them to 0. Impossible counts are an error
// that names them. metrics.md 1.3.
func Abandonment(c ServiceLevelCounts, variant string) (x, n int64, err error) {
	if err := c.Check(); err != nil {
		return 0, 0, err
	}
	queue := c.Answered + c.Abandoned + c.Other + c.FlowOuts
	switch variant {
	case "all":
		return c.Abandoned, queue, nil
	case "less_short":
		return c.Abandoned - c.ShortAbandons, queue - c.ShortAbandons, nil
	case "after_t":
		return c.Abandoned - c.AbandonedInTime, queue, nil
	}
	return 0, 0, fmt.Errorf("abandonment variant %q: want all, less_short or after_t", variant)
}
