package page

import (
	"errors"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"time"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/indented"
)

// outputs are the tables under /api/v1, each made by a file of its own. Some stand there with
// their header at least, the others only where there is something of their kind.
var outputs = []struct {
	make   func(*Input) *table
	always bool
}{
	{scores, true},
	{distributions, true},
	{exclusions, true},
	{controlCharts, true},
	{responseRates, false},
	{bestTimes, false},
	{windows, false},
	{forecasts, false},
	{accuracy, false},
	{comparisons, false},
	{flows, false},
	{tails, false},
	{themes, false},
	{reasons, false},
	{coverages, false},
	{actionTable, false},
	{deadlines, false},
	{benchmarks, false},
	{backlogs, false},
}

// apiFiles makes and publishes everything under /api/v1.
func apiFiles(in *Input) ([]*table, error) {
	tables, failed := make([]*table, len(outputs)), make([]error, len(outputs))
	var wg sync.WaitGroup
	turn := make(chan bool, runtime.GOMAXPROCS(0))
	for i, o := range outputs {
		wg.Go(func() {
			turn <- true
			defer func() { <-turn }()
			if t := o.make(in); t.rows > 0 || o.always {
				tables[i], failed[i] = t, t.close()
			}
		})
	}
	wg.Wait()
	published := slices.DeleteFunc(tables, func(t *table) bool { return t == nil })
	return published, errors.Join(append(failed,
		in.publish(api+"meta.json", indented.JSON(meta(in))),
		in.publish(api+"meta.schema.json", indented.JSON(metaSchema())),
		in.publish(api+"datapackage.json", indented.JSON(dataPackage(in, published))))...)
}

// draft is the JSON Schema that ours are written in.
const draft = "https://json-schema.org/draft/2020-12/schema"

// schema is the JSON Schema of a table's JSON: an object of columns and rows.
func (t *table) schema() any {
	var cells []any
	for _, c := range t.columns {
		kind := any(c.kind)
		if !c.needed && (c.kind != "string" || len(c.among) > 0) {
			kind = []string{c.kind, "null"}
		}
		p := map[string]any{"title": c.name, "type": kind, "description": c.text}
		if len(c.among) > 0 {
			among := make([]any, 0, len(c.among)+1)
			for _, a := range c.among {
				among = append(among, a)
			}
			if !c.needed {
				among = append(among, nil)
			}
			p["enum"] = among
		}
		cells = append(cells, p)
	}
	row := map[string]any{"type": "array", "prefixItems": cells, "items": false, "minItems": len(cells)}
	return t.object("rows", map[string]any{"type": "array", "items": row})
}

// listSchema is that of the list of a long table's files.
func (t *table) listSchema() any {
	text, number := map[string]any{"type": "string"}, map[string]any{"type": "integer", "minimum": 0}
	return t.object("files", map[string]any{"type": "array", "items": map[string]any{
		"type": "object", "additionalProperties": false, "required": []string{"metric", "rows", "path"},
		"properties": map[string]any{"metric": text, "rows": number, "path": text},
	}})
}

// object is the schema of an object of the table's columns and one more member.
func (t *table) object(name string, is any) any {
	return map[string]any{
		"$schema": draft, "title": t.title, "type": "object", "additionalProperties": false,
		"required": []string{"columns", name}, "properties": map[string]any{"columns": map[string]any{"const": t.names()}, name: is},
	}
}

// metaSource is what meta.json says of a source.
type metaSource struct {
	Name         string     `json:"name"`
	Kind         string     `json:"kind"`
	Files        int        `json:"files"`
	Account                 // null, each of them: withheld to protect people
	Accepted     []Accepted `json:"accepted"`
	Respondents  *string    `json:"respondents"` // null: not said, or not of people who answer
	Cadence      string     `json:"cadence"`
	DataFrom     *string    `json:"data_from"`
	DataUpTo     *string    `json:"data_up_to"`
	ExpectedNext *string    `json:"expected_next"`
}

func day(d fact.Day) *string {
	if d == fact.NoDay {
		return nil
	}
	s := d.String()
	return &s
}

func meta(in *Input) any {
	sources := []metaSource{}
	for i := range in.Sources {
		s := &in.Sources[i]
		sources = append(sources, metaSource{s.Name, s.Kind, s.Files, s.told(), s.Accepted, s.respondents(), s.Cadence, day(s.First), day(s.Last), day(s.Due())})
	}
	return struct {
		Generator    string            `json:"generator"`
		Built        string            `json:"built"`
		AsOf         string            `json:"as_of"`
		Organisation string            `json:"organisation"`
		Title        string            `json:"title"`
		TimeZone     string            `json:"time_zone"`
		OnlyChannel  *string           `json:"best_times_channel"` // of all lines of best-times and forecast, which then name none
		Channels     map[string]string `json:"metric_channels"`    // by metric: the only one of all its lines, which then name none
		TeamChannels map[string]string `json:"team_channels"`      // by team: the only one of all its lines, which then name none
		Sources      []metaSource      `json:"sources"`
	}{"shingle " + in.Version, in.Built.UTC().Format(time.RFC3339), in.AsOf.String(), in.Organisation, in.Title, in.Zone.String(), in.onlyChannel(), in.channels(), fact.OnlyChannels(in.Sets), sources}
}

// onlyChannel is the one that all of the week's contacts are of; nil for several or none.
func (in *Input) onlyChannel() *string {
	if in.Week == nil || in.Week.Only == "" {
		return nil
	}
	return &in.Week.Only
}

// channels are the metrics that were counted in one channel only, with that channel.
func (in *Input) channels() map[string]string {
	only := map[string]string{}
	for i := range in.Metrics {
		if m := &in.Metrics[i]; m.Channel != "" {
			only[m.ID] = m.Channel
		}
	}
	return only
}

func metaSchema() any {
	text, date := map[string]any{"type": "string"}, map[string]any{"type": []string{"string", "null"}}
	number := map[string]any{"type": "integer", "minimum": 0}
	told := map[string]any{"type": []string{"integer", "null"}, "minimum": 0, "description": "null: withheld to protect people"}
	return map[string]any{
		"$schema": draft, "title": "What the site was built from", "type": "object", "additionalProperties": false,
		"required": []string{"generator", "built", "as_of", "organisation", "title", "time_zone", "best_times_channel", "metric_channels", "team_channels", "sources"},
		"properties": map[string]any{
			"metric_channels": map[string]any{"type": "object", "additionalProperties": text}, "team_channels": map[string]any{"type": "object", "additionalProperties": text}, "best_times_channel": date, "generator": text, "built": text, "as_of": text, "organisation": text, "title": text, "time_zone": text,
			"sources": map[string]any{"type": "array", "items": map[string]any{
				"type": "object", "additionalProperties": false,
				"required": []string{"name", "kind", "files", "rows", "query_rows", "left_out", "rejected", "set_aside", "doubles", "kept", "missing", "accepted", "respondents", "cadence", "data_from", "data_up_to", "expected_next"},
				"properties": map[string]any{
					"name": text, "kind": text, "files": number, "rows": told, "query_rows": told, "rejected": told, "set_aside": told, "doubles": told, "kept": told, "missing": told, "cadence": text,
					"left_out": map[string]any{"type": []string{"array", "null"}, "items": record("rule", text, "rows", number)}, "accepted": map[string]any{"type": "array", "items": record("finding", text, "reason", text)},
					"respondents": map[string]any{"enum": []any{"invited", "self_selected", nil}, "description": "how people came to answer: whom we asked, or whoever wanted to, which makes no sample; null: it is not said, or nobody answers in it"},
					"data_from":   date, "data_up_to": date, "expected_next": date,
				},
			}},
		},
	}
}

// record is the schema of an object of two members.
func record(one string, is any, other string, also any) any {
	return map[string]any{"type": "object", "additionalProperties": false, "required": []string{one, other}, "properties": map[string]any{one: is, other: also}}
}

// dataPackage describes the data files as a Frictionless Data Package.
func dataPackage(in *Input, tables []*table) any {
	var resources []any
	for _, t := range tables {
		var fields []any
		for _, c := range t.columns {
			f := map[string]any{"name": c.name, "type": c.kind, "description": c.text}
			constraints := map[string]any{}
			if c.needed {
				constraints["required"] = true
			}
			if len(c.among) > 0 {
				constraints["enum"] = c.among
			}
			if len(constraints) > 0 {
				f["constraints"] = constraints
			}
			fields = append(fields, f)
		}
		r := map[string]any{
			"name": t.name, "title": t.title, "path": t.name + ".csv", "type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
			"dialect": map[string]any{"delimiter": ",", "lineTerminator": "\n", "quoteChar": `"`, "doubleQuote": true, "header": true},
			"schema":  map[string]any{"fields": fields, "missingValues": []string{""}},
		}
		if t.name == "scores" {
			r["schema"].(map[string]any)["primaryKey"] = []string{"metric", "team", "channel", "grain", "period"}
		}
		resources = append(resources, r)
	}
	p := map[string]any{
		"$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
		"name":    packageName(in.Organisation), "title": in.Title,
		"description": "Scores of customer service, published by " + in.Organisation + ": every number on the site, with its counts, interval, promise and state.",
		"version":     in.release(), "created": in.Built.UTC().Format(time.RFC3339),
		"homepage": homepage(in.BaseURL), "contributors": []any{map[string]any{"title": in.Organisation, "roles": []string{"publisher"}}},
		"keywords": []string{"customer service", "service level", "satisfaction", "transparency"}, "resources": resources,
	}
	if l := in.Licence; l.Name != "" {
		p["licenses"] = []any{map[string]any{"title": l.Name, "path": l.URL}}
	}
	return p
}

// release is the number of what is published: the day it is of.
func (in *Input) release() string { return in.AsOf.Time().Format("2006.1.2") }

func homepage(base string) string {
	if base == "/" {
		return "https://example.com/"
	}
	return base
}

// packageName is a name as data packages want it: small letters, digits, -.
func packageName(organisation string) string {
	if s := slug(organisation); s != "" {
		return s + "-service-scores"
	}
	return "service-scores"
}

// reserve gives a name that none of the others has: the slug, or a word for what has none,
// and a number after it where two names slug alike.
func reserve(name, nameless string, taken map[string]bool) string {
	base := slug(name)
	if base == "" {
		base = nameless
	}
	s := base
	for n := 2; taken[s]; n++ {
		s = base + "-" + strconv.Itoa(n)
	}
	taken[s] = true
	return s
}
