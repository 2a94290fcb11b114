package fact

import (
	"fmt"
	"testing"
)

func TestAskedFromReadsARangeThatStandsByItself(t *testing.T) {
	for text, want := range map[string]string{
		"Recommend (0-10)":                         "0-10",
		"Recommend (1 - 10)":                       "1-10",
		"recommend 1 to 10":                        "1-10",
		"On a scale from 0 to 10, how likely ...?": "0-10",
		"Auf einer Skala von 1 bis 5.":             "1-5",
		"En una escala de 1 a 5, ¿...?":            "1-5",
		"Sur une échelle de 0 à 10":                "0-10",
		"Satisfaction [1–7]":                       "1-7",
		"score 1...5":                              "1-5",
		"1-5: how satisfied (1-5)":                 "1-5",
		"Satisfaction":                             "",
		"Q1-5 overall":                             "", // questions 1 to 5
		"Question 1/5":                             "",
		"2021-10":                                  "",
		"11 to 20":                                 "",
		"1-10 or 1-5":                              "", // two ranges tell nothing
		"Rated 1-100":                              "",
		"Wait 1-10s":                               "",
		"We open from 10 to 5":                     "",
		"Version 1.2 to 3":                         "",
		"Was it solved within 1 to 2 days or not at all": "",
	} {
		got := ""
		if low, high, ok := AskedFrom(text); ok {
			got = fmt.Sprintf("%d-%d", low, high)
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

// Both ends of what a value can be are values: nobody in time, and everybody; only detractors, and only promoters.
func TestTheEndsOfARangeAreWithinIt(t *testing.T) {
	sl, nps := &Metric{ID: "sl", Kind: "service_level", Variant: "offered", Threshold: 20}, &Metric{ID: "nps", Kind: "nps"}
	for m, values := range map[*Metric]map[string]bool{sl: {"0": true, "100": true, "-0.1": false, "100.1": false}, nps: {"-100": true, "100": true, "-100.1": false, "100.1": false}} {
		for value, fine := range values {
			if said := (&Given{HasValue: true, Value: value}).wrong(m); (said == "") != fine {
				t.Errorf("%s, %s: got %q, want it taken: %v", m.ID, value, said, fine)
			}
		}
	}
}
