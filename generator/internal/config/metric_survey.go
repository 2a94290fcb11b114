package config

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
	"shingle/generator/internal/score"
)

// survey reads the questions and the scale.
func (t *table) survey(m *score.Metric) {
	kind, method := m.Defined(), m.Method()
	if !kind.Surveys() {
		return
	}
	m.Questions = t.texts("question")
	usual := cmp.Or(method.Scale, metric.Scale{Min: 1, Max: 5})
	m.Scale = fact.ScaleOf{Min: usual.Min, Max: usual.Max, PositiveMin: usual.Positive}
	if usual.Fixed {
		if method.Form == metric.Net {
			t.fixed(m)
		}
		return
	}
	positive := 0
	if s := t.table("scale"); s != nil {
		m.Scale.Min = s.whole("min", m.Scale.Min, -1000, 1000)
		m.Scale.Max = s.whole("max", m.Scale.Max, -1000, 1000)
		if m.Scale.Max <= m.Scale.Min || m.Scale.Max-m.Scale.Min > 100 {
			t.wrong("scale", "got %d to %d, want min below max, and at most 100 steps", m.Scale.Min, m.Scale.Max)
			m.Scale = fact.ScaleOf{Min: 1, Max: 5}
		}
		if s.has("positive_min") {
			positive = s.whole("positive_min", m.Scale.Max, m.Scale.Min, m.Scale.Max)
		}
		m.Scale.Reversed = s.flag("reversed", false)
		m.Words = s.named(m.Scale)
		s.finish()
	}
	t.positive(m, positive)
	if kind.Base.Form == metric.PerPerson {
		m.MinItems = t.whole("min_items", 0, 1, 100)
	}
	if method.Weighted {
		t.weights(m)
	}
	if method.Items > 0 && len(m.Questions) != method.Items {
		t.doc.wrong(t.path, "question names %d items, want %s", len(m.Questions), method.ItemsAre)
	}
}

// fixed holds a scale that is said against the only one that is possible.
func (t *table) fixed(m *score.Metric) {
	s := t.table("scale")
	if s == nil {
		return
	}
	low, high := s.whole("min", m.Scale.Min, -1000, 1000), s.whole("max", m.Scale.Max, -1000, 1000)
	m.ScaleSaid = true
	if low != m.Scale.Min || high != m.Scale.Max || s.has("positive_min") || s.flag("reversed", false) {
		t.wrong("scale", "%s is asked from %d to %d; asked from %d to %d it is not %s", m.Kind, m.Scale.Min, m.Scale.Max, low, high, m.Kind)
	}
	s.finish()
}

// named reads what the answers of a scale are called, from the lowest to the highest as
// they were asked; on a reversed scale the best is the lowest.
func (t *table) named(scale fact.ScaleOf) []string {
	words := t.texts("words")
	switch {
	case !t.has("words"):
		return nil
	case len(words) != scale.Steps():
		t.wrong("words", "names %d answers, and the scale from %d to %d has %d", len(words), scale.Min, scale.Max, scale.Steps())
		return nil
	}
	for i, word := range words {
		if slices.Contains(words[:i], word) {
			t.wrong("words", "names two answers %q", word)
			return nil
		}
	}
	if scale.Reversed {
		slices.Reverse(words)
	}
	return words
}

// askedFrom holds the wording, and the questions, against the scale: a range of numbers
// in them is the one that people chose from.
func (t *table) askedFrom(m *score.Metric) {
	if len(m.Questions) == 0 && m.Wording == "" || m.Scale.Steps() <= 2 { // yes or no has no range
		return
	}
	check := func(path, text string) {
		if low, high, ok := fact.AskedFrom(text); ok && (low != m.Scale.Min || high != m.Scale.Max) {
			t.doc.wrong(path, "asks from %d to %d, and %s is read from %d to %d", low, high, strings.ReplaceAll(m.Kind, "_", " "), m.Scale.Min, m.Scale.Max)
		}
	}
	if t.has("wording") {
		check(t.at("wording"), m.Wording)
	}
	for i, q := range m.Questions {
		check(index(t.at("question"), i), q)
	}
}

// positive settles which answers are positive, and the variant that follows.
func (t *table) positive(m *score.Metric, said int) {
	steps := m.Scale.Steps()
	fallback := m.Scale.Max - 1 // the top two of five or seven
	switch {
	case steps <= 3:
		fallback = m.Scale.Max
	case m.Method().Form != metric.GoodAnswers: // it is no share of them
	case m.Defined().Chosen == metric.ByScale && m.Method().Scale != (metric.Scale{}): // good or bad: 4 and 5 of 5 are good
	case topPattern.MatchString(m.Variant):
		k, _ := strconv.Atoi(topPattern.FindStringSubmatch(m.Variant)[1])
		fallback = m.Scale.Max - k + 1
	case steps > 7 && said == 0:
		t.doc.wrong(t.at("scale"), "positive_min is missing: on %d points there is no agreed top box (8 of 10 is common)", steps)
	}
	m.Scale.PositiveMin = fallback
	if said != 0 {
		m.Scale.PositiveMin = said
	}
	if m.Defined().Chosen != metric.ByScale {
		return
	}
	top := fmt.Sprintf("top%d_pct", m.Scale.Max-m.Scale.PositiveMin+1)
	switch {
	case m.Variant == "":
		m.Variant = top
	case topPattern.MatchString(m.Variant) && m.Variant != top:
		t.wrong("scale", "positive_min = %d of %d contradicts variant %q (it would be %q)", m.Scale.PositiveMin, m.Scale.Max, m.Variant, top)
	}
}
