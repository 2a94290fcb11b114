package privacy

import (
	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
	"shingle/generator/internal/score"
)

// Answered withholds parts of answers, such as themes and reasons, that too few people named.
// What readers have seen before tells of teams, not of such parts.
func Answered(lines []*score.Line, sets []fact.Set, o Options, at diag.Place, problems *diag.List) {
	if !o.Customers {
		Cases(lines, sets, o.MinResponses, TooFew).Audit(at, problems)
		return
	}
	o.Seen, o.Last, o.Lost, o.Absent = nil, nil, "", false
	people := Inspect(lines, sets, o)
	people.Protect()
	people.Audit(at, problems)
}

// Reasons withholds what too few people got in touch about, or answered to.
func Reasons(lines []*score.Line, sets []fact.Set, o Options, at diag.Place, problems *diag.List) {
	var asked, others []*score.Line
	for _, l := range lines {
		if l.Survey() {
			asked = append(asked, l)
		} else {
			others = append(others, l)
		}
	}
	Answered(asked, sets, o, at, problems)
	contacts, complaints := byKind(others)
	Cases(contacts, sets, o.MinResponses, TooSmall).Audit(at, problems)
	Cases(complaints, sets, o.MinResponses, TooSmall).Audit(at, problems)
}

// Complaints withholds teams of few complaints; of contacts all are told.
func Complaints(lines []*score.Line, sets []fact.Set, o Options, at diag.Place, problems *diag.List) {
	_, complaints := byKind(lines)
	Cases(complaints, sets, o.MinResponses, TooSmall).Audit(at, problems)
}

// byKind tells complaints from other contacts: they have teams and categories of their own.
func byKind(lines []*score.Line) (contacts, complaints []*score.Line) {
	for _, l := range lines {
		if l.Metric.Method().Of == metric.Complaints {
			complaints = append(complaints, l)
		} else {
			contacts = append(contacts, l)
		}
	}
	return contacts, complaints
}
