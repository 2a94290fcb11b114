package privacy

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// The attacker knows nothing of how lines are protected. It has what is published, knows how
// many people are in each group, and asks of each hidden number how low and how high it could
// be (linear programmes over the people of each group, question and answer).

// A group is people of one team and channel who were asked one question in one period.
type group struct {
	fact.Segment
	day      fact.Day
	question string
	gave     [6]int64 // by answer, 1 to 5
}

// A town is a random site: its groups, and metrics that read their questions from a threshold
// up.
type town struct {
	*release
	groups []group
	staff  bool
}

// aTown makes up a site: teams, channels and months of some customers, or groups of a wave
// of employees, many of them small and of one mind.
func aTown(t *testing.T, random *rand.Rand) *town {
	w := &town{release: &release{asOf: on(t, "2026-11-01")}, staff: random.IntN(2) == 0}
	questions := []string{"q", "r"}[:1+random.IntN(2)]
	months, channels := []string{"2026-07-01"}, []string{""}
	if !w.staff {
		months = []string{"2026-05-01", "2026-06-01", "2026-07-01"}[:1+random.IntN(3)]
		channels = []string{"phone", "mail"}[:1+random.IntN(2)]
		questions = questions[:1]
	}
	teams := []string{"A", "B", "C", "D", ""}[min(4, len(channels)-1+random.IntN(3)):]
	for _, m := range months {
		for _, team := range teams {
			for _, channel := range channels {
				w.people(random, fact.Segment{Team: team, Channel: channel}, on(t, m), questions)
			}
		}
	}
	for i := range 1 + random.IntN(3) {
		reads := questions[:1+random.IntN(len(questions))]
		w.reads(fmt.Sprintf("m%d", i), 2+random.IntN(4), reads)
	}
	return w
}

func (w *town) people(random *rand.Rand, seg fact.Segment, day fact.Day, questions []string) {
	size, mind := []int{4, 14, 40}[random.IntN(3)], random.IntN(4)
	if random.IntN(6) == 0 {
		return
	}
	for i, q := range questions {
		g := group{Segment: seg, day: day, question: q}
		for range 1 + random.IntN(size)/(1+2*i) {
			answer := 1 + random.IntN(5)
			switch mind {
			case 0:
				answer = 1
			case 1:
				answer = 4 + random.IntN(2)
			}
			g.gave[answer]++
		}
		w.groups = append(w.groups, g)
	}
}

// reads adds a metric: the share of answers to some questions from a threshold up.
func (w *town) reads(id string, from int, questions []string) {
	set := fact.Set{Sources: []string{"survey"}, Employees: w.staff, PerPerson: len(questions) == 1}
	grain := fact.Month
	if w.staff {
		grain = fact.Quarter
	}
	people := map[string]int64{}
	for _, g := range w.groups {
		if !slices.Contains(questions, g.question) {
			continue
		}
		var n int64
		for answer, count := range g.gave {
			if count > 0 {
				set.Answers = append(set.Answers, fact.Answer{Segment: g.Segment, Day: g.day, Grain: grain, Question: g.question, Value: answer, Count: count})
			}
			n += count
		}
		if g.question == "q" { // who answered the other answered this one, too
			people[g.Team] += n
			people[fact.Everyone] += n
		}
		if w.staff {
			set.People = slices.DeleteFunc(set.People, func(p fact.People) bool { return p.Team == g.Team || p.Team == fact.Everyone })
			for _, team := range []string{g.Team, fact.Everyone} {
				set.People = append(set.People, fact.People{Segment: fact.Segment{Team: team}, Day: g.day, N: people[team]})
			}
		}
	}
	w.metrics = append(w.metrics, score.Metric{Metric: fact.Metric{ID: id, Kind: "favourable", Questions: questions, Scale: fact.ScaleOf{Min: 1, Max: 5, PositiveMin: from}}, Direction: score.Up})
	w.sets = append(w.sets, set)
	for i := range w.metrics {
		w.sets[i].Metric = &w.metrics[i].Metric
	}
}

// row gives, of each group and answer, how often a line counts it from an answer up.
func (w *town) row(l *score.Line, from, to int) []float64 {
	v := make([]float64, 5*len(w.groups))
	for i, g := range w.groups {
		if l.Team != "" && l.Team != g.Team || l.Channel != "" && l.Channel != g.Channel || !slices.Contains(l.Metric.Questions, g.question) ||
			l.Period.Grain != fact.All && fact.PeriodOf(g.day, l.Period.Grain) != l.Period {
			continue
		}
		for answer := from; answer <= to; answer++ {
			v[5*i+answer-1] = 1
		}
	}
	return v
}

// A belief is what the attacker takes for certain: rows of groups and answers, and their sums.
type belief struct {
	rows [][]float64
	sums []float64
}

// learn adds an equation, unless it follows from those before.
func (b *belief) learn(row []float64, sum float64) {
	rest := append(slices.Clone(row), sum)
	for i, r := range b.rows {
		lead := slices.IndexFunc(r, func(x float64) bool { return math.Abs(x) > 1e-9 })
		if f := rest[lead] / r[lead]; f != 0 {
			for j := range r {
				rest[j] -= f * r[j]
			}
			rest[len(r)] -= f * b.sums[i]
		}
	}
	if slices.ContainsFunc(rest[:len(row)], func(x float64) bool { return math.Abs(x) > 1e-9 }) {
		b.rows, b.sums = append(b.rows, rest[:len(row)]), append(b.sums, rest[len(row)])
	}
}

// known is what a reader learns: how many there are of each group, and all that is shown.
func (w *town) known(lines []*score.Line) *belief {
	b := &belief{}
	for i, g := range w.groups {
		row, n := make([]float64, 5*len(w.groups)), int64(0)
		for answer := 1; answer <= 5; answer++ {
			row[5*i+answer-1] = 1
			n += g.gave[answer]
		}
		b.learn(row, float64(n))
	}
	b.read(w, lines)
	return b
}

// read learns what the lines of a release show.
func (b *belief) read(w *town, lines []*score.Line) {
	for _, l := range lines {
		if !l.Shown() {
			continue
		}
		v, _ := l.Value.Float64()
		b.learn(w.row(l, l.Metric.Scale.PositiveMin, 5), math.Round(v*float64(l.Denominator)/100))
		if l.Answers != nil {
			for i, n := range l.Answers.Counts {
				b.learn(w.row(l, 1+i, 1+i), float64(n))
			}
		}
	}
}

// between is what bounds a sum must lie in; false if the programme cannot tell.
func (b *belief) between(row []float64) (low, high float64, ok bool) {
	flat := slices.Concat(b.rows...)
	a := mat.NewDense(len(b.rows), len(row), flat)
	for i, sign := range []float64{1, -1} {
		c := make([]float64, len(row))
		for j := range row {
			c[j] = sign * row[j]
		}
		best, _, err := lp.Simplex(c, a, b.sums, 1e-9, nil)
		if err != nil {
			return 0, 0, false
		}
		if i == 0 {
			low = best
		} else {
			high = -best
		}
	}
	return low, high, true
}

// allAlike tells whether a score that is shown of the same answers is all or nothing: who all
// gave 4 or 5 gave 2 or more, too.
func allAlike(lines []*score.Line, l *score.Line) bool {
	return slices.ContainsFunc(lines, func(o *score.Line) bool {
		if !o.Shown() || o.Segment != l.Segment || o.Period != l.Period || !slices.Equal(o.Metric.Questions, l.Metric.Questions) {
			return false
		}
		v, _ := o.Value.Float64()
		return v == 0 || v == 100
	})
}

func TestAttackerLearnsNothingOfHiddenGroups(t *testing.T) {
	towns := 150
	if testing.Short() {
		towns = 60
	}
	random := rand.New(rand.NewPCG(20, 26))
	asked, untold := 0, 0
	for round := range towns {
		w := aTown(t, random)
		before := w.lines()
		lines := w.lines()
		o := ten
		o.Customers = true
		var old []*score.Line
		if round%2 == 1 { // there was a release before, of a lower minimum
			old = w.lines()
			first := Inspect(old, w.sets, Options{MinResponses: 5, MinGroup: 5, Customers: true})
			first.Protect()
			o.Seen = first.Seen()
		}
		in := Inspect(lines, w.sets, o)
		in.Protect()
		var refused diag.List
		if in.Audit(diag.Place{}, &refused); refused.Failed() {
			continue
		}
		b := w.known(lines)
		b.read(w, old)
		var rows [][]float64
		for i, l := range lines {
			n := people(before[i])
			if l.Shown() || n == 0 || allAlike(lines, l) || allAlike(old, l) || old != nil && (old[i].Shown() || n >= 10) {
				continue
			}
			row := w.row(before[i], l.Metric.Scale.PositiveMin, 5)
			if slices.ContainsFunc(rows, func(r []float64) bool { return slices.Equal(r, row) }) {
				continue
			}
			rows = append(rows, row)
			low, high, ok := b.between(row)
			asked++
			if !ok {
				untold++
				continue
			}
			least := 1.0
			if n < 10 {
				least = float64(open(n))
			}
			if high-low < least-1e-6 {
				t.Errorf("round %d: %s of %q/%q in %s, %d people, is %.2f to %.2f; staff %v", round, l.Metric.ID, l.Team, l.Channel, l.Period, n, low, high, w.staff)
			}
		}
		if t.Failed() {
			break
		}
	}
	t.Logf("%d hidden numbers, of %d the programme could not tell", asked, untold)
	if asked < 2*towns || 20*untold > asked {
		t.Errorf("%d hidden numbers were attacked, %d of them in vain", asked, untold)
	}
}
