package privacy

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
	"shingle/generator/internal/score"
)

// An atom is the smallest group of answers that the counts tell apart: to one question, of
// one segment, in one period. Every published number is a sum over atoms.
type atom struct {
	place
	answers histogram
}

// A place is where answers belong: a segment, a period (of employees the wave, as a day),
// and a subject by its number.
type place struct {
	fact.Segment
	period  fact.Period
	subject int
}

// A subject is a question as some sources put it. Where a metric reads more sources than
// another, the rest are a subject of their own.
type subject struct {
	question string
	sources  []string
}

// subject is the number of a question of sources.
func (f *family) subject(question string, sources []string) int {
	sources = slices.Sorted(slices.Values(sources))
	for i, s := range f.subjects {
		if s.question == question && slices.Equal(s.sources, sources) {
			return i
		}
	}
	f.subjects = append(f.subjects, subject{question, sources})
	return len(f.subjects) - 1
}

// within lists the subjects of a question whose sources are all among a metric's.
func (f *family) within(question string, sources []string) []int {
	var all []int
	for i, s := range f.subjects {
		if s.question == question && !slices.ContainsFunc(s.sources, func(name string) bool { return !slices.Contains(sources, name) }) {
			all = append(all, i)
		}
	}
	return all
}

// put adds an atom, and counts it wherever it belongs: to its team, its channel, all; to its
// quarter, its year, all.
func (f *family) put(at place, answers histogram) {
	if answers.people() <= 0 {
		return
	}
	f.exact[at] = len(f.atoms)
	for _, seg := range segments(at.Segment) {
		for _, p := range periods(at.period) {
			wide := place{seg, p, at.subject}
			f.at[wide] = append(f.at[wide], int32(len(f.atoms)))
		}
	}
	f.atoms = append(f.atoms, atom{at, answers})
}

func segments(s fact.Segment) []fact.Segment {
	all := []fact.Segment{s}
	if s.Team != "" && s.Channel != "" {
		all = append(all, fact.Segment{Team: s.Team}, fact.Segment{Channel: s.Channel})
	}
	if s != (fact.Segment{}) {
		all = append(all, fact.Segment{})
	}
	return all
}

func periods(p fact.Period) []fact.Period {
	all := []fact.Period{p}
	for g := max(p.Grain+1, fact.Quarter); g <= fact.All; g++ {
		all = append(all, fact.PeriodOf(p.First, g))
	}
	return all
}

// count adds the atoms of a metric's facts. Sets of fewer sources come first.
func (f *family) count(set *fact.Set) {
	sums := map[place]*histogram{}
	var order []place
	note := func(at place, answer int, n int64) {
		if sums[at] == nil {
			sums[at] = &histogram{}
			order = append(order, at)
		}
		sums[at].add(answer, n)
	}
	for _, a := range set.Answers {
		note(place{a.Segment, dated(set, a.Day, a.Grain), f.subject(a.Question, set.Sources)}, a.Value, a.Count)
	}
	for _, s := range set.Spreads { // an index of people: of their answers only the sum is told
		mean := 0.0
		if s.N > 0 {
			mean = s.Sum / float64(s.N)
		}
		high := int64((mean-float64(set.Metric.Scale.Min))/float64(max(1, set.Metric.Scale.Steps()-1))*float64(s.N) + 0.5)
		at := place{s.Segment, dated(set, s.Day, s.Grain), f.subject(indexOf(set), set.Sources)}
		note(at, set.Metric.Scale.Min, s.N-high)
		note(at, set.Metric.Scale.Max, high)
	}
	for _, at := range order {
		if _, told := f.exact[at]; told {
			continue
		}
		rest := *sums[at]
		for _, s := range f.within(f.subjects[at.subject].question, set.Sources) {
			if i, ok := f.exact[place{at.Segment, at.period, s}]; ok {
				rest.plus(f.atoms[i].answers, -1)
			}
		}
		f.put(at, rest.positive())
	}
}

// dated is the shortest period that answers are told in; employees' waves are days.
func dated(set *fact.Set, day fact.Day, grain fact.Grain) fact.Period {
	if set.Employees {
		return fact.Period{Grain: fact.Daily, First: day}
	}
	return fact.PeriodOf(day, max(grain, fact.Month))
}

// indexOf names what the respondents' index of a metric stands for, as questions are named.
func indexOf(set *fact.Set) string {
	return "index\x00" + set.Metric.Variant + "\x00" + strings.Join(questions(set), "\x00") + "\x00" + strconv.Itoa(set.Metric.MinItems)
}

// handed adds the atoms of what somebody else counted, the finest first: of a total given
// beside its parts, an atom is what they leave. Where both teams and channels are given, and
// not the one within the other, they cut the same total twice.
func (f *family) handed(set *fact.Set) {
	if len(set.Given) == 0 {
		return
	}
	rows := map[place]histogram{}
	teams := map[fact.Period]bool{}
	own := f.subject(givenOf(set), set.Sources)
	for _, g := range set.Given {
		at := place{g.Segment, g.Period, own}
		sum := rows[at]
		sum.plus(tallied(set.Metric, &g), 1)
		rows[at] = sum
		teams[g.Period] = teams[g.Period] || g.Team != "" && g.Channel == ""
	}
	other := -1
	for _, at := range finest(rows) {
		switch {
		case at.Team == "" && at.Channel != "" && teams[at.period]:
			other = f.subject(channelsOf(set), set.Sources)
			f.rest(place{at.Segment, at.period, other}, rows[at])
			continue
		case at.Segment == (fact.Segment{}) && other >= 0 && len(f.at[place{at.Segment, at.period, other}]) > 0:
			f.rest(place{at.Segment, at.period, other}, rows[at])
		}
		f.rest(at, rows[at])
	}
}

// rest adds what the atoms of a place leave of its total.
func (f *family) rest(at place, total histogram) {
	rest := histogram{total.min, slices.Clone(total.n)}
	for _, i := range f.at[at] {
		rest.plus(f.atoms[i].answers, -1)
	}
	f.put(at, rest.positive())
}

// finest lists the places of rows, short periods and crossed segments first.
func finest(rows map[place]histogram) []place {
	return slices.SortedFunc(maps.Keys(rows), func(a, b place) int {
		return cmp.Or(cmp.Compare(a.period.Grain, b.period.Grain), cmp.Compare(len(segments(b.Segment)), len(segments(a.Segment))),
			cmp.Compare(a.period.First, b.period.First), cmp.Compare(a.Team, b.Team), cmp.Compare(a.Channel, b.Channel))
	})
}

// givenOf names what somebody else's counts of a metric stand for.
func givenOf(set *fact.Set) string { return "given\x00" + set.Metric.ID }

// channelsOf names them where they are cut by channel once more.
func channelsOf(set *fact.Set) string { return "channels\x00" + set.Metric.ID }

// tallied is a row of counts as a histogram.
func tallied(m *fact.Metric, g *fact.Given) (h histogram) {
	x, n := g.X, g.N
	switch {
	case g.HasNPS:
		h.add(0, g.NPS[2])
		h.add(7, g.NPS[1])
		h.add(9, g.NPS[0])
		return h
	case g.HasAnswers:
		for answer, n := range g.Answers {
			h.add(answer, n)
		}
		return h
	case !g.HasCounts:
		n = g.ValueN
		v, _ := strconv.ParseFloat(g.Value, 64)
		x = int64(v/100*float64(n) + 0.5)
	}
	switch metric.Of(m.Kind).Method(m.Variant).Form {
	case metric.Net:
		h.add(0, (n-x)/2)
		h.add(9, n-(n-x)/2)
	case metric.MeanAnswer:
		high := (x - n*int64(m.Scale.Min)) / int64(max(1, m.Scale.Steps()-1))
		h.add(m.Scale.Min, n-high)
		h.add(m.Scale.Max, high)
	case metric.PerPerson:
		h.add(m.Scale.Min, n-x/100)
		h.add(m.Scale.Max, x/100)
	default:
		h.add(m.Scale.PositiveMin-1, n-x)
		h.add(m.Scale.PositiveMin, x)
	}
	return h
}

// questions lists what a set's answers are to.
func questions(set *fact.Set) []string {
	seen := map[string]bool{}
	for _, a := range set.Answers {
		seen[a.Question] = true
	}
	var all []string
	for q := range seen {
		all = append(all, q)
	}
	slices.Sort(all)
	return all
}

// cuts are the answers from which up a metric counts: one of them must stay open for a
// withheld group. A mean is open where any is.
func cuts(m *score.Metric) []int {
	switch m.Method().Form {
	case metric.Net:
		return []int{7, 9}
	case metric.MeanAnswer, metric.PerPerson:
		var all []int
		for k := m.Scale.Min + 1; k <= m.Scale.Max; k++ {
			all = append(all, k)
		}
		return all
	}
	return []int{m.Scale.PositiveMin}
}
