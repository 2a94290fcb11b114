package metric

// fcr is how many issues were resolved at the first contact, by what people answered, by what
// staff say, or by who came back.
var fcr = Kind{
	Name: "fcr", Section: "First-contact resolution", Rests: "sqm",
	From: fromAsked, Question: "fcr",
	Takes: "what its variant says: resolved_first, reopened, customer, or the question fcr",
	Base:  Method{Symbols: "100 · x / n", Unit: Percent, Direction: Up, Form: Share, Of: Issues, Intervals: byDay, Scale: Scale{0, 1, 1, true}},
	Variants: []Method{
		{Name: "survey", Of: Answers, Counts: Flags, Flags: []string{"resolved_first"}, Band: "band_fcr_survey"},
		{Name: "repeat_window", Counts: Returns, ByReason: true},
		{Name: "repeat_window_any", Counts: Returns, ByReason: true, AnyReason: true},
		{Name: "agent_flag", Counts: Flags, Flags: []string{"resolved_first"}, Served: true, ByReason: true},
		{Name: "not_reopened", Counts: Flags, Flags: []string{"reopened", "reassigned"}, Unless: true, Closed: true, ByReason: true},
	},
	Chosen: ByData, Apart: true, Covers: true,
	Suggest: func(e Export) ([]string, bool) {
		switch {
		case e.Kind != "contacts":
		case e.Has("resolved_first"):
			return []string{`variant = "agent_flag"   # what staff say; "survey" if it is the customer's own word`}, true
		case e.Has("reopened"):
			return []string{`variant = "not_reopened"`}, true
		case e.Has("customer") && e.Has("reason"):
			return []string{`variant = "repeat_window"   # nobody came back within 7 days`}, true
		case e.Has("customer"):
			return []string{`variant = "repeat_window"   # nobody came back within 7 days`, `match = "customer"   # for whatever reason: the export tells none`}, true
		}
		return nil, false
	},
}

// Decided is the method of a kind that leaves it to the data: what people answered, where they
// were asked.
func (k *Kind) Decided(asked bool) string {
	for _, v := range k.Variants {
		if (v.Of == Answers) == asked {
			return v.Name
		}
	}
	return ""
}
