package page_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/notice"
	"shingle/generator/internal/page"
	"shingle/generator/internal/score"
)

// A background is what stands behind a score of answers: what of all contacts it counts, what its
// answers are about, why people got in touch, and what was to be done.
type background struct {
	parts  []score.Coverage
	themes []*score.Theme
	tasks  []notice.Action
	asOf   fact.Day
}

func newBackground(random *rand.Rand, m *score.Metric, period fact.Period) *background {
	b := &background{asOf: firstDay(43)}
	all := score.Coverage{Metric: m, Period: period, By: "all"}
	for _, name := range []string{"phone", "chat", "email"}[:1+random.IntN(3)] {
		c := score.Coverage{Metric: m, Period: period, By: "channel", Name: name, Contacts: 1 + random.Int64N(5000)}
		c.Counted = random.Int64N(c.Contacts+1) * int64(random.IntN(2))
		all.Contacts, all.Counted = all.Contacts+c.Contacts, all.Counted+c.Counted
		b.parts = append(b.parts, c)
	}
	b.parts = append(b.parts, all)
	for week := range random.IntN(3) {
		b.parts = append(b.parts, score.Coverage{Metric: m, Period: period, By: "week", Name: (period.First + fact.Day(7*week)).String(), Contacts: 5})
	}
	for i := range random.IntN(6) {
		l := &score.Line{Metric: m, Segment: fact.Segment{Team: fmt.Sprintf("Theme %d", i)}, Period: period, State: score.Published, Value: big.NewRat(50, 1), N: 1 + random.Int64N(40)}
		if random.IntN(3) == 0 {
			l.State, l.Value = score.Suppressed, nil
		}
		t := &score.Theme{Line: l, Of: 60, Verdict: score.None}
		if random.IntN(3) > 0 {
			from := 20*random.Float64() - 10
			t.Change = &score.Diff{Value: from + 3, Interval: score.Interval{Low: from, High: from + 6}}
			switch t.Verdict = score.NoEvidence; {
			case from > 0:
				t.Verdict = score.Rose
			case from+6 < 0:
				t.Verdict = score.Fell
			}
		}
		b.themes = append(b.themes, t)
	}
	for range random.IntN(5) {
		a := notice.Action{Metric: m.ID, Period: fact.Period{Grain: fact.All}, Plan: "more people", Due: b.asOf + fact.Day(random.IntN(21)-10), Done: fact.NoDay}
		if random.IntN(2) == 0 {
			a.Done = a.Due + fact.Day(random.IntN(11)-5)
		}
		b.tasks = append(b.tasks, a)
	}
	return b
}

// What is said of the parts behind a score is true of them: how many are counted and which are left
// out, of how many answers, what is withheld, what rose or fell, what was done in time.
func TestNoPartIsContradicted(t *testing.T) {
	speak := tongues(t)
	seen := map[string]int{}
	for seed := range uint64(600) {
		random := rand.New(rand.NewPCG(seed, 16))
		in := &page.Input{Title: "Scores", BaseURL: "https://scores.example/", Zone: time.UTC, AsOf: firstDay(43), MinResponses: 1, MinGroup: 1, Languages: []page.Language{{Code: "en"}}}
		world := &measured{id: "csat", kind: "csat", long: 1, promise: 80, first: 42, months: map[string][]counted{"": {{40, 5, 60}}}}
		in.Metrics = []score.Metric{world.metric()}
		in.Sets = []fact.Set{world.set(&in.Metrics[0].Metric)}
		in.Lines = score.Compute(in.Sets, in.Metrics, in.AsOf)
		score.Compare(in.Lines)
		b := newBackground(random, &in.Metrics[0], fact.PeriodOf(firstDay(42), fact.Month))
		in.Coverages, in.Themes = b.parts, b.themes
		in.Notices = []notice.Notice{{Slug: "plan", Title: "Plan", Kind: "said_done", Start: firstDay(42), End: fact.NoDay, Metrics: []string{"csat"}, Actions: b.tasks}}
		out, err := page.Write(in)
		if err != nil {
			t.Fatalf("background %d: %v", seed, err)
		}
		for _, file := range []string{"score_csat", "report", "compare"} {
			var data any
			if err := json.Unmarshal(out.Hugo["data/"+file+".json"], &data); err != nil {
				t.Fatal(err)
			}
			b.walk(data, func(s map[string]any) {
				for _, in := range speak {
					if why := b.denied(in, s, seen); why != "" {
						t.Fatalf("background %d, %s: %q: %s\n%+v\n%+v", seed, in.code, in.sentence(s), why, b.parts, b.tasks)
					}
				}
			}, func(row map[string]any) {
				if why := b.mark(row); why != "" {
					t.Fatalf("background %d: %v: %s", seed, row, why)
				}
			})
		}
	}
	for _, key := range []string{"coverage_says", "coverage_leaves", "coverage_weeks", "themes_of", "themes_named", "themes_more", "themes_less", "themes_chance", "themes_hidden", "actions_says"} {
		if seen[key] == 0 {
			t.Errorf("no background has led to %s", key)
		}
	}
}

func (b *background) walk(v any, sentence, row func(map[string]any)) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			b.walk(x, sentence, row)
		}
	case map[string]any:
		if _, is := v["k"].(string); is && v["t"] == nil {
			sentence(v)
			return
		}
		row(v)
		for _, x := range v {
			b.walk(x, sentence, row)
		}
	}
}

func (b *background) denied(in *tongue, s map[string]any, seen map[string]int) string {
	key := s["k"].(string)
	seen[key]++
	said := in.heard(key, in.sentence(s))
	number := func(name string, want int64) string { return in.equal(said, name, in.number(float64(want), 0)) }
	listed := func(want []string) string {
		if len(want) > 1 {
			want = append(want[:len(want)-2:len(want)-2], want[len(want)-2]+in.word("and_last", nil)+want[len(want)-1])
		}
		for _, name := range []string{"names", "weeks"} {
			if got, named := said[name]; named && got != strings.Join(want, ", ") {
				return fmt.Sprintf("%s are %q", name, want)
			}
		}
		return ""
	}
	switch key {
	case "coverage_says":
		var contacts, counted int64
		for _, c := range b.parts {
			if c.By == "channel" {
				contacts, counted = contacts+c.Contacts, counted+c.Counted
			}
		}
		if counted == contacts {
			return "nothing is left out"
		}
		return firstOf(number("of", contacts), number("counted", counted))
	case "coverage_leaves":
		var without []string
		for _, c := range b.parts {
			if c.By == "channel" && c.Counted == 0 {
				without = append(without, c.Name)
			}
		}
		return listed(without)
	case "coverage_weeks":
		var weeks []string
		for _, c := range b.parts {
			if c.By == "week" {
				weeks = append(weeks, in.value(map[string]any{"t": "day", "v": c.Name}))
			}
		}
		return listed(weeks)
	case "themes_of":
		return number("n", 60)
	case "themes_named":
		named := slices.ContainsFunc(b.themes, func(t *score.Theme) bool {
			return t.Line.State == score.Published && number("n", t.Line.N) == "" && in.equal(said, "share", in.value(map[string]any{"t": "percent", "v": 100 * float64(t.Line.N) / 60, "d": 1.0})) == ""
		})
		if !named {
			return "no theme was named so often"
		}
		return number("of", 60)
	case "themes_hidden":
		n := 0
		for _, t := range b.themes {
			if t.Line.State == score.Suppressed {
				n++
			}
		}
		if _, many := said["Count"]; !many && n == 1 {
			return ""
		}
		return number("Count", int64(n))
	case "actions_says":
		var went [4]int64 // kept, late, overdue, open
		for _, a := range b.tasks {
			went[b.went(a)]++
		}
		return firstOf(number("n", int64(len(b.tasks))), number("kept", went[0]), number("late", went[1]), number("overdue", went[2]), number("open", went[3]))
	}
	return ""
}

// went: by its day, after it, not yet though it has passed, not yet.
func (b *background) went(a notice.Action) int {
	done := a.Done != fact.NoDay && b.asOf >= a.Done
	switch late := a.Due < b.asOf; {
	case done && a.Done <= a.Due:
		return 0
	case done:
		return 1
	case late:
		return 2
	}
	return 3
}

// mark judges the words that stand alone in rows: of a theme, of an action.
func (b *background) mark(row map[string]any) string {
	if key, isTheme := row["key"].(string); isTheme && strings.HasPrefix(key, "theme_") {
		i := slices.IndexFunc(b.themes, func(t *score.Theme) bool { return page.ThemeKey(t.Line.Team) == key })
		t := b.themes[i]
		rose, fell := t.Change != nil && t.Change.Low > 0, t.Change != nil && t.Change.High < 0
		if row["slug"] != nil { // on the page for those who answered, in sentences
			said := func(name string) any { s, _ := row[name].(map[string]any); return s["k"] }
			shown := t.Line.State == score.Published
			if said("moved") == "themes_more" != (rose && shown) || said("moved") == "themes_less" != (fell && shown) || said("says") == "themes_named" != shown {
				return "its share did not do so, or it is withheld"
			}
			return ""
		}
		if row["verdict"] == "rose" != rose || row["verdict"] == "fell" != fell || t.Line.State != score.Published {
			return "its share did not do so, or it is withheld"
		}
	}
	if at, isAction := row["at"].(float64); isAction && row["notice"] == "plan" {
		if want := []string{"kept", "late", "overdue", "open"}[b.went(b.tasks[int(at)])]; row["status"] != want {
			return "it is " + want
		}
	}
	return ""
}
