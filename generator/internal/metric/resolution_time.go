package metric

// resolutionTime is how many cases were closed within the time agreed for each. In symbols: x
// in time, y late, o open and overdue.
var resolutionTime = Kind{
	Name: "resolution_time", Section: "1.5", Rests: "servicenow",
	Base: Method{Unit: Percent, Direction: Up, Form: Share, Of: Contacts, Intervals: byDay},
	Variants: []Method{
		{Name: "due", Symbols: "100 · x / (x + y + o)"},
		{Name: "closed_only", Symbols: "100 · x / (x + y)"},
	},
	Covers: true, Stamp: "closed_at", Clocks: replyClocks,
	Threshold: &Threshold{},
	Suggest: func(e Export) ([]string, bool) {
		return nil, e.Kind == "contacts" && e.Has("closed_at") && e.Has("due_met", "due_at")
	},
}
