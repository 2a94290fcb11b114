package fact_test

import (
	"fmt"
	"maps"
	"testing"

	"shingle/generator/internal/fact"
)

func TestReasonsAreToldInPublicWordsOnly(t *testing.T) {
	d := &desk{metrics: []fact.Metric{{ID: "volume", Kind: "volume"}, {ID: "wait", Kind: "wait", Variant: "asa"}, {ID: "wait_p90", Kind: "wait", Variant: "p90"}}}
	s := d.source(t, "calls", "contacts", `opened_at,team,reason,answered,wait_seconds
2026-10-01 09:00,north,Refund,yes,10
2026-10-01 09:01,south,refund 2,yes,30
2026-10-01 09:02,south,,yes,5
2026-10-01 09:03,north,Jo Placeholder is cross,no,7
`)
	s.themes = &fact.Wording{Words: map[string]string{"refund": "Money back", "refund 2": "Money back"}}
	got := map[string]int64{}
	for _, set := range d.count(t).byReason {
		for f := range set.Facts.All() {
			got[set.Metric.ID+" "+f.Team] += f.Counts[fact.X]
		}
	}
	want := map[string]int64{"volume Money back": 2, "volume none": 1, "volume other": 1, "wait Money back": 40e6, "wait none": 5e6}
	if !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// What people answered is told by the reason of the answer, or by that of the contact it is about.
func TestAnswersAreToldByReason(t *testing.T) {
	words := &fact.Wording{Words: map[string]string{"bill": "Bills", "move": "Moving"}}
	const calls, mails = "opened_at,id,reason\n2026-10-01 09:00,1,bill\n2026-10-01 09:00,2,move\n2026-10-01 09:00,3,odd\n2026-10-01 09:00,4,\n2026-10-01 09:00,7,bill\n", "opened_at,id,reason\n2026-10-01 09:00,7,move\n2026-10-01 09:00,8,move\n"
	answers := func(c *counted) map[string]int64 {
		all := map[string]int64{}
		for _, s := range c.byReason {
			for _, a := range s.Answers {
				all[fmt.Sprint(a.Team, " ", a.Value)] += a.Count
			}
		}
		return all
	}
	csat := []fact.Metric{{ID: "csat", Kind: "csat", Variant: "top2_pct", Scale: five}}
	tests := []struct {
		what, survey string
		told         bool // by the answers themselves
		want         map[string]int64
	}{
		{"the answer tells", "answered_at,reason,csat\n2026-10-02,bill,5\n2026-10-02,bill,1\n2026-10-02,BILL ,5\n2026-10-02,odd,3\n2026-10-02,,2\n", true, map[string]int64{"Bills 5": 2, "Bills 1": 1, "other 3": 1, "none 2": 1}},
		{"the contact tells; an id that two sources have tells nothing", "answered_at,contact,csat\n2026-10-02,1,5\n2026-10-02,1,4\n2026-10-02,2,3\n2026-10-02,3,2\n2026-10-02,4,1\n2026-10-02,7,1\n2026-10-02,8,2\n2026-10-02,99,5\n2026-10-02,,5\n", false,
			map[string]int64{"Bills 5": 1, "Bills 4": 1, "Moving 3": 1, "other 2": 1, "none 1": 2, "Moving 2": 1, "none 5": 2}},
		{"a contact of a source whose reasons have no public words tells nothing", "answered_at,contact,csat\n2026-10-02,20,5\n", false, map[string]int64{"none 5": 1}},
		{"nothing tells", "answered_at,csat\n2026-10-02,5\n", false, map[string]int64{}},
	}
	for _, test := range tests {
		d := &desk{metrics: csat}
		d.source(t, "calls", "contacts", calls).themes = words
		d.source(t, "mails", "contacts", mails).themes = words
		d.source(t, "chats", "contacts", "opened_at,id,reason\n2026-10-01 09:00,20,bill\n")
		survey := d.source(t, "survey", "responses", test.survey, "csat")
		if test.told {
			survey.themes = words
		}
		if got := answers(d.count(t)); !maps.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", test.what, got, test.want)
		}
	}
}

// A score of two questions is not told by reason: its answers are not one a contact.
func TestAScoreOfTwoQuestionsIsNotToldByReason(t *testing.T) {
	d := &desk{metrics: []fact.Metric{{ID: "both", Kind: "csat", Variant: "mean", Scale: five, Questions: []string{"csat", "ease"}}, {ID: "csat", Kind: "csat", Variant: "mean", Scale: five}}}
	d.source(t, "survey", "responses", "answered_at,reason,csat,ease\n2026-10-02,bill,5,4\n", "csat", "ease").themes = &fact.Wording{Words: map[string]string{"bill": "Bills"}}
	if c := d.count(t); len(c.byReason) != 1 || c.byReason[0].Metric.ID != "csat" || len(c.byReason[0].Answers) != 1 {
		t.Errorf("got %+v, want csat alone", c.byReason)
	}
}
