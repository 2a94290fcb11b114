package page

import (
	"slices"

	"shingle/generator/internal/besttime"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// homePage answers within one screen: when to call, whether the word was kept, what
// customers say, how the people are who work here, and what is known to be broken.
type homePage struct {
	Call      *callView  `json:"call,omitempty"`
	Ledger    []*row     `json:"ledger"`
	Summary   *sentence  `json:"summary,omitempty"`
	Period    *value     `json:"period,omitempty"`
	Customers []*opinion `json:"customers,omitempty"`
	Staff     []*opinion `json:"staff,omitempty"`
	Others    []*row     `json:"others,omitempty"` // metrics without a promise that are no survey's
	Compared  int        `json:"compared,omitempty"`
}

// callView is the answer to "when do I call?".
type callView struct {
	Channel string       `json:"channel"`
	Quiet   []windowView `json:"quiet"`
	Avoid   []windowView `json:"avoid"`
	InTime  bool         `json:"intime"`
	Waits   bool         `json:"waits"`
	Thresh  *value       `json:"threshold,omitempty"`
	Weeks   int          `json:"weeks"`
	Strip   *stripView   `json:"strip,omitempty"`
	Data    *weekData    `json:"data,omitempty"`
}

// stripView is a day as a list of hours.
type stripView struct {
	Weekday value      `json:"weekday"`
	Hours   []stripBar `json:"hours"`
	Unit    string     `json:"unit"`
}

type stripBar struct {
	Hour  value  `json:"hour"`
	Value *value `json:"v,omitempty"`
	Bar   int    `json:"b"` // 0 to 12
	Label string `json:"l"`
}

// opinion is a survey's score as home shows it: the sentence, the answers, the margin.
type opinion struct {
	*row
	Sentence *sentence    `json:"sentence"`
	Answers  *answersView `json:"answers,omitempty"`
	Funnel   *funnelView  `json:"funnel,omitempty"`
	Weakest  *itemView    `json:"weakest,omitempty"`
	Hidden   int          `json:"hidden,omitempty"`
}

func (b *book) homePage() *homePage {
	h := &homePage{Ledger: []*row{}}
	if b.in.Week != nil {
		h.Call = b.callView()
	}
	all := fact.Segment{}
	var together []*score.Line
	for i := range b.in.Metrics {
		if l := b.latest(&b.in.Metrics[i], all); l != nil {
			together = append(together, l)
		}
	}
	notable := score.Notable(together)
	for _, l := range together {
		if l.Verdict != score.None {
			h.Compared++
		}
	}
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
		if m.Survey() && m.Kind != "fcr" && l.Shown() {
			o := b.opinion(m, l, r)
			if l.Staff {
				h.Staff = append(h.Staff, o)
			} else {
				h.Customers = append(h.Customers, o)
			}
		}
	}
	h.Summary, h.Period = summary("summary", together)
	return h
}

// summary says how many promises were kept, and in which period most of them were
// judged; nil if none was.
func summary(key string, lines []*score.Line) (*sentence, *value) {
	count := map[string]int64{}
	periods := map[fact.Period]int{}
	common := fact.Period{}
	for _, l := range lines {
		if l.Metric.Promise == nil {
			continue
		}
		count[l.Status]++
		periods[l.Period]++
		if n, most := periods[l.Period], periods[common]; n > most || n == most && l.Period.First > common.First {
			common = l.Period
		}
	}
	of := count[score.Met] + count[score.Missed] + count[score.Unclear]
	if of == 0 {
		return nil, nil
	}
	v := inPeriod(common)
	return say(key, args{"kept": whole(count[score.Met]), "of": whole(of), "missed": whole(count[score.Missed]), "unclear": whole(count[score.Unclear]), "period": v}), &v
}

func (b *book) opinion(m *score.Metric, l *score.Line, r *row) *opinion {
	o := &opinion{row: r, Sentence: opinionSentence(l), Answers: answersOf(l), Funnel: funnelOf(l)}
	items := itemsOf(l)
	if i := slices.IndexFunc(items, func(i itemView) bool { return i.Weakest }); i >= 0 {
		o.Weakest = &items[i]
	}
	if l.Staff {
		for _, t := range b.teamSegments(m) {
			if one := b.at(m, t, l.Period); one != nil && one.State == score.Suppressed {
				o.Hidden++
			}
		}
	}
	return o
}

// opinionSentence is the short form of a survey's score, its number set apart.
func opinionSentence(l *score.Line) *sentence {
	m := l.Metric
	v, _ := l.Value.Float64()
	a := args{"value": quantity(m, l.Value, decimals(m, l.Staff)), "period": inPeriod(l.Period)}
	switch m.Kind {
	case "csat", "trust", "favourable":
		if m.Unit() == score.Percent {
			for k, x := range simpleShare(v) {
				a[k] = x
			}
			if l.Staff {
				return say("opinion_staff_"+m.Kind, a)
			}
			return say("opinion_"+m.Kind, a)
		}
		a["max"] = whole(int64(m.Scale.Max))
		return say("opinion_"+m.Kind+"_"+string(m.Unit()), a)
	}
	return say("opinion_"+m.Kind, a)
}

// callView says when to call by the main channel's week.
func (b *book) callView() *callView {
	channel := b.mainChannel()
	w := b.week(channel)
	if w == nil {
		return nil
	}
	c := &callView{Channel: Mask(channel), Quiet: b.windowViews(w.Quiet), Avoid: b.windowViews(w.Avoid), InTime: b.in.Week.InTime, Waits: b.in.Week.Waits,
		Weeks: b.weeks(), Data: b.weekData(channel)}
	if b.in.Threshold > 0 {
		v := seconds(int64(b.in.Threshold))
		c.Thresh = &v
	}
	day := isoWeekday(b.in.AsOf)
	for range 7 { // the next day on which somebody is there
		if c.Strip = b.strip(channel, day); c.Strip != nil {
			break
		}
		day = day%7 + 1
	}
	return c
}

func isoWeekday(d fact.Day) int { return (int(d.Time().Weekday())+6)%7 + 1 }

// strip makes a day of a channel as a list of hours: of two half hours the longer
// wait, because then 9 of 10 stayed under it in both.
func (b *book) strip(channel string, day int) *stripView {
	what := "wait"
	if !b.in.Week.Waits {
		what = "load"
	}
	type hour struct {
		v     float64
		known bool
		label string
	}
	hours := map[int]*hour{}
	most := 0.0
	for i := range b.in.Week.Slots {
		s := &b.in.Week.Slots[i]
		if s.Segment != (fact.Segment{Channel: channel}) || s.Label == besttime.Closed {
			continue
		}
		v, ok := cellValue(s, what)
		if ok {
			most = max(most, v)
		}
		if s.Weekday != day {
			continue
		}
		h := hours[s.Load.Slot/60]
		if h == nil {
			h = &hour{label: s.Label}
			hours[s.Load.Slot/60] = h
		}
		if ok && (!h.known || v > h.v) {
			h.v, h.known, h.label = v, true, s.Label
		}
	}
	if len(hours) == 0 || most == 0 {
		return nil
	}
	strip := &stripView{Weekday: weekday(day), Unit: what}
	for at := range 24 {
		h := hours[at]
		if h == nil {
			continue
		}
		bar := stripBar{Hour: value{T: "hour", V: at}, Label: h.label}
		if h.known {
			v := quantityOf(h.v, what)
			if what != "load" {
				v = value{T: "brief", V: int64(h.v)}
			}
			bar.Value, bar.Bar = &v, max(1, int(h.v/most*12+0.5))
		}
		strip.Hours = append(strip.Hours, bar)
	}
	return strip
}
