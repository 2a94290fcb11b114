package score

import (
	"cmp"
	"maps"
	"slices"
	"sync"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
)

// A Coverage says how many of the contacts that there were stand behind a score: of all, of a
// channel, of a team, or of a week (its Monday) in which none did.
type Coverage struct {
	Metric            *Metric
	Period            fact.Period
	By, Name          string // all, channel, team, week
	Contacts, Counted int64
}

// Contacts are all contacts that there were, which scores are held against.
type Contacts struct {
	lines []came
	only  string                // the one channel of all of them
	weeks map[string][]Coverage // by metric: those in which contacts came to its channels, and none counts
}

// came is how many contacts a segment had in a period.
type came struct {
	fact.Segment
	period fact.Period
	n      int64
}

// ContactsOf adds up all contacts, and finds the weeks in which a metric counts none of them.
// It is nil where there are no contacts. It reads facts, which Compute forgets, and stands before that.
func ContactsOf(sets []fact.Set, metrics []Metric, everything *fact.Set, asOf fact.Day) *Contacts {
	if everything == nil {
		return nil
	}
	c := &Contacts{only: everything.Only(), weeks: map[string][]Coverage{}}
	of := &Metric{Metric: *everything.Metric, Direction: Neither, Channel: c.only}
	var wg sync.WaitGroup
	wg.Go(func() {
		came := byWeek(everything, func(n fact.Counts) float64 { return float64(n[fact.X]) })
		for i := range sets {
			c.weeks[metrics[i].ID] = emptyWeeks(&metrics[i], &sets[i], came)
		}
	})
	defer wg.Wait()
	for lines := range linesOf(everything, of, fact.OnlyChannels([]fact.Set{*everything}), asOf) {
		for _, l := range lines {
			if l.State != NoData {
				c.lines = append(c.lines, came{l.Segment, l.Period, l.N})
			}
		}
	}
	return c
}

// Coverages hold the scores that count contacts, or ask about them, against all contacts there
// were. Employees, counts of somebody else and issues of several contacts are no such scores.
func (c *Contacts) Coverages(lines []*Line, sets []fact.Set) []Coverage {
	if c == nil {
		return nil
	}
	all := make([]Coverage, 0, len(c.lines)*len(sets))
	for i := range sets {
		at := coverLines{}
		var m *Metric
		for run := range Runs(lines) {
			if l := run[0]; l.Metric.ID == sets[i].Metric.ID {
				m, at[coverRun{l.Segment, l.Period.Grain}] = l.Metric, run
			}
		}
		if m == nil || !c.counts(&sets[i]) {
			continue
		}
		for _, total := range c.lines {
			if one, ok := cover(m, total, c.only, at); ok {
				all = append(all, one)
			}
		}
		all = append(all, c.weeks[m.ID]...)
	}
	return all
}

// counts tells whether what a set counts are contacts, or answers about them: those that
// name a team or a channel that contacts have.
func (c *Contacts) counts(set *fact.Set) bool {
	k := metric.Of(set.Metric.Kind)
	switch of := k.Method(set.Metric.Variant).Of; {
	case k.Covers && of == metric.Contacts:
		return set.Daily && len(set.Given) == 0
	case !k.Covers || of != metric.Answers:
		return false
	}
	return !set.Employees && len(set.Given) == 0 && slices.ContainsFunc(set.Answers, func(a fact.Answer) bool {
		return slices.ContainsFunc(c.lines, func(l came) bool {
			return a.Channel != "" && a.Channel == l.Channel || a.Team != "" && a.Team == l.Team
		})
	})
}

// coverLines are the lines of a metric, each run in the order of its periods.
type coverLines map[coverRun][]*Line

type coverRun struct {
	fact.Segment
	grain fact.Grain
}

// line is that of a segment in a period; nil if there is none.
func (c coverLines) line(seg fact.Segment, p fact.Period) *Line {
	run := c[coverRun{seg, p.Grain}]
	i, ok := slices.BinarySearchFunc(run, p.First, func(l *Line, first fact.Day) int { return cmp.Compare(l.Period.First, first) })
	if !ok {
		return nil
	}
	return run[i]
}

// cover is what of the contacts of a line a metric counts; false if it is withheld, or the
// line is of a team within a channel. Lines of an only channel do not name it.
func cover(m *Metric, total came, only string, at coverLines) (Coverage, bool) {
	c := Coverage{Metric: m, Period: total.period, By: "all", Contacts: total.n}
	seg := total.Segment
	switch {
	case seg.Team != "" && seg.Channel != "":
		return c, false
	case seg.Team != "":
		c.By, c.Name = "team", seg.Team
	case seg.Channel != "":
		c.By, c.Name = "channel", seg.Channel
		if seg.Channel == m.Channel {
			seg.Channel = ""
		}
	}
	l := at.line(seg, total.period)
	if l == nil && at.line(fact.Segment{}, total.period) == nil {
		return c, false // nothing is told of the period
	}
	if l != nil {
		if l.State == Suppressed {
			return c, false
		}
		c.Counted = max(l.Denominator, 0)
		if m.Defined().PerDay {
			c.Counted = l.N
		}
	}
	return c, true
}

// emptyWeeks are the weeks in which contacts came to the channels of a metric and none counts.
func emptyWeeks(m *Metric, set *fact.Set, came channelWeeks) []Coverage {
	if !set.Daily {
		return nil
	}
	yx := m.yx()
	counts := byWeek(set, func(n fact.Counts) float64 {
		_, x := yx(n)
		return x
	})
	counted, there := map[fact.Day]float64{}, map[fact.Day]float64{}
	for channel, weeks := range counts {
		for week, n := range weeks {
			counted[week] += n
		}
		for week, n := range came[channel] {
			there[week] += n
		}
	}
	var all []Coverage
	for _, week := range slices.Sorted(maps.Keys(there)) {
		if counted[week] == 0 {
			all = append(all, Coverage{Metric: m, Period: fact.PeriodOf(week, fact.Month), By: "week", Name: week.String(), Contacts: int64(there[week])})
		}
	}
	return all
}

// channelWeeks are counts by channel and by the first day of a week: of those channels, and weeks, that have any.
type channelWeeks map[string]map[fact.Day]float64

// byWeek adds up what a set's facts count.
func byWeek(set *fact.Set, count func(fact.Counts) float64) channelWeeks {
	all := channelWeeks{}
	var weeks map[fact.Day]float64
	var channel string
	for f := range set.Facts.All() {
		n := count(f.Counts)
		if n <= 0 {
			continue
		}
		if weeks == nil || f.Channel != channel {
			channel = f.Channel
			if weeks = all[channel]; weeks == nil {
				weeks = map[fact.Day]float64{}
				all[channel] = weeks
			}
		}
		if f.Day != fact.NoDay {
			weeks[monday(f.Day)] += n
		}
	}
	return all
}

// monday is the first day of a day's week; the first of all days was a Thursday.
func monday(d fact.Day) fact.Day { return d - ((d+3)%7+7)%7 }
