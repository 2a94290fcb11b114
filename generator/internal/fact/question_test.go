package fact_test

import (
	"strings"
	"testing"

	"shingle/generator/internal/fact"
)

// A score that takes every question takes the one of its own name alone, where there is one; what takes its own takes
// no other, be it all that its source has.
func TestAQuestionOfTheScoresNameIsItsOwn(t *testing.T) {
	d := &desk{metrics: []fact.Metric{{ID: "m", Kind: "favourable", Scale: five}}}
	d.source(t, "staff", "employees", "wave,m,other\n2026-09-01,5,1\n", "m", "other")
	c := d.count(t)
	if answers := c.sets[0].Answers; len(answers) != 1 || answers[0].Question != "m" {
		t.Errorf("got %+v of %q, want one answer to m", answers, c.said())
	}
	d = &desk{metrics: []fact.Metric{{ID: "ease", Kind: "csat", Variant: "mean", Scale: five, Sources: []string{"survey"}}}}
	d.source(t, "survey", "responses", "answered_at,csat\n2026-10-01,5\n", "csat")
	if c := d.count(t); !strings.Contains(c.said(), "no source feeds it") || len(c.sets[0].Answers) > 0 {
		t.Errorf("got %q and %+v, want nothing that feeds it", c.said(), c.sets[0].Answers)
	}
}

// How many rows of counts are of metrics that nobody has is told, by the metric.
func TestCountsOfUnknownMetricsAreCounted(t *testing.T) {
	d := &desk{metrics: []fact.Metric{{ID: "m", Kind: "compliance"}}}
	d.source(t, "given", "scores", "period,metric,numerator,denominator\n2026-09,m,4,10\n2026-09,x,4,10\n2026-10,x,4,10\n2026-10,M,4,10\n")
	c := d.count(t)
	if got, want := c.problems.String(), `source "given": the metric "x" (rows: 2) is not in config`; strings.Count(got, "is not in config") != 1 || !strings.Contains(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
