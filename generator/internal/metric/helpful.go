package metric

// helpful is how many readers of the site said that a page of it helped them.
var helpful = Kind{
	Name: "helpful", Section: "This site's own score", Rests: "trade",
	From:   fromAsked,
	Base:   Method{Symbols: "100 · x / n", Unit: Percent, Direction: Up, Counts: Asked, Form: GoodAnswers, Of: Answers, Intervals: ofSample, Scale: Scale{0, 1, 1, true}},
	OfSite: true,
}
