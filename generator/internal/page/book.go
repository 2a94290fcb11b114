package page

import (
	"cmp"
	"maps"
	"slices"

	"shingle/generator/internal/besttime"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// A book finds lines, series and addresses while pages are made.
type book struct {
	in     *Input
	runs   map[run][]*score.Line // by metric, segment and grain, in order of the periods
	series map[run]*score.Series
	teams  []team
	sets   map[string]*fact.Set
	named  map[*score.Metric][]string // the channels of a metric's lines
	slots  map[fact.Segment][]*besttime.Slot
	charts []drawing
}

type run struct {
	metric string
	fact.Segment
	grain fact.Grain
}

// A team is one that has a page.
type team struct{ Name, Slug string }

func newBook(in *Input) *book {
	b := &book{in: in, runs: map[run][]*score.Line{}, series: map[run]*score.Series{}, sets: map[string]*fact.Set{}, named: map[*score.Metric][]string{}, slots: map[fact.Segment][]*besttime.Slot{}}
	names := map[string]bool{}
	for lines := range score.Runs(in.Lines) {
		l := lines[0]
		r := run{l.Metric.ID, l.Segment, l.Period.Grain}
		b.runs[r] = append(b.runs[r], lines...)
		if l.Team != "" {
			names[l.Team] = true
		} else if l.Channel != "" && !slices.Contains(b.named[l.Metric], l.Channel) {
			b.named[l.Metric] = append(b.named[l.Metric], l.Channel)
		}
	}
	for _, s := range in.Series {
		b.series[run{s.Metric.ID, s.Segment, fact.Month}] = s
	}
	for i := range in.Sets {
		b.sets[in.Sets[i].Metric.ID] = &in.Sets[i]
	}
	if in.Week != nil {
		for i := range in.Week.Slots {
			s := &in.Week.Slots[i]
			b.slots[s.Segment] = append(b.slots[s.Segment], s)
			if s.Team != "" {
				names[s.Team] = true
			}
		}
	}
	taken := map[string]bool{"index": true} // the page of all teams
	for _, name := range slices.Sorted(maps.Keys(names)) {
		b.teams = append(b.teams, team{name, reserve(name, "team", taken)})
	}
	return b
}

// slug is a team's address.
func (b *book) slug(name string) string {
	i, ok := slices.BinarySearchFunc(b.teams, name, func(t team, name string) int { return cmp.Compare(t.Name, name) })
	if !ok {
		panic("bug: no page for team " + name)
	}
	return b.teams[i].Slug
}

func (b *book) lines(m *score.Metric, seg fact.Segment, g fact.Grain) []*score.Line {
	return b.runs[run{m.ID, seg, g}]
}

// grain is the shortest grain in which a metric has lines of a segment.
func (b *book) grain(m *score.Metric, seg fact.Segment) (fact.Grain, bool) {
	for _, g := range fact.Grains {
		if len(b.lines(m, seg, g)) > 0 {
			return g, true
		}
	}
	return fact.All, false
}

// latest is the line that stands for a segment now: of the last finished period
// with a value in the shortest grain, or else what there is.
func (b *book) latest(m *score.Metric, seg fact.Segment) *score.Line {
	g, ok := b.grain(m, seg)
	if !ok {
		return nil
	}
	lines := b.lines(m, seg, g)
	for _, want := range []string{score.Published, score.Provisional} {
		for _, l := range slices.Backward(lines) {
			if l.State == want && l.Shown() {
				return l
			}
		}
	}
	return lines[len(lines)-1]
}

// at is a metric's line of a segment in a period, nil if there is none.
func (b *book) at(m *score.Metric, seg fact.Segment, p fact.Period) *score.Line {
	for _, l := range b.lines(m, seg, p.Grain) {
		if l.Period == p {
			return l
		}
	}
	return nil
}

// period is the one that headlines speak of for a metric: the latest of all.
func (b *book) period(m *score.Metric) (fact.Period, bool) {
	l := b.latest(m, fact.Segment{})
	if l == nil {
		return fact.Period{}, false
	}
	return l.Period, true
}

// channels lists the channels of a metric's lines.
func (b *book) channels(m *score.Metric) []string { return b.named[m] }

// teamsOf lists the teams of a metric's lines, in order.
func (b *book) teamsOf(m *score.Metric) []team {
	var all []team
	for _, t := range b.teams {
		if _, ok := b.grain(m, fact.Segment{Team: t.Name}); ok {
			all = append(all, t)
		}
	}
	return all
}

// week is a channel's week, nil if there is none.
func (b *book) week(channel string) *besttime.ChannelWeek {
	if b.in.Week == nil {
		return nil
	}
	for i := range b.in.Week.Channels {
		if b.in.Week.Channels[i].Channel == channel {
			return &b.in.Week.Channels[i]
		}
	}
	return nil
}

// mainChannel is the one that home speaks of: the phone if there is one, or else the
// busiest in which people wait, or else the busiest; "" if contacts have no channels.
func (b *book) mainChannel() string {
	if b.in.Week == nil {
		return ""
	}
	best, most, waits := "", int64(-1), false
	for _, c := range b.in.Week.Channels {
		if c.Channel == "" {
			continue
		}
		if slices.Contains([]string{"phone", "telephone", "voice", "call", "calls"}, fold(c.Channel)) {
			return c.Channel
		}
		if here := !c.Basis.Later; here && !waits || here == waits && c.Offered > most {
			best, most, waits = c.Channel, c.Offered, here
		}
	}
	return best
}
