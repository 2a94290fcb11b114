package fact

import (
	"regexp"
	"strconv"

	"shingle/generator/internal/metric"
)

// From how many answers, and from how many low ones among them, it is told that
// nobody gave the lowest; and how many at 1 make it certain that 0 could not be given.
const (
	manyAnswers = 200
	manyLow     = 100
	manyAtOne   = 10
)

// bottomless looks at an NPS that was perhaps asked from 1 to 10: then its 1 to 6
// are no detractors as 0 to 6 are, and the score is none. Where 0 can be given,
// of many unhappy people some give it.
func (c *counter) bottomless(s *Source, set *Set, given map[int]int64) {
	m := set.Metric
	if m.method().Form != metric.Net || m.ScaleSaid || given[0] > 0 {
		return
	}
	var all, low int64
	for answer, n := range given {
		all += n
		if answer <= 6 {
			low += n
		}
	}
	if all < manyAnswers || low < manyLow {
		return
	}
	if given[1] < manyAtOne {
		c.problems.Warn(c.o.Place(m.ID, ""), "shingle.metrics.%s: of %d answers in %q none is 0: if it was asked from 1 to 10, it is not %s", m.ID, all, s.Name, m.Kind)
		return
	}
	c.wrong(m, "", "if 0 could be answered, say so: scale = { min = 0, max = 10 }",
		"of %d answers in %q none is 0 and %d are 1; asked from 1 to 10 it is not %s", all, s.Name, given[1], m.Kind)
}

// askedFrom finds a range such as "0-10", "1 to 5", "1 bis 10", "de 1 a 5" that
// stands by itself: no part of a date, of "Q1-5" or of a longer number.
var askedFrom = regexp.MustCompile(`(?:^|[\s(\[:,;])([01])\s?(?:-|–|—|\.\.\.?|…|to|bis|a|à|al|au|until|through)\s?(10|[3-9])(?:$|[\s)\],;:?!]|\.(?:\s|$))`)

// AskedFrom reads from the wording of a question, or from the name of its column,
// on which scale it was asked, where it tells: "Recommend (1-10)". Two different
// ranges tell nothing.
func AskedFrom(text string) (low, high int, ok bool) {
	found := askedFrom.FindAllStringSubmatch(text, -1)
	for i, m := range found {
		l, _ := strconv.Atoi(m[1])
		h, _ := strconv.Atoi(m[2])
		if i > 0 && (l != low || h != high) {
			return 0, 0, false
		}
		low, high, ok = l, h, true
	}
	return low, high, ok
}
