package claim

import (
	"fmt"
	"math/big"

	"shingle/generator/internal/score"
)

// ofWhy is about parts of a figure: how many are behind it, and which part is the weakest.
func (s *Sentence) ofWhy() string {
	l := s.Of.Line
	if p := s.text("period"); p != "" && p != l.Period.String() {
		return "it is a figure of " + l.Period.String()
	}
	switch s.K {
	case "weakest_customers", "weakest_staff":
		return s.weakest()
	case "tail_says", "tail_none":
		if n, _ := s.count("n"); (n == 0) != (s.K == "tail_none") {
			return "some waited longer, or none"
		}
		tails := l.Tails()
		if n, _ := s.count("n"); len(tails) == 0 || tails[0].N() != n {
			return "another number waited longer"
		}
	case "coverage_says":
		counted, _ := s.count("counted")
		if of, _ := s.count("of"); counted >= of {
			return "nothing is left out"
		}
	case "backlog_grew", "backlog_shrank", "backlog_same", "backlog_ages":
		return s.ofBacklog()
	case "flow_of":
		n := int64(0)
		for _, o := range l.Flow() {
			n += o.N
		}
		if told, _ := s.count("n"); told != n {
			return fmt.Sprintf("they are %d", n)
		}
	}
	return ""
}

// weakest denies a weakest question beside one that is no stronger.
func (s *Sentence) weakest() string {
	positive := s.Of.Line.Metric.Scale.PositiveMin
	share := func(a score.Answers) *big.Rat { return big.NewRat(a.AtLeast(positive), a.N()) }
	named, found := s.Of.Line.Items[s.Of.Part]
	if !found || named.N() == 0 {
		return "there is no such question"
	}
	for q, a := range s.Of.Line.Items {
		if q != s.Of.Part && a.N() > 0 && share(a).Cmp(share(named)) <= 0 {
			return fmt.Sprintf("%q is no stronger", q)
		}
	}
	return ""
}

// ofBacklog is about what came and went, and how old is what is open.
func (s *Sentence) ofBacklog() string {
	b, ok := s.Of.Line.Backlog()
	if !ok {
		return "nothing is known of what is open"
	}
	by := b.Opened - b.Closed
	if want := map[bool]string{true: "backlog_grew", false: "backlog_shrank"}[by > 0]; s.K != "backlog_ages" && by != 0 && s.K != want || s.K == "backlog_same" && by != 0 {
		return fmt.Sprintf("it grew by %d", by)
	}
	for name, want := range map[string]int64{"opened": b.Opened, "closed": b.Closed, "by": max(by, -by), "open": b.Open, "older": b.Older, "median": int64(b.Median), "oldest": int64(b.Oldest)} {
		if got, named := s.count(name); named && got != want {
			return fmt.Sprintf("%s is %d", name, want)
		}
	}
	return ""
}
