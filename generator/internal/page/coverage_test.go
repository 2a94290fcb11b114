package page

import (
	"math/big"
	"testing"

	"shingle/generator/internal/claim"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// How people came to answer is said if every source of answers says it, once, and only of a number that is shown.
func TestHowPeopleCameToAnswerIsSaid(t *testing.T) {
	m := &score.Metric{Metric: fact.Metric{ID: "csat", Kind: "csat"}}
	counted := &score.Metric{Metric: fact.Metric{ID: "csat", Kind: "abandonment"}}
	funnel := &score.Funnel{Invited: 100, Valid: 40}
	for _, test := range []struct {
		name string
		ways []string
		line score.Line
		want string
	}{
		{"all invited", []string{"invited", "invited"}, score.Line{Metric: m, State: score.Published}, "coverage_invited"},
		{"whoever wanted to", []string{"self_selected"}, score.Line{Metric: m, State: score.Provisional}, "coverage_self_selected"},
		{"some and some", []string{"self_selected", "invited", "self_selected"}, score.Line{Metric: m, State: score.Published}, "coverage_both"},
		{"not said", []string{""}, score.Line{Metric: m, State: score.Published}, ""},
		{"not said of one", []string{"invited", ""}, score.Line{Metric: m, State: score.Published}, ""},
		{"no answers", nil, score.Line{Metric: m, State: score.Published}, ""},
		{"how many were invited is shown", []string{"invited"}, score.Line{Metric: m, State: score.Published, Funnel: funnel}, ""},
		{"some were invited, how many is shown", []string{"invited", "self_selected"}, score.Line{Metric: m, State: score.Published, Funnel: funnel}, "coverage_both"},
		{"the number is withheld", []string{"self_selected"}, score.Line{Metric: m, State: score.Suppressed}, ""},
		{"nobody was asked", []string{"self_selected"}, score.Line{Metric: counted, State: score.Published}, ""},
	} {
		in := &Input{Sources: []Source{{Name: "elsewhere", Kind: "responses", Respondents: "invited"}, {Name: "asked", Kind: "invitations"}}}
		set := fact.Set{Sources: []string{"asked"}}
		for i, way := range test.ways {
			name := string(rune('a' + i))
			in.Sources = append(in.Sources, Source{Name: name, Kind: []string{"responses", "employees"}[i%2], Respondents: way})
			set.Sources = append(set.Sources, name)
		}
		b := &book{in: in, sets: map[string]*fact.Set{"csat": &set}}
		test.line.Value = big.NewRat(80, 1)
		v, got := b.coverOf(&test.line), ""
		if v != nil {
			got = v.Asked.K
			if err := claim.Check(test.name, v); err != nil {
				t.Error(err)
			}
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}
