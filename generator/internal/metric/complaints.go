package metric

// complaints is how many there were, of how many contacts or customers, and what became of
// them.
var complaints = Kind{
	Name: "complaints", Section: "Complaints", Rests: "trade",
	From:  []string{"complaints", "denominators"},
	Takes: "complaints: upheld, escalated or closed_at as its variant says; per_1000 denominators, too",
	Base:  Method{Symbols: "100 · x / n", Unit: Percent, Direction: Up, Form: Share, Of: Complaints, Intervals: byDay},
	Variants: []Method{
		{Name: "received", Symbols: "n", Unit: Count, Direction: Down, Counts: Number, Form: Total, Intervals: noInterval, ByReason: true, ValueOnly: true},
		{Name: "per_1000", Symbols: "1000 · c / p", Unit: Thousand, Direction: Down, Counts: Number, Form: Rate, Intervals: noInterval, ValueOnly: true},
		{Name: "closed_in_days", Within: true, Counts: Timely, Share: inTime, ByReason: true},
		{Name: "upheld", Direction: Down, Counts: Flags, Flags: []string{"upheld"}, Closed: true, ByReason: true},
		{Name: "escalated", Direction: Down, Counts: Flags, Flags: []string{"escalated"}, ByReason: true},
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
	Rate: &Suggested{"complaints_per_1000", []string{`variant = "per_1000"`, `per = "customers"   # or "contacts", where the counts of months add up, as journeys do`}},
}
