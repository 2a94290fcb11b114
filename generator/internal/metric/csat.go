package metric

// csat is how satisfied people said they were. In symbols: r the answers, w their weights.
var csat = Kind{
	Name: "csat", Section: "Satisfaction", Rests: "trade",
	From: fromAsked,
	Base: Method{Symbols: "100 · x / n", Unit: Percent, Direction: Up, Counts: Asked, Form: GoodAnswers, Of: Answers, Intervals: ofSample},
	Variants: []Method{
		{Name: "top2_pct", Define: "share"},
		{Name: "top1_pct", Define: "share", Band: "band_csat_top1"},
		{Name: "top3_pct", Define: "share"},
		{Name: "good_bad_pct", Define: "share", Scale: yesNo},
		{Name: "mean", Symbols: "Σ r / n", Unit: OnScale, Form: MeanAnswer, Intervals: ofMean, Say: "mean"},
		{Name: "norm100", Symbols: "100 · (Σ r / n − min) / (max − min)", Unit: Index, Form: MeanAnswer, Intervals: ofMean, Say: "index"},
		{Name: "acsi_like", Symbols: "100 · Σ w · (r − 1) / 9", Unit: Index, Form: PerPerson, Intervals: ofMean, Scale: Scale{Min: 1, Max: 10}, Weighted: true, Say: "index"},
	},
	Chosen: ByScale, Covers: true, FivePoints: "satisfied",
}

// yesNo is the scale of answers that are yes or no.
var yesNo = Scale{Min: 0, Max: 1}
