package page

import (
	"maps"
	"math/big"
	"slices"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
	"shingle/generator/internal/notice"
	"shingle/generator/internal/score"
)

// metricPage is what the page of a score shows.
type metricPage struct {
	Row         *row            `json:"row"`
	Variant     string          `json:"variant,omitempty"`
	Sentence    *sentence       `json:"sentence,omitempty"`
	Covers      *sentence       `json:"covers,omitempty"` // what the interval says and what it does not
	Near        *sentence       `json:"near,omitempty"`   // by how few it was kept or missed, where a share of 100 hides it
	Settle      *sentence       `json:"settle,omitempty"` // what would tell whether the promise is kept
	Chart       *chartView      `json:"chart,omitempty"`
	Spans       []*chartView    `json:"spans,omitempty"`   // charts of the whole history, and of years over each other
	Latest      *running        `json:"running,omitempty"` // the period that is not over
	Answers     *answersView    `json:"answers,omitempty"`
	Items       []itemView      `json:"items,omitempty"`
	Funnel      *funnelView     `json:"funnel,omitempty"`
	Flow        *flowView       `json:"flow,omitempty"`
	Total       *totalView      `json:"total,omitempty"`
	Tail        *tailView       `json:"tail,omitempty"`
	Backlog     *backlogView    `json:"backlog,omitempty"`
	Themes      *themesView     `json:"themes,omitempty"`
	Reasons     *reasonsView    `json:"reasons,omitempty"`
	Cover       *coverView      `json:"cover,omitempty"`
	Benchmarks  []benchmarkView `json:"benchmarks,omitempty"`
	Actions     []actionView    `json:"actions,omitempty"`
	Teams       *dots           `json:"teams,omitempty"`
	Channels    *dots           `json:"channels,omitempty"`
	Definition  definition      `json:"definition"`
	Wording     string          `json:"wording,omitempty"`
	Note        string          `json:"note,omitempty"`
	Clock       string          `json:"clock,omitempty"`
	Excluded    []counted       `json:"excluded,omitempty"`
	Missing     int64           `json:"missing"`
	Rejected    int64           `json:"rejected"`
	Sources     []sourceView    `json:"sources"`
	Sure        *sentence       `json:"sure,omitempty"`   // what its margin says of the promise
	Likely      *sentence       `json:"likely,omitempty"` // from where to where
	Arithmetic  []step          `json:"arithmetic,omitempty"`
	Likes       []*sentence     `json:"likes,omitempty"` // the period against those that are more like it
	Season      *sentence       `json:"season,omitempty"`
	Comparisons *sentence       `json:"comparisons,omitempty"` // how many changes the page shows
	Download    string          `json:"download"`
	Restated    []month         `json:"restated,omitempty"`
	Years       []year          `json:"years,omitempty"` // the promise, over all of history
}

// counted is something that was counted for a reason.
type counted struct {
	Reason string `json:"reason"`
	N      int64  `json:"n"`
}

// step is a line of the arithmetic behind a change.
type step struct {
	Label  string `json:"label"`
	Before *value `json:"before,omitempty"`
	Now    *value `json:"now,omitempty"`
}

func makeScore(w *writer) {
	for i := range w.in.Metrics {
		m := &w.in.Metrics[i]
		p, err := w.b.metricPage(m)
		if err != nil {
			w.failed(err)
			return
		}
		w.page("scores/"+m.ID, "score", m.Title, "score_"+m.ID, p)
	}
}

func (b *book) metricPage(m *score.Metric) (*metricPage, error) {
	all := fact.Segment{}
	notable := b.notable(m)
	p := &metricPage{Row: b.ledger(m, all, notable), Variant: m.Variant, Wording: Mask(m.Wording), Note: Mask(m.Note), Clock: m.Clock, Definition: define(m), Download: b.in.csvOf(m.ID)}
	l := b.latest(m, all)
	if l == nil {
		panic("bug: no line of " + m.ID)
	}
	if l.Shown() {
		p.Sentence = plainSentence(l)
	}
	p.Covers, p.Settle, p.Near = covers(l), settle(l), near(l)
	p.Sure, p.Likely = sureOf(l), likely(l)
	if run := b.running(m, l); run != nil {
		r := &row{ID: m.ID, Status: statusOf(run), State: stateOf(run)}
		b.fill(r, run)
		p.Latest = &running{row: r}
		if r.Value != nil {
			p.Latest.Says = say("running", args{"period": *r.Period, "value": *r.Value}).Rests(evidence{Line: run})
		}
	}
	p.Answers = answersOf(l)
	p.Items = itemsOf(l)
	p.Funnel = funnelOf(l)
	p.Flow, p.Tail, p.Themes = flowOf(l), tailOf(l), b.themesOf(l)
	p.Total, p.Backlog = b.totalOf(l), backlogOf(l)
	p.Cover, p.Benchmarks = b.coverOf(l), benchmarksOf(m)
	p.Actions = b.actionsOf(func(_ *notice.Notice, a *notice.Action) bool { return a.Metric == m.ID })
	if m.Unit() == score.Count && m.OlderDays == 0 {
		p.Reasons = b.reasonsOf(m)
	}
	p.Teams = b.dots(m, l.Period, b.teamSegments(m), notable)
	p.Channels = b.dots(m, l.Period, b.channelSegments(m), notable)
	for _, reason := range slices.Sorted(maps.Keys(l.Excluded)) {
		if n := l.Excluded[reason]; n > 0 {
			p.Excluded = append(p.Excluded, counted{reason, n})
		}
	}
	p.Missing, p.Rejected, p.Years = l.Missing, l.Rejected, b.years(m)
	p.Sources = b.sourcesOf(m)
	p.Arithmetic = b.arithmetic(l)
	p.Likes, p.Season = b.likes(l), b.season(l)
	for _, x := range b.shownTogether(m) {
		if x.Restated {
			p.Restated = append(p.Restated, month{P: inPeriod(x.Period)})
		}
	}
	p.Comparisons = compared("comparisons", b.shownTogether(m))
	var err error
	if p.Chart, err = b.trend(m, all, "score-"+m.ID); err == nil && p.Chart != nil {
		p.Spans, err = b.spans(m, p.Chart)
	}
	return p, err
}

// summed is what stands above the line of a score's fraction: cases, one group less another,
// or values added up.
func summed(m *score.Metric) string {
	switch m.Unit() {
	case score.Points:
		return "_net"
	case score.Percent, score.Count:
		return ""
	}
	return "_sum"
}

// running is the line of the period after the latest finished one, if it has begun.
func (b *book) running(m *score.Metric, l *score.Line) *score.Line {
	if l.Period.Grain == fact.All || l.State == score.Provisional {
		return nil
	}
	if next := b.at(m, l.Segment, l.Period.Next()); next != nil && next.State == score.Provisional && next.Shown() {
		return next
	}
	return nil
}

// shownTogether is the lines whose changes a metric's page shows: all, each team and
// each channel, in the period it speaks of.
func (b *book) shownTogether(m *score.Metric) []*score.Line {
	p, ok := b.period(m)
	if !ok {
		return nil
	}
	var lines []*score.Line
	for _, seg := range slices.Concat([]fact.Segment{{}}, b.teamSegments(m), b.channelSegments(m)) {
		if l := b.at(m, seg, p); l != nil {
			lines = append(lines, l)
		}
	}
	return lines
}

// notable is which of the changes on a metric's page hold together.
func (b *book) notable(m *score.Metric) map[*score.Line]bool {
	return score.Notable(b.shownTogether(m))
}

func (b *book) teamSegments(m *score.Metric) []fact.Segment {
	var all []fact.Segment
	for _, t := range b.teamsOf(m) {
		all = append(all, fact.Segment{Team: t.Name})
	}
	return all
}

func (b *book) channelSegments(m *score.Metric) []fact.Segment {
	var all []fact.Segment
	for _, c := range b.channels(m) {
		all = append(all, fact.Segment{Channel: c})
	}
	return all
}

// plainSentence says a score as a person would, without a term of the trade.
func plainSentence(l *score.Line) *sentence {
	m := l.Metric
	rests := evidence{Line: l}
	key, a := plainWords(l)
	if m.Promise != nil {
		a["promise"] = promiseOf(m)
		with := "says_with_promise"
		if m.Direction == score.Down {
			with = "says_with_most"
		}
		return say(with, args{"sentence": telling(say(key, a).Rests(rests)), "promise": a["promise"]}).Rests(rests)
	}
	return say(key, a).Rests(rests)
}

func plainWords(l *score.Line) (key string, a args) {
	m := l.Metric
	places := decimals(m, l.Staff)
	a = args{"value": quantity(m, l.Value, places), "period": inPeriod(l.Period)}
	if m.Threshold > 0 {
		a["threshold"] = seconds(int64(m.Threshold))
	}
	if m.WindowDays > 0 || m.OlderDays > 0 {
		a["days"] = number(int64(max(m.WindowDays, m.OlderDays)))
	}
	if m.WithinDays > 0 {
		a["within"] = number(int64(m.WithinDays))
	}
	kind, method := m.Defined(), m.Method()
	if method.Unit == score.Percent && method.Form != metric.Stock {
		a["x"] = of100(l.Value)
	}
	key = kind.Said(m.Variant) + contactOnly(m)
	switch {
	case method.Of == metric.Checks && l.Numerator == nil:
		key += "_bare"
	case method.Of == metric.Checks:
		a["passed"], a["total"] = value{T: "count", V: ratInt(l.Numerator)}, number(l.Denominator)
		if !m.Sampled {
			key += "_all"
		}
	case m.PerCustomer:
		key += "_customers"
	case method.Form == metric.MeanAnswer && method.Unit == score.Scale:
		a["max"] = number(int64(m.Scale.Max))
	case method.Form == metric.Net && !groups(l, a):
		key += "_bare"
	}
	return key, a
}

// groups puts those who would recommend and those who would not, of a hundred, into what is
// said; false if the answers are not known.
func groups(l *score.Line, a args) bool {
	if l.Answers == nil || l.N == 0 {
		return false
	}
	p, _, d, err := l.Answers.NPSGroups()
	if err != nil {
		panic("bug: " + err.Error())
	}
	n := l.Answers.N()
	a["promoters"], a["detractors"] = of100(big.NewRat(100*p, n)), of100(big.NewRat(100*d, n))
	return true
}

func ratInt(r *big.Rat) int64 { return new(big.Int).Quo(r.Num(), r.Denom()).Int64() }

// covers says what a line's interval speaks of, and what it leaves open; nil where there is no number.
func covers(l *score.Line) *sentence {
	if !l.Shown() {
		return nil
	}
	switch l.Method {
	case "":
		switch {
		case l.Supplied != "":
			return say("covers_supplied").Rests(evidence{Line: l})
		case l.Survey():
			return say("covers_unknown_people").Rests(evidence{Line: l})
		}
		return say("covers_nothing").Rests(evidence{Line: l})
	case "day_cluster", "day_bootstrap":
		return say("covers_days").Rests(evidence{Line: l})
	case "respondent_cluster":
		return say("covers_people").Rests(evidence{Line: l})
	}
	if l.Metric.Sampled {
		return say("covers_sample").Rests(evidence{Line: l})
	}
	return say("covers_survey").Rests(evidence{Line: l})
}

// arithmetic lays open how the change since the period before was worked out.
func (b *book) arithmetic(l *score.Line) []step {
	if l.ChangeInterval == nil || l.Period.Grain == fact.All {
		return nil
	}
	before := b.at(l.Metric, l.Segment, l.Period.Before())
	if before == nil || !before.Shown() {
		return nil
	}
	m, places := l.Metric, 2
	if m.Unit() == score.Seconds {
		places = 0
	}
	exact := func(r *big.Rat) *value {
		if r == nil {
			return nil
		}
		v := quantity(m, r, places)
		return &v
	}
	of := func(f float64) *value {
		v := quantityFloat(m, f, places)
		return &v
	}
	differs := func(v *value) *value {
		v.T = "change_" + v.T
		return v
	}
	plainNumber := func(r *big.Rat) *value {
		if r == nil {
			return nil
		}
		v := value{T: "number", V: rounded(r, 2), D: 0}
		return &v
	}
	n := func(l *score.Line) *value {
		v := number(l.Denominator)
		return &v
	}
	method := func(key string) *value {
		v := word("method_" + key)
		return &v
	}
	// employees' pages show whole numbers: their arithmetic would show more
	if l.Staff {
		return []step{{"method", nil, method(l.Method)}}
	}
	steps := []step{
		{"numerator" + summed(m), plainNumber(before.Numerator), plainNumber(l.Numerator)},
		{"denominator", n(before), n(l)},
		{"value", exact(before.Value), exact(l.Value)},
		{"low", of(before.Interval.Low), of(l.Interval.Low)},
		{"high", of(before.Interval.High), of(l.Interval.High)},
		{"method", method(before.Method), method(l.Method)},
		{"change", nil, differs(exact(l.Change))},
		{"season", nil, b.seasonal(l)},
		{"change_low", nil, differs(of(l.ChangeInterval.Low))},
		{"change_high", nil, differs(of(l.ChangeInterval.High))},
		{"change_method", nil, method("change_" + l.Method)},
	}
	if m.Method().Form == metric.Quantile { // it is one of the values: no sum stands behind it
		steps = steps[1:]
	}
	return slices.DeleteFunc(steps, func(s step) bool { return s.Before == nil && s.Now == nil })
}

// sourceView is where a metric's numbers come from.
type sourceView struct {
	Name    string `json:"name"`
	Kind    string `json:"kind"`
	UpTo    *value `json:"upto,omitempty"`
	Due     *value `json:"due,omitempty"`
	Late    bool   `json:"late,omitempty"`
	Cadence string `json:"cadence"`
}

func (b *book) sourcesOf(m *score.Metric) []sourceView {
	var all []sourceView
	for i := range b.in.Sources {
		s := &b.in.Sources[i]
		if slices.Contains(b.sets[m.ID].Sources, s.Name) {
			all = append(all, b.sourceView(s, m.Cadence))
		}
	}
	return all
}

func (b *book) sourceView(s *Source, cadence string) sourceView {
	if cadence == "" {
		cadence = s.Cadence
	}
	v := sourceView{Name: Mask(s.Name), Kind: s.Kind, Cadence: cadence}
	if s.Last != fact.NoDay {
		up, next := onDay(s.Last), onDay(due(s.Last, cadence))
		v.UpTo, v.Due, v.Late = &up, &next, due(s.Last, cadence) < b.in.AsOf
	}
	return v
}
