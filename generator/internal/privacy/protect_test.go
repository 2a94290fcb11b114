package privacy

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// People without a group are in the total only: too few of them must not be what is
// left of it.
func TestBlankGroupIsAGroup(t *testing.T) {
	r := survey(t, true)
	wave := on(t, "2026-07-01")
	r.gave(wave, fact.Segment{Team: "A"}, 10, 40, 60)
	r.gave(wave, fact.Segment{Team: "B"}, 7, 40, 60)
	r.gave(wave, fact.Segment{}, 2, 10, 20)
	lines, said := r.protected(ten)
	if got, want := hidden(lines, "2026-Q3"), `"B"`; got != want || said != "" {
		t.Errorf("got %s, want %s\n%s", got, want, said)
	}
}

// Two small groups that hide each other are still too few together.
func TestHiddenGroupsAreEnoughPeopleTogether(t *testing.T) {
	r := survey(t, true)
	wave := on(t, "2026-07-01")
	r.gave(wave, fact.Segment{Team: "A"}, 10, 40, 60)
	r.gave(wave, fact.Segment{Team: "B"}, 12, 40, 60)
	r.gave(wave, fact.Segment{Team: "C"}, 2, 10, 20)
	r.gave(wave, fact.Segment{Team: "D"}, 2, 10, 20)
	lines, said := r.protected(ten)
	if got, want := hidden(lines, "2026-Q3"), `"A" "C" "D"`; got != want || said != "" {
		t.Errorf("got %s, want %s\n%s", got, want, said)
	}
}

// Customers who are protected like employees: a month is a part of its quarter, and a
// quarter of its year.
func TestPeriodsDoNotGiveEachOtherAway(t *testing.T) {
	r := survey(t, false)
	for month, n := range map[string]int64{"2026-01-01": 20, "2026-02-01": 15, "2026-03-01": 2, "2026-04-01": 30, "2026-05-01": 30, "2026-06-01": 30} {
		r.gave(on(t, month), fact.Segment{}, n, 20, 60)
	}
	o := ten
	o.Customers = true
	lines, said := r.protected(o)
	if said != "" {
		t.Error(said)
	}
	var got []string
	for _, l := range lines {
		if l.Reason == Protected {
			got = append(got, l.Period.String())
		}
	}
	if want := "2026-02 2026-03"; strings.Join(got, " ") != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Without that protection only the minimum counts.
func TestCustomersAreNotProtectedUnlessAskedFor(t *testing.T) {
	r := survey(t, false)
	for month, n := range map[string]int64{"2026-01-01": 20, "2026-02-01": 15, "2026-03-01": 2} {
		r.gave(on(t, month), fact.Segment{}, n, 20, 60)
	}
	lines, _ := r.protected(ten)
	if got := hidden(lines, "2026-02"); got != "" {
		t.Errorf("got %s hidden, want nothing", got)
	}
	if l := find(t, lines, "", "2026-03"); l.Reason != TooFew {
		t.Errorf("got %q, want %q", l.Reason, TooFew)
	}
}

// Teams and channels cut the same people twice.
func TestChannelsAndTeamsDoNotGiveEachOtherAway(t *testing.T) {
	r := survey(t, false)
	month := on(t, "2026-01-01")
	r.gave(month, fact.Segment{Team: "A", Channel: "phone"}, 20, 20, 60)
	r.gave(month, fact.Segment{Team: "B", Channel: "phone"}, 20, 20, 60)
	r.gave(month, fact.Segment{Team: "C", Channel: "mail"}, 2, 20, 60) // all of the mail is C's
	o := ten
	o.Customers = true
	lines, said := r.protected(o)
	if said != "" {
		t.Error(said)
	}
	shown := map[fact.Segment]bool{}
	for _, l := range lines {
		if l.Period.String() == "2026-01" {
			shown[l.Segment] = l.Shown()
		}
	}
	if shown[fact.Segment{Team: "C"}] || shown[fact.Segment{Channel: "mail"}] {
		t.Error("C's four answers are shown")
	}
	if shown[fact.Segment{}] && shown[fact.Segment{Channel: "phone"}] {
		t.Error("all less the phone gives C's answers away")
	}
	if shown[fact.Segment{}] && shown[fact.Segment{Team: "A"}] && shown[fact.Segment{Team: "B"}] {
		t.Error("all less A and B gives C's answers away")
	}
}

// Where there is one channel only its line is that of all.
func TestEqualLinesHideTogether(t *testing.T) {
	r := survey(t, false)
	r.gave(on(t, "2026-01-01"), fact.Segment{Channel: "phone"}, 2, 20, 60)
	o := ten
	o.Customers = true
	lines, said := r.protected(o)
	for _, l := range lines {
		if l.Shown() {
			t.Errorf("%v in %s is shown", l.Segment, l.Period)
		}
	}
	if said != "" {
		t.Error(said)
	}
}

// Two metrics of one question: everyone is positive, which the one must hide, and the
// other would tell how much.
func TestMetricsOfOneQuestionHideTogether(t *testing.T) {
	r := survey(t, true)
	r.metric("share", "favourable", "", true)
	wave := on(t, "2026-07-01")
	r.gave(wave, fact.Segment{Team: "A"}, 6, 70, 90)
	r.gave(wave, fact.Segment{Team: "B"}, 30, 10, 90)
	r.gave(wave, fact.Segment{Team: "C"}, 40, 10, 90)
	lines, said := r.protected(ten)
	if said != "" {
		t.Error(said)
	}
	for _, l := range lines {
		if l.Team == "A" && l.Shown() {
			t.Errorf("A is shown in %s", l.Metric.ID)
		}
	}
}

// shown is a line of the last release.
func shown(team string, n int64) Old {
	value := map[string]string{"": "56.8750", "A": "70.0000", "B": "60.0000"}[team]
	return Old{Metric: "m", Segment: fact.Segment{Team: team}, Period: "2026-Q3", Denominator: n, Value: value, State: score.Published}
}

// What the last release shows is known: hiding it today protects nobody.
func TestLastReleaseIsRemembered(t *testing.T) {
	o := ten
	o.Last = []Old{shown("B", 12)}
	lines, said := known(t).protected(o)
	if got, want := hidden(lines, "2026-Q3"), `"A" "B" "C"`; got != want || said != "" {
		t.Errorf("got %s, want %s\n%s", got, want, said)
	}
}

func TestAuditTellsWhatTheLastReleaseGivesAway(t *testing.T) {
	o := ten
	o.Last = []Old{shown("", 32), shown("A", 14), shown("B", 12)}
	_, said := known(t).protected(o)
	if want := `"C" (2026-07-01) of m is withheld to protect people, but can be worked out from what is published`; !strings.Contains(said, want) {
		t.Errorf("got %s, want %s", said, want)
	}
}

func TestFinishedWaveIsNotPublishedAgainWithAFewMore(t *testing.T) {
	for before, refused := range map[int64]bool{14: false, 13: true, 15: true, 5: true, 4: false, 24: false} {
		o := ten
		o.Last = []Old{shown("A", before)}
		_, said := known(t).protected(o)
		if got := strings.Contains(said, `"A" (2026-07-01) of m was published with`); got != refused {
			t.Errorf("%d answers before, 14 now: got %q, want refused %v", before, said, refused)
		}
	}
}

// Whatever people there are: what is withheld cannot be solved from what is shown, and
// what is left of a total is nobody or enough people. The solver here is another one.
func TestNothingHiddenCanBeSolved(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	for round := range 150 {
		r := survey(t, true)
		if round%2 == 0 {
			r.metric("share", "favourable", "", true)
		}
		var groups []string
		for i := range 2 + random.IntN(5) {
			groups = append(groups, fmt.Sprintf("T%d", i))
		}
		if random.IntN(2) == 0 {
			groups = append(groups, "")
		}
		people := map[string]int64{}
		for _, g := range groups {
			n := random.Int64N(14)
			people[g] = 2 * n
			if n > 0 {
				r.gave(on(t, "2026-07-01"), fact.Segment{Team: g}, n, 40, 60)
			}
		}
		lines, said := r.protected(ten)
		if said != "" {
			t.Fatalf("round %d, %v: %s", round, people, said)
		}
		var sums [][]*big.Rat
		state := map[string]bool{}
		for _, l := range lines {
			if l.Period.String() != "2026-Q3" || l.Metric.ID != "m" {
				continue
			}
			state[l.Team] = l.Shown()
			if l.Shown() {
				sums = append(sums, row(groups, l.Team))
			}
		}
		var left, all int64
		for _, g := range groups {
			all += people[g]
			if g == "" || !state[g] {
				left += people[g]
			}
			if state[g] && g != "" && people[g] < 10 {
				t.Fatalf("round %d, %v: %q is shown", round, people, g)
			}
			if g != "" && !state[g] && people[g] > 0 && inSpan(sums, row(groups, g)) {
				t.Fatalf("round %d, %v: %q can be solved; shown are %v", round, people, g, state)
			}
		}
		if state[""] && left > 0 && left < 10 && left < all {
			t.Fatalf("round %d, %v: a remainder of %d; shown are %v", round, people, left, state)
		}
	}
}

// row says which groups a line counts.
func row(groups []string, team string) []*big.Rat {
	v := make([]*big.Rat, len(groups))
	for i, g := range groups {
		v[i] = big.NewRat(0, 1)
		if team == "" || g == team {
			v[i].SetInt64(1)
		}
	}
	return v
}

// inSpan tells whether a row is a sum of multiples of others, by whole elimination.
func inSpan(rows [][]*big.Rat, want []*big.Rat) bool {
	rank := func(rows [][]*big.Rat) int {
		m := make([][]*big.Rat, len(rows))
		for i, r := range rows {
			for _, x := range r {
				m[i] = append(m[i], new(big.Rat).Set(x))
			}
		}
		n := 0
		for c := 0; len(m) > 0 && c < len(m[0]); c++ {
			p := n
			for p < len(m) && m[p][c].Sign() == 0 {
				p++
			}
			if p == len(m) {
				continue
			}
			m[n], m[p] = m[p], m[n]
			for i := n + 1; i < len(m); i++ {
				f := new(big.Rat).Quo(m[i][c], m[n][c])
				for j := range m[i] {
					m[i][j].Sub(m[i][j], new(big.Rat).Mul(f, m[n][j]))
				}
			}
			n++
		}
		return n
	}
	return rank(append(append([][]*big.Rat{}, rows...), want)) == rank(rows)
}

func TestAuditSaysNothingOfAGoodRelease(t *testing.T) {
	r := survey(t, true)
	r.gave(on(t, "2026-07-01"), fact.Segment{Team: "A"}, 20, 40, 60)
	lines := r.lines()
	in := Inspect(lines, r.sets, ten)
	var problems diag.List
	in.Audit(diag.Place{}, &problems)
	if problems.Len() > 0 {
		t.Error(problems.String())
	}
}
