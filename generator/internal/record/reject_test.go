package record

import (
	"strings"
	"testing"
)

// hundred is 100 rows of which so many are bad.
func hundred(bad int) string {
	return "opened_at,wait_seconds\n" + strings.Repeat("2026-10-01,oops\n", bad) + strings.Repeat("2026-10-01,5\n", 100-bad)
}

func TestMaxRejectsIsAShareOfTheRows(t *testing.T) {
	tests := []struct {
		bad     int
		most    float64
		refused bool
	}{{0, 0, false}, {1, 0, true}, {1, 0.01, false}, {2, 0.01, true}, {10, 0.01, true}, {10, 0.1, false}}
	for _, test := range tests {
		d := of(t, "contacts", hundred(test.bad))
		d.MaxRejects = test.most
		d.load(t)
		if got := d.problems.Failed(); got != test.refused {
			t.Errorf("%d bad of 100, at most %v: got refused %v", test.bad, test.most, got)
		}
	}
}

func TestRejectsAreToldOneByOneAndThenCounted(t *testing.T) {
	d := of(t, "contacts", hundred(30))
	d.MaxRejects = 0.01
	text := d.load(t).problems.String()
	if got, want := strings.Count(text, `: wait_seconds: got "oops", want seconds or h:mm:ss, not below zero`), 20; got != want {
		t.Errorf("got %d cells told, want %d", got, want)
	}
	if want := `config.toml:9: source "s": 30 of 100 rows are rejected (30.0 %), more than max_rejects = 0.01`; !strings.Contains(text, want) {
		t.Errorf("got %s, want %s", text, want)
	}
	if want := "x.csv:2:2: wait_seconds"; !strings.HasPrefix(text[strings.Index(text, "x.csv"):], want) {
		t.Errorf("got %s, want %s first", text, want)
	}
}

func TestRowCountsOnceHoweverManyOfItsCellsAreBad(t *testing.T) {
	d := of(t, "contacts", "opened_at,wait_seconds,answered,handle_seconds\n2026-10-01,a,b,c\n2026-10-01,1,yes,1\n").load(t)
	if d.table.Bad != 1 || strings.Count(d.said(), "warning") != 3 {
		t.Errorf("got %d bad rows and\n%s", d.table.Bad, d.said())
	}
}

func TestBadCellOfAnOptionalColumnTakesOnlyItself(t *testing.T) {
	d := of(t, "contacts", "opened_at,team,wait_seconds\nnever,north,5\n2026-10-01,south,oops\n2026-10-02,west,7\n").load(t)
	if got, want := d.rows(t, "team,wait_seconds"), "south -|west 7000000"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if d.table.Bad != 2 || d.table.Rejects == "" || d.table.Rows != 3 {
		t.Errorf("got %d bad of %d and rejects in %q", d.table.Bad, d.table.Rows, d.table.Rejects)
	}
}

func TestRaggedRowsAreRejectedToo(t *testing.T) {
	d := of(t, "contacts", "opened_at,team\n2026-10-01,north\n2026-10-01\n2026-10-01,south,x\n").load(t)
	if got, want := d.said(), "x.csv:3: warning: got 1 fields, want 2 as in the header\nx.csv:4: warning: got 3 fields, want 2 as in the header"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if got, want := d.rows(t, "team"), "north"; got != want || d.table.Bad != 2 || d.table.Ragged != 2 {
		t.Errorf("got %s, %d bad, %d ragged", got, d.table.Bad, d.table.Ragged)
	}
	d = of(t, "contacts", "opened_at,team\n2026-10-01,north\n2026-10-01\n")
	d.MaxRejects = 0.01
	if !d.load(t).problems.Failed() {
		t.Error("half of the rows are ragged, and nothing is refused")
	}
}

func TestCountsThatCannotBeTrue(t *testing.T) {
	tests := []struct{ what, kind, text, want string }{
		{"a percentage for a count", "intervals", "start,minutes,offered,answered\n2026-10-01 09:00,30,80%,70\n",
			"x.csv:2:3: warning: offered: got \"80%\", a percentage, want a count"},
		{"half a call", "intervals", "start,minutes,offered\n2026-10-01 09:00,30,7.5\n", "x.csv:2:3: warning: offered: got \"7.5\", want a whole number, not below zero"},
		{"fewer than none", "intervals", "start,minutes,offered\n2026-10-01 09:00,30,-7\n", "x.csv:2:3: warning: offered: got \"-7\", want a whole number, not below zero"},
		{"more in time than answered", "intervals", "start,minutes,offered,answered,answered_in_time\n2026-10-01 09:00,30,10,5,6\n", "x.csv:2:5: warning: answered_in_time: got 6, want at most the 5 of answered"},
		{"more short abandons than abandons", "intervals", "start,minutes,offered,abandoned,short_abandons\n2026-10-01 09:00,30,10,5,6\n", "x.csv:2:5: warning: short_abandons: got 6, want at most the 5 of abandoned"},
		{"more passed than there were", "checks", "date,measure,passed,total\n2026-10-01,letters,11,10\n", "x.csv:2:3: warning: passed: got 11, want at most the 10 of total"},
		{"a share of passed checks", "checks", "date,measure,passed,total\n2026-10-01,letters,97.5%,10\n", "x.csv:2:3: warning: passed: got \"97.5%\", a percentage, want a count"},
	}
	for _, test := range tests {
		if got := of(t, test.kind, test.text).load(t).said(); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.what, got, test.want)
		}
	}
}

func TestChecksMaySayYesOrNo(t *testing.T) {
	d := of(t, "checks", "date,measure,passed\n2026-10-01,letters,yes\n2026-10-02,letters,No\n2026-10-03,letters,\n").load(t)
	if got, want := d.rows(t, "passed"), "1|0|-"; got != want || d.said() != "" {
		t.Errorf("got %s, want %s\n%s", got, want, d.said())
	}
}

func TestGivenCountsAreHeldAgainstWhatTheyAre(t *testing.T) {
	head := "period,metric,numerator,denominator,promoters,passives,detractors,value\n"
	tests := []struct{ what, row, want string }{
		{"a percentage", "2026-09,csat,85%,100,,,,", "x.csv:2:3: warning: numerator: got \"85%\", a percentage, want a count"},
		{"a part of a count", "2026-09,csat,85.5,100,,,,", "x.csv:2:3: warning: numerator: got \"85.5\", want a whole number, not below zero"},
		{"half of a pair", "2026-09,csat,85,,,,,", "x.csv:2:3: warning: numerator: numerator and denominator stand together, or neither"},
		{"two of three", "2026-09,nps,,,5,6,,", "x.csv:2:5: warning: promoters: promoters, passives and detractors stand together, or none"},
		{"a period that is none", "2026-13,csat,85,100,,,,", "x.csv:2:1: warning: period: got \"2026-13\", want a period (2026-10, 2026-Q3, 2026) or a date"},
		{"a period to come", "2026-12,csat,85,100,,,,", "x.csv:2:1: warning: period: got \"2026-12\", which is after as_of (2026-11-01)"},
		{"no period", ",csat,85,100,,,,", "x.csv:2:1: warning: period: is blank, want a period (2026-10, 2026-Q3, 2026) or a date"},
		{"no metric", "2026-09,,85,100,,,,", "x.csv:2:2: warning: metric: is blank, want the metric's name in config"},
		{"more than anybody counted", "2026-09,csat,9223372036854775807,9223372036854775807,,,,", "x.csv:2:3: warning: numerator: got \"9223372036854775807\", want a whole number, not below zero\nx.csv:2:4: warning: denominator: got \"9223372036854775807\", want a whole number, not below zero"},
		{"two ways that differ", "2026-09,nps,2,10,5,2,2,", "x.csv:2:4: warning: denominator: got 10, but promoters, passives and detractors are 9"},
		{"a value in words", "2026-09,csat,,,,,,high", "x.csv:2:8: warning: value: got \"high\", want a number"},
	}
	for _, test := range tests {
		if got := of(t, "scores", head+test.row+"\n").load(t).said(); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.what, got, test.want)
		}
	}
}

func TestGivenCountsThatStandAlone(t *testing.T) {
	d := of(t, "scores", "period,metric,numerator,denominator\n2026-09,calls,85,\n2026-09,nps,-5,40\n2026-09,csat,-5,40\n")
	d.Figures = map[string]Figure{"calls": {Alone: true}, "nps": {Difference: true}, "csat": {}}
	d = d.load(t)
	if got, want := d.said(), "x.csv:4:3: warning: numerator: got \"-5\", want a whole number, not below zero"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := d.table.Given; len(got) != 2 || got[0].X != 85 || got[1].X != -5 {
		t.Errorf("got %+v, want 85 calls and 5 more detractors", got)
	}
}

func TestPeriodsOfGivenScores(t *testing.T) {
	d := of(t, "scores", "period,metric,numerator,denominator\n2026-09,csat,1,2\n2026-Q3,csat,1,2\n2026,csat,1,2\n2026-10-17,csat,1,2\n").load(t)
	var got []string
	for _, g := range d.table.Given {
		got = append(got, g.Period.String())
	}
	if want := "2026-09 2026-Q3 2026 2026-10"; strings.Join(got, " ") != want {
		t.Errorf("got %s, want %s\n%s", got, want, d.said())
	}
}

func TestInvitationsKnowHowManyWereAsked(t *testing.T) {
	d := of(t, "invitations", "period,invited,delivered,team\n2026-09,100,90,north\n2026-10,50,,\n").load(t)
	if n := len(d.table.Invited); n != 2 || d.table.Invited[0].Delivered != 90 || d.table.Invited[1].HasDelivered || d.table.Invited[0].Team != "north" {
		t.Errorf("got %+v", d.table.Invited)
	}
	d = of(t, "invitations", "period,invited,delivered\n2026-09,90,100\n").load(t)
	if got, want := d.said(), "x.csv:2:3: warning: delivered: got 100, more than the 90 invited"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
