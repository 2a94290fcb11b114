package page

import (
	"shingle/generator/internal/fact"
	"shingle/generator/internal/notice"
	"shingle/generator/internal/score"
)

var actionColumns = []field{
	{"notice", "string", "the notice that says what was done, by its address", true, nil},
	{"start", "string", "since when", true, nil},
	{"metric", "string", "the metric's name in config", true, nil},
	{"team", "string", "empty means all", false, nil},
	{"period_before", "string", "the last period that ended before it; empty: there is none, or none since", false, nil},
	{"value_before", "number", "its value", false, nil},
	{"period_after", "string", "the newest finished period that began since", false, nil},
	{"value_after", "number", "its value", false, nil},
	{"unit", "string", "what the values count", true, []string{"percent", "points", "scale", "seconds", "index", "count", "per_1000"}},
	{"change", "number", "after less before", false, nil},
	{"low", "number", "lower end of its 95 % interval", false, nil},
	{"high", "number", "its upper end", false, nil},
	{"verdict", "string", "what the interval says of the change, on its own; none: nothing yet", true, []string{"better", "worse", "no_evidence", "none"}},
}

// An action is what was done about a score.
type action struct {
	notice *notice.Notice
	metric *score.Metric
	team   string // "": all
	effect score.Effect
	known  bool // there is a period before it, and one since
}

// actions are all that was said to be done about scores, whoever works on them left out: of
// one team if the notice names no other, of all otherwise.
func (b *book) actions() []action {
	var all []action
	for i := range b.in.Notices {
		n := &b.in.Notices[i]
		for _, id := range n.Metrics {
			m := b.metric(id)
			a := action{notice: n, metric: m}
			if _, told := b.grain(m, fact.Segment{Team: first(n.Teams)}); told && len(n.Teams) == 1 {
				a.team = n.Teams[0]
			}
			g, ok := b.grain(m, fact.Segment{Team: a.team})
			if !ok || n.Kind != "said_done" || b.lines(m, fact.Segment{Team: a.team}, g)[0].Staff {
				continue
			}
			a.effect, a.known = score.BeforeAfter(b.lines(m, fact.Segment{Team: a.team}, g), n.Start)
			all = append(all, a)
		}
	}
	return all
}

func first(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return all[0]
}

// actionTable is what was done, and what the scores did.
func actionTable(in *Input) *table {
	t := newTable(in, "actions", "You said, we did: scores before and since", actionColumns, false)
	for _, a := range newBook(in).actions() {
		row := []string{a.notice.Slug, a.notice.Start.String(), a.metric.ID, a.team, "", "", "", "", string(a.metric.Unit()), "", "", "", score.None}
		if e := a.effect; a.known {
			low, high := ends(e.Interval)
			row = []string{a.notice.Slug, a.notice.Start.String(), a.metric.ID, a.team, e.Before.Period.String(), rat(e.Before.Value), e.After.Period.String(), rat(e.After.Value), string(a.metric.Unit()), rat(e.Change), low, high, e.Verdict}
		}
		t.add(row...)
	}
	return t
}

// effectView is what a score did since something was done.
type effectView struct {
	ID      string    `json:"id"`
	Title   string    `json:"title"`
	Kind    string    `json:"kind"`
	Team    string    `json:"team,omitempty"`
	Says    *sentence `json:"says,omitempty"` // nil: too early to tell
	Margin  *sentence `json:"margin,omitempty"`
	Verdict mark      `json:"verdict"`
}

// effects are, by notice, what the scores did that it names.
func (b *book) effects() map[string][]effectView {
	all := map[string][]effectView{}
	for _, a := range b.actions() {
		v := effectView{ID: a.metric.ID, Title: Mask(a.metric.Title), Kind: a.metric.Kind, Team: Mask(a.team), Verdict: mark{K: score.None}}
		if e := a.effect; a.known {
			places := decimals(a.metric, false)
			rests := evidence{Line: e.After, Lines: b.lines(a.metric, e.After.Segment, e.After.Period.Grain)}
			v.Verdict = mark{K: e.Verdict, Kind: "effect", Of: evidence{Line: e.After, Interval: e.Interval}}
			v.Says = say("effect_says", args{"before": quantity(a.metric, e.Before.Value, apart(e.Before, places)), "then": inPeriod(e.Before.Period),
				"after": quantity(a.metric, e.After.Value, apart(e.After, places)), "now": inPeriod(e.After.Period), "moved": moved(e.After, e.Change)}).Rests(rests)
			if e.Interval != nil {
				v.Margin = say("effect_margin", args{"low": b.end(e.After, e.Interval.Low), "high": b.end(e.After, e.Interval.High)}).Rests(evidence{Line: e.After, Lines: rests.Lines, Interval: e.Interval})
			}
		}
		all[a.notice.Slug] = append(all[a.notice.Slug], v)
	}
	return all
}
