package config

import (
	"regexp"
	"slices"

	"shingle/generator/internal/diag"
)

// Engine is one [shingle.engines.<name>]: a warehouse that is asked instead of files being read.
type Engine struct {
	Path     string // of its table in the file
	Name     string
	Kind     string // what speaks its SQL
	Variable string // of the environment, which holds its address and password
	Seconds  int    // that a question may take
	Rows     int    // that an answer may have
}

// variablePattern is what a variable of the environment is called; an address is not.
var variablePattern = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// ofFiles are the keys of a source that say how files are read or put together.
var ofFiles = []string{"files", "preset", "encoding", "delimiter", "header", "skip_rows", "header_rows", "sheet", "sheets", "records_at", "preamble", "footer", "short_rows", "group_by", "query_seconds"}

// engines reads [shingle.engines].
func (c *Config) engines(t *table) {
	if t == nil {
		return
	}
	for _, name := range t.keys() {
		of := t.section(name)
		if of == nil {
			continue
		}
		e := Engine{Path: of.path, Name: name}
		e.Kind = of.required("kind", "what speaks its SQL")
		e.Variable = of.required("dsn_env", "the name of the environment variable that holds the address, such as \"SHINGLE_WAREHOUSE_DSN\"")
		if e.Variable != "" && !variablePattern.MatchString(e.Variable) { // it may be the secret itself, and is not shown
			of.wrong("dsn_env", "is no name of a variable, want the name of the one that holds the address and the password, which do not belong into this file")
		}
		e.Seconds = of.whole("max_seconds", 300, 1, 86400)
		e.Rows = of.whole("max_rows", 1_000_000, 1, 1<<31-1)
		of.finish()
		c.Engines = append(c.Engines, e)
	}
}

// EnginesAre tells of engines that are of none of the kinds that can be asked.
func (c *Config) EnginesAre(kinds []string, problems *diag.List) {
	doc := *c.doc
	doc.problems = problems
	for _, e := range c.Engines {
		if e.Kind != "" && !slices.Contains(kinds, e.Kind) {
			doc.wrongHint(join(e.Path, "kind"), diag.DidYouMean(e.Kind, kinds), "got %q, want one of %s", e.Kind, list(kinds))
		}
	}
}

// Asks tells whether a source lies in an engine.
func (c *Config) Asks() bool {
	return slices.ContainsFunc(c.Sources, func(s Source) bool { return s.Engine != "" })
}

// Engine is the engine of a name; nil if there is none.
func (c *Config) Engine(name string) *Engine {
	i := slices.IndexFunc(c.Engines, func(e Engine) bool { return e.Name == name })
	if i < 0 {
		return nil
	}
	return &c.Engines[i]
}

// lies reads where a source's rows are: in files, or in an engine.
func (s *Source) lies(t *table, c *Config) {
	if !t.has("engine") {
		s.Files = t.textsFor("files", `what to read, such as files = ["data/calls/*.csv"]`)
		if !t.has("files") {
			t.doc.wrong(t.path, "files is missing: what to read, such as files = [\"data/calls/*.csv\"]")
		}
		for key, why := range map[string]string{"table": "whose table it is", "partition": "whose column it is", "late_days": "whose days they are"} {
			if t.get(key); t.has(key) {
				t.wrong(key, "stands without engine, which says %s", why)
			}
		}
		return
	}
	s.Engine = t.text("engine", "")
	if names := c.engineNames(); s.Engine != "" && !slices.Contains(names, s.Engine) {
		hint := diag.DidYouMean(s.Engine, names)
		if hint == "" {
			hint = "[shingle.engines." + s.Engine + "] says what it is"
		}
		t.doc.wrongHint(t.at("engine"), hint, "got %q, and there is no such engine", s.Engine)
	}
	for _, key := range ofFiles {
		if t.has(key) {
			t.wrong(key, "stands beside engine, and is of files")
		}
	}
	t.get("files")
	s.Table, s.Partition = t.text("table", ""), t.text("partition", "")
	s.LateDays = t.whole("late_days", 3, 1, 366)
	if t.has("late_days") && !t.has("partition") {
		t.wrong("late_days", "stands without partition: days are asked for again where a column tells them")
	}
	if t.has("table") == t.has("query") {
		t.doc.wrong(t.path, "want either table or query: what the engine is asked for, such as table = \"analytics.calls\"")
	}
	if s.Table != "" && !tablePattern.MatchString(s.Table) {
		t.wrong("table", "got %q, want a table's name, with its schema before a point, such as \"analytics.calls\"", s.Table)
	}
}

// tablePattern is how a table is named: up to three parts with points between.
var tablePattern = regexp.MustCompile(`^[^.\s"]+(\.[^.\s"]+){0,2}$`)

func (c *Config) engineNames() []string {
	var names []string
	for _, e := range c.Engines {
		names = append(names, e.Name)
	}
	return names
}

// together tells of contacts and intervals that lie in several places: the week is told from all
// of them at once.
func (c *Config) together() {
	first := -1
	for i, s := range c.Sources {
		if s.Kind != "contacts" && s.Kind != "intervals" {
			continue
		}
		if first < 0 {
			first = i
		}
		if other := c.Sources[first]; other.Engine != s.Engine {
			c.doc.wrong(join(s.Path, "name"), "%q and %q are contacts or intervals that lie in two places, want all of them in files, or all in one engine", other.Name, s.Name)
			return
		}
	}
}
