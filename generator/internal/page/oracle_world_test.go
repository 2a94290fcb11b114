package page_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"time"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
	"shingle/generator/internal/page"
	"shingle/generator/internal/score"
)

// A world is what really happened, month by month or quarter by quarter, before anything is worked out
// from it. The oracle knows nothing else. What is said here of months holds of its periods.
type world struct {
	asOf   fact.Day
	long   int // months in a period: 1, or 3
	teams  []string
	scores []*measured
}

// measured is one score's history: of each team (or of "") how many cases a month had, and how
// many of them count; of NPS who would recommend and who would not.
type measured struct {
	id, kind string
	long     int   // months in a period
	down     bool  // less is better
	promise  int64 // -1: none
	sampled  bool
	first    int // periods since January 2023
	months   map[string][]counted
}

type counted struct{ x, d, n int64 }

// outside are those of a month who never joined the queue; -1 where nobody wrote them down.
func (m *measured) outside(c counted) (blocked, menu, served int64) {
	switch m.first {
	case 0:
		return -1, -1, -1
	case 1:
		return c.d, -1, 3 * c.d
	}
	return c.d, c.x, 3 * c.d
}

// firstDay is that of a month, counted from January 2023 on.
func firstDay(month int) fact.Day {
	return fact.DayOf(time.Date(2023, time.Month(1+month), 1, 0, 0, 0, 0, time.UTC))
}

// kindsTried are kinds of metric, and what becomes of complaints.
var kindsTried = []string{"service_level", "abandonment", "compliance", "csat", "nps", "volume", "closed_in_days", "upheld", "escalated"}

// ofComplaints tells whether it is about what became of complaints.
func (m *measured) ofComplaints() bool {
	return m.kind == "closed_in_days" || m.kind == "upheld" || m.kind == "escalated"
}

// begins is the first day of a period, counted from January 2023 on.
func (w *world) begins(i int) fact.Day { return firstDay(i * w.long) }

// year is how many periods a year has.
func (w *world) year() int { return 12 / w.long }

// newWorld invents one: runs in which things go alike, gaps without data, months in which all or
// none were well served, equal months, scores that begin and end at different times, and a day of
// the build in, right after or long after the last month.
func newWorld(random *rand.Rand) *world {
	w := &world{teams: []string{""}, long: 1}
	if random.IntN(5) == 0 {
		w.long = 3
	}
	if random.IntN(3) > 0 {
		w.teams = []string{"Bills", "Moves", "Repairs", "Late shift"}[:1+random.IntN(4)]
	}
	length := 1 + random.IntN(40)
	for i := range 1 + random.IntN(4) {
		m := &measured{id: fmt.Sprintf("m%d", i), kind: kindsTried[random.IntN(len(kindsTried))], long: w.long, promise: -1, first: random.IntN(3), months: map[string][]counted{}}
		if m.kind == "volume" && w.long == 3 { // nobody hands in contacts by quarter
			m.kind = "csat"
		}
		m.down = m.kind == "abandonment" || m.kind == "upheld" || m.kind == "escalated"
		m.sampled = m.kind == "compliance" && random.IntN(2) == 0
		if m.kind != "volume" && m.kind != "nps" && random.IntN(4) > 0 {
			m.promise = []int64{0, 5, 50, 80, 80, 95, 100}[random.IntN(7)]
		}
		last := length - random.IntN(2)*random.IntN(3)
		for _, team := range w.teams {
			m.months[team] = history(random, max(1, last-m.first), m.promise)
		}
		w.scores = append(w.scores, m)
	}
	w.asOf = w.begins(length) + fact.Day(random.IntN(2)*random.IntN(25)-random.IntN(2)*random.IntN(20)+random.IntN(8)/7*200)
	return w
}

func history(random *rand.Rand, length int, promise int64) []counted {
	all := make([]counted, length)
	size := []int64{1, 7, 40, 300, 2000}[random.IntN(5)]
	level, gap := random.Float64(), false
	for i := range all {
		if random.IntN(6) == 0 {
			level, gap = random.Float64(), random.IntN(5) == 0
			if promise >= 0 && random.IntN(3) > 0 {
				level = float64(promise)/100 + 0.1*(random.Float64()-0.5)
			}
			if random.IntN(6) == 0 {
				level = float64(random.IntN(2))
			}
		}
		if gap && random.IntN(4) > 0 {
			continue
		}
		n := size + random.Int64N(size)*int64(random.IntN(2))
		x := int64(float64(n)*min(max(level, 0), 1) + 0.5)
		if random.IntN(3) == 0 { // chance
			x = min(max(x+random.Int64N(1+n/10)-n/20, 0), n)
		}
		if random.IntN(12) == 0 { // all but one, or one
			x = []int64{n - 1, 1}[random.IntN(2)]
		}
		all[i] = counted{x, (n - x) / int64(1+random.IntN(3)), n}
	}
	return all
}

// input is what a build would hand to the maker of pages.
func (w *world) input() *page.Input {
	in := &page.Input{Title: "Scores", Organisation: "We", BaseURL: "https://scores.example/", Zone: time.UTC, AsOf: w.asOf, MinResponses: 1, MinGroup: 1,
		Languages: []page.Language{{Code: "en"}, {Code: "de"}, {Code: "es"}}}
	for _, m := range w.scores {
		in.Metrics = append(in.Metrics, m.metric())
	}
	for i, m := range w.scores {
		in.Sets = append(in.Sets, m.set(&in.Metrics[i].Metric))
	}
	in.Lines = score.Compute(in.Sets, in.Metrics, w.asOf)
	score.Compare(in.Lines)
	in.Series = score.SeriesOf(in.Lines)
	return in
}

func (m *measured) metric() score.Metric {
	of := fact.Metric{ID: m.id, Kind: m.kind, Threshold: 20, Tail: []int{2}}
	if m.ofComplaints() {
		of = fact.Metric{ID: m.id, Kind: "complaints", Variant: m.kind, WithinDays: 56}
	}
	method := metric.Of(of.Kind).Method(of.Variant)
	of.Variant = method.Name
	s := score.Metric{Metric: of, Title: "Score " + m.id, Direction: method.Direction, Sampled: m.sampled,
		XmR: score.XmROptions{ScreenOutliers: true, FixAfter: 12}}
	if m.kind == "csat" {
		s.Scale = fact.ScaleOf{Min: 1, Max: 5, PositiveMin: 4}
	}
	if m.kind == "nps" {
		s.Scale = fact.ScaleOf{Min: 0, Max: 10, PositiveMin: 9}
	}
	if m.promise >= 0 {
		s.Promise = big.NewRat(m.promise, 1)
	}
	return s
}

// set is the history as counts by day: each month's cases on so many days; of quarters only the sums are known.
func (m *measured) set(of *fact.Metric) fact.Set {
	set := fact.Set{Metric: of, Daily: m.kind == "service_level" || m.kind == "abandonment" || m.kind == "volume" || m.ofComplaints(), PerPerson: true}
	for team, months := range m.months {
		for i, c := range months {
			seg, first := fact.Segment{Team: team}, firstDay((m.first+i)*m.long)
			switch {
			case m.long == 3 && c.n > 0 && m.kind != "csat" && m.kind != "nps":
				set.Given = append(set.Given, fact.Given{Segment: seg, Period: fact.PeriodOf(first, fact.Quarter), X: c.x, N: c.n, HasCounts: true})
				continue
			case m.kind == "service_level" && c.n > 0:
				set.Outcomes = append(set.Outcomes, fact.Outcome{Segment: seg, Day: first, How: "in_time", Count: c.x}, fact.Outcome{Segment: seg, Day: first, How: "late", Count: c.n - c.x})
				blocked, menu, served := m.outside(c)
				for how, n := range map[string]int64{"blocked": blocked, "left_menu": menu, "self_served": served} {
					if n < 0 {
						how, n = fact.Untold(how), 1
					}
					set.Outcomes = append(set.Outcomes, fact.Outcome{Segment: seg, Day: first, How: how, Count: n})
				}
				set.Longs = append(set.Longs, fact.Long{Segment: seg, Day: first, Answered: c.n}, fact.Long{Segment: seg, Day: first, Minutes: 2, Answered: c.d})
			}
			for _, part := range c.spread() {
				m.add(&set, seg, first+fact.Day(part.day), part.counted)
			}
		}
	}
	return set
}

type ofDay struct {
	day int
	counted
}

// spread puts a month's cases on 20 days, if they are enough, or else on the first.
func (c counted) spread() (days []ofDay) {
	if c.n == 0 {
		return nil
	}
	if c.n < 100 {
		return []ofDay{{0, c}}
	}
	left := c
	for day := range int64(19) {
		part := counted{c.x / 20, c.d / 20, c.n / 20}
		if part.x+part.d > part.n {
			part.n = part.x + part.d
		}
		if day%2 == 0 && part.x > 0 && left.x > part.x { // days differ
			part.x--
		}
		left = counted{left.x - part.x, left.d - part.d, left.n - part.n}
		days = append(days, ofDay{int(day), part})
	}
	if left.n < left.x+left.d || left.d < 0 || left.x < 0 { // it does not go
		return []ofDay{{0, c}}
	}
	return append(days, ofDay{19, left})
}

func (m *measured) add(set *fact.Set, seg fact.Segment, day fact.Day, c counted) {
	if c.n == 0 {
		return
	}
	answer := func(value int, n int64) {
		if n > 0 {
			set.Answers = append(set.Answers, fact.Answer{Segment: seg, Day: day, Grain: map[int]fact.Grain{3: fact.Quarter}[m.long], Question: "q", Value: value, Count: n})
		}
	}
	f := fact.Fact{Segment: seg, Day: day}
	switch m.kind {
	case "csat":
		answer(5, c.x)
		answer(1, c.n-c.x)
		return
	case "nps":
		answer(10, c.x)
		answer(0, c.d)
		answer(7, c.n-c.x-c.d)
		return
	case "service_level":
		f.Counts = fact.Counts{fact.Answered: c.n, fact.AnsweredInTime: c.x}
	case "abandonment":
		f.Counts = fact.Counts{fact.Answered: c.n - c.x, fact.Abandoned: c.x}
	case "closed_in_days": // one is not old enough to count
		f.Counts = fact.Counts{fact.InTime: c.x, fact.Late: (c.n - c.x) / 2, fact.Overdue: c.n - c.x - (c.n-c.x)/2, fact.NotDue: 1}
	case "compliance", "upheld", "escalated":
		f.Counts = fact.Counts{fact.X: c.x, fact.N: c.n}
	case "volume":
		f.Counts = fact.Counts{fact.X: c.n}
	}
	set.Facts.Add(f)
}
