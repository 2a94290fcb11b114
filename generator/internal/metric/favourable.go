package metric

// favourable is how many answers to one or several questions are good.
var favourable = Kind{
	Name: "favourable", Section: "Employees", Rests: "trade",
	From:   fromAsked,
	Base:   Method{Symbols: "100 · x / n", Unit: Percent, Direction: Up, Counts: Asked, Form: GoodAnswers, Of: Answers, Intervals: []string{"wilson", "clopper_pearson", "respondent_cluster"}},
	Pooled: true, Whom: Anybody, All: true,
}
