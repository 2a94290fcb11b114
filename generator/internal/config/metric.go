package config

import (
	"cmp"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
	"shingle/generator/internal/score"
)

// idPattern keeps a metric's id fit for addresses and files.
var idPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,63}$`)

// topPattern names the share of the topmost k answers.
var topPattern = regexp.MustCompile(`^top([1-9])_pct$`)

func (c *Config) metrics(all *table) {
	if all == nil {
		return
	}
	ids := all.keys()
	slices.SortFunc(ids, func(a, b string) int { // in the order of the file
		pa, pb := c.Place(all.at(a)), c.Place(all.at(b))
		return cmp.Or(cmp.Compare(pa.Line, pb.Line), cmp.Compare(a, b))
	})
	for _, id := range ids {
		t := all.table(id)
		if t == nil {
			continue
		}
		if !idPattern.MatchString(id) {
			t.doc.wrong(t.path, "a metric's name becomes its address: want small letters, digits, - and _")
			continue
		}
		if id == "index" {
			t.doc.wrong(t.path, "that is the address of all scores, want another name")
			continue
		}
		if m, ok := c.metric(t, id); ok {
			c.Metrics = append(c.Metrics, m)
		}
	}
}

func (c *Config) metric(t *table, id string) (m score.Metric, ok bool) {
	var names []string
	for _, k := range metric.Kinds() {
		names = append(names, k.Name)
	}
	m.ID = id
	m.Kind = t.required("kind", "one of "+list(names))
	kind := metric.Find(m.Kind)
	if kind == nil {
		if m.Kind != "" {
			t.doc.wrongHint(t.at("kind"), diag.DidYouMean(m.Kind, names), "got %q, want one of %s", m.Kind, list(names))
		}
		return m, false
	}
	m.Title = t.text("title", "")
	m.Owner = t.required("owner", "who answers for this score")
	m.Wording = t.text("wording", "")
	if t.has("definition") {
		m.Note = t.required("definition", "what there is to say besides the definition of "+strings.ReplaceAll(m.Kind, "_", " "))
	}
	m.Cadence = t.choice("cadence", "", Cadences...)
	m.Sources = t.texts("sources")
	for i, s := range m.Sources {
		if !slices.ContainsFunc(c.Sources, func(o Source) bool { return o.Name == s }) {
			var there []string
			for _, o := range c.Sources {
				there = append(there, o.Name)
			}
			t.doc.wrongHint(index(t.at("sources"), i), diag.DidYouMean(s, there), "no source is called %q", s)
		}
	}
	m.Variant = t.variant(kind)
	m.Direction = score.Direction(t.choice("direction", string(kind.Method(m.Variant).Direction), "up", "down", "none"))
	t.complaint(&m)
	t.clockwork(&m)
	t.survey(&m)
	t.askedFrom(&m)
	switch kind.Base.Of {
	case metric.Issues:
		t.repeats(&m)
	case metric.Checks:
		m.Measures = t.texts("measure")
		m.Sampled = t.flag("sampled", false)
	}
	if kind.Whom != metric.Customers {
		m.Headcount = int64(t.whole("headcount", 0, 1, 1<<31-1))
	}
	if kind.Base.Form == metric.Stock {
		m.OlderDays = t.whole("older_days", 30, 1, 3650)
	}
	m.Interval = t.interval(&m)
	t.controlChart(&m)
	t.promise(&m)
	t.benchmarks(&m)
	t.finish()
	return m, true
}

// variant reads the one key for every method.
func (t *table) variant(kind *metric.Kind) string {
	if len(kind.Variants) == 0 {
		if t.has("variant") {
			t.asked["variant"] = true
			t.wrong("variant", "%s has one method only", kind.Name)
		}
		return ""
	}
	if said, _ := t.values["variant"].(string); kind.Chosen == metric.ByScale && topPattern.MatchString(strings.TrimSpace(said)) {
		t.asked["variant"] = true
		return strings.TrimSpace(said)
	}
	fallback := ""
	if kind.Chosen == metric.First {
		fallback = kind.Variants[0].Name
	}
	return t.choice("variant", fallback, kind.Names()...)
}

// clockwork reads thresholds and clocks.
func (t *table) clockwork(m *score.Metric) {
	const most = 366 * 86400
	kind, method := m.Defined(), m.Method()
	if kind.Threshold != nil {
		if kind.Threshold.Needed != "" && !t.has("threshold_seconds") {
			t.doc.wrong(t.path, "threshold_seconds is missing: %s", kind.Threshold.Needed)
		}
		m.Threshold = t.seconds("threshold_seconds", most)
		if method.NeedsThreshold != "" && !t.has("threshold_seconds") {
			t.doc.wrong(t.path, "threshold_seconds is missing: variant %q %s", m.Variant, method.NeedsThreshold)
		}
	}
	if kind.Tail {
		m.Tail = t.minutes("tail_minutes", fact.TailMinutes())
	}
	if kind.Method(m.Variant).Of == metric.Matters {
		m.WindowDays = t.whole("window_days", 7, 1, 90)
		match := t.choice("match", "customer+reason", "customer+reason", "customer", "conversation")
		m.AnyReason, m.OneContact = match == "customer", match == "conversation"
	}
	if method.Counts == metric.Outcomes {
		m.ShortAbandon = t.seconds("short_abandon_seconds", 3600)
		if m.ShortAbandon == 0 && method.NeedsShort {
			t.doc.wrong(t.path, "short_abandon_seconds is missing: variant %q leaves out who hangs up within it (5 to 10 are common)", m.Variant)
		}
		m.FlowOutsOut = t.choice("flow_outs", "in_denominator", "in_denominator", "exclude") == "exclude"
	}
	if len(kind.Clocks) > 0 {
		m.Clock = t.choice("clock", kind.Clocks[0], kind.Clocks...)
		m.Business = m.Clock == metric.BusinessHours
	}
}

// seconds reads a limit in seconds; what is less than one of them is in another unit.
func (t *table) seconds(key string, most float64) float64 {
	v := t.number(key, 0, 0, most)
	if v > 0 && v < 1 {
		t.wrong(key, "got %v, less than a second; want seconds, such as 20", v)
	}
	return v
}

// minutes reads different limits in whole minutes, the shortest first.
func (t *table) minutes(key string, fallback []int) []int {
	items, paths, ok := t.list(key)
	if !ok {
		return fallback
	}
	var all []int
	for i, item := range items {
		n, whole := item.(int64)
		if !whole || n < 1 || n > 1440 || slices.Contains(all, int(n)) {
			t.doc.wrong(paths[i], "got %s, want different whole minutes from 1 to 1440", describe(item))
			continue
		}
		all = append(all, int(n))
	}
	if len(items) == 0 || len(items) > 8 {
		t.wrong(key, "has %d limits, want 1 to 8", len(items))
	}
	slices.Sort(all)
	return all
}

func (t *table) weights(m *score.Metric) {
	if len(m.Questions) != 3 {
		t.doc.wrong(t.path, "question names %d items, want three: overall satisfaction, expectations, comparison with the ideal", len(m.Questions))
	}
	v, ok := t.get("weights")
	if !ok {
		return
	}
	items, _ := v.([]any)
	var sum float64
	for _, item := range items {
		w, isFloat := item.(float64)
		if n, isInt := item.(int64); isInt {
			w, isFloat = float64(n), true
		}
		if !isFloat || w <= 0 {
			t.wrong("weights", "got %s, want numbers above zero", describe(item))
			return
		}
		m.Weights = append(m.Weights, w)
		sum += w
	}
	if len(m.Weights) != 3 || sum < 0.999 || sum > 1.001 {
		t.wrong("weights", "want three that add up to 1")
	}
}

// repeats reads what first-contact resolution is told by.
func (t *table) repeats(m *score.Metric) {
	m.WindowDays = t.whole("window_days", 7, 1, 90)
	m.AnyReason = t.choice("match", "customer+reason", "customer+reason", "customer") == "customer"
	m.AnsweredOnly = t.choice("repeats", "any_attempt", "any_attempt", "answered") == "answered"
	m.Net = t.choice("base", "gross", "gross", "net") == "net"
	m.Unresolvable = t.texts("unresolvable")
	if m.Net && len(m.Unresolvable) == 0 {
		t.doc.wrong(t.path, "unresolvable is missing: base = \"net\" leaves out the reasons it lists, and publishes them")
	}
	if m.Net && m.Survey() {
		t.wrong("base", "a survey has no reasons to leave out, want \"gross\"")
	}
}

// complaint reads within how many days a complaint is closed in time, and of what a rate is.
func (t *table) complaint(m *score.Metric) {
	if m.Method().Within {
		if !t.has("within_days") {
			t.doc.wrong(t.path, "within_days is missing: within how many days a complaint is to be closed")
		}
		m.WithinDays = t.whole("within_days", 0, 1, 3650)
	}
	if m.Unit() == score.Rate {
		m.PerCustomer = t.choice("per", "contacts", "contacts", "customers") == "customers"
	}
}

// interval reads a method other than the usual.
func (t *table) interval(m *score.Metric) string {
	return t.choice("interval", "", append(slices.Clone(m.Method().Intervals), "none")...)
}

// controlChart reads how the limits of a series are drawn (docs/definitions.md, "Did it change").
func (t *table) controlChart(m *score.Metric) {
	m.XmR = score.XmROptions{ScreenOutliers: true, FixAfter: 12}
	x := t.table("xmr")
	if x == nil {
		return
	}
	m.XmR.ScreenOutliers = x.flag("screen_outliers", true)
	m.XmR.FixAfter = x.whole("fix_after_points", 12, 0, 1000)
	for _, r := range x.tables("rebase") {
		day, ok := r.day("date")
		reason := r.required("reason", "why the baseline starts anew; readers see it")
		if !r.has("date") {
			r.doc.wrong(r.path, "date is missing: from when the baseline starts anew")
		}
		r.finish()
		if ok {
			m.Rebase = append(m.Rebase, score.Rebase{Day: fact.DayOf(day), Reason: reason})
		}
	}
	x.finish()
}

// promise reads the target, within what the unit allows.
func (t *table) promise(m *score.Metric) {
	if !t.has("promise") {
		t.asked["promise"] = true
		return
	}
	low, high := bounds(m)
	v := t.number("promise", -1e18, low, high)
	if v == -1e18 || t.tiny("promise", v, m) {
		return
	}
	m.Promise, _ = new(big.Rat).SetString(strconv.FormatFloat(v, 'f', -1, 64))
	if m.Direction == score.Neither {
		t.wrong("promise", "a promise needs a direction, up or down; that of %s is none", strings.ReplaceAll(m.Kind, "_", " "))
	}
}
