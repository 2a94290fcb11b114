package score

import (
	"math/big"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
)

// What values count, and which way they are good, is said by the kinds of metric.
type (
	Unit      = metric.Unit
	Direction = metric.Direction
)

// The units and directions as kinds have them.
const (
	Percent = metric.Percent
	Points  = metric.Points
	Scale   = metric.OnScale
	Seconds = metric.Seconds
	Index   = metric.Index
	Count   = metric.Count
	Rate    = metric.Thousand

	Up      = metric.Up
	Down    = metric.Down
	Neither = metric.Neither
)

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
	Interval   string // the method asked for in config; "" is that of docs/definitions.md, "How sure"
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

// Defined is the kind of the metric.
func (m *Metric) Defined() *metric.Kind { return metric.Of(m.Kind) }

// Method is the way it is worked out.
func (m *Metric) Method() *metric.Method { return m.Defined().Method(m.Variant) }

// Unit is what the metric's value counts.
func (m *Metric) Unit() Unit { return m.Method().Unit }

// Survey tells whether a metric is what people answered.
func (m *Metric) Survey() bool { return m.Method().Of == metric.Answers }

// perPerson tells whether the score is a mean over people of an index of their own.
func (m *Metric) perPerson() bool { return m.Method().Form == metric.PerPerson }

// waits tells whether the score is of how long people waited.
func (m *Metric) waits() bool {
	form := m.Method().Form
	return form == metric.Mean || form == metric.Quantile
}
