package record

import (
	"fmt"
	"slices"
	"strings"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/quote"
)

// wide adds a question that has a column of its own, and gives the condition that
// its answer is wrong.
func (b *builder) wide(name, text string, own *native) string {
	column := b.t.Wide[name]
	x := "x_" + column
	low, high, words := b.t.Source.answerRange(name)
	taken := b.takeAnswer(own, words)
	if taken == "" {
		b.add(text, x)
		taken = told(x, b.r.answerSQL(x, low, high, words))
	}
	b.add(taken, "t_"+column)
	b.keep("t_"+column, column)
	return b.t.Source.offScale("t_"+column, name)
}

// long adds the answers of rows that each name their question.
func (b *builder) long() string {
	src := b.t.Source
	low, high, words := src.answerRange("")
	b.add(told("x_score", b.r.answerSQL("x_score", low, high, words)), "t_score")
	b.keep("t_score", "score")
	var wrong, named []string
	for _, q := range src.Questions {
		if q.Name != "" {
			named = append(named, quote.Text(q.Name))
			wrong = append(wrong, fmt.Sprintf("(%s = %s AND (%s))", b.r.once(b.r.d.Trim("x_question")), quote.Text(q.Name), src.offScale("t_score", q.Name)))
		}
	}
	if slices.ContainsFunc(src.Questions, func(q Question) bool { return q.Name == "" }) {
		condition := src.offScale("t_score", "")
		if len(named) > 0 {
			condition = fmt.Sprintf("(%s NOT IN (%s) AND (%s))", b.r.once(b.r.d.Trim("x_question")), strings.Join(named, ", "), condition)
		}
		wrong = append(wrong, condition)
	}
	if len(wrong) == 0 {
		return "false"
	}
	return strings.Join(wrong, " OR ")
}

// scales are those that a question's answers are read on: by the metrics that name
// it, or else by those that read all questions.
func (s *Source) scales(name string) []fact.ScaleOf {
	var named, general []fact.ScaleOf
	for _, q := range s.Questions {
		switch {
		case q.Name == "":
			general = append(general, q.Scales...)
		case fold(q.Name) == fold(name):
			named = append(named, q.Scales...)
		}
	}
	if len(named) > 0 {
		return named
	}
	return general
}

// reversed tells whether the lowest answer to a question is the best.
func (s *Source) reversed(name string) bool {
	scales := s.scales(name)
	return len(scales) > 0 && scales[0].Reversed
}

// answerRange is what the scales of a question span; without a name, of all.
func (s *Source) answerRange(name string) (low, high int, words bool) {
	scales := s.scales(name)
	if name == "" {
		scales = nil
		for _, q := range s.Questions {
			scales = append(scales, q.Scales...)
		}
	}
	for i, sc := range scales {
		if i == 0 {
			low, high = sc.Min, sc.Max
		}
		low, high = min(low, sc.Min), max(high, sc.Max)
		words = words || sc.Min == 0 && sc.Max == 1
	}
	return low, high, words
}

// offScale is the condition that an answer does not fit a scale that it is read on.
func (s *Source) offScale(value, name string) string {
	condition := fmt.Sprintf("%s = %d", value, rejected)
	for _, sc := range s.scales(name) {
		condition += fmt.Sprintf(" OR %s NOT BETWEEN %d AND %d", value, sc.Min, sc.Max)
	}
	return condition
}
