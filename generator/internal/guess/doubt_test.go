package guess

import (
	"slices"
	"strings"
	"testing"
)

func TestOfDoubtsTablesWhoseRowsAreNoContacts(t *testing.T) {
	for _, c := range []struct {
		table Table
		want  string // that a doubt says; "" is none
	}{
		{table("calls.csv", "Call Id,Start,Answered,Wait", "1,2026-10-01 09:00:00,yes,5", "2,2026-10-01 10:00:00,no,7"), ""},
		{table("calls.csv", "Call Id,Start,Answered,Leg", "1,2026-10-01 09:00:00,yes,1", "2,2026-10-01 10:00:00,no,2"), "several rows can tell of one contact"},
		{table("calls.csv", "Call Id,Start,Answered,Wait", "1,2026-10-01 09:00:00,yes,5", "1,2026-10-01 09:00:05,no,7", "2,2026-10-01 09:01:05,no,7"), `bear a "Call Id" that another row bears, too`},
		{table("report.csv", "Start,Interval End,Presented,Answered", "2026-10-01 09:00,2026-10-01 09:30,12,1", "2026-10-01 09:30,2026-10-01 10:00,15,0"), "a row is an interval"},
		{table("survey.csv", "Answered at,NPS,State", "2026-10-01,9,Preview", "2026-10-02,10,IP Address"), `"State" holds "Preview"`},
		{table("calls.csv", "Start,Answered,Kind", "2026-10-01 09:00:00,yes,Queue", "2026-10-01 10:00:00,no,Conversation"), `"Kind" holds "Queue" and "Conversation"`},
	} {
		g := Of(c.table)
		found := slices.ContainsFunc(g.Doubts, func(d string) bool { return c.want != "" && strings.Contains(d, c.want) })
		if found != (c.want != "") || c.want == "" && len(g.Doubts) > 0 {
			t.Errorf("%v:\n got %q\nwant %q", c.table.Columns, g.Doubts, c.want)
		}
	}
}

func TestOfKeepsWhatCustomersBegan(t *testing.T) {
	g := Of(table("calls.csv", "Start,Answered,Direction", "2026-10-01 09:00:00,yes,Inbound", "2026-10-01 10:00:00,no,Outbound"))
	if len(g.Doubts) > 0 || !slices.Equal(g.Keep["Direction"], []string{"Inbound"}) {
		t.Errorf("got %q, doubts %q", g.Keep, g.Doubts)
	}
}

func TestOfLeavesOffDurationsThatAreHardlySeconds(t *testing.T) {
	for _, cells := range [][2]string{{"0.0005", "0.002"}, {"8000", "31000"}, {"0:05", "1:10"}} {
		g := Of(table("calls.csv", "Start,Answered,Wait", "2026-10-01 09:00:00,yes,"+cells[0], "2026-10-01 10:00:00,no,"+cells[1]))
		if g.Has("wait_seconds") || len(g.Left) != 1 {
			t.Errorf("%q: read as seconds", cells)
		}
	}
}
