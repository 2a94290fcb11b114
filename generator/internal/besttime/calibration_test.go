package besttime

import (
	"math"
	"math/rand/v2"
	"testing"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/hours"
)

// A site of 13 weeks, open on weekdays from 9 to 17: days and hours vary as they do
// (loads and waits have a mean of their own on each date, and in each hour of each date),
// and a slot of the week may wait so many times as long as all others.
func simulated(seed uint64, minutes, perHour int, threshold float64, busy func(weekday, minute int) float64) *Week {
	r := rand.New(rand.NewPCG(seed, 7))
	vary := func(sd float64) float64 { return math.Exp(sd*r.NormFloat64() - sd*sd/2) }
	from := mondayOf(20665)
	to := from + 13*7 - 1
	date, load, wait := fact.Day(-1), 1.0, 1.0
	p := profileOfCalls(from, to, minutes, nil, func(day fact.Day, minute int) (c calls) {
		if hours.Weekday(day) > 5 || minute < 9*60 || minute >= 17*60 {
			return c
		}
		if day != date {
			date, load, wait = day, vary(0.2), vary(0.4)
		}
		n := poisson(r, float64(perHour*minutes)/60*load*vary(0.2))
		mean := 12 * wait * vary(0.4) * busy(hours.Weekday(day), minute)
		for range n {
			w := int64(math.Ceil(mean * r.ExpFloat64()))
			c.offered++
			if patience := int64(240 * r.ExpFloat64()); patience < w {
				c.left = append(c.left, patience)
				continue
			}
			c.answered = append(c.answered, w)
			if w <= 20 {
				c.inTime++
			}
		}
		return c
	})
	p.Desks[0].Threshold = threshold
	return NewWeek(p, reading(to+1))
}

func poisson(r *rand.Rand, mean float64) (n int) {
	for left := mean - r.ExpFloat64(); left > 0; left -= r.ExpFloat64() {
		n++
	}
	return n
}

// Advice is rare where there is nothing to advise, and there where there is.
func TestAdviceIsCalibrated(t *testing.T) {
	const sites = 100
	for _, test := range []struct{ minutes, perHour int }{{60, 12}, {30, 12}, {60, 40}} {
		var advised, labelled, told, named int
		for seed := range uint64(sites) {
			w := simulated(seed, test.minutes, test.perHour, 20, func(int, int) float64 { return 1 })
			if c := w.phone(t); len(c.Quiet)+len(c.Avoid) > 0 {
				advised++
			}
			if labels(w)[Quiet]+labels(w)[Busy] > 0 {
				labelled++
			}
			w = simulated(seed, test.minutes, test.perHour, 20, func(weekday, minute int) float64 {
				if weekday == 1 && minute >= 10*60 && minute < 11*60 {
					return 3
				}
				return 1
			})
			for _, a := range w.phone(t).Avoid {
				if a.Weekday == 1 && a.From < 11*60 && a.To > 10*60 {
					told++
					break
				}
			}
			if labels(w)[Busy] > 0 {
				named++
			}
		}
		if advised > sites/10 || labelled > sites/10 {
			t.Errorf("%+v: %d of %d sites get advice and %d a label where no slot differs, want at most 1 in 10", test, advised, sites, labelled)
		}
		if told < 8*sites/10 || named < 6*sites/10 {
			t.Errorf("%+v: %d of %d sites are told of a slot that waits three times as long, %d label it, want at least 8 and 6 in 10", test, told, sites, named)
		}
	}
}

// Loads vary more than arrivals one by one would: that alone is no advice.
func TestAdviceByLoadIsCalibrated(t *testing.T) {
	const sites = 100
	var advised, labelled int
	for seed := range uint64(sites) {
		w := simulated(seed, 60, 30, 0, func(int, int) float64 { return 1 })
		if c := w.phone(t); len(c.Quiet)+len(c.Avoid) > 0 {
			advised++
		}
		if labels(w)[Quiet]+labels(w)[Busy] > 0 {
			labelled++
		}
	}
	if advised > sites/10 || labelled > sites/10 {
		t.Errorf("%d of %d sites get advice and %d a label where no slot differs, want at most 1 in 10", advised, sites, labelled)
	}
}

func labels(w *Week) map[string]int {
	n := map[string]int{}
	for _, s := range w.Slots {
		if s.Channel == "phone" {
			n[s.Label]++
		}
	}
	return n
}
