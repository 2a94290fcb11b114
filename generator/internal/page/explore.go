package page

import (
	"slices"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// explorePage lets a reader set two teams, channels or periods of a score side by side. The
// browser reads them out of the published files; what is chosen stands in the address.
type explorePage struct {
	Metrics []explored           `json:"metrics"`
	Says    map[string]*sentence `json:"says"` // what a browser says of a pair of lines, by its name there
}

// explored is a metric of which there are two lines or more.
type explored struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Kind   string `json:"kind"`
	Unit   string `json:"unit"`
	D      int    `json:"d"`      // decimals that pages show
	Margin string `json:"margin"` // what a line's margin is called: likely, or daily where everything was counted
	JSON   string `json:"json"`   // its lines
	CSV    string `json:"csv"`
	Teams  bool   `json:"teams"` // there are lines of teams
	Named  bool   `json:"named"` // there are lines of channels
}

func makeExplore(w *writer) {
	if p := w.b.explorePage(); p != nil {
		w.page("explore", "explore", "side by side", "explore", p)
	}
}

// explorePage is nil where no metric has two lines with a value.
func (b *book) explorePage() *explorePage {
	shown := map[string]int{}
	staff, teams, channels := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, l := range b.in.Lines {
		if l.Shown() && l.Period.Grain != fact.All {
			shown[l.Metric.ID]++
		}
		staff[l.Metric.ID] = staff[l.Metric.ID] || l.Staff
		teams[l.Metric.ID] = teams[l.Metric.ID] || l.Team != ""
		channels[l.Metric.ID] = channels[l.Metric.ID] || l.Channel != ""
	}
	p := &explorePage{}
	for i := range b.in.Metrics {
		m := &b.in.Metrics[i]
		if shown[m.ID] < 2 {
			continue
		}
		p.Metrics = append(p.Metrics, explored{m.ID, Mask(m.Title), m.Kind, string(m.Unit()), decimals(m, staff[m.ID]), marginOf(m), api + "scores/" + m.ID + ".json", b.in.csvOf(m.ID), teams[m.ID], channels[m.ID]})
	}
	if len(p.Metrics) == 0 {
		return nil
	}
	p.Says = b.pairSays()
	return p
}

// sides is what can be chosen besides periods: the end of the words' key.
func (p *explorePage) sides() string {
	teams := slices.ContainsFunc(p.Metrics, func(m explored) bool { return m.Teams })
	channels := slices.ContainsFunc(p.Metrics, func(m explored) bool { return m.Named })
	switch {
	case teams && channels:
		return ""
	case teams:
		return "_team"
	case channels:
		return "_channel"
	}
	return "_period"
}

// marginOf names the margin of a metric's lines.
func marginOf(m *score.Metric) string {
	if m.Survey() || m.Sampled {
		return "likely"
	}
	return "daily"
}

// pairSays are the sentences that a browser chooses among when a reader sets two lines side by
// side: what is put in are the numbers of the published file.
func (b *book) pairSays() map[string]*sentence {
	var lines []*score.Line
	for _, l := range b.in.Lines {
		if l.Shown() {
			lines = append(lines, l)
		}
	}
	all := map[string]*sentence{}
	for name, holes := range map[string][]string{"pair": {"one", "first", "two", "second"}, "apart": {"apart"}, "likely": {"low", "high"}, "daily": {"low", "high"}, "of": {"n"}, "unlike": nil, "same": nil} {
		a := args{}
		for _, h := range holes {
			a[h] = hole(h)
		}
		all[name] = say("explore_"+name, a).Rests(evidence{Lines: lines})
	}
	return all
}
