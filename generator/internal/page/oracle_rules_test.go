package page_test

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strings"
)

// said is a sentence as it was heard, and what really happened.
type said struct {
	*tongue
	place
	w     *world
	key   string
	text  string
	parts map[string]string
	given map[string]any
}

func (s *said) number(name string) float64 {
	n, ok := s.count(s.parts[name])
	if !ok {
		return math.NaN()
	}
	return n
}

// says denies that a number in the words is another one than it really is.
func (s *said) says(name string, want int) string {
	if got := s.number(name); got != float64(want) {
		return fmt.Sprintf("%s is %q, really %d", name, s.parts[name], want)
	}
	return ""
}

// names denies that a month in the words is another one.
func (s *said) names(name string, want int) string {
	if got, ok := s.month(s.parts[name]); !ok || got != want {
		return fmt.Sprintf("%s is %q, really month %d", name, s.parts[name], want)
	}
	return ""
}

func firstOf(whys ...string) string {
	for _, why := range whys {
		if why != "" {
			return why
		}
	}
	return ""
}

func (s *said) happened() happened { return s.w.run(s.metric, s.team) }

// window is the months that a strip or a chart shows: of a year, the last twelve up to the
// newest, or the last 24 there are.
func (s *said) window() (h happened, marks string, from int) {
	h = s.happened()
	end := len(h.marks)
	switch {
	case s.year != "":
		for i := range h.marks {
			if fmt.Sprint(2023+(h.first+i)/s.w.year()) != s.year {
				continue
			}
			if marks == "" {
				from = i
			}
			marks += h.marks[i : i+1]
		}
		return h, marks, from
	case strings.HasPrefix(s.key, "finding_"):
		if s.span != "all" {
			from = max(0, end-24)
		}
	default:
		end = h.newest() + 1
		from = max(0, end-12)
	}
	return h, h.marks[from:end], from
}

func tally(marks string) (kept, missed, open int) {
	return strings.Count(marks, "+"), strings.Count(marks, "-"), strings.Count(marks, "~")
}

// since: the first month of the run that ends now, which is longer than a month.
func (s *said) since(name string, mark byte, least int) string {
	h := s.happened()
	end := h.newest()
	first := h.beginning(end)
	if h.marks[end] != mark || end-first+1 < least {
		return "it is not so"
	}
	return s.names(name, h.first+first)
}

func (s *said) lastMissed() string {
	h, marks, from := s.window()
	return s.names("last", h.first+from+strings.LastIndexByte(marks, '-'))
}

var rules = map[string]func(s *said) string{
	"since_met":     func(s *said) string { return s.since("period", '+', 2) },
	"since_missed":  func(s *said) string { return s.since("period", '-', 2) },
	"kept_of_month": func(s *said) string { return s.keptOf(1) }, "kept_of_quarter": func(s *said) string { return s.keptOf(3) },
	"kept_of_all": func(s *said) string { // one period alone
		_, marks, _ := s.window()
		kept, missed, open := tally(marks)
		return firstOf(s.says("kept", kept), s.says("of", kept+missed), map[bool]string{true: "it is not one period"}[open > 0 || kept+missed != 1])
	},
	"kept_three": func(s *said) string {
		_, marks, _ := s.window()
		kept, missed, open := tally(marks)
		return firstOf(s.says("kept", kept), s.says("missed", missed), s.says("unclear", open), map[bool]string{true: "none is undecided"}[open == 0])
	},
	"squares_missed":       (*said).listed,
	"finding_kept_all":     func(s *said) string { return s.allOf('+', false) },
	"finding_kept_known":   func(s *said) string { return s.allOf('+', true) },
	"finding_missed_all":   func(s *said) string { return s.allOf('-', false) },
	"finding_missed_known": func(s *said) string { return s.allOf('-', true) },
	"finding_never_missed": func(s *said) string {
		_, marks, _ := s.window()
		kept, missed, open := tally(marks)
		return firstOf(s.says("kept", kept), s.says("unclear", open), map[bool]string{true: "some were missed"}[missed > 0])
	},
	"finding_missed_since": func(s *said) string { return firstOf(s.since("first", '-', 2), s.ofMany()) },
	"finding_missed_last":  func(s *said) string { return firstOf(s.since("first", '-', 1), s.ofMany()) },
	"finding_kept_again":   func(s *said) string { return firstOf(s.since("first", '+', 3), s.ofMany(), s.lastMissed()) },
	"finding_missed_some": func(s *said) string {
		h := s.happened()
		return firstOf(s.ofMany(), s.lastMissed(), map[bool]string{true: "the newest was missed"}[h.marks[h.newest()] == '-'])
	},
	"finding_year_before": (*said).yearBefore, "finding_year_higher": (*said).yearBefore, "finding_year_lower": (*said).yearBefore,
	"finding_range":     func(s *said) string { return s.extremes(true) },
	"finding_between":   func(s *said) string { return s.extremes(false) },
	"finding_steady":    func(s *said) string { return s.extremes(false) },
	"outlook_will_keep": func(s *said) string { return s.outlook("-") },
	"outlook_will_miss": func(s *said) string { return s.outlook("+") },
	"outlook_may_miss": func(s *said) string {
		h := s.happened()
		if h.beginning(h.newest()) < h.newest() && strings.ContainsRune("+-", rune(h.marks[h.newest()])) {
			return "it has gone one way without a break"
		}
		return map[bool]string{true: "it went one way only"}[!strings.Contains(h.marks, "-") || !strings.Contains(h.marks, "+")]
	},
	"outlook_could_miss": func(s *said) string { return s.outlook("-") },
	"outlook_could_keep": func(s *said) string { return s.outlook("+") },
	"change_first": func(s *said) string {
		return map[bool]string{true: "there are figures before"}[strings.Trim(s.before(), ".") != ""]
	},
	"change_gap":  (*said).gap,
	"change_same": (*said).changed, "says_with_most": func(s *said) string {
		return firstOf(s.says("promise", int(s.metric.promise)), map[bool]string{true: "more is better"}[!s.metric.down])
	},
	"change_none":   (*said).changed,
	"change_weak":   (*said).changed,
	"change_only":   (*said).changed,
	"change_held":   (*said).changed,
	"change_better": (*said).changed,
	"change_worse":  (*said).changed,
	"season_unknown": func(s *said) string {
		before := s.before()
		return map[bool]string{true: "there are 24 months without a gap, or these are quarters"}[s.w.long == 3 || len(before) >= 25 && !strings.Contains(before, ".")]
	},
	"season_known": func(s *said) string {
		return map[bool]string{true: "there are not so many months"}[s.w.long == 3 || len(s.before()) < 24]
	},
	"like_last_year": (*said).lastYear, "like_last_year_plain": (*said).lastYear,
	"like_year_to_date": (*said).toDate, "like_year_to_date_plain": (*said).toDate,
	"like_equal_weekdays": func(s *said) string { h := s.happened(); return s.names("before", h.first+h.newest()-1) },
	"finding_usual":       (*said).unusual, "finding_stood_out": (*said).unusual,
	"finding_signal_better": (*said).unusual, "finding_signal_worse": (*said).unusual, "finding_signal_higher": (*said).unusual, "finding_signal_lower": (*said).unusual,
	"finding_only_better": (*said).unusual, "finding_only_worse": (*said).unusual, "finding_only_higher": (*said).unusual, "finding_only_lower": (*said).unusual,
	"finding_again_better": (*said).unusual, "finding_again_worse": (*said).unusual, "finding_again_higher": (*said).unusual, "finding_again_lower": (*said).unusual,
	"finding_back_better": (*said).unusual, "finding_back_worse": (*said).unusual, "finding_back_higher": (*said).unusual, "finding_back_lower": (*said).unusual,
	"finding_side_better": (*said).unusual, "finding_side_worse": (*said).unusual, "finding_side_higher": (*said).unusual, "finding_side_lower": (*said).unusual,
	"says_with_promise": func(s *said) string {
		return firstOf(s.says("promise", int(s.metric.promise)), map[bool]string{true: "less is better"}[s.metric.down])
	},
	"opinion_csat": (*said).some, "opinion_nps": (*said).groups, "says_nps": (*said).groups,
	"summary": (*said).summary, "summary_three": (*said).summary, "team_summary": (*said).summary, "team_summary_three": (*said).summary,
	"summary_all": (*said).summary, "summary_none": (*said).summary, "summary_one_met": (*said).summary, "summary_one_missed": (*said).summary, "summary_one_unclear": (*said).summary,
	"team_summary_all": (*said).summary, "team_summary_none": (*said).summary, "team_summary_one_met": (*said).summary, "team_summary_one_missed": (*said).summary, "team_summary_one_unclear": (*said).summary,
	"teams_no": (*said).teams, "teams_no_clear": (*said).teams, "teams_every": (*said).teams, "teams_some": (*said).teams, "teams_one": (*said).teams, "teams_known": (*said).teams, "report_team_line": (*said).teams,
	"of_answers": (*said).cases, "of_complaints": (*said).cases, "of_sample": (*said).cases, "of_checks": (*said).cases, "of_contacts": (*said).cases,
	"tail_says": (*said).longWaits, "tail_none": (*said).longWaits, "flow_of": (*said).asked, "flow_reached": (*said).asked, "flow_reached_known": (*said).asked, "flow_reached_queue": (*said).asked, "flow_helped": (*said).asked,
	"settle_answers": (*said).settle, "settle_sample": (*said).settle,
	"says_volume": func(s *said) string {
		h := s.happened()
		return firstOf(s.says("value", int(h.cases[h.newest()].n)), s.names("period", h.first+h.newest()))
	},
	"says_service_level": (*said).ofHundred, "says_abandonment": (*said).ofHundred, "says_csat": (*said).ofHundred,
	"sure_met": (*said).sure, "sure_missed": (*said).sure, "sure_unclear": (*said).sure, "sure_counted": (*said).sure,
	"likely_sentence": (*said).margin, "daily_sentence": (*said).margin, "give_or_take": (*said).give, "dots_likely": (*said).dot, "dots_daily": (*said).dot, "near_kept": (*said).near, "near_missed": (*said).near, "running": (*said).running,
	"report_none_compared": (*said).looked, "report_no_changes": (*said).looked, "comparisons": (*said).looked, "change_key": (*said).looked,
	"teams_missed_of": (*said).teams, "promises_of": (*said).missed, "answers_n": (*said).answers,
	"corrections_none":               func(*said) string { return "" }, // nothing was published before
	"says_complaints_closed_in_days": func(s *said) string { return firstOf(s.says("within", 56), s.ofHundred()) }, "says_complaints_upheld": (*said).ofHundred, "says_complaints_escalated": (*said).ofHundred,
	"says_compliance": (*said).passed, "says_compliance_all": (*said).passed,
}

// keptOf: how many were kept of all that were judged, none undecided, of periods so long.
func (s *said) keptOf(months int) string {
	_, marks, _ := s.window()
	kept, missed, open := tally(marks)
	return firstOf(s.says("kept", kept), s.says("of", kept+missed), map[bool]string{true: "some are undecided, or they are of another length"}[open > 0 || s.w.long != months])
}

// unusual: since a month without a gap up to the newest; months that there are.
func (s *said) unusual() string {
	h := s.happened()
	named := s.monthsIn(s.text)
	for _, month := range named {
		if at := month - h.first; at < 0 || at > h.newest() || h.marks[at] == '.' {
			return fmt.Sprintf("there is no figure of month %d", month)
		}
	}
	newest := h.first + h.newest()
	switch {
	case strings.HasPrefix(s.key, "finding_only_"):
		if len(named) != 1 || named[0] != newest {
			return "that is not the newest month"
		}
	case strings.HasPrefix(s.key, "finding_signal_") && slices.Contains(named, newest):
		return "a month is no run"
	case strings.HasPrefix(s.key, "finding_signal_") || strings.HasPrefix(s.key, "finding_side_"):
		if len(named) != 1 || strings.Contains(h.marks[named[0]-h.first:h.newest()], ".") {
			return "it is no run up to now"
		}
	case strings.HasPrefix(s.key, "finding_again_"):
		if named[len(named)-1] != newest || named[0] >= newest-1 {
			return "it does not go up to now, or there is nothing before"
		}
	case s.key != "finding_usual" && slices.Contains(named, newest):
		return "that is the newest month"
	case s.key == "finding_usual" && named[len(named)-1] != newest:
		return "it does not go up to now"
	}
	return ""
}

// settled are the months of a window that are over, without those that have no data at its ends.
func (s *said) settled() string {
	_, marks, _ := s.window()
	return strings.Trim(marks, ".kmun")
}

func (s *said) allOf(mark byte, gaps bool) string {
	marks := s.settled()
	all := strings.ReplaceAll(marks, ".", "")
	if strings.Trim(all, string(mark)) != "" || gaps != strings.Contains(marks, ".") {
		return "there is an exception, or a gap"
	}
	h, window, from := s.window()
	first := from + strings.IndexByte(window, mark)
	return firstOf(s.says("many", len(all)), s.names("from", h.first+first), s.names("to", h.first+h.newest()))
}

// ofMany denies "of so many we missed so many" by counting.
func (s *said) ofMany() string {
	_, marks, _ := s.window()
	kept, missed, open := tally(marks)
	many := s.says("many", kept+missed+open)
	if kept+missed+open == 1 { // a month
		many = ""
	}
	return firstOf(many, s.says("misses", missed))
}

// listed denies a list of months that is not exactly those missed: single ones, and from one
// to another.
func (s *said) listed() string {
	h, marks, from := s.window()
	var want []int
	for i, mark := range marks {
		if mark == '-' {
			want = append(want, h.first+from+i)
		}
	}
	var got []int
	for _, item := range s.given["a"].(map[string]any)["months"].(map[string]any)["v"].([]any) {
		ends := s.monthsIn(s.value(item.(map[string]any)))
		for at := ends[0]; at <= ends[len(ends)-1]; at++ {
			got = append(got, at)
		}
	}
	if !slices.Equal(got, want) {
		return fmt.Sprintf("really %v", want)
	}
	return ""
}

func (s *said) extremes(superlative bool) string {
	h, marks, from := s.window()
	low, high := s.number("low"), s.number("low")
	if s.key != "finding_steady" {
		high = s.number("high")
	}
	var lows, highs []int
	for i, mark := range marks {
		if !strings.ContainsRune("+-~o", mark) {
			continue
		}
		places := map[string]int{"nps": 0, "volume": 0}
		digits, whole := places[s.metric.kind]
		if !whole {
			digits = 1
		}
		v, _ := s.count(s.tongueless(s.metric.value(h.cases[from+i]), digits))
		if v < low-1e-9 || v > high+1e-9 {
			return fmt.Sprintf("month %d is %g", h.first+from+i, v)
		}
		if v == low {
			lows = append(lows, h.first+from+i)
		}
		if v == high {
			highs = append(highs, h.first+from+i)
		}
	}
	if len(lows) == 0 || len(highs) == 0 {
		return "no month reaches it"
	}
	if superlative && (len(lows) > 1 || len(highs) > 1) {
		return "a superlative on a tie"
	}
	if superlative {
		return firstOf(s.names("lowest", lows[0]), s.names("highest", highs[0]))
	}
	return firstOf(s.names("to", h.first+from+strings.LastIndexAny(marks, "+-~o")))
}

// tongueless is a number rounded as pages do, in the writing of the sentence's language.
func (s *said) tongueless(r *big.Rat, places int) string {
	f, _ := new(big.Rat).SetString(r.FloatString(places))
	v, _ := f.Float64()
	return strings.ReplaceAll(s.tongue.number(v, places), "-", "−")
}

// outlook: nothing is always so that went otherwise in the last seven months.
func (s *said) outlook(against string) string {
	h := s.happened()
	recent := strings.ReplaceAll(h.marks[:h.newest()+1], ".", "")
	if strings.Contains(recent[max(0, len(recent)-7):], against) {
		return "it went the other way lately"
	}
	return ""
}

// yearBefore holds the last twelve months, as they are shown, against the twelve before.
func (s *said) yearBefore() string {
	h := s.happened()
	shown := func(i int) (v float64, ok bool) {
		if i < 0 || i >= len(h.marks) || !strings.ContainsRune("+-~o", rune(h.marks[i])) {
			return 0, false
		}
		places, whole := map[string]int{"nps": 0, "volume": 0}[s.metric.kind]
		if !whole {
			places = 1
		}
		return s.count(s.tongueless(s.metric.value(h.cases[i]), places))
	}
	pairs, higher, lower := 0, 0, 0
	for i := len(h.marks) - s.w.year(); i < len(h.marks); i++ {
		now, is := shown(i)
		then, was := shown(i - s.w.year())
		if !is || !was {
			continue
		}
		pairs++
		switch {
		case now > then:
			higher++
		case now < then:
			lower++
		}
	}
	many, _ := s.count(strings.Fields(s.parts["many"])[0])
	if pairs == 1 {
		many = 1
	}
	wrong := map[bool]string{true: fmt.Sprintf("there are %d pairs, %d higher, %d lower", pairs, higher, lower)}
	switch s.key {
	case "finding_year_higher":
		return wrong[many != float64(pairs) || higher != pairs]
	case "finding_year_lower":
		return wrong[many != float64(pairs) || lower != pairs]
	}
	return firstOf(s.says("higher", higher), s.says("lower", lower), wrong[many != float64(pairs)])
}
