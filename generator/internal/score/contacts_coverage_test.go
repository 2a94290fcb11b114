package score_test

import (
	"fmt"
	"testing"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// desk is a month of contacts: each day ten calls and five e-mails; calls are told of all days but those of one week.
func desk() (calls fact.Set, everything fact.Set) {
	level := fact.Metric{ID: "service_level", Kind: "service_level", Variant: "offered", Threshold: 20}
	calls = fact.Set{Metric: &level, Daily: true, Crossed: true}
	everything = fact.Set{Metric: &fact.Metric{ID: "contacts", Kind: "volume"}, Daily: true, Crossed: true}
	for d := day(10); d < day(11); d++ {
		phone := fact.Segment{Team: "Billing", Channel: "phone"}
		if d < 20731 || d > 20737 { // Monday 5 to Sunday 11 October 2026
			calls.Facts.Add(fact.Fact{Segment: phone, Day: d, Counts: fact.Counts{fact.Answered: 8, fact.AnsweredInTime: 7, fact.Abandoned: 2}})
		}
		everything.Facts.Add(fact.Fact{Segment: phone, Day: d, Counts: fact.Counts{fact.X: 10}})
		everything.Facts.Add(fact.Fact{Segment: fact.Segment{Team: "Post", Channel: "email"}, Day: d, Counts: fact.Counts{fact.X: 5}})
	}
	return calls, everything
}

// Of 310 calls and 155 e-mails of October a service level counts the calls of 24 days: 240 of 465, and none of a week.
func ExampleContacts_Coverages() {
	calls, everything := desk()
	sets := []fact.Set{calls}
	metrics := []score.Metric{{Metric: *calls.Metric, Direction: score.Up}}
	contacts := score.ContactsOf(sets, metrics, &everything, day(11))
	lines := score.Compute(sets, metrics, day(11))
	for _, c := range contacts.Coverages(lines, sets) {
		if c.Period.Grain == fact.Month {
			fmt.Printf("%s %s: %d of %d\n", c.By, c.Name, c.Counted, c.Contacts)
		}
	}
	// Output:
	// all : 240 of 465
	// channel email: 0 of 155
	// channel phone: 240 of 310
	// team Billing: 240 of 310
	// team Post: 0 of 155
	// week 2026-10-05: 0 of 70
}

func TestEmployeesHaveNoCoverage(t *testing.T) {
	_, everything := desk()
	morale := fact.Metric{ID: "csat", Kind: "csat", Variant: "top2_pct", Scale: agree.Scale}
	sets := []fact.Set{{Metric: &morale, Employees: true, Answers: []fact.Answer{{Segment: fact.Segment{Team: "Billing"}, Day: day(10), Grain: fact.Month, Question: "q", Value: 5, Count: 50}}}}
	metrics := []score.Metric{{Metric: morale}}
	contacts := score.ContactsOf(sets, metrics, &everything, day(11))
	lines := score.Compute(sets, metrics, day(11))
	if got := contacts.Coverages(lines, sets); len(got) > 0 {
		t.Errorf("got %v, want nothing of employees", got)
	}
}

func TestWhatIsWithheldHasNoCoverage(t *testing.T) {
	calls, everything := desk()
	sets := []fact.Set{calls}
	metrics := []score.Metric{{Metric: *calls.Metric}}
	contacts := score.ContactsOf(sets, metrics, &everything, day(11))
	lines := score.Compute(sets, metrics, day(11))
	for _, l := range lines {
		l.State = score.Suppressed
	}
	for _, c := range contacts.Coverages(lines, sets) {
		if c.By != "week" && c.Counted > 0 {
			t.Errorf("got %v of a withheld line", c)
		}
	}
}
