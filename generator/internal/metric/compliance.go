package metric

// compliance is how many checks were passed.
var compliance = Kind{
	Name: "compliance", Section: "Compliance, volume", Rests: "law",
	From:  []string{"checks"},
	Takes: "checks, or scores",
	Base:  Method{Symbols: "100 · x / n", Unit: Percent, Direction: Up, Counts: Passed, Form: Share, Of: Checks, Intervals: ofSample},
	Suggest: func(e Export) ([]string, bool) {
		return []string{`# measure = ["..."]   # one metric for each duty, if there are several`}, e.Kind == "checks"
	},
}
