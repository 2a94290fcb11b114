package record

import (
	"strings"
	"testing"
)

func TestHeadersNameUnits(t *testing.T) {
	tests := []struct{ header, want string }{
		{"Wait time (minutes)", "min"},
		{"Wait time [ms]", "ms"},
		{"wait_ms", "ms"},
		{"WaitMinutes", "min"},
		{"Wait (decimal minutes)", "min"},
		{"Wartezeit in Tagen", "days"},
		{"Espera en minutos", "min"},
		{"Wait in full minutes", "min"},
		{"Wait (business hours)", ""},
		{"First reply time (hrs)", "h"},
		{"First response time (in hrs)", "h"},
		{"First reply time in minutes within business hours", "min"},
		{"Wartezeit (Min.)", "min"},
		{"Queue time (s)", "s"},
		{"Queue time - seconds", "s"},
		{"Time to close (HH:mm:ss)", "h:mm:ss"},
		{"Wait (mm:ss)", "m:ss"},
		{"Wait within business hours", ""},
		{"Wait", ""},
		{"Min wait", ""},
		{"Days", ""},
		{"Resolution", ""},
	}
	for _, test := range tests {
		if got, _ := unitOf(test.header); got != test.want {
			t.Errorf("%q: got %q, want %q", test.header, got, test.want)
		}
	}
}

func TestUnitsThatHeadersNameMustBeSaid(t *testing.T) {
	tests := []struct{ column, header, unit, want string }{
		{"wait_seconds", "Wait time (minutes)", "", "config.toml:15: columns.wait_seconds: \"Wait time (minutes)\" is named after its unit (minutes), and would be read as seconds\n" +
			"  hint: units = { wait_seconds = \"min\" } reads it so, units = { wait_seconds = \"s\" } as seconds"},
		{"wait_seconds", "Wait time (minutes)", "min", ""},
		{"wait_seconds", "Wait time (minutes)", "s", ""},
		{"wait_seconds", "Wait (s)", "", ""},
		{"first_reply_at", "First reply time in minutes", "", "config.toml:10: columns.first_reply_at: \"First reply time in minutes\" is named after its unit (minutes), and would be read as a stamp\n" +
			"  hint: units = { first_reply_at = \"min\" } reads it as how long after opened_at it was"},
		{"first_reply_at", "First reply time in minutes", "min", ""},
	}
	for _, test := range tests {
		d := of(t, "contacts", "opened_at,"+test.header+"\n2026-10-01 09:00,5\n")
		d.Columns = map[string][]string{"opened_at": {"opened_at"}, test.column: {test.header}}
		if test.unit != "" {
			d.Units = map[string]string{test.column: test.unit}
		}
		d.load(t)
		if got := strings.TrimSpace(d.said()); got != test.want {
			t.Errorf("%s from %q:\n got %s\nwant %s", test.column, test.header, got, test.want)
		}
	}
}
