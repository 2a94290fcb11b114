package fact_test

import (
	"fmt"
	"strings"
	"testing"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/golden"
	"shingle/generator/internal/record"
	"shingle/generator/internal/score"
)

// Known answers of what is counted by person or by case come out of rows: nothing between a file
// and what is published of it is left out.
func TestKnownAnswersFromRowsOn(t *testing.T) {
	golden.Vectors(t, "testdata/vectors.json", map[string]func(*golden.Vector){
		"asa": vectorASA, "fcr_gross_net": vectorFCR, "acsi": vectorACSI,
		"trust_index": vectorTrustIndex, "trust_index_pp": vectorTrustPositive,
		"csps_resp": vectorCSPS, "fevs": vectorFEVS,
	})
}

// published are the lines of a metric that one file feeds, of all and of the longest period.
func published(t testing.TB, m score.Metric, kind, text string, questions ...string) *score.Line {
	t.Helper()
	d := &desk{metrics: []fact.Metric{m.Metric}}
	s := d.source(t, "rows", kind, text)
	for _, q := range questions {
		s.Questions = append(s.Questions, record.Question{Name: q, Scales: []fact.ScaleOf{m.Scale}})
	}
	c := d.count(t)
	if said := c.said(); said != "" {
		t.Fatal(said)
	}
	m.Direction = score.Up
	for _, l := range score.Compute(c.sets, []score.Metric{m}, on(t, "2026-11-01")) {
		if l.Segment == (fact.Segment{}) && l.Period.Grain == fact.All {
			return l
		}
	}
	t.Fatal("no line of all")
	return nil
}

func value(t testing.TB, l *score.Line) float64 {
	t.Helper()
	if l.Value == nil {
		t.Fatalf("%s: no value", l.Metric.Kind)
	}
	v, _ := l.Value.Float64()
	return v
}

// asked is a file of a wave with a row for each person, who answered the questions q1, q2 and so on.
func asked(people [][]int) (text string, questions []string) {
	var b strings.Builder
	b.WriteString("respondent,wave")
	for i := range people[0] {
		questions = append(questions, fmt.Sprint("q", i+1))
		fmt.Fprintf(&b, ",q%d", i+1)
	}
	for i, answers := range people {
		fmt.Fprintf(&b, "\np%d,2026-Q3", i)
		for _, a := range answers {
			fmt.Fprintf(&b, ",%d", a)
		}
	}
	return b.String() + "\n", questions
}

func vectorASA(v *golden.Vector) {
	text := "opened_at,answered,wait_seconds\n"
	for i, w := range v.Ints("waits") {
		text += fmt.Sprintf("2026-10-01 09:%02d,yes,%d\n", i, w)
	}
	v.Is("asa", value(v.T, published(v.T, score.Metric{Metric: fact.Metric{ID: "wait", Kind: "wait", Variant: "asa"}}, "contacts", text)))
	level := fact.Metric{ID: "level", Kind: "service_level", Variant: "answered_only", Threshold: 20}
	v.Is("sl_leq", value(v.T, published(v.T, score.Metric{Metric: level}, "contacts", text)))
}

// 700 of 1,000 contacts were settled at once, and 120 of the others could not have been; 280 of 400
// people say so.
func vectorFCR(v *golden.Vector) {
	text := "opened_at,answered,resolved_first,reason\n"
	for i := range 1000 {
		settled, reason := "no", "other"
		if i < 700 {
			settled = "yes"
		} else if i < 820 {
			reason = "parcel lost"
		}
		text += fmt.Sprintf("2026-10-01 09:00,yes,%s,%s\n", settled, reason)
	}
	m := score.Metric{Metric: fact.Metric{ID: "fcr", Kind: "fcr", Variant: "agent_flag"}, Interval: "wilson"}
	gross := published(v.T, m, "contacts", text)
	v.Is("gross", value(v.T, gross))
	v.Is("w_gross", gross.Interval.Low, gross.Interval.High)
	m.Net, m.Unresolvable = true, []string{"parcel lost"}
	net := published(v.T, m, "contacts", text)
	v.Is("net", value(v.T, net))
	v.Is("w_net", net.Interval.Low, net.Interval.High)
	text = "id,answered_at,fcr\n"
	for i := range 400 {
		text += fmt.Sprintf("%d,2026-10-01,%d\n", i, map[bool]int{true: 1}[i < 280])
	}
	survey := score.Metric{Metric: fact.Metric{ID: "fcr", Kind: "fcr", Variant: "survey", Questions: []string{"fcr"}, Scale: fact.ScaleOf{Min: 0, Max: 1, PositiveMin: 1}}}
	v.Is("sqm", value(v.T, published(v.T, survey, "responses", text, "fcr")))
}

// The answers are 8, 7.5 and 7 on average.
func vectorACSI(v *golden.Vector) {
	text, questions := asked([][]int{{8, 7, 7}, {8, 8, 7}})
	m := score.Metric{Metric: fact.Metric{ID: "acsi", Kind: "csat", Variant: "acsi_like", Questions: questions, Scale: fact.ScaleOf{Min: 1, Max: 10, PositiveMin: 8}}}
	v.Is("equal", value(v.T, published(v.T, m, "employees", text, questions...)))
	m.Weights = []float64{.3885, .3190, .2925}
	v.Is("weighted", value(v.T, published(v.T, m, "employees", text, questions...)))
}

// Sincerity, competence and reliability as five people see them.
var fivePeople = [][]int{{5, 5, 4}, {4, 4, 2}, {5, 4, 4}, {3, 4, 3}, {4, 5, 1}}

func trustIndex(v *golden.Vector, variant string) *score.Line {
	text, questions := asked(fivePeople)
	return published(v.T, score.Metric{Metric: fact.Metric{ID: "trust", Kind: "trust_index", Variant: variant, Questions: questions, Scale: five}}, "employees", text, questions...)
}

func vectorTrustIndex(v *golden.Vector) {
	mean := trustIndex(v, "mean_of_respondents")
	v.Is("mean", value(v.T, mean))
	v.Is("ci", mean.Interval.Low, mean.Interval.High)
	positive := trustIndex(v, "mean_pct_positive")
	v.Is("mean_pct_pos", value(v.T, positive))
	var drivers []float64
	for _, q := range []string{"q1", "q2", "q3"} {
		a := positive.Items[q]
		drivers = append(drivers, 100*float64(a.AtLeast(4))/float64(a.N()))
	}
	v.Is("driver_pct_pos", drivers...)
}

// t of 4 degrees of freedom is 2.776445.
func vectorTrustPositive(v *golden.Vector) {
	l := trustIndex(v, "mean_pct_positive")
	v.Is("se_paired_pts", (value(v.T, l)-l.Interval.Low)/2.776445)
}

func vectorCSPS(v *golden.Vector) {
	text, questions := asked([][]int{{5, 4, 4, 3, 2}})
	m := score.Metric{Metric: fact.Metric{ID: "index", Kind: "engagement", Variant: "csps", Questions: questions, Scale: five}}
	v.Is("score", value(v.T, published(v.T, m, "employees", text, questions...)))
}

// So many of 50 people agree with each of fifteen statements: on leaders, supervisors and the work.
func vectorFEVS(v *golden.Vector) {
	people := make([][]int, 50)
	for i := range people {
		for _, percent := range []int{60, 58, 66, 62, 54, 82, 84, 78, 80, 76, 72, 80, 64, 70, 76} {
			answer := 2
			if 2*i < percent {
				answer = 4
			}
			people[i] = append(people[i], answer)
		}
	}
	text, questions := asked(people)
	m := score.Metric{Metric: fact.Metric{ID: "eei", Kind: "engagement", Variant: "fevs_eei", Questions: questions, Scale: five}}
	v.Is("eei", value(v.T, published(v.T, m, "employees", text, questions...)))
}
