package metric

// Volume is the kind by which all that come are counted.
const Volume = "volume"

// volume is how many came.
var volume = Kind{
	Name: Volume, Section: "Compliance, volume", Rests: "itu",
	From:   fromQueue,
	Takes:  "contacts, intervals or scores",
	Base:   Method{Symbols: "n", Unit: Count, Direction: Neither, Counts: Number, Form: Total, Of: Contacts, Intervals: []string{"day_cluster"}, ByReason: true},
	Covers: true, PerDay: true,
	Suggest: func(e Export) ([]string, bool) { return nil, e.Kind == "contacts" || e.Kind == "intervals" },
}
