package page

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"sync"

	"shingle/generator/internal/chart"
	"shingle/generator/internal/claim"
)

// kinds are the kinds of pages, in the order in which they are made: each by a file of its
// own, from the same book. A layout of the theme draws each.
var kinds = []struct {
	name    string
	make    func(*writer)
	picture bool // shared links to it show a picture of what it says
}{
	{"home", makeHome, true},
	{"times", makeTimes, true},
	{"scores", makeScores, true},
	{"score", makeScore, true},
	{"embed", makeEmbed, false},
	{"team", makeTeam, false},
	{"teams", makeTeams, true},
	{"compare", makeCompare, true},
	{"explore", makeExplore, true},
	{"why", makeWhy, false},
	{"notices", makeNotices, false},
	{"methods", makeMethods, false},
	{"data", makeData, false},
	{"report", makeReport, true},
	{"accessibility", makeAccessibility, false},
	{"patterns", makePatterns, false},
}

// Kinds are the kinds of pages that are made here, whose templates need their data.
func Kinds() (names []string) {
	for _, k := range kinds {
		names = append(names, k.name)
	}
	return names
}

// Write makes the data files of a site, which it publishes one by one: of many teams they are
// hundreds of megabytes; and its pages' content and data for Hugo.
// Pages are drawn by the theme; each names its kind and its data.
func Write(in *Input) (*Output, error) {
	out := &Output{Hugo: map[string][]byte{}, Held: map[string]int64{}}
	w := &writer{out: out}
	in = w.noting(in)
	w.in, w.b = in, newBook(in)
	var tables []*table
	var writing sync.WaitGroup
	writing.Go(func() { // the same lines, beside the pages
		var err error
		tables, err = apiFiles(in)
		w.failed(err)
	})
	defer writing.Wait()
	w.tables = func() []*table { writing.Wait(); return tables }
	w.home = sync.OnceValue(w.b.homePage)
	w.data("site", w.b.siteData())
	if in.Brand.CSS != nil {
		out.Hugo["assets/css/brand.css"] = in.Brand.CSS
	}
	for _, k := range kinds {
		w.picture = k.picture
		k.make(w)
	}
	writing.Wait()
	out.Needs = append(out.Needs, api+"scores.csv", api+"scores.json", api+"meta.json", api+"datapackage.json", "index.html", "methods/index.html", "data/index.html", "report/index.html", "notices/index.html", "sitemap.xml", "feed.xml")
	for _, d := range w.b.charts {
		out.Charts = append(out.Charts, d.wide, d.narrow)
		w.publish("charts/"+d.id+".json", chart.Spec(d.wide, d.narrow))
	}
	slices.Sort(out.Files)
	return out, w.err
}

func makeNotices(w *writer) {
	w.data("effects", w.b.effects())
	w.data("actions", w.b.actionsByNotice())
	w.page("notices/_index", "notices", "notices", "", nil)
}

func makeAccessibility(w *writer) {
	w.page("accessibility", "accessibility", "accessibility", "", nil)
}

// A writer puts pages into the languages of the site.
type writer struct {
	b      *book
	in     *Input
	out    *Output
	home   func() *homePage // which further pages show parts of
	tables func() []*table  // those under /api/v1

	picture bool // the kind of page that is made has one

	mu  sync.Mutex // of what follows, and of out.Files
	err error      // the first
}

// noting is the input that also notes which files are created.
func (w *writer) noting(in *Input) *Input {
	own := *in
	own.Create = func(name string) (io.WriteCloser, error) {
		w.mu.Lock()
		w.out.Files = append(w.out.Files, name)
		w.mu.Unlock()
		return in.open(name)
	}
	own.held = func(name string, bytes int64) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.out.Held[name] = bytes
	}
	return &own
}

// publish hands out a finished file.
func (w *writer) publish(name string, text []byte) { w.failed(w.in.publish(name, text)) }

// failed notes what went wrong first.
func (w *writer) failed(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.err = cmp.Or(w.err, err)
}

// data puts what a page shows where templates find it: once for all languages.
func (w *writer) data(name string, v any) {
	text, err := json.Marshal(v)
	if err == nil && name != "patterns" { // which are invented
		err = claim.Check(name, v)
	}
	if err != nil {
		w.failed(fmt.Errorf("writing %s: %w", name, err))
	}
	w.out.Hugo["data/"+name+".json"] = text
}

// page makes a page in every language: its kind chooses the template, its data is
// looked up by name.
func (w *writer) page(path, kind, title, data string, v any) {
	if data != "" {
		w.data(data, v)
	}
	params := map[string]any{"data": data}
	if w.picture {
		params["picture"] = true
	}
	front := map[string]any{"title": Mask(title), "type": kind, "params": params}
	if kind == "home" {
		front["outputs"] = []string{"html", "atom"}
	}
	w.written(path, front)
}

// written puts a page's front matter into every language.
func (w *writer) written(path string, keys map[string]any) {
	front, err := json.Marshal(keys)
	if err != nil {
		w.failed(err)
	}
	for i, l := range w.in.Languages {
		name := "content/" + path + "." + l.Code + ".md"
		if i == 0 {
			name = "content/" + path + ".md"
		}
		w.out.Hugo[name] = append(front, '\n')
	}
}
