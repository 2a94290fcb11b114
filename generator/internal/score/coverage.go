package score

import (
	"maps"
	"slices"

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

// coverAt is where a line stands.
type coverAt struct {
	metric string
	fact.Segment
	period fact.Period
}

// Coverages hold the scores that count contacts, or ask about them, against all contacts there
// were. Employees, counts of somebody else and issues of several contacts are no such scores.
func Coverages(lines []*Line, sets []fact.Set, everything *fact.Set, asOf fact.Day) []Coverage {
	if everything == nil {
		return nil
	}
	of := []Metric{{Metric: *everything.Metric, Direction: Neither}}
	contacts := Compute([]fact.Set{*everything}, of, asOf)
	at := map[coverAt]*Line{}
	for _, l := range lines {
		at[coverAt{l.Metric.ID, l.Segment, l.Period}] = l
	}
	var all []Coverage
	for i := range sets {
		m := metricOf(lines, sets[i].Metric.ID)
		if m == nil || !ofContacts(&sets[i], contacts) {
			continue
		}
		for _, total := range contacts {
			if c, ok := cover(m, total, of[0].Channel, at); ok {
				all = append(all, c)
			}
		}
		all = append(all, emptyWeeks(m, &sets[i], everything)...)
	}
	return all
}

func metricOf(lines []*Line, id string) *Metric {
	i := slices.IndexFunc(lines, func(l *Line) bool { return l.Metric.ID == id })
	if i < 0 {
		return nil
	}
	return lines[i].Metric
}

// ofContacts tells whether what a set counts are contacts, or answers about them: those that
// name a team or a channel that contacts have.
func ofContacts(set *fact.Set, contacts []*Line) bool {
	k := metric.Of(set.Metric.Kind)
	switch of := k.Method(set.Metric.Variant).Of; {
	case k.Covers && of == metric.Contacts:
		return set.Daily && len(set.Given) == 0
	case !k.Covers || of != metric.Answers:
		return false
	}
	return !set.Employees && len(set.Given) == 0 && slices.ContainsFunc(contacts, func(l *Line) bool {
		return slices.ContainsFunc(set.Answers, func(a fact.Answer) bool {
			return a.Channel != "" && a.Channel == l.Channel || a.Team != "" && a.Team == l.Team
		})
	})
}

// cover is what of the contacts of a line a metric counts; false if it is withheld, or the
// line is of a team within a channel. Lines of an only channel do not name it.
func cover(m *Metric, total *Line, only string, at map[coverAt]*Line) (Coverage, bool) {
	c := Coverage{Metric: m, Period: total.Period, By: "all", Contacts: total.N}
	seg := total.Segment
	switch {
	case seg.Team != "" && seg.Channel != "" || total.State == NoData:
		return c, false
	case seg.Team != "":
		c.By, c.Name = "team", seg.Team
	case seg.Channel != "":
		c.By, c.Name = "channel", seg.Channel
		if seg.Channel == m.Channel {
			seg.Channel = ""
		}
	}
	l := at[coverAt{m.ID, seg, total.Period}]
	if l == nil && at[coverAt{m.ID, fact.Segment{}, total.Period}] == nil {
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
func emptyWeeks(m *Metric, set, everything *fact.Set) []Coverage {
	if !set.Daily {
		return nil
	}
	counted, channels := map[fact.Day]float64{}, map[string]bool{}
	yx := m.yx()
	for f := range set.Facts.All() {
		if _, x := yx(f.Counts); x > 0 {
			counted[monday(f.Day)] += x
			channels[f.Channel] = true
		}
	}
	came := map[fact.Day]int64{}
	for f := range everything.Facts.All() {
		if channels[f.Channel] && f.Day != fact.NoDay {
			came[monday(f.Day)] += f.Counts[fact.X]
		}
	}
	var all []Coverage
	for _, week := range slices.Sorted(maps.Keys(came)) {
		if came[week] > 0 && counted[week] == 0 {
			all = append(all, Coverage{Metric: m, Period: fact.PeriodOf(week, fact.Month), By: "week", Name: week.String(), Contacts: came[week]})
		}
	}
	return all
}

// monday is the first day of a day's week.
func monday(d fact.Day) fact.Day { return d - fact.Day((int(d.Time().Weekday())+6)%7) }
