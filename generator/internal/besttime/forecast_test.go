package besttime

import (
	"math"
	"slices"
	"testing"

	"shingle/generator/internal/golden"
)

func TestForecastOfNothingIsNoData(t *testing.T) {
	for _, weeks := range [][]float64{nil, {math.NaN()}, {math.NaN(), math.NaN()}} {
		if f, ok := Forecast(weeks, .9); ok {
			t.Errorf("%v: got %v, want none", weeks, f)
		}
	}
}

func TestForecastAgesClosedWeeks(t *testing.T) {
	// The older week counts .9², not .9: the week between was closed, but it went by.
	f, _ := Forecast([]float64{200, math.NaN(), 100}, .9)
	golden.Near(t, "forecast", f, (200*.81+100)/1.81, 9)
}

func TestForecastDropsOutliersUpwardsOnly(t *testing.T) {
	for _, c := range []struct {
		what  string
		weeks []float64
		want  float64
	}{
		// Median 102.5, median distance 1.5: limit 110.
		{"an outage next door", []float64{100, 101, 102, 103, 104, 900}, 102},
		{"on the limit", []float64{100, 101, 102, 103, 104, 110}, 620. / 6},
		{"beyond the limit", []float64{100, 101, 102, 103, 104, 110.1}, 102},
		{"on the limit of an odd number", []float64{1, 2, 3, 4, 8}, 3.6},
		{"a slack week stays", []float64{100, 101, 102, 103, 104, 0}, 85},
		{"nights with a call now and then", []float64{0, 0, 0, 0, 3, 0}, .5},
	} {
		if f, ok := Forecast(c.weeks, 1); !ok || math.Abs(f-c.want) > 1e-9 {
			t.Errorf("%s: got %v %v, want %v", c.what, f, ok, c.want)
		}
	}
}

func FuzzForecast(f *testing.F) {
	f.Add([]byte{120, 100, 110, 130}, uint8(80))
	f.Add([]byte{0, 0, 0, 255, 3}, uint8(95))
	f.Fuzz(func(t *testing.T, b []byte, percent uint8) {
		lambda := float64(percent%100+1) / 100
		if len(b) > 60 {
			return
		}
		var weeks, doubled, aged []float64
		for _, v := range b {
			y := float64(v)
			if v == 7 {
				y = math.NaN()
			}
			weeks, doubled = append(weeks, y), append(doubled, 2*y)
		}
		before := slices.Clone(weeks)
		load, ok := Forecast(weeks, lambda)
		for i := range weeks {
			if weeks[i] != before[i] && !math.IsNaN(before[i]) {
				t.Fatal("the weeks were changed")
			}
		}
		known := slices.DeleteFunc(slices.Clone(weeks), math.IsNaN)
		if ok != (len(known) > 0) {
			t.Fatalf("%v: got %v %v", weeks, load, ok)
		}
		if !ok {
			return
		}
		if load < slices.Min(known)-1e-9 || load > slices.Max(known)+1e-9 {
			t.Errorf("%v: got %v", weeks, load)
		}
		if twice, _ := Forecast(doubled, lambda); math.Abs(twice-2*load) > 1e-9 {
			t.Errorf("%v: got %v, and for twice the calls %v", weeks, load, twice)
		}
		// Another closed week makes all others older alike.
		aged = append(slices.Clone(weeks), math.NaN())
		if same, _ := Forecast(aged, lambda); math.Abs(same-load) > 1e-9 {
			t.Errorf("%v: got %v, and a week later %v", weeks, load, same)
		}
	})
}
