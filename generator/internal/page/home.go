package page

import (
	"shingle/generator/internal/claim"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
	"shingle/generator/internal/score"
)

// homePage answers within one screen: when to call, whether the word was kept, what
// customers say, how the people are who work here, and what is known to be broken.
type homePage struct {
	Call      *callView  `json:"call,omitempty"`
	Headline  *sentence  `json:"headline,omitempty"` // where it is not when to call: the strongest there is
	Ledger    []*row     `json:"ledger"`
	Summary   *sentence  `json:"summary,omitempty"`
	Period    *value     `json:"period,omitempty"`
	Before    *value     `json:"before,omitempty"` // the period before it, which most changes are from
	Customers []*opinion `json:"customers,omitempty"`
	Staff     []*opinion `json:"staff,omitempty"`
	Others    []*row     `json:"others,omitempty"` // metrics without a promise that are no survey's
}

// opinion is a survey's score as home shows it: the sentence, the answers, the margin.
type opinion struct {
	*row
	Sentence *sentence    `json:"sentence"`
	Answers  *answersView `json:"answers,omitempty"`
	Funnel   *funnelView  `json:"funnel,omitempty"`
	Weakest  *sentence    `json:"weakest,omitempty"`
	Hidden   *sentence    `json:"hidden,omitempty"`
	Told     bool         `json:"told,omitempty"` // its sentence is the page's headline
}

func makeHome(w *writer) { w.page("_index", "home", w.in.Title, "home", w.home()) }

func makeScores(w *writer) { w.page("scores/_index", "scores", "scores", "scores", w.home()) }

func (b *book) homePage() *homePage {
	h := &homePage{Ledger: []*row{}}
	if b.in.Week != nil {
		h.Call = b.callView()
	}
	all, together := fact.Segment{}, b.together()
	notable := score.Notable(together)
	for i := range b.in.Metrics {
		m := &b.in.Metrics[i]
		l := b.latest(m, all)
		if l == nil {
			continue
		}
		r := b.ledger(m, all, notable)
		switch {
		case m.Promise != nil:
			h.Ledger = append(h.Ledger, r)
		case !m.Survey():
			h.Others = append(h.Others, r)
		}
		if m.Defined().Base.Of == metric.Answers && l.Shown() {
			o := b.opinion(m, l, r)
			if l.Staff {
				h.Staff = append(h.Staff, o)
			} else {
				h.Customers = append(h.Customers, o)
			}
		}
	}
	h.Summary, h.Period, h.Before = summary("summary", together)
	h.strongest()
	return h
}

// strongest is what home says first where nobody can say when to call: whether the word was
// kept, or else what the first of the surveys says.
func (h *homePage) strongest() {
	switch {
	case h.Call != nil && !h.Call.Old:
	case h.Summary != nil:
		h.Headline = h.Summary
	case len(h.Customers) > 0:
		h.Headline, h.Customers[0].Told = h.Customers[0].Sentence, true
	case len(h.Staff) > 0:
		h.Headline, h.Staff[0].Told = h.Staff[0].Sentence, true
	}
}

// summary says how many promises were kept, missed, or are too close to call in the period
// in which most of them were judged, of as many the newest; and of each promise judged in
// another one, how it went there. A period that is not over has kept nothing yet. key says it
// where none is too close to call, three where some are. It is nil if none was judged.
func summary(key string, lines []*score.Line) (said *sentence, period, before *value) {
	var judged []*score.Line
	periods := map[fact.Period]int{}
	for _, l := range lines {
		if l.Metric.Promise != nil && l.State == score.Published && (l.Status == score.Met || l.Status == score.Missed || l.Status == score.Unclear) {
			judged = append(judged, l)
			periods[l.Period]++
		}
	}
	if len(judged) == 0 {
		return nil, nil, nil
	}
	common := judged[0].Period
	for p, n := range periods {
		if most := periods[common]; n > most || n == most && (p.Last() > common.Last() || p.Last() == common.Last() && p.Grain < common.Grain) {
			common = p
		}
	}
	count := map[string]int64{}
	others := []value{}
	for _, l := range judged {
		if l.Period == common {
			count[l.Status]++
		} else {
			others = append(others, telling(say("summary_other_"+l.Status, args{"title": {T: "title", V: l.Metric.ID}, "period": inPeriod(l.Period)}).Rests(evidence{Line: l})))
		}
	}
	key += claim.Summarised(count[score.Met], count[score.Missed], count[score.Unclear])
	misses := []value{} // said apart, where the sentence itself tells of those kept only
	if n := number(count[score.Missed]); key == "summary" || key == "team_summary" {
		misses = append(misses, telling(say("summary_missed", args{"Count": n, "period": inPeriod(common)}).Rests(evidence{Lines: lines})))
	}
	v := inPeriod(common)
	if common.Grain != fact.All {
		b := inPeriod(common.Before())
		before = &b
	}
	return say(key, args{
		"kept": number(count[score.Met]), "of": number(int64(periods[common])), "missed": number(count[score.Missed]), "unclear": number(count[score.Unclear]),
		"period": v, "others": listing(others), "misses": listing(misses),
	}).Rests(evidence{Lines: lines}), &v, before
}

func (b *book) opinion(m *score.Metric, l *score.Line, r *row) *opinion {
	o := &opinion{row: r, Sentence: opinionSentence(l), Answers: answersOf(l), Funnel: funnelOf(l)}
	if items := itemsOf(l); len(items) > 0 && items[0].Weakest {
		o.Weakest = say("weakest_question", args{"title": {T: "title", V: m.ID}, "question": {T: "item", V: items[0].Question}, "value": items[0].Percent}).Rests(evidence{Line: l, Part: items[0].plain})
	}
	if l.Staff {
		var lines []*score.Line
		for _, t := range b.teamSegments(m) {
			if one := b.at(m, t, l.Period); one != nil {
				lines = append(lines, one)
			}
		}
		o.Hidden = hidden("hidden_teams", lines)
	}
	return o
}

// opinionSentence is the short form of a survey's score, its number set apart.
func opinionSentence(l *score.Line) *sentence {
	key, a := opinionWords(l)
	return say(key, a).Rests(evidence{Line: l})
}

func opinionWords(l *score.Line) (key string, a args) {
	m := l.Metric
	a = args{"value": quantity(m, l.Value, decimals(m, l.Staff)), "period": inPeriod(l.Period)}
	switch m.Defined().Base.Form {
	case metric.GoodAnswers:
		if m.Unit() == score.Percent {
			for k, x := range simpleShare(l.Value) {
				a[k] = x
			}
			if l.Staff {
				return "opinion_staff_" + m.Kind, a
			}
			return "opinion_" + m.Kind, a
		}
		a["max"] = number(int64(m.Scale.Max))
		return "opinion_" + m.Kind + "_" + string(m.Unit()), a
	case metric.Net:
		if !groups(l, a) {
			return "opinion_" + m.Kind + "_bare", a
		}
	}
	return "opinion_" + m.Kind, a
}
