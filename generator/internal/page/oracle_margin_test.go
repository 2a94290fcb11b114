package page_test

import (
	"fmt"
	"math"
	"strings"
)

// asked tells whether a score speaks of some who stand for all.
func (m *measured) asked() bool { return m.kind == "csat" || m.kind == "nps" || m.sampled }

// sure: which side of the promise the margin lies on, where some stand for all; else the number decides.
func (s *said) sure() string {
	h := s.happened()
	want := map[byte]string{'+': "sure_met", '-': "sure_missed", '~': "sure_unclear"}[h.marks[h.newest()]]
	if want != "" && want != "sure_unclear" && !s.metric.asked() {
		want = "sure_counted"
	}
	if s.key != want {
		return "it is " + want
	}
	return ""
}

// margin: the ends lie around the figure; of shares of answers and samples they are Wilson's.
func (s *said) margin() string {
	h := s.happened()
	c := h.cases[h.newest()]
	value, _ := s.metric.value(c).Float64()
	if s.metric.asked() != (s.key == "likely_sentence") {
		return "everything was counted, or was not"
	}
	low, high := s.number("low"), s.number("high")
	if s.metric.kind == "nps" && c.n < 20 { // the adjusted interval is drawn to the middle, and may leave out a figure of few
		return ""
	}
	if !(low <= value+0.6 && high >= value-0.6) {
		return fmt.Sprintf("it is %g", value)
	}
	if s.metric.kind == "nps" || !s.metric.asked() {
		return ""
	}
	from, to := wilson(c)
	if math.Abs(low-from) > 0.06 || math.Abs(high-to) > 0.06 {
		return fmt.Sprintf("really from %g to %g", from, to)
	}
	return ""
}

func wilson(c counted) (low, high float64) {
	p, n, z := float64(c.x)/float64(c.n), float64(c.n), 1.959963984540054
	middle, half := (p+z*z/2/n)/(1+z*z/n), z/(1+z*z/n)*math.Sqrt(p*(1-p)/n+z*z/4/n/n)
	return 100 * (middle - half), 100 * (middle + half)
}

// give: so many points to the longer side, never fewer.
func (s *said) give() string {
	h := s.happened()
	c := h.cases[h.newest()]
	if strings.Contains(s.path, ".running") {
		c = h.cases[h.newest()+1]
	}
	if !s.metric.asked() {
		return "everything was counted"
	}
	if s.metric.kind == "nps" {
		return ""
	}
	low, high := wilson(c)
	at := 100 * float64(c.x) / float64(c.n)
	want := math.Ceil(math.Max(at-low, high-at) - 1e-9)
	if got := s.number("by"); got != want && !(want == 1 && math.IsNaN(got)) { // a point
		return fmt.Sprintf("really %g", want)
	}
	return ""
}

// near: what was counted went one way, and the limit is the first number that goes the other; of a hundred, as many as promised.
func (s *said) near() string {
	h := s.happened()
	c, mark := h.cases[h.newest()], h.marks[h.newest()]
	limit := int64(s.number("limit"))
	step := int64(1)
	if limit > c.x {
		step = -1
	}
	with := func(x int64) byte { return s.metric.went(counted{x, 0, c.n}) }
	switch {
	case s.metric.asked() || mark != map[string]byte{"near_kept": '+', "near_missed": '-'}[s.key]:
		return "it went " + string(mark)
	case with(limit) == mark || with(limit+step) != mark:
		return fmt.Sprintf("with %d it goes %c, with %d %c", limit, with(limit), limit+step, with(limit+step))
	case s.metric.value(c).FloatString(0) != fmt.Sprint(s.metric.promise):
		return "a share of 100 tells it"
	}
	return firstOf(s.says("n", int(c.x)), s.says("of", int(c.n)))
}

// running: the month after the newest that is over, as it stands.
func (s *said) running() string {
	h := s.happened()
	at := h.newest() + 1
	if at >= len(h.marks) || !strings.ContainsRune("kmun", rune(h.marks[at])) {
		return "no month has begun"
	}
	places := 1
	if s.metric.kind == "nps" || s.metric.kind == "volume" {
		places = 0
	}
	want, _ := s.count(s.tongueless(s.metric.value(h.cases[at]), places))
	got := s.number("value")
	if math.Abs(got-want) > 0.05 { // more digits where they show the side of a promise
		return fmt.Sprintf("really %g", want)
	}
	return s.names("period", h.first+at)
}

// looked: changes are looked at only where a month stands before the newest.
func (s *said) looked() string {
	some := false
	for _, m := range s.w.scores {
		if s.metric != nil && m != s.metric {
			continue
		}
		for team := range m.months {
			for _, name := range []string{"", team} {
				all, h := s.w.run(m, ""), s.w.run(m, name)
				if len(h.marks) == 0 {
					continue
				}
				for _, at := range []int{h.newest(), all.first + all.newest() - h.first} {
					some = some || at > 0 && at < len(h.marks) && h.marks[at-1] != '.' && h.marks[at] != '.'
				}
			}
		}
	}
	if !some && s.key != "report_none_compared" {
		return "there is nothing to compare with"
	}
	return ""
}

// missed counts the promises that a team missed, in the months that they are told of.
func (s *said) missed() string {
	missed, judged := 0, 0
	for _, m := range s.w.scores {
		all := s.w.run(m, "")
		if _, there := m.months[s.team]; !there || m.promise < 0 || len(all.marks) == 0 {
			continue
		}
		h := s.w.run(m, s.team)
		if at := all.first + all.newest() - h.first; at >= 0 && at < len(h.marks) && strings.ContainsRune("+-~", rune(h.marks[at])) {
			if judged++; h.marks[at] == '-' {
				missed++
			}
		}
	}
	return firstOf(s.says("n", missed), s.says("of", judged))
}

// answers: how many there are; one has a sentence of its own.
func (s *said) answers() string {
	if _, many := s.parts["n"]; !many {
		h := s.happened()
		return map[bool]string{true: "there are more"}[h.cases[h.newest()].n != 1]
	}
	return s.cases()
}

// dot: the ends of a team's margin, in the month that all speak of.
func (s *said) dot() string {
	h, all := s.happened(), s.w.run(s.metric, "")
	c := h.cases[all.first+all.newest()-h.first]
	if s.metric.asked() != (s.key == "dots_likely") {
		return "everything was counted, or was not"
	}
	if s.metric.kind == "nps" || !s.metric.asked() {
		return map[bool]string{true: "it ends before it begins"}[s.number("low") > s.number("high")]
	}
	from, to := wilson(c)
	if math.Abs(s.number("low")-from) > 0.06 || math.Abs(s.number("high")-to) > 0.06 {
		return fmt.Sprintf("really from %g to %g", from, to)
	}
	return ""
}
