package privacy

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// desk makes a release of complaints: so many of a team in a channel on a day, and of some of
// them whether they were upheld.
func desk(t testing.TB) *release {
	r := &release{asOf: on(t, "2026-11-01")}
	for _, m := range []fact.Metric{{ID: "received", Kind: "complaints", Variant: "received"}, {ID: "upheld", Kind: "complaints", Variant: "upheld"}} {
		r.metrics = append(r.metrics, score.Metric{Metric: m, Direction: score.None})
		r.sets = append(r.sets, fact.Set{Sources: []string{"cases"}, Daily: true, Crossed: true})
	}
	return r
}

func (r *release) came(t testing.TB, team, channel, date string, n, decided int64) {
	seg, day := fact.Segment{Team: team, Channel: channel}, on(t, date)
	var all, told fact.Counts
	all[fact.X], told[fact.X], told[fact.N] = n, decided/2, decided
	r.sets[0].Facts.Add(fact.Fact{Segment: seg, Day: day, Counts: all})
	r.sets[1].Facts.Add(fact.Fact{Segment: seg, Day: day, Counts: told, Missing: n - decided})
}

func (r *release) cases(t testing.TB) (before, after []*score.Line) {
	for i := range r.metrics {
		r.sets[i].Metric = &r.metrics[i].Metric
	}
	before, after = r.lines(), r.lines()
	var problems diag.List
	Cases(after, r.sets, 10, TooSmall).Audit(diag.Place{}, &problems)
	if problems.Failed() {
		t.Error(&problems)
	}
	return before, after
}

// withheldOf lists what of a metric is withheld, and why.
func withheldOf(lines []*score.Line, metric string) map[string]string {
	all := map[string]string{}
	for _, l := range lines {
		if l.Metric.ID == metric && l.State == score.Suppressed {
			all[l.Team+" "+l.Period.String()] = l.Reason
		}
	}
	return all
}

func TestAWithheldMonthDoesNotFollowFromItsQuarter(t *testing.T) {
	r := desk(t)
	for i, month := range []string{"2026-07-01", "2026-08-01", "2026-09-01"} {
		r.came(t, "A", "", month, []int64{4, 30, 20}[i], 0)
		r.came(t, "B", "", month, []int64{100, 50, 60}[i], 0)
		r.came(t, "C", "", month, []int64{200, 180, 190}[i], 0)
	}
	_, lines := r.cases(t)
	got := withheldOf(lines, "received")
	want := map[string]string{"A 2026-07": TooSmall, "B 2026-07": Protected, "A 2026-09": Protected, "B 2026-09": Protected}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v withheld, want %v", got, want)
	}
}

func TestTheOnlyTeamThereIsIsToldAsTheTotalIs(t *testing.T) {
	r := desk(t)
	r.came(t, "A", "", "2026-07-01", 4, 4)
	if _, lines := r.cases(t); len(withheldOf(lines, "received")) > 0 {
		t.Errorf("got %v withheld, want nothing", withheldOf(lines, "received"))
	}
}

func TestCasesOfNoTeamHideNobody(t *testing.T) {
	r := desk(t)
	r.came(t, "A", "", "2026-07-01", 40, 40)
	r.came(t, "", "", "2026-07-01", 3, 3)
	if _, lines := r.cases(t); len(withheldOf(lines, "received")) > 0 {
		t.Errorf("got %v withheld, want nothing", withheldOf(lines, "received"))
	}
}

// A team of one channel has no line of both: the channel's less the other teams' is that team.
func TestAChannelDoesNotTellOfATeamThatIsOnlyInIt(t *testing.T) {
	r := desk(t)
	r.came(t, "A", "phone", "2026-07-01", 4, 0)
	r.came(t, "B", "phone", "2026-07-01", 50, 0)
	r.came(t, "B", "mail", "2026-07-01", 60, 0)
	_, lines := r.cases(t)
	for _, l := range lines {
		mail := l.Team == "B" && l.Channel == "mail" // is all of its channel
		if l.Metric.ID == "received" && l.Team != "" && !mail && l.State != score.Suppressed {
			t.Errorf("%q in %q of %s is shown with %d", l.Team, l.Channel, l.Period, l.N)
		}
	}
}

// The attacker knows what is shown, that no count is below zero, and that who was not
// decided on is told beside how many were: whatever is hidden must leave it some choice, and
// what is hidden for being few more of it.
func TestAttackerLearnsNothingOfFewCases(t *testing.T) {
	rounds := 150
	if testing.Short() {
		rounds = 60
	}
	random := rand.New(rand.NewPCG(13, 5))
	asked, untold := 0, 0
	for round := range rounds {
		r := desk(t)
		months := []string{"2026-04-01", "2026-05-01", "2026-06-01", "2026-07-01"}[:1+random.IntN(4)]
		channels := []string{"phone", "mail"}[:1+random.IntN(2)]
		teams := []string{"A", "B", "C", "D", ""}[random.IntN(3):]
		for _, team := range teams {
			for _, channel := range channels {
				for _, month := range months {
					if n := int64(random.IntN([]int{3, 12, 30, 90}[random.IntN(4)])); n > 0 && random.IntN(5) > 0 {
						r.came(t, team, channel, month, n, random.Int64N(n+1))
					}
				}
			}
		}
		before, after := r.cases(t)
		b := r.counts(after)
		for i, l := range before {
			if after[i].State != score.Suppressed || l.N == 0 {
				continue
			}
			row := r.row(l)
			asked++
			low, high, ok := b.between(row)
			if !ok {
				untold++
				continue
			}
			least := 1.0
			if l.N < 10 && !slices.ContainsFunc(before, func(all *score.Line) bool { return all.Team == "" && all.N < 10 && inside(row, r.row(all)) }) {
				least = float64(open(2 * l.N))
			}
			if high-low < least-1e-6 {
				t.Errorf("round %d: %s of %q/%q in %s, %d cases, is %.2f to %.2f", round, l.Metric.ID, l.Team, l.Channel, l.Period, l.N, low, high)
			}
		}
		if t.Failed() {
			break
		}
	}
	t.Logf("%d hidden counts, of %d the programme could not tell", asked, untold)
	if asked < 2*rounds || 20*untold > asked {
		t.Errorf("%d hidden counts were attacked, %d of them in vain", asked, untold)
	}
}

// row says which facts a line adds up: those of all cases, then those that were decided on.
func (r *release) row(l *score.Line) []float64 {
	facts := slices.Collect(r.sets[0].Facts.All())
	v := make([]float64, 2*len(facts))
	for i, f := range facts {
		if (l.Team == "" || l.Team == f.Team) && (l.Channel == "" || l.Channel == f.Channel) && (l.Period.Grain == fact.All || fact.PeriodOf(f.Day, l.Period.Grain) == l.Period) {
			v[i+len(facts)*slices.Index([]string{"received", "upheld"}, l.Metric.ID)] = 1
		}
	}
	return v
}

// inside tells whether a row counts nothing that another does not; of few in all, the choice is small.
func inside(row, of []float64) bool {
	for i := range row {
		if row[i] > of[i] {
			return false
		}
	}
	return true
}

// counts is what is shown: how many came, how many were decided on, and how many were not.
func (r *release) counts(lines []*score.Line) *belief {
	b := &belief{}
	for _, l := range lines {
		if l.State == score.Suppressed || l.State == score.NoData && l.N == 0 && l.Missing == 0 {
			continue
		}
		row := r.row(l)
		b.learn(row, float64(l.N))
		if l.Metric.ID == "upheld" {
			half := len(row) / 2
			b.learn(slices.Concat(row[half:], make([]float64, half)), float64(l.N+l.Missing))
		}
	}
	return b
}
