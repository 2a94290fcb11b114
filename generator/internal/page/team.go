package page

import (
	"slices"

	"shingle/generator/internal/besttime"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// teamPage is one team's scores, and its week.
type teamPage struct {
	Name     string         `json:"name"`
	Slug     string         `json:"slug"`
	Summary  *sentence      `json:"summary,omitempty"`
	Period   *value         `json:"period,omitempty"`
	Before   *value         `json:"before,omitempty"`
	Rows     []*row         `json:"rows"`
	Week     []timesChannel `json:"week,omitempty"`
	Hidden   *sentence      `json:"hidden,omitempty"` // something is withheld
	Compared *sentence      `json:"compared,omitempty"`
	Weeks    int            `json:"weeks,omitempty"`
	To       *value         `json:"to,omitempty"`
}

// unclear tells whether too few come to a segment to judge any time of its week.
func (b *book) unclear(seg fact.Segment) bool {
	return !slices.ContainsFunc(b.slots[seg], func(s *besttime.Slot) bool { return s.Label != besttime.Unclear && s.Label != besttime.Closed })
}

func makeTeam(w *writer) {
	for _, t := range w.b.teams {
		w.page("teams/"+t.Slug, "team", t.Name, "team_"+t.Slug, w.b.teamPage(t))
	}
}

func (b *book) teamPage(t team) *teamPage {
	p := &teamPage{Name: Mask(t.Name), Slug: t.Slug, Rows: []*row{}}
	seg := fact.Segment{Team: t.Name}
	var together []*score.Line
	for i := range b.in.Metrics {
		if l := b.latest(&b.in.Metrics[i], seg); l != nil {
			together = append(together, l)
		}
	}
	notable := score.Notable(together)
	p.Compared, p.Hidden = compared("change_key", together), hidden("team_hidden", together)
	p.Summary, p.Period, p.Before = summary("team_summary", together)
	for i := range b.in.Metrics {
		if r := b.ledger(&b.in.Metrics[i], seg, notable); r != nil {
			p.Rows = append(p.Rows, r)
		}
	}
	if b.in.Week == nil {
		return p
	}
	to := onDay(b.in.Week.To)
	p.Weeks, p.To = b.weeks(), &to
	channel := b.mainChannel()
	for _, s := range []fact.Segment{{Team: t.Name, Channel: channel}, {Team: t.Name}} {
		if b.in.large() && b.unclear(s) {
			continue
		}
		what := "wait"
		g := b.grid(s, what)
		if g == nil || g.sparse() {
			g = b.grid(s, "load")
		}
		if g != nil {
			p.Week = append(p.Week, timesChannel{Name: Mask(s.Channel), Offered: b.offered(s), Wait: g})
			break
		}
	}
	return p
}
