package score

import (
	"math/big"
	"slices"

	"shingle/generator/internal/fact"
)

// A Kind is what a metric measures. Its variants are the methods in use for
// it; the first is the default. Each kind is defined in metrics.md.
type Kind struct {
	Name      string
	Variants  []string // empty: there is one method only
	Unit      Unit
	Direction Direction // which way is good, unless config says otherwise
	Form      Form
	Source    string // the section of metrics.md that defines it
}

// Unit is what a value counts.
type Unit string

// The units of published values. A percentage runs from 0 to 100, points from
// -100 to 100, an index from 0 to 100; a scale is the survey's own.
const (
	Percent Unit = "percent"
	Points  Unit = "points"
	Scale   Unit = "scale"
	Seconds Unit = "seconds"
	Index   Unit = "index"
	Count   Unit = "count"
	Rate    Unit = "per_1000" // of a thousand contacts or customers
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
	Share     Form = iota // x of n
	Mean                  // a sum over n
	Answered              // a histogram of whole-number answers
	PerPerson             // a mean of one index per respondent
	Quantile              // a histogram of waits
	Total                 // a count
	Stock                 // what there is at a period's end
)

var kinds = []Kind{
	{"service_level", []string{"offered", "offered_less_short", "abandons_in_t_excluded", "abandons_in_t_met", "short_abandons_met", "removed_in_t", "answered_only"}, Percent, Up, Share, "1.1"},
	{"abandonment", []string{"all", "less_short", "after_t"}, Percent, Down, Share, "1.3"},
	{"wait", []string{"asa", "p50", "p90", "kaplan_meier", "kaplan_meier_p90"}, Seconds, Down, Mean, "1.2"},
	{"first_response", nil, Percent, Up, Share, "1.4"},
	{"resolution_time", []string{"due", "closed_only"}, Percent, Up, Share, "1.5"},
	{"fcr", []string{"survey", "repeat_window", "repeat_window_any", "agent_flag", "not_reopened"}, Percent, Up, Share, "2"},
	{"csat", []string{"top2_pct", "top1_pct", "top3_pct", "good_bad_pct", "mean", "norm100", "acsi_like"}, Percent, Up, Answered, "3"},
	{"nps", nil, Points, Up, Answered, "4"},
	{"trust", []string{"agree_pct", "thumbs_pct"}, Percent, Up, Answered, "5.1"},
	{"trust_index", []string{"mean_of_respondents", "mean_pct_positive"}, Index, Up, PerPerson, "5.2"},
	{"enps", nil, Points, Up, Answered, "6.1"},
	{"engagement", []string{"csps", "fevs_eei"}, Index, Up, PerPerson, "6.2"},
	{"favourable", nil, Percent, Up, Answered, "5"},
	{"compliance", nil, Percent, Up, Share, "8"},
	{"volume", nil, Count, Neither, Total, "7.1"},
	{"complaints", []string{"received", "per_1000", "closed_in_days", "upheld", "escalated"}, Percent, Up, Share, "8"},
	{"backlog", []string{"open", "older_pct"}, Count, Down, Stock, "1.5"},
}

// Good is which way a method of the kind is good, unless config says otherwise.
func (k Kind) Good(variant string) Direction {
	switch variant {
	case "received", "per_1000", "upheld", "escalated":
		return Down
	}
	return k.Direction
}

// Kinds lists every kind of metric there is.
func Kinds() []Kind { return slices.Clone(kinds) }

// KindOf finds a kind by its name in config.
func KindOf(name string) (Kind, bool) {
	i := slices.IndexFunc(kinds, func(k Kind) bool { return k.Name == name })
	if i < 0 {
		return Kind{}, false
	}
	return kinds[i], true
}

// DefaultVariant is the method used if config names none, or "" if there is
// one method only.
func (k Kind) DefaultVariant() string {
	if len(k.Variants) == 0 {
		return ""
	}
	return k.Variants[0]
}

// A Metric is one score as the publisher set it up.
type Metric struct {
	fact.Metric
	Title      string
	Owner      string
	Wording    string   // the question as it was asked
	Words      []string // what the answers are called, from the worst to the best; nil: by the kind
	Note       string   // what the publisher adds to the definition
	Cadence    string   // how often a new figure is due: daily, weekly, monthly, quarterly, yearly
	Promise    *big.Rat // the target the organisation set itself, in the unit; nil: none
	Direction  Direction
	Interval   string // the method asked for in config; "" is that of metrics.md 0.3
	Headcount  int64  // employees asked; 0: unknown
	Sampled    bool   // compliance: the checks are a sample, not all there were
	XmR        XmROptions
	Rebase     []Rebase
	Benchmarks []Benchmark
	Channel    string // the only one that it was counted in: its lines name none; Compute finds it
}

// A Benchmark is what others reached: an average, and no goal.
type Benchmark struct {
	Value         *big.Rat
	Whose, Method string
	Year          int
	N             int64  // of how many answers or cases; 0: not told
	Unlike        string // in what it differs from the score; "": in nothing
	Link          string
}

// A Rebase starts a new baseline of a control chart, for a reason that readers see.
type Rebase struct {
	Day    fact.Day
	Reason string
}

// Unit is what the metric's value counts: its kind's, or that of a method of its own.
func (m *Metric) Unit() Unit {
	switch m.Variant {
	case "mean":
		return Scale
	case "norm100", "acsi_like":
		return Index
	case "older_pct":
		return Percent
	case "received":
		return Count
	case "per_1000":
		return Rate
	}
	k, _ := KindOf(m.Kind)
	return k.Unit
}
