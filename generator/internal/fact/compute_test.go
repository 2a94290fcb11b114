package fact_test

import (
	"slices"
	"strings"
	"testing"

	"shingle/generator/internal/fact"
)

func TestContactsOfAHandfulOfCalls(t *testing.T) {
	d := &desk{metrics: phone()}
	d.source(t, "calls", "contacts", `opened_at,team,channel,answered,wait_seconds,resolved_first,csat
2026-10-01 09:00,north,phone,yes,5,yes,5
2026-10-01 09:01,north,phone,yes,20,no,3
2026-10-01 09:02,north,phone,yes,21,,
2026-10-01 09:03,south,phone,no,40,,
2026-10-02 09:03,,phone,yes,,yes,1
`, "csat")
	c := d.count(t)
	if s := c.said(); s != "" {
		t.Fatal(s)
	}
	for _, test := range []struct {
		metric string
		count  int
		want   int64
	}{
		{"volume", fact.X, 5}, {"service_level", fact.Answered, 4}, {"service_level", fact.AnsweredInTime, 2}, {"service_level", fact.Abandoned, 1},
		{"abandonment", fact.Abandoned, 1}, {"wait", fact.X, 46e6}, {"wait", fact.N, 3}, {"fcr", fact.X, 2}, {"fcr", fact.N, 3},
	} {
		if got := c.sum(test.metric, test.count); got != test.want {
			t.Errorf("%s count %d: got %d, want %d", test.metric, test.count, got, test.want)
		}
	}
	all := c.whole()
	for key, want := range map[string]int64{
		`csat "north" "phone" 2026-10-01 month answer csat=5`:     1,
		`csat "" "phone" 2026-10-01 month answer csat=1`:          1,
		`csat "south" "phone" 2026-10-01 month missing`:           1,
		`bad_wait "north" "phone" 2026-10-01 month wait 21000000`: 1,
	} {
		if got := all[key]; got != want {
			t.Errorf("%s: got %d, want %d", key, got, want)
		}
	}
}

func TestSameCallsTwiceAreRefused(t *testing.T) {
	contacts := "opened_at,channel,answered,wait_seconds\n2026-10-05 09:00,phone,yes,5\n2026-10-20 09:00,phone,yes,5\n"
	intervals := "start,minutes,offered,answered,answered_in_time,channel\n%s 09:00,30,10,9,8,%s\n"
	tests := []struct {
		what, day, channel string
		sources            []string
		refused            bool
	}{
		{"the same channel and days", "2026-10-10", "phone", nil, true},
		{"another channel", "2026-10-10", "chat", nil, false},
		{"other days", "2026-09-10", "phone", nil, false},
		{"the metric says which", "2026-10-10", "phone", []string{"calls"}, false},
	}
	for _, test := range tests {
		d := &desk{metrics: []fact.Metric{{ID: "sl", Kind: "service_level", Variant: "offered", Threshold: 20, Sources: test.sources}}}
		d.source(t, "calls", "contacts", contacts)
		d.source(t, "acd", "intervals", strings.Replace(strings.Replace(intervals, "%s", test.day, 1), "%s", test.channel, 1))
		want := ""
		if test.refused {
			want = "config.toml:99: shingle.metrics.sl: \"calls\" (contacts) and \"acd\" (intervals) would count the same days twice\n  hint: say which one counts: sources = [\"calls\"]"
		}
		if got := d.count(t).said(); got != want {
			t.Errorf("%s: got %s, want %s", test.what, got, want)
		}
	}
}

func TestMetricThatNothingFeedsIsAMistake(t *testing.T) {
	tests := []struct {
		what   string
		metric fact.Metric
		want   string
	}{
		{"no question of its name", fact.Metric{ID: "ease", Kind: "csat", Variant: "mean", Scale: five}, "config.toml:99: shingle.metrics.ease: no source feeds it\n  hint: it takes a column or question \"ease\"; question = [...] names others"},
		{"no checks", fact.Metric{ID: "letters", Kind: "compliance"}, "config.toml:99: shingle.metrics.letters: no source feeds it\n  hint: it takes checks, or scores"},
		{"single waits of those who hung up", fact.Metric{ID: "sl", Kind: "service_level", Variant: "abandons_in_t_met", Threshold: 20}, "needs how long people waited who hung up"},
		{"a reason", fact.Metric{ID: "fcr", Kind: "fcr", Variant: "agent_flag", Net: true, Unresolvable: []string{"x"}}, "needs the column reason"},
	}
	for _, test := range tests {
		d := &desk{metrics: []fact.Metric{test.metric}}
		d.source(t, "calls", "contacts", "opened_at,answered,wait_seconds,resolved_first\n2026-10-01,yes,5,yes\n2026-10-01,no,,\n")
		if got := d.count(t).said(); !strings.Contains(got, test.want) || strings.Count(got, "config.toml") != 1 {
			t.Errorf("%s:\n got %s\nwant %s", test.what, got, test.want)
		}
	}
}

// Nobody hung up, so that nobody's wait is missing; one did, and nothing tells how long it took.
func TestWaitsOfThoseWhoHungUpAreNeededWhereSomebodyDid(t *testing.T) {
	for row, refused := range map[string]bool{"2026-10-01,yes,5\n": false, "2026-10-01,no,\n": true} {
		d := &desk{metrics: []fact.Metric{{ID: "sl", Kind: "service_level", Variant: "abandons_in_t_met", Threshold: 20}}}
		d.source(t, "calls", "contacts", "opened_at,answered,wait_seconds\n2026-10-01,yes,5\n"+row)
		if got := d.count(t).said(); strings.Contains(got, "needs how long people waited who hung up") != refused {
			t.Errorf("%q: got %q, want it refused: %v", row, got, refused)
		}
	}
}

// A question that a metric names is not every question; one that is free to take any takes those of its own kind of
// source, unless it says from where.
func TestAMetricTakesTheQuestionsThatAreLeft(t *testing.T) {
	for _, c := range []struct {
		m    fact.Metric
		kind string
		want []string
	}{
		{fact.Metric{ID: "m", Kind: "engagement", Variant: "csps"}, "employees", []string{"m", ""}},
		{fact.Metric{ID: "m", Kind: "engagement", Variant: "csps"}, "responses", []string{"m"}},
		{fact.Metric{ID: "m", Kind: "engagement", Variant: "csps", Sources: []string{"a"}}, "responses", []string{"m", ""}},
		{fact.Metric{ID: "m", Kind: "engagement", Variant: "csps", Questions: []string{"q"}}, "employees", []string{"q"}},
		{fact.Metric{ID: "m", Kind: "trust_index", Variant: "mean_of_respondents"}, "responses", []string{"m", ""}},
		{fact.Metric{ID: "m", Kind: "csat", Variant: "mean"}, "responses", []string{"m"}},
		{fact.Metric{ID: "m", Kind: "volume"}, "responses", nil},
	} {
		if got := c.m.Reads(c.kind); !slices.Equal(got, c.want) {
			t.Errorf("%+v of %s: got %q, want %q", c.m, c.kind, got, c.want)
		}
	}
}

// Counts that do not say whom they are of are taken for those of staff, if a kind may be asked of either.
func TestCountsOfAnybodyAreThoseOfStaff(t *testing.T) {
	for kind, staff := range map[string]bool{"favourable": true, "trust": false} {
		d := &desk{metrics: []fact.Metric{{ID: "m", Kind: kind, Scale: five}}}
		d.source(t, "given", "scores", "period,metric,numerator,denominator\n2026-09,m,4,10\n")
		if c := d.count(t); c.sets[0].Employees != staff {
			t.Errorf("%s: got staff %v: %s", kind, c.sets[0].Employees, c.said())
		}
	}
}

// Hours are told by the hour, whatever length was asked; where an export tells no answer and a reply, nobody waits on
// the line.
func TestProfilesFitWhatTheyAreMadeOf(t *testing.T) {
	d := &desk{}
	d.source(t, "acd", "intervals", "start,minutes,offered\n2026-10-01 09:00,60,10\n2026-10-01 10:00,60,12\n")
	if p := d.count(t).profile; p.Minutes != 60 || p.Step != 60 {
		t.Errorf("got slots of %d and steps of %d minutes, want hours", p.Minutes, p.Step)
	}
	for _, column := range []string{"first_reply_at", "closed_at"} {
		d := &desk{}
		d.source(t, "mails", "contacts", "opened_at,"+column+"\n2026-10-01 09:00,2026-10-01 10:00\n")
		for _, desk := range d.count(t).profile.Desks {
			if !desk.Later {
				t.Errorf("%s: got %+v, want a reply later", column, desk)
			}
		}
	}
}

func TestGivenCountsThatCannotBeTrueAreRefused(t *testing.T) {
	head := "period,metric,numerator,denominator,promoters,passives,detractors,6,value\n"
	mean := fact.Metric{ID: "m", Kind: "csat", Variant: "mean", Scale: five}
	index := fact.Metric{ID: "m", Kind: "trust_index", Variant: "mean_of_respondents", Scale: five}
	csat := fact.Metric{ID: "m", Kind: "csat", Variant: "top2_pct", Scale: five}
	nps := fact.Metric{ID: "m", Kind: "nps", Scale: fact.ScaleOf{Min: 0, Max: 10, PositiveMin: 9}}
	tests := []struct {
		what   string
		metric fact.Metric
		row    string
		want   string
	}{
		{"more than there were", csat, "2026-09,m,11,10,,,,,", "given.csv:2: m: numerator 11 is more than the denominator 10"},
		{"a balance beyond all answers", nps, "2026-09,m,11,10,,,,,", "given.csv:2: m: numerator 11 (promoters − detractors) is more than the 10 who answered"},
		{"promoters of a CSAT", csat, "2026-09,m,,,5,3,2,,", "given.csv:2: m: promoters, passives and detractors are counts of an NPS; want numerator and denominator"},
		{"a mean off the scale", mean, "2026-09,m,51,10,,,,,", "given.csv:2: m: numerator 51 is no sum of 10 answers from 1 to 5"},
		{"an index beyond 100", index, "2026-09,m,1001,10,,,,,", "given.csv:2: m: numerator 1001 is no sum of 10 indexes from 0 to 100"},
		{"more than all", csat, "2026-09,m,,,,,,,101", "given.csv:2: m: value 101 is outside 0 to 100"},
		{"a mean below the scale", mean, "2026-09,m,,,,,,,0.9", "given.csv:2: m: value 0.9 is outside 1 to 5"},
		{"an answer off the scale", csat, "2026-09,m,,,,,,3,", "given.csv:2: m: a column counts answer 6, which is off the scale 1 to 5"},
	}
	for _, test := range tests {
		d := &desk{metrics: []fact.Metric{test.metric}}
		d.source(t, "given", "scores", head+test.row+"\n")
		if got := d.count(t).said(); !strings.HasPrefix(got, test.want) {
			t.Errorf("%s:\n got %s\nwant %s", test.what, got, test.want)
		}
	}
}

func TestGivenSumsMayBeMoreThanTheirContacts(t *testing.T) {
	for _, m := range []fact.Metric{{ID: "m", Kind: "wait", Variant: "asa"}, {ID: "m", Kind: "csat", Variant: "mean", Scale: five}, {ID: "m", Kind: "trust_index", Variant: "mean_of_respondents", Scale: five}} {
		d := &desk{metrics: []fact.Metric{m}}
		d.source(t, "given", "scores", "period,metric,numerator,denominator\n2026-09,m,40,10\n")
		if got := d.count(t).said(); got != "" {
			t.Errorf("%s: got %s, want 40 of 10 to be told", m.Kind, got)
		}
	}
}

func TestDifferentMeasuresAreNotPooled(t *testing.T) {
	text := "date,measure,passed,total\n2026-10-01,letters,9,10\n2026-10-01,calls,5,10\n"
	d := &desk{metrics: []fact.Metric{{ID: "rules", Kind: "compliance"}}}
	d.source(t, "checks", "checks", text)
	if got, want := d.count(t).said(), `holds 2 different measures (calls, letters); unlike duties are not pooled`; !strings.Contains(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
	d.metrics[0].Measures = []string{"letters"}
	c := d.count(t)
	if c.said() != "" || c.sum("rules", fact.X) != 9 || c.sum("rules", fact.N) != 10 {
		t.Errorf("got %d of %d, want 9 of 10\n%s", c.sum("rules", fact.X), c.sum("rules", fact.N), c.said())
	}
}

func TestWideAndLongAnswersCountAlike(t *testing.T) {
	metrics := []fact.Metric{{ID: "csat", Kind: "csat", Variant: "top2_pct", Scale: five}, {ID: "trust", Kind: "trust", Scale: five}}
	wide := &desk{metrics: metrics}
	wide.source(t, "survey", "responses", "answered_at,team,csat,trust\n2026-10-01,a,5,4\n2026-10-02,b,,1\n2026-09-02,,3,3\n", "csat", "trust")
	long := &desk{metrics: metrics}
	long.source(t, "survey", "responses", "answered_at,team,question,score\n2026-10-01,a,csat,5\n2026-10-01,a,trust,4\n2026-10-02,b,csat,\n2026-10-02,b,trust,1\n2026-09-02,,csat,3\n2026-09-02,,trust,3\n", "csat", "trust")
	if d := differ(long.count(t).whole(), wide.count(t).whole()); d != "" {
		t.Error(d)
	}
}

func TestReversedScaleIsTurnedRound(t *testing.T) {
	d := &desk{metrics: []fact.Metric{{ID: "csat", Kind: "csat", Variant: "mean", Scale: fact.ScaleOf{Min: 1, Max: 5, PositiveMin: 4, Reversed: true}}}}
	d.source(t, "survey", "responses", "answered_at,csat\n2026-10-01,1\n2026-10-01,2\n", "csat")
	all := d.count(t).whole()
	if all[`csat "" "" 2026-10-01 month answer csat=5`] != 1 || all[`csat "" "" 2026-10-01 month answer csat=4`] != 1 {
		t.Errorf("got %v", all)
	}
}

// So is it in what is told of each respondent, and of themes: 1 and 2 of 1 to 5 are 5 and 4, both of the positive side.
func TestReversedScaleIsTurnedRoundForEachRespondent(t *testing.T) {
	turned := fact.ScaleOf{Min: 1, Max: 5, PositiveMin: 4, Reversed: true}
	d := &desk{metrics: []fact.Metric{{ID: "index", Kind: "engagement", Variant: "csps", Scale: turned, Questions: []string{"q1", "q2"}}}}
	d.source(t, "staff", "employees", "wave,group,respondent,q1,q2\n2026-Q2,a,1,1,2\n", "q1", "q2")
	if s := d.count(t).sets[0].Spreads; len(s) == 0 || s[0].N != 1 || s[0].Sum != 4.5 || s[0].Pos != 1 {
		t.Errorf("got %+v, want one respondent with a mean of 4.5, and all positive", s)
	}
	d = &desk{metrics: []fact.Metric{{ID: "csat", Kind: "csat", Scale: turned}}}
	d.source(t, "survey", "responses", "answered_at,theme,csat\n2026-10-01,BILL,2\n", "csat").themes = &fact.Wording{Words: map[string]string{"bill": "Bills"}}
	if a := d.count(t).sets[0].Themed; len(a) != 1 || a[0].Value != 4 {
		t.Errorf("got %+v, want the theme with a 4", a)
	}
}

func TestEmployeesAreCountedAsPeople(t *testing.T) {
	d := &desk{metrics: []fact.Metric{{ID: "mood", Kind: "favourable", Scale: five, Questions: []string{"q1", "q2"}}}}
	d.source(t, "staff", "employees", "wave,group,respondent,q1,q2\n2026-Q2,a,1,5,4\n2026-Q2,a,2,5,\n2026-Q2,,3,1,1\n2026-Q3,a,1,5,5\n2026-Q3,a,2,,\n", "q1", "q2")
	all := d.count(t).whole()
	for key, want := range map[string]int64{
		`mood "a" "" 2026-04-01 quarter people`: 2,
		`mood " " "" 2026-04-01 quarter people`: 3,
		`mood "a" "" 2026-07-01 quarter people`: 1,
	} {
		if all[key] != want {
			t.Errorf("%s: got %d, want %d", key, all[key], want)
		}
	}
}

func TestAnswersOfNobodyKnownAreNotOnePersons(t *testing.T) {
	d := &desk{metrics: []fact.Metric{{ID: "trust", Kind: "trust_index", Variant: "mean_of_respondents", Scale: five, Questions: []string{"q1", "q2"}}}}
	d.source(t, "survey", "responses", "answered_at,id,question,score\n2026-10-01,a,q1,5\n2026-10-01,a,q2,4\n2026-10-01,,q1,1\n2026-10-01,,q2,1\n", "q1", "q2")
	var n, partial int64
	for _, s := range d.count(t).sets[0].Spreads {
		n, partial = n+s.N, partial+s.Partial
	}
	if n != 1 || partial != 2 {
		t.Errorf("got %d people and %d in part, want 1 and 2", n, partial)
	}
}

func TestAnIndexCountsWhoAnsweredEnough(t *testing.T) {
	d := &desk{metrics: []fact.Metric{{ID: "index", Kind: "engagement", Variant: "csps", Scale: five, Questions: []string{"q1", "q2"}}}}
	d.source(t, "staff", "employees", "wave,group,respondent,q1,q2\n2026-Q2,a,1,5,4\n2026-Q2,a,2,5,\n2026-Q2,a,3,,4\n", "q1", "q2")
	if got := d.count(t).whole()[`index "a" "" 2026-04-01 quarter people`]; got != 1 {
		t.Errorf("got %d, want the one with both answers", got)
	}
}

func TestRepeatWindowCountsIssues(t *testing.T) {
	d := &desk{metrics: []fact.Metric{{ID: "fcr", Kind: "fcr", Variant: "repeat_window", WindowDays: 7, AnyReason: true}}}
	d.source(t, "calls", "contacts", `opened_at,customer,answered
2026-09-01 09:00,edge,yes
2026-09-20 09:00,once,yes
2026-09-20 09:00,again,yes
2026-09-25 09:00,again,yes
2026-09-22 09:00,late,yes
2026-09-30 09:00,late,yes
2026-10-10 09:00,,yes
2026-10-11 09:00,lost,no
2026-10-20 09:00,young,yes
`)
	c := d.count(t)
	if x, n := c.sum("fcr", fact.X), c.sum("fcr", fact.N); x != 3 || n != 4 {
		t.Errorf("got %d of %d, want 3 of 4: once, and late twice, but not again", x, n)
	}
	all := c.whole()
	for key, want := range map[string]int64{
		`fcr "" "" 2026-09-01 day excluded left_edge`: 1, `fcr "" "" 2026-10-20 day excluded immature`: 1,
		`fcr "" "" 2026-10-10 day excluded no_customer`: 1, `fcr "" "" 2026-10-11 day excluded not_answered`: 1,
	} {
		if all[key] != want {
			t.Errorf("%s: got %d, want %d\n%v", key, all[key], want, all)
		}
	}
}

func TestNetRepeatsLeaveOutIssuesNotContacts(t *testing.T) {
	d := &desk{metrics: []fact.Metric{{ID: "fcr", Kind: "fcr", Variant: "repeat_window", WindowDays: 7, AnyReason: true, Net: true, Unresolvable: []string{"visit"}}}}
	d.source(t, "calls", "contacts", `opened_at,customer,reason,answered
2026-09-01 09:00,edge,bill,yes
2026-09-20 09:00,again,bill,yes
2026-09-21 09:00,again,visit,yes
2026-09-20 09:00,visited,visit,yes
2026-09-20 09:00,once,bill,yes
2026-10-20 09:00,young,bill,yes
`)
	c := d.count(t)
	if x, n := c.sum("fcr", fact.X), c.sum("fcr", fact.N); x != 1 || n != 2 {
		t.Errorf("got %d of %d, want 1 of 2: once, but not again, who called again about a visit", x, n)
	}
}

func TestIntervalsAddUp(t *testing.T) {
	d := &desk{metrics: phone()[:3]}
	d.metrics = append(d.metrics, fact.Metric{ID: "volume", Kind: "volume"})
	d.source(t, "acd", "intervals", "start,minutes,offered,answered,abandoned,answered_in_time,asa_seconds\n2026-10-01 09:00,30,10,8,2,6,15\n2026-10-01 09:30,30,4,4,0,4,5\n2026-10-01 10:00,30,3,0,3,0,\n")
	c := d.count(t)
	if s := c.said(); s != "" {
		t.Fatal(s)
	}
	for _, test := range []struct {
		metric string
		count  int
		want   int64
	}{
		{"volume", fact.X, 17}, {"service_level", fact.Answered, 12}, {"service_level", fact.AnsweredInTime, 10}, {"abandonment", fact.Abandoned, 5},
		{"wait", fact.X, (8*15 + 4*5) * 1e6}, {"wait", fact.N, 12},
	} {
		if got := c.sum(test.metric, test.count); got != test.want {
			t.Errorf("%s count %d: got %d, want %d", test.metric, test.count, got, test.want)
		}
	}
}
