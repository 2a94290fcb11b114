package metric

// backlog is how many cases are open at a period's end, and how many of these for long.
var backlog = Kind{
	Name: "backlog", Section: "Backlog", Rests: "trade",
	From:  fromCases,
	Takes: "contacts with closed_at, or scores with a value",
	Base:  Method{Unit: Count, Direction: Down, Counts: Open, Form: Stock, Of: Contacts, Intervals: noInterval, ByReason: true, ValueOnly: true},
	Variants: []Method{
		{Name: "open", Symbols: "n"},
		{Name: "older_pct", Symbols: "100 · x / n", Unit: Percent},
	},
	Apart: true,
	Suggest: func(e Export) ([]string, bool) { // what is open is known where not all is closed
		return []string{`older_days = 30   # open for so long is told beside it`}, e.Kind == "contacts" && e.Has("closed_at") && e.Blank("closed_at") && !e.Has("answered", "wait_seconds")
	},
}
