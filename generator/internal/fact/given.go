package fact

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"shingle/generator/internal/metric"
)

// given takes over what someone else already counted for a metric.
func (c *counter) given(s *Source, set *Set) {
	m := set.Metric
	var n int
	answers := map[int]int64{}
	for _, g := range s.Given {
		if !strings.EqualFold(g.Metric, m.ID) {
			continue
		}
		if text := g.wrong(m); text != "" {
			n++
			c.problems.Add(s.Row(g.Row), "%s: %s", m.ID, text)
			continue
		}
		if m.Scale.Reversed && g.HasAnswers {
			turned := map[int]int64{}
			for answer, count := range g.Answers {
				turned[m.Scale.Min+m.Scale.Max-answer] = count
			}
			g.Answers = turned
		}
		for answer, count := range g.Answers {
			answers[answer] += count
		}
		n++
		set.Given = append(set.Given, g)
	}
	c.bottomless(s, set, answers)
	if n == 0 {
		return
	}
	set.fed(s)
	set.Employees = set.Employees || m.defined().Whom == metric.Staff
}

// wrong says what keeps a row of counts from being one of the metric's, or "".
func (g *Given) wrong(m *Metric) string {
	method := m.method()
	net, mean := method.Form == metric.Net, method.Form == metric.MeanAnswer
	share := method.Form == metric.Share || method.Form == metric.GoodAnswers
	low, high := m.limits()
	value, _ := strconv.ParseFloat(g.Value, 64)
	switch {
	case g.HasValue && !(value >= low && value <= high):
		return fmt.Sprintf("value %s is outside %g to %g", g.Value, low, high)
	case g.HasCounts && method.ValueOnly:
		return fmt.Sprintf("numerator and denominator do not tell what %s is; want value", m.Kind)
	case g.HasCounts && mean && (g.X < g.N*int64(m.Scale.Min) || g.X > g.N*int64(m.Scale.Max)):
		return fmt.Sprintf("numerator %d is no sum of %d answers from %d to %d", g.X, g.N, m.Scale.Min, m.Scale.Max)
	case g.HasCounts && m.perPerson() && g.X > 100*g.N:
		return fmt.Sprintf("numerator %d is no sum of %d indexes from 0 to 100", g.X, g.N)
	case g.HasNPS && !net:
		return "promoters, passives and detractors are counts of an NPS; want numerator and denominator"
	case g.HasCounts && net && (g.X > g.N || g.X < -g.N):
		return fmt.Sprintf("numerator %d (promoters − detractors) is more than the %d who answered", g.X, g.N)
	case g.HasCounts && share && g.X > g.N:
		return fmt.Sprintf("numerator %d is more than the denominator %d", g.X, g.N)
	case g.HasAnswers:
		for answer := range g.Answers {
			if answer < m.Scale.Min || answer > m.Scale.Max {
				return fmt.Sprintf("a column counts answer %d, which is off the scale %d to %d", answer, m.Scale.Min, m.Scale.Max)
			}
		}
	}
	return ""
}

// limits is the range in which a metric's value can lie.
func (m *Metric) limits() (low, high float64) {
	switch m.method().Unit {
	case metric.Points:
		return -100, 100
	case metric.Seconds, metric.Count, metric.Thousand:
		return 0, math.Inf(1)
	case metric.OnScale:
		return float64(m.Scale.Min), float64(m.Scale.Max)
	}
	return 0, 100
}

// invited takes over how many were asked, for the metrics that people answer.
func (c *counter) invited(s *Source, set *Set) {
	m := set.Metric
	if m.method().Of != metric.Answers {
		return
	}
	listed := len(m.Sources) == 0 || slices.Contains(m.Sources, s.Name)
	for _, i := range s.Invited {
		if i.Metric == "" && listed || strings.EqualFold(i.Metric, m.ID) {
			set.Invited = append(set.Invited, i)
		}
	}
}
