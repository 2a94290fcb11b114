package config

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
)

// Source is one [[shingle.sources]].
type Source struct {
	Path  string // of its table in the file
	Name  string
	Kind  string
	Files []string

	Engine string // that holds its rows; "": they are in files
	Table  string // there
	Asked  string // or a SELECT that the engine answers

	Partition string // the column of either that tells the day of a row
	LateDays  int    // how many of its last days are asked for in each build

	Preset    string          // the name of the layout that it takes over
	Inferred  bool            // nobody has seen a file of that layout, nor confirmed it
	Confirmed bool            // the publisher has
	Lenient   map[string]bool // headers of the preset's rules that the export may lack

	Columns   map[string][]string
	Picks     map[string][]Pick // columns that are read in another way: the first that the export has
	GroupBy   []string          // headers: rows with the same texts in them tell of one record
	Query     string
	Limit     time.Duration
	Constants map[string]string

	Keep, Drop  map[string][]string          // by header: the words of rows that count, or do not
	Units       map[string]string            // by column: what its numbers are in
	Words       map[string]map[string]string // by column: words and what they mean
	True, False []string
	Missing     map[string][]string
	Zone        *time.Location
	DateFormats []string
	MaxRejects  float64
	Cadence     string
	Reasons     *fact.Wording // likewise of the column reason
	Themes      *fact.Wording // what the codes of the column theme are called; nil: they are not counted
	Accept      []Accepted
	Respondents string // how people came to answer: one of Respondents; "" where it is not said

	Encoding, Delimiter, Decimal, RecordsAt string
	Sheets, Header                          []string // Sheets: none is every sheet that has the first one's columns
	SkipRows, HeaderRows                    int
	Preamble                                []string // labels in the lines above the header, whose values stand in every row
	Footer, ShortRows                       bool
}

// Accepted is a finding about a source's data that its publisher has looked at.
type Accepted struct{ Name, Reason string }

// constants are the columns that a source may say once for all its rows, where its kind has them.
var constants = []string{"team", "channel", "group", "wave", "period", "minutes", "measure", "question", "metric"}

// Cadences are how often figures come, with the days after which the next is due.
var Cadences = []string{"continuous", "daily", "weekly", "monthly", "quarterly", "yearly"}

// Respondents are the ways in which people come to answer: whom the publisher asked, or whoever
// wanted to, which makes no sample.
var Respondents = []string{"invited", "self_selected"}

func (c *Config) sources(tables []*table) {
	for _, t := range tables {
		s := Source{Path: t.path, Constants: map[string]string{}}
		if !s.preset(t, c.presets) {
			continue
		}
		s.Name = t.required("name", "a name of its own, for messages and the data page")
		if slices.ContainsFunc(c.Sources, func(o Source) bool { return o.Name == s.Name }) && s.Name != "" {
			t.wrong("name", "got %q a second time, want each source to have a name of its own", s.Name)
		}
		s.Kind = t.required("kind", "one of "+list(fact.Kinds()))
		if s.Kind != "" && !slices.Contains(fact.Kinds(), s.Kind) {
			t.doc.wrongHint(t.at("kind"), diag.DidYouMean(s.Kind, fact.Kinds()), "got %q, want one of %s", s.Kind, list(fact.Kinds()))
		}
		s.lies(t, c)
		s.columns(t)
		s.constants(t)
		s.rows(t)
		s.cells(t, c.Zone)
		s.form(t)
		s.themes(t)
		s.accepted(t)
		s.respondents(t)
		t.finish()
		c.Sources = append(c.Sources, s)
	}
}

// columns reads where the source's columns come from.
func (s *Source) columns(t *table) {
	switch {
	case t.has("query") && s.Engine != "":
		s.Asked = t.required("query", "one SELECT")
	case t.has("query"):
		s.Query = t.required("query", "one SELECT over export")
	}
	s.GroupBy = t.texts("group_by")
	if s.Query != "" && len(s.GroupBy) > 0 {
		t.wrong("group_by", "stands beside query, want it said in the query")
	}
	s.Limit = time.Duration(t.whole("query_seconds", 15, 1, 86400)) * time.Second
	cols := t.table("columns")
	if cols == nil {
		return
	}
	if s.Query != "" {
		t.wrong("query", "stands beside columns, want one of the two")
	}
	s.Columns, s.Picks = map[string][]string{}, map[string][]Pick{}
	for _, key := range cols.keys() {
		if picks, ok := cols.pick(key); ok {
			s.Picks[key] = picks
			continue
		}
		if names := cols.texts(key); len(names) > 0 {
			s.Columns[key] = names
		}
	}
}

func (s *Source) constants(t *table) {
	for _, key := range constants {
		if t.asked[key] = true; !t.has(key) {
			continue
		}
		value := ""
		if key == "minutes" {
			value = strconv.Itoa(t.whole(key, 30, 1, 1440))
		} else {
			value = t.text(key, "")
		}
		_, both := s.Columns[key]
		if _, picked := s.Picks[key]; both || picked {
			t.wrong(key, "stands beside columns.%s, want one of the two", key)
		}
		if value != "" {
			s.Constants[key] = value
		}
	}
}

// ColumnsAre tells of columns that sources say once for all their rows, and that their kinds do not have.
func (c *Config) ColumnsAre(of func(kind string) []string, problems *diag.List) {
	doc := *c.doc
	doc.problems = problems
	for _, s := range c.Sources {
		for _, key := range constants {
			if s.Constants[key] != "" && slices.Contains(fact.Kinds(), s.Kind) && !slices.Contains(of(s.Kind), key) {
				doc.wrong(join(s.Path, key), "does not apply to %s", s.Kind)
			}
		}
	}
}

func (s *Source) cells(t *table, site *time.Location) {
	s.True, s.False = t.texts("true_values"), t.texts("false_values")
	for _, word := range s.True {
		if slices.ContainsFunc(s.False, func(f string) bool { return strings.EqualFold(f, word) }) {
			t.wrong("true_values", "%q stands among false_values, too", word)
		}
	}
	s.Missing = map[string][]string{}
	if v, ok := t.get("missing_values"); ok {
		if _, isTable := v.(map[string]any); isTable {
			per := t.table("missing_values")
			if per != nil {
				for _, key := range per.keys() {
					s.Missing[key] = per.cells(key, true)
				}
			}
		} else {
			s.Missing[""] = t.cells("missing_values", false)
		}
	}
	s.Zone = t.zone("time_zone", site)
	s.DateFormats = t.texts("date_format")
	for i, f := range s.DateFormats {
		if f != "unix" && f != "unix_ms" && !strings.Contains(f, "%") {
			at := t.at("date_format")
			if _, isList := t.values["date_format"].([]any); isList {
				at = index(at, i)
			}
			t.doc.wrong(at, "got %q, want strftime codes such as \"%%d/%%m/%%Y %%H:%%M:%%S\", or \"unix\" or \"unix_ms\"", f)
		}
	}
	s.MaxRejects = t.number("max_rejects", 0.01, 0, 1)
	s.Cadence = t.choice("cadence", "", Cadences...)
}

// form reads how the files are written.
func (s *Source) form(t *table) {
	s.Encoding = t.text("encoding", "")
	s.Delimiter = t.choice("delimiter", "", ",", ";", "\t", "tab", "|")
	s.Decimal = t.choice("decimal", "", ",", ".")
	s.Sheets = t.texts("sheets")
	if sheet := t.text("sheet", ""); sheet != "" {
		if t.has("sheets") {
			t.wrong("sheet", "stands beside sheets, want one of the two")
		}
		s.Sheets = []string{sheet}
	}
	s.Header = t.cells("header", false)
	s.RecordsAt = t.text("records_at", "")
	s.SkipRows = t.whole("skip_rows", 0, 0, 1<<20)
	s.HeaderRows = t.whole("header_rows", 1, 1, 20)
	s.Preamble = t.texts("preamble")
	s.Footer, s.ShortRows = t.flag("footer", false), t.flag("short_rows", false)
	if t.has("header_rows") && len(s.Header) > 0 {
		t.wrong("header_rows", "stands beside header, want one of the two")
	}
}
