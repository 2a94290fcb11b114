package config

import (
	"math"
	"math/big"
	"net/url"
	"strconv"

	"shingle/generator/internal/score"
)

// benchmarks reads what others reached, to stand beside a score. One that was worked out in
// another way is refused, unless it is said in what it differs.
func (t *table) benchmarks(m *score.Metric) {
	for _, b := range t.tables("benchmarks") {
		if of, ok := b.benchmark(m); ok {
			m.Benchmarks = append(m.Benchmarks, of)
		}
		b.finish()
	}
}

func (t *table) benchmark(m *score.Metric) (b score.Benchmark, ok bool) {
	low, high := bounds(m)
	const none = -1e18
	v := t.number("value", none, low, high)
	b = score.Benchmark{
		Whose: t.required("whose", "who reached it, on average"), Method: t.required("method", "how it was found out, in a few words"),
		Year: t.whole("year", 0, 1950, 2200), N: int64(t.whole("n", 0, 1, 1<<31-1)), Link: t.required("link", "where it stands"), Unlike: t.text("unlike", ""),
	}
	for _, key := range []string{"value", "year"} {
		if !t.has(key) {
			t.doc.wrong(t.path, "%s is missing", key)
		}
	}
	if u, err := url.Parse(b.Link); b.Link != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "") {
		t.wrong("link", "got %q, want the address of a page", b.Link)
	}
	variant := t.text("variant", m.Variant)
	if variant != m.Variant && b.Unlike == "" {
		t.wrong("variant", "got %q, and the score is %q: say in what it differs with unlike, or leave it out", variant, m.Variant)
	}
	if s := t.table("scale"); s != nil {
		low, high := s.whole("min", m.Scale.Min, -1000, 1000), s.whole("max", m.Scale.Max, -1000, 1000)
		if (low != m.Scale.Min || high != m.Scale.Max) && b.Unlike == "" {
			t.wrong("scale", "is %d to %d, and the score is asked from %d to %d: say in what it differs with unlike, or leave it out", low, high, m.Scale.Min, m.Scale.Max)
		}
		s.finish()
	}
	if v == none || t.tiny("value", v, m) {
		return b, false
	}
	b.Value, ok = new(big.Rat).SetString(strconv.FormatFloat(v, 'f', -1, 64))
	return b, ok
}

// tiny refuses what was meant as a share of one, or in minutes, where a hundred or seconds are
// asked for: a promise of 0.8 is 80 %. Of what is better the less there is, half a percent may be meant.
func (t *table) tiny(key string, v float64, m *score.Metric) bool {
	size := math.Abs(v)
	switch m.Unit() {
	case score.Percent, score.Index:
		if size == 0 || size > 1 || m.Direction == score.Down && size >= 0.5 {
			return false
		}
		t.wrong(key, "got %v, which is %v of 100; want %v if it is a share of one", v, v, math.Round(v*1e6)/1e4)
	case score.Points:
		if size == 0 || size >= 1 {
			return false
		}
		t.wrong(key, "got %v, which is %v of 100 points; want %v if it is a share of one", v, v, math.Round(v*1e6)/1e4)
	case score.Seconds:
		if size == 0 || size >= 1 {
			return false
		}
		t.wrong(key, "got %v, less than a second; want seconds, such as 20", v)
	default:
		return false
	}
	return true
}

// bounds are the least and the most that a metric's value can be.
func bounds(m *score.Metric) (low, high float64) {
	switch m.Unit() {
	case score.Points:
		return -100, 100
	case score.Scale:
		return float64(m.Scale.Min), float64(m.Scale.Max)
	case score.Seconds, score.Count, score.Rate:
		return 0, 1e12
	}
	return 0, 100
}
