package page

import (
	"math"
	"math/big"
	"slices"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

var themeColumns = []field{
	{"metric", "string", "the metric's name in config", true, nil},
	{"theme", "string", "what the answers were about, in the publisher's words; other: what has none; none: named nothing", true, nil},
	{"grain", "string", "how long the period is", true, []string{"month", "quarter", "year", "all"}},
	{"period", "string", "2026-10, 2026-Q4, 2026 or all", true, nil},
	{"count", "integer", "answers that named it; one may name several", false, nil},
	{"of", "integer", "of how many answers", true, nil},
	{"share", "number", "percent of all answers", false, nil},
	{"value", "number", "the score of those who named it", false, nil},
	{"unit", "string", "what the value counts", true, []string{"percent", "points", "scale", "index"}},
	{"low", "number", "lower end of its 95 % interval", false, nil},
	{"high", "number", "its upper end", false, nil},
	{"apart", "number", "that score less the score of those who did not name it: it goes with the theme, and need not come from it", false, nil},
	{"apart_low", "number", "lower end of its 95 % interval", false, nil},
	{"apart_high", "number", "its upper end", false, nil},
	{"share_change", "number", "points of the share, against the calendar period before", false, nil},
	{"share_change_low", "number", "lower end of its 95 % interval", false, nil},
	{"share_change_high", "number", "its upper end", false, nil},
	{"verdict", "string", "whether the share rose or fell, by Holm's method over all themes of the period", true, []string{"rose", "fell", "no_evidence", "none"}},
	{"state", "string", "what stands here", true, []string{"published", "provisional", "suppressed"}},
	{"reason", "string", "why, where it is not simply published", false, nil},
}

// themes is what answers were about, and how those scored who named it.
func themes(in *Input) *table {
	t := newTable(in, "themes", "Themes: what answers were about, how often, with what score", themeColumns, false)
	for _, x := range in.Themes {
		l := x.Line
		n, share, low, high := "", "", "", ""
		if l.Shown() {
			n, share = figure(l.N), score.FormatRat(big.NewRat(100*l.N, x.Of), 4)
		}
		if l.Interval != nil {
			low, high = float(l.Interval.Low), float(l.Interval.High)
		}
		apart, change := spanOf(x.Apart), spanOf(x.Change)
		t.add(l.Metric.ID, l.Team, l.Period.Grain.String(), l.Period.String(), n, figure(x.Of), share, rat(l.Value), string(l.Metric.Unit()), low, high,
			apart[0], apart[1], apart[2], change[0], change[1], change[2], x.Verdict, l.State, l.Reason)
	}
	return t
}

// spanOf is a difference and the two ends of its interval.
func spanOf(d *score.Diff) [3]string {
	if d == nil {
		return [3]string{}
	}
	return [3]string{float(d.Value), float(d.Low), float(d.High)}
}

// themesView is what the answers behind a score were about, in its latest period.
type themesView struct {
	Says    *sentence   `json:"says"`
	Rows    []themeView `json:"rows"`
	Apart   bool        `json:"apart"` // some difference can be told
	Several bool        `json:"several"`
	Hidden  *sentence   `json:"hidden,omitempty"` // withheld
}

type themeView struct {
	Name    value   `json:"name"`
	Key     string  `json:"key"` // of its words in another language
	N       int64   `json:"n"`
	Share   value   `json:"share"`
	Wide    float64 `json:"wide"` // as a bar: percent of the longest
	Value   value   `json:"value"`
	Verdict mark    `json:"verdict"`
	Change  *value  `json:"change,omitempty"`
	Apart   *value  `json:"apart,omitempty"`
	Low     *value  `json:"low,omitempty"`
	High    *value  `json:"high,omitempty"`
	X       float64 `json:"x"`    // of the difference, on a bar 100 long with 50 for none
	From    float64 `json:"from"` // of its interval
	W       float64 `json:"w"`
}

// ThemeKey is the key of a theme's words in files of words: theme_bills-and-payments.
func ThemeKey(name string) string { return "theme_" + slug(name) }

// themesOf lists the themes of a metric's latest period; nil where none is told.
func (b *book) themesOf(l *score.Line) *themesView {
	var shown []*score.Theme
	v := &themesView{}
	reach, named, most := 1.0, int64(0), int64(1)
	var withheld []*score.Line
	for _, t := range b.in.Themes {
		switch {
		case t.Line.Metric.ID != l.Metric.ID || t.Line.Period != l.Period:
		case !t.Line.Shown():
			withheld = append(withheld, t.Line)
		default:
			shown = append(shown, t)
			named += t.Line.N
			most = max(most, t.Line.N)
			v.Several = v.Several || named > t.Of
			if t.Apart != nil {
				reach = max(reach, math.Abs(t.Apart.Low), math.Abs(t.Apart.High))
			}
		}
	}
	for _, t := range shown {
		r := themeOf(t, reach)
		r.Wide = roundedFloat(100*float64(r.N)/float64(most), 1)
		v.Rows = append(v.Rows, r)
		v.Apart = v.Apart || t.Apart != nil
	}
	if !slices.ContainsFunc(shown, func(t *score.Theme) bool { return t.Line.Team != fact.NoTheme }) {
		return nil
	}
	v.Hidden = hidden("themes_hidden", withheld)
	v.Says = say("themes_of", args{"n": number(shown[0].Of), "period": inPeriod(l.Period)}).Rests(evidence{Line: l, Theme: shown[0]})
	return v
}

// themeOf is a row; differences are drawn as far as reach to either side.
func themeOf(t *score.Theme, reach float64) themeView {
	l := t.Line
	r := themeView{Name: named(l.Team), Key: ThemeKey(l.Team), N: l.N, Share: fineShare(l.N, t.Of),
		Value: quantity(l.Metric, l.Value, decimals(l.Metric, false)), Verdict: mark{K: t.Verdict, Kind: "theme", Of: evidence{Line: l, Theme: t}}}
	if t.Change != nil {
		r.Change = &value{T: "change_percent", V: roundedFloat(t.Change.Value, 1), D: 1}
	}
	if d := t.Apart; d != nil {
		signed := func(v float64) *value {
			q := quantityFloat(l.Metric, v, decimals(l.Metric, false))
			q.T = "change_" + q.T
			return &q
		}
		at := func(v float64) float64 { return 50 + 50*v/reach }
		r.Apart, r.Low, r.High = signed(d.Value), signed(d.Low), signed(d.High)
		r.X, r.From, r.W = roundedFloat(at(d.Value), 2), roundedFloat(at(d.Low), 2), roundedFloat(at(d.High)-at(d.Low), 2)
	}
	return r
}

// whyPage is what is known of the reasons behind the scores.
type whyPage struct {
	Reasons *reasonsView `json:"reasons,omitempty"`
	Metrics []whyMetric  `json:"metrics"`
}

type whyMetric struct {
	Row    *row        `json:"row"`
	Themes *themesView `json:"themes"`
}

func makeWhy(w *writer) {
	if p := w.b.whyPage(); p != nil {
		w.page("why", "why", "why", "why", p)
	}
}

// whyPage is nil where nothing is known.
func (b *book) whyPage() *whyPage {
	p := &whyPage{Reasons: b.reasonsView()}
	for i := range b.in.Metrics {
		m := &b.in.Metrics[i]
		l := b.latest(m, fact.Segment{})
		if v := b.themesOf(l); v != nil {
			p.Metrics = append(p.Metrics, whyMetric{b.ledger(m, fact.Segment{}, nil), v})
		}
	}
	if len(p.Metrics) == 0 && p.Reasons == nil {
		return nil
	}
	return p
}
