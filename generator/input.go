package main

import (
	"shingle/generator/internal/besttime"
	"shingle/generator/internal/brand"
	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/notice"
	"shingle/generator/internal/page"
	"shingle/generator/internal/privacy"
	"shingle/generator/internal/record"
	"shingle/generator/internal/score"
)

// input is everything that pages and data files are made of.
func (j *job) input(cfg *config.Config, today day, look brand.Look, c *tally, s *card, tables []*record.Table, sources []page.Source, problems *diag.List) *page.Input {
	in := &page.Input{
		Version: version, Title: cfg.Title, Organisation: cfg.Organisation, Footnote: cfg.Footnote, BaseURL: cfg.BaseURL.String(),
		Zone: cfg.Zone, AsOf: today.of, Built: today.built, Metrics: c.metrics, Sets: c.sets, Lines: s.lines, Series: score.SeriesOf(s.lines), Hours: cfg.Hours,
		Themes: s.themes, Reasons: s.reasons, Coverages: s.coverages, Sources: sources,
		Brand:   page.Brand{Logo: cfg.Brand.Logo, LogoAlt: cfg.Brand.LogoAlt, LogoWidth: look.LogoWidth, CSS: look.CSS},
		Contact: page.Contact(cfg.Contact), Licence: page.Licence(cfg.Licence), Feedback: feedback(cfg.Feedback),
		MinResponses: int64(cfg.Privacy.MinResponses), MinGroup: int64(cfg.Privacy.MinGroup), Weeks: cfg.BestTimes.Weeks, Drafts: j.drafts,
	}
	in.Notices = j.notices(cfg, notice.KnownTo(c.metrics, c.sets, s.lines), problems)
	for _, l := range cfg.Languages {
		in.Languages = append(in.Languages, page.Language{Code: l.Code, Name: l.Name})
	}
	if c.profile != nil {
		in.Week = besttime.NewWeek(c.profile, week(cfg, today))
		c.profile = nil // nothing more is asked of it
	}
	for i := range in.Sources {
		in.Sources[i].Account.Missing = &c.sources[i].Missing
		in.Sources[i].Accepted = accepted(tables[i])
		in.Sources[i].Withheld = privacy.Tells(in.Sources[i].Name, s.lines, c.sets)
	}
	return in
}

// looked is what was found in each source, as far as it could be read.
func looked(cfg *config.Config, today day, tables []*record.Table) *page.Input {
	in := &page.Input{AsOf: today.of}
	for i, t := range tables {
		if t == nil {
			continue
		}
		s := page.Source{
			Name: t.Source.Name, Kind: t.Source.Kind, Files: len(t.Files), Account: account(t), Accepted: accepted(t),
			First: t.First, Last: t.Last, Cadence: cfg.Sources[i].Cadence, Respondents: cfg.Sources[i].Respondents,
		}
		if s.Cadence == "" {
			s.Cadence = cadence(t)
		}
		in.Sources = append(in.Sources, s)
	}
	return in
}

// account is what became of a table's rows, as far as it got.
func account(t *record.Table) page.Account {
	a := &t.Account
	if a.Read == 0 { // its mistakes came first
		rows := t.Rows + t.Ragged
		return page.Account{Rows: &rows, Rejected: &t.Bad}
	}
	told := page.Account{Rows: &a.Read, LeftOut: []page.LeftOut{}, Rejected: &t.Bad, SetAside: &a.Rejected, Doubles: &a.Doubles, Kept: &a.Kept}
	if a.Query >= 0 {
		told.Query = &a.Query
	}
	for _, r := range a.Rules {
		told.LeftOut = append(told.LeftOut, page.LeftOut{Rule: r.Key + " " + r.Column, Rows: r.Rows})
	}
	return told
}

// accepted are the findings in a table that its publisher let stand.
func accepted(t *record.Table) []page.Accepted {
	all := []page.Accepted{}
	for _, a := range t.Accepted {
		all = append(all, page.Accepted{Finding: a.Name, Reason: a.Reason})
	}
	return all
}

// cadence is how often a source's figures come, where config does not say: by its
// kind, or by the periods it names.
func cadence(t *record.Table) string {
	switch t.Source.Kind {
	case "employees":
		return "quarterly"
	case "checks":
		return "monthly"
	case "scores", "invitations":
		shortest := fact.All
		for _, g := range t.Given {
			shortest = min(shortest, g.Period.Grain)
		}
		for _, i := range t.Invited {
			shortest = min(shortest, i.Period.Grain)
		}
		return every(shortest)
	}
	if t.Grains {
		return every(t.Grain)
	}
	return "daily"
}

// every is the cadence of figures that tell such periods.
func every(g fact.Grain) string {
	switch g {
	case fact.Quarter:
		return "quarterly"
	case fact.Year, fact.All:
		return "yearly"
	}
	return "monthly"
}

// feedback is where readers' answers go, as pages say it.
func feedback(f config.Feedback) *page.Feedback {
	if f == (config.Feedback{}) {
		return nil
	}
	return &page.Feedback{Action: f.Action, Origin: f.Origin(), Method: f.Method, Answer: f.Answer, Page: f.Page, Yes: page.Mask(f.Yes), No: page.Mask(f.No), Email: f.Email}
}
