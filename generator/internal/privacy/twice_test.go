package privacy

import (
	"math/rand/v2"
	"strings"
	"testing"

	"shingle/generator/internal/fact"
)

// twoWays are some people by department and, in another source, by site; ties say who is where.
func twoWays(t *testing.T, departments, sites map[string][2]int64) *release {
	r := survey(t, true)
	wave := on(t, "2026-07-01")
	for _, team := range []string{"A", "B", "C"} {
		if n, ok := departments[team]; ok {
			r.gave(wave, fact.Segment{Team: team}, n[0], 40)
			r.gave(wave, fact.Segment{Team: team}, n[1], 60)
		}
	}
	r.metric("by_site", "csat", "mean", true)
	r.sets[1].Sources = []string{"sites"}
	r.sets[1].Answers = nil
	for _, team := range []string{"North", "South"} {
		if n, ok := sites[team]; ok {
			for i, answer := range []int{40, 60} {
				r.sets[1].Answers = append(r.sets[1].Answers, fact.Answer{Segment: fact.Segment{Team: team}, Day: wave, Grain: fact.Quarter, Question: "q", Value: answer, Count: n[i]})
			}
		}
	}
	return r
}

// The same people in two groupings: what the one shows less what the other does may be a few of them.
func TestTheSamePeopleInTwoGroupings(t *testing.T) {
	many := map[string][2]int64{"A": {20, 20}, "B": {30, 30}}
	for _, test := range []struct {
		what        string
		departments map[string][2]int64
		sites       map[string][2]int64
		shared      []Shared
		want        string
	}{
		{"nobody says that they are the same", many, map[string][2]int64{"North": {22, 21}, "South": {28, 29}}, nil, ""},
		{"three of North are not of A", many, map[string][2]int64{"North": {22, 21}, "South": {28, 29}}, []Shared{{Ties: []Tie{{"A", "North", 40}, {"B", "North", 3}, {"B", "South", 57}}}}, "two groupings that differ by 3 people"},
		{"crossed by many", many, map[string][2]int64{"North": {25, 25}, "South": {25, 25}}, []Shared{{Ties: []Tie{{"A", "North", 20}, {"A", "South", 20}, {"B", "North", 30}, {"B", "South", 30}}}}, ""},
		{"alike", many, map[string][2]int64{"North": {20, 20}, "South": {30, 30}}, []Shared{{Ties: []Tie{{"A", "North", 40}, {"B", "South", 60}}}}, ""},
		{"all but four", many, map[string][2]int64{"North": {18, 18}, "South": {30, 30}}, []Shared{{Ties: []Tie{{"A", "North", 36}, {"A", "", 4}, {"B", "South", 60}}}}, "differ by 4 people"},
		{"nothing tells whose", many, map[string][2]int64{"North": {25, 25}, "South": {25, 25}}, []Shared{{}}, "nothing tells whose"},
		{"one file, perhaps", many, map[string][2]int64{"North": {25, 25}, "South": {25, 25}}, []Shared{{Perhaps: true}}, ""},
		{"one file, and a group of six", map[string][2]int64{"A": {15, 15}, "B": {3, 3}}, map[string][2]int64{"North": {18, 18}}, []Shared{{Perhaps: true}}, "some groups are withheld"},
		{"alike, and a group of six", map[string][2]int64{"A": {15, 15}, "B": {3, 3}}, map[string][2]int64{"North": {18, 18}}, []Shared{{Ties: []Tie{{"A", "North", 30}, {"B", "North", 6}}}}, "some groups are withheld"},
		{"alike, and a group of twelve", map[string][2]int64{"A": {15, 15}, "B": {6, 6}}, map[string][2]int64{"North": {21, 21}}, []Shared{{Ties: []Tie{{"A", "North", 30}, {"B", "North", 12}}}}, "fewer than 20 people"},
	} {
		r := twoWays(t, test.departments, test.sites)
		o := ten
		for _, s := range test.shared {
			s.A, s.B, s.AsksA, s.AsksB = "survey", "sites", "q", "Q"
			o.Shared = append(o.Shared, s)
		}
		if _, said := r.protected(o); (test.want == "") != (said == "") || !strings.Contains(said, test.want) {
			t.Errorf("%s: got %q, want %q", test.what, said, test.want)
		}
	}
}

// By how few people two sums differ is found by trying all sums, too.
func TestTheLeastDifferenceOfAllSums(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	names := []string{"", "A", "B", "C"}
	for range 300 {
		var ties []Tie
		for _, a := range names {
			for _, b := range names {
				if (a != "" || b != "") && random.IntN(3) == 0 {
					ties = append(ties, Tie{a, b, 1 + random.Int64N(9)})
				}
			}
		}
		least := int64(1 << 60)
		for sums := range 1 << 6 { // of A, B, C of the one less A, B, C of the other
			part := func(i int, name string) int {
				if name == "" {
					return 0
				}
				return sums >> (3*i + int(name[0]-'A')) & 1
			}
			var differ int64
			for _, tie := range ties {
				if part(0, tie.A) != part(1, tie.B) {
					differ += tie.People
				}
			}
			if differ > 0 {
				least = min(least, differ)
			}
		}
		if got := differ(ties); got != least {
			t.Fatalf("%v: got %d, want %d", ties, got, least)
		}
	}
}
