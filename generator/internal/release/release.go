// Package release is what readers have seen before this build: the release that is being
// replaced, whose figures a new one may restate, and the record of what was ever published
// of people who could be recognised.
package release

import (
	"encoding/csv"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"sync"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/privacy"
	"shingle/generator/internal/score"
)

// A Release is one that was published. None is nil.
type Release struct{ scores func() []privacy.Old }

// Of is the release in a folder; nil if there is no folder.
func Of(site fs.FS) *Release {
	if site == nil {
		return nil
	}
	return &Release{sync.OnceValue(func() []privacy.Old { return scoresIn(site) })}
}

// Scores are the scores that it shows, read once. A release that cannot be read tells
// nothing.
func (r *Release) Scores() []privacy.Old {
	if r == nil {
		return nil
	}
	return r.scores()
}

func scoresIn(site fs.FS) []privacy.Old {
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

// Restate marks the finished lines whose value differs from what the release shows. Once
// marked, a line stays so.
func (r *Release) Restate(lines []*score.Line) {
	type key struct {
		metric string
		seg    fact.Segment
		period string
	}
	old := map[key]privacy.Old{}
	for _, o := range r.Scores() {
		old[key{o.Metric, o.Segment, o.Period}] = o
	}
	for _, l := range lines {
		if l.State != score.Published || l.Value == nil || l.Period.Grain == fact.All {
			continue
		}
		was, ok := old[key{l.Metric.ID, l.Segment, l.Period.String()}]
		l.Restated = ok && was.State == score.Published && (was.Restated || was.Value != score.FormatRat(l.Value, 4))
	}
}
