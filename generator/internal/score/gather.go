package score

import (
	"cmp"
	"maps"
	"slices"

	"shingle/generator/internal/fact"
)

// A gathering holds a metric's tallies by segment and by the shortest period they
// can be told in. Longer periods are made from them.
type gathering struct {
	set      *fact.Set
	m        *Metric
	segments map[fact.Segment]*segment
	parts    map[fact.Segment][]*segment // of a fact's segment, the lines it has a part in
	waves    []fact.Day                  // employees: the waves there were
	only     map[string]string           // by team: the one channel that it was counted in
	clusters map[clusterAt]Cluster
}

// A segment is one line of tallies.
type segment struct {
	cells map[fact.Period]*tally
	given map[fact.Period]*tally // counted by somebody else
	last  fact.Period            // the cell asked for last: facts come in order of their days
	cell  *tally
	y, x  []float64 // by day
	based bool      // it is known of how many its rates are
}

func (g *gathering) segment(seg fact.Segment) *segment {
	s := g.segments[seg]
	if s == nil {
		s = &segment{cells: map[fact.Period]*tally{}, given: map[fact.Period]*tally{}}
		g.segments[seg] = s
	}
	return s
}

// lines are the segments that a fact has a part in: all, its team, its channel,
// and the team in the channel where the metric is counted so. A team that was counted in one
// channel only has no line that names it.
func (g *gathering) lines(seg fact.Segment) []*segment {
	if all, ok := g.parts[seg]; ok {
		return all
	}
	all := []*segment{g.segment(fact.Segment{})}
	if seg.Team != "" {
		all = append(all, g.segment(fact.Segment{Team: seg.Team}))
	}
	if seg.Channel != "" && seg.Channel != g.m.Channel {
		all = append(all, g.segment(fact.Segment{Channel: seg.Channel}))
		if seg.Team != "" && g.set.Crossed && g.only[seg.Team] != seg.Channel {
			all = append(all, g.segment(seg))
		}
	}
	g.parts[seg] = all
	return all
}

func (s *segment) at(p fact.Period) *tally {
	if s.cell != nil && s.last == p {
		return s.cell
	}
	t := s.cells[p]
	if t == nil {
		t = &tally{}
		s.cells[p] = t
	}
	s.last, s.cell = p, t
	return t
}

// period is the shortest published period of a day at a grain; employees' waves
// are kept by their day.
func (g *gathering) period(day fact.Day, grain fact.Grain) fact.Period {
	switch {
	case day == fact.NoDay:
		return fact.Period{Grain: fact.All}
	case g.set.Employees:
		return fact.Period{Grain: fact.Daily, First: day}
	}
	return fact.PeriodOf(day, max(grain, fact.Month))
}

// gather tallies a metric's facts.
func gather(set *fact.Set, m *Metric, only map[string]string) *gathering {
	g := &gathering{set: set, m: m, only: only, segments: map[fact.Segment]*segment{}, parts: map[fact.Segment][]*segment{}, clusters: map[clusterAt]Cluster{}}
	for _, c := range set.Clusters { // people of two sources are two
		at := clusterAt{c.Segment, c.Period, c.Wave}
		g.clusters[at] = g.clusters[at].Merge(Cluster{c.D, c.Y, c.X, c.YY, c.XY, c.XX})
	}
	g.facts()
	for _, a := range set.Answers {
		for _, seg := range g.lines(a.Segment) {
			seg.at(g.period(a.Day, a.Grain)).answer(a.Question, m.Scale.Min, m.Scale.Steps(), func(mine *Answers) { mine.Counts[a.Value-m.Scale.Min] += a.Count })
		}
	}
	for _, s := range set.Spreads {
		for _, seg := range g.lines(s.Segment) {
			t := &seg.at(g.period(s.Day, s.Grain)).rarely().spread
			t.n += s.N
			t.partial += s.Partial
			t.index = t.index.Merge(Moments{s.N, s.Sum, s.Squares})
			t.pos = t.pos.Merge(Moments{s.N, s.Pos, s.PosSq})
		}
	}
	for _, run := range waitRuns(set.Waits) {
		for _, seg := range g.lines(run[0].Segment) {
			t := seg.at(g.period(run[0].Day, fact.Month)).rarely()
			t.waits = append(t.waits, run)
		}
	}
	for _, e := range set.Excluded {
		for _, seg := range g.lines(e.Segment) {
			seg.at(g.period(e.Day, e.Grain)).exclude(e.Reason, e.Count)
		}
	}
	g.ends()
	g.stocks()
	g.bases()
	for _, p := range set.People {
		seg := p.Segment
		if seg == (fact.Segment{}) {
			continue // the people without a group, for the protection of the others only
		}
		if seg.Team == fact.Everyone {
			seg = fact.Segment{}
		}
		g.segment(seg).at(g.period(p.Day, fact.Quarter)).persons = p.N
	}
	if set.Employees {
		days := map[fact.Day]bool{}
		for p := range g.segment(fact.Segment{}).cells {
			if p.Grain == fact.Daily {
				days[p.First] = true
			}
		}
		g.waves = slices.Sorted(maps.Keys(days))
	}
	g.supplied()
	return g
}

// ends tallies how contacts ended and whose wait was long.
func (g *gathering) ends() {
	for _, l := range g.set.Longs {
		for _, seg := range g.lines(l.Segment) {
			seg.at(g.period(l.Day, fact.Month)).long(l.Minutes, l.Answered, l.Left)
		}
	}
	for _, o := range g.set.Outcomes {
		for _, seg := range g.lines(o.Segment) {
			seg.at(g.period(o.Day, fact.Month)).end(o.How, o.Count)
		}
	}
}

// facts tallies counts; those of contacts and intervals day by day, because each
// day is a bunch of its own.
func (g *gathering) facts() {
	first, last := fact.Day(0), fact.NoDay
	for f := range g.set.Facts.All() {
		if f.Day == fact.NoDay {
			continue
		}
		if last == fact.NoDay || f.Day < first {
			first = f.Day
		}
		last = max(last, f.Day)
	}
	yx := g.m.yx()
	for f := range g.set.Facts.All() {
		clustered := g.set.Daily && f.Day != fact.NoDay && f.Grain == fact.Daily
		y, x := 0.0, 0.0
		if clustered {
			y, x = yx(f.Counts)
		}
		p := g.period(f.Day, f.Grain)
		for _, seg := range g.lines(f.Segment) {
			t := seg.at(p)
			t.counts.Add(f.Counts)
			t.missing += f.Missing
			t.rejected += f.Rejected
			t.daily = t.daily || clustered
			if clustered && x > 0 {
				if seg.y == nil {
					seg.y, seg.x = make([]float64, last-first+1), make([]float64, last-first+1)
				}
				seg.y[f.Day-first] += y
				seg.x[f.Day-first] += x
			}
		}
	}
	for _, seg := range g.segments {
		for i, x := range seg.x {
			if x > 0 {
				day := first + fact.Day(i)
				if g.m.Defined().PerDay { // contacts per open day
					x = 1
				}
				t := seg.at(g.period(day, fact.Daily))
				if t.days == nil {
					t.days = &Days{}
				}
				t.days.Add(day, seg.y[i], x)
			}
		}
		seg.y, seg.x = nil, nil
	}
}

// supplied tallies what somebody else counted, and what it comes to where nobody gave that.
func (g *gathering) supplied() {
	periods := map[fact.Period]map[fact.Segment]*tally{}
	for _, row := range g.set.Given {
		seg := row.Segment
		if seg.Channel == g.m.Channel {
			seg.Channel = ""
		}
		rows := periods[row.Period]
		if rows == nil {
			rows = map[fact.Segment]*tally{}
			periods[row.Period] = rows
		}
		rows[seg] = plus(rows[seg], g.row(row))
		if row.HasValue && !row.HasCounts && !row.HasNPS && !row.HasAnswers {
			seldom := rows[seg].rarely()
			seldom.bare, seldom.bareN = row.Value, row.ValueN
		}
	}
	for p, rows := range periods {
		for _, some := range []map[fact.Segment]*tally{rows, sums(rows)} {
			for seg, t := range some {
				g.segment(seg).given[p] = t
			}
		}
	}
}

// sums adds up what nobody gave of a period: a team over its channels, a channel over its teams,
// and all of them: over channels or, where these are not given, over teams, each by its own row or
// else by its channels. Values of teams alone have none: their average would be nobody's.
func sums(rows map[fact.Segment]*tally) map[fact.Segment]*tally {
	all := map[fact.Segment]*tally{}
	var overChannels, overTeams *tally
	for seg, t := range rows {
		if t.rare().bare != "" {
			continue
		}
		team, channel := fact.Segment{Team: seg.Team}, fact.Segment{Channel: seg.Channel}
		if seg.Team == "" {
			overChannels = plus(overChannels, t)
			continue
		}
		if seg.Channel == "" || rows[team] == nil {
			overTeams = plus(overTeams, t)
		}
		if seg.Channel != "" && rows[team] == nil {
			all[team] = plus(all[team], t)
		}
		if seg.Channel != "" && rows[channel] == nil {
			all[channel] = plus(all[channel], t)
		}
	}
	if rows[fact.Segment{}] == nil {
		all[fact.Segment{}] = cmp.Or(overChannels, overTeams, &tally{apart: true})
	}
	return all
}

// plus is a sum with one tally more; nil is a sum of none.
func plus(sum, t *tally) *tally {
	if sum == nil {
		sum = &tally{}
	}
	sum.merge(t)
	return sum
}

// row is what one row of somebody else's counts tells.
func (g *gathering) row(given fact.Given) *tally {
	t := &tally{handed: true}
	switch {
	case given.HasNPS:
		t.rarely().nps = given.NPS
	case given.HasAnswers:
		t.answer("", g.m.Scale.Min, g.m.Scale.Steps(), func(a *Answers) {
			for answer, n := range given.Answers {
				a.Counts[answer-g.m.Scale.Min] += n
			}
		})
	case given.HasCounts:
		t.given = Proportion{given.X, given.N}
	}
	return t
}
