package main

import (
	"encoding/csv"
	"io/fs"
	"strconv"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/privacy"
)

// lastRelease reads the scores of the release that is being replaced. One that
// cannot be read tells nothing.
func lastRelease(site fs.FS) []privacy.Old {
	f, err := site.Open("api/v1/scores.csv")
	if err != nil {
		return nil
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	for _, name := range []string{"metric", "team", "channel", "period", "value", "numerator", "denominator", "state", "restated"} {
		if _, ok := at[name]; !ok {
			return nil
		}
	}
	var all []privacy.Old
	for _, row := range rows[1:] {
		get := func(name string) string { return row[at[name]] }
		n, err := strconv.ParseInt(get("denominator"), 10, 64)
		if err != nil {
			n = -1
		}
		all = append(all, privacy.Old{
			Metric: get("metric"), Segment: fact.Segment{Team: get("team"), Channel: get("channel")}, Period: get("period"),
			Value: get("value"), Numerator: get("numerator"), Denominator: n, State: get("state"), Restated: get("restated") == "true",
		})
	}
	return all
}
