package page

import (
	"math/big"
	"slices"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

var coverageColumns = []field{
	{"metric", "string", "the metric's name in config", true, nil},
	{"grain", "string", "how long the period is", true, []string{"month", "quarter", "year", "all"}},
	{"period", "string", "2026-10, 2026-Q4, 2026 or all; of a week the month that it begins in", true, nil},
	{"by", "string", "of all contacts, those of a channel, of a team, or of a week in which none counts", true, []string{"all", "channel", "team", "week"}},
	{"name", "string", "of the channel or team; the week's Monday", false, nil},
	{"contacts", "integer", "how many contacts there were", true, nil},
	{"counted", "integer", "how many of them the score counts; of a survey its answers", true, nil},
	{"share", "number", "percent; empty where more answered than came", false, nil},
}

// coverages is how many of all contacts stand behind the scores; of a large site's teams where
// some are left out.
func coverages(in *Input) *table {
	t := newTable(in, "coverage", "Coverage: how many of all contacts a score counts, and which it leaves out", coverageColumns, false)
	for _, c := range in.Coverages {
		if c.By == "team" && c.Counted == c.Contacts && in.large() {
			continue
		}
		share := ""
		if c.Counted <= c.Contacts && c.Contacts > 0 {
			share = score.FormatRat(big.NewRat(100*c.Counted, c.Contacts), 4)
		}
		t.add(c.Metric.ID, c.Period.Grain.String(), c.Period.String(), c.By, c.Name, figure(c.Contacts), figure(c.Counted), share)
	}
	return t
}

// coverView is what of all contacts a score counts.
type coverView struct {
	Says  *sentence  `json:"says,omitempty"`
	Leave *sentence  `json:"leave,omitempty"` // channels and teams that it says nothing of
	Weeks *sentence  `json:"weeks,omitempty"`
	Rows  []coverRow `json:"rows,omitempty"`
	Asked *sentence  `json:"asked,omitempty"` // how people came to answer
}

type coverRow struct {
	Name  value   `json:"name"`
	N     int64   `json:"n"`
	Of    int64   `json:"of"`
	Share value   `json:"share"`
	Wide  float64 `json:"wide"`
}

// mostTeams is how many teams a page lists; the file has them all.
const mostTeams = 12

// coverOf is what a line leaves out; nil where that is not known, or nothing.
func (b *book) coverOf(l *score.Line) *coverView {
	v, rests := &coverView{Asked: b.respondents(l)}, evidence{Line: l}
	var channels, teams []score.Coverage
	var weeks []value
	for _, c := range b.in.Coverages {
		if c.Metric.ID != l.Metric.ID || c.Period != l.Period || c.Counted > c.Contacts || c.Contacts == 0 {
			continue
		}
		switch c.By {
		case "week":
			day, _ := fact.ParsePeriod(c.Name)
			weeks, rests.Coverages = append(weeks, onDay(day.First)), append(rests.Coverages, c)
		case "channel":
			channels = append(channels, c)
		case "team":
			teams = append(teams, c)
		case "all":
			if c.Counted < c.Contacts {
				v.Says = say("coverage_says", args{"counted": number(c.Counted), "of": number(c.Contacts), "share": fineShare(c.Counted, c.Contacts), "period": inPeriod(c.Period)})
				rests.Coverages = append(rests.Coverages, c)
			}
		}
	}
	if v.Says == nil {
		if v.Asked == nil {
			return nil
		}
		return v
	}
	counts := func(c score.Coverage) bool { return c.Counted > 0 }
	if len(teams) > mostTeams || !slices.ContainsFunc(teams, counts) { // it is not told by team
		teams = nil
	}
	parts := append(channels, teams...)
	rests.Coverages = append(rests.Coverages, parts...)
	v.Says.Rests(rests)
	v.list(rests, parts)
	if len(weeks) > 0 {
		v.Weeks = say("coverage_weeks", args{"weeks": listing(weeks)}).Rests(rests)
	}
	return v
}

// list lists the parts, and names those of which nothing counts.
func (v *coverView) list(rests evidence, parts []score.Coverage) {
	var without []value
	for _, c := range parts {
		if c.Counted == 0 {
			name := named(c.Name)
			if c.By == "channel" {
				name.T = "channel"
			}
			without = append(without, name)
		}
		v.Rows = append(v.Rows, coverRow{named(c.Name), c.Counted, c.Contacts, fineShare(c.Counted, c.Contacts), roundedFloat(100*float64(c.Counted)/float64(c.Contacts), 1)})
	}
	if len(without) > 0 {
		v.Leave = say("coverage_leaves", args{"names": listing(without)}).Rests(rests)
	}
}

// respondents says how those came to answer who stand behind a line; nil where config does not say it of
// each source of answers, or where the page shows how many were invited.
func (b *book) respondents(l *score.Line) *sentence {
	if !l.Survey() || !l.Shown() {
		return nil
	}
	var ways []string
	for i := range b.in.Sources {
		s := &b.in.Sources[i]
		if s.Answers() && slices.Contains(b.sets[l.Metric.ID].Sources, s.Name) {
			ways = append(ways, s.Respondents)
		}
	}
	key := "coverage_both"
	switch all := slices.Compact(slices.Sorted(slices.Values(ways))); {
	case len(all) == 0 || all[0] == "":
		return nil
	case len(all) == 1:
		key = "coverage_" + all[0]
	}
	if key == "coverage_invited" && l.Funnel != nil {
		return nil
	}
	return say(key).Rests(evidence{Line: l, Asked: ways})
}
