package main

import (
	"reflect"
	"slices"
	"strings"
	"time"

	"shingle/generator/internal/besttime"
	"shingle/generator/internal/config"
	"shingle/generator/internal/diag"
	"shingle/generator/internal/export"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/hours"
	"shingle/generator/internal/metric"
	"shingle/generator/internal/overlap"
	"shingle/generator/internal/privacy"
	"shingle/generator/internal/record"
	"shingle/generator/internal/release"
	"shingle/generator/internal/score"
)

// The functions of this file say in each package's own terms what config says.

// reading is how the files of a source are to be read.
func reading(s *config.Source) export.Options {
	return export.Options{
		Files: s.Files, Encoding: s.Encoding, Delimiter: s.Delimiter, Header: s.Header, SkipRows: s.SkipRows, HeaderRows: s.HeaderRows, RecordsAt: s.RecordsAt,
		Sheets: s.Sheets, Preamble: s.Preamble, Footer: s.Footer, ShortRows: s.ShortRows,
	}
}

// source is how the records of a source are to be read.
func source(cfg *config.Config, s *config.Source, today day) *record.Source {
	r := &record.Source{
		Name: s.Name, Kind: s.Kind, Columns: s.Columns, Query: s.Query, Table: s.Table, Asked: s.Asked, Partition: s.Partition, LateDays: s.LateDays, Limit: s.Limit, Constants: s.Constants,
		True: s.True, False: s.False, Missing: s.Missing, Zone: s.Zone, Site: cfg.Zone, DateFormats: s.DateFormats, Decimal: s.Decimal,
		Keep: s.Keep, Drop: s.Drop, Units: s.Units, Words: s.Words,
		MaxRejects: s.MaxRejects, AsOf: today.of, Figures: map[string]record.Figure{}, Within: map[string]float64{},
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
		r.Figures[m.ID] = figureOf(m)
		if column, seconds := within(m); column != "" && (r.Within[column] == 0 || seconds < r.Within[column]) {
			r.Within[column] = seconds
		}
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

// figureOf is what a metric takes of what others counted.
func figureOf(m *score.Metric) record.Figure {
	method := m.Method()
	return record.Figure{
		Percent: method.Unit == metric.Percent, Hundred: slices.Contains([]metric.Unit{metric.Percent, metric.Points, metric.Index}, method.Unit),
		Difference: method.Form == metric.Net, Alone: method.Form == metric.Total && !method.ValueOnly,
	}
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

// counting says from which day and hours things are counted.
func counting(cfg *config.Config, today day, tables []*record.Table) fact.Options {
	midnight := func(d fact.Day) int64 {
		t := d.Time()
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, cfg.Zone).UnixMicro()
	}
	o := fact.Options{
		AsOf: today.of, Now: midnight(today.of), Midnight: midnight,
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
	o.Opened = cfg.Hours.Opened(first-7, today.of+1, cfg.Zone)
	return o
}

// overlapping says which sources may bring the same.
func overlapping(cfg *config.Config) overlap.Options {
	return overlap.Options{Customers: cfg.Privacy.ProtectCustomers, Apart: func(i, j int) bool {
		a, b := &cfg.Sources[i], &cfg.Sources[j]
		return !reflect.DeepEqual(a.Keep, b.Keep) || !reflect.DeepEqual(a.Drop, b.Drop) || !slices.Equal(a.Sheets, b.Sheets) || a.Query != b.Query || a.RecordsAt != b.RecordsAt
	}}
}

// profile says which weeks the load profile is made of: whole calendar weeks
// before the day of the build.
func profile(cfg *config.Config, today day, metrics []score.Metric, sources []fact.Source) fact.ProfileSpec {
	spec := fact.ProfileSpec{Minutes: cfg.BestTimes.SlotMinutes, Thresholds: thresholds(metrics, sources), Closed: cfg.Hours.Closed()}
	if cfg.BestTimes.Weeks > 0 {
		spec.To = today.of - fact.Day(hours.Weekday(today.of)-1)
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
func week(cfg *config.Config, today day) besttime.WeekOptions {
	return besttime.WeekOptions{
		Zone: cfg.Zone, AsOf: today.of, Hours: cfg.Hours, Method: cfg.BestTimes.BusyHour,
		T975: score.StudentT975, P: score.StudentP, Holm: score.Holm,
	}
}

// protection is whom the publisher protects, and what readers know already.
func protection(cfg *config.Config, memory *release.Memory, last *release.Release, shared []privacy.Shared) privacy.Options {
	o := privacy.Options{MinResponses: int64(cfg.Privacy.MinResponses), MinGroup: int64(cfg.Privacy.MinGroup), Customers: cfg.Privacy.ProtectCustomers}
	o.Shared = shared
	o.Seen, o.Lost, o.Absent = memory.Seen, memory.Lost, !memory.Damaged
	if o.Lost != "" {
		o.Last = last.Scores()
	}
	return o
}
