package record

import (
	"strings"
	"testing"
)

// bad is a cell that is taken for missing, with what is said about it.
const bad = "-"

func TestCellsOfContacts(t *testing.T) {
	yesno := `want yes or no
  hint: true_values and false_values may name other words`
	tests := []struct{ column, text, want, said string }{
		{"answered", "true", "true", ""},
		{"answered", "YES", "true", ""},
		{"answered", " y ", "true", ""},
		{"answered", "T", "true", ""},
		{"answered", "1", "true", ""},
		{"answered", "ja", "true", ""},
		{"answered", "No", "false", ""},
		{"answered", "f", "false", ""},
		{"answered", "0", "false", ""},
		{"answered", "", "-", ""},
		{"answered", "maybe", bad, yesno},
		{"answered", "2", bad, yesno},
		{"reopened", "3", "true", ""},
		{"reopened", "0", "false", ""},
		{"reopened", "yes", "true", ""},
		{"reopened", "0.5", bad, "want yes or no, or a count\n  hint: true_values and false_values may name other words"},
		{"wait_seconds", "12", "12000000", ""},
		{"wait_seconds", "12.5", "12500000", ""},
		{"wait_seconds", "1,5", "1500000", ""},
		{"wait_seconds", "00:01:30", "90000000", ""},
		{"wait_seconds", "26:00:00", "93600000000", ""},
		{"wait_seconds", "1,500", bad, "of which the column does not tell whether it is in thousands or has decimals\n  hint: decimal = \",\" or decimal = \".\" says what stands before decimals"},
		{"wait_seconds", "-5", bad, "want seconds or h:mm:ss, not below zero"},
		{"wait_seconds", "1e3", bad, "want seconds or h:mm:ss, not below zero"},
		{"wait_seconds", "nan", bad, "want seconds or h:mm:ss, not below zero"},
		{"wait_seconds", "0x10", bad, "want seconds or h:mm:ss, not below zero"},
		{"wait_seconds", "five", bad, "want seconds or h:mm:ss, not below zero"},
		{"csat", "5", "5", ""},
		{"csat", "4.0", "4", ""},
		{"csat", " 3 ", "3", ""},
		{"csat", "", "-", ""},
		{"csat", "11", bad, "want a whole number from 1 to 5"},
		{"csat", "0", bad, "want a whole number from 1 to 5"},
		{"csat", "4.5", bad, "want a whole number from 1 to 5"},
		{"csat", "good", bad, "want a whole number from 1 to 5"},
		{"csat", "99999999999", bad, "want a whole number from 1 to 5"},
		{"direction", "Inbound", "true", ""},
		{"direction", "outgoing", "false", ""},
		{"direction", "sideways", bad, "want inbound or outbound"},
		{"exit", "Voicemail", "voicemail", ""},
		{"exit", "lost", bad, "want abandoned, callback, voicemail, overflow, blocked, self_served or left_menu"},
		{"answered_at", "2026-10-01 08:59:59", bad, "which is no time, or before opened_at"},
		{"closed_at", "soon", bad, "want an ISO 8601 date such as 2026-11-01 or 2026-11-01 09:12:58"},
	}
	for _, test := range tests {
		d := of(t, "contacts", "opened_at,"+test.column+"\n2026-10-01 09:00,\""+test.text+"\"\n").asks("csat")
		d.True = []string{"Ja"}
		d.load(t)
		if d.table == nil {
			t.Fatal(d.problems.String())
		}
		column := test.column
		if wide := d.table.Wide[column]; wide != "" {
			got := d.rows(t, wide)
			if n := strings.TrimPrefix(got, "-"); n != "" && got != n || strings.Contains(test.said, "want") && got != bad {
				got = bad // an answer off its scale stays, and is counted as rejected
			}
			if got != test.want {
				t.Errorf("%s %q: got %s, want %s", test.column, test.text, got, test.want)
			}
		} else if got := d.rows(t, column); got != test.want {
			t.Errorf("%s %q: got %s, want %s", test.column, test.text, got, test.want)
		}
		want := ""
		if test.said != "" {
			want = "x.csv:2:2: warning: " + test.column + ": got \"" + strings.TrimSpace(test.text) + "\", " + test.said
		}
		if got := d.said(); got != want {
			t.Errorf("%s %q:\n got %s\nwant %s", test.column, test.text, got, want)
		}
	}
}

func TestStampsAreReadInTheirZone(t *testing.T) {
	tests := []struct {
		what, text, zone, format string
		want                     string // day of October and minute
	}{
		{"ISO", "2026-10-02 09:05:59", "", "", "2 545"},
		{"ISO with a T", "2026-10-02T09:05", "", "", "2 545"},
		{"an hour without its zero", "2026-10-02 9:05", "", "", "2 545"},
		{"parts of a second", "2026-10-02 09:05:59.999", "", "", "2 545"},
		{"a date alone", "2026-10-02", "", "", "2 -"},
		{"UTC", "2026-10-02T09:05:00Z", "", "", "2 605"},
		{"an offset", "2026-10-02 23:30:00-05:00", "", "", "3 330"},
		{"a short offset", "2026-10-02 23:30:00+01", "", "", "2 1410"},
		{"the source's zone", "2026-10-02 09:05", "UTC", "", "2 605"},
		{"a half-hour zone", "2026-10-02 09:05", "Asia/Kolkata", "", "2 275"},
		{"the day before", "2026-10-02 00:30", "Asia/Kolkata", "", "1 1200"},
		{"a format", "02/10/2026 09:05:00", "", "%d/%m/%Y %H:%M:%S", "2 545"},
		{"a format, unpadded", "2/10/2026 9:05", "", "%d/%m/%Y %H:%M", "2 545"},
		{"American", "10/2/2026", "", "%m/%d/%Y", "2 -"},
		{"a format with an offset", "02.10.2026 09:05 +0000", "", "%d.%m.%Y %H:%M %z", "2 605"},
		{"two formats, the first", "02/10/2026 09:05", "", "%d/%m/%Y %H:%M|%d.%m.%y", "2 545"},
		{"two formats, the second", "02.10.26", "", "%d/%m/%Y %H:%M|%d.%m.%y", "2 -"},
		{"seconds since 1970", "1790931900", "", "unix", "2 605"},
		{"milliseconds since 1970", "1790931900999", "", "unix_ms", "2 605"},
		{"an offset of Z", "02/10/2026 09:05Z", "", "%d/%m/%Y %H:%M%z", "2 605"},
		{"an offset after GMT", "2026/10/02 9:05:33 am GMT-4", "", "%Y/%m/%d %I:%M:%S %p GMT%z", "2 845"},
		{"GMT alone", "2026/10/02 9:05:33 AM GMT", "", "%Y/%m/%d %I:%M:%S %p %z", "2 605"},
		{"an offset of half an hour", "02/10/2026 09:05 +05:30", "", "%d/%m/%Y %H:%M %z", "2 275"},
		{"summer by its name", "2026-10-02 09:05:00 BST", "", "%Y-%m-%d %H:%M:%S %Z", "2 545"},
		{"another zone's by its name", "2026-10-02 09:05:00 EDT", "America/New_York", "%Y-%m-%d %H:%M:%S %Z", "2 845"},
		{"hours behind Greenwich for a name", "2026-10-02 09:05:00 GMT-4", "", "%Y-%m-%d %H:%M:%S %Z", "2 845"},
		{"UTC by its name", "2026-10-02 09:05:00 UTC", "America/New_York", "%Y-%m-%d %H:%M:%S %Z", "2 605"},
		{"as_of's own day", "2026-11-01 23:59", "", "", "32 1439"},
	}
	for _, test := range tests {
		d := of(t, "contacts", "opened_at\n\""+test.text+"\"\n")
		d.DateFormats = list(test.format)
		if test.zone != "" {
			d.Zone = zone(t, test.zone)
		}
		d.load(t)
		if got := d.rows(t, "day-20726,minute"); got != test.want || d.said() != "" {
			t.Errorf("%s: got %s, want %s\n%s", test.what, got, test.want, d.said())
		}
	}
}

func TestImpossibleStampsAreRejectedWithTheirPlace(t *testing.T) {
	iso := "want an ISO 8601 date such as 2026-11-01 or 2026-11-01 09:12:58"
	slashes := "\n  hint: the day and the month cannot be told apart; say date_format = \"%d/%m/%Y\" or \"%m/%d/%Y\", with the time of day if there is one"
	tests := []struct{ what, text, format, want string }{
		{"a day that is not there", "2026-02-30", "", `got "2026-02-30", which is no day of the calendar, ` + iso},
		{"an hour that is not there", "2026-10-02 25:00", "", `got "2026-10-02 25:00", ` + iso},
		{"day and month that cannot be told apart", "01/02/2026", "", `got "01/02/2026", ` + iso + slashes},
		{"the same with dots", "01.02.2026 10:00", "", `got "01.02.2026 10:00", ` + iso + slashes},
		{"after as_of", "2026-11-02 00:00", "", `got "2026-11-02 00:00", which is after as_of (2026-11-01)`},
		{"no time of as_of's day", "2026-11-01 25:00", "", `got "2026-11-01 25:00", ` + iso},
		{"a time that is tomorrow at the desk", "2026-11-01 23:30-05:00", "", `got "2026-11-01 23:30-05:00", which is after as_of (2026-11-01)`},
		{"before all counting", "1969-12-31", "", `got "1969-12-31", want a date from 1970 on`},
		{"an offset that no zone has", "2026-10-02T10:00:00+99:00", "", `got "2026-10-02T10:00:00+99:00", ` + iso},
		{"words", "yesterday", "", `got "yesterday", ` + iso},
		{"nothing", "", "", "is blank, " + iso},
		{"not the format said", "2026-10-02", "%d/%m/%Y", `got "2026-10-02", want a date as date_format says (%d/%m/%Y), not after as_of (2026-11-01)`},
		{"30 February in a format", "30/02/2026", "%d/%m/%Y", `got "30/02/2026", want a date as date_format says (%d/%m/%Y), not after as_of (2026-11-01)`},
		{"a serial number", "46000", "", `got "46000", ` + iso},
		{"seconds since 1970", "1790000000", "", `got "1790000000", ` + iso},
	}
	for _, test := range tests {
		d := of(t, "contacts", "team,opened_at\nx,2026-10-02\ny,\""+test.text+"\"\n")
		d.DateFormats, d.MaxRejects = list(test.format), 0
		if test.format != "" {
			d.files["x.csv"] = strings.Replace(d.files["x.csv"], "x,2026-10-02", "x,02/10/2026", 1)
		}
		if got, want := d.load(t).said(), "x.csv:3:2: opened_at: "+test.want; got != want || !d.problems.Failed() {
			t.Errorf("%s:\n got %s\nwant %s", test.what, got, want)
		}
	}
}

func TestTimesWhenClocksChange(t *testing.T) {
	tests := []struct {
		what, text, want, said string
	}{
		{"a time that is skipped moves forward", "2026-03-29 01:30", "150", "x.csv: warning: 1 stamps on 2026-03-29 fall in the hour from 01:00 that does not exist in Europe/London; they are moved forward"},
		{"the minute before", "2026-03-29 00:59", "59", ""},
		{"the hour after", "2026-03-29 02:00", "120", ""},
		{"a time that comes twice is the first", "2026-10-25 01:30", "90", "x.csv: warning: 1 stamps on 2026-10-25 fall in the hour from 01:00 that exists twice in Europe/London; they are read as the first"},
		{"the hour after both", "2026-10-25 02:00", "120", ""},
		{"an offset leaves no doubt", "2026-10-25T01:30:00+01:00", "90", ""},
		{"nor for the second", "2026-10-25T01:30:00Z", "90", ""},
	}
	for _, test := range tests {
		d := of(t, "contacts", "opened_at\n"+test.text+"\n").load(t)
		if got := d.rows(t, "minute"); got != test.want {
			t.Errorf("%s: got %s, want %s", test.what, got, test.want)
		}
		if got := d.said(); got != test.said {
			t.Errorf("%s:\n got %s\nwant %s", test.what, got, test.said)
		}
	}
}

// What New York's clocks leave out or repeat is told of a desk in London, too.
func TestTimesWhenClocksChangeElsewhere(t *testing.T) {
	tests := []struct {
		what, text, want, said string
	}{
		{"a time that is skipped moves forward", "2026-03-08 02:30", "450", "x.csv: warning: 1 stamps on 2026-03-08 fall in the hour from 02:00 that does not exist in America/New_York; they are moved forward"},
		{"the hour after", "2026-03-08 03:30", "450", ""},
		{"a time that comes twice is the first", "2025-11-02 01:30", "330", "x.csv: warning: 1 stamps on 2025-11-02 fall in the hour from 01:00 that exists twice in America/New_York; they are read as the first"},
		{"the hour before", "2025-11-02 00:59", "299", ""},
		{"an offset leaves no doubt", "2025-11-02T01:30:00-05:00", "390", ""},
		{"the desk's own hour is one of two", "2026-10-24 20:30", "90", ""},
		{"a day is that day everywhere", "2026-10-24", "-", ""},
	}
	for _, test := range tests {
		d := of(t, "contacts", "opened_at\n"+test.text+"\n")
		d.Zone = zone(t, "America/New_York")
		d = d.load(t)
		if got := d.rows(t, "minute"); got != test.want {
			t.Errorf("%s: got %s, want %s", test.what, got, test.want)
		}
		if got := d.said(); got != test.said {
			t.Errorf("%s:\n got %s\nwant %s", test.what, got, test.said)
		}
	}
	d := of(t, "contacts", "opened_at\n2026-10-01\n 2026-10-01 \n")
	d.Zone = zone(t, "Asia/Tokyo")
	if got := d.load(t).rows(t, "day - 20726, minute"); got != "1 -|1 -" {
		t.Errorf("got %s, want the first of October, at no time of day", got)
	}
}

// Durations between stamps are of real time, also over the night the clocks change.
func TestDurationsOverTheChangeOfClocks(t *testing.T) {
	tests := []struct{ opened, answered, seconds string }{
		{"2026-10-25 00:30", "2026-10-25 02:30", "10800"},
		{"2026-03-29 00:30", "2026-03-29 02:30", "3600"},
		{"2026-10-24 00:30", "2026-10-24 02:30", "7200"},
		{"2026-10-25T00:30:00Z", "2026-10-25T02:30:00Z", "7200"},
	}
	for _, test := range tests {
		d := of(t, "contacts", "opened_at,answered_at\n"+test.opened+","+test.answered+"\n").load(t)
		if got := d.rows(t, "(answered_at - begun) // 1000000"); got != test.seconds {
			t.Errorf("%s to %s: got %s s, want %s", test.opened, test.answered, got, test.seconds)
		}
	}
}

// list is a list of the one text, or of none.
func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

func TestStampsWithAZoneThatIsNotTheSourcesAreRefused(t *testing.T) {
	for _, text := range []string{"2026-10-02 09:05:00 EST", "2026-10-02 09:05:00 CET", "2026-10-02 09:05:00 EDTX", "2026-10-02 09:05:00"} {
		d := of(t, "contacts", "opened_at\n"+text+"\n")
		d.DateFormats, d.Zone, d.MaxRejects = []string{"%Y-%m-%d %H:%M:%S %Z"}, zone(t, "America/New_York"), 0
		d.load(t)
		if want := "x.csv:2:1: opened_at: got \"" + text + "\", want a date as date_format says"; !strings.Contains(d.said(), want) {
			t.Errorf("got %s, want %s", d.said(), want)
		}
	}
}

func TestFormatsThatReadOneStampAsTwoDaysAreTold(t *testing.T) {
	d := of(t, "contacts", "opened_at\n01/10/2026\n")
	d.DateFormats = []string{"%d/%m/%Y", "%m/%d/%Y"}
	d.load(t)
	if want := "config.toml:13: date_format: \"%d/%m/%Y\" and \"%m/%d/%Y\" read the same stamp as different days, want one of them; files of different formats can be two sources"; d.said() != want {
		t.Errorf("got %s, want %s", d.said(), want)
	}
}
