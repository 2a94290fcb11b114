package record

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// intervalRows are half-hours of some teams over some days, each with its counts.
func intervalRows(teams []string, days int, counts func(team, day, slot int) string) string {
	var b strings.Builder
	b.WriteString("start,minutes,team,offered,answered,abandoned\n")
	for d := range days {
		for slot := range 6 {
			for i, team := range teams {
				fmt.Fprintf(&b, "2026-10-%02d %02d:00,30,%s,%s\n", 1+d, 9+slot, team, counts(i, d, slot))
			}
		}
	}
	return b.String()
}

// dayRows are the rows that such a report adds for each day and team.
func dayRows(intervals string) string {
	sums, order := map[string][3]int{}, []string{}
	for _, row := range strings.Split(strings.TrimSpace(intervals), "\n")[1:] {
		f := strings.Split(row, ",")
		of := f[0][:10] + " 00:00,30," + f[2]
		if _, ok := sums[of]; !ok {
			order = append(order, of)
		}
		n := sums[of]
		for i := range n {
			var more int
			fmt.Sscan(f[3+i], &more)
			n[i] += more
		}
		sums[of] = n
	}
	text := ""
	for _, of := range order {
		text += fmt.Sprintf("%s,%d,%d,%d\n", of, sums[of][0], sums[of][1], sums[of][2])
	}
	return text
}

func busy(team, day, slot int) string {
	n := 10 + 7*team + 3*day + slot
	return fmt.Sprintf("%d,%d,%d", n, n-2-team, 1)
}

// contactRows are contacts with what is given for each.
func contactRows(head string, n int, cells func(i int) string) string {
	text := "opened_at," + head + "\n"
	for i := range n {
		text += time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC).Add(time.Duration(i)*97*time.Minute).Format("2006-01-02 15:04:05") + "," + cells(i) + "\n"
	}
	return text
}

// Each finding is found where it is, by its name, and is silent when it was accepted;
// where it is not, nothing is said.
func TestFindings(t *testing.T) {
	two := []string{"North", "South"}
	sums := func(team, day, slot int) string {
		if team == 2 {
			var n [3]int
			for i := range 2 {
				var o [3]int
				fmt.Sscanf(busy(i, day, slot), "%d,%d,%d", &o[0], &o[1], &o[2])
				for j := range n {
					n[j] += o[j]
				}
			}
			return fmt.Sprintf("%d,%d,%d", n[0], n[1], n[2])
		}
		return busy(team, day, slot)
	}
	levels := func(team, day, slot int) string {
		of := [][]int{{0}, {1}, {9}, {3}, {4}, {7}, {0, 1, 3, 4}}[team]
		var n [3]int
		for _, i := range of {
			n[0], n[1], n[2] = n[0]+9+5*i+day*slot, n[1]+7+3*i, n[2]+i
		}
		return fmt.Sprintf("%d,%d,%d", n[0], n[1], n[2])
	}
	rest := func(s string) string { _, after, _ := strings.Cut(s, "\n"); return after }
	good := intervalRows(two, 4, busy)
	calls := contactRows("wait_seconds", 40, func(i int) string { return fmt.Sprint(5 + 3*i) })
	tests := []struct {
		what, kind string
		files      []string
		name       string // of the finding; "" is none
		stops      bool
		says       string
	}{
		{"clean intervals", "intervals", []string{good}, "", false, ""},
		{"clean contacts", "contacts", []string{calls}, "", false, ""},
		{"rows there twice", "intervals", []string{good + rest(good)}, "overlap", true, "is there twice"},
		{"reports that overlap", "intervals", []string{good, intervalRows(two, 5, busy)}, "overlap", true, `the interval from 2026-10-01 09:00 of team "North" is there twice, first in a.csv:2; 48 rows from 2026-10-01 to 2026-10-04`},
		{"a report corrected later", "intervals", []string{good, intervalRows(two, 2, func(a, b, c int) string { return busy(a, b, c+1) })}, "overlap", true, "24 rows"},
		{"queues that have no column", "intervals", []string{strings.ReplaceAll(strings.ReplaceAll(good, "team", "Queue"), "North", "Nord")}, "", false, ""},
		{"one file twice, no ids", "contacts", []string{calls, calls}, "overlap", true, "b.csv: 40 rows from 2026-10-01 to 2026-10-04 are the same in a.csv"},
		{"a day twice, no ids", "contacts", []string{calls, contactRows("wait_seconds", 70, func(i int) string { return fmt.Sprint(5 + 3*i) })}, "overlap", true, "the same in a.csv"},
		{"a file behind itself", "contacts", []string{calls + rest(calls)}, "overlap", false, "the second half of its 80 rows says what the first does"},
		{"other calls, no ids", "contacts", []string{calls, contactRows("wait_seconds", 40, func(i int) string { return fmt.Sprint(6 + 3*i) })}, "", false, ""},
		{"a team that is the sum", "intervals", []string{intervalRows([]string{"North", "South", "Both"}, 4, sums)}, "total", true, `a.csv:4:3: team "Both" is the sum of the others`},
		{"more abandoned than offered", "intervals", []string{intervalRows(two, 3, func(a, b, c int) string { return "5,5,30" })}, "counts", true, "abandoned: 180 were abandoned on 2026-10-01"},
		{"more answered than offered", "intervals", []string{intervalRows(two, 3, func(a, b, c int) string { return "5,15,0" })}, "counts", true, "answered: 90 were answered"},
		{"answered and abandoned together", "intervals", []string{intervalRows(two, 3, func(a, b, c int) string { return "10,6,6" })}, "counts", true, "answered: 72 were answered or abandoned on 2026-10-01"},
		{"a call answered after midnight", "intervals", []string{intervalRows(two, 3, func(a, b, c int) string { return []string{"30,30,0", "30,30,1"}[c%2] })}, "", false, ""},
		{"rounded customers", "contacts", []string{contactRows("customer", 30, func(i int) string { return []string{"4.91701E+11", fmt.Sprint("c", i)}[i%2] })}, "doubles", true, `customer: "4.91701E+11" is a number that a spreadsheet has rounded, and the same in 15 of 30 rows`},
		{"rounded respondents", "employees", []string{"wave,respondent,csat\n" + strings.Repeat("2026-Q3,4.91701E+11,4\n", 30)}, "doubles", true, `respondent: "4.91701E+11" is a number`},
		{"callers who are not known", "contacts", []string{contactRows("customer", 90, func(i int) string { return []string{"Anonymous", fmt.Sprint("c", i)}[i%2] })}, "shared", false, "customer: 45 of 90 contacts are of this one"},
		{"a customer who often calls", "contacts", []string{contactRows("customer", 90, func(i int) string { return []string{"c0", fmt.Sprint("c", i)}[min(i%4, 1)] })}, "", false, ""},
		{"rounded ids", "contacts", []string{contactRows("id", 30, func(int) string { return "1.23457E+17" })}, "doubles", true, `id: "1.23457E+17" is a number that a spreadsheet has rounded`},
		{"ids that are none", "contacts", []string{contactRows("id", 60, func(i int) string { return fmt.Sprint("phone", i%2) })}, "doubles", true, "58 of 60 rows would be dropped"},
		{"some ids again", "contacts", []string{contactRows("id", 100, func(i int) string { return fmt.Sprint("c", max(i, 8)) })}, "doubles", false, "8 of 100 rows are dropped"},
		{"milliseconds", "contacts", []string{contactRows("wait_seconds", 40, func(i int) string { return fmt.Sprint(1000 * (i + 3)) })}, "unit", true, "multiples of 1,000"},
		{"fractions of a day", "contacts", []string{contactRows("wait_seconds", 40, func(i int) string { return fmt.Sprintf("0.00%02d", i+3) })}, "unit", true, "below one second"},
		{"minutes as hours", "contacts", []string{contactRows("wait_seconds", 40, func(i int) string { return fmt.Sprint(60 * (i + 30)) })}, "unit", false, "whole minutes"},
		{"waits of days", "contacts", []string{contactRows("wait_seconds", 40, func(i int) string { return fmt.Sprint(20001 + i) })}, "unit", false, "over 6 hours"},
		{"a day of ten", "contacts", []string{calls + contactDays()}, "spike", false, "more than ten times"},
		{"answers of two kinds", "responses", []string{strings.ReplaceAll(contactRows("csat", 60, func(i int) string { return fmt.Sprint(1 + 4*(i%2)) }), "opened_at", "answered_at")}, "answers", false, "1 or 5, on a scale from 1 to 5"},
		{"answers on a shorter scale", "responses", []string{strings.ReplaceAll(contactRows("csat", 60, func(i int) string { return fmt.Sprint(1 + i%3) }), "opened_at", "answered_at")}, "answers", false, "of 60 answers to \"csat\" on a scale from 1 to 5 the best is 3"},
		{"answers of which none is the worst", "responses", []string{strings.ReplaceAll(contactRows("csat", 60, func(i int) string { return fmt.Sprint(3 + i%3) }), "opened_at", "answered_at")}, "", false, ""},
		{"a period twice", "scores", []string{"period,metric,numerator,denominator\n2026-09,csat,80,100\n2026-09,csat,80,100\n"}, "overlap", true, `metric "csat" for 2026-09 is there twice, first in a.csv:2`},
		{"a given team that is the sum", "scores", []string{"period,metric,team,numerator,denominator\n2026-09,csat,A,80,100\n2026-09,csat,B,70,90\n2026-09,csat,Total,150,190\n"}, "total", true, `team "Total" is the sum of the others`},
		{"a month beside its days", "scores", []string{"period,metric,numerator,denominator\n2026-09-01,csat,80,100\n2026-09-02,csat,80,100\n2026-09,csat,160,200\n"}, "overlap", true, `metric "csat" for 2026-09 is there twice, first in a.csv:2`},
		{"a day beside its month", "scores", []string{"period,metric,numerator,denominator\n2026-09,csat,160,200\n2026-09-02,csat,80,100\n"}, "overlap", true, `for 2026-09-02 is there twice, first in a.csv:2`},
		{"bare values of two days", "scores", []string{"period,metric,value\n2026-09-01,csat,80\n2026-09-02,csat,90\n"}, "overlap", true, `for 2026-09-02 is there twice, first in a.csv:2`},
		{"days and quarters", "scores", []string{"period,metric,numerator,denominator\n2026-07-01,csat,80,100\n2026-07-02,csat,80,100\n2026-Q3,csat,160,200\n"}, "", false, ""},
		{"invited by month and day", "invitations", []string{"period,invited\n2026-09,80\n2026-09-03,80\n"}, "overlap", true, "there twice"},
		{"invited in all", "invitations", []string{"period,team,invited\n2026-09,A,80\n2026-09,B,80\n2026-09,Total,160\n"}, "total", true, `a.csv:4:2: team "Total" is the sum of the others, 160 asked in 1 rows`},
		{"a channel that is the sum", "intervals", []string{strings.ReplaceAll(intervalRows([]string{"North", "South", "All"}, 4, sums), "team", "channel")}, "total", true, `channel "All" is the sum of the others`},
		{"a total of two levels", "intervals", []string{intervalRows([]string{"N1", "N2", "N3", "S1", "S2", "S3", "Grand total"}, 4, levels)}, "total", true, `team "Grand total" is the sum of 4 of the others`},
		{"a total with a slip", "intervals", []string{strings.Replace(intervalRows([]string{"North", "South", "Total"}, 4, sums), "Total,", "Total,1", 1)}, "total", true, `team "Total" is the sum of the others`},
		{"a row for each day", "intervals", []string{good + dayRows(good)}, "total", true, "the interval at 00:00 is the sum of all others of its day, on 4 days"},
		{"checks in all", "checks", []string{"date,measure,team,passed,total\n2026-09-01,m,A,8,10\n2026-09-01,m,B,5,20\n2026-09-01,m,Total,13,30\n"}, "total", true, `a.csv:4:3: team "Total" is the sum of the others`},
		{"invited twice", "invitations", []string{"period,invited\n2026-09,80\n2026-09,80\n"}, "overlap", true, "there twice"},
	}
	for _, test := range tests {
		t.Run(test.what, func(t *testing.T) {
			t.Parallel()
			of := func() *desk {
				d := of(t, test.kind, "").asks("csat")
				d.files = map[string]string{}
				for i, text := range test.files {
					d.files[string(rune('a'+i))+".csv"] = text
				}
				d.Source.Figures = map[string]Figure{"csat": {}}
				return d
			}
			d := of().load(t)
			said := d.said()
			switch {
			case test.name == "" && d.problems.Len() > 0:
				t.Errorf("said, where there is nothing to say:\n%s", said)
			case test.name != "" && (!strings.Contains(said, test.says) || d.problems.Failed() != test.stops || d.problems.Len() != 1):
				t.Errorf("want %q and nothing else, stopped %v; got\n%s", test.says, test.stops, said)
			}
			if test.name == "" {
				return
			}
			d = of()
			d.Accept = []Accepted{{test.name, "we know"}}
			if d.load(t); d.problems.Len() > 0 || len(d.table.Accepted) != 1 {
				t.Errorf("accepted, but still said, or no reason kept:\n%s", d.said())
			}
		})
	}
}

// contactDays are ten quiet days and one with two hundred contacts.
func contactDays() string {
	var b strings.Builder
	for i := range 9 {
		fmt.Fprintf(&b, "2026-10-%02d 10:00:00,%d\n", 10+i, 7+i)
	}
	for i := range 200 {
		fmt.Fprintf(&b, "2026-10-22 10:%02d:%02d,%d\n", i%60, i/60, 7+i)
	}
	return b.String()
}

func TestAcceptedFindingsThatAreNotThereAreTold(t *testing.T) {
	d := of(t, "contacts", "opened_at\n2026-10-01 09:00\n")
	d.Accept = []Accepted{{"overlap", "we know"}}
	d.load(t).table.Unfound(&d.problems)
	if said := d.said(); d.problems.Failed() || !strings.Contains(said, `accept: "overlap" is not found in the data`) {
		t.Errorf("got %q", said)
	}
}

// An hour that the clock shows twice has two intervals of one name.
func TestTheHourThatComesTwiceIsNoDouble(t *testing.T) {
	d := of(t, "intervals", "start,minutes,offered\n2026-10-25 01:00,30,5\n2026-10-25 01:30,30,6\n2026-10-25 01:00,30,7\n2026-10-25 01:30,30,8\n").load(t)
	if d.problems.Failed() {
		t.Errorf("got %s", d.said())
	}
}

func TestAnExportThatEndsInMidDayIsTold(t *testing.T) {
	var b strings.Builder
	b.WriteString("opened_at\n")
	for day := range 29 {
		last := 18
		if day == 28 {
			last = 11
		}
		for hour := 8; hour < last; hour++ {
			for minute := range 4 {
				fmt.Fprintf(&b, "2026-10-%02d %02d:%02d\n", 1+day, hour, minute*15)
			}
		}
	}
	if said := of(t, "contacts", b.String()).load(t).said(); !strings.Contains(said, "ends on 2026-10-29 at 10:45 with 12, where the same weekday usually goes on until 17:45, with 40") {
		t.Errorf("got %q", said)
	}
}

func TestTeamsThatAreGoneAreTold(t *testing.T) {
	text := intervalRows([]string{"A", "B", "C", "D"}, 3, busy)
	text = strings.ReplaceAll(text, "2026-10", "2026-09") + "2026-10-01 09:00,30,A,30,20,1\n2026-10-01 09:00,30,B,22,20,1\n"
	if said := of(t, "intervals", text).load(t).said(); !strings.Contains(said, "2 of the 4 teams of 2026-09 have no row from 2026-10-01 on") {
		t.Errorf("got %q", said)
	}
}

// A report may add up at two levels: each level is told, and of many teams those that
// stand together are found.
func TestTotalsOfTwoLevels(t *testing.T) {
	for _, more := range []int{0, 20} {
		var teams []string
		var of [][]int
		for i := range more {
			teams, of = append(teams, fmt.Sprint("T", i)), append(of, []int{10 + i})
		}
		teams = append(teams, "N1", "N2", "North", "S1", "S2", "South")
		of = append(of, []int{0}, []int{1}, []int{0, 1}, []int{3}, []int{4}, []int{3, 4})
		d := intervalsOf(t, intervalRows(teams, 4, func(team, day, slot int) string {
			var n [3]int
			for _, i := range of[team] {
				n[0], n[1], n[2] = n[0]+9+5*i+(i+2)*day*slot+i*i%7*slot, n[1]+7+3*i, n[2]+i
			}
			return fmt.Sprintf("%d,%d,%d", n[0], n[1], n[2])
		}))
		for _, name := range []string{"North", "South"} {
			if want := fmt.Sprintf("team %q is the sum of 2 of the others", name); strings.Count(d.said(), "is the sum of") != 2 || !strings.Contains(d.said(), want) {
				t.Errorf("%d more teams: want %q, got\n%s", more, want, d.said())
			}
		}
	}
}

// intervalsOf loads one file of intervals.
func intervalsOf(t *testing.T, text string) *desk {
	d := of(t, "intervals", "")
	d.files = map[string]string{"a.csv": text}
	return d.load(t)
}
