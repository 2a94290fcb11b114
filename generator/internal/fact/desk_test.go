package fact_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/engine"
	"shingle/generator/internal/export"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/record"
)

// A desk is sources with their files, and the metrics to be counted from them.
type desk struct {
	sources []source
	metrics []fact.Metric
	on      func(*engine.DB, []fact.Source) (fact.Queryer, []fact.Source) // where it is counted; nil: where it was read
	in      func(i int) *record.Warehouse                                 // where a source's rows lie; nil: in files
	files   []string                                                      // that the engine may write to
	weeks   [2]fact.Day                                                   // of which the load is told; both 0: of all
	closed  []fact.Day
	all     bool // all contacts are counted, too
}

type source struct {
	record.Source
	files  map[string]string
	themes *fact.Wording // and reasons
	zoned  bool          // in a warehouse its stamps are instants
}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func on(t testing.TB, date string) fact.Day {
	t.Helper()
	d, err := time.Parse(time.DateOnly, date)
	if err != nil {
		t.Fatal(err)
	}
	return fact.DayOf(d)
}

// five is a scale from 1 to 5.
var five = fact.ScaleOf{Min: 1, Max: 5, PositiveMin: 4}

// source adds a source of one file, whose answers are on scales from 1 to 5.
func (d *desk) source(t testing.TB, name, kind, text string, questions ...string) *source {
	london := zone(t, "Europe/London")
	s := source{files: map[string]string{name + ".csv": text}, Source: record.Source{
		Name: name, Kind: kind, Limit: time.Minute, Zone: london, Site: london, MaxRejects: 1, AsOf: on(t, "2026-11-01"),
		Accept: []record.Accepted{{Name: "doubles", Reason: "ids are made up by chance"}}, // of which nothing is said
		Place:  diag.Place{File: "config.toml", Line: 10 + len(d.sources)}, At: func(string) diag.Place { return diag.Place{File: "config.toml"} },
	}}
	for _, q := range questions {
		s.Questions = append(s.Questions, record.Question{Name: q, Scales: []fact.ScaleOf{five}})
	}
	d.sources = append(d.sources, s)
	return &d.sources[len(d.sources)-1]
}

// counted is what came out.
type counted struct {
	sets     []fact.Set
	byReason []fact.Set
	all      *fact.Set
	profile  *fact.Profile
	tables   []*record.Table
	problems diag.List
}

// count reads and counts everything.
func (d *desk) count(t testing.TB) *counted {
	t.Helper()
	ctx := context.Background()
	out := &counted{}
	var files [][]*export.File
	var paths []string
	for i := range d.sources {
		dir := t.TempDir()
		for name, text := range d.sources[i].files {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		opened := export.Open(export.Options{Dir: dir, Files: []string{"*"}, Temp: t.TempDir()}, &out.problems)
		for _, f := range opened {
			paths = append(paths, f.Read)
		}
		files = append(files, opened)
	}
	if out.problems.Failed() {
		t.Fatal(out.problems.String())
	}
	db, err := engine.Open(ctx, engine.Options{Temp: t.TempDir(), Files: append(paths, d.files...)})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var tables []fact.Source
	for i := range d.sources {
		var table *record.Table
		if w := d.warehouse(i); w != nil {
			table, err = record.Ask(ctx, w, &d.sources[i].Source, i, &out.problems)
		} else {
			table, err = record.Load(ctx, db, &d.sources[i].Source, i, files[i], &out.problems)
		}
		if err != nil || table == nil {
			t.Fatalf("%v\n%s", err, out.problems.String())
		}
		out.tables = append(out.tables, table)
		counted := table.Counted(ctx, db)
		counted.Themes, counted.Reasons = d.sources[i].themes, d.sources[i].themes
		tables = append(tables, counted)
	}
	o := fact.Options{
		AsOf: on(t, "2026-11-01"),
		Midnight: func(d fact.Day) int64 {
			y, m, n := d.Time().Date()
			return time.Date(y, m, n, 0, 0, 0, 0, zone(t, "Europe/London")).UnixMicro()
		},
		Now:    time.Date(2026, 11, 1, 0, 0, 0, 0, zone(t, "Europe/London")).UnixMicro(),
		Opened: []fact.OpenSpan{{From: 1743400000000000, To: 1743440000000000}, {From: 1748700000000000, To: 1748740000000000}, {From: 1764500000000000, To: 1764540000000000}},
		Place:  func(metric, key string) diag.Place { return diag.Place{File: "config.toml", Line: 99} },
	}
	var q fact.Queryer = db
	if d.on != nil {
		q, tables = d.on(db, tables)
	}
	if out.sets, err = fact.Compute(ctx, q, d.metrics, tables, o, &out.problems); err != nil {
		t.Fatal(err)
	}
	if out.byReason, err = fact.ByReason(ctx, q, d.metrics, tables, o); err != nil {
		t.Fatal(err)
	}
	if d.all {
		if out.all, err = fact.Everything(ctx, q, nil, tables, o); err != nil {
			t.Fatal(err)
		}
		known, err := fact.Everything(ctx, q, out.sets, tables, o)
		if err != nil {
			t.Fatal(err)
		}
		if out.all != nil && !reflect.DeepEqual(slices.Collect(known.Facts.All()), slices.Collect(out.all.Facts.All())) {
			t.Error("what a volume counts already is not what everything comes to")
		}
	}
	thresholds := map[string]float64{}
	for i := range tables {
		thresholds[tables[i].Name] = 20
	}
	if d.weeks[1] != 0 { // of one source they may be known
		tables = tables[:1]
	}
	if out.profile, err = fact.ProfileOf(ctx, q, tables, fact.ProfileSpec{From: d.weeks[0], To: d.weeks[1], Minutes: 30, Thresholds: thresholds, Closed: d.closed}); err != nil {
		t.Fatal(err)
	}
	return out
}

// warehouse is where the rows of a source lie; nil: in files.
func (d *desk) warehouse(i int) *record.Warehouse {
	if d.in == nil {
		return nil
	}
	return d.in(i)
}

// said is every mistake that was noted.
func (c *counted) said() string {
	var all []string
	for _, p := range c.problems.Sorted() {
		if !p.Warning {
			all = append(all, p.String())
		}
	}
	return strings.Join(all, "\n")
}

// whole adds up everything that was counted, by metric, segment, day and what it is, so
// that the order in which it was noted does not matter.
func (c *counted) whole() map[string]int64 {
	all := map[string]int64{}
	for _, set := range c.sets {
		put := func(seg fact.Segment, day fact.Day, grain fact.Grain, what string, n int64) {
			if n != 0 {
				all[fmt.Sprintf("%s %q %q %s %s %s", set.Metric.ID, seg.Team, seg.Channel, day, grain, what)] += n
			}
		}
		for f := range set.Facts.All() {
			for i, n := range f.Counts {
				put(f.Segment, f.Day, f.Grain, fmt.Sprint("count ", i), n)
			}
			put(f.Segment, f.Day, f.Grain, "missing", f.Missing)
			put(f.Segment, f.Day, f.Grain, "rejected", f.Rejected)
		}
		for _, a := range set.Answers {
			put(a.Segment, a.Day, a.Grain, fmt.Sprintf("answer %s=%d", a.Question, a.Value), a.Count)
		}
		for _, w := range set.Waits {
			put(w.Segment, w.Day, fact.Month, fmt.Sprintf("wait %d", w.Micros), w.Answered+1000000*w.Abandoned)
		}
		for _, e := range set.Excluded {
			put(e.Segment, e.Day, e.Grain, "excluded "+e.Reason, e.Count)
		}
		for _, p := range set.People {
			put(p.Segment, p.Day, fact.Quarter, "people", p.N)
		}
	}
	return all
}

// sum adds up one count of a metric over all days and segments.
func (c *counted) sum(metric string, count int) (n int64) {
	for _, set := range c.sets {
		if set.Metric.ID == metric {
			for f := range set.Facts.All() {
				n += f.Counts[count]
			}
		}
	}
	return n
}

// differ tells where two countings differ; "" if they do not.
func differ(got, want map[string]int64) string {
	var all []string
	for k, n := range want {
		if got[k] != n {
			all = append(all, fmt.Sprintf("%s: got %d, want %d", k, got[k], n))
		}
	}
	for k, n := range got {
		if _, ok := want[k]; !ok {
			all = append(all, fmt.Sprintf("%s: got %d, want none", k, n))
		}
	}
	slices.Sort(all)
	return strings.Join(all[:min(len(all), 10)], "\n")
}

// phone is the metrics of a desk that answers calls.
func phone() []fact.Metric {
	return []fact.Metric{
		{ID: "service_level", Kind: "service_level", Variant: "offered", Threshold: 20},
		{ID: "abandonment", Kind: "abandonment", Variant: "all"},
		{ID: "wait", Kind: "wait", Variant: "asa"},
		{ID: "bad_wait", Kind: "wait", Variant: "p90"},
		{ID: "fcr", Kind: "fcr", Variant: "agent_flag"},
		{ID: "csat", Kind: "csat", Variant: "top2_pct", Scale: five},
		{ID: "volume", Kind: "volume"},
	}
}

// listening is an engine whose queries are noted.
type listening struct {
	*engine.DB
	asked *[]string
}

func (l listening) Query(ctx context.Context, query string) (*sql.Rows, error) {
	*l.asked = append(*l.asked, query)
	return l.DB.Query(ctx, query)
}

func (l listening) Each(ctx context.Context, query string, row func(v []any)) error {
	*l.asked = append(*l.asked, query)
	return l.DB.Each(ctx, query, row)
}
