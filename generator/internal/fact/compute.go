package fact

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/metric"
)

// Kinds lists the kinds of source, in the order in which they are told.
func Kinds() []string {
	return []string{"contacts", "intervals", "responses", "employees", "checks", "complaints", "denominators", "invitations", "scores"}
}

// A Source is a table of records, as far as counting needs to know it.
type Source struct {
	Name  string
	Kind  string // one of [Kinds]
	Table string
	// Sums answers what is asked of the table; nil: the table does.
	Sums func(ctx context.Context, a Asked, row func(keys []any, sums []int64)) error
	// Weeks answers a question about rows of days from one to before another as it was answered before, or
	// else by what finds the answer; nil: that does.
	Weeks    func(ctx context.Context, from, to Day, question string, columns int, find func(row func(v []any)) error, row func(v []any)) error
	Since    func(Day) string  // the table, or what it holds of a day and later: that is read in less time; nil: the table
	RowID    string            // SQL that tells its rows apart, in their order
	On       Queryer           // the engine that holds them; nil: the one that counting is given
	Rejects  string            // table of the rows that could not be used; "" if there are none
	Has      map[string]bool   // canonical columns
	Wide     map[string]string // question → column
	Long     bool              // a row per question and answer
	Grains   bool              // rows tell periods: columns day and grain
	Bits     map[string]int    // column → bit of "bad" that says its cell was rejected
	HasBad   bool              // some row has such a bit
	Themes   *Wording          // responses: what their themes are called; nil: they are not counted
	ThemesAt diag.Place
	Reasons  *Wording // contacts: what their reasons are called; nil: they are not told
	byReason bool     // a reason stands where the team does
	Ragged   int64    // rows that could not even be cut into fields
	Given    []Given
	Invited  []Invitation
	Bases    []Base
	First    Day
	Last     Day
	Latest   int64    // the last instant a record of it tells, in microseconds of UTC
	Channels []string // the channels it holds; nil: not known
	Step     int      // minutes that its times of day are apart at least; 0 and 1: any
	Place    diag.Place
	Row      func(row int64) diag.Place // of a row of Given
	Missing  int64                      // set by Compute: blank cells, over all metrics
}

// Queryer is the seam to an SQL engine: the one that read the files, or one that holds a source's
// rows already.
type Queryer interface {
	Query(ctx context.Context, query string) (*sql.Rows, error)
}

// Options are what counting needs besides metrics and sources.
type Options struct {
	AsOf   Day
	Now    int64      // the instant as_of begins, in microseconds of UTC
	Opened []OpenSpan // the desk's opening times, for clocks that run only then
	// Midnight is when a day begins at the desk, in microseconds of UTC; nil: at that of UTC.
	Midnight func(Day) int64
	Place    func(metric, key string) diag.Place
}

// An OpenSpan is a time the desk is open, in microseconds of UTC.
type OpenSpan struct{ From, To int64 }

// Compute counts every metric. What cannot be counted is noted as a mistake.
func Compute(ctx context.Context, q Queryer, metrics []Metric, sources []Source, o Options, problems *diag.List) ([]Set, error) {
	c := &counter{ctx: ctx, q: q, o: o, problems: problems, metrics: metrics, sources: sources}
	sets := make([]Set, len(metrics))
	for i := range metrics {
		sets[i].Metric = &metrics[i]
	}
	for i := range sources {
		before := missing(sets)
		if err := c.source(&sources[i], sets); err != nil {
			return nil, fmt.Errorf("counting %s: %w", sources[i].Name, err)
		}
		sources[i].Missing = missing(sets) - before
	}
	for i := range sets {
		c.check(&sets[i], sources)
	}
	c.strangers(sources)
	return sets, nil
}

// missing adds up the blank cells of all sets.
func missing(sets []Set) (n int64) {
	for i := range sets {
		for f := range sets[i].Facts.All() {
			n += f.Missing
		}
	}
	return n
}

// A counter carries what all counting shares.
type counter struct {
	ctx      context.Context
	q        Queryer
	o        Options
	problems *diag.List
	metrics  []Metric
	sources  []Source
	away     bool                                                                                            // whether the engine is another one, whose answers have a way to go
	asked    func(question string, columns int, find func(row func(v []any)) error, row func(v []any)) error // may know an answer; nil: nobody does
}

// on is a counter that asks the engine which holds a source.
func (c *counter) on(s *Source) *counter {
	if s.On == nil {
		return c
	}
	there := *c
	there.q, there.away = s.On, true
	return &there
}

// source counts all metrics that a source feeds.
func (c *counter) source(s *Source, sets []Set) error {
	c = c.on(s)
	var daily []*aggregate
	for i := range sets {
		set := &sets[i]
		m := set.Metric
		if len(m.Sources) > 0 && s.Kind != "invitations" && !slices.Contains(m.Sources, s.Name) {
			continue
		}
		agg, err := c.metric(s, set)
		if err != nil {
			return err
		}
		if agg != nil {
			daily = append(daily, agg)
		}
	}
	return c.daily(s, daily)
}

// metric counts one metric from one source. What can be counted by day together
// with other metrics comes back as an aggregate.
func (c *counter) metric(s *Source, set *Set) (*aggregate, error) {
	switch s.Kind {
	case "scores":
		c.given(s, set)
		return nil, nil
	case "invitations":
		c.invited(s, set)
		return nil, nil
	}
	method := set.Metric.method()
	if !slices.Contains(set.Metric.defined().From, s.Kind) {
		return nil, nil
	}
	switch s.Kind {
	case "denominators":
		set.based(s)
		return nil, nil
	case "complaints":
		return c.complaints(s, set), nil
	case "checks":
		return nil, c.checks(s, set)
	case "intervals":
		return c.intervals(s, set), nil
	case "contacts":
		if agg, err := c.contacts(s, set); agg != nil || err != nil {
			return agg, err
		}
	}
	if method.Of == metric.Answers {
		return nil, c.answers(s, set)
	}
	return nil, nil
}

// fed notes that a source feeds a set.
func (set *Set) fed(s *Source) {
	if !slices.Contains(set.Sources, s.Name) {
		set.Sources = append(set.Sources, s.Name)
	}
	set.Employees = set.Employees || s.Kind == "employees"
}

// check notes what is missing or contradictory in what was counted.
func (c *counter) check(set *Set, sources []Source) {
	m := set.Metric
	if len(set.Sources) == 0 {
		if !c.problems.Told(m.ID) { // why
			c.wrong(m, "", feeds(m), "no source feeds it")
		}
		return
	}
	if m.defined().Whom == metric.Anybody && len(set.Given) > 0 && len(set.Answers) == 0 { // of whom, counts do not say
		set.Employees = true
	}
	c.overlap(set, sources)
	c.based(set, sources)
}

// wrong notes what is wrong with a metric, at a key of its.
func (c *counter) wrong(m *Metric, key, hint, format string, args ...any) {
	c.problems.AddAbout(m.ID, c.o.Place(m.ID, key), hint, "shingle.metrics.%s: "+format, append([]any{m.ID}, args...)...)
}

func feeds(m *Metric) string {
	if takes := m.defined().Takes; takes != "" {
		return "it takes " + takes
	}
	return fmt.Sprintf("it takes a column or question %q; question = [...] names others", m.ID)
}

// strangers warns of counts for metrics that config does not have.
func (c *counter) strangers(sources []Source) {
	for i := range sources {
		unknown := map[string]int{}
		for _, g := range sources[i].Given {
			if !slices.ContainsFunc(c.metrics, func(m Metric) bool { return strings.EqualFold(m.ID, g.Metric) }) {
				unknown[g.Metric]++
			}
		}
		for _, id := range slices.Sorted(maps.Keys(unknown)) {
			c.problems.Warn(sources[i].Place, "source %q: the metric %q (rows: %d) is not in config", sources[i].Name, id, unknown[id])
		}
	}
}

// overlap refuses to count the same thing twice: calls as contacts and the same
// channel and days as intervals, or as scores that someone made of them.
func (c *counter) overlap(set *Set, sources []Source) {
	for i := range sources {
		for j := range sources {
			a, b := &sources[i], &sources[j]
			if a.Kind != "contacts" || b.Kind != "intervals" && b.Kind != "scores" ||
				!slices.Contains(set.Sources, a.Name) || !slices.Contains(set.Sources, b.Name) ||
				a.First == NoDay || b.First == NoDay || a.First > b.Last || b.First > a.Last {
				continue
			}
			if !shareChannel(set, a, b) {
				continue
			}
			c.wrong(set.Metric, "sources", fmt.Sprintf("say which one counts: sources = [%q]", a.Name),
				"%q (%s) and %q (%s) would count the same days twice", a.Name, a.Kind, b.Name, b.Kind)
			return
		}
	}
}
