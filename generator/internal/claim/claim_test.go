package claim

import (
	"math/big"
	"strings"
	"testing"

	"shingle/generator/internal/besttime"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// months are how a promise of 80 went from January 2026 on: + kept, - missed, ~ undecided, . no data.
func months(marks string) []*score.Line {
	m := &score.Metric{Metric: fact.Metric{ID: "m", Kind: "service_level", Threshold: 20}, Direction: score.Up, Promise: big.NewRat(80, 1)}
	p, _ := fact.ParsePeriod("2026-01")
	var all []*score.Line
	for _, mark := range marks {
		l := &score.Line{Metric: m, Period: p, State: score.Published, Value: big.NewRat(80, 1), N: 10, Status: map[rune]string{'+': score.Met, '-': score.Missed, '~': score.Unclear}[mark]}
		if mark == '.' {
			l.State, l.Status, l.Value = score.NoData, score.None, nil
		}
		all, p = append(all, l), p.Next()
	}
	return all
}

func period(p string) Value   { return Value{T: "period", V: p, G: "month"} }
func number(n int64) Value    { return Value{T: "count", V: n} }
func percent(v float64) Value { return Value{T: "percent", V: v, D: 1} }

// Each of these is false, and is denied; the one beside it is true.
func TestFalseSentencesAreDenied(t *testing.T) {
	of := func(marks string) Evidence { return Evidence{Lines: months(marks)} }
	at := func(marks string) Evidence {
		all := months(marks)
		return Evidence{Line: all[len(all)-1], Lines: all}
	}
	asked := func(ways ...string) Evidence {
		return Evidence{Line: &score.Line{Metric: &score.Metric{Metric: fact.Metric{Kind: "csat"}}, State: score.Published}, Asked: ways}
	}
	week := &besttime.ChannelWeek{Channel: "chat", Basis: besttime.Basis{Threshold: 120, Waits: true}, P90: 60, Whole: 80,
		Quiet: []besttime.Window{{Weekday: 1, From: 600, To: 660, P90: 20, OfAll: -1, Share: 90}}, Avoid: []besttime.Window{{Weekday: 2, From: 540, To: 600, P90: 15, OfAll: -1, Share: 60}}}
	avoid := Evidence{Week: week, Window: &week.Avoid[0], Beside: &week.Quiet[0]}
	for _, test := range []struct {
		key         string
		false, true Args
		not, of     Evidence
	}{
		{"finding_kept_again", Args{"first": period("2026-02"), "misses": number(2), "last": period("2026-01")}, Args{"first": period("2026-02"), "misses": number(1), "last": period("2026-01")}, of("-+++-"), of("-+++")},
		{"since_met", Args{"period": period("2026-02")}, Args{"period": period("2026-01")}, of("+++"), of("+++")},
		{"since_missed", Args{"period": period("2026-01")}, Args{"period": period("2026-03")}, of("-.--"), of("-.--")},
		{"since_met", Args{"period": period("2026-01")}, Args{"period": period("2026-02")}, of("+~++"), of("-++")},
		{"finding_kept_all", nil, nil, of("++.+"), of("++++")},
		{"finding_missed_all", nil, nil, of("--~"), of("---")},
		{"finding_never_missed", Args{"kept": number(2), "unclear": number(1)}, Args{"kept": number(2), "unclear": number(1)}, of("+-~+"), of("++~")},
		{"kept_of_month", Args{"kept": number(2), "of": number(3)}, Args{"kept": number(2), "of": number(3)}, of("++~"), of("++-")},
		{"kept_three", Args{"kept": number(2), "missed": number(1), "unclear": number(1)}, Args{"kept": number(2), "missed": number(0), "unclear": number(1)}, of("++~"), of("++~")},
		{"squares_missed", Args{"months": {T: "list", V: []Value{period("2026-01")}}}, Args{"months": {T: "list", V: []Value{period("2026-01"), period("2026-03")}}}, of("-+-"), of("-+-")},
		{"outlook_will_keep", nil, nil, of("+++-+++"), of("+++++++")},
		{"change_first", nil, nil, at("+.+"), at("+")},
		{"says_service_level", Args{"x": number(100), "period": period("2026-01")}, Args{"x": number(80), "period": period("2026-01")}, at("+"), at("+")},
		{"says_service_level", Args{"threshold": {T: "seconds", V: int64(120)}}, Args{"threshold": {T: "seconds", V: int64(20)}}, at("+"), at("+")},
		{"says_service_level", Args{"promise": percent(70)}, Args{"promise": percent(80)}, at("+"), at("+")},
		{"summary_one_missed", Args{"period": period("2026-03"), "of": number(2), "others": {T: "list", V: []Value{}}}, Args{"period": period("2026-03"), "missed": number(1), "of": number(1), "others": {T: "list", V: []Value{}}}, Evidence{Lines: months("..-")[2:]}, Evidence{Lines: months("..-")[2:]}},
		{"call_avoid_p90", Args{"wait": {T: "seconds", V: int64(15)}}, nil, avoid, Evidence{}},
		{"call_avoid_share", Args{"share": {T: "number", V: 60.0}, "threshold": {T: "seconds", V: int64(20)}}, Args{"share": {T: "number", V: 60.0}, "threshold": {T: "seconds", V: int64(120)}}, avoid, avoid},
		{"coverage_invited", nil, nil, asked("invited", "self_selected"), asked("invited", "invited")},
		{"coverage_invited", nil, nil, asked("invited", ""), asked("invited")},
		{"coverage_self_selected", nil, nil, asked("invited"), asked("self_selected")},
		{"coverage_both", nil, nil, asked("self_selected"), asked("self_selected", "invited")},
		{"coverage_both", nil, nil, asked(), asked("invited", "self_selected")},
		{"coverage_self_selected", nil, nil, Evidence{Line: months("+")[0], Asked: []string{"self_selected"}}, asked("self_selected")},
		{"call_none", nil, nil, avoid, Evidence{Week: &besttime.ChannelWeek{Basis: besttime.Basis{Load: true}}}},
		{"teams_no", nil, nil, of("+~"), of("++")},
		{"report_team_line", Args{"n": number(2), "of": number(3)}, nil, of("+-"), Evidence{}},
	} {
		lie := &Sentence{K: test.key, A: test.false}
		if lie.Rests(test.not).Denied() == "" {
			t.Errorf("%s %v of %+v is not denied", test.key, test.false, test.not)
		}
		truth := &Sentence{K: test.key, A: test.true}
		if why := truth.Rests(test.of).Denied(); why != "" && (test.of.Lines != nil || test.of.Week != nil || test.of.Asked != nil) {
			t.Errorf("%s %v is denied: %s", test.key, test.true, why)
		}
	}
}

// What is wrong is found wherever it stands in what a page is given, and its place is told.
func TestPlaceOfAFalseSentenceIsTold(t *testing.T) {
	type inner struct{ Since *Sentence }
	type row struct {
		*inner
		Cells []any
	}
	lie := (&Sentence{K: "since_met", A: Args{"period": period("2026-02")}}).Rests(Evidence{Lines: months("+++")})
	within := &Sentence{K: "from_to", A: Args{"list": {T: "list", V: []Value{{T: "say", V: lie}}}}}
	for _, test := range []struct {
		data any
		want string
	}{
		{map[string][]row{"rows": {{inner: &inner{lie}}}}, "home.rows[0].inner.Since since_met"},
		{row{Cells: []any{1, within}}, "home.Cells[1].list.V[0].V since_met"},
	} {
		if err := Check("home", test.data); err == nil || !strings.HasPrefix(err.Error(), test.want) || !strings.HasSuffix(err.Error(), "it began before 2026-02") {
			t.Errorf("got %v, want %s", err, test.want)
		}
	}
}

// A sentence that nothing could contradict is none.
func TestSentencesNeedRulesAndEvidence(t *testing.T) {
	for key, want := range map[string]string{"since_met": "it rests on nothing, want say(...).Rests(...)", "boast_loud": "there is no rule for it"} {
		s := &Sentence{K: key}
		if key == "boast_loud" {
			s.Rests(Evidence{})
		}
		if got := s.Denied(); got != want {
			t.Errorf("%s: got %q, want %q", key, got, want)
		}
	}
}
