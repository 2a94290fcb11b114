package record

import (
	"strings"
	"testing"
)

// events are the lines of a queue's log: three calls, one of which is handed on.
const events = "epoch,call,queue,event,d1\n" +
	"1790000000,c1,Orders,ENTER,\n" +
	"1790000000,,,START,\n" +
	"1790000005,c1,Orders,CONNECT,5\n" +
	"1790000400,c2,Orders,ENTER,\n" +
	"1790000900,c3,Second,ENTER,\n" +
	"1790000800,c3,Orders,ENTER,\n" +
	"1790000430,c2,Orders,ABANDON,30\n" +
	"1790000960,c3,Second,CONNECT,60\n"

func TestGroupByGathersTheRowsOfOneRecord(t *testing.T) {
	d := of(t, "contacts", events)
	d.GroupBy, d.DateFormats = []string{"call"}, []string{"unix"}
	d.Keep = map[string][]string{"event": {"ENTER", "CONNECT", "ABANDON"}}
	d.Columns = map[string][]string{"id": {"call"}}
	where := func(event string) map[string][]string { return map[string][]string{"event": {event}} }
	d.Picks = map[string][]Pick{
		"opened_at":    {{Columns: []string{"epoch"}, Where: where("ENTER")}},
		"team":         {{Columns: []string{"queue"}, Where: where("ENTER")}},
		"answered":     {{Rows: true, Where: where("CONNECT")}},
		"wait_seconds": {{Columns: []string{"d1"}, Where: where("CONNECT"), Optional: true}, {Columns: []string{"d1"}, Where: where("ABANDON"), Optional: true}},
	}
	d.load(t)
	if got, want := d.rows(t, "team"), "Orders|Orders|Orders"; got != want {
		t.Errorf("teams: got %s, want %s: the first in the order of time\n%s", got, want, d.said())
	}
	if got, want := d.rows(t, "wait_seconds"), "5000000|30000000|60000000"; got != want {
		t.Errorf("waits: got %s, want %s", got, want)
	}
	if got, want := d.rows(t, "answered"), "true|false|true"; got != want {
		t.Errorf("answered: got %s, want %s", got, want)
	}
	a := d.table.Account
	if a.Read != 8 || a.Kept != 3 || len(a.Rules) != 2 || a.Rules[0].Rows != 1 || a.Rules[1].Key != "group_by" || a.Rules[1].Rows != 4 {
		t.Errorf("got %+v", a)
	}
}

func TestGroupedRowsAreToldByTheirFirst(t *testing.T) {
	d := of(t, "contacts", "at,call\n2026-10-01 09:00,c1\nsoon,c2\n2026-10-01 09:01,c1\n")
	d.GroupBy, d.Columns = []string{"call"}, map[string][]string{"opened_at": {"at"}}
	d.load(t)
	if want := `x.csv:3: warning: opened_at: got "soon"`; !strings.Contains(d.said(), want) {
		t.Errorf("got %s, want %s", d.said(), want)
	}
}

func TestPicksReadWhatIsNotSimplyAColumn(t *testing.T) {
	const text = "Time,Day,ACD,Lost,%,ASA\n930,2026-10-01,8,2,75,12\n1000,2026-10-01,0,0,,\n1030,2026-10-01,x,1,50,3\n"
	d := of(t, "intervals", text)
	d.DateFormats, d.MaxRejects, d.Constants = []string{"%Y-%m-%d %H%M"}, 1, map[string]string{"minutes": "30"}
	d.Columns = map[string][]string{"start": {"Day", "Time"}, "abandoned": {"Lost"}}
	d.Picks = map[string][]Pick{
		"offered":          {{Columns: []string{"ACD", "Lost"}, Sum: true}},
		"answered_in_time": {{Columns: []string{"ACD", "Lost"}, Share: "%", OutOf: 100}},
		"asa_seconds":      {{Columns: []string{"Wait"}, Optional: true}, {Columns: []string{"ASA"}, Unit: "min", Optional: true}},
		"team":             {{Columns: []string{"Split"}, Optional: true}},
	}
	d.load(t)
	for column, want := range map[string]string{"offered": "10|0", "answered_in_time": "8|0", "asa_seconds": "720000000|-", "minute": "570|600"} {
		if got := d.rows(t, column); got != want {
			t.Errorf("%s: got %s, want %s\n%s", column, got, want, d.said())
		}
	}
	if d.table.Has["team"] {
		t.Error("a team is read from a column that is not there")
	}
	if !strings.Contains(d.said(), `offered: got "x`) {
		t.Errorf("a cell that is no count is not told: %s", d.said())
	}
}
