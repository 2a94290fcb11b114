package metric

// abandonment is how many hung up before they were answered, in the symbols of service level.
var abandonment = Kind{
	Name: "abandonment", Section: "Abandonment", Rests: "genesys",
	From:  fromQueue,
	Takes: "contacts with abandoned (or answered), intervals with abandoned, or scores",
	Base:  Method{Unit: Percent, Direction: Down, Counts: Outcomes, Form: Share, Of: Contacts, Intervals: byDay, Reported: []string{"abandoned"}},
	Variants: []Method{
		{
			Name: "all", Symbols: "100 · B / (A + B + F)",
			Share: func(c Counts) (x, n int64) { return c[Abandoned], c.offered() },
		},
		{ // who hangs up at once is neither abandoned nor offered
			Name: "less_short", Symbols: "100 · (B − s) / (A + B + F − s)", Say: "stayed", NeedsShort: true, HungUp: true, Reported: []string{"short_abandons"},
			Share: func(c Counts) (x, n int64) { return c[Abandoned] - c[ShortAbandons], c.offered() - c[ShortAbandons] },
			Omits: []Omission{{"short_abandon", ShortAbandons}},
		},
		{ // who waited past the promise and gave up
			Name: "after_t", Symbols: "100 · (B − b) / (A + B + F)", Say: "after", NeedsThreshold: "counts who hung up after it", HungUp: true, Reported: []string{"abandoned_in_time"},
			Share: func(c Counts) (x, n int64) { return c[Abandoned] - c[AbandonedInTime], c.offered() },
		},
	},
	Covers: true, Clocks: waitClocks,
	Threshold: &Threshold{},
	Suggest: func(e Export) ([]string, bool) {
		return nil, e.Kind == "contacts" && e.Has("answered", "abandoned") || e.Kind == "intervals" && e.Has("abandoned")
	},
}
