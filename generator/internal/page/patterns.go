package page

import (
	"fmt"

	"shingle/generator/internal/chart"
)

// patternsPage is every part of the theme in every state, for the page that is built
// with drafts only: who changes the theme looks here first. All of it is invented.
type patternsPage struct {
	Ledger  []*row         `json:"ledger"`
	Plain   []*row         `json:"plain"`
	Changes []*sentence    `json:"changes"`
	Answers []*answersView `json:"answers"`
	Dots    *dots          `json:"dots"`
	Grid    *grid          `json:"grid"`
	Chart   *chartView     `json:"chart"`
	Week    teamPage       `json:"week"`
}

// Names as exports have them: long, right to left, hostile, without a space to break at.
const (
	longName  = "Complaints about the second instalment of the heating allowance for households in temporary accommodation"
	rtlName   = "فريق الفواتير والمدفوعات"
	wildName  = "<script>alert(1)</script> & {{ .Site }}"
	oneWord   = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
	emojiName = "=1+1 \"quoted\" O'Neil 🙂"
)

func makePatterns(w *writer) {
	if !w.in.Drafts {
		return
	}
	p, err := w.b.patterns()
	if err != nil {
		w.failed(err)
		return
	}
	w.page("patterns", "patterns", "patterns", "patterns", p)
}

func (b *book) patterns() (*patternsPage, error) {
	october := value{T: "period", V: "2026-10", G: "month"}
	before := value{T: "period", V: "2026-09", G: "month"}
	percent := func(v float64) *value { return &value{T: "percent", V: v, D: 1} }
	states := []string{"met", "missed", "unclear", "none", "withheld", "no_data", "provisional"}
	make := func(title, status, state string, v *value) *row {
		r := &row{ID: "pattern", Title: Mask(title), Kind: "csat", Path: "methods/", Owner: "Head of Patterns", Period: &october, Promise: percent(80), Status: mark{K: status}, State: mark{K: state}, Value: v}
		for _, s := range states {
			r.Months = append(r.Months, month{P: october, S: mark{K: s}})
		}
		r.Kept = say("kept_of_month", args{"kept": number(1), "of": number(3)})
		return r
	}
	change := func(key string) *sentence {
		sign, moved := -1.0, "by_worse"
		if key == "change_better" {
			sign, moved = 1, "by_better"
		}
		d := func(v float64) value { return value{T: "change_percent", V: sign * v, D: 1} }
		return say(key, args{"change": d(3.2), "moved": telling(say(moved, args{"by": {T: "by", V: 3.2, D: 1, G: "percent"}})), "before": before, "low": d(3.2 - 1.9*sign), "high": d(3.2 + 1.9*sign)})
	}
	p := &patternsPage{Ledger: []*row{
		make("Kept", "met", "published", percent(84.2)), make("Missed, and worse", "missed", "published", percent(76.1)),
		make("Too close to call", "unclear", "published", percent(79.6)), make("No promise judged", "none", "published", percent(50)),
		make("Withheld", "none", "suppressed", nil), make("Nothing to count", "none", "no_data", nil), make("Not over yet", "met", "provisional", percent(81.3)),
		make(longName, "met", "published", &value{T: "count", V: 123456789012}), make(rtlName, "missed", "published", &value{T: "points", V: -100}),
		make(wildName, "met", "published", &value{T: "scale", V: 0.01, D: 2}), make(oneWord, "unclear", "published", &value{T: "seconds", V: 86399}), make(emojiName, "met", "published", percent(100)),
	}}
	p.Ledger[1].Verdict, p.Ledger[1].Change = mark{K: "worse"}, change("change_worse")
	p.Ledger[0].Verdict, p.Ledger[0].Change = mark{K: "better"}, change("change_better")
	p.Ledger[2].Change, p.Ledger[2].Few, p.Ledger[2].N = change("change_none"), true, say("of_answers", args{"n": number(12)})
	p.Ledger[4].Reason, p.Ledger[5].Reason = say("withheld_people"), say("no_data_no_answers")
	for _, key := range []string{"change_first", "change_only", "change_none", "change_weak", "change_held", "change_better", "change_worse"} {
		p.Changes = append(p.Changes, change(key))
	}
	for _, r := range p.Ledger {
		plain := *r
		plain.Promise, plain.Status = nil, mark{K: "none"}
		plain.Spark = &spark{Width: 180, Height: 36, Paths: []string{"M5 30L60 8L110 22", "M140 20L175 5"}, Points: []dot{{175, 5, "none"}}}
		p.Plain = append(p.Plain, &plain)
	}
	for _, counts := range [][]int64{{1, 1, 1, 1, 1}, {0, 0, 0, 0, 9}, {1000, 1, 0, 1, 1}, {3, 0, 0}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}} {
		p.Answers = append(p.Answers, patternAnswers(october, counts))
	}
	p.Dots = patternDots(october, percent)
	p.Grid = patternGrid()
	to := value{T: "day", V: "2026-10-25"}
	p.Week = teamPage{Weeks: 13, To: &to}
	var err error
	p.Chart, err = b.patternTrend(states)
	return p, err
}

func patternAnswers(period value, counts []int64) *answersView {
	v := &answersView{Period: period, Min: 1, Max: len(counts)}
	for _, n := range counts {
		v.N += n
	}
	for i, n := range counts {
		v.Bars = append(v.Bars, bar{Answer: len(counts) - i, Count: n, Tone: 5 - 4*i/max(len(counts)-1, 1)})
	}
	v.Bars = laid(v.Bars, v.N, true)
	return v
}

func patternDots(period value, percent func(float64) *value) *dots {
	x := func(v float64) *float64 { return &v }
	d := &dots{Period: period, Promise: x(120), From: *percent(70), To: *percent(90), Hidden: say("hidden_teams", args{"Count": number(2)})}
	for i, r := range []dotRow{
		{Name: "Kept", Status: mark{K: "met"}, Verdict: mark{K: "better"}}, {Name: Mask(longName), Status: mark{K: "missed"}, Verdict: mark{K: "worse"}}, {Name: rtlName, Status: mark{K: "unclear"}}, {Name: Mask(wildName), Status: mark{K: "none"}},
	} {
		mid := 60 + 40*float64(i)
		r.State, r.Value, r.X, r.Low, r.High, r.N = mark{K: "published"}, percent(70+mid/12), x(mid), x(mid-30), x(mid+30), say("of_answers", args{"n": number(40)})
		d.Rows = append(d.Rows, r)
	}
	d.Rows = append(d.Rows, dotRow{Name: oneWord, Status: mark{K: "none"}, State: mark{K: "suppressed"}, Reason: say("withheld_people")}, dotRow{Name: "", Status: mark{K: "none"}, State: mark{K: "no_data"}, Reason: say("no_data_no_answers")})
	return d
}

func patternGrid() *grid {
	v := func(s int64) *value { return &value{T: "short", V: s} }
	under, over := seconds(20), seconds(240)
	g := &grid{Unit: "wait", Days: []value{weekday(1), weekday(2), weekday(7)}, Under: &under, Over: &over, Tones: 6, Least: &under, Most: &over, Thin: true, Shut: true}
	for tone := range 7 {
		at := 480 + 30*tone
		g.Rows = append(g.Rows, gridRow{Start: atClock(at), At: at, Cells: []gridCell{
			{Weekday: 1, State: "open", Tone: tone, Value: v(int64(10 * (tone + 1))), Label: "normal", N: 400, Weeks: 13},
			{Weekday: 2, State: "thin", Tone: tone, Value: v(3599), Label: "unclear", N: 12, Weeks: 4},
			{Weekday: 7, State: map[bool]string{true: "closed", false: "few"}[tone < 4], Label: "closed"},
		}})
	}
	return g
}

// patternTrend is a chart with everything in it: a promise, a gap, limits, a period that
// was missed, one too close to call and one that is not over.
func (b *book) patternTrend(states []string) (*chartView, error) {
	promise := 80.0
	t := chart.Trend{Unit: "percent", Promise: &promise}
	v := &chartView{ID: "pattern-trend", Span: "recent", Finding: say("finding_begun"), Band: "wilson", Limits: say("limits_xmr"), Promise: true, Grain: "month", Marks: []string{"missed", "provisional", "unclear"}}
	for i := range 18 {
		p := chart.Point{Period: fmt.Sprintf("%d-%02d", 2025+(i+4)/12, (i+4)%12+1)}
		r := trendRow{Key: p.Period, Period: value{T: "period", V: p.Period, G: "month"}, Status: mark{K: "none"}, State: mark{K: "no_data"}, Reason: say("no_data_no_data")}
		if i != 5 {
			f, low, high := 82+4*float64(i%5-2)/2, 76.0, 86.0
			from, to := f-2, f+2
			p.Value, p.Low, p.High, p.LowerLimit, p.UpperLimit = &f, &from, &to, &low, &high
			r.State, r.Status, r.Reason, r.N = mark{K: "published"}, mark{K: states[i%3]}, nil, 400
			r.Value, r.Low, r.High = &value{T: "percent", V: f, D: 1}, &value{T: "percent", V: from, D: 1}, &value{T: "percent", V: to, D: 1}
			p.Status, p.Provisional = chart.Status(r.Status.K), i == 17
		}
		v.Rows, t.Points = append(v.Rows, r), append(t.Points, p)
	}
	return v, b.draw(v.ID, t)
}
