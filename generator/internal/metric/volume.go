package metric

// volume is how many came.
var volume = Kind{
	Name: "volume", Section: "7.1", Rests: "itu",
	Base:   Method{Symbols: "n", Unit: Count, Direction: Neither, Form: Total, Of: Contacts, Intervals: []string{"day_cluster"}},
	Covers: true, PerDay: true,
	Suggest: func(e Export) ([]string, bool) { return nil, e.Kind == "contacts" || e.Kind == "intervals" },
}
