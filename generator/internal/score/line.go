package score

import (
	"math/big"

	"shingle/generator/internal/fact"
)

// A Line is one published number: a metric of a segment in a period, with the
// counts it came from, how sure it is, and what it says of the promise and of
// change.
type Line struct {
	Metric *Metric
	fact.Segment
	Period fact.Period

	Value       *big.Rat // exact; nil: there is none
	Numerator   *big.Rat // nil: none
	Denominator int64    // -1: none
	Interval    *Interval
	Method      string // of the interval, "" if none
	Missing     int64
	Rejected    int64

	Status         string // met, missed, unclear, none
	Change         *big.Rat
	ChangeInterval *Interval
	ChangeP        float64 // of the comparison; 1 if there is none
	Season         *Season // that the comparison leaves out of the change; nil: none is known
	Verdict        string  // better, worse, no_evidence, none
	State          string  // published, provisional, suppressed, no_data
	Reason         string

	Supplied string             // a bare value, as somebody supplied it
	Answers  *Answers           // how people answered, where that is the score
	Items    map[string]Answers // the same by question, where there are several
	Partial  int64              // respondents left out because they answered too few items
	Excluded map[string]int64   // by reason
	People   int64              // employees: different people
	Funnel   *Funnel            // nil: not known how many were asked
	Wave     fact.Day           // employees: of this wave
	Staff    bool               // employees answered: they are protected as people
	Few      bool               // of so few people that only whole numbers are told
	Restated bool               // it was published with another value before
	N        int64              // answers or cases behind the value, 0 if not known

	tally *tally
	draws draws // of the bootstrap behind the interval
}

// The states, statuses and verdicts of a line.
const (
	Published   = "published"
	Provisional = "provisional"
	Suppressed  = "suppressed"
	NoData      = "no_data"

	Met     = "met"
	Missed  = "missed"
	Unclear = "unclear"
	None    = "none"

	Better     = "better"
	Worse      = "worse"
	NoEvidence = "no_evidence"
)

// Shown tells whether the line has a value that may be seen.
func (l *Line) Shown() bool {
	return (l.State == Published || l.State == Provisional) && (l.Value != nil || l.Supplied != "")
}

// Survey tells whether the line's value is what people answered: a minimum of
// answers holds for it, and its interval speaks of people who were not asked.
func (l *Line) Survey() bool { return l.Metric.Survey() }
