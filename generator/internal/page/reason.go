package page

import (
	"maps"
	"math/big"
	"slices"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
	"shingle/generator/internal/score"
)

var reasonColumns = []field{
	{"metric", "string", "the metric's name in config", true, nil},
	{"reason", "string", "why people got in touch, in the publisher's words; other: what has none; none: not noted", true, nil},
	{"grain", "string", "how long the period is", true, []string{"month", "quarter", "year", "all"}},
	{"period", "string", "2026-10, 2026-Q4, 2026 or all", true, nil},
	{"value", "number", "the score of these contacts; of a volume how many they are", false, nil},
	{"unit", "string", "what the value counts", true, []string{"percent", "seconds", "count"}},
	{"n", "integer", "of how many contacts or issues it is", false, nil},
	{"share", "number", "of a volume: percent of all contacts", false, nil},
	{"low", "number", "lower end of the value's 95 % interval", false, nil},
	{"high", "number", "its upper end", false, nil},
	{"change", "number", "against the calendar period before", false, nil},
	{"change_low", "number", "lower end of its 95 % interval", false, nil},
	{"change_high", "number", "its upper end", false, nil},
	{"verdict", "string", "whether that interval leaves out zero: one comparison, on its own", true, []string{"better", "worse", "no_evidence", "none"}},
	{"state", "string", "what stands here", true, []string{"published", "provisional", "suppressed"}},
	{"note", "string", "why, where it is not simply published", false, nil},
}

// reasons is why people got in touch, and how it went by reason.
func reasons(in *Input) *table {
	t := newTable(in, "reasons", "Reasons for contact: how many, how long they waited, whether the first contact solved it", reasonColumns, false)
	totals := map[lineAt]*score.Line{}
	for _, l := range in.Reasons {
		if l.Team == "" {
			totals[lineAt{l.Metric.ID, l.Period}] = l
		}
	}
	for _, l := range in.Reasons {
		if l.Team == "" || l.State == score.NoData {
			continue
		}
		n, share := "", ""
		if l.Shown() {
			n = figure(l.N)
			if total := totals[lineAt{l.Metric.ID, l.Period}]; l.Metric.Defined().PerDay && total != nil && total.N > 0 {
				share = score.FormatRat(big.NewRat(100*l.N, total.N), 4)
			}
		}
		low, high := ends(l.Interval)
		changeLow, changeHigh := ends(l.ChangeInterval)
		t.add(l.Metric.ID, l.Team, l.Period.Grain.String(), l.Period.String(), rat(l.Value), string(l.Metric.Unit()), n, share, low, high, rat(l.Change), changeLow, changeHigh, l.Verdict, l.State, l.Reason)
	}
	return t
}

// lineAt is where a metric's line of all stands.
type lineAt struct {
	metric string
	period fact.Period
}

// reasonsView is why people got in touch in a period: how many, and how it went.
type reasonsView struct {
	Says    *sentence    `json:"says"`
	Columns []navMetric  `json:"columns"` // the scores beside the number of contacts
	Rows    []reasonView `json:"rows"`
	Hidden  *sentence    `json:"hidden,omitempty"`
	Cases   bool         `json:"cases,omitempty"` // complaints, and no contacts
	Asked   *sentence    `json:"asked,omitempty"` // what people answered is in it
}

type reasonView struct {
	Name  value        `json:"name"`
	Key   string       `json:"key"`
	N     int64        `json:"n"`
	Share value        `json:"share"`
	Wide  float64      `json:"wide"` // as a bar: percent of the longest
	Cells []reasonCell `json:"cells"`
}

type reasonCell struct {
	Value   *value `json:"value,omitempty"`
	Verdict mark   `json:"verdict,omitzero"` // where a change holds among all that are shown
}

// reasonsView tells of the first volume that has reasons; nil without one.
func (b *book) reasonsView() *reasonsView {
	for i := range b.in.Metrics {
		if m := &b.in.Metrics[i]; m.Defined().PerDay {
			if v := b.reasonsOf(m); v != nil {
				return v
			}
		}
	}
	return nil
}

// alike tells whether two metrics count cases of one kind: complaints have categories of their
// own, and no reasons for contact.
func alike(m, o *score.Metric) bool { return ofCases(m) == ofCases(o) }

// ofCases tells whether complaints are counted, not contacts.
func ofCases(m *score.Metric) bool { return m.Method().Of == metric.Complaints }

// reasonsOf tells of the latest period of a count of cases by reason, and of the scores of such
// cases; nil if it has no reasons.
func (b *book) reasonsOf(volume *score.Metric) *reasonsView {
	var beside []*score.Metric
	at := map[*score.Metric]map[string]*score.Line{}
	for _, l := range b.in.Reasons {
		m := b.metric(l.Metric.ID)
		if p, ok := b.period(m); !ok || l.Period != p {
			continue
		}
		if at[m] == nil {
			at[m] = map[string]*score.Line{}
			if m != volume && alike(m, volume) && !m.Defined().PerDay {
				beside = append(beside, m)
			}
		}
		at[m][l.Team] = l
	}
	if at[volume][""] == nil || len(at[volume]) < 2 {
		return nil
	}
	return b.reasonRows(volume, beside, at)
}

func (b *book) reasonRows(volume *score.Metric, beside []*score.Metric, at map[*score.Metric]map[string]*score.Line) *reasonsView {
	total := at[volume][""]
	key := map[bool]string{true: "reasons_of_complaints", false: "reasons_of"}[ofCases(volume)]
	v := &reasonsView{Cases: ofCases(volume), Says: say(key, args{"n": number(total.N), "period": inPeriod(total.Period)}).Rests(evidence{Line: total})}
	var shown, withheld []*score.Line
	for _, m := range beside {
		if all := at[m][""]; all != nil && m.Survey() {
			v.Asked = say("reasons_asked").Rests(evidence{Line: all})
		}
		v.Columns = append(v.Columns, navMetric{m.ID, Mask(m.Title), m.Kind, m.Variant})
		for _, name := range slices.Sorted(maps.Keys(at[m])) {
			shown = append(shown, at[m][name])
		}
	}
	holds := score.Notable(shown)
	for _, name := range slices.Sorted(maps.Keys(at[volume])) {
		l := at[volume][name]
		switch {
		case name == "" || l.State == score.NoData:
		case !l.Shown():
			withheld = append(withheld, l)
		default:
			r := reasonView{Name: named(name), Key: ReasonKey(name), N: l.N, Share: fineShare(l.N, total.N)}
			for _, m := range beside {
				r.Cells = append(r.Cells, cellOf(m, at[m][name], holds))
			}
			v.Rows = append(v.Rows, r)
		}
	}
	v.Hidden = hidden("reasons_hidden", withheld)
	slices.SortStableFunc(v.Rows, func(a, b reasonView) int { return int(b.N - a.N) })
	for i := range v.Rows {
		v.Rows[i].Wide = roundedFloat(100*float64(v.Rows[i].N)/float64(v.Rows[0].N), 1)
	}
	return v
}

func cellOf(m *score.Metric, l *score.Line, holds map[*score.Line]bool) (c reasonCell) {
	if l == nil || !l.Shown() || l.Value == nil {
		return c
	}
	v := quantity(m, l.Value, decimals(m, false))
	c.Value = &v
	if holds[l] {
		c.Verdict = verdictOf(l)
	}
	return c
}

func (b *book) metric(id string) *score.Metric {
	return &b.in.Metrics[slices.IndexFunc(b.in.Metrics, func(m score.Metric) bool { return m.ID == id })]
}

// ReasonKey is the key of a reason's words in files of words: about_moving-home.
func ReasonKey(name string) string { return "about_" + slug(name) }
