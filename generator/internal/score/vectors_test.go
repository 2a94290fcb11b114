package score

import (
	"bytes"
	"encoding/json"
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
		"sl_variants": vectorServiceLevel, "sl_cisco": vectorCisco, "sl_pool": vectorPool,
		"sl_cluster": vectorCluster, "asa": vectorASA, "abandon": vectorAbandon,
		"ticket_sla": vectorTickets, "backlog": vectorBacklog, "complaints": vectorComplaints, "fcr_gross_net": vectorFCR, "fcr_window": vectorFCRWindow,

		"csat5": vectorCSAT5, "csat7": vectorCSAT7, "csat_zendesk": vectorZendesk, "acsi": vectorACSI,
		"csat_all5_n8": vectorEight, "wilson_7_20": vectorSevenOfTwenty, "comp": vectorCompliance,
		"comp_0_200": vectorNoErrors, "comp_small_12_12": vectorTwelve, "reg_target": vectorTarget,
		"coverage": vectorCoverage, "nps_100": vectorNPS(50, 30, 20), "nps_all_prom_10": vectorNPS(10, 0, 0),
		"nps_bad_12": vectorNPS(1, 3, 8), "enps_60_of_80": vectorENPS,
		"trust_agree": vectorTrust, "trust_index": vectorTrustIndex, "trust_index_pp": vectorTrustPositive,
		"csps_resp": vectorCSPSPerson, "csps_group": vectorCSPSGroup, "csps_ab": vectorCSPSOrganisations,
		"csps_round": vectorCSPSRounding, "fevs": vectorFEVS,

		"nps_27_28_n1000": vectorNPSDiff([3]int64{470, 330, 200}, [3]int64{480, 320, 200}),
		"nps_20_35_n400":  vectorNPSDiff([3]int64{180, 120, 100}, [3]int64{220, 100, 80}),
		"nps_n_needed":    vectorSampleSizes, "aapor": vectorAAPOR, "kish": vectorKish,
		"newc_56_70_48_80": vectorNewcombe(56, 70, 48, 80), "newc_9_10_3_10": vectorNewcombe(9, 10, 3, 10),
		"newc_0_10_0_20": vectorNewcombe(0, 10, 0, 20), "csat_change": vectorCSATChange,
		"csat_change_big": vectorCSATChange, "xmr_nhsr": vectorXmRScreening, "xmr_csat": vectorXmRLimits,
		"xmr_shift": vectorXmRShift, "moe": vectorMargin, "nonresp_bounds": vectorNonresponse, "bh": vectorFalseAlarm,
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

// isInterval compares an interval.
func (v *vector) isInterval(field string, got Interval) {
	v.t.Helper()
	v.is(field, got.Low, got.High)
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

// percent is 100·x/n.
func percent(t *testing.T, x, n int64) float64 {
	t.Helper()
	p, ok := Proportion{x, n}.Percent()
	if !ok {
		t.Fatalf("no data: %d of %d", x, n)
	}
	return p
}

// near compares two numbers to the given number of decimals.
func near(t *testing.T, what string, got, want float64, decimals int) {
	t.Helper()
	if !(math.Abs(got-want) <= 0.5*math.Pow10(-decimals)+1e-9) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}
