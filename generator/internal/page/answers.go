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

// itemsOf shows each question's share of positive answers, the weakest marked: an
// index must not hide its weakest part.
func itemsOf(l *score.Line) []itemView {
	if !l.Shown() || len(l.Items) < 2 {
		return nil
	}
	var all []itemView
	low, at := 101.0, -1
	for _, q := range sortedKeys(l.Items) {
		a := l.Items[q]
		if a.N() == 0 {
			continue
		}
		places := 1
		if l.Staff {
			places = 0
		}
		r := big.NewRat(100*a.AtLeast(l.Metric.Scale.PositiveMin), a.N())
		f, _ := r.Float64()
		if f < low {
			low, at = f, len(all)
		}
		all = append(all, itemView{Question: Mask(q), Percent: value{T: "percent", V: rounded(r, places), D: places}, N: a.N()})
	}
	if at >= 0 {
		all[at].Weakest = true
	}
	return all
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
