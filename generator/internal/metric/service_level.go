package metric

import "fmt"

// serviceLevel is how many of those who asked for a person had one in time. In symbols: A
// answered, a in time, B abandoned, b within the threshold, s short abandons, F flow-outs, C
// callbacks in time; who is in none of these stands under the line with them. Flow-outs do, too,
// unless config leaves them out. The variants cannot be compared with each other: one centre can honestly
// print anything from 81 to 86.
var serviceLevel = Kind{
	Name: "service_level", Section: "Service level", Rests: "icmi",
	From:  fromQueue,
	Takes: "contacts with answered and wait_seconds (or answered_at), intervals with answered_in_time, or scores",
	Base: Method{
		Unit: Percent, Direction: Up, Counts: Outcomes, Form: Share, Of: Contacts, Intervals: byDay, Band: "band_service_level",
		Waited: true, Reported: []string{"answered_in_time"}, ByReason: true,
	},
	Variants: []Method{
		{
			Name: "offered", Symbols: "100 · a / (A + B + F)", FlowOutsIn: true,
			Share: func(c Counts) (x, n int64) { return c[AnsweredInTime], c.offered() },
		},
		{ // who hangs up at once is not counted
			Name: "offered_less_short", Symbols: "100 · a / (A + B + F − s)", Say: "stayed", NeedsShort: true, FlowOutsIn: true, HungUp: true, Reported: []string{"short_abandons"},
			Share: func(c Counts) (x, n int64) { return c[AnsweredInTime], c.offered() - c[ShortAbandons] },
			Omits: []Omission{{"short_abandon", ShortAbandons}},
		},
		{ // who hangs up in time is not counted
			Name: "abandons_in_t_excluded", Symbols: "100 · a / (A + B + F − b)", Say: "less_hung_up", FlowOutsIn: true, HungUp: true, Reported: []string{"abandoned_in_time"},
			Share: func(c Counts) (x, n int64) { return c[AnsweredInTime], c.offered() - c[AbandonedInTime] },
			Omits: []Omission{{"abandoned_in_time", AbandonedInTime}},
		},
		{ // who hangs up in time counts as served
			Name: "abandons_in_t_met", Symbols: "100 · (a + b) / (A + B + F)", Say: "or_hung_up", FlowOutsIn: true, HungUp: true, Reported: []string{"abandoned_in_time"},
			Share: func(c Counts) (x, n int64) { return c[AnsweredInTime] + c[AbandonedInTime], c.offered() },
		},
		{ // who hangs up at once counts as served
			Name: "short_abandons_met", Symbols: "100 · (a + s) / (A + B + F)", Say: "or_hung_up_at_once", NeedsShort: true, FlowOutsIn: true, HungUp: true, Reported: []string{"short_abandons"},
			Share: func(c Counts) (x, n int64) { return c[AnsweredInTime] + c[ShortAbandons], c.offered() },
		},
		{ // Amazon Connect's "Service level X"
			Name: "removed_in_t", Symbols: "100 · (a + b + C) / (A + B + F)", Say: "removed", FlowOutsIn: true, FlowOutsStay: true, HungUp: true, Reported: []string{"abandoned_in_time"},
			Share: func(c Counts) (x, n int64) {
				return c[AnsweredInTime] + c[AbandonedInTime] + c[CallbacksInTime], c.offered()
			},
		},
		{ // says nothing of those who hung up
			Name: "answered_only", Symbols: "100 · a / A", Say: "answered", Reported: []string{"answered"},
			Share: func(c Counts) (x, n int64) { return c[AnsweredInTime], c[Answered] },
			Omits: []Omission{{"abandoned", Abandoned}, {"flow_out", FlowOuts}},
		},
	},
	Covers: true, Tail: true, Flow: true, Stamp: "answered_at", Clocks: waitClocks,
	Threshold: &Threshold{
		Needed: "within how many seconds is in time", Until: Answer,
		Ask: "Within how many seconds do you promise to answer a call?", Unit: 1, First: 20,
	},
	Suggest: func(e Export) ([]string, bool) {
		const promise = `# promise = 80.0   # how many of 100, by your own word`
		switch {
		case e.Kind == "contacts" && e.Has("answered", "abandoned", "answered_at") && e.Has("wait_seconds", "answered_at"):
			return []string{`threshold_seconds = 20   # within how many seconds you promise to answer`, promise}, true
		case e.Kind == "intervals" && e.Has("answered_in_time") && e.Seconds > 0:
			return []string{fmt.Sprintf("threshold_seconds = %d", e.Seconds), promise}, true
		case e.Kind == "intervals" && e.Has("answered_in_time"):
			return []string{`threshold_seconds = 20   # what "in time" means in this report`, promise}, true
		}
		return nil, false
	},
}
