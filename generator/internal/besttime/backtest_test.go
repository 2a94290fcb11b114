package besttime

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"shingle/generator/internal/golden"
)

// noisyWeeks has the same daily curve every week, with chance on top, growing by a factor a week.
func noisyWeeks(weeks, slots int, growth float64, seed uint64) [][]float64 {
	chance := rand.New(rand.NewPCG(seed, 1))
	all := make([][]float64, weeks)
	level := 1.0
	for w := range all {
		all[w] = make([]float64, slots)
		for s := range all[w] {
			mean := level * (20 + 15*math.Sin(float64(s)/float64(slots)*2*math.Pi))
			all[w][s] = math.Max(0, math.Round(mean+chance.NormFloat64()*math.Sqrt(mean)))
		}
		level *= growth
	}
	return all
}

func options() BacktestOptions {
	return BacktestOptions{Lambda: .9, History: 10, Least: 6, Horizon: 1}
}

func TestBacktestPublishesWhatBeatsLastWeek(t *testing.T) {
	steady := Backtest(noisyWeeks(30, 40, 1, 1), options())
	if !steady.Publish || !(steady.MASE < .85) {
		t.Errorf("the same every week: got %+v, want it published", steady.MASE)
	}
	if math.Abs(steady.Bias) > 2 {
		t.Errorf("the same every week: got a bias of %v %%", steady.Bias)
	}
	growing := Backtest(noisyWeeks(30, 40, 1.2, 1), options())
	if growing.Publish || !(growing.MASE > 1) || !(growing.Bias < -20) {
		t.Errorf("a fifth more every week: got mase %v, bias %v, want it not published", growing.MASE, growing.Bias)
	}
}

func TestBacktestBandsHoldAboutEightyPercent(t *testing.T) {
	trial := Backtest(noisyWeeks(60, 40, 1, 2), options())
	share := 100 * float64(trial.Hits) / float64(trial.Of)
	if trial.Of < 1500 || share < 76 || share > 84 {
		t.Errorf("got %d of %d, %.1f %%, want about 80", trial.Hits, trial.Of, share)
	}
	for _, p := range trial.Next {
		if !p.OK || !p.HasBand || !(p.Band.Low >= 0 && p.Band.Low < p.Load && p.Load < p.Band.High) {
			t.Errorf("got %+v", p)
		}
	}
	// A busy slot varies more than a quiet one, and has a wider band.
	if busy, quiet := trial.Next[10].Band, trial.Next[30].Band; busy.High-busy.Low <= quiet.High-quiet.Low {
		t.Errorf("got %v for the busiest slot and %v for the quietest", busy, quiet)
	}
}

// What comes later must not change what would have been forecast earlier.
func TestBacktestDoesNotLookAhead(t *testing.T) {
	for _, horizon := range []int{1, 2, 4} {
		o := options()
		o.Horizon = horizon
		weeks := noisyWeeks(30, 20, 1, 3)
		short := Backtest(weeks[:29], o)
		for s := range weeks[29] {
			weeks[29][s] *= 10
		}
		long := Backtest(weeks, o)
		perWeek := int64(20)
		if long.N != short.N+perWeek || long.Of != short.Of+perWeek {
			t.Errorf("horizon %d: got %d and %d forecasts, want %d more", horizon, long.N, long.Of, perWeek)
		}
		// All the hits of the shorter trial are hits still: only the last week is new, and wrong.
		if long.Hits < short.Hits || long.Hits > short.Hits+perWeek/4 {
			t.Errorf("horizon %d: got %d hits, want the %d from before and hardly more", horizon, long.Hits, short.Hits)
		}
	}
}

func TestBacktestForecastsAreThoseOfForecast(t *testing.T) {
	weeks := noisyWeeks(20, 5, 1, 4)
	o := options()
	trial := Backtest(weeks, o)
	// By hand: the last week, from the ten before it.
	var y, f, naive []float64
	for target := 6; target < 20; target++ {
		for slot := range 5 {
			var past []float64
			for w := max(0, target-10); w < target; w++ {
				past = append(past, weeks[w][slot])
			}
			load, _ := Forecast(past, .9)
			load = math.Round(load*1e6) / 1e6
			y, f, naive = append(y, weeks[target][slot]), append(f, load), append(naive, weeks[target-1][slot])
		}
	}
	wape, _ := WAPE(y, f)
	mase, _ := MASE(y, f, naive)
	if trial.N != int64(len(y)) || math.Abs(trial.WAPE-wape) > 1e-9 || math.Abs(trial.MASE-mase) > 1e-9 {
		t.Errorf("got %d, %v, %v, want %d, %v, %v", trial.N, trial.WAPE, trial.MASE, len(y), wape, mase)
	}
	var last []float64
	for w := 10; w < 20; w++ {
		last = append(last, weeks[w][3])
	}
	if want, _ := Forecast(last, .9); trial.Next[3].Load != math.Round(want*1e6)/1e6 {
		t.Errorf("next: got %v, want %v", trial.Next[3].Load, want)
	}
}

func TestBacktestLeavesClosedSlotsOut(t *testing.T) {
	weeks := noisyWeeks(12, 3, 1, 5)
	for w := range weeks {
		weeks[w][1] = math.NaN() // never open
	}
	weeks[8] = nil            // no data in that week
	weeks[10][2] = math.NaN() // a holiday
	o := options()
	trial := Backtest(weeks, o)
	// Weeks 6 to 11, slots 0 and 2, without week 8 and the holiday.
	if trial.N != 2*5-1 {
		t.Errorf("got %d forecasts, want 9", trial.N)
	}
	if trial.Next[1].OK || !trial.Next[0].OK || !trial.Next[2].OK {
		t.Errorf("got %+v, want no forecast for the closed slot", trial.Next)
	}
	for _, p := range trial.Next {
		if p.HasBand {
			t.Errorf("got a band from %d errors", trial.N)
		}
	}
}

func TestBacktestOfTooLittleIsNoForecast(t *testing.T) {
	for _, weeks := range [][][]float64{nil, {{1, 2}}, {{1}, {1}, {1}}} {
		trial := Backtest(weeks, options())
		if trial.Publish || trial.N != 0 || !math.IsNaN(trial.WAPE) || !math.IsNaN(trial.MASE) || trial.Of != 0 {
			t.Errorf("%v: got %+v", weeks, trial)
		}
	}
	// Exactly as last week, every week: nothing to beat.
	same := slices.Repeat([][]float64{{5, 6}}, 20)
	if trial := Backtest(same, options()); trial.Publish || trial.WAPE > 1e-9 {
		t.Errorf("got %+v", trial)
	}
}

// Looking back one week only is to say "as last week": no better, so it is not published.
func TestBacktestDoesNotPublishWhatOnlyTies(t *testing.T) {
	trial := Backtest(noisyWeeks(20, 5, 1, 6), BacktestOptions{Lambda: 1, History: 1, Least: 1, Horizon: 1})
	if trial.MASE != 1 || trial.Publish || trial.N != 19*5 {
		t.Errorf("got mase %v of %d, published %v, want 1 of 95 and not", trial.MASE, trial.N, trial.Publish)
	}
}

func TestBacktestRefusesImpossibleOptions(t *testing.T) {
	for _, o := range []BacktestOptions{
		{Lambda: 0, History: 8, Least: 4, Horizon: 1}, {Lambda: 1.1, History: 8, Least: 4, Horizon: 1},
		{Lambda: .9, History: 0, Least: 4, Horizon: 1}, {Lambda: .9, History: 8, Least: 0, Horizon: 1},
		{Lambda: .9, History: 8, Least: 4, Horizon: 0},
	} {
		golden.Bug(t, fmt.Sprintf("%+v", o), func() { Backtest(nil, o) })
	}
}

func TestBandComesFromForecastsOfAboutThatLoad(t *testing.T) {
	var trial Trial
	for f := range 49 {
		trial.learn([]residual{{float64(f), float64(f)}})
	}
	if band, ok := trial.band(10); ok {
		t.Errorf("49 errors: got %v, want none", band)
	}
	trial.learn([]residual{{49, 49}})
	// All fifty: places 5 and 45 of the errors 0 to 49.
	if band, ok := trial.band(10); !ok || band != (Band{14, 54}) {
		t.Errorf("50 errors: got %v %v, want 14 to 54", band, ok)
	}
	for f := 50; f < 100; f++ {
		trial.learn([]residual{{float64(f), float64(f)}})
	}
	for f, want := range map[float64]Band{
		60.2: {60.2 + 40, 60.2 + 80}, // forecasts 36 to 85: place 5 is 40, place 45 is 80
		-5:   {-5 + 4, -5 + 44},      // 0 to 49
		200:  {200 + 54, 200 + 94},   // 50 to 99
	} {
		want.Low = max(0, want.Low)
		if band, _ := trial.band(f); band != want {
			t.Errorf("%v: got %v, want %v", f, band, want)
		}
	}
	// From 500 errors on it is a tenth of them: 60 of 600.
	trial = Trial{}
	for f := range 600 {
		trial.learn([]residual{{float64(f), float64(f)}})
	}
	if band, _ := trial.band(-1); band != (Band{-1 + 5, -1 + 53}) {
		t.Errorf("600 errors: got %v, want 4 to 52", band)
	}
}

// 200 and 201 are as near to 200.5: the lower one is taken first, and of a tenth of 510 the forecasts are
// 175 to 225. The 6th and the 46th of their errors are 180 and 220.
func TestBandOfNeighboursAsNearTakesTheLower(t *testing.T) {
	var trial Trial
	for f := range 510 {
		trial.learn([]residual{{float64(f), float64(f)}})
	}
	if band, _ := trial.band(200.5); band != (Band{380.5, 420.5}) {
		t.Errorf("got %v, want 380.5 to 420.5", band)
	}
}

// Thousands of empty night slots are forecast alike; the band must see all of their errors and
// not only the smallest.
func TestBandTakesEqualForecastsTogether(t *testing.T) {
	var trial Trial
	var errors []residual
	for i := range 1000 {
		errors = append(errors, residual{0, float64(i % 10)})
	}
	trial.learn(errors)
	band, ok := trial.band(0)
	if !ok || band != (Band{0, 8}) {
		t.Errorf("got %v %v, want 0 to 8", band, ok)
	}
	if near, _ := trial.band(3); near != (Band{3, 11}) {
		t.Errorf("got %v, want 3 to 11", near)
	}
}

// 51 forecasts of 10 are one more than it takes, and the one of 1000 is none of them: of 0 to 50 the 6th is 5,
// and the 46th is 45.
func TestBandEndsWhereForecastsDiffer(t *testing.T) {
	var trial Trial
	for i := range 51 {
		trial.learn([]residual{{10, float64(i)}})
	}
	trial.learn([]residual{{1000, 9999}})
	if band, ok := trial.band(10); !ok || band != (Band{15, 55}) {
		t.Errorf("got %v %v, want 15 to 55", band, ok)
	}
}
