package page

import (
	"maps"
	"math/big"
	"slices"
	"strconv"

	"shingle/generator/internal/metric"
	"shingle/generator/internal/score"
)

// answersView is how people answered, as one bar: the best first. Where answers are counted
// in groups (who would recommend, who would not), All has each answer.
type answersView struct {
	Says   *sentence `json:"says,omitempty"` // how many
	Period value     `json:"period"`
	N      int64     `json:"n"`
	Bars   []bar     `json:"bars"`
	All    []bar     `json:"all,omitempty"`
	Max    int       `json:"max"`
	Min    int       `json:"min"`
}

type bar struct {
	Answer  int     `json:"answer"`
	Key     string  `json:"key,omitempty"`  // of the words for it
	Word    string  `json:"word,omitempty"` // the publisher's own
	Count   int64   `json:"count"`
	Percent float64 `json:"percent"`     // rounded for the page
	D       int     `json:"d,omitempty"` // with so many decimals
	Tone    int     `json:"tone"`        // 1 (worst) to 5 (best), for its colour
	X       float64 `json:"x"`           // where it begins on a bar 100 long
	W       float64 `json:"w"`
}

func answersOf(l *score.Line) *answersView {
	if !l.Shown() || l.Answers == nil || l.Answers.N() == 0 {
		return nil
	}
	a := l.Answers
	v := &answersView{Period: inPeriod(l.Period), N: a.N(), Min: a.Min, Max: a.Max()}
	v.Says = say("answers_n", args{"Count": number(a.N()), "n": number(a.N())}).Rests(evidence{Line: l})
	for i, n := range slices.Backward(a.Counts) {
		key, own := answerWords(l.Metric, a.Min+i)
		v.Bars = append(v.Bars, bar{Answer: a.Min + i, Key: key, Word: own, Count: n, Tone: tone(l.Metric, a.Min+i)})
	}
	if grouped(l.Metric) {
		v.All = laid(v.Bars, a.N(), !l.Staff)
		v.Bars = byTone(v.Bars)
	}
	v.Bars = laid(v.Bars, a.N(), !l.Staff)
	return v
}

// grouped tells whether answers are counted in three groups.
func grouped(m *score.Metric) bool { return m.Method().Form == metric.Net }

// byTone joins answers of one group; the words are the group's.
func byTone(bars []bar) (all []bar) {
	for _, b := range bars {
		if n := len(all); n > 0 && all[n-1].Tone == b.Tone {
			all[n-1].Count += b.Count
			continue
		}
		b.Key, b.Word = "answer_group_"+strconv.Itoa(b.Tone), ""
		all = append(all, b)
	}
	return all
}

// exception is how many decimals show that a share is not all and not nothing.
func exception(x, n int64) (places int) {
	for share := big.NewRat(100*x, n); x > 0 && rounded(share, places) == 0 || x < n && rounded(share, places) == 100; {
		places++
	}
	return places
}

// laid puts bars beside each other on a bar 100 long that stands for n answers; finely, if an
// answer that nearly nobody or nearly everybody gave is told with decimals.
func laid(bars []bar, n int64, fine bool) []bar {
	all, at := slices.Clone(bars), 0.0
	for i := range all {
		b := &all[i]
		w := 100 * float64(b.Count) / float64(n)
		if b.D = 0; fine {
			b.D = exception(b.Count, n)
		}
		b.Percent, b.X, b.W = rounded(big.NewRat(100*b.Count, n), b.D), roundedFloat(at, 2), roundedFloat(w, 2)
		at += w
	}
	return all
}

// answerWords is what an answer means: the key of the words, or the publisher's own words.
func answerWords(m *score.Metric, answer int) (key, own string) {
	s, at := m.Scale, strconv.Itoa(answer)
	switch i := answer - s.Min; {
	case i >= 0 && i < len(m.Words):
		return "", Mask(m.Words[i])
	case s.Min == 0 && s.Max == 1:
		return "answer_yes_" + at, ""
	case s.Min == 1 && s.Max == 5 && m.Defined().FivePoints != "" && (s.PositiveMin == 4 || m.Defined().Base.Form == metric.PerPerson):
		return "answer_" + m.Defined().FivePoints + "_" + at, ""
	case s.Min == 1 && s.Max == 5 && s.PositiveMin == 4:
		return "answer_positive_" + at, ""
	case answer == s.Min:
		return "answer_lowest", ""
	case answer == s.Max:
		return "answer_highest", ""
	}
	return "", ""
}

// tone colours an answer from 1 (worst) to 5 (best).
func tone(m *score.Metric, answer int) int {
	if grouped(m) {
		switch {
		case answer >= 9:
			return 5
		case answer >= 7:
			return 3
		}
		return 1
	}
	low, high := m.Scale.Min, m.Scale.Max
	if high == low {
		return 3
	}
	return 1 + (4*(answer-low)+(high-low)/2)/(high-low)
}

// itemView is one question among several behind a score.
type itemView struct {
	Question string `json:"question"`
	Percent  value  `json:"percent"`
	N        int64  `json:"n"`
	Weakest  bool   `json:"weakest,omitempty"`
	plain    string // the question, as it stands in the exports
}

// itemsOf shows each question's share of positive answers: an index must not hide its
// weakest part. It is marked where it is weaker than each other by more than its margin.
func itemsOf(l *score.Line) []itemView {
	if !l.Shown() || len(l.Items) < 2 {
		return nil
	}
	var all []itemView
	var shares []score.Proportion
	for _, q := range slices.Sorted(maps.Keys(l.Items)) {
		a := l.Items[q]
		if a.N() == 0 {
			continue
		}
		places := 1
		if l.Staff {
			places = 0
		}
		p := score.Proportion{X: a.AtLeast(l.Metric.Scale.PositiveMin), N: a.N()}
		r := big.NewRat(100*p.X, p.N)
		shares = append(shares, p)
		all = append(all, itemView{Question: Mask(q), Percent: value{T: "percent", V: rounded(r, places), D: places}, N: a.N(), plain: q})
	}
	if i := weakest(shares); i >= 0 { // it stands first
		all[i].Weakest = true
		all = slices.Concat(all[i:i+1], all[:i], all[i+1:])
	}
	return all
}

// weakest is the share that is below each other one by more than the margin of their
// difference; -1 where none is.
func weakest(shares []score.Proportion) int {
	for i, p := range shares {
		if !slices.ContainsFunc(slices.Delete(slices.Clone(shares), i, i+1), func(o score.Proportion) bool { return score.Newcombe(p.X, p.N, o.X, o.N).Low <= 0 }) {
			return i
		}
	}
	return -1
}

// funnelView is what became of a survey between asking and counting.
type funnelView struct {
	Invited   int64     `json:"invited"`
	Delivered *int64    `json:"delivered,omitempty"`
	Responded int64     `json:"responded"`
	Valid     int64     `json:"valid"`
	Rate      value     `json:"rate"`
	Bounds    *sentence `json:"bounds,omitempty"` // between what the score would lie, had all answered
}

func funnelOf(l *score.Line) *funnelView {
	f := l.Funnel
	if f == nil || !l.Shown() {
		return nil
	}
	v := &funnelView{Invited: f.Invited, Responded: f.Responded, Valid: f.Valid, Rate: value{T: "percent", V: roundedFloat(f.Rate, 0)}}
	if f.HasDelivered {
		v.Delivered = &f.Delivered
	}
	if f.HasBounds {
		v.Bounds = say("funnel_bounds", args{"low": {T: "percent", V: roundedFloat(f.Low, 0)}, "high": {T: "percent", V: roundedFloat(f.High, 0)}}).Rests(evidence{Line: l})
	}
	return v
}
