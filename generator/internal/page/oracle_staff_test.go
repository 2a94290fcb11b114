package page_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
	"shingle/generator/internal/page"
	"shingle/generator/internal/score"
)

// A staff is what the people who work somewhere answered in each quarter, by group: one number each, or five of
// how attached they are.
type staff struct {
	kind  string // enps: 0 to 10; favourable, engagement: 1 to 5, of which 4 and 5 are good
	waves []wave // by quarter from January 2023 on
}

// A wave is the people of each group with their answers; nobody was asked where it is empty.
type wave map[string][][]int

func newStaff(random *rand.Rand) *staff {
	s := &staff{kind: []string{"enps", "favourable", "engagement"}[random.IntN(3)]}
	for quarter := range 1 + random.IntN(6) {
		w := wave{}
		s.waves = append(s.waves, w)
		if quarter > 0 && random.IntN(6) == 0 {
			continue
		}
		for _, name := range []string{"Bills", "Moves", "Quality", "Council"}[:2+random.IntN(3)] {
			alike := random.IntN(4) == 0
			for range 1 + random.IntN(60) {
				w[name] = append(w[name], s.answers(random, alike))
			}
		}
	}
	for len(s.waves[len(s.waves)-1]) == 0 {
		s.waves = s.waves[:len(s.waves)-1]
	}
	return s
}

func (s *staff) answers(random *rand.Rand, alike bool) (all []int) {
	questions := 1
	if s.kind == "engagement" {
		questions = 5
	}
	for range questions {
		answer := 1 + random.IntN(5)
		if s.kind == "enps" {
			answer = random.IntN(11)
		}
		if alike {
			answer = 5
		}
		all = append(all, answer)
	}
	return all
}

func (s *staff) newest() wave { return s.waves[len(s.waves)-1] }

// hides tells whether nothing is told of a group: it has too few people.
func (w wave) hides(name string) bool { return len(w[name]) > 0 && len(w[name]) < 10 }

// of are the people of a group, or everybody.
func (w wave) of(group string) (people [][]int) {
	for name, its := range w {
		if group == "" || name == group {
			people = append(people, its...)
		}
	}
	return people
}

// told is the newest quarter of which something is told of a group; -1 if there is none.
func (s *staff) told(group string) int {
	at := len(s.waves) - 1
	for at >= 0 && group != "" && (len(s.waves[at][group]) == 0 || s.waves[at].hides(group)) {
		at--
	}
	return at
}

// counts are, of everyone or of a group now: good answers, bad ones (enps only), all of them.
func (s *staff) counts(group string) (good, bad, all int) {
	for _, answers := range s.newest().of(group) {
		for _, a := range answers {
			all++
			switch {
			case s.kind == "enps" && a >= 9, s.kind != "enps" && a >= 4:
				good++
			case s.kind == "enps" && a <= 6:
				bad++
			}
		}
	}
	return good, bad, all
}

// index is how attached people are: of each the mean answer, from 0 to 100; the mean of these.
func index(people [][]int) *big.Rat {
	sum := new(big.Rat)
	for _, answers := range people {
		for _, a := range answers {
			sum.Add(sum, big.NewRat(int64(100*(a-1)), int64(4*len(answers))))
		}
	}
	return sum.Quo(sum, big.NewRat(int64(len(people)), 1))
}

// input is what a build would hand to the maker of pages: groups of fewer than ten are emptied, as
// package privacy does.
func (s *staff) input() *page.Input {
	in := &page.Input{Title: "Scores", BaseURL: "https://scores.example/", Zone: time.UTC, AsOf: firstDay(3 * len(s.waves)), MinResponses: 10, MinGroup: 10, Languages: []page.Language{{Code: "en"}}}
	m := score.Metric{Metric: fact.Metric{ID: "staff", Kind: s.kind, Variant: metric.Of(s.kind).Method("").Name, Scale: fact.ScaleOf{Min: 1, Max: 5, PositiveMin: 4}}, Title: "Staff", Direction: score.Up}
	if s.kind == "enps" {
		m.Scale = fact.ScaleOf{Min: 0, Max: 10, PositiveMin: 9}
	}
	in.Metrics = []score.Metric{m}
	set := fact.Set{Metric: &in.Metrics[0].Metric, Employees: true, PerPerson: true}
	for i, w := range s.waves {
		day := firstDay(3 * i)
		for name, people := range w {
			seg := fact.Segment{Team: name}
			spread := fact.Spread{Segment: seg, Day: day, N: int64(len(people))}
			for _, answers := range people {
				mean, good := 0.0, 0.0
				for q, a := range answers {
					set.Answers = append(set.Answers, fact.Answer{Segment: seg, Day: day, Question: fmt.Sprintf("q%d", q), Value: a, Count: 1})
					mean += float64(a) / float64(len(answers))
					if a >= 4 {
						good += 1 / float64(len(answers))
					}
				}
				spread.Sum, spread.Squares, spread.Pos, spread.PosSq = spread.Sum+mean, spread.Squares+mean*mean, spread.Pos+good, spread.PosSq+good*good
			}
			if s.kind == "engagement" {
				set.Spreads = append(set.Spreads, spread)
			}
			set.People = append(set.People, fact.People{Segment: seg, Day: day, N: int64(len(people))})
		}
	}
	in.Sets = []fact.Set{set}
	in.Lines = score.Compute(in.Sets, in.Metrics, in.AsOf)
	for _, l := range in.Lines {
		if i := int(l.Period.First.Time().Month()-1)/3 + 4*(l.Period.First.Time().Year()-2023); l.Period.Grain == fact.Quarter && s.waves[i].hides(l.Team) {
			empty(l)
		}
	}
	score.Compare(in.Lines)
	return in
}

// What is said of the people who work here is true of them, and of a group that is hidden no number
// stands on any page.
func TestNoStaffIsContradicted(t *testing.T) {
	speak, seen := tongues(t), map[string]int{}
	for seed := range invented(4000, 1500, 300) {
		s := newStaff(rand.New(rand.NewPCG(seed, 18)))
		for _, in := range speak {
			in.long = 3
		}
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
				if name, _ := row["name"].(string); s.newest().hides(name) && row["value"] != nil {
					t.Fatalf("staff %d, %s: %s is hidden, and is said to be %v", seed, file, name, row["value"])
				}
			})
		}
	}
	for _, key := range []string{"says_enps", "says_favourable", "opinion_enps", "opinion_staff_favourable", "of_people", "hidden_teams", "give_or_take", "says_engagement", "opinion_engagement", "change_none", "change_better", "change_worse", "change_gap", "change_first", "finding_range", "finding_between", "weakest_question"} {
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
	switch {
	case s.kind != "engagement":
	case key == "says_engagement" || key == "opinion_engagement":
		if got, _ := in.count(heard["value"]); fmt.Sprint(got) != index(s.newest().of(group)).FloatString(0) {
			return "really " + index(s.newest().of(group)).FloatString(2)
		}
	case key == "weakest_question":
		return s.weakest(in, heard["value"])
	case strings.HasPrefix(key, "change_") && key != "change_key":
		return s.changed(in, key, heard, group)
	case strings.HasPrefix(key, "finding_") && key != "finding_begun":
		return s.between(in, key, heard)
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
		if at := s.told(group); group != "" {
			return map[bool]string{true: "the group has other people"}[at < 0 || int(n) != len(s.waves[at][group])]
		}
		for name, people := range s.newest() {
			if int(n) == len(people) && !s.newest().hides(name) {
				return ""
			}
		}
		if int(n) != len(s.newest().of("")) {
			return fmt.Sprintf("%g people, of whom nobody knows", n)
		}
	case "hidden_teams":
		want := 0
		for name := range s.newest() {
			if s.newest().hides(name) {
				want++
			}
		}
		if n, many := in.count(heard["Count"]); many && int(n) != want || !many && want != 1 {
			return fmt.Sprintf("really %d", want)
		}
	}
	return ""
}

// weakest: the question that fewer than each other answer well, as a whole number.
func (s *staff) weakest(in *tongue, text string) string {
	people := s.newest().of("")
	least := math.Inf(1)
	for q := range 5 {
		good := 0
		for _, answers := range people {
			if answers[q] >= 4 {
				good++
			}
		}
		least = min(least, 100*float64(good)/float64(len(people)))
	}
	if got, _ := in.count(text); math.Abs(got-least) > 0.5+1e-9 {
		return fmt.Sprintf("really %g", least)
	}
	return ""
}

// changed holds a change against the quarter right before, of everybody or of a group that is not hidden.
func (s *staff) changed(in *tongue, key string, heard map[string]string, group string) string {
	at := s.told(group)
	if at < 0 {
		return "nothing was ever told of the group"
	}
	there := func(i int) bool { return i >= 0 && len(s.waves[i].of(group)) > 0 && !s.waves[i].hides(group) }
	earlier := false
	for i := range at {
		earlier = earlier || there(i)
	}
	switch key {
	case "change_first":
		return map[bool]string{true: "there are figures before"}[earlier]
	case "change_gap":
		return map[bool]string{true: "there is no gap, or nothing before"}[!earlier || there(at-1)]
	}
	if quarter, ok := in.month(heard["before"]); !there(at-1) || !ok || quarter != at-1 {
		return fmt.Sprintf("it names %q, quarter %d is before", heard["before"], at-1)
	}
	apart, _ := new(big.Rat).Sub(index(s.waves[at].of(group)), index(s.waves[at-1].of(group))).Float64()
	text := heard["moved"] + heard["change"]
	if better := words["better"][in.code].MatchString(text); better && apart < -0.5 || words["worse"][in.code].MatchString(text) && apart > 0.5 {
		return fmt.Sprintf("it moved by %g", apart)
	}
	if got, named := in.count(text); named && math.Abs(math.Abs(got)-math.Abs(apart)) > 0.5+1e-9 && !(math.Abs(apart) < 1 && got <= 1) {
		return fmt.Sprintf("it moved by %g", apart)
	}
	return ""
}

// between: no quarter lies outside, and a superlative is of one.
func (s *staff) between(in *tongue, key string, heard map[string]string) string {
	var lows, highs []int
	low, _ := in.count(heard["low"])
	high := low
	if key != "finding_steady" {
		high, _ = in.count(heard["high"])
	}
	for i, w := range s.waves {
		if len(w) == 0 {
			continue
		}
		v, _ := new(big.Rat).SetString(index(w.of("")).FloatString(0))
		switch at, _ := v.Float64(); {
		case at < low || at > high:
			return fmt.Sprintf("quarter %d is %g", i, at)
		case at == low && at == high:
			lows, highs = append(lows, i), append(highs, i)
		case at == low:
			lows = append(lows, i)
		case at == high:
			highs = append(highs, i)
		}
	}
	if len(lows) == 0 || len(highs) == 0 || key == "finding_range" && (len(lows) > 1 || len(highs) > 1) {
		return "no quarter reaches it, or several do"
	}
	if lowest, _ := in.month(heard["lowest"]); key == "finding_range" && lowest != lows[0] {
		return fmt.Sprintf("the lowest is quarter %d", lows[0])
	}
	if highest, _ := in.month(heard["highest"]); key == "finding_range" && highest != highs[0] {
		return fmt.Sprintf("the highest is quarter %d", highs[0])
	}
	return ""
}
