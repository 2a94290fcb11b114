package page

import (
	"strconv"
	"strings"

	"shingle/generator/internal/score"
)

var benchmarkColumns = []field{
	{"metric", "string", "the metric's name in config", true, nil},
	{"value", "number", "what the others reached: an average, and no goal", true, nil},
	{"unit", "string", "what the value counts", true, []string{"percent", "points", "scale", "seconds", "index", "count", "per_1000"}},
	{"whose", "string", "who they are", true, nil},
	{"year", "integer", "when", true, nil},
	{"n", "integer", "of how many answers or cases", false, nil},
	{"method", "string", "how it was found out", true, nil},
	{"unlike", "string", "in what it differs from the score", false, nil},
	{"link", "string", "where it stands", true, nil},
}

// benchmarks is what others reached, by the publisher's word.
func benchmarks(in *Input) *table {
	t := newTable(in, "benchmarks", "Beside others: averages that the publisher names", benchmarkColumns, false)
	for i := range in.Metrics {
		m := &in.Metrics[i]
		for _, b := range m.Benchmarks {
			n := ""
			if b.N > 0 {
				n = figure(b.N)
			}
			t.add(m.ID, rat(b.Value), string(m.Unit()), b.Whose, strconv.Itoa(b.Year), n, b.Method, b.Unlike, b.Link)
		}
	}
	return t
}

// benchmarkView is what others reached.
type benchmarkView struct {
	Value  value  `json:"value"`
	Whose  string `json:"whose"`
	Year   string `json:"year"`
	N      int64  `json:"n,omitempty"`
	Method string `json:"method"`
	Unlike string `json:"unlike,omitempty"`
	Link   string `json:"link"`
}

func benchmarksOf(m *score.Metric) []benchmarkView {
	var all []benchmarkView
	for _, b := range m.Benchmarks {
		places := 0
		if _, after, ok := strings.Cut(plainRat(b.Value), "."); ok {
			places = len(after)
		}
		all = append(all, benchmarkView{quantity(m, b.Value, places), Mask(b.Whose), strconv.Itoa(b.Year), b.N, Mask(b.Method), Mask(b.Unlike), b.Link})
	}
	return all
}
