package main

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"shingle/generator/internal/besttime"
	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/hours"
	"shingle/generator/internal/metric"
	"shingle/generator/internal/privacy"
	"shingle/generator/internal/record"
	"shingle/generator/internal/release"
	"shingle/generator/internal/score"
)

// The functions of this file say in each package's own terms what config says.

// source is how the records of a source are to be read.
func (j *job) source(cfg *config.Config, s *config.Source) *record.Source {
	r := &record.Source{
		Name: s.Name, Kind: s.Kind, Columns: s.Columns, Query: s.Query, Limit: s.Limit, Constants: s.Constants,
		True: s.True, False: s.False, Missing: s.Missing, Zone: s.Zone, Site: cfg.Zone, DateFormats: s.DateFormats, Decimal: s.Decimal,
		Keep: s.Keep, Drop: s.Drop, Units: s.Units, Words: s.Words,
		MaxRejects: s.MaxRejects, Rejects: j.reject, AsOf: j.asOf, Metrics: map[string]string{}, Percent: map[string]bool{}, Hundred: map[string]bool{}, Within: map[string]float64{},
		Place: cfg.Place(s.Path), At: func(key string) diag.Place { return cfg.Place(s.Path + "." + key) },
	}
	r.Lenient, r.GroupBy, r.Picks = s.Lenient, s.GroupBy, map[string][]record.Pick{}
	for key, picks := range s.Picks {
		for _, p := range picks {
			r.Picks[key] = append(r.Picks[key], record.Pick(p))
		}
	}
	for _, a := range s.Accept {
		r.Accept = append(r.Accept, record.Accepted(a))
	}
	for i := range cfg.Metrics {
		m := &cfg.Metrics[i]
		if len(m.Sources) > 0 && !slices.Contains(m.Sources, s.Name) {
			continue
		}
		r.Metrics[m.ID] = m.Kind
		if column, seconds := within(m); column != "" && (r.Within[column] == 0 || seconds < r.Within[column]) {
			r.Within[column] = seconds
		}
		r.Percent[m.ID] = m.Unit() == score.Percent
		r.Hundred[m.ID] = m.Unit() == score.Percent || m.Unit() == score.Points || m.Unit() == score.Index
		for _, q := range m.Reads(s.Kind) {
			if q == "" {
				r.AllWide = true
			}
			i := slices.IndexFunc(r.Questions, func(o record.Question) bool { return strings.EqualFold(o.Name, q) })
			if i < 0 {
				r.Questions = append(r.Questions, record.Question{Name: q})
				i = len(r.Questions) - 1
			}
			r.Questions[i].Scales = append(r.Questions[i].Scales, m.Scale)
		}
	}
	return r
}

// within is the column of stamps that a metric asks, and how exactly: a wait to the minute, or to
// the seconds that are promised.
func within(m *score.Metric) (column string, seconds float64) {
	k := m.Defined()
	switch {
	case k.Stamp == "":
		return "", 0
	case k.Threshold == nil:
		return k.Stamp, 60
	case k.Threshold.Until == metric.Answer:
		return k.Stamp, min(60, max(m.Threshold, 1))
	}
	return k.Stamp, m.Threshold
}

// counted is the tables as they are counted, and the metrics with every method
// settled: which one first-contact resolution is told by depends on the data.
func (j *job) counted(ctx context.Context, db *engine.DB, cfg *config.Config, tables []*record.Table) ([]fact.Source, []score.Metric) {
	var sources []fact.Source
	for i, t := range tables {
		s := t.Counted(ctx, db)
		s.Reasons = cfg.Sources[i].Reasons
		s.Themes, s.ThemesAt = cfg.Sources[i].Themes, cfg.Place(cfg.Sources[i].Path+".themes")
		sources = append(sources, s)
	}
	metrics := slices.Clone(cfg.Metrics)
	for i := range metrics {
		m := &metrics[i]
		if m.Defined().Chosen != metric.ByData || m.Variant != "" {
			continue
		}
		m.Variant = m.Defined().Decided(slices.ContainsFunc(sources, func(s fact.Source) bool {
			return (len(m.Sources) == 0 || slices.Contains(m.Sources, s.Name)) && slices.ContainsFunc(slices.Collect(maps.Keys(s.Wide)), m.Asks)
		}))
	}
	return sources, metrics
}

// facts is what is to be counted for the metrics.
func facts(metrics []score.Metric) []fact.Metric {
	all := make([]fact.Metric, len(metrics))
	for i := range metrics {
		all[i] = metrics[i].Metric
	}
	return all
}

// counting says from which day and hours things are counted.
func (j *job) counting(cfg *config.Config, tables []*record.Table) fact.Options {
	midnight := func(d fact.Day) int64 {
		t := d.Time()
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, cfg.Zone).UnixMicro()
	}
	o := fact.Options{
		AsOf: j.asOf, Now: midnight(j.asOf), Midnight: midnight,
		Place: func(metric, key string) diag.Place {
			path := "shingle.metrics." + metric
			if key != "" {
				path += "." + key
			}
			return cfg.Place(path)
		},
	}
	business := slices.ContainsFunc(cfg.Metrics, func(m score.Metric) bool { return m.Business })
	if !business || !cfg.Hours.Known() {
		return o
	}
	first := fact.NoDay
	for _, t := range tables {
		if t.Source.Kind == "contacts" && t.First != fact.NoDay && (first == fact.NoDay || t.First < first) {
			first = t.First
		}
	}
	if first == fact.NoDay {
		return o
	}
	o.Opened = cfg.Hours.Opened(first-7, j.asOf+1, cfg.Zone)
	return o
}

// profile says which weeks the load profile is made of: whole calendar weeks
// before the day of the build.
func (j *job) profile(cfg *config.Config, metrics []score.Metric, sources []fact.Source) fact.ProfileSpec {
	spec := fact.ProfileSpec{Minutes: cfg.BestTimes.SlotMinutes, Thresholds: thresholds(metrics, sources), Closed: cfg.Hours.Closed()}
	if cfg.BestTimes.Weeks > 0 {
		spec.To = j.asOf - fact.Day(hours.Weekday(j.asOf)-1)
		spec.From = spec.To - fact.Day(7*cfg.BestTimes.Weeks)
	}
	return spec
}

// thresholds says of each source within how many seconds its contacts are to be answered:
// as the first service level says that counts it.
func thresholds(metrics []score.Metric, sources []fact.Source) map[string]float64 {
	seconds := map[string]float64{}
	for i := range metrics {
		m := &metrics[i]
		for j := range sources {
			name := sources[j].Name
			if _, said := seconds[name]; !said && m.Defined().Threshold != nil && m.Defined().Threshold.Until == metric.Answer && (len(m.Sources) == 0 || slices.Contains(m.Sources, name)) {
				seconds[name] = m.Threshold
			}
		}
	}
	return seconds
}

// week is how the load profile is read.
func (j *job) week(cfg *config.Config) besttime.WeekOptions {
	return besttime.WeekOptions{
		Zone: cfg.Zone, AsOf: j.asOf, Hours: cfg.Hours, Method: cfg.BestTimes.BusyHour,
		T975: score.StudentT975, P: score.StudentP, Holm: score.Holm,
	}
}

// protection is whom the publisher protects, and what readers know already.
func (j *job) protection(cfg *config.Config, memory *release.Memory, shared []privacy.Shared) privacy.Options {
	o := privacy.Options{MinResponses: int64(cfg.Privacy.MinResponses), MinGroup: int64(cfg.Privacy.MinGroup), Customers: cfg.Privacy.ProtectCustomers}
	o.Shared = shared
	o.Seen, o.Lost, o.Absent = memory.Seen, memory.Lost, !memory.Damaged
	if o.Lost != "" {
		o.Last = j.last.Scores()
	}
	return o
}

// themes is what answers were about, as far as it may be told: what is withheld of all
// answers is withheld of their themes, and these are protected like teams. What readers have
// seen before tells of teams, not of themes.
func (j *job) themes(cfg *config.Config, known privacy.Options, sets []fact.Set, metrics []score.Metric, lines []*score.Line, problems *diag.List) []*score.Theme {
	themed, byTheme := score.ByTheme(sets, metrics, j.asOf)
	j.answered(cfg, known, byTheme, themed, problems)
	return score.Themes(lines, byTheme)
}

// answered withholds themes or reasons that too few answers name.
func (j *job) answered(cfg *config.Config, known privacy.Options, lines []*score.Line, sets []fact.Set, problems *diag.List) {
	if !known.Customers {
		j.cases(cfg, lines, sets, privacy.TooFew, problems)
		return
	}
	people := privacy.Inspect(lines, sets, privacy.Options{MinResponses: known.MinResponses, MinGroup: known.MinGroup, Customers: known.Customers, Shared: known.Shared})
	people.Protect()
	people.Audit(cfg.Place("shingle.privacy"), problems)
}

// reasons is why people got in touch, and what they answered who were asked about it.
func (j *job) reasons(cfg *config.Config, known privacy.Options, byReason []fact.Set, metrics []score.Metric, problems *diag.List) []*score.Line {
	lines := score.ByReason(byReason, metrics, j.asOf)
	var asked, others []*score.Line
	for _, l := range lines {
		if l.Survey() {
			asked = append(asked, l)
		} else {
			others = append(others, l)
		}
	}
	j.answered(cfg, known, asked, byReason, problems)
	contacts, complaints := byKind(others)
	j.cases(cfg, contacts, byReason, privacy.TooSmall, problems)
	j.cases(cfg, complaints, byReason, privacy.TooSmall, problems)
	score.Compare(lines)
	return lines
}

// few withholds teams of few complaints; of contacts all are told.
func (j *job) few(cfg *config.Config, lines []*score.Line, sets []fact.Set, problems *diag.List) {
	_, complaints := byKind(lines)
	j.cases(cfg, complaints, sets, privacy.TooSmall, problems)
}

// cases withholds parts of few cases, and looks whether they can be worked out all the same.
func (j *job) cases(cfg *config.Config, lines []*score.Line, sets []fact.Set, reason string, problems *diag.List) {
	privacy.Cases(lines, sets, int64(cfg.Privacy.MinResponses), reason).Audit(cfg.Place("shingle.privacy"), problems)
}

// byKind tells complaints from other contacts: they have teams and categories of their own.
func byKind(lines []*score.Line) (contacts, complaints []*score.Line) {
	for _, l := range lines {
		if l.Metric.Method().Of == metric.Complaints {
			complaints = append(complaints, l)
		} else {
			contacts = append(contacts, l)
		}
	}
	return contacts, complaints
}
