package page_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
	"shingle/generator/internal/page"
	"shingle/generator/internal/score"
)

// A staff is what the people who work somewhere answered, each of them one number, by group.
type staff struct {
	kind   string // enps: 0 to 10; favourable: 1 to 5, of which 4 and 5 are good
	groups map[string][]int
	hidden map[string]bool
}

func newStaff(random *rand.Rand) *staff {
	s := &staff{kind: []string{"enps", "favourable"}[random.IntN(2)], groups: map[string][]int{}, hidden: map[string]bool{}}
	for _, name := range []string{"Bills", "Moves", "Quality", "Council"}[:2+random.IntN(3)] {
		kind := random.IntN(4)
		for range 1 + random.IntN(60) {
			answer := 1 + random.IntN(5)
			if s.kind == "enps" {
				answer = random.IntN(11)
			}
			if kind == 0 { // all alike
				answer = 5
			}
			s.groups[name] = append(s.groups[name], answer)
		}
		s.hidden[name] = len(s.groups[name]) < 10
	}
	return s
}

// counts are, of everyone or of a group: good answers, bad ones (enps only), all of them.
func (s *staff) counts(group string) (good, bad, all int) {
	for name, answers := range s.groups {
		for _, a := range answers {
			if group != "" && name != group {
				continue
			}
			all++
			switch {
			case s.kind == "enps" && a >= 9, s.kind == "favourable" && a >= 4:
				good++
			case s.kind == "enps" && a <= 6:
				bad++
			}
		}
	}
	return good, bad, all
}

// input is what a build would hand to the maker of pages: groups of fewer than ten are emptied, as
// package privacy does.
func (s *staff) input() *page.Input {
	in := &page.Input{Title: "Scores", BaseURL: "https://scores.example/", Zone: time.UTC, AsOf: firstDay(1), MinResponses: 10, MinGroup: 10, Languages: []page.Language{{Code: "en"}}}
	m := score.Metric{Metric: fact.Metric{ID: "staff", Kind: s.kind, Variant: metric.Of(s.kind).Method("").Name, Scale: fact.ScaleOf{Min: 1, Max: 5, PositiveMin: 4}}, Title: "Staff", Direction: score.Up}
	if s.kind == "enps" {
		m.Scale = fact.ScaleOf{Min: 0, Max: 10, PositiveMin: 9}
	}
	in.Metrics = []score.Metric{m}
	set := fact.Set{Metric: &in.Metrics[0].Metric, Employees: true, PerPerson: true}
	for name, answers := range s.groups {
		for _, a := range answers {
			set.Answers = append(set.Answers, fact.Answer{Segment: fact.Segment{Team: name}, Day: firstDay(0), Question: "q", Value: a, Count: 1})
		}
		set.People = append(set.People, fact.People{Segment: fact.Segment{Team: name}, Day: firstDay(0), N: int64(len(answers))})
	}
	in.Sets = []fact.Set{set}
	in.Lines = score.Compute(in.Sets, in.Metrics, in.AsOf)
	score.Compare(in.Lines)
	for _, l := range in.Lines {
		if s.hidden[l.Team] {
			empty(l)
		}
	}
	return in
}

// What is said of the people who work here is true of them, and of a group that is hidden no number
// stands on any page.
func TestNoStaffIsContradicted(t *testing.T) {
	speak, seen := tongues(t), map[string]int{}
	for seed := range invented(4000, 1500, 300) {
		s := newStaff(rand.New(rand.NewPCG(seed, 18)))
		out, err := page.Write(s.input())
		if err != nil {
			t.Fatalf("staff %d: %v", seed, err)
		}
		for name, text := range out.Hugo {
			file, isData := strings.CutPrefix(strings.TrimSuffix(name, ".json"), "data/")
			if !isData || file != "home" && file != "score_staff" && !strings.HasPrefix(file, "team_") {
				continue
			}
			var data map[string]any
			if err := json.Unmarshal(text, &data); err != nil {
				t.Fatal(err)
			}
			group, _ := data["name"].(string)
			(&background{}).walk(data, func(v map[string]any) {
				seen[v["k"].(string)]++
				for _, in := range speak {
					if why := s.denied(in, v, group, file); why != "" {
						t.Fatalf("staff %d, %s %s: %q: %s\n%+v", seed, file, in.code, in.sentence(v), why, s)
					}
				}
			}, func(row map[string]any) {
				if name, _ := row["name"].(string); s.hidden[name] && row["value"] != nil {
					t.Fatalf("staff %d, %s: %s is hidden, and is said to be %v", seed, file, name, row["value"])
				}
			})
		}
	}
	for _, key := range []string{"says_enps", "says_favourable", "opinion_enps", "opinion_staff_favourable", "of_people", "hidden_teams", "give_or_take"} {
		if seen[key] == 0 {
			t.Errorf("no staff has led to %s", key)
		}
	}
}

func (s *staff) denied(in *tongue, v map[string]any, group, file string) string {
	key := v["k"].(string)
	heard := in.heard(key, in.sentence(v))
	good, bad, all := s.counts(group)
	share := func(name string, of, want int) string {
		text, named := heard[name]
		if !named {
			return ""
		}
		got, _ := in.count(text)
		exact := float64(of) * float64(want) / float64(all)
		switch whole := strings.Trim(text, "<b>/ 0123456789") == ""; {
		case whole && (got == 0 && want > 0 || got == float64(of) && want < all):
			return fmt.Sprintf("%s is %q, and there is an exception: %d of %d", name, text, want, all)
		case whole && math.Abs(got-exact) > 1:
			return fmt.Sprintf("%s is %q, really %g", name, text, exact)
		}
		return ""
	}
	switch key {
	case "says_enps", "opinion_enps":
		return firstOf(share("promoters", 100, good), share("detractors", 100, bad))
	case "says_favourable":
		return share("x", 100, good)
	case "opinion_staff_favourable":
		of, _ := in.count(heard["of"])
		return share("x", int(of), good)
	case "of_people":
		n, _ := in.count(heard["n"])
		for name := range s.groups {
			if _, _, people := s.counts(name); int(n) == people && !s.hidden[name] {
				return ""
			}
		}
		if int(n) != all {
			return fmt.Sprintf("%g people, of whom nobody knows", n)
		}
	case "hidden_teams":
		want := 0
		for _, is := range s.hidden {
			if is {
				want++
			}
		}
		if n, many := in.count(heard["Count"]); many && int(n) != want || !many && want != 1 {
			return fmt.Sprintf("really %d", want)
		}
	}
	return ""
}
