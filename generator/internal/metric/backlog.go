package metric

// backlog is how many cases are open at a period's end, and how many of these for long.
var backlog = Kind{
	Name: "backlog", Section: "1.5", Rests: "trade",
	Base: Method{Unit: Count, Direction: Down, Form: Stock, Of: Contacts, Intervals: noInterval},
	Variants: []Method{
		{Name: "open", Symbols: "n"},
		{Name: "older_pct", Symbols: "100 · x / n", Unit: Percent},
	},
	Apart: true,
}
