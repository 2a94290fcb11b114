package besttime_test

import (
	"fmt"
	"math"

	"shingle/generator/internal/besttime"
)

// Three mornings, the calls from 9, 10 and 11 o'clock. The busiest hour of the mean day
// starts at 11; each day's own busiest hour is busier than that.
func ExampleBusyHour() {
	nine := make([]float64, 9)
	var days besttime.Days
	days.Minutes = 60
	for _, calls := range [][]float64{{40, 60, 50}, {45, 50, 70}, {42, 58, 55}} {
		days.Load = append(days.Load, append(nine[:9:9], calls...))
	}
	busy, _, _ := besttime.BusyHour(days, "tcbh", 0)
	peak, _, _ := besttime.BusyHour(days, "adph", 0)
	fmt.Printf("%d:%02d %.1f, clock hour: %v\n", busy.Start/60, busy.Start%60, busy.Load, busy.Step == 60)
	fmt.Printf("%.1f\n", peak.Load)
	// Output:
	// 11:00 58.3, clock hour: true
	// 62.7
}

// Ten waits in seconds.
func ExampleNearestRank() {
	waits := []int64{0, 0, 3, 5, 8, 12, 20, 33, 60, 95}
	typical, _ := besttime.NearestRank(waits, besttime.Median())
	bad, _ := besttime.NearestRank(waits, besttime.P90())
	fmt.Println(typical, bad)
	// Output: 8 60
}

// Answered after 10, 20, 40 and 60 seconds; two hung up after 30 and 50. The answered waited 32.5
// seconds on average; who would not hang up waits 40 or less as often as more.
func ExampleKaplanMeier() {
	curve := besttime.KaplanMeier(
		[]int64{10, 20, 30, 40, 50, 60},
		[]bool{true, true, false, true, false, true})
	for _, step := range curve {
		fmt.Printf("%d s: %.4f\n", step.Time, step.Waiting)
	}
	fmt.Println(curve.Median())
	// Output:
	// 10 s: 0.8333
	// 20 s: 0.6667
	// 40 s: 0.4444
	// 60 s: 0.0000
	// 40 true
}

// All but the first hang up: what the median would have been is not known.
func ExampleSurvival_Quantile() {
	curve := besttime.KaplanMeier([]int64{10, 30, 40}, []bool{true, false, false})
	fmt.Println(curve.Quantile(besttime.Quantile{Num: 1, Den: 3}))
	fmt.Println(curve.Median())
	// Output:
	// 10 true
	// 0 false
}

// 360 calls in half an hour, four minutes each, 55 people.
func ExampleErlangC() {
	q, ok := besttime.ErlangC(360, 1800, 240, 55)
	fmt.Println(ok)
	fmt.Printf("%.0f erlangs, busy %.0f %% of the time\n", q.Load, 100*q.Occupancy)
	fmt.Printf("%.0f %% have to wait, %.1f s on average\n", 100*q.Waits, q.MeanWait)
	fmt.Printf("%.1f %% within 15 s, nine of ten within %.0f s\n", q.AnsweredWithin(15), q.Wait(0.9))
	_, ok = besttime.ErlangC(360, 1800, 240, 48)
	fmt.Println(ok)
	// Output:
	// true
	// 48 erlangs, busy 87 % of the time
	// 24 % have to wait, 8.2 s on average
	// 84.6 % within 15 s, nine of ten within 30 s
	// false
}

// Four Mondays at ten, the oldest first; then a holiday.
func ExampleForecast() {
	f, _ := besttime.Forecast([]float64{120, 100, 110, 130}, 0.8)
	fmt.Printf("%.1f\n", f)
	f, _ = besttime.Forecast([]float64{120, 100, 110, 130, math.NaN()}, 0.8)
	fmt.Printf("%.1f\n", f)
	// Output:
	// 116.3
	// 116.3
}

// Four half-hours: what came and what was forecast.
func ExampleWAPE() {
	y, f := []float64{100, 80, 20, 0}, []float64{90, 88, 26, 2}
	wape, _ := besttime.WAPE(y, f)
	bias, _ := besttime.Bias(y, f)
	mae, _ := besttime.MAE(y, f)
	_, ok := besttime.MAPE(y, f)
	fmt.Printf("wape %.0f %%, bias %+.0f %%, mae %.1f, mape defined: %v\n", wape, bias, mae, ok)
	// Output: wape 13 %, bias +3 %, mae 6.5, mape defined: false
}

// The forecast is off by 26 calls, last week by 40.
func ExampleMASE() {
	mase, _ := besttime.MASE(
		[]float64{100, 80, 20, 0}, []float64{90, 88, 26, 2}, []float64{120, 70, 20, 10})
	fmt.Println(mase)
	// Output: 0.65
}

// A 90 % quantile that is 10 too low costs nine times as much as one that is 10 too high.
func ExamplePinball() {
	fmt.Printf("%.0f %.0f\n", besttime.Pinball(100, 90, 0.9), besttime.Pinball(100, 110, 0.9))
	// Output: 9 1
}

func ExampleCoverage() {
	fmt.Println(besttime.Coverage([]float64{10, 20, 30}, []besttime.Band{{Low: 5, High: 15}, {Low: 20, High: 30}, {Low: 31, High: 40}}))
	// Output: 2 3
}

// A desk with a busy and a quiet slot, whose load goes up and down by turns: "as last week"
// is wrong every time, the mean of the weeks nearly right.
func ExampleBacktest() {
	var weeks [][]float64
	for week := range 40 {
		swing := float64(week%2*20 - 10)
		weeks = append(weeks, []float64{100 + swing, 20 - swing})
	}
	t := besttime.Backtest(weeks, besttime.BacktestOptions{Lambda: 0.95, History: 13, Least: 8, Horizon: 1})
	fmt.Printf("wape %.0f %%, mase %.2f, publish: %v\n", t.WAPE, t.MASE, t.Publish)
	next := t.Next[0]
	fmt.Printf("next week %.0f, from %.0f to %.0f\n", next.Load, next.Band.Low, next.Band.High)
	// Output:
	// wape 18 %, mase 0.54, publish: true
	// next week 101, from 90 to 112
}
