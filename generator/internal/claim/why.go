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
	case "weakest_question":
		return s.weakest()
	case "tail_says", "tail_none", "tail_says_matters", "tail_none_matters":
		return s.ofTail()
	case "coverage_says", "coverage_leaves", "coverage_weeks":
		return s.ofCoverage()
	case "themes_of", "reasons_of", "reasons_of_complaints":
		return s.ofCases()
	case "coverage_invited", "coverage_self_selected", "coverage_both":
		return s.ofAsked()
	case "themes_named", "themes_more", "themes_less", "themes_chance":
		return s.ofTheme()
	case "backlog_grew", "backlog_shrank", "backlog_same", "backlog_ages":
		return s.ofBacklog()
	case "reasons_asked":
		if !l.Survey() {
			return "nobody was asked"
		}
		return ""
	case "total_says", "total_says_contact", "total_attempts", "total_unknown":
		return s.ofTotal()
	case "flow_of", "flow_reached", "flow_reached_known", "flow_reached_queue", "flow_helped":
		return s.ofFlow()
	}
	return "there is no rule for it"
}

// ofAsked is about how people came to answer.
func (s *Sentence) ofAsked() string {
	if !s.Of.Line.Survey() {
		return "nobody was asked"
	}
	said := map[string]bool{}
	for _, way := range s.Of.Asked {
		said[way] = true
	}
	invited, chose := said["invited"], said["self_selected"]
	switch {
	case said[""] || !invited && !chose:
		return "it is not known of all who answered"
	case invited != (s.K != "coverage_self_selected"), chose != (s.K != "coverage_invited"):
		return "they came to answer in another way"
	}
	return ""
}

// ofTotal is about how long people waited in all, and in how many contacts.
func (s *Sentence) ofTotal() string {
	l := s.Of.Line
	switch s.K {
	case "total_unknown":
		if _, told := l.Attempts(); told && l.Shown() {
			return "it is known"
		}
		for _, t := range s.Of.Lines {
			if t.Metric.Channel == l.Metric.Channel && t.Period == l.Period && t.Shown() {
				return "it is known"
			}
		}
		return ""
	case "total_attempts":
		n, ok := l.Attempts()
		if f, _ := s.A["attempts"].V.(float64); !ok || score.FormatFloat(f, 2) != score.FormatRat(n, 2) {
			return "it took another number of contacts"
		}
		return ""
	}
	if n, _ := s.count("n"); n != l.N {
		return fmt.Sprintf("it stands for %d", l.N)
	}
	return s.ofScore()
}

// ofFlow is about where those went who asked for a person: how many they are, how many of them
// reached one or were helped by a machine, and what of it nobody knows.
func (s *Sentence) ofFlow() string {
	var asked, reached, helped int64
	told, untold := 0, 0
	for _, o := range s.Of.Line.Flow() {
		if o.N < 0 {
			untold++
			continue
		}
		asked += o.N
		switch o.How {
		case "in_time", "late", "answered":
			reached += o.N
		case "self_served":
			helped = o.N
			told++
		case "blocked", "left_menu":
			told++
		}
	}
	if n, named := s.count("n"); named && n != asked {
		return fmt.Sprintf("they are %d", asked)
	}
	switch {
	case s.K == "flow_reached" && untold > 0, s.K == "flow_reached_known" && (untold == 0 || told == 0), s.K == "flow_reached_queue" && told > 0:
		return "how many never joined the queue is known of other ways"
	}
	if v, named := s.A["share"]; named {
		part := reached
		if s.K == "flow_helped" {
			part = helped
		}
		if f, _ := v.V.(float64); asked == 0 || score.FormatFloat(f, v.D) != score.FormatRat(big.NewRat(100*part, asked), v.D) {
			return fmt.Sprintf("they are %d of %d", part, asked)
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
	want := "backlog_same"
	switch {
	case by > 0:
		want = "backlog_grew"
	case by < 0:
		want = "backlog_shrank"
	}
	if s.K != "backlog_ages" && s.K != want {
		return fmt.Sprintf("it grew by %d", by)
	}
	for name, want := range map[string]int64{"opened": b.Opened, "closed": b.Closed, "by": max(by, -by), "open": b.Open, "older": b.Older, "median": int64(b.Median), "oldest": int64(b.Oldest), "days": int64(s.Of.Line.Metric.OlderDays)} {
		if got, named := s.count(name); named && got != want {
			return fmt.Sprintf("%s is %d", name, want)
		}
	}
	return ""
}
