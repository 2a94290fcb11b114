package guess

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// said is a guess in one line: its kind, and what each column holds.
func said(g Guess) string {
	var parts []string
	for _, key := range slices.Sorted(maps.Keys(g.Columns)) {
		parts = append(parts, key+"="+strings.Join(g.Columns[key], "+"))
	}
	for _, key := range slices.Sorted(maps.Keys(g.Constants)) {
		parts = append(parts, key+":"+g.Constants[key])
	}
	return g.Kind + " " + strings.Join(parts, " ")
}

// table makes a table of lines of comma-separated cells.
func table(name string, lines ...string) Table {
	t := Table{Name: name, Columns: strings.Split(lines[0], ",")}
	for _, l := range lines[1:] {
		t.Rows = append(t.Rows, strings.Split(l, ","))
	}
	return t
}

func TestOfTellsExportsOfManyPrograms(t *testing.T) {
	for _, c := range []struct {
		table Table
		want  string
	}{
		{
			table("Call Details.csv", "Conversation ID,Start Time,Queue Name,Abandoned,Wait Time,Talk Time,ANI", "a1,2026-10-01 09:00:00,Sales,no,12,200,+4930", "a2,2026-10-01 09:10:00,Sales,yes,40,,+4930"),
			"contacts abandoned=Abandoned customer=ANI handle_seconds=Talk Time id=Conversation ID opened_at=Start Time team=Queue Name wait_seconds=Wait Time channel:phone",
		},
		{
			table("tickets.csv", "Ticket ID,Created at,First Response,Resolved at,Group,Channel,Subject", "7,2026-10-01 09:00,2026-10-01 10:00,2026-10-02 10:00,Billing,email,Help!", "8,2026-10-01 09:30,2026-10-01 10:30,,Billing,web,Hello"),
			"contacts channel=Channel closed_at=Resolved at first_reply_at=First Response id=Ticket ID opened_at=Created at team=Group",
		},
		{
			table("cases.csv", "Case,Received,Team,Matter,Closed,Outcome,To the ombudsman,Complaint about", "C-1,2026-10-01,Billing,Bill,2026-10-09,Upheld,No,x", "C-2,2026-10-02,Meters,Meter,,Not upheld,Yes,y"),
			"complaints closed_at=Closed escalated=To the ombudsman id=Case opened_at=Received reason=Matter team=Team upheld=Outcome",
		},
		{
			table("Beschwerden.csv", "Vorgang,Eingang,Erledigt am,Berechtigt", "1,2026-10-01,2026-10-09,ja", "2,2026-10-02,,nein"),
			"complaints closed_at=Erledigt am id=Vorgang opened_at=Eingang upheld=Berechtigt",
		},
		{
			table("customers.csv", "Month,Customers", "2026-09,41200", "2026-10,41380"),
			"denominators count=Customers period=Month",
		},
		{
			table("feedback.csv", "Timestamp,Did this page help?", "2026-10-01 09:00:00,yes", "2026-10-02 09:00:00,no"),
			"responses answered_at=Timestamp helpful=Did this page help?",
		},
		{
			table("acd.csv", "Interval Start,Split,Calls Offered,Calls Answered,Calls Abandoned,Answered within 20 s,ASA", "2026-10-01 09:00,Sales,12,10,2,9,00:00:14", "2026-10-01 09:15,Sales,14,12,2,9,00:00:20"),
			"intervals abandoned=Calls Abandoned answered=Calls Answered answered_in_time=Answered within 20 s asa_seconds=ASA offered=Calls Offered start=Interval Start team=Split channel:phone minutes:15",
		},
		{
			table("export.csv", "Response ID,Recorded Date,How likely are you to recommend us (0-10),Overall satisfaction,Comment", "R1,2026-10-01,9,4,fine", "R2,2026-10-02,3,2,not so"),
			"responses answered_at=Recorded Date csat=Overall satisfaction id=Response ID nps=How likely are you to recommend us (0-10)",
		},
		{
			table("Mitarbeiterbefragung.csv", "Welle,Abteilung,Teilnehmer,Arbeit macht Spaß", "2026-Q3,Service,1,4", "2026-Q3,Technik,2,5"),
			"employees arbeit_macht_spass=Arbeit macht Spaß group=Abteilung respondent=Teilnehmer wave=Welle",
		},
		{
			table("quality audit.csv", "Audit date,Criterion,Result,Evaluator", "2026-10-01,Greeting,Pass,Ann", "2026-10-02,Greeting,Fail,Ann"),
			"checks date=Audit date measure=Criterion passed=Result",
		},
		{
			table("invited.csv", "Month,Sent,Delivered", "2026-09,100,96", "2026-10,100,97"),
			"invitations delivered=Delivered invited=Sent period=Month",
		},
		{
			table("kpis.csv", "Period,KPI,Numerator,Denominator", "2026-09,csat,80,100", "2026-10,csat,82,100"),
			"scores denominator=Denominator metric=KPI numerator=Numerator period=Period",
		},
		{table("people.csv", "Name,Phone", "Ann,123", "Ben,456"), " "},
	} {
		if got := said(Of(c.table)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.table.Name, got, c.want)
		}
	}
}

func TestOfTellsHowDatesAreWritten(t *testing.T) {
	for _, c := range []struct{ dates, format, more string }{
		{"2026-10-01 09:00:00|2026-10-31T10:00:00Z", "", ""},
		{"13/10/2026 09:00|01/10/2026 10:00", "%d/%m/%Y %H:%M", ""},
		{"10/13/2026 09:00 AM|10/01/2026 10:00 pm", "%m/%d/%Y %I:%M %p", ""},
		{"13.10.2026|1.9.2026", "%d.%m.%Y", ""},
		{"01/10/2026|02/10/2026", "", "%d/%m/%Y %m/%d/%Y"},
		{"Monday 09:00|Tuesday 10:00", "", ""},
	} {
		formats := formatsOf(strings.Split(c.dates, "|"))
		got, more := "", ""
		switch {
		case len(formats) == 1:
			got = formats[0]
		case len(formats) > 1:
			more = strings.Join(formats, " ")
		}
		if got != c.format || more != c.more {
			t.Errorf("%s: got %q %q, want %q %q", c.dates, got, more, c.format, c.more)
		}
	}
}

func TestOfLeavesToPeopleWhatItCannotTell(t *testing.T) {
	g := Of(table("export.csv", "Opened,Wait,Satisfied", "01/10/2026,12,0", "02/10/2026,13,5"))
	want := []string{
		`whether 0 in "Satisfied" means no answer, as it is read (1 of 2 looked at)`,
		`whether the answers in "Satisfied" are on a scale from 1 to 5, as they look`,
		`whether the day or the month comes first in dates such as "01/10/2026" (date_format)`,
		`through which channel people came (channel)`,
	}
	var got []string
	for _, q := range g.Open {
		got = append(got, q.Text)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestOfNamesWordsForYesAndNo(t *testing.T) {
	g := Of(table("anrufe.csv", "Datum,Angenommen,Wartezeit", "2026-10-01,Ja,12", "2026-10-02,Nein,13", "2026-10-03,yes,13"))
	if got, want := fmt.Sprint(g.True, g.False), "[Ja] [Nein]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
