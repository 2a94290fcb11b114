package metric

// trust is how many said that they trust the organisation.
var trust = Kind{
	Name: "trust", Section: "Trust", Rests: "omb",
	From: fromAsked,
	Base: Method{Symbols: "100 · x / n", Unit: Percent, Direction: Up, Counts: Asked, Form: GoodAnswers, Of: Answers, Intervals: ofSample},
	Variants: []Method{
		{Name: "agree_pct"},
		{Name: "thumbs_pct", Scale: yesNo},
	},
	Alike: true, FivePoints: "agree",
}

// trustIndex is what people answered to several statements about trust, on 0 to 100. In
// symbols: r̄ᵢ the mean of one person's answers, xⱼ of nⱼ the good ones to one statement of k.
var trustIndex = Kind{
	Name: "trust_index", Section: "Trust", Rests: "feltman",
	From: fromAsked,
	Base: Method{Unit: Index, Direction: Up, Counts: Asked, Form: PerPerson, Of: Answers, Intervals: ofMean},
	Variants: []Method{
		{Name: "mean_of_respondents", Symbols: "Σᵢ 100 · (r̄ᵢ − min) / (max − min) / n"},
		{Name: "mean_pct_positive", PerItem: true, Symbols: "Σⱼ 100 · xⱼ / nⱼ / k"},
	},
	All: true,
}
