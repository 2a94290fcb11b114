package page

import (
	"slices"
)

// methodsPage is every definition in use, made from the metrics themselves.
type methodsPage struct {
	Metrics      []method `json:"metrics"`
	Intervals    []string `json:"intervals"` // the methods in use
	Charts       []string `json:"charts"`
	MinResponses int64    `json:"minresponses"`
	MinGroup     int64    `json:"mingroup"`
	Staff        bool     `json:"staff"`
	Week         bool     `json:"week"`
	Few          int      `json:"few"`
	Zone         string   `json:"zone"`
	Rules        []string `json:"rules"` // those that a number of this site is counted by
}

type method struct {
	ID         string       `json:"id"`
	Title      string       `json:"title"`
	Kind       string       `json:"kind"`
	Variant    string       `json:"variant,omitempty"`
	Owner      string       `json:"owner"`
	Direction  string       `json:"direction"`
	Promise    *value       `json:"promise,omitempty"`
	Wording    string       `json:"wording,omitempty"`
	Note       string       `json:"note,omitempty"`
	Definition definition   `json:"definition"`
	Sources    []sourceView `json:"sources"`
}

func makeMethods(w *writer) { w.page("methods", "methods", "methods", "methods", w.b.methodsPage()) }

func (b *book) methodsPage() *methodsPage {
	p := &methodsPage{MinResponses: b.in.MinResponses, MinGroup: b.in.MinGroup, Week: b.in.Week != nil, Few: fewAnswers, Zone: b.in.Zone.String()}
	for i := range b.in.Metrics {
		m := &b.in.Metrics[i]
		v := method{ID: m.ID, Title: Mask(m.Title), Kind: m.Kind, Variant: m.Variant, Owner: Mask(m.Owner), Direction: string(m.Direction), Wording: Mask(m.Wording), Note: Mask(m.Note), Definition: define(m), Sources: b.sourcesOf(m)}
		if m.Promise != nil {
			q := promiseOf(m)
			v.Promise = &q
		}
		p.Metrics = append(p.Metrics, v)
	}
	for _, l := range b.in.Lines {
		if l.Method != "" && !slices.Contains(p.Intervals, l.Method) {
			p.Intervals = append(p.Intervals, l.Method)
		}
		p.Staff = p.Staff || l.Staff
	}
	for _, s := range b.in.Series {
		if !slices.Contains(p.Charts, s.Method) {
			p.Charts = append(p.Charts, s.Method)
		}
	}
	p.Rules = b.rules()
	slices.Sort(p.Intervals)
	slices.Sort(p.Charts)
	return p
}

// rules are those for every number, and those of what this site tells.
func (b *book) rules() []string {
	all := []string{"pooled", "period", "missing", "states", "rounding"}
	has := map[string]bool{"themes": len(b.in.Themes) > 0, "reasons": len(b.in.Reasons) > 0, "coverage": len(b.in.Coverages) > 0, "actions": len(b.actionsByNotice()) > 0}
	for _, l := range b.in.Lines {
		_, open := l.Backlog()
		has["flow"] = has["flow"] || len(l.Flow()) > 0
		has["tail"] = has["tail"] || len(l.Tails()) > 0
		has["backlog"] = has["backlog"] || open
		has["complaints"] = has["complaints"] || ofCases(l.Metric)
	}
	for _, rule := range []string{"flow", "tail", "backlog", "complaints", "themes", "reasons", "coverage", "actions"} {
		if has[rule] {
			all = append(all, rule)
		}
	}
	return all
}

// dataPage lists the files and where they come from.
type dataPage struct {
	Files   []fileView   `json:"files"`
	Sources []sourceRow  `json:"sources"`
	Metrics []metricFile `json:"metrics"`
	Changed []correction `json:"changed,omitempty"` // since they were first published, the first of them
	Changes *sentence    `json:"changes,omitempty"` // that there are more, or none
	Base    string       `json:"base"`
}

type fileView struct {
	Name    string       `json:"name"`
	Rows    int          `json:"rows"`
	CSV     string       `json:"csv"`
	Size    int          `json:"size"` // bytes of the CSV
	JSON    string       `json:"json,omitempty"`
	Title   string       `json:"title"`  // in English
	Sample  string       `json:"sample"` // the header and the first rows
	Schema  string       `json:"schema,omitempty"`
	Columns []columnView `json:"columns"`
}

type columnView struct {
	Name string `json:"name"`
	Kind string `json:"kind"`
	Text string `json:"text"`
}

type sourceRow struct {
	sourceView
	Files int `json:"files"`
	Account
	Left     int64       `json:"left"`               // left out by rules and by a query
	Withheld bool        `json:"withheld,omitempty"` // the account
	Why      []whyOfRows `json:"why,omitempty"`
}

type metricFile struct {
	Title string `json:"title"`
	ID    string `json:"id"`
	Kind  string `json:"kind"`
	CSV   string `json:"csv"`
}

func makeData(w *writer) { w.page("data", "data", "data", "files", w.b.dataPage(w.tables())) }

func (b *book) dataPage(tables []*table) *dataPage {
	p := &dataPage{Base: api}
	for _, t := range tables {
		f := fileView{Name: t.name, Rows: t.rows, CSV: api + t.name + ".csv", Size: t.size, Title: t.title, Sample: Mask(t.begins)}
		if t.json {
			f.JSON, f.Schema = api+t.name+".json", api+t.name+".schema.json"
		}
		for _, c := range t.columns {
			f.Columns = append(f.Columns, columnView{c.name, c.kind, c.text})
		}
		p.Files = append(p.Files, f)
	}
	for i := range b.in.Sources {
		s := &b.in.Sources[i]
		told := s.told()
		p.Sources = append(p.Sources, sourceRow{b.sourceView(s, ""), s.Files, told, told.Left(), s.Withheld, whysOf(s)})
	}
	p.Changed, p.Changes = b.corrections()
	for i := 0; i < len(b.in.Metrics) && !b.in.large(); i++ {
		m := &b.in.Metrics[i]
		p.Metrics = append(p.Metrics, metricFile{Mask(m.Title), m.ID, m.Kind, b.in.csvOf(m.ID)})
	}
	return p
}

// whyOfRows says why rows were left out, or why a finding about them was let stand.
type whyOfRows struct {
	Rule    string `json:"rule,omitempty"`
	Rows    int64  `json:"rows,omitempty"`
	Finding string `json:"finding,omitempty"`
	Reason  string `json:"reason,omitempty"`
}

func whysOf(s *Source) []whyOfRows {
	var all []whyOfRows
	for _, r := range s.told().LeftOut {
		all = append(all, whyOfRows{Rule: Mask(r.Rule), Rows: r.Rows})
	}
	for _, a := range s.Accepted {
		all = append(all, whyOfRows{Finding: a.Finding, Reason: Mask(a.Reason)})
	}
	return all
}

// siteData is what every page needs.
type siteData struct {
	Organisation string          `json:"organisation"`
	Lang         string          `json:"lang"` // which names in the exports are taken to be in
	Footnote     string          `json:"footnote,omitempty"`
	UpTo         *value          `json:"upto,omitempty"`
	Due          *value          `json:"due,omitempty"`
	Late         bool            `json:"late,omitempty"`
	AsOf         value           `json:"asof"`
	Zone         string          `json:"zone"`
	Metrics      []navMetric     `json:"metrics"`
	Teams        []navTeam       `json:"teams"`
	Times        bool            `json:"times"`
	Compare      bool            `json:"compare"`
	Explore      map[string]bool `json:"explore,omitempty"` // metrics that can be set side by side
	Sides        string          `json:"sides"`             // what of them: "" teams, channels and periods, or _team, _channel, _period where there is no more
	Release      string          `json:"release"`
	Notices      bool            `json:"notices"`
	Brand        brandView       `json:"brand"`
	Contact      *Contact        `json:"contact,omitempty"`
	Dial         string          `json:"dial,omitempty"` // the phone number, as a link
	Licence      *Licence        `json:"licence,omitempty"`
	Feedback     *Feedback       `json:"feedback,omitempty"`
	Sources      []sourceView    `json:"sources"`
}

type navMetric struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Kind    string `json:"kind"`
	Variant string `json:"variant"`
}

type navTeam struct {
	Name  string `json:"name"`
	Plain string `json:"plain,omitempty"` // as notices call it; never shown
	Slug  string `json:"slug"`
}

type brandView struct {
	Logo      string `json:"logo,omitempty"`
	LogoAlt   string `json:"alt,omitempty"`
	LogoWidth int    `json:"width,omitempty"`
}

func (b *book) siteData() *siteData {
	s := &siteData{Lang: b.in.Languages[0].Code, Organisation: Mask(b.in.Organisation), Footnote: Mask(b.in.Footnote), AsOf: onDay(b.in.AsOf), Release: b.in.release(), Zone: b.in.Zone.String(),
		Metrics: []navMetric{}, Teams: []navTeam{}, Times: b.in.Week != nil, Notices: len(b.in.Notices) > 0,
		Brand: brandView{b.in.Brand.Logo, Mask(b.in.Brand.LogoAlt), b.in.Brand.LogoWidth}}
	s.Contact, s.Dial, s.Licence = b.in.Contact.told(), b.in.Contact.dial(), b.in.Licence.told()
	s.Feedback = b.asked()
	var upTo, next *Source
	for i := range b.in.Sources {
		src := &b.in.Sources[i]
		s.Sources = append(s.Sources, b.sourceView(src, ""))
		if src.First == src.Last && *src.Account.Rows == 0 {
			continue
		}
		if upTo == nil || src.Last > upTo.Last {
			upTo = src
		}
		if next == nil || src.Due() < next.Due() {
			next = src
		}
	}
	if upTo != nil {
		up, due := onDay(upTo.Last), onDay(next.Due())
		s.UpTo, s.Due, s.Late = &up, &due, next.Due() < b.in.AsOf
	}
	for i := range b.in.Metrics {
		m := &b.in.Metrics[i]
		s.Metrics = append(s.Metrics, navMetric{m.ID, Mask(m.Title), m.Kind, m.Variant})
	}
	for _, t := range b.teams {
		s.Teams = append(s.Teams, navTeam{Mask(t.Name), t.Name, t.Slug})
	}
	for i := range b.in.Metrics {
		s.Compare = s.Compare || b.comparable(&b.in.Metrics[i]) != nil
	}
	if p := b.explorePage(); p != nil {
		s.Explore, s.Sides = map[string]bool{}, p.sides()
		for _, m := range p.Metrics {
			s.Explore[m.ID] = true
		}
	}
	return s
}
