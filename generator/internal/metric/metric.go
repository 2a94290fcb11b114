package metric

import (
	"cmp"
	"slices"
	"sync"
)

// kinds is every kind there is, in the order in which they are told.
var kinds = []*Kind{
	&serviceLevel,
	&abandonment,
	&wait,
	&firstResponse,
	&resolutionTime,
	&fcr,
	&csat,
	&nps,
	&trust,
	&trustIndex,
	&enps,
	&engagement,
	&favourable,
	&helpful,
	&compliance,
	&volume,
	&complaints,
	&backlog,
}

// Kinds lists every kind of metric there is.
func Kinds() []*Kind { return slices.Clone(kinds) }

// Find finds a kind by its name in config; nil if there is none.
func Find(name string) *Kind {
	i := slices.IndexFunc(kinds, func(k *Kind) bool { return k.Name == name })
	if i < 0 {
		return nil
	}
	return kinds[i]
}

// unknown is a kind that config would refuse.
var unknown Kind

// Of is a kind by its name; one without any traits, where there is none.
func Of(name string) *Kind { return cmp.Or(Find(name), &unknown) }

// A Kind is what a metric measures.
type Kind struct {
	Name     string
	Section  string   // of docs/definitions.md that says it at length
	Rests    string   // what stands behind the definition, by its key in the theme's words
	Base     Method   // what its methods have in common, or the only one
	Variants []Method // the methods to choose from, the first is the default; empty: there is one only
	Chosen   Choice   // by whom, if config names none

	// What it is made from.
	From     []string // the kinds of source that feed it; scores, which others counted, feed all
	Takes    string   // what of them it takes, in words; "": what people answered
	Whom     Whom     // was asked
	Question string   // what the question is called, besides by the metric's name
	All      bool     // it takes every question of a survey, unless told which

	// What it is told by.
	Alike      bool   // its methods are defined in the same words
	Apart      bool   // each of its methods has a sentence of its own
	FivePoints string // how the answers of a scale of five are called; "": as on any scale

	// What it is.
	Covers bool // it can be told how many of all contacts stand behind it
	PerDay bool // a count of what comes, held against the days on which it may
	OfSite bool // it is of the site itself
	Pooled bool // answers to several questions are counted together

	// The keys of config.toml that not all kinds take.
	Threshold *Threshold
	Stamp     string   // the column of records by which it sees when people had what they waited for
	Clocks    []string // what the clock of its waits may include, or whether it runs at night; the first is the default
	Tail      bool     // who waited longer than some minutes is counted
	Flow      bool     // how contacts ended is counted beside it

	Suggest  func(Export) (lines []string, ok bool) // nil: by the questions of a survey only, or by Suggests
	Suggests func(Export) []Suggested               // where one export may feed several methods
	Rate     *Suggested                             // where another export tells how many there are of which it is a rate
}

// A Method is one way to work a kind of metric out. What is not said of it is as its kind's
// Base says.
type Method struct {
	Name      string
	Symbols   string                    // the formula, in the notation of the methods page
	Share     func(Counts) (x, n int64) // the same, where it is a share of more than X and N
	Omits     []Omission                // what it leaves out of its denominator, besides what its base does
	Rests     string                    // what stands behind it, if other than its kind's
	Unit      Unit
	Direction Direction // which way is good, unless config says otherwise
	Counts    Counting
	Form      Form
	Of        Thing
	Intervals []string // the methods that config may choose from; the first is taken where it fits
	Scale     Scale    // of the answers, unless config says otherwise
	Band      string   // the key of what others reach; "": nobody knows

	Define string // the words of its definition, if other than its name
	Say    string // the words of its sentence, if other than the kind's

	// What config asks of whoever chooses it.
	NeedsThreshold string // why
	NeedsShort     bool   // short_abandon_seconds
	Within         bool   // within_days
	Weighted       bool   // weights, one for each of three questions
	Items          int    // so many questions
	ItemsAre       string // which

	Waited   bool     // it asks how long people waited
	HungUp   bool     // and those who hung up
	Reported []string // the columns that a report by intervals must have for it, besides those of its base: the first is what tells of it at all
	ByReason bool     // it can be told by the reason for contacts

	Flags  []string // the columns that say yes, whichever an export has
	Unless bool     // it counts where none of them does
	Served bool     // only what somebody answered
	Closed bool     // only what is closed

	ValueOnly bool // others hand over its value: a numerator and a denominator do not tell it
	PerItem   bool // the mean of the shares of several questions
	Blanks    bool // who left questions blank counts, unless config says otherwise

	At      [2]int64 // of waits in their order, which share waited at most so long: 9 of 10
	Least   int64    // how many waits it takes to tell that
	Leavers bool     // who hung up waited, too, and nobody knows for how long more

	FlowOutsIn   bool // who was sent elsewhere stands in the denominator
	FlowOutsStay bool // whatever config says
	AnyReason    bool // whatever it is about
}

// An Omission is who stands in neither part of a share: the reason, and where they are counted.
type Omission struct {
	Reason string
	Part   int
}

// Choice says who chooses a method that config leaves open.
type Choice int

// First: it is the first one. ByData: what the sources tell. ByScale: from which answer on
// is good.
const (
	First Choice = iota
	ByData
	ByScale
)

// A Threshold is what is in time.
type Threshold struct {
	Needed string // why it cannot be left out; "": it can
	Until  Until  // what people wait for, where it is asked of people
	Ask    string // how init asks for it
	Unit   int    // the seconds of what is asked
	First  int    // what is usual, in that unit
}

// Until is what people wait for.
type Until int

// Something: what else there is to wait for. Answer: a person who takes the call. Reply: a
// first reply.
const (
	Something Until = iota
	Answer
	Reply
)

// A Scale of answers; the zero value is the usual one, from 1 to 5.
type Scale struct {
	Min, Max int
	Positive int  // 0: to be settled
	Fixed    bool // no other is possible
}

// Unit is what a value counts.
type Unit string

// The units of published values. A percentage runs from 0 to 100, points from
// -100 to 100, an index from 0 to 100; a scale is the survey's own.
const (
	Percent  Unit = "percent"
	Points   Unit = "points"
	OnScale  Unit = "scale"
	Seconds  Unit = "seconds"
	Index    Unit = "index"
	Count    Unit = "count"
	Thousand Unit = "per_1000" // of a thousand contacts or customers
)

// Direction says which way a score is good.
type Direction string

// Up: more is better. Down: less is better. Neither: it is only counted.
const (
	Up      Direction = "up"
	Down    Direction = "down"
	Neither Direction = "none"
)

// Form is the shape of the counts behind a score.
type Form int

const (
	Share       Form = iota + 1 // x of n
	Mean                        // a sum over n
	Quantile                    // a histogram of waits
	GoodAnswers                 // a histogram of whole-number answers, of which a share is good
	MeanAnswer                  // the mean of such answers
	Net                         // promoters less detractors among them
	PerPerson                   // a mean of one index per respondent
	Total                       // a count
	Rate                        // a count over another one
	Stock                       // what there is at a period's end
)

// Thing is what is counted.
type Thing string

// Issues are contacts about the same; Checks those of quality and compliance.
const (
	Contacts   Thing = "contacts"
	Issues     Thing = "issues"
	Answers    Thing = "answers"
	Checks     Thing = "checks"
	Complaints Thing = "complaints"
	Matters    Thing = "matters" // issues, with all that it took until they were settled
)

// methods are those that were asked for, by their kind and name: they are asked for with every line.
var methods sync.Map

type methodOf struct {
	kind *Kind
	name string
}

// Method is one by its name, which is not to be changed. One that the list does not name, such as
// the share of another number of topmost answers, is like the default.
func (k *Kind) Method(name string) *Method {
	of := methodOf{k, name}
	if m, made := methods.Load(of); made {
		return m.(*Method)
	}
	m := k.method(name)
	methods.Store(of, &m)
	return &m
}

func (k *Kind) method(name string) Method {
	m := k.Base
	if len(k.Variants) == 0 || name == "" && k.Chosen == ByData { // which is not known yet
		return m
	}
	i := slices.IndexFunc(k.Variants, func(v Method) bool { return v.Name == name })
	v := k.Variants[max(0, i)]
	v.Name = cmp.Or(name, v.Name)
	v.Symbols, v.Unit, v.Direction = cmp.Or(v.Symbols, m.Symbols), cmp.Or(v.Unit, m.Unit), cmp.Or(v.Direction, m.Direction)
	v.Counts = cmp.Or(v.Counts, m.Counts)
	v.Waited, v.ByReason, v.ValueOnly = v.Waited || m.Waited, v.ByReason || m.ByReason, v.ValueOnly || m.ValueOnly
	v.Reported = slices.Concat(m.Reported, v.Reported)
	v.Form, v.Of, v.Scale, v.Band = cmp.Or(v.Form, m.Form), cmp.Or(v.Of, m.Of), cmp.Or(v.Scale, m.Scale), cmp.Or(v.Band, m.Band)
	v.Omits = slices.Concat(m.Omits, v.Omits)
	if v.Share == nil {
		v.Share = m.Share
	}
	if v.Intervals == nil {
		v.Intervals = m.Intervals
	}
	return v
}

// Names lists the methods to choose from.
func (k *Kind) Names() []string {
	names := make([]string, len(k.Variants))
	for i, v := range k.Variants {
		names[i] = v.Name
	}
	return names
}

// Surveys tells whether some method of the kind is what people answered.
func (k *Kind) Surveys() bool {
	return k.Base.Of == Answers || slices.ContainsFunc(k.Variants, func(v Method) bool { return v.Of == Answers })
}

// Defined is the key of the words that define a method.
func (k *Kind) Defined(variant string) string {
	if len(k.Variants) == 0 || k.Alike {
		return "define_" + k.Name
	}
	m := k.Method(variant)
	return "define_" + k.Name + "_" + cmp.Or(m.Define, m.Name)
}

// Said is the key of the sentence that tells a score.
func (k *Kind) Said(variant string) string {
	m := k.Method(variant)
	said := m.Say
	if k.Apart {
		said = m.Name
	}
	if said == "" {
		return "says_" + k.Name
	}
	return "says_" + k.Name + "_" + said
}

// An Export is what somebody's export tells.
type Export struct {
	Kind    string // of source
	Has     func(columns ...string) bool
	Blank   func(column string) bool // whether some cells of a column are blank
	Seconds int                      // within how many it counts as answered in time; 0: not known
}

// A Suggested is one of several metrics that an export can feed: its id, and its lines in config.
type Suggested struct {
	ID    string
	Lines []string
}

// The intervals that kinds share, and the clocks.
var (
	noInterval  = []string{}
	byDay       = []string{"wilson", "clopper_pearson", "day_cluster"}
	ofSample    = []string{"wilson", "clopper_pearson"}
	ofMean      = []string{"t"}
	ofNet       = []string{"nps_adjusted_wald", "nps_wald"}
	waitClocks  = []string{"queue", "queue_plus_ring", "includes_ivr"}
	replyClocks = []string{"calendar", "business_hours"}
)

// BusinessHours is the clock that runs only while the desk is open.
const BusinessHours = "business_hours"
