// Package fact turns records into additive counts: for one metric, segment and
// day (or week slot), how many there were and how many met the condition. Facts
// are the last thing that is made from single records; everything after them is
// small, and never sees a customer's row. It is the only place with metric SQL,
// of a kind that a warehouse reads, too (portable.go).
package fact

import (
	"fmt"
	"time"

	"shingle/generator/internal/metric"
)

// A Metric says what is to be counted. How, its kind says.
type Metric struct {
	ID      string
	Kind    string
	Variant string
	Sources []string // names; empty: every source that has what it takes

	Threshold    float64  // seconds; in time is a wait of at most this
	ShortAbandon float64  // seconds; who hangs up within it is a short abandon
	FlowOutsOut  bool     // leave flow-outs out of the denominator
	Business     bool     // the clock runs only while the desk is open
	Clock        string   // what the clock of waits includes, or whether it runs at night
	WindowDays   int      // fcr, total waits: a contact again within so many days is of the same issue
	AnyReason    bool     // fcr, total waits: whatever it is about
	OneContact   bool     // total waits: of one conversation, whoever calls again
	AnsweredOnly bool     // fcr: an attempt that nobody answered is no repeat
	Net          bool     // fcr: leave out what cannot be resolved at first contact
	Unresolvable []string // fcr: the reasons that cannot be
	Scale        ScaleOf
	ScaleSaid    bool      // config says it, so that data need not make it plausible
	Questions    []string  // the questions or columns it reads; empty: its own id
	Weights      []float64 // csat by acsi_like: one weight a question
	MinItems     int       // answers a respondent must have given to count
	Measures     []string  // compliance: the checks it reads
	Tail         []int     // service_level, wait: minutes; who waited longer is counted
	WithinDays   int       // complaints: closed within so many days is in time
	PerCustomer  bool      // complaints: the denominators are how many there are, not how many came
	OlderDays    int       // backlog: open for so many days or longer is old
}

// defined is the kind of the metric.
func (m *Metric) defined() *metric.Kind { return metric.Of(m.Kind) }

// method is the way it is counted.
func (m *Metric) method() *metric.Method { return m.defined().Method(m.Variant) }

// ScaleOf is an answer scale of whole numbers. On a reversed scale the lowest
// answer is the best: answers are turned round (min+max-answer) before anything
// is counted.
type ScaleOf struct {
	Min, Max    int
	PositiveMin int // answers from here up are positive
	Reversed    bool
}

// Steps is how many answers the scale has.
func (s ScaleOf) Steps() int { return s.Max - s.Min + 1 }

// Day is a date in the site's zone, counted in days since 1970-01-01.
type Day int32

// NoDay stands for cells whose record has no usable date: they are told at "all".
const NoDay Day = -1 << 31

// DayOf is the civil date of t.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// Time is midnight UTC of the date.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// String gives 2026-10-31.
func (d Day) String() string {
	if d == NoDay {
		return "no date"
	}
	return d.Time().Format(time.DateOnly)
}

// Grain is how long a period is.
type Grain uint8

// The grains, from the shortest; a fact of a quarter has no part in a month.
const (
	Daily Grain = iota
	Month
	Quarter
	Year
	All
)

// Grains lists the grains that are published, shortest first.
var Grains = [...]Grain{Month, Quarter, Year, All}

// String gives month, quarter, year or all.
func (g Grain) String() string {
	return [...]string{"day", "month", "quarter", "year", "all"}[g]
}

// A Period is a month, quarter, year or everything there is.
type Period struct {
	Grain Grain
	First Day // its first day; 0 for all
}

// PeriodOf is the period of the grain that the day lies in.
func PeriodOf(d Day, g Grain) Period {
	if g == All {
		return Period{Grain: All}
	}
	t := d.Time()
	first := d - Day(t.Day()-1)
	switch g {
	case Quarter:
		first = monthsLater(first, -(int(t.Month())-1)%3)
	case Year:
		first = d - Day(t.YearDay()-1)
	}
	return Period{Grain: g, First: first}
}

// monthsLater is the same day so many months later, which there must be.
func monthsLater(d Day, months int) Day {
	return Day(d.Time().AddDate(0, months, 0).Unix() / 86400)
}

// Next is the period after this one; all has none and gives itself.
func (p Period) Next() Period { return p.shift(1) }

// Before is the calendar neighbour before this one.
func (p Period) Before() Period { return p.Ago(1) }

// Ago is the period so many before this one.
func (p Period) Ago(n int) Period { return p.shift(-n) }

func (p Period) shift(n int) Period {
	months := 0
	switch p.Grain {
	case Month:
		months = n
	case Quarter:
		months = 3 * n
	case Year:
		months = 12 * n
	}
	if months == 0 {
		return p
	}
	return Period{Grain: p.Grain, First: monthsLater(p.First, months)}
}

// Last is the period's last day.
func (p Period) Last() Day { return p.Next().First - 1 }

// String gives 2026-10, 2026-Q4, 2026 or all.
func (p Period) String() string {
	t := p.First.Time()
	switch p.Grain {
	case Month:
		return t.Format("2006-01")
	case Quarter:
		return fmt.Sprintf("%d-Q%d", t.Year(), (t.Month()-1)/3+1)
	case Year:
		return t.Format("2006")
	case All:
		return "all"
	}
	return t.Format(time.DateOnly)
}

// ParsePeriod reads 2026-10, 2026-Q4, 2026 or a date (which stands for itself).
func ParsePeriod(s string) (Period, bool) {
	if t, err := time.Parse("2006-01", s); err == nil {
		return PeriodOf(DayOf(t), Month), true
	}
	if t, err := time.Parse("2006", s); err == nil {
		return PeriodOf(DayOf(t), Year), true
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return Period{Grain: Daily, First: DayOf(t)}, true
	}
	if len(s) == 7 && (s[5] == 'Q' || s[5] == 'q') && s[6] >= '1' && s[6] <= '4' && s[4] == '-' {
		if t, err := time.Parse("2006", s[:4]); err == nil {
			return PeriodOf(DayOf(t.AddDate(0, 3*int(s[6]-'1'), 0)), Quarter), true
		}
	}
	return Period{}, false
}

// A Segment is a team within a channel; an empty name means all of them.
type Segment struct{ Team, Channel string }

// A Fact is what was counted for one metric, segment and day.
type Fact struct {
	Segment
	Day      Day
	Grain    Grain // the shortest period it can be told in: Daily, or that of a wave
	Counts   Counts
	Missing  int64 // cells that are blank
	Rejected int64 // cells that could not be read
}

// Counts, and what stands where in them, are those of the kinds of metric.
type Counts = metric.Counts

// The parts of counts.
const (
	Answered        = metric.Answered
	AnsweredInTime  = metric.AnsweredInTime
	Abandoned       = metric.Abandoned
	AbandonedInTime = metric.AbandonedInTime
	ShortAbandons   = metric.ShortAbandons
	FlowOuts        = metric.FlowOuts
	CallbacksInTime = metric.CallbacksInTime
	Other           = metric.Other

	InTime  = metric.InTime
	Late    = metric.Late
	Overdue = metric.Overdue
	NotDue  = metric.NotDue

	X = metric.X
	N = metric.N
)

// An Answer is how often a question of a metric was answered one way.
type Answer struct {
	Segment
	Day      Day
	Grain    Grain
	Question string
	Value    int
	Count    int64
}

// A Spread sums an index over the respondents who answered enough of its items,
// each of them one number: exact whole sums of weighted answers.
type Spread struct {
	Segment
	Day     Day
	Grain   Grain
	N       int64   // respondents who count
	Partial int64   // respondents left out because they answered too few items
	Sum     float64 // of the respondents' mean answers
	Squares float64
	Pos     float64 // of the respondents' shares of positive answers
	PosSq   float64
}

// A Wait is how many waited so long in a month: whole seconds, rounded up, where only
// those are counted who were answered; to the microsecond where those who left are, too,
// because then it matters who of one second came first.
type Wait struct {
	Segment
	Day       Day
	Micros    int64
	Answered  int64
	Abandoned int64
}

// People is how many different people answered, in a wave of a segment.
type People struct {
	Segment
	Day Day
	N   int64
}

// A Cluster sums, over the respondents of a published line, each one's positive
// answers y and answers x: what the error of a ratio clustered by person needs.
type Cluster struct {
	Segment
	Period           Period
	Wave             Day // employees: of this wave
	D                int64
	Y, X, YY, XY, XX float64
}

// An Exclusion is how many were left out for a reason.
type Exclusion struct {
	Segment
	Day    Day
	Grain  Grain
	Reason string
	Count  int64
}

// Given is what someone else already counted: a row of a scores source.
type Given struct {
	Segment
	Metric  string
	Period  Period
	X, N    int64 // numerator and denominator, if HasCounts
	Answers map[int]int64
	NPS     [3]int64 // promoters, passives, detractors, if HasNPS
	Value   string   // a bare value, as supplied
	ValueN  int64    // how many it stands for, if HasN

	HasCounts, HasNPS, HasAnswers, HasValue, HasN bool
	Row                                           int64 // of its table, for its place
}

// Invitation is how many people were asked in a period.
type Invitation struct {
	Segment
	Metric             string // "" is every survey
	Period             Period
	Invited, Delivered int64
	HasDelivered       bool
	Row                int64 // of its table, for its place
}

// A Base is how many there were in a month, of which something is a part: contacts, customers.
type Base struct {
	Segment
	Period Period
	Count  int64
	Row    int64 // of its table, for its place
}

// A Set is everything that was counted for one metric.
type Set struct {
	Metric    *Metric
	Facts     Facts
	Answers   []Answer
	Themed    []Answer // by theme, which stands where the team does; customers only
	Spreads   []Spread
	Waits     []Wait
	People    []People
	Clusters  []Cluster
	Excluded  []Exclusion
	Longs     []Long
	Outcomes  []Outcome
	Ages      []Age
	Closings  []Closing
	Until     Day // backlog: the last month whose end was looked at, by its first day; 0: none
	Given     []Given
	Invited   []Invitation
	Bases     []Base
	Sources   []string // the names of the sources that fed it
	Daily     bool     // from contacts or intervals: each day is a cluster of its own
	Crossed   bool     // counted by team and channel together, too
	Employees bool     // from employees
	PerPerson bool     // one answer a respondent; else see Clusters
	NoPerson  bool     // several answers of a person, but who gave them is not known
}
