package metric

// resolutionTime is how many cases were closed within the time agreed for each. In symbols: x
// in time, y late, o open and overdue.
var resolutionTime = Kind{
	Name: "resolution_time", Section: "First response, resolution in time", Rests: "servicenow",
	From:  fromCases,
	Takes: "contacts with closed_at and due_met or due_at, or scores",
	Base:  Method{Unit: Percent, Direction: Up, Counts: Due, Form: Share, Of: Contacts, Intervals: byDay, Share: inTime, Omits: notDue},
	Variants: []Method{
		{Name: "due", Symbols: "100 · x / (x + y + o)"},
		{ // flatters: the worst cases are those that are not closed
			Name: "closed_only", Symbols: "100 · x / (x + y)", Say: "closed",
			Share: func(c Counts) (x, n int64) { return c[InTime], c[InTime] + c[Late] },
			Omits: []Omission{{"open_overdue", Overdue}},
		},
	},
	Covers: true, Stamp: "closed_at", Clocks: replyClocks,
	Threshold: &Threshold{},
	Suggest: func(e Export) ([]string, bool) {
		return nil, e.Kind == "contacts" && e.Has("closed_at") && e.Has("due_met", "due_at")
	},
}
