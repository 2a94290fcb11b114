package metric

// firstResponse is how many had a first reply from a person in time. In symbols: x in time, of n that
// had one or are overdue; what is not yet due is not counted, and is told beside it.
var firstResponse = Kind{
	Name: "first_response", Section: "First response, resolution in time", Rests: "icmi_response",
	From:  fromCases,
	Takes: "contacts with first_reply_at, or scores",
	Base: Method{
		Symbols: "100 · x / n", Unit: Percent, Direction: Up, Counts: Timely, Form: Share, Of: Contacts, Intervals: byDay,
		Share: inTime, Omits: notDue,
	},
	Covers: true, Stamp: "first_reply_at", Clocks: replyClocks,
	Threshold: &Threshold{
		Needed: "within how many seconds is in time", Until: Reply,
		Ask: "Within how many hours do you promise a first reply?", Unit: 3600, First: 24,
	},
	Suggest: func(e Export) ([]string, bool) {
		return []string{`threshold_seconds = 86400   # within how many seconds you promise to reply`}, e.Kind == "contacts" && e.Has("first_reply_at")
	},
}

// inTime counts what came in time, of all that came and all whose time has passed.
func inTime(c Counts) (x, n int64) { return c[InTime], c[InTime] + c[Late] + c[Overdue] }

// notDue is what may still come in time.
var notDue = []Omission{{"open_not_due", NotDue}}
