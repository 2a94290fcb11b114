package record

import (
	"fmt"
	"strings"
	"testing"
)

// given are the values of a metric over some months.
func given(header string, values ...string) string {
	text := "period,metric," + header + "\n"
	for i, v := range values {
		text += fmt.Sprintf("2025-%02d,service_level,%s\n", 1+i, v)
	}
	return text
}

// A share of one is never read as a percentage in silence: it is read as what it is where
// something says so, or asked for.
func TestSharesOfOneAreNotPercentages(t *testing.T) {
	for _, test := range []struct {
		header  string
		unit    string
		values  []string
		want    string // the values, as read; "" if it is asked for
		decimal string
	}{
		{"value", "", []string{"0.85", "0.9", "0.8"}, "", ""},
		{"value", "", []string{"0.85"}, "", ""},
		{"value", "", []string{"1", "0.93", "1.00"}, "", ""},
		{"value", "", []string{"1", "1", "0"}, "", ""},
		{"value", "", []string{"\"0,85\"", "\"0,9\""}, "", ""},
		{"value", "", []string{".85", ".9"}, "", ""},
		{"value", "", []string{"85", "0.9", "88"}, "", ""},
		{"value", "", []string{"85%", "0.9", "88%"}, "", ""},
		{"Service level (%)", "", []string{"0.85", "0.9"}, "", ""},
		{"value", "", []string{"0", "0"}, "0 0", ""},
		{"value", "", []string{"85", "90.5"}, "85 90.5", ""},
		{"value", "", []string{"85%", "0.9%"}, "85 0.9", ""},
		{"value", "", []string{"0.8", "1.2", "3.1"}, "0.8 1.2 3.1", ""},
		{"value", "share", []string{"0.85", "0.9", "1", "0.8225"}, "85 90 100 82.25", ""},
		{"value", "share", []string{"\"0,85\"", "\"0,9\"", "82%"}, "85 90 82", ","},
		{"value", "percent", []string{"0.85", "0.9"}, "0.85 0.9", ""},
		{"Share of calls", "", []string{"0.85", "0.9"}, "85 90", ""},
		{"Anteil", "", []string{"0.85", "0.9"}, "85 90", ""},
		{"share", "", []string{"85", "90"}, "85 90", ""},
		{"score 0-1", "", []string{"0.85", "0.9"}, "85 90", ""},
	} {
		d := of(t, "scores", given(test.header, test.values...))
		d.Columns = map[string][]string{"period": {"period"}, "metric": {"metric"}, "value": {test.header}}
		d.Figures = map[string]Figure{"service_level": {Percent: true, Hundred: true}}
		d.Decimal = test.decimal
		if test.unit != "" {
			d.Units = map[string]string{"value": test.unit}
		}
		d.load(t)
		var got []string
		for _, g := range d.table.Given {
			got = append(got, g.Value)
		}
		switch {
		case test.want == "" && (!d.problems.Failed() || !strings.Contains(d.said(), "x.csv:") || !strings.Contains(d.said(), "share of one") && !strings.Contains(d.said(), `units = { value = "share" }`)):
			t.Errorf("%s %q: read as %q, and said %q", test.header, test.values, got, d.said())
		case test.want != "" && (d.said() != "" || strings.Join(got, " ") != test.want):
			t.Errorf("%s %q in %q: got %q, want %s; said %q", test.header, test.values, test.unit, got, test.want, d.said())
		}
	}
}

// Metrics whose values are small by nature are not of a hundred.
func TestMeansAndSecondsMayBeBelowOne(t *testing.T) {
	d := of(t, "scores", strings.ReplaceAll(given("value", "0.85", "0.9"), "service_level", "wait"))
	d.Figures = map[string]Figure{"wait": {}}
	if said := d.load(t).said(); said != "" {
		t.Errorf("got %q", said)
	}
}

func TestCountsAreNotReadFromPercentages(t *testing.T) {
	for header, want := range map[string]string{
		"Service Level %": "named after a percentage", "SL pct": "named after a percentage", "Prozent": "named after a percentage", "% answered": "named after a percentage",
		"In time": "", "Percentile calls": "", "ACD calls": "",
	} {
		d := of(t, "intervals", "start,minutes,offered,"+header+"\n2026-10-01 09:00,30,50,40\n2026-10-01 09:30,30,50,41\n")
		d.Columns = map[string][]string{"start": {"start"}, "minutes": {"minutes"}, "offered": {"offered"}, "answered_in_time": {header}}
		if said := d.load(t).said(); (want == "") != (said == "") || !strings.Contains(said, want) {
			t.Errorf("%s: got %q, want %q", header, said, want)
		}
	}
}

// Where nothing says whether a share is of 1 or of 100, shares that are all 1 at most are asked for.
func TestSharesThatCountsAreWorkedOutOf(t *testing.T) {
	for _, test := range []struct {
		outOf  float64
		shares []string
		want   string // answered in time, of 200 each; "" if it is asked for
	}{
		{0, []string{"85", "90.5"}, "170 181"},
		{0, []string{"0.85", "0.905"}, ""},
		{0, []string{"85%", "90.5 %"}, "170 181"},
		{1, []string{"0.85", "0.905"}, "170 181"},
		{1, []string{"85%", "0.905"}, "170 181"},
		{100, []string{"0.85", "0.5"}, "2 1"},
		{0, []string{"0", "0"}, "0 0"},
	} {
		text := "start,minutes,offered,sl\n"
		for i, s := range test.shares {
			text += fmt.Sprintf("2026-10-01 %02d:00,30,200,%s\n", 9+i, s)
		}
		d := of(t, "intervals", text)
		d.Columns = map[string][]string{"start": {"start"}, "minutes": {"minutes"}, "offered": {"offered"}}
		d.Picks = map[string][]Pick{"answered_in_time": {{Share: "sl", Columns: []string{"offered"}, OutOf: test.outOf}}}
		d.load(t)
		if test.want == "" {
			if !d.problems.Failed() || !strings.Contains(d.said(), "out_of = 1") {
				t.Errorf("%q: said %q", test.shares, d.said())
			}
			continue
		}
		rows, err := texts(t.Context(), d.db, "SELECT answered_in_time FROM "+d.table.Name+" ORDER BY day, minute")
		got := ""
		for _, r := range rows {
			got += " " + r[0]
		}
		if strings.TrimSpace(got) != test.want || d.problems.Failed() || err != nil {
			t.Errorf("%q out of %v: got %s, want %s; said %q %v", test.shares, test.outOf, got, test.want, d.said(), err)
		}
	}
}

func TestDenominatorsThatAreAllAHundredAreTold(t *testing.T) {
	text := "period,metric,numerator,denominator\n"
	for i := range 6 {
		text += fmt.Sprintf("2025-%02d,service_level,%d,100\n", 1+i, 80+i)
	}
	d := of(t, "scores", text)
	d.Figures = map[string]Figure{"service_level": {Percent: true}}
	if said := d.load(t).said(); d.problems.Failed() || !strings.Contains(said, "x.csv:2:4: warning: denominator: all 6 of \"service_level\" are 100") {
		t.Errorf("got %q", said)
	}
}
