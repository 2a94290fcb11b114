package score

import (
	"cmp"
	"iter"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
)

// Compute works out every line of every metric: for all, each team, each channel
// and, where it is counted so, each team in each channel; by month, quarter, year
// and all. A metric or a team that was counted in one channel only has no lines that name it:
// they would say the same again. What it has read of the facts is forgotten. The lines come in the order of the metrics, segments, grains and
// periods. Nothing is withheld yet: that is package privacy's part, and what it
// leaves is then compared by Compare.
func Compute(sets []fact.Set, metrics []Metric, asOf fact.Day) []*Line {
	only := fact.OnlyChannels(sets)
	each := make([][]*Line, len(sets))
	var wg sync.WaitGroup
	turn := make(chan bool, runtime.GOMAXPROCS(0)) // what is gathered of a metric takes room
	for i := range sets {
		wg.Go(func() {
			turn <- true
			defer func() { <-turn }()
			metrics[i].Channel = sets[i].Only()
			for lines := range linesOf(&sets[i], &metrics[i], only, asOf) {
				sets[i].Forget() // is gathered
				each[i] = append(each[i], lines...)
			}
		})
	}
	wg.Wait()
	return slices.Concat(each...)
}

// linesOf are the lines of a metric, a segment after the other.
func linesOf(set *fact.Set, m *Metric, only map[string]string, asOf fact.Day) iter.Seq[[]*Line] {
	return func(yield func([]*Line) bool) {
		g := gather(set, m, only)
		for i, seg := range g.sorted() {
			var lines []*Line
			if m.Unit() != Rate || g.segments[seg].based || seg == (fact.Segment{}) { // of the other parts nobody knows of how many they are
				lines = g.segmentLines(seg, asOf)
			}
			if i == 0 && (len(lines) == 0 || seg != (fact.Segment{})) { // no one was answered, say
				lines = slices.Insert(lines, 0, g.nothing(asOf))
			}
			if !yield(lines) {
				return
			}
		}
		if len(g.segments) == 0 {
			yield([]*Line{g.nothing(asOf)})
		}
	}
}

// nothing is the line of a metric that no record tells anything of.
func (g *gathering) nothing(asOf fact.Day) *Line {
	l := &Line{Metric: g.m, Period: fact.PeriodOf(asOf, fact.All), Wave: fact.NoDay, Staff: g.set.Employees, tally: &tally{}}
	l.measure()
	l.state(asOf)
	return l
}

// sorted lists the segments: all first, then by team and channel.
func (g *gathering) sorted() []fact.Segment {
	return slices.SortedFunc(maps.Keys(g.segments), func(a, b fact.Segment) int {
		return cmp.Or(strings.Compare(a.Team, b.Team), strings.Compare(a.Channel, b.Channel))
	})
}

// segmentLines makes the lines of one segment in every grain.
func (g *gathering) segmentLines(seg fact.Segment, asOf fact.Day) []*Line {
	var lines []*Line
	s := g.segments[seg]
	for _, grain := range fact.Grains {
		if g.set.Employees && grain == fact.Month && len(s.given) == 0 {
			continue
		}
		tallies := g.tallies(s, grain)
		if len(tallies) == 0 {
			continue
		}
		periods := slices.SortedFunc(maps.Keys(tallies), func(a, b fact.Period) int { return cmp.Compare(a.First, b.First) })
		for p := periods[0]; ; p = p.Next() {
			l := &Line{Metric: g.m, Segment: seg, Period: p, Wave: fact.NoDay, Staff: g.set.Employees, tally: tallies[p]}
			if l.tally == nil { // a gap between two periods that have data
				l.tally = &tally{}
			}
			if g.set.Employees {
				l.Wave = g.wave(p)
				if t := g.waveTally(seg, l.Wave); t != nil {
					l.tally.rarely().people = t.rare().people
				}
			} else if c, ok := g.cluster(seg, p, 0); ok {
				l.tally.rarely().people = c
			}
			l.measure()
			l.state(asOf)
			l.Funnel = g.funnel(l)
			lines = append(lines, l)
			if p == periods[len(periods)-1] {
				break
			}
		}
	}
	for _, l := range lines {
		l.tally.settle(l.Period.Grain)
	}
	s.cells, s.given = nil, nil
	return lines
}

// state tells whether a line has a value, and whether its period is over.
func (l *Line) state(asOf fact.Day) {
	over := l.Period.Grain == fact.All || l.Period.Last() < asOf
	switch {
	case l.Value == nil && l.Supplied == "":
		l.State, l.Reason = NoData, l.nothing()
		l.Numerator, l.Denominator = nil, -1
		if l.N > 0 && l.Metric.waits() { // there are waits, too few to tell this of
			l.State, l.Denominator = Suppressed, l.N
			return
		}
		if l.N > 0 || l.Missing+l.Rejected > 0 || l.tally.daily {
			l.Numerator, l.Denominator = whole(0), l.N
		}
	case over:
		l.State = Published
	default:
		l.State, l.Reason = Provisional, "the period is not over"
	}
}

// nothing says why there is no value, in a few words.
func (l *Line) nothing() string {
	switch {
	case l.tally.rare().stock != nil:
		return "nothing was open"
	case l.Metric.Unit() == Rate:
		return "of how many is not known"
	case l.N > 0:
		return "too few to tell"
	case l.tally.apart:
		return "values are not averaged"
	case l.Excluded["immature"] > 0:
		return "too recent"
	case l.Survey():
		return "no answers"
	case l.Metric.Method().Of == metric.Checks:
		return "not checked"
	}
	return "no data"
}

// tallies pools a segment's cells into the periods of a grain. Periods given as
// such win over those that are pooled.
func (g *gathering) tallies(s *segment, grain fact.Grain) map[fact.Period]*tally {
	out := map[fact.Period]*tally{}
	at := func(p fact.Period) *tally {
		if out[p] == nil {
			out[p] = &tally{}
		}
		return out[p]
	}
	if g.set.Employees {
		for p, t := range s.cells {
			if p.Grain == fact.All && grain == fact.All {
				at(p).merge(t) // rejected cells without a date
			}
			if p.Grain != fact.Daily {
				continue
			}
			period := fact.PeriodOf(p.First, grain)
			to := at(period)
			if g.wave(period) == p.First { // the latest wave stands for the period
				to.merge(t)
			}
		}
	} else {
		for p, t := range s.cells {
			if p.Grain == grain && len(s.given)+len(g.set.Clusters) == 0 { // nothing else is added to it
				out[p] = t
			} else if p.Grain <= grain {
				at(coarser(p, grain)).merge(t)
			}
		}
	}
	for p, t := range g.pooledGiven(s, grain) {
		if rare := t.rare(); rare.bare != "" {
			to := at(p).rarely()
			to.bare, to.bareN = rare.bare, rare.bareN
			continue
		}
		at(p).merge(t)
	}
	return out
}

func coarser(p fact.Period, grain fact.Grain) fact.Period {
	if grain == fact.All || p.Grain == fact.All {
		return fact.Period{Grain: fact.All}
	}
	return fact.PeriodOf(p.First, grain)
}

// pooledGiven pools what others counted into the periods of a grain: as given, or
// else from the next shorter periods.
func (g *gathering) pooledGiven(s *segment, grain fact.Grain) map[fact.Period]*tally {
	if len(s.given) == 0 || grain < fact.Month {
		return nil
	}
	out := map[fact.Period]*tally{}
	for p, t := range g.pooledGiven(s, grain-1) {
		if t.rare().bare != "" {
			continue
		}
		to := coarser(p, grain)
		if out[to] == nil {
			out[to] = &tally{}
		}
		out[to].merge(t)
	}
	for p, t := range s.given {
		if p.Grain == grain {
			out[p] = t
		}
	}
	return out
}

// wave is the latest wave of employees in a period, of all of them.
func (g *gathering) wave(p fact.Period) fact.Day {
	for i := len(g.waves) - 1; i >= 0; i-- {
		if p.Grain == fact.All || fact.PeriodOf(g.waves[i], p.Grain) == p {
			return g.waves[i]
		}
	}
	return fact.NoDay
}

// waveTally finds the respondents' sums of a wave.
func (g *gathering) waveTally(seg fact.Segment, wave fact.Day) *tally {
	if c, ok := g.cluster(seg, fact.PeriodOf(wave, fact.Quarter), wave); ok && wave != fact.NoDay {
		return &tally{seldom: &seldom{people: c}}
	}
	return nil
}

// clusterAt is which line a cluster is of.
type clusterAt struct {
	fact.Segment
	fact.Period
	wave fact.Day
}

// cluster finds the respondents' sums of a line.
func (g *gathering) cluster(seg fact.Segment, p fact.Period, wave fact.Day) (Cluster, bool) {
	c, ok := g.clusters[clusterAt{seg, p, wave}]
	return c, ok
}
