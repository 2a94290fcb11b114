package record

import (
	"strings"
	"testing"
)

// calls are five rows of which not all count.
const calls = "opened_at,TYPE,status,wait_seconds\n" +
	"2026-10-01 09:00, inbound ,ok,1\n" +
	"2026-10-01 09:01,INBOUND,Deleted,2\n" +
	"soon,Outbound,ok,x\n" +
	"2026-10-01 09:03,,ok,4\n" +
	"2026-10-01 09:04,Inbound test,ok,5\n"

func TestKeepAndDropLeaveRowsOutByTheirWords(t *testing.T) {
	tests := []struct {
		keep, drop map[string][]string
		want       string // waits of the rows that count
		left       []int64
	}{
		{map[string][]string{"TYPE": {"Inbound"}}, nil, "1000000 2000000", []int64{3}},
		{map[string][]string{"type": {"Inbound"}}, map[string][]string{"Status": {"deleted"}}, "1000000", []int64{3, 1}},
		{map[string][]string{"TYPE": {"inbound*"}}, nil, "1000000 2000000 5000000", []int64{2}},
		{map[string][]string{"TYPE": {"*"}}, map[string][]string{"TYPE": {"outbound"}}, "1000000 2000000 5000000", []int64{1, 1}},
		{nil, map[string][]string{"TYPE": {"", "Outbound"}}, "1000000 2000000 5000000", []int64{2}},
	}
	for _, test := range tests {
		d := of(t, "contacts", calls)
		d.Keep, d.Drop, d.MaxRejects = test.keep, test.drop, 0
		d.load(t)
		if got := strings.ReplaceAll(d.rows(t, "wait_seconds"), "|", " "); got != test.want {
			t.Errorf("keep %v, drop %v: got %s, want %s", test.keep, test.drop, got, test.want)
		}
		for i, want := range test.left {
			if got := d.table.Rules[i].Rows; got != want {
				t.Errorf("keep %v, drop %v: rule %d left out %d rows, want %d", test.keep, test.drop, i+1, got, want)
			}
		}
	}
}

func TestPlacesStandWhenRowsAreLeftOut(t *testing.T) {
	d := of(t, "contacts", strings.Replace(calls, ",ok,4", ",ok,four", 1))
	d.Drop = map[string][]string{"TYPE": {"outbound"}}
	d.load(t)
	if got, want := d.said(), "x.csv:5:4: warning: wait_seconds: got \"four\""; !strings.HasPrefix(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestRulesThatCannotBeAreTold(t *testing.T) {
	tests := []struct {
		keep map[string][]string
		want string
	}{
		{map[string][]string{"TYP": {"Inbound"}}, "keep: x.csv has no column \"TYP\"; it has \"opened_at\", \"TYPE\", \"status\", \"wait_seconds\"\n  hint: did you mean \"TYPE\"?"},
		{map[string][]string{"TYPE": {"Eingehend"}}, "keep: leaves none of 5 rows; 5 are left out by \"TYPE\", which is to be \"Eingehend\""},
	}
	for _, test := range tests {
		d := of(t, "contacts", calls)
		d.Keep = test.keep
		d.load(t)
		if got := d.said(); !strings.HasSuffix(got, test.want) || !d.problems.Failed() {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}

func TestRulesAndWordsHoldForGivenCounts(t *testing.T) {
	d := of(t, "invitations", "period,invited,kind\n2026-09,lots,mail\n2026-10,80,text\n")
	d.Keep = map[string][]string{"kind": {"mail"}}
	d.Words = map[string]map[string]string{"invited": {"Lots": "1000"}}
	d.load(t)
	if d.said() != "" || len(d.table.Invited) != 1 || d.table.Invited[0].Invited != 1000 || d.table.Left() != 1 {
		t.Errorf("got %+v and %d left out, want 1000 invited and 1\n%s", d.table.Invited, d.table.Left(), d.said())
	}
}

func TestWordsMeanWhatTheSourceSays(t *testing.T) {
	d := of(t, "contacts", "opened_at,answered,csat,exit,team\n"+
		"2026-10-01,Answered,Good,VM,1\n2026-10-01,missed,BAD,,2\n2026-10-01,,Offered,abandoned,\n2026-10-01,-0:12,,,3\n").asks("csat")
	d.Questions[0].Scales[0].Min, d.Questions[0].Scales[0].Max = 0, 1
	d.Words = map[string]map[string]string{
		"answered": {"answered": "true", "-*": "true", "*": "false", "": "false"},
		"csat":     {"Good": "1", "Bad": "0", "Offered": ""},
		"exit":     {"vm": "voicemail"},
		"team":     {"1": "Billing", "2": "Moves"},
	}
	d.load(t)
	want := "true 1 voicemail Billing|false 0 - Moves|false - abandoned -|true - - 3"
	if got := d.rows(t, "answered,q0,exit,team"); got != want || d.said() != "" {
		t.Errorf("got %s, want %s\n%s", got, want, d.said())
	}
}

func TestWordsThatCannotBeMeantAreTold(t *testing.T) {
	d := of(t, "contacts", "opened_at,answered\n2026-10-01,yes\n")
	d.Words = map[string]map[string]string{"answered": {"Picked up": "oui"}, "exit": {"VM": "mailbox"}, "colour": {"red": "1"}}
	d.Units = map[string]string{"wait": "ms"}
	d.Accept = []Accepted{{"overlaps", "two sites"}}
	d.load(t)
	for _, want := range []string{
		"words.answered: \"Picked up\" means \"oui\", want true or false, or \"\" for missing",
		"words.exit: \"VM\" means \"mailbox\", want abandoned, callback, voicemail, overflow, blocked, self_served, left_menu or answered, or \"\" for missing",
		"words.colour: unknown column",
		"units.wait: no duration of contacts\n  hint: columns of contacts that have a unit are answered_at, wait_seconds, handle_seconds, due_at, first_reply_at, closed_at",
		"accept: got \"overlaps\", which no finding is called\n  hint: did you mean \"overlap\"?",
	} {
		if !strings.Contains(d.said(), want) {
			t.Errorf("got %s, want %s", d.said(), want)
		}
	}
}
