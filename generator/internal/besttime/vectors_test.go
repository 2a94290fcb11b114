package besttime

import (
	"fmt"
	"slices"
	"testing"

	"shingle/generator/internal/golden"
)

func TestKnownAnswers(t *testing.T) {
	golden.Vectors(t, "testdata/vectors.json", map[string]func(*golden.Vector){
		"busy_hour": vectorBusyHour, "pct_nearest_rank": vectorNearestRank, "km": vectorKaplanMeier,
		"fc_recency": vectorRecency, "fc_err": vectorErrors, "coverage": vectorCoverage,
		"slot_dates": vectorDates, "slot_loads": vectorLoads, "of_all": vectorOfAll, "of_all_hung_up": vectorHungUp,
	})
}

func vectorBusyHour(v *golden.Vector) {
	d := Days{Minutes: 60, Load: threeDays()}
	var means []float64
	for clock := 9; clock <= 11; clock++ {
		hour, ok, err := BusyHour(d, "fdmh", clock*60)
		if !ok || err != nil {
			v.T.Fatal(ok, err)
		}
		means = append(means, hour.Load)
	}
	v.Is("means", means...)
	busy, _, _ := BusyHour(d, "tcbh", 0)
	v.Is("tcbh_load", busy.Load)
	if got, want := fmt.Sprintf("%d:%02d", busy.Start/60, busy.Start%60), v.Text("tcbh"); got != want {
		v.T.Errorf("tcbh: got %s, want %s", got, want)
	}
	peak, _, _ := BusyHour(d, "adph", 0)
	v.Is("adph", peak.Load)
}

// threeDays has calls from 9 to 12 o'clock.
func threeDays() [][]float64 {
	var days [][]float64
	for _, calls := range [][]float64{{40, 60, 50}, {45, 50, 70}, {42, 58, 55}} {
		days = append(days, append(make([]float64, 9, 24), append(calls, make([]float64, 12)...)...))
	}
	return days
}

func vectorNearestRank(v *golden.Vector) {
	waits := v.Ints("data")
	p50, _ := NearestRank(waits, Median())
	p90, _ := NearestRank(waits, P90())
	v.Is("p50", float64(p50))
	v.Is("p90", float64(p90))
}

func vectorKaplanMeier(v *golden.Vector) {
	answered := []int64{10, 20, 40, 60}
	curve := curveOf(append(slices.Clone(answered), 30, 50), []bool{true, true, true, true, false, false})
	var flat []float64
	for _, step := range curve {
		flat = append(flat, float64(step.Time), step.Waiting)
	}
	v.Is("km", flat...)
	median, _ := curve.Quantile(Median())
	v.Is("median", float64(median))
	var sum int64
	for _, w := range answered {
		sum += w
	}
	v.Is("asa_answered_only", float64(sum)/float64(len(answered)))
}

func vectorRecency(v *golden.Vector) {
	const lambda = .8
	weeks := []float64{120, 100, 110, 130}
	v.Is("w", lambda*lambda*lambda, lambda*lambda, lambda, 1)
	f, _ := Forecast(weeks, lambda)
	v.Is("fc", f)
	plain, _ := Forecast(weeks, 1)
	v.Is("plain", plain)
}

func vectorErrors(v *golden.Vector) {
	y, f := []float64{100, 80, 20, 0}, []float64{90, 88, 26, 2}
	wape, _ := WAPE(y, f)
	v.Is("wape", wape)
	bias, _ := Bias(y, f)
	v.Is("bias", bias)
}

func vectorCoverage(v *golden.Vector) {
	hits, n := Coverage([]float64{10, 20, 30, 40}, []Band{{5, 15}, {20, 30}, {20, 30}, {41, 50}})
	v.Is("hits", float64(hits))
	v.Is("n", float64(n))
	v.Is("cov", 100*float64(hits)/float64(n))
}
