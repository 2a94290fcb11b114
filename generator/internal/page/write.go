package page

import (
	"encoding/json"
	"fmt"
	"maps"
	"sync"

	"shingle/generator/internal/chart"
	"shingle/generator/internal/claim"
)

// Types are the kinds of pages that are made here, whose templates need their data.
var Types = []string{"home", "times", "scores", "score", "teams", "team", "compare", "explore", "why", "notices", "methods", "data", "report", "accessibility", "patterns"}

// Write makes the data files of a site, and its pages' content and data for Hugo.
// Pages are drawn by the theme; each names its type and its data.
func Write(in *Input) (*Output, error) {
	out := &Output{Files: map[string][]byte{}, Hugo: map[string][]byte{}}
	b := newBook(in)
	var tables []*table
	var files map[string][]byte
	var writing sync.WaitGroup
	writing.Go(func() { tables, files = apiFiles(in) }) // the same lines, beside the pages
	defer writing.Wait()
	w := &writer{b: b, out: out}
	w.data("site", b.siteData())
	if in.Brand.CSS != nil {
		out.Hugo["assets/css/brand.css"] = in.Brand.CSS
	}
	home := b.homePage()
	w.page("_index", "home", in.Title, "home", home)
	if entry := b.calendar(); entry != nil {
		out.Files[calendarFile] = entry
	}
	if in.Week != nil {
		w.page("best-times", "times", "best times", "times", b.timesPage())
	}
	w.page("scores/_index", "scores", "scores", "scores", home)
	for i := range in.Metrics {
		m := &in.Metrics[i]
		p, err := b.metricPage(m)
		if err != nil {
			return nil, err
		}
		w.page("scores/"+m.ID, "score", m.Title, "score_"+m.ID, p)
	}
	for _, t := range b.teams {
		w.page("teams/"+t.Slug, "team", t.Name, "team_"+t.Slug, b.teamPage(t))
	}
	if len(b.teams) > 0 {
		w.page("teams/_index", "teams", "teams", "teams", b.teamsPage())
	}
	if c := b.comparePage(); c != nil {
		w.page("compare", "compare", "compare", "compare", c)
		out.Files[api+"compare.json"] = b.compareData()
	}
	if p := b.explorePage(); p != nil {
		w.page("explore", "explore", "side by side", "explore", p)
	}
	if p := b.whyPage(); p != nil {
		w.page("why", "why", "why", "why", p)
	}
	w.data("effects", b.effects())
	w.data("actions", b.actionsByNotice())
	w.page("notices/_index", "notices", "notices", "", nil)
	w.page("methods", "methods", "methods", "methods", b.methodsPage())
	writing.Wait()
	maps.Copy(out.Files, files)
	w.page("data", "data", "data", "files", b.dataPage(tables))
	w.page("report", "report", "report", "report", b.reportPage(home))
	w.page("accessibility", "accessibility", "accessibility", "", nil)
	if in.Drafts {
		p, err := b.patterns()
		if err != nil {
			return nil, err
		}
		w.page("patterns", "patterns", "patterns", "patterns", p)
	}
	out.Needs = append(out.Needs, api+"scores.csv", api+"scores.json", api+"meta.json", api+"datapackage.json", "index.html", "methods/index.html", "data/index.html", "report/index.html", "notices/index.html", "sitemap.xml")
	for _, d := range b.charts {
		out.Charts = append(out.Charts, d.wide, d.narrow)
		out.Files["charts/"+d.id+".json"] = chart.Spec(d.wide, d.narrow)
	}
	return out, w.err
}

// A writer puts pages into the languages of the site.
type writer struct {
	b   *book
	out *Output
	err error
}

// data puts what a page shows where templates find it: once for all languages.
func (w *writer) data(name string, v any) {
	text, err := json.Marshal(v)
	if err == nil && name != "patterns" { // which are invented
		err = claim.Check(name, v)
	}
	if err != nil && w.err == nil {
		w.err = fmt.Errorf("writing %s: %w", name, err)
	}
	w.out.Hugo["data/"+name+".json"] = text
}

// page makes a page in every language: its type chooses the template, its data is
// looked up by name.
func (w *writer) page(path, kind, title, data string, v any) {
	if data != "" {
		w.data(data, v)
	}
	front, err := json.Marshal(map[string]any{"title": Mask(title), "type": kind, "params": map[string]any{"data": data}})
	if err != nil {
		w.err = err
	}
	for i, l := range w.b.in.Languages {
		name := "content/" + path + "." + l.Code + ".md"
		if i == 0 {
			name = "content/" + path + ".md"
		}
		w.out.Hugo[name] = append(front, '\n')
	}
}
