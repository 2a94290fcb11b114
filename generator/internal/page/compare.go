package page

import (
	"encoding/json"
	"math/big"
	"slices"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/notice"
	"shingle/generator/internal/score"
)

// comparePage shows a respondent where an answer sits among everyone's.
type comparePage struct {
	Surveys []survey `json:"surveys"`
	Data    string   `json:"data"`
}

// survey is one whose answers are published.
type survey struct {
	ID      string               `json:"id"`
	Title   string               `json:"title"`
	Kind    string               `json:"kind"`
	Wording string               `json:"wording,omitempty"`
	Min     int                  `json:"min"`
	Max     int                  `json:"max"`
	Staff   bool                 `json:"staff,omitempty"`
	Period  value                `json:"period"`
	N       int64                `json:"n"`
	Rows    []rankedRow          `json:"rows"`
	Answers *answersView         `json:"answers"`
	Says    map[string]*sentence `json:"says"` // what a browser says of an answer, by its name there
	Topics  []topic              `json:"topics,omitempty"`
	Done    []string             `json:"done,omitempty"` // notices of what is done about the score, by their address, newest first
}

// topic is what a comment may have been about: a theme that the publisher has words for.
type topic struct {
	Name  value     `json:"name"`
	Key   string    `json:"key"`             // of its words in another language
	Slug  string    `json:"slug"`            // by which an address chooses it
	Says  *sentence `json:"says"`            // how many named it, or that it is withheld
	Moved *sentence `json:"moved,omitempty"` // whether more or fewer did than before; nil: not known
}

// topicsOf are the themes of a metric's latest period; none where none is told.
func (b *book) topicsOf(l *score.Line) []topic {
	var all []topic
	told, taken := false, map[string]bool{}
	for _, t := range b.in.Themes {
		x := t.Line
		if x.Metric.ID != l.Metric.ID || x.Period != l.Period || x.Team == fact.OtherTheme || x.Team == fact.NoTheme {
			continue
		}
		v := topic{Name: named(x.Team), Key: ThemeKey(x.Team), Slug: reserve(x.Team, "topic", taken), Says: hidden("theme_hidden", []*score.Line{x})}
		if x.Shown() {
			r, rests := themeOf(t, 1), evidence{Line: x, Theme: t}
			v.Says, told = say("themes_named", args{"n": number(r.N), "of": number(t.Of), "share": r.Share, "period": inPeriod(x.Period)}).Rests(rests), true
			if key := map[string]string{score.Rose: "themes_more", score.Fell: "themes_less", score.NoEvidence: "themes_chance"}[t.Verdict]; key != "" && r.Change != nil {
				v.Moved = say(key, args{"change": *r.Change}).Rests(rests)
			}
		}
		if v.Says != nil {
			all = append(all, v)
		}
	}
	if !told {
		return nil
	}
	return all
}

// doneAbout are the notices that say what was done about a score, or what is planned.
func (b *book) doneAbout(id string) []string {
	all := slices.Clone(b.in.Notices)
	slices.SortStableFunc(all, func(x, y notice.Notice) int { return int(y.Start - x.Start) })
	var slugs []string
	for i := range all {
		n := &all[i]
		if n.Kind == "said_done" && slices.Contains(n.Metrics, id) || slices.ContainsFunc(n.Actions, func(a notice.Action) bool { return a.Metric == id }) {
			slugs = append(slugs, n.Slug)
		}
	}
	return slugs
}

// sitting are the sentences that a browser chooses among when a reader gives an answer.
func sitting(l *score.Line) map[string]*sentence {
	all, a := map[string]*sentence{}, args{}
	for _, name := range []string{"share", "count", "n", "period"} {
		a[name] = hole(name)
	}
	for _, name := range []string{"same", "alone", "nosame", "lower", "nolower", "higher", "nohigher", "of"} {
		all[name] = say("compare_"+name, a).Rests(evidence{Line: l})
	}
	return all
}

// rankedRow says of an answer how many gave it, how many a lower one, how many a
// higher one.
type rankedRow struct {
	Bar     bar   `json:"bar"`
	Percent value `json:"percent"`
	Lower   value `json:"lower"`
	Higher  value `json:"higher"`
}

// comparable tells whether an answer can be looked up: there is one question and its
// histogram is published.
func (b *book) comparable(m *score.Metric) *score.Line {
	l := b.latest(m, fact.Segment{})
	if l == nil || !l.Survey() || !l.Shown() || l.Answers == nil || len(l.Items) > 0 || m.Scale.Steps() < 3 {
		return nil
	}
	return l
}

func makeCompare(w *writer) {
	if p := w.b.comparePage(); p != nil {
		w.page("compare", "compare", "compare", "compare", p)
		w.publish(api+"compare.json", w.b.compareData())
	}
}

func (b *book) comparePage() *comparePage {
	p := &comparePage{Data: api + "compare.json"}
	for i := range b.in.Metrics {
		m := &b.in.Metrics[i]
		l := b.comparable(m)
		if l == nil {
			continue
		}
		s := survey{ID: m.ID, Title: Mask(m.Title), Kind: m.Kind, Wording: Mask(m.Wording), Min: m.Scale.Min, Max: m.Scale.Max, Staff: l.Staff, Period: inPeriod(l.Period), N: l.Answers.N(), Answers: answersOf(l), Says: sitting(l), Topics: b.topicsOf(l), Done: b.doneAbout(m.ID)}
		n := l.Answers.N()
		percent := func(x int64) value {
			places := 0
			if !l.Staff {
				places = exception(x, n)
			}
			return value{T: "percent", V: rounded(big.NewRat(100*x, n), places), D: places}
		}
		for j, c := range l.Answers.Counts {
			at := l.Answers.Min + j
			higher := l.Answers.AtLeast(at + 1)
			key, own := answerWords(m, at)
			s.Rows = append(s.Rows, rankedRow{Bar: bar{Answer: at, Key: key, Word: own, Count: c, Tone: tone(m, at)}, Percent: percent(c), Lower: percent(n - higher - c), Higher: percent(higher)})
		}
		slices.Reverse(s.Rows)
		p.Surveys = append(p.Surveys, s)
	}
	if len(p.Surveys) == 0 {
		return nil
	}
	return p
}

// compareData is what the browser looks answers up in: every published histogram.
func (b *book) compareData() []byte {
	type line struct {
		Team    string  `json:"team,omitempty"`
		Channel string  `json:"channel,omitempty"`
		Grain   string  `json:"grain"`
		Period  string  `json:"period"`
		Counts  []int64 `json:"counts"`
	}
	type data struct {
		ID    string `json:"id"`
		Min   int    `json:"min"`
		Lines []line `json:"lines"`
	}
	all := []data{}
	for i := range b.in.Metrics {
		m := &b.in.Metrics[i]
		if b.comparable(m) == nil {
			continue
		}
		d := data{ID: m.ID, Min: m.Scale.Min}
		for _, l := range b.in.Lines {
			if l.Metric == m && l.Shown() && l.Answers != nil {
				d.Lines = append(d.Lines, line{l.Team, l.Channel, l.Period.Grain.String(), l.Period.String(), l.Answers.Counts})
			}
		}
		all = append(all, d)
	}
	text, err := json.Marshal(all)
	if err != nil {
		panic("bug: " + err.Error())
	}
	return append(text, '\n')
}
