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
	Restated       bool

	Supplied string             // a bare value, as somebody supplied it
	Answers  *Answers           // how people answered, where that is the score
	Items    map[string]Answers // the same by question, where there are several
	Partial  int64              // respondents left out because they answered too few items
	Excluded map[string]int64   // by reason
	People   int64              // employees: different people
	Wave     fact.Day           // employees: of this wave
	Funnel   *Funnel            // nil: not known how many were asked
	Staff    bool               // employees answered: they are protected as people
	Few      bool               // of so few people that only whole numbers are told
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

// A tally is what was counted for a line, from which its value follows.
type tally struct {
	counts   fact.Counts
	given    Proportion // counted by somebody else
	days     *Days      // y and x of each day; nil: none
	ratio    dayRatio   // theirs, once the line is measured
	people   Cluster    // y and x of each respondent
	answers  map[string]*Answers
	nps      [3]int64 // promoters, passives, detractors, where only these were given
	spread   spread
	waits    [][]fact.Wait // in runs, each of one segment and month
	missing  int64
	rejected int64
	excluded map[string]int64
	longs    amounts[int, [2]int64] // by minutes, who waited longer: answered, not; 0: all whose wait is known
	outcomes amounts[string, int64]
	stock    *stock // what is open at the end; nil: not counted
	closed   int64
	bases    []int64 // by month, of how many a rate is told
	unbased  bool    // of some month with cases it is not known
	persons  int64
	bare     string
	bareN    int64
	daily    bool // something came from contacts or intervals
	handed   bool // something was counted by somebody else
	apart    bool // there are only values of parts, which are not averaged
}

// pool adds days.
func (t *tally) pool(days *Days) {
	if days == nil {
		return
	}
	if t.days == nil {
		t.days = &Days{}
	}
	*t.days = t.days.Merge(*days)
}

// byDay are the days behind a line.
func (t *tally) byDay() Days {
	if t.days == nil {
		return Days{}
	}
	return *t.days
}

// spread sums an index over respondents.
type spread struct {
	n, partial int64
	index, pos Moments
}

// merge adds what another tally counted. Bare values are never pooled.
func (t *tally) merge(o *tally) {
	t.counts.Add(o.counts)
	t.given = t.given.Merge(o.given)
	t.pool(o.days)
	t.people = t.people.Merge(o.people)
	for q, a := range o.answers {
		t.answer(q, a.Min, len(a.Counts), func(mine *Answers) {
			for i, n := range a.Counts {
				mine.Counts[i] += n
			}
		})
	}
	for i, n := range o.nps {
		t.nps[i] += n
	}
	t.spread.n += o.spread.n
	t.spread.partial += o.spread.partial
	t.spread.index = t.spread.index.Merge(o.spread.index)
	t.spread.pos = t.spread.pos.Merge(o.spread.pos)
	t.waits = append(t.waits, o.waits...)
	t.missing += o.missing
	t.rejected += o.rejected
	for r, n := range o.excluded {
		t.exclude(r, n)
	}
	for _, l := range o.longs {
		t.long(l.key, l.v[0], l.v[1])
	}
	for _, o := range o.outcomes {
		t.end(o.key, o.v)
	}
	if o.stock != nil {
		t.keep(o.stock.month, o.stock.ages)
	}
	t.closed += o.closed
	t.bases, t.unbased = append(t.bases, o.bases...), t.unbased || o.unbased || len(o.bases) == 0 && o.counts[fact.X] > 0
	t.persons += o.persons
	t.daily = t.daily || o.daily
	t.handed = t.handed || o.handed
	t.apart = t.apart || o.apart
}

func (t *tally) answer(question string, low, steps int, add func(*Answers)) {
	if t.answers == nil {
		t.answers = map[string]*Answers{}
	}
	if t.answers[question] == nil {
		t.answers[question] = &Answers{Min: low, Counts: make([]int64, steps)}
	}
	add(t.answers[question])
}

func (t *tally) exclude(reason string, n int64) {
	t.excluded = with(t.excluded, reason, n)
}

// pooled is the histogram of all questions together.
func (t *tally) pooled() *Answers {
	var all *Answers
	for _, a := range t.answers {
		if all == nil {
			all = &Answers{Min: a.Min, Counts: make([]int64, len(a.Counts))}
		}
		for i, n := range a.Counts {
			all.Counts[i] += n
		}
	}
	return all
}
