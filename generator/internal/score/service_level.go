package score

import "fmt"

// ServiceLevelCounts is what a queue reports of a day or an interval. In time means a wait of
// at most the threshold T, the boundary included. What joined the queue was
// answered, abandoned (hung up), flowed out (took a callback, a voicemail or an overflow), or
// none of these.
type ServiceLevelCounts struct {
	Answered, AnsweredInTime   int64
	Abandoned, AbandonedInTime int64
	ShortAbandons              int64 // hung up within a few seconds, part of Abandoned
	FlowOuts                   int64
	CallbacksInTime            int64 // callbacks accepted within T, part of FlowOuts
	Other                      int64 // still waiting when an interval ended, or not said what became of it; below zero where an interval ended calls that were offered before it
}

// Merge pools the counts of both.
func (c ServiceLevelCounts) Merge(o ServiceLevelCounts) ServiceLevelCounts {
	return ServiceLevelCounts{
		Answered: c.Answered + o.Answered, AnsweredInTime: c.AnsweredInTime + o.AnsweredInTime,
		Abandoned: c.Abandoned + o.Abandoned, AbandonedInTime: c.AbandonedInTime + o.AbandonedInTime,
		ShortAbandons: c.ShortAbandons + o.ShortAbandons,
		FlowOuts:      c.FlowOuts + o.FlowOuts, CallbacksInTime: c.CallbacksInTime + o.CallbacksInTime,
		Other: c.Other + o.Other,
	}
}

// Check says what about the counts cannot be.
func (c ServiceLevelCounts) Check() error {
	for _, part := range []struct {
		name    string
		n       int64
		ofWhole string
		whole   int64
	}{
		{"answered in time", c.AnsweredInTime, "answered", c.Answered},
		{"abandoned in time", c.AbandonedInTime, "abandoned", c.Abandoned},
		{"short abandons", c.ShortAbandons, "abandoned", c.Abandoned},
		{"callbacks in time", c.CallbacksInTime, "flow-outs", c.FlowOuts},
	} {
		if part.n < 0 || part.whole < 0 {
			return fmt.Errorf("%d %s of %d %s: want counts of 0 or more", part.n, part.name, part.whole, part.ofWhole)
		}
		if part.n > part.whole {
			return fmt.Errorf("%d %s of %d %s: want at most all of them", part.n, part.name, part.whole, part.ofWhole)
		}
	}
	return nil
}

// ServiceLevel counts who was answered in time (x) and of how many (n). The score is
// 100·x/n, in percent; n = 0 is no data. With a answered in time of A answered, b abandoned in
// time of B abandoned, s short abandons, F flow-outs, and Q = A + B + others:
//
//	offered                 a / (Q+F)      of everyone who joined the queue (default)
//	offered_less_short      a / (Q+F-s)    who hangs up at once is not counted
//	abandons_in_t_excluded  a / (Q+F-b)    who hangs up within T is not counted
//	abandons_in_t_met       (a+b) / (Q+F)  who hangs up within T counts as served
//	short_abandons_met      (a+s) / (Q+F)  who hangs up at once counts as served
//	removed_in_t            (a+b+callbacks in T) / (Q+F), Amazon Connect's "Service level X"
//	answered_only           a / A          says nothing of those who hung up
//
// Flow-outs stand in the denominator as not answered in time, unless
// flowOutsInDenominator is false; removed_in_t always has them, answered_only never.
// The variants are not comparable with each other: one centre can honestly print anything
// from 81 to 86. Impossible counts are an error that names them. metrics.md 1.1.
func ServiceLevel(c ServiceLevelCounts, variant string, flowOutsInDenominator bool) (x, n int64, err error) {
	if err := c.Check(); err != nil {
		return 0, 0, err
	}
	queue := c.Answered + c.Abandoned + c.Other
	if flowOutsInDenominator {
		queue += c.FlowOuts
	}
	switch variant {
	case "offered":
		return c.AnsweredInTime, queue, nil
	case "offered_less_short":
		return c.AnsweredInTime, queue - c.ShortAbandons, nil
	case "abandons_in_t_excluded":
		return c.AnsweredInTime, queue - c.AbandonedInTime, nil
	case "abandons_in_t_met":
		return c.AnsweredInTime + c.AbandonedInTime, queue, nil
	case "short_abandons_met":
		return c.AnsweredInTime + c.ShortAbandons, queue, nil
	case "removed_in_t":
		return c.AnsweredInTime + c.AbandonedInTime + c.CallbacksInTime, c.Answered + c.Abandoned + c.Other + c.FlowOuts, nil
	case "answered_only":
		return c.AnsweredInTime, c.Answered, nil
	}
	return 0, 0, fmt.Errorf("service level variant %q: want offered, offered_less_short, abandons_in_t_excluded, abandons_in_t_met, short_abandons_met, removed_in_t or answered_only", variant)
}
