package besttime

import (
	"cmp"
	"math"
	"slices"
)

// leastErrors is how many past errors a prediction interval is made of at least.
const leastErrors = 50

// BacktestOptions says how the past is forecast.
type BacktestOptions struct {
	Lambda  float64 // how much a week counts against the one after it: 0.8 to 0.95
	History int     // how many weeks a forecast looks back: 8 to 13
	Least   int     // how many weeks there must be before the first forecast
	Horizon int     // how many weeks ahead: 1 is the coming week
}

// Trial is how forecasts of the past would have done, each made only of what was known then.
type Trial struct {
	N         int64   // forecasts that could be compared with what happened
	WAPE      float64 // percent; NaN where it is not defined, as are the next two
	Bias      float64 // percent, above 0 if the forecast was too high
	MASE      float64 // against "as in the last week known"; where that week had no such slot, not compared
	Hits, Of  int64   // how often the 80 % interval held what happened, of how many
	Publish   bool    // MASE is below 1: the forecast beats "same as last week"
	Next      []Prediction
	residuals []residual
}

// Prediction is the forecast of one slot of the week, Horizon weeks after the last.
type Prediction struct {
	Load float64
	Band Band // 80 % of the loads should lie in it
	// OK is false if the slot has no past. HasBand is false if there are too few past errors.
	OK, HasBand bool
}

// residual is one forecast of the past and how much more came.
type residual struct{ forecast, error float64 }

// Backtest forecasts the past, week by week, with [Forecast], and compares. weeks has the
// load of each slot of the week, oldest week first; a slot that was closed (or a holiday, or
// an outage) is NaN. Weeks without data stand as weeks of NaN, so that ages stay right.
//
// The 80 % interval of a forecast comes from the errors of forecasts of about that load (the
// nearest tenth of all, at least 50, equal ones together): from their 10 % to their 90 % quantile, and not below 0.
// Of the past forecasts too, it uses only errors that were known then.
func Backtest(weeks [][]float64, o BacktestOptions) Trial {
	if !(o.Lambda > 0 && o.Lambda <= 1) || o.History < 1 || o.Least < 1 || o.Horizon < 1 {
		panic("bug: backtest without history, horizon or weights")
	}
	var t Trial
	var actual, forecast, paired, pairedForecast, naive []float64
	byWeek := make([][]residual, len(weeks)) // by the week that was forecast
	for target := o.Least - 1 + o.Horizon; target < len(weeks); target++ {
		origin := target - o.Horizon // the last week known
		// The errors of the weeks before are in; those of this origin are known now.
		t.learn(byWeek[origin])
		for slot, y := range weeks[target] {
			f, ok := o.forecast(weeks[:origin+1], slot)
			if math.IsNaN(y) || !ok {
				continue
			}
			actual, forecast = append(actual, y), append(forecast, f)
			byWeek[target] = append(byWeek[target], residual{f, y - f})
			if last := loadOf(weeks[origin], slot); !math.IsNaN(last) {
				paired, pairedForecast, naive = append(paired, y), append(pairedForecast, f), append(naive, last)
			}
			if band, ok := t.band(f); ok {
				hits, n := Coverage([]float64{y}, []Band{band})
				t.Hits, t.Of = t.Hits+hits, t.Of+n
			}
		}
	}
	// What the last weeks showed is known by now as well.
	for target := max(0, len(weeks)-o.Horizon); target < len(weeks); target++ {
		t.learn(byWeek[target])
	}
	t.N = int64(len(actual))
	t.WAPE = orNaN(WAPE(actual, forecast))
	t.Bias = orNaN(Bias(actual, forecast))
	t.MASE = orNaN(MASE(paired, pairedForecast, naive))
	t.Publish = t.MASE < 1
	t.Next = t.predict(weeks, o)
	return t
}

// predict is the forecast of each slot from all that is known.
func (t *Trial) predict(weeks [][]float64, o BacktestOptions) []Prediction {
	slots := 0
	for _, w := range weeks {
		slots = max(slots, len(w))
	}
	next := make([]Prediction, slots)
	for slot := range next {
		p := &next[slot]
		if p.Load, p.OK = o.forecast(weeks, slot); p.OK {
			p.Band, p.HasBand = t.band(p.Load)
		}
	}
	return next
}

// forecast is that of one slot from the last weeks known.
func (o BacktestOptions) forecast(known [][]float64, slot int) (float64, bool) {
	known = known[max(0, len(known)-o.History):]
	past := make([]float64, len(known))
	for i, week := range known {
		past[i] = loadOf(week, slot)
	}
	// Rounded, so that forecasts which differ by the order of adding up are equal ones, on every processor.
	f, ok := Forecast(past, o.Lambda)
	return math.Round(f*1e6) / 1e6, ok
}

// learn adds errors, which stay sorted by the load that was forecast.
func (t *Trial) learn(more []residual) {
	t.residuals = append(t.residuals, more...)
	slices.SortFunc(t.residuals, func(a, b residual) int {
		return cmp.Or(cmp.Compare(a.forecast, b.forecast), cmp.Compare(a.error, b.error))
	})
}

// band is the 80 % interval around the forecast f; false if there are too few errors.
func (t *Trial) band(f float64) (Band, bool) {
	all := t.residuals
	if len(all) < leastErrors {
		return Band{}, false
	}
	k := max(leastErrors, len(all)/10)
	low, _ := slices.BinarySearchFunc(all, f, func(r residual, f float64) int { return cmp.Compare(r.forecast, f) })
	high := low
	for high-low < k { // take the nearer neighbour
		if low > 0 && (high == len(all) || f-all[low-1].forecast <= all[high].forecast-f) {
			low--
		} else {
			high++
		}
	}
	// Of equal forecasts take all: they are sorted by their errors, and half of them would be
	// the smaller half.
	for low > 0 && all[low-1].forecast == all[low].forecast {
		low--
	}
	for high < len(all) && all[high].forecast == all[high-1].forecast {
		high++
	}
	errors := make([]float64, 0, high-low)
	for _, r := range all[low:high] {
		errors = append(errors, r.error)
	}
	slices.Sort(errors)
	below, _ := NearestRank(errors, Quantile{1, 10})
	above, _ := NearestRank(errors, Quantile{9, 10})
	return Band{max(0, f+below), max(0, f+above)}, true
}

// loadOf is NaN for a slot that the week does not have.
func loadOf(week []float64, slot int) float64 {
	if slot >= len(week) {
		return math.NaN()
	}
	return week[slot]
}

func orNaN(v float64, ok bool) float64 {
	if !ok {
		return math.NaN()
	}
	return v
}
