package besttime

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
)

// TestKnownAnswers works out every number of testdata/vectors.json. A vector without a test, a
// test without a vector and a number of a vector that no test looks at all fail.
func TestKnownAnswers(t *testing.T) {
	data, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var vectors map[string]map[string]any
	if err := decoder.Decode(&vectors); err != nil {
		t.Fatal(err)
	}
	tests := map[string]func(*vector){
		"busy_hour": vectorBusyHour, "pct_nearest_rank": vectorNearestRank, "km": vectorKaplanMeier,
		"erl_100_240_20": vectorErlang(100, 240, 20), "erl_100_300_20": vectorErlang(100, 300, 20),
		"erl_360_240_55": vectorErlang(360, 240, 55), "erl_unstable": vectorUnstable, "erl_small": vectorErlang(20, 180, 3),
		"fc_recency": vectorRecency, "fc_err": vectorErrors, "pinball": vectorPinball, "coverage": vectorCoverage,
		"slot_dates": vectorDates, "slot_loads": vectorLoads, "of_all": vectorOfAll, "of_all_hung_up": vectorHungUp,
	}
	for name := range tests {
		if vectors[name] == nil {
			t.Errorf("%s: a test without a vector", name)
		}
	}
	for name, fields := range vectors {
		t.Run(name, func(t *testing.T) {
			test := tests[name]
			if test == nil {
				t.Fatal("a vector without a test")
			}
			v := &vector{t: t, fields: fields, seen: map[string]bool{}}
			test(v)
			for field := range fields {
				if !v.seen[field] {
					t.Errorf("%s is not looked at", field)
				}
			}
		})
	}
}

// vector is one known answer: inputs and what should come out.
type vector struct {
	t      *testing.T
	fields map[string]any
	seen   map[string]bool
}

// is compares the numbers of a field with what was worked out, to the digits that are printed:
// four decimals at least, and whole numbers exactly.
func (v *vector) is(field string, got ...float64) {
	v.t.Helper()
	want := v.numbers(field)
	if len(want) != len(got) {
		v.t.Fatalf("%s: got %v, want %v", field, got, want)
	}
	for i, w := range want {
		f, err := w.Float64()
		if err != nil {
			v.t.Fatal(err)
		}
		tolerance := 1e-9
		if _, decimals, ok := strings.Cut(w.String(), "."); ok {
			tolerance += 0.5 * math.Pow10(-max(4, len(decimals)))
		}
		if !(math.Abs(got[i]-f) <= tolerance) {
			v.t.Errorf("%s[%d]: got %v, want %v", field, i, got[i], w)
		}
	}
}

// floats and ints are inputs.
func (v *vector) floats(field string) []float64 {
	var list []float64
	for _, n := range v.numbers(field) {
		f, err := n.Float64()
		if err != nil {
			v.t.Fatal(err)
		}
		list = append(list, f)
	}
	return list
}

func (v *vector) ints(field string) []int64 {
	var list []int64
	for _, f := range v.floats(field) {
		list = append(list, int64(f))
	}
	return list
}

func (v *vector) int(field string) int64 { return v.ints(field)[0] }

// text is a field in words.
func (v *vector) text(field string) string {
	v.seen[field] = true
	s, ok := v.fields[field].(string)
	if !ok {
		v.t.Fatalf("%s: got %v, want words", field, v.fields[field])
	}
	return s
}

func (v *vector) numbers(field string) []json.Number {
	v.t.Helper()
	v.seen[field] = true
	var list []json.Number
	var flatten func(any)
	flatten = func(value any) {
		switch value := value.(type) {
		case json.Number:
			list = append(list, value)
		case bool:
			list = append(list, map[bool]json.Number{true: "1", false: "0"}[value])
		case []any:
			for _, e := range value {
				flatten(e)
			}
		default:
			v.t.Fatalf("%s: got %v, want numbers", field, value)
		}
	}
	flatten(v.fields[field])
	return list
}

// near compares two numbers to the given number of decimals.
func near(t *testing.T, what string, got, want float64, decimals int) {
	t.Helper()
	if !(math.Abs(got-want) <= 0.5*math.Pow10(-decimals)+1e-9) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func vectorBusyHour(v *vector) {
	d := Days{Minutes: 60, Load: threeDays()}
	var means []float64
	for clock := 9; clock <= 11; clock++ {
		hour, ok, err := BusyHour(d, "fdmh", clock*60)
		if !ok || err != nil {
			v.t.Fatal(ok, err)
		}
		means = append(means, hour.Load)
	}
	v.is("means", means...)
	busy, _, _ := BusyHour(d, "tcbh", 0)
	v.is("tcbh_load", busy.Load)
	if got, want := fmt.Sprintf("%d:%02d", busy.Start/60, busy.Start%60), v.text("tcbh"); got != want {
		v.t.Errorf("tcbh: got %s, want %s", got, want)
	}
	peak, _, _ := BusyHour(d, "adph", 0)
	v.is("adph", peak.Load)
}

// threeDays has calls from 9 to 12 o'clock.
func threeDays() [][]float64 {
	var days [][]float64
	for _, calls := range [][]float64{{40, 60, 50}, {45, 50, 70}, {42, 58, 55}} {
		days = append(days, append(make([]float64, 9, 24), append(calls, make([]float64, 12)...)...))
	}
	return days
}

func vectorNearestRank(v *vector) {
	waits := v.ints("data")
	p50, _ := NearestRank(waits, Median())
	p90, _ := NearestRank(waits, P90())
	v.is("p50", float64(p50))
	v.is("p90", float64(p90))
}

func vectorKaplanMeier(v *vector) {
	answered := []int64{10, 20, 40, 60}
	curve := KaplanMeier(append(answered, 30, 50), []bool{true, true, true, true, false, false})
	var flat []float64
	for _, step := range curve {
		flat = append(flat, float64(step.Time), step.Waiting)
	}
	v.is("km", flat...)
	median, _ := curve.Median()
	v.is("median", float64(median))
	var sum int64
	for _, w := range answered {
		sum += w
	}
	v.is("asa_answered_only", float64(sum)/float64(len(answered)))
}

func vectorErlang(calls, handle float64, agents int) func(*vector) {
	// The answer times the vectors ask for.
	threshold := map[int]float64{20: 20, 55: 15, 3: 20}[agents]
	return func(v *vector) {
		q, ok := ErlangC(calls, 1800, handle, agents)
		if !ok {
			v.t.Fatal("unstable")
		}
		v.is("A", q.Load)
		v.is("occ", q.Occupancy)
		v.is("pw", q.Waits)
		v.is("asa", q.MeanWait)
		v.is("sl", q.AnsweredWithin(threshold))
		v.is("p90", q.Wait(.9))
	}
}

func vectorUnstable(v *vector) {
	q, ok := ErlangC(100, 1800, 360, 20)
	v.is("A", q.Load)
	v.is("stable", map[bool]float64{true: 1}[ok])
}

func vectorRecency(v *vector) {
	const lambda = .8
	weeks := []float64{120, 100, 110, 130}
	v.is("w", lambda*lambda*lambda, lambda*lambda, lambda, 1)
	f, _ := Forecast(weeks, lambda)
	v.is("fc", f)
	plain, _ := Forecast(weeks, 1)
	v.is("plain", plain)
}

func vectorErrors(v *vector) {
	y, f := []float64{100, 80, 20, 0}, []float64{90, 88, 26, 2}
	wape, _ := WAPE(y, f)
	v.is("wape", wape)
	mae, _ := MAE(y, f)
	v.is("mae", mae)
	bias, _ := Bias(y, f)
	v.is("bias", bias)
	if mape, ok := MAPE(y, f); ok == strings.HasPrefix(v.text("mape"), "undefined") {
		v.t.Errorf("mape: got %v %v, want %s", mape, ok, v.text("mape"))
	}
	mape, _ := MAPE(y[:3], f[:3])
	v.is("mape_excl0", mape)
}

func vectorPinball(v *vector) {
	y := v.floats("y")[0]
	v.is("q90_110", Pinball(y, 110, .9))
	v.is("q90_90", Pinball(y, 90, .9))
}

func vectorCoverage(v *vector) {
	hits, n := Coverage([]float64{10, 20, 30, 40}, []Band{{5, 15}, {20, 30}, {20, 30}, {41, 50}})
	v.is("hits", float64(hits))
	v.is("n", float64(n))
	v.is("cov", 100*float64(hits)/float64(n))
}
