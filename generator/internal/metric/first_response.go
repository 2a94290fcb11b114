package metric

// firstResponse is how many had a first reply in time.
var firstResponse = Kind{
	Name: "first_response", Section: "1.4", Rests: "icmi",
	Base:   Method{Symbols: "100 · x / n", Unit: Percent, Direction: Up, Form: Share, Of: Contacts, Intervals: byDay},
	Covers: true, Stamp: "first_reply_at", Clocks: replyClocks,
	Threshold: &Threshold{
		Needed: "within how many seconds is in time", Until: Reply,
		Ask: "Within how many hours do you promise a first reply?", Unit: 3600, First: 24,
	},
	Suggest: func(e Export) ([]string, bool) {
		return []string{`threshold_seconds = 86400   # within how many seconds you promise to reply`}, e.Kind == "contacts" && e.Has("first_reply_at")
	},
}
