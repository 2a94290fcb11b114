package page_test

import (
	"fmt"
	"math"
	"math/big"
	"strings"
)

// before is what there was before the month that is spoken of.
func (s *said) before() string {
	h := s.happened()
	return h.marks[:h.newest()]
}

func (s *said) gap() string {
	h, before := s.happened(), s.before()
	if strings.Trim(before, ".") == "" || before[len(before)-1] != '.' {
		return "there is nothing before, or no gap"
	}
	return s.names("month", h.first+h.newest()-1)
}

func (s *said) changed() string {
	h := s.happened()
	now := h.newest()
	if now == 0 || h.marks[now-1] == '.' {
		return "there is nothing to compare with"
	}
	if why := s.names("before", h.first+now-1); why != "" {
		return why
	}
	if s.given["a"].(map[string]any)["before"].(map[string]any)["s"] == true { // less the season
		return ""
	}
	apart := new(big.Rat).Sub(s.metric.value(h.cases[now]), s.metric.value(h.cases[now-1]))
	text := s.text
	if moved, ok := s.given["a"].(map[string]any)["moved"].(map[string]any); ok {
		text = s.value(moved)
	}
	if s.key == "change_better" && !words["better"][s.code].MatchString(text) || s.key == "change_worse" && !words["worse"][s.code].MatchString(text) {
		return "it moved the other way"
	}
	return s.direction(text, apart)
}

// direction denies better and worse where it did not move so.
func (s *said) direction(text string, apart *big.Rat) string {
	better, worse := words["better"][s.code].MatchString(text), words["worse"][s.code].MatchString(text)
	up := apart.Sign() > 0
	switch {
	case s.metric.kind == "volume":
		if better || worse {
			return "neither more nor less is better"
		}
	case better != (apart.Sign() != 0 && up != s.metric.down), worse != (apart.Sign() != 0 && up == s.metric.down):
		return "it moved by " + apart.FloatString(3)
	}
	return ""
}

// apart denies that a figure lies so far from another one, and on that side.
func (s *said) apart(now, then *big.Rat) string {
	exact := new(big.Rat).Sub(now, then)
	size, _ := new(big.Rat).Abs(exact).Float64()
	if got, named := s.count(s.parts["moved"]); named && math.Abs(got-size) > 0.5+1e-9 {
		return fmt.Sprintf("it moved by %g, really %g", got, size)
	}
	return s.direction(s.parts["moved"], exact)
}

func (s *said) lastYear() string {
	h := s.happened()
	year := s.w.year()
	if h.newest() < year || h.marks[h.newest()-year] == '.' {
		return "there is no figure of a year before"
	}
	now := h.newest()
	return firstOf(s.names("before", h.first+now-year), s.apart(s.metric.value(h.cases[now]), s.metric.value(h.cases[now-year])))
}

// toDate pools the year so far, and the same months of the year before, anew.
func (s *said) toDate() string {
	h := s.happened()
	end := h.newest()
	months := (h.first+end)%12 + 1
	if s.w.long == 3 || end-12-months+1 < 0 || months < 2 || strings.Contains(h.marks[end-12-months+1:end-11], ".") || strings.Contains(h.marks[end-months+1:end+1], ".") {
		return "some of these months are missing"
	}
	pool := func(last int) *big.Rat {
		var sum counted
		for _, c := range h.cases[last-months+1 : last+1] {
			sum = counted{sum.x + c.x, sum.d + c.d, sum.n + c.n}
		}
		return s.metric.value(sum)
	}
	return firstOf(s.apart(pool(end), pool(end-12)), s.names("period", h.first+end))
}

// some denies so many of a few that are more than a point off, and "all" and "none" with an exception.
func (s *said) some() string {
	h := s.happened()
	return s.share("x", s.number("of"), s.metric.value(h.cases[h.newest()]))
}

func (s *said) ofHundred() string {
	h := s.happened()
	return firstOf(s.share("x", 100, s.metric.value(h.cases[h.newest()])), s.names("period", h.first+h.newest()))
}

func (s *said) groups() string {
	h := s.happened()
	c := h.cases[h.newest()]
	return firstOf(s.share("promoters", 100, big.NewRat(100*c.x, c.n)), s.share("detractors", 100, big.NewRat(100*c.d, c.n)))
}

func (s *said) share(name string, of float64, percent *big.Rat) string {
	exact, _ := new(big.Rat).Mul(percent, new(big.Rat).SetFloat64(of/100)).Float64()
	got := s.number(name)
	bounded := got != 0 && strings.TrimLeft(s.parts[name], "0123456789") == s.parts[name] // more than, fewer than
	switch {
	case bounded && (math.Abs(got-exact) >= 1 || got == exact || (got == 99) != (exact > 50)):
		return fmt.Sprintf("%s is %q, really %g", name, s.parts[name], exact)
	case !bounded && (got == 0 || got == of) && got != exact:
		return fmt.Sprintf("%s is %q with an exception, really %g", name, s.parts[name], exact)
	case math.IsNaN(got) || math.Abs(got-exact)*100/of >= 1:
		return fmt.Sprintf("%s is %q, really %g", name, s.parts[name], exact)
	}
	return ""
}

func (s *said) passed() string {
	h := s.happened()
	c := h.cases[h.newest()]
	return firstOf(s.says("passed", int(c.x)), s.says("total", int(c.n)), s.names("period", h.first+h.newest()))
}

func (s *said) cases() string {
	h := s.happened()
	if s.metric.kind == "volume" {
		return ""
	}
	at := h.newest()
	if strings.Contains(s.path, ".running") {
		at++
	}
	if strings.Contains(s.path, ".teams.rows") { // of the month that all speak of
		all := s.w.run(s.metric, "")
		at = all.first + all.newest() - h.first
	}
	return s.says("n", int(h.cases[at].n))
}

func (s *said) longWaits() string {
	h := s.happened()
	c := h.cases[h.newest()]
	if (c.d == 0) != (s.key == "tail_none") {
		return fmt.Sprintf("%d waited so long", c.d)
	}
	return firstOf(map[bool]string{true: s.says("n", int(c.d))}[c.d > 0], s.says("of", int(c.n)), s.names("period", h.first+h.newest()))
}

// asked counts who tried anew: in these worlds whoever joined the queue reached a person.
func (s *said) asked() string {
	h := s.happened()
	c := h.cases[h.newest()]
	blocked, menu, served := s.metric.outside(c)
	all, part := c.n+max(blocked, 0)+max(menu, 0)+max(served, 0), c.n
	switch {
	case s.key == "flow_reached" && menu < 0, s.key == "flow_reached_known" && (menu >= 0 || blocked < 0), s.key == "flow_reached_queue" && blocked >= 0:
		return fmt.Sprintf("engaged %d, menu %d, machine %d", blocked, menu, served)
	case s.key == "flow_of":
		return firstOf(s.says("n", int(all)), s.names("period", h.first+h.newest()))
	case s.key == "flow_helped":
		part = served
	default:
		if why := firstOf(s.says("n", int(all)), s.names("period", h.first+h.newest())); why != "" {
			return why
		}
	}
	exact := float64(100*part) / float64(all)
	if got := s.number("share"); math.Abs(got-exact) > 0.05+1e-9 {
		return fmt.Sprintf("share is %g, really %g", got, exact)
	}
	return ""
}

func (s *said) settle() string {
	h := s.happened()
	if h.marks[h.newest()] != '~' && h.marks[h.newest()] != 'u' || s.number("n") <= float64(h.cases[h.newest()].n) {
		return "it is settled"
	}
	return ""
}

// summary counts the promises anew: of the month in which most were judged, the others by name.
func (s *said) summary() string {
	month, ok := s.month(s.parts["period"])
	if !ok {
		return "it names no month"
	}
	per := map[int]string{}
	for _, m := range s.w.scores {
		if _, there := m.months[s.team]; s.team != "" && !there {
			continue
		}
		h := s.w.run(m, s.team)
		if len(h.marks) == 0 || m.promise < 0 {
			continue
		}
		if mark := h.marks[h.newest()]; strings.ContainsRune("+-~", rune(mark)) {
			per[h.first+h.newest()] += string(mark)
		}
	}
	others := 0
	for at, marks := range per {
		if len(marks) > len(per[month]) || len(marks) == len(per[month]) && at > month {
			return fmt.Sprintf("month %d has more, or is newer", at)
		}
		if at != month {
			others += len(marks)
		}
	}
	kept, missed, open := tally(per[month])
	if listed := s.given["a"].(map[string]any)["others"].(map[string]any)["v"].([]any); len(listed) != others {
		return fmt.Sprintf("%d were judged in other months", others)
	}
	apart := s.given["a"].(map[string]any)["misses"].(map[string]any)["v"].([]any)
	if told := len(apart) == 1; told != (missed > 0 && open == 0 && kept > 0) {
		return fmt.Sprintf("%d were missed", missed)
	} else if told {
		text := s.value(apart[0].(map[string]any))
		if n, named := s.count(text); named && n != float64(missed) || !named && missed != 1 || !words["missed"][s.code].MatchString(text) {
			return fmt.Sprintf("it says %q, really %d", text, missed)
		}
	}
	all := kept + missed + open
	switch _, how, _ := strings.Cut(s.key, "summary"); {
	case strings.HasPrefix(how, "_one_"):
		if want := map[string]int{"_one_met": kept, "_one_missed": missed, "_one_unclear": open}[how]; all != 1 || want != 1 {
			return fmt.Sprintf("really %d kept, %d missed, %d undecided", kept, missed, open)
		}
		return ""
	case how == "_all" && kept != all, how == "_none" && missed != all:
		return "there is an exception"
	case how == "_all", how == "_none":
		return s.says("of", all)
	case how == "_three":
		return firstOf(s.says("kept", kept), s.says("missed", missed), s.says("unclear", open))
	}
	return firstOf(s.says("kept", kept), s.says("of", kept+missed), map[bool]string{true: "some are undecided"}[open > 0])
}

// teams counts which teams missed a promise in the month that it is told of.
func (s *said) teams() string {
	missed, judged, open, rows := map[string]bool{}, map[string]bool{}, false, map[string]bool{}
	for _, m := range s.w.scores {
		all := s.w.run(m, "")
		if m.promise < 0 || len(all.marks) == 0 || (s.key == "report_team_line" || s.key == "teams_missed_of") && m != s.metric {
			continue
		}
		month := all.first + all.newest()
		for team := range m.months {
			h := s.w.run(m, team)
			if team != "" && len(h.marks) > 0 {
				rows[team] = true
			}
			if at := month - h.first; at >= 0 && at < len(h.marks) && team != "" {
				switch h.marks[at] {
				case '-':
					missed[team], judged[team] = true, true
				case '+':
					judged[team] = true
				case '~':
					open, judged[team] = true, true
				}
			}
		}
	}
	switch s.key {
	case "teams_no":
		return map[bool]string{true: "some missed one, or are undecided"}[len(missed) > 0 || open]
	case "teams_no_clear":
		return map[bool]string{true: "some missed one, or none is undecided"}[len(missed) > 0 || !open]
	case "teams_every":
		return firstOf(map[bool]string{true: "not every team"}[len(missed) != len(rows)], s.says("of", len(rows)))
	}
	switch {
	case s.key == "teams_one":
		return map[bool]string{true: "more are judged, or it did not"}[len(judged) != 1 || len(missed) != 1]
	case (s.key == "teams_some" || s.key == "teams_known") && (s.key == "teams_known") != (len(judged) < len(rows)):
		return fmt.Sprintf("%d of %d can be judged", len(judged), len(rows))
	case (s.key == "teams_some" || s.key == "teams_known") && len(missed) == 1: // "One of 4 teams"
		return s.says("of", len(judged))
	}
	return firstOf(s.says("n", len(missed)), s.says("of", len(judged)))
}
