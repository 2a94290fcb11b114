package privacy

import (
	"strings"
	"testing"

	"shingle/generator/internal/fact"
)

// By department 30 and 6 people, by site all 36: the site tells the small department.
func TestOneFileInTwoGroupingsIsRefused(t *testing.T) {
	for same, want := range map[string]string{"people.csv": `sources "survey" and "sites" read the same answers in two groupings`, "": ""} {
		r := survey(t, true)
		wave := on(t, "2026-07-01")
		r.gave(wave, fact.Segment{Team: "A"}, 15, 40, 60)
		r.gave(wave, fact.Segment{Team: "B"}, 3, 40, 60)
		r.metric("by_site", "csat", "mean", true)
		r.sets[1].Sources = []string{"sites"}
		r.sets[1].Answers = []fact.Answer{{Segment: fact.Segment{Team: "North"}, Day: wave, Grain: fact.Quarter, Question: "q", Value: 40, Count: 18}, {Segment: fact.Segment{Team: "North"}, Day: wave, Grain: fact.Quarter, Question: "q", Value: 60, Count: 18}}
		o := ten
		o.Same = map[string]string{"survey": same, "sites": same}
		if _, said := r.protected(o); (want == "") != (said == "") || !strings.Contains(said, want) {
			t.Errorf("one file %q: got %q, want %q", same, said, want)
		}
	}
}
