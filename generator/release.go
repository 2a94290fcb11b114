package main

import (
	"encoding/csv"
	"io"
	"io/fs"
	"strconv"
	"strings"

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
	rows := csv.NewReader(f)
	rows.ReuseRecord = true
	header, err := rows.Read()
	if err != nil {
		return nil
	}
	at := map[string]int{}
	for i, name := range header {
		at[strings.Clone(name)] = i
	}
	for _, name := range []string{"metric", "team", "channel", "period", "value", "numerator", "denominator", "state", "restated"} {
		if _, ok := at[name]; !ok {
			return nil
		}
	}
	known := map[string]string{} // names come again in each of their lines
	name := func(s string) string {
		if _, ok := known[s]; !ok {
			s = strings.Clone(s)
			known[s] = s
		}
		return known[s]
	}
	var all []privacy.Old
	for {
		row, err := rows.Read()
		if err == io.EOF {
			return all
		}
		if err != nil {
			return nil
		}
		get := func(name string) string { return row[at[name]] }
		n, err := strconv.ParseInt(get("denominator"), 10, 64)
		if err != nil {
			n = -1
		}
		all = append(all, privacy.Old{
			Metric: name(get("metric")), Segment: fact.Segment{Team: name(get("team")), Channel: name(get("channel"))}, Period: name(get("period")),
			Value: strings.Clone(get("value")), Numerator: strings.Clone(get("numerator")), Denominator: n, State: name(get("state")), Restated: get("restated") == "true",
		})
	}
}

// before is the release that is being replaced, read once.
func (j *job) before() []privacy.Old {
	if j.last != nil && j.old == nil {
		j.old = lastRelease(j.last)
	}
	return j.old
}
