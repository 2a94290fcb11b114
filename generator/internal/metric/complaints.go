package metric

// complaints is how many there were, of how many contacts or customers, and what became of
// them.
var complaints = Kind{
	Name: "complaints", Section: "8", Rests: "trade",
	Base: Method{Symbols: "100 · x / n", Unit: Percent, Direction: Up, Form: Share, Of: Complaints, Intervals: byDay},
	Variants: []Method{
		{Name: "received", Symbols: "n", Unit: Count, Direction: Down, Form: Total, Intervals: noInterval},
		{Name: "per_1000", Symbols: "1000 · x / n", Unit: Thousand, Direction: Down, Form: Rate, Intervals: noInterval},
		{Name: "closed_in_days", Within: true, Share: inTime},
		{Name: "upheld", Direction: Down},
		{Name: "escalated", Direction: Down},
	},
	Apart: true,
	Suggests: func(e Export) (all []Suggested) {
		put := func(ok bool, id string, lines ...string) {
			if ok {
				all = append(all, Suggested{id, lines})
			}
		}
		its := e.Kind == "complaints"
		put(its, "complaints_received")
		put(its && e.Has("closed_at"), "complaints_closed", `variant = "closed_in_days"`, `within_days = 56   # within how many days you promise to close them`)
		put(its && e.Has("upheld"), "complaints_upheld", `variant = "upheld"`)
		put(its && e.Has("escalated"), "complaints_escalated", `variant = "escalated"`)
		return all
	},
}
