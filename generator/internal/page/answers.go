package page

import (
	"math/big"
	"slices"

	"shingle/generator/internal/score"
)

// answersView is how people answered, as one bar.
type answersView struct {
	Period value `json:"period"`
	N      int64 `json:"n"`
	Bars   []bar `json:"bars"`
	Max    int   `json:"max"`
	Min    int   `json:"min"`
}

type bar struct {
	Answer  int     `json:"answer"`
	Count   int64   `json:"count"`
	Percent float64 `json:"percent"` // rounded for the page
	Tone    int     `json:"tone"`    // 1 (worst) to 5 (best), for its colour
	X       float64 `json:"x"`       // where it begins on a bar 1000 long
	W       float64 `json:"w"`
}

func answersOf(l *score.Line) *answersView {
	if !l.Shown() || l.Answers == nil || l.Answers.N() == 0 {
		return nil
	}
	a := l.Answers
	v := &answersView{Period: inPeriod(l.Period), N: a.N(), Min: a.Min, Max: a.Max()}
	at := 0.0
	for i, n := range slices.Backward(a.Counts) { // the best answer first
		w := 1000 * float64(n) / float64(a.N())
		v.Bars = append(v.Bars, bar{Answer: a.Min + i, Count: n, Percent: rounded(big.NewRat(100*n, a.N()), 0), Tone: tone(l.Metric, a.Min+i), X: roundedFloat(at, 1), W: roundedFloat(w, 1)})
		at += w
	}
	return v
}

// tone colours an answer from 1 (worst) to 5 (best).
func tone(m *score.Metric, answer int) int {
	if m.Kind == "nps" || m.Kind == "enps" {
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
}

// itemsOf shows each question's share of positive answers: an index must not hide its
// weakest part. It is marked where it is weaker than each other by more than its margin.
func itemsOf(l *score.Line) []itemView {
	if !l.Shown() || len(l.Items) < 2 {
		return nil
	}
	var all []itemView
	var shares []score.Proportion
	for _, q := range sortedKeys(l.Items) {
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
		all = append(all, itemView{Question: Mask(q), Percent: value{T: "percent", V: rounded(r, places), D: places}, N: a.N()})
	}
	if i := weakest(shares); i >= 0 {
		all[i].Weakest = true
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
	Invited   int64  `json:"invited"`
	Delivered *int64 `json:"delivered,omitempty"`
	Responded int64  `json:"responded"`
	Valid     int64  `json:"valid"`
	Rate      value  `json:"rate"`
	Low       *value `json:"low,omitempty"`
	High      *value `json:"high,omitempty"`
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
		v.Low, v.High = &value{T: "percent", V: roundedFloat(f.Low, 0)}, &value{T: "percent", V: roundedFloat(f.High, 0)}
	}
	return v
}
