package page

import (
	"cmp"
	"slices"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/notice"
	"shingle/generator/internal/score"
)

// reportPage is the board's page: every promise, what really changed, who owns it.
type reportPage struct {
	Period   *value       `json:"period,omitempty"`
	Before   *value       `json:"before,omitempty"`
	Summary  *sentence    `json:"summary,omitempty"`
	Promises []*row       `json:"promises"`
	Others   []*row       `json:"others,omitempty"`
	Changes  []*row       `json:"changes,omitempty"` // only those that hold
	Actions  []actionView `json:"actions,omitempty"` // what is overdue, or not due yet
	Acted    *sentence    `json:"acted,omitempty"`   // what became of all of them
	Teams    []teamLine   `json:"teams,omitempty"`
	Nothing  *sentence    `json:"nothing,omitempty"` // why there are no changes
	Built    value        `json:"built"`
}

// teamLine is where single teams miss a promise.
type teamLine struct {
	Title string    `json:"title"`
	ID    string    `json:"id"`
	Kind  string    `json:"kind"`
	Says  *sentence `json:"says"` // how many
	Teams []value   `json:"teams"`
}

func makeReport(w *writer) { w.page("report", "report", "report", "report", w.b.reportPage(w.home())) }

func (b *book) reportPage(h *homePage) *reportPage {
	p := &reportPage{Period: h.Period, Before: h.Before, Summary: h.Summary, Promises: slices.Clone(h.Ledger), Built: onDay(b.in.AsOf)}
	for i := range b.in.Metrics {
		m := &b.in.Metrics[i]
		r := b.ledger(m, fact.Segment{}, b.headline())
		if r == nil {
			continue
		}
		if m.Promise == nil {
			p.Others = append(p.Others, r)
		}
		if r.Change != nil && (r.Change.K == "change_better" || r.Change.K == "change_worse") {
			p.Changes = append(p.Changes, r)
		}
		if t := b.missedTeams(m); t != nil {
			p.Teams = append(p.Teams, *t)
		}
	}
	if len(p.Changes) == 0 {
		p.Nothing = nothingChanged(b.together())
	}
	acted := b.actionsOf(func(*notice.Notice, *notice.Action) bool { return true })
	p.Acted = actionsSaid(acted)
	p.Actions = slices.DeleteFunc(acted, func(v actionView) bool { return v.Done != nil })
	for _, r := range p.Promises {
		r.Why = b.explained(r.ID)
	}
	slices.SortStableFunc(p.Promises, func(x, y *row) int { return cmp.Compare(urgency(x), urgency(y)) })
	return p
}

// explained is the newest two notices about a metric that were there by the day of the build.
func (b *book) explained(metric string) (slugs []string) {
	notices := slices.Clone(b.in.Notices)
	slices.SortStableFunc(notices, func(x, y notice.Notice) int { return cmp.Compare(y.Start, x.Start) })
	for _, n := range notices {
		if slices.Contains(n.Metrics, metric) && n.Start <= b.in.AsOf && len(slugs) < 2 {
			slugs = append(slugs, n.Slug)
		}
	}
	return slugs
}

// urgency puts what was missed first.
func urgency(r *row) int {
	return slices.Index([]string{score.Missed, score.Unclear, score.Met, score.None}, r.Status.K)
}

// nothingChanged says that no change holds, or that there was nothing to compare with.
func nothingChanged(lines []*score.Line) *sentence {
	key := "report_none_compared"
	if compared("comparisons", lines) != nil {
		key = "report_no_changes"
	}
	return say(key).Rests(evidence{Lines: lines})
}

// headline is which changes hold among those of all metrics for everyone.
func (b *book) headline() map[*score.Line]bool { return score.Notable(b.together()) }

// together are the lines that stand for each metric now.
func (b *book) together() []*score.Line {
	var together []*score.Line
	for i := range b.in.Metrics {
		if l := b.latest(&b.in.Metrics[i], fact.Segment{}); l != nil {
			together = append(together, l)
		}
	}
	return together
}

func (b *book) missedTeams(m *score.Metric) *teamLine {
	p, ok := b.period(m)
	if !ok || m.Promise == nil {
		return nil
	}
	t := &teamLine{Title: Mask(m.Title), ID: m.ID, Kind: m.Kind}
	var judged []*score.Line
	for _, seg := range b.teamSegments(m) {
		l := b.at(m, seg, p)
		if l == nil || l.State != score.Published || l.Status == score.None {
			continue
		}
		judged = append(judged, l)
		if l.Status == score.Missed {
			t.Teams = append(t.Teams, named(seg.Team))
		}
	}
	if len(t.Teams) == 0 {
		return nil
	}
	t.Says = say("report_team_line", args{"n": number(int64(len(t.Teams))), "of": number(int64(len(judged)))}).Rests(evidence{Lines: judged})
	return t
}
