package metric

// engagement is what staff answered to several statements about their work, on 0 to 100, in
// the symbols of the trust index.
var engagement = Kind{
	Name: "engagement", Section: "Employees", Rests: "csps",
	From: fromAsked,
	Base: Method{Unit: Index, Direction: Up, Counts: Asked, Form: PerPerson, Of: Answers, Intervals: ofMean},
	Variants: []Method{
		{Name: "csps", Symbols: "Σᵢ 100 · (r̄ᵢ − min) / (max − min) / n"},
		{Name: "fevs_eei", Symbols: "Σ₃ Σ₅ 100 · xⱼ / nⱼ / 15", PerItem: true, Blanks: true, Items: 15, ItemsAre: "the 15 of FEVS: five on leaders, five on supervisors, five on the work"},
	},
	Whom: Staff, All: true, FivePoints: "agree",
}
