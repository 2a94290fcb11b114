package page_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// A pairLine is a published line as the explorer reads it from its file.
type pairLine struct {
	Team        string   `json:"team"`
	Channel     string   `json:"channel"`
	Grain       string   `json:"grain"`
	Period      string   `json:"period"`
	Value       *float64 `json:"value"`
	Denominator *int     `json:"denominator"`
	Low         *float64 `json:"low"`
	High        *float64 `json:"high"`
	Status      string   `json:"status"`
	State       string   `json:"state"`
	ChangeLow   *float64 `json:"change_low"`
	ChangeHigh  *float64 `json:"change_high"`
	Verdict     string   `json:"verdict"`

	at, margin float64 // the place in its run; how far the change to it may be off
}

// A pairMetric is an invented metric with the lines of two teams, in months and quarters.
type pairMetric struct {
	unit   string
	places int
	up     bool
	named  string // what its margins are: likely, or daily
	lines  []*pairLine
}

func newPairs(random *rand.Rand) *pairMetric {
	m := &pairMetric{unit: []string{"percent", "points", "index", "scale", "seconds", "count", "rate"}[random.IntN(7)], up: random.IntN(2) == 0, named: []string{"likely", "daily"}[random.IntN(2)]}
	m.places = map[string]int{"percent": 1, "index": 1, "scale": 2, "rate": 2}[m.unit]
	wide := map[string]float64{"scale": 5, "seconds": 5000}[m.unit]
	if wide == 0 {
		wide = 100
	}
	for _, team := range []string{"", "Billing"} {
		for _, grain := range []string{"month", "quarter"} {
			var before *pairLine
			for i := range 4 {
				l := &pairLine{Team: team, Grain: grain, Period: map[string]string{"month": fmt.Sprintf("2026-%02d", i+1), "quarter": fmt.Sprintf("2026-Q%d", i+1)}[grain], Status: []string{"met", "missed", "unclear", "none"}[random.IntN(4)], State: "published", Verdict: "none", at: float64(i)}
				m.lines = append(m.lines, l)
				if random.IntN(6) == 0 {
					l.State, l.Status = []string{"suppressed", "no_data"}[random.IntN(2)], "none"
					before = nil
					continue
				}
				if i == 3 && random.IntN(3) == 0 {
					l.State = "provisional"
				}
				v, n := wide*random.Float64(), random.IntN(3000)
				if m.unit == "points" {
					v = 2*v - wide
				}
				if m.unit == "count" {
					v = math.Round(v)
				}
				low, high := v-random.Float64()*wide/9, v+random.Float64()*wide/9
				l.Value, l.Denominator, l.Low, l.High = &v, &n, &low, &high
				if before != nil && l.State == "published" && random.IntN(4) > 0 {
					l.margin = random.Float64() * wide / 2
					from, to := v-*before.Value-l.margin, v-*before.Value+l.margin
					l.ChangeLow, l.ChangeHigh, l.Verdict = &from, &to, m.verdict(*before.Value, v, l.margin)
				}
				before = l
			}
		}
	}
	return m
}

// verdict is what a change is, if it is more than it may be off.
func (m *pairMetric) verdict(from, to, margin float64) string {
	switch {
	case math.Abs(to-from) <= margin:
		return "no_evidence"
	case (to > from) == m.up:
		return "better"
	}
	return "worse"
}

// written is a value as pages write it, signed or not; of a difference, in points where it is one.
func (m *pairMetric) written(in *tongue, v float64, differs bool) string {
	text := in.number(math.Abs(v), m.places)
	if m.unit == "seconds" {
		text = in.lasting(int(math.Round(math.Abs(v))))
	}
	switch {
	case differs && (m.unit == "percent" || m.unit == "points" || m.unit == "index"):
		text = in.word("by_points", map[string]any{"Count": 2, "n": text})
	case m.unit == "percent":
		text = in.word("unit_percent", map[string]any{"n": text})
	}
	if (differs || v < 0 || m.unit == "points") && strings.ContainsAny(text, "123456789") {
		text = map[bool]string{true: "−", false: "+"}[v < 0] + text
	}
	return text
}

// lasting is a duration in hours and minutes, or in minutes and seconds.
func (o *tongue) lasting(s int) string {
	switch {
	case s >= 3600 && s%3600 < 60:
		return o.word("dur_h", map[string]any{"h": s / 3600})
	case s >= 3600:
		return o.word("dur_h_min", map[string]any{"h": s / 3600, "m": s % 3600 / 60})
	case s >= 60 && s%60 == 0:
		return o.word("dur_min", map[string]any{"m": s / 60})
	case s >= 60:
		return o.word("dur_min_s", map[string]any{"m": s / 60, "s": s % 60})
	}
	return o.word("dur_s", map[string]any{"s": s})
}

// What the explorer says of two lines is true of them: the difference is of like with like, its
// direction and its margin are those of the side that is told first, and no word is of another line.
func TestNoPairIsContradicted(t *testing.T) {
	b, speak := newBrowser(t, "say.js", "explore.js"), tongues(t)
	seen := map[string]int{}
	for seed := range invented(6000, 4000, 600) {
		random := rand.New(rand.NewPCG(seed, 17))
		in := speak[seed%3]
		b.in = in
		m := newPairs(random)
		l, r := random.IntN(len(m.lines)), random.IntN(len(m.lines))
		if seed%2 == 0 { // neighbours, either way round
			l = random.IntN(len(m.lines) - 1)
			if r = l + 1; random.IntN(2) == 0 {
				l, r = r, l
			}
		}
		words := map[string]string{"percent": in.word("unit_percent", map[string]any{"n": "{n}"}), "by": in.word("by_points", map[string]any{"Count": 2, "n": "{n}"}),
			"h": in.word("dur_h", map[string]any{"h": "{n}"}), "min": in.word("dur_min", map[string]any{"m": "{n}"}), "s": in.word("dur_s", map[string]any{"s": "{n}"}), "no_evidence": in.word("change_none_short", nil)}
		for _, w := range []string{"verdict_better", "verdict_worse", "status_met", "status_missed", "status_unclear", "state_suppressed", "state_no_data", "state_provisional"} {
			_, name, _ := strings.Cut(w, "_")
			words[name] = in.word(w, nil)
		}
		for _, w := range []string{"pair", "apart", "likely", "daily", "of", "unlike"} {
			words[w] = in.word("explore_"+w, map[string]any{"one": "{one}", "first": "{first}", "two": "{two}", "second": "{second}", "apart": "{apart}", "low": "{low}", "high": "{high}", "n": "{n}"})
		}
		given, err := json.Marshal([]any{words, map[string]any{"unit": m.unit, "d": fmt.Sprint(m.places), "margin": m.named, "lines": m.lines}})
		if err != nil {
			t.Fatal(err)
		}
		var said struct {
			Left, Right, Apart []any
			Both               string
		}
		b.run(t, fmt.Sprintf("(([words, m]) => { const s = besideOf(words, m), [l, r] = [m.lines[%d], m.lines[%d]]; return { left: s.line(l), right: s.line(r), apart: s.difference(l, r), both: s.both(l, r, 'One', 'Two') }; })(%s)", l, r, given), &said)
		p := &pair{m: m, in: in, l: m.lines[l], r: m.lines[r], seen: seen}
		for _, why := range []string{p.side(p.l, texts(said.Left)), p.side(p.r, texts(said.Right)), p.apart(texts(said.Apart)), p.both(said.Both)} {
			if why != "" {
				t.Fatalf("%d, %s, %s %+v beside %+v: %q %q %q %q: %s", seed, in.code, m.unit, p.l, p.r, said.Left, said.Right, said.Apart, said.Both, why)
			}
		}
	}
	for _, what := range []string{"better", "worse", "no_evidence", "met", "missed", "unclear", "provisional", "suppressed", "no_data", "unlike", "backwards"} {
		if seen[what] == 0 && !testing.Short() {
			t.Errorf("no pair has led to %s", what)
		}
	}
}

// texts are what is really said: nothing stands where a part is missing.
func texts(some []any) (all []string) {
	for _, s := range some {
		if text, ok := s.(string); ok && text != "" {
			all = append(all, text)
		}
	}
	return all
}

// A pair is two lines that a reader sets side by side.
type pair struct {
	m    *pairMetric
	in   *tongue
	l, r *pairLine
	seen map[string]int
}

// side denies what is said of one of them.
func (p *pair) side(l *pairLine, said []string) string {
	var want []string
	add := func(what, key string) {
		p.seen[what]++
		want = append(want, p.in.word(key, nil))
	}
	if l.Value == nil {
		add(l.State, "state_"+l.State)
	} else {
		want = append(want, p.m.written(p.in, *l.Value, false))
		if l.State == "provisional" {
			add("provisional", "state_provisional")
		}
		if l.Status != "none" {
			add(l.Status, "status_"+l.Status)
		}
		if *l.Denominator > 0 && p.m.unit != "count" {
			want = append(want, p.in.word("explore_of", map[string]any{"n": p.in.number(float64(*l.Denominator), 0)}))
		}
		want = append(want, p.in.word("explore_"+p.m.named, map[string]any{"low": p.m.written(p.in, *l.Low, false), "high": p.m.written(p.in, *l.High, false)}))
	}
	return p.equal(said, want)
}

func (p *pair) equal(said, want []string) string {
	if strings.Join(said, "|") != strings.Join(want, "|") {
		return fmt.Sprintf("want %q", want)
	}
	return ""
}

// differ tells whether there is a difference to tell.
func (p *pair) differ() bool {
	return p.l != p.r && p.l.Value != nil && p.r.Value != nil && p.l.Grain == p.r.Grain && !(p.m.unit == "count" && (p.l.State == "provisional" || p.r.State == "provisional"))
}

// apart denies what is said of their difference.
func (p *pair) apart(said []string) string {
	if !p.differ() {
		return p.equal(said, nil)
	}
	by := *p.l.Value - *p.r.Value
	want := []string{p.m.written(p.in, by, true)}
	later := p.l
	if p.r.at > p.l.at {
		later = p.r
	}
	if p.l.Team == p.r.Team && math.Abs(p.l.at-p.r.at) == 1 && later.ChangeLow != nil {
		if later == p.r {
			p.seen["backwards"]++
		}
		verdict := p.m.verdict(*p.r.Value, *p.l.Value, later.margin)
		p.seen[verdict]++
		want = append(want, p.in.word(map[string]string{"better": "verdict_better", "worse": "verdict_worse", "no_evidence": "change_none_short"}[verdict], nil),
			p.in.word("explore_likely", map[string]any{"low": p.m.written(p.in, by-later.margin, true), "high": p.m.written(p.in, by+later.margin, true)}))
	}
	return p.equal(said, want)
}

// both denies the sentence on both.
func (p *pair) both(said string) string {
	told := func(l *pairLine) string {
		if l.Value == nil {
			return p.in.word("state_"+l.State, nil)
		}
		return p.m.written(p.in, *l.Value, false)
	}
	want := p.in.word("explore_pair", map[string]any{"one": "One", "first": told(p.l), "two": "Two", "second": told(p.r)})
	switch {
	case p.differ():
		want += " " + p.in.word("explore_apart", map[string]any{"apart": p.m.written(p.in, *p.l.Value-*p.r.Value, true)})
	case p.l.Grain != p.r.Grain:
		p.seen["unlike"]++
		want += " " + p.in.word("explore_unlike", nil)
	}
	return p.equal([]string{said}, []string{want})
}
