package chart

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// browserless is what ECharts expects of a browser, and does not use where it draws once.
const browserless = `globalThis.setTimeout = () => 0; globalThis.clearTimeout = () => {};`

// The build draws without ECharts' models. What it draws is what ECharts itself does.
func TestDrawingsAreWhatEChartsDraws(t *testing.T) {
	all := append(samples(t), chance(t, 60)...)
	fast, _ := render(t, all, Options{})
	whole, _ := render(t, all, Options{Bundle: append([]byte(browserless), asset(t, "js/echarts.min.js")...)})
	for i := range all {
		if string(fast[i].Body) != string(whole[i].Body) {
			t.Errorf("%s differs: %s\ngot  %s\nwant %s", all[i].ID, all[i].Option, fast[i].Body, whole[i].Body)
		}
	}
}

// chance makes charts of any length and unit, with gaps and points that stand alone.
func chance(t *testing.T, n int) (all []Chart) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 6))
	periods := []string{"2006-01-02", "2006-01", "2006"}
	for i := range n {
		size, unit := []Size{Wide, Narrow}[i%2], []Unit{Percent, Points, Seconds, Index, Count, Rate}[r.IntN(6)]
		points := func(count int, period string, first time.Time, days int) (line []Point) {
			gaps, high := r.Float64()*0.6, 50*r.Float64()
			for k := range count {
				p := Point{Period: first.AddDate(0, 0, k*days).Format(period), Status: []Status{Met, Missed, Unclear, None}[r.IntN(4)], Provisional: k == count-1 && r.IntN(2) == 0}
				if r.Float64() >= gaps {
					p.Value = new(round(high + 50*r.Float64()))
				}
				line = append(line, p)
			}
			return line
		}
		var c Chart
		var err error
		if i%3 == 0 {
			comparison := Comparison{Unit: unit}
			for k := range 1 + r.IntN(3) {
				comparison.Lines = append(comparison.Lines, points(12, "2006-01", time.Date(2026-k, 1, 15, 0, 0, 0, 0, time.UTC), 30))
			}
			c, err = comparison.Chart(fmt.Sprint("comparison ", i), size)
		} else {
			form, grain := r.IntN(3), []int{1, 31, 366}
			count := []int{1 + r.IntN(900), 1 + r.IntN(60), 1 + r.IntN(9)}[form]
			c, err = Trend{Unit: unit, Points: points(count, periods[form], time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), grain[form])}.Chart(fmt.Sprint("trend ", i), size)
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	return all
}
