package metric

// wait is how long people waited until they were answered: the mean, or what a share of them
// waited at most. In symbols: W the waits in order, A how many were answered, dᵢ of rᵢ who were
// answered among those who still waited.
var wait = Kind{
	Name: "wait", Section: "Wait", Rests: "cisco",
	From:  fromQueue,
	Takes: "contacts with wait_seconds and answered (or answered_at), intervals with asa_seconds or wait_seconds_total, or scores",
	Base:  Method{Unit: Seconds, Direction: Down, Counts: Waits, Waited: true, Form: Quantile, Of: Contacts, Intervals: []string{"day_bootstrap"}},
	Variants: []Method{
		{Name: "asa", Symbols: "Σ W / A", Form: Mean, Intervals: []string{"day_cluster"}, ByReason: true},
		{Name: "p50", Symbols: "W(⌈A / 2⌉)", At: half, Least: 10},
		{Name: "p90", Symbols: "W(⌈9 · A / 10⌉)", At: nineOfTen, Least: 30},
		{Name: "kaplan_meier", Symbols: "min t: Π (1 − dᵢ / rᵢ) ≤ 1/2", At: half, Least: 10, Leavers: true},
		{Name: "kaplan_meier_p90", Symbols: "min t: Π (1 − dᵢ / rᵢ) ≤ 1/10", At: nineOfTen, Least: 30, Leavers: true},
		{Name: "total", Symbols: "Σ W / n", Rests: "own", Counts: WaitsInAll, Form: Mean, Of: Matters, Intervals: []string{"day_cluster"}},
	},
	Apart: true, Covers: true, Tail: true, Stamp: "answered_at", Clocks: waitClocks,
	Suggest: func(e Export) ([]string, bool) {
		return nil, e.Kind == "contacts" && e.Has("answered", "abandoned", "answered_at") && e.Has("wait_seconds", "answered_at") ||
			e.Kind == "intervals" && e.Has("asa_seconds", "wait_seconds_total")
	},
}

// Of the typical wait, and of the bad one.
var half, nineOfTen = [2]int64{1, 2}, [2]int64{9, 10}
