package metric

// zeroToTen is the only scale of a Net Promoter Score.
var zeroToTen = Scale{0, 10, 9, true}

// nps is how many would recommend the organisation, less how many would not: P and D of n.
var nps = Kind{
	Name: "nps", Section: "Net promoter scores", Rests: "bain",
	From:   fromAsked,
	Base:   Method{Symbols: "100 · (P − D) / n", Unit: Points, Direction: Up, Counts: Asked, Form: Net, Of: Answers, Intervals: ofNet, Scale: zeroToTen, Band: "band_nps"},
	Covers: true,
}

// enps is the same of the organisation as an employer.
var enps = Kind{
	Name: "enps", Section: "Net promoter scores", Rests: "bain",
	From: fromAsked,
	Base: Method{Symbols: "100 · (P − D) / n", Unit: Points, Direction: Up, Counts: Asked, Form: Net, Of: Answers, Intervals: ofNet, Scale: zeroToTen},
	Whom: Staff,
}
