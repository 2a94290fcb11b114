package record

import (
	"strings"
	"testing"
)

func TestDurationsAreReadInTheirUnit(t *testing.T) {
	tests := []struct{ unit, text, want string }{
		{"s", "90", "90000000"},
		{"ms", "1500", "1500000"},
		{"ms", "0.5", "500"},
		{"min", "1.5", "90000000"},
		{"min", "0,03", "1800000"},
		{"min", "00:01:30", "90000000"},
		{"h", "2", "7200000000"},
		{"days", "0.00013888889", "12000000"},
		{"days", "1", "86400000000"},
		{"h:mm:ss", "26:00:01", "93601000000"},
		{"h:mm:ss", " 00:00:12.345 ", "12345000"},
		{"h:mm:ss", "0", "0"},
		{"h:mm:ss", "12", bad},
		{"h:mm:ss", "1:05", bad},
		{"m:ss", "1:05", "65000000"},
		{"m:ss", ":05", "5000000"},
		{"m:ss", "75:00.5", "4500500000"},
		{"m:ss", "1:02:03", "3723000000"},
		{"m:ss", "1:75", bad},
		{"h:mm", "1:05", "3900000000"},
		{"iso8601", "PT1M30S", "90000000"},
		{"iso8601", "P1DT2H", "93600000000"},
		{"iso8601", "PT0.5S", "500000"},
		{"iso8601", "90", bad},
		{"iso8601", "PT", bad},
		{"", "1:05", bad},
		{"min", "-1", bad},
	}
	for _, test := range tests {
		d := of(t, "contacts", "opened_at,wait_seconds\n2026-10-01 09:00,\""+test.text+"\"\n")
		if test.unit != "" {
			d.Units = map[string]string{"wait_seconds": test.unit}
		}
		d.load(t)
		if got := d.rows(t, "wait_seconds"); got != test.want || (got == bad) != (d.said() != "") {
			t.Errorf("%q in %s: got %s, want %s\n%s", test.text, test.unit, got, test.want, d.said())
		}
	}
}

func TestMinutesAndSecondsWithoutAUnitAreTold(t *testing.T) {
	d := of(t, "contacts", "opened_at,wait_seconds\n2026-10-01 09:00,1:05\n").load(t)
	want := "x.csv:2:2: warning: wait_seconds: got \"1:05\", want seconds or h:mm:ss, not below zero\n" +
		"  hint: units = { wait_seconds = \"m:ss\" } reads minutes and seconds, units = { wait_seconds = \"h:mm\" } hours and minutes"
	if got := d.said(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestStampsMayBeDurationsAfterTheOpening(t *testing.T) {
	d := of(t, "contacts", "opened_at,first_reply_at,closed_at\n2026-10-01 09:00,37,1.5\n2026-10-01 09:00,,\n2026-10-31 23:00,61,120\n2026-10-01 09:00,-1,0\n")
	d.Units = map[string]string{"first_reply_at": "min", "closed_at": "h"}
	d.load(t)
	want := "2220000000 5400000000|- -|3660000000 -|- 0"
	if got := d.rows(t, "first_reply_at-begun,closed_at-begun"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for _, want := range []string{
		"x.csv:4:3: warning: closed_at: got \"120\", want a duration after opened_at as units says (h), not below zero, and not past as_of (2026-11-01)",
		"x.csv:5:2: warning: first_reply_at: got \"-1\", want a duration after opened_at",
	} {
		if !strings.Contains(d.said(), want) {
			t.Errorf("got %s, want %s", d.said(), want)
		}
	}
}
