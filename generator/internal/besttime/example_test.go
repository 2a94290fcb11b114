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
	curve := besttime.KaplanMeier([]besttime.Outcome[int]{
		{Time: 10, Answered: 1}, {Time: 20, Answered: 1}, {Time: 30, HungUp: 1}, {Time: 40, Answered: 1}, {Time: 50, HungUp: 1}, {Time: 60, Answered: 1},
	})
	for _, step := range curve {
		fmt.Printf("%d s: %.4f\n", step.Time, step.Waiting)
	}
	fmt.Println(curve.Quantile(besttime.Median()))
	// Output:
	// 10 s: 0.8333
	// 20 s: 0.6667
	// 40 s: 0.4444
	// 60 s: 0.0000
	// 40 true
}

// All but the first hang up: what the median would have been is not known.
func ExampleSurvival_Quantile() {
	curve := besttime.KaplanMeier([]besttime.Outcome[int]{{Time: 10, Answered: 1}, {Time: 30, HungUp: 1}, {Time: 40, HungUp: 1}})
	fmt.Println(curve.Quantile(besttime.Quantile{Num: 1, Den: 3}))
	fmt.Println(curve.Quantile(besttime.Median()))
	// Output:
	// 10 true
	// 0 false
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
	fmt.Printf("wape %.0f %%, bias %+.0f %%\n", wape, bias)
	// Output: wape 13 %, bias +3 %
}

// The forecast is off by 26 calls, last week by 40.
func ExampleMASE() {
	mase, _ := besttime.MASE(
		[]float64{100, 80, 20, 0}, []float64{90, 88, 26, 2}, []float64{120, 70, 20, 10})
	fmt.Println(mase)
	// Output: 0.65
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
