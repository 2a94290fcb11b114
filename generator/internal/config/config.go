// Package config reads config.toml: Hugo's keys at the top level, which it leaves
// to Hugo, and ours under [shingle], strictly. Every mistake is noted with its
// line: unknown keys, wrong types, impossible values.
package config

import (
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/hours"
	"shingle/generator/internal/preset"
	"shingle/generator/internal/score"
)

// Config is what config.toml says, with every default filled in.
type Config struct {
	File string         // as people know it
	Hugo map[string]any // everything but [shingle]

	BaseURL   *url.URL
	Title     string
	Languages []Language // the first is the default

	Organisation string
	Footnote     string
	Zone         *time.Location
	AsOf         fact.Day // NoDay: the clock says
	KeepRecords  bool     // between builds, sealed

	Privacy   Privacy
	BestTimes BestTimes
	Hours     *hours.Hours // nil: to be inferred
	Brand     Brand
	Contact   Contact
	Feedback  Feedback
	Licence   Licence
	Engines   []Engine
	Sources   []Source
	Metrics   []score.Metric

	doc     *document
	presets []*preset.Preset
}

// Language is one that the site is published in.
type Language struct{ Code, Name, Title string }

// Privacy says below which numbers scores are withheld.
type Privacy struct {
	MinResponses     int
	MinGroup         int
	ProtectCustomers bool     // customers' surveys get the protection of employees'
	AllowNames       []string // that look like a person's, and are none
}

// BestTimes says what the load profile is made of.
type BestTimes struct {
	SlotMinutes int
	Weeks       int
	BusyHour    string // tcbh or adph
}

// Brand is the organisation's own look.
type Brand struct {
	Logo      string // a file under site/static
	LogoAlt   string
	Color     string // #rrggbb, for links and lines
	ColorDark string // the same for dark screens
	Font      string // a CSS font stack
	FontFiles []string
}

// Place is where a key stands, or the nearest table around it.
func (c *Config) Place(path string) diag.Place { return c.doc.place(path) }

// Serve moves the site to another scheme and host; its path stays.
func (c *Config) Serve(host string) {
	moved := *c.BaseURL
	if u, err := url.Parse(host); err == nil {
		moved.Scheme, moved.Host = u.Scheme, u.Host
	}
	c.BaseURL, c.Hugo["baseURL"] = &moved, moved.String()
}

// Load reads the text of config.toml. The config must not be used if there are
// problems that are no warnings. Presets are those that its sources may name.
func Load(file string, text []byte, presets ...*preset.Preset) (*Config, diag.List) {
	var problems diag.List
	doc := &document{file: file, problems: &problems}
	c := &Config{File: file, doc: doc, AsOf: fact.NoDay, presets: presets}
	all := map[string]any{}
	if _, err := toml.Decode(string(text), &all); err != nil {
		at, message := notTOML(file, err)
		problems.Add(at, "is not TOML here: %s", message)
		return c, problems
	}
	doc.places = positions(file, string(text))
	top := newTable(doc, "", all)
	ours := top.section("shingle")
	delete(all, "shingle")
	c.Hugo = all
	c.hugo(top)
	switch {
	case problems.Failed() && slices.ContainsFunc(top.keys(), func(key string) bool { return diag.Nearest(key, []string{"shingle"}) != "" }):
		return c, problems // that it is misspelt is said
	case ours == nil:
		problems.Add(diag.Place{File: file}, "has no table [shingle]")
		return c, problems
	}
	c.own(ours)
	return c, problems
}

// languagePattern is what names a language, in addresses too.
var languagePattern = regexp.MustCompile(`^[a-z]{2,3}(-[a-z0-9]{2,8})*$`)

// hugo takes from Hugo's own keys what we need, too.
func (c *Config) hugo(t *table) {
	c.Title = t.text("title", "Our service, in the open")
	c.BaseURL = t.address("baseURL")
	c.Hugo["baseURL"] = c.BaseURL.String()
	if theme := t.text("theme", "shingle"); theme != "shingle" {
		t.wrong("theme", "got %q, want \"shingle\"", theme)
	}
	first := t.text("defaultContentLanguage", "en")
	if !languagePattern.MatchString(first) {
		t.wrong("defaultContentLanguage", "got %q, want the code of a language such as \"en\" or \"pt-br\"", first)
		first = "en"
	}
	t.table("params") // Hugo cannot bear anything else there
	if langs := t.table("languages"); langs != nil {
		for _, code := range langs.keys() {
			l := langs.section(code)
			if !languagePattern.MatchString(code) {
				langs.wrong(code, "the table's name is no code of a language, want such as [languages.en] or [languages.pt-br]")
			}
			if l == nil || l.flag("disabled", false) {
				continue
			}
			name := l.text("label", l.text("languageName", code))
			c.Languages = append(c.Languages, Language{code, name, l.text("title", c.Title)})
		}
		if !slices.ContainsFunc(c.Languages, func(l Language) bool { return l.Code == first }) && len(c.Languages) > 0 {
			t.wrong("languages", "has no [languages.%s], which defaultContentLanguage is", first)
		}
	}
	if len(c.Languages) == 0 {
		c.Languages = []Language{{first, first, c.Title}}
	}
	t.misspelt()
	weight := func(l Language) int {
		if l.Code == first {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(c.Languages, func(a, b Language) int { return weight(a) - weight(b) })
}

// misspelt reports keys at the top that are nearly ours. What else stands there is
// Hugo's business.
func (t *table) misspelt() {
	known := append(slices.Sorted(maps.Keys(t.asked)), "shingle")
	for _, key := range slices.Sorted(maps.Keys(t.values)) {
		if t.asked[key] || strings.EqualFold(key, "languageCode") || strings.EqualFold(key, "defaultContentLanguageInSubdir") {
			continue
		}
		if hint := diag.DidYouMean(key, known); hint != "" {
			t.doc.wrongHint(key, hint, "unknown key")
		}
	}
}

// own reads [shingle].
func (c *Config) own(t *table) {
	c.Organisation = t.required("organisation", "whose scores these are")
	c.Footnote = t.text("footnote", "")
	c.KeepRecords = t.flag("keep_records", true)
	c.Zone = t.zone("time_zone", nil)
	if !t.has("time_zone") {
		t.doc.wrong(t.path, "time_zone is missing: the zone of the service desk, such as \"Europe/London\"")
	}
	if day, ok := t.day("as_of"); ok {
		c.AsOf = fact.DayOf(day)
	}
	c.privacy(t.table("privacy"))
	c.bestTimes(t.table("best_times"))
	c.hours(t.table("hours"))
	c.brand(t.table("brand"))
	c.contact(t.table("contact"))
	c.licence(t.table("licence"))
	c.feedback(t.table("feedback"))
	c.engines(t.table("engines"))
	c.sources(t.tables("sources"))
	c.together()
	c.metrics(t.table("metrics"))
	if !t.has("sources") {
		t.doc.wrong(t.path, "has no [[shingle.sources]]: what is to be read")
	}
	if !t.has("metrics") {
		t.doc.wrong(t.path, "has no [shingle.metrics.<name>]: what is to be published")
	}
	t.finish()
}

// zone reads an IANA time zone.
func (t *table) zone(key string, fallback *time.Location) *time.Location {
	name := t.text(key, "")
	if name == "" {
		return fallback
	}
	zone, err := time.LoadLocation(name)
	if err != nil || strings.EqualFold(name, "local") {
		t.doc.wrongHint(t.at(key), "zones are named as in the IANA database, by continent and city", "got %q, which is no known time zone, want such as \"Europe/London\"", name)
		return fallback
	}
	return zone
}

func (c *Config) privacy(t *table) {
	c.Privacy = Privacy{MinResponses: 10, MinGroup: 10}
	if t == nil {
		return
	}
	c.Privacy.MinResponses = t.whole("min_responses", 10, 1, 1<<31-1)
	c.Privacy.MinGroup = t.whole("min_group", 10, 5, 1<<31-1)
	c.Privacy.AllowNames = t.texts("allow_names")
	for _, who := range t.texts("protect") {
		switch who {
		case "employees":
		case "customers":
			c.Privacy.ProtectCustomers = true
		default:
			t.doc.wrongHint(t.at("protect"), diag.DidYouMean(who, []string{"employees", "customers"}), "got %q, want \"employees\" or \"customers\"", who)
		}
	}
	t.finish()
}

func (c *Config) bestTimes(t *table) {
	c.BestTimes = BestTimes{SlotMinutes: 30, Weeks: 13, BusyHour: "tcbh"}
	if t == nil {
		return
	}
	c.BestTimes.SlotMinutes = t.whole("slot_minutes", 30, 15, 60)
	if !slices.Contains([]int{15, 30, 60}, c.BestTimes.SlotMinutes) {
		t.wrong("slot_minutes", "got %d, want 15, 30 or 60", c.BestTimes.SlotMinutes)
	}
	c.BestTimes.Weeks = t.whole("weeks", 13, 0, 520)
	c.BestTimes.BusyHour = t.choice("busy_hour", "tcbh", "tcbh", "adph")
	t.finish()
}

var weekdays = []string{"", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

func (c *Config) hours(t *table) {
	if t == nil {
		return
	}
	h := &hours.Hours{}
	said := false
	for i, day := range weekdays {
		if i == 0 {
			continue
		}
		last := -1
		if none, isList := t.values[day].([]any); isList && len(none) == 0 { // closed all day
			t.asked[day], said = true, true
			continue
		}
		for _, text := range t.texts(day) {
			span, ok := hours.ParseSpan(text)
			switch {
			case !ok:
				t.wrong(day, "got %q, want a span such as \"08:00-18:00\"", text)
			case span.From < last:
				t.wrong(day, "%q begins before the span before it ends", text)
			default:
				h.Week[i] = append(h.Week[i], span)
				last = span.To
			}
		}
		said = said || t.has(day)
	}
	if v, ok := t.get("holidays"); ok {
		days, isList := v.([]any)
		if !isList {
			t.wrong("holidays", "got %s, want a list of dates", describe(v))
		}
		for i, d := range days {
			if day, ok := t.doc.day(index(t.at("holidays"), i), d); ok {
				h.Holidays = append(h.Holidays, fact.DayOf(day))
			}
		}
	}
	t.finish()
	if !said {
		h.Week = [8][]hours.Span{}
	}
	c.Hours = h
}

var colorPattern = regexp.MustCompile(`^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`)

func (c *Config) brand(t *table) {
	if t == nil {
		return
	}
	c.Brand.Logo = t.text("logo", "")
	c.Brand.LogoAlt = t.text("logo_alt", c.Organisation)
	for key, into := range map[string]*string{"color": &c.Brand.Color, "color_dark": &c.Brand.ColorDark} {
		*into = t.text(key, "")
		if *into != "" && !colorPattern.MatchString(*into) {
			t.wrong(key, "got %q, want a colour such as \"#0c5a63\"", *into)
			*into = ""
		}
	}
	c.Brand.Font = t.text("font", "")
	if strings.ContainsAny(c.Brand.Font, ";{}<>\\/()") {
		t.wrong("font", "got %q, want a font stack such as \"Inter, system-ui, sans-serif\"", c.Brand.Font)
	}
	c.Brand.FontFiles = t.texts("font_files")
	t.finish()
}
