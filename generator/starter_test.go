package main

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// rows writes a CSV of a header and n rows, in which {i} is the number of the row and
// {d} a day of October.
func rows(header, row string, n int) string {
	var b strings.Builder
	b.WriteString(header + "\n")
	for i := range n {
		b.WriteString(strings.NewReplacer("{i}", fmt.Sprint(i), "{d}", fmt.Sprintf("2025-10-%02d", 1+i%28), "{s}", fmt.Sprint(1+i%5)).Replace(row) + "\n")
	}
	return b.String()
}

// What init writes passes check, whatever the export: what check has something against
// is left off.
func TestWhatInitWritesPassesCheck(t *testing.T) {
	calls := rows("Call Id,Start,Answered,Wait", "{i},{d} 09:00:00,yes,{s}", 60)
	for what, files := range map[string]map[string]string{
		"a customer without a reason":    {"calls.csv": rows("Call Id,Start,Answered,Wait,Account", "{i},{d} 09:00:00,yes,5,A{i}", 60)},
		"waits in minutes":               {"calls.csv": rows("Call Id,Start,Answered,Wait (minutes)", "{i},{d} 09:00:00,yes,{s}", 60)},
		"hostile names":                  {"x [Q3] {a} *?.csv": calls},
		"a header of control characters": {"calls.csv": rows("Call Id,Start,Answered,Wait,\"a\nb\x1b[31m\"", "{i},{d} 09:00:00,yes,5,x", 60)},
		"rows that are rejected beside good ones": {
			"calls.csv": calls,
			"bad.csv":   rows("Response Id,Date,CSAT", "{i},{d},{s}", 600) + strings.Repeat("9,2025-10-01,eleven\n", 60),
		},
		"two reports of the same": {"a.csv": calls, "b.csv": rows("Call Id,Start,Answered,Wait,Team", "{i},{d} 10:00:00,no,{s},T", 60)},
		"complaints, and how many customers there were": {
			"complaints.csv": rows("Case,Received,Team,Matter,Closed,Upheld,Escalated", "C{i},{d},T{s},Bill,{d},yes,no", 60), "customers.csv": "Month,Customers\n2025-09,500\n2025-10,510\n",
		},
		"complaints of a month whose customers are missing": {
			"complaints.csv": rows("Case,Received,Outcome", "C{i},{d},Upheld", 60), "customers.csv": "Month,Customers\n2025-09,500\n",
		},
		"customers of a year":                     {"calls.csv": calls, "customers.csv": "Year,Customers\n2025,500\n"},
		"customers without complaints":            {"calls.csv": calls, "customers.csv": "Month,Customers\n2025-09,500\n2025-10,none\n"},
		"tickets, some open":                      {"tickets.csv": rows("Ticket ID,Created,First reply,Closed", "{i},{d} 09:00:00,{d} 10:00:00,{d} 11:00:00", 60) + "99,2025-10-09 09:00:00,,\n"},
		"whether pages helped":                    {"feedback.csv": rows("Timestamp,Was this page helpful", "{d} 09:00:00,yes", 60)},
		"staff asked from 1 to 5 what is helpful": {"pulse.csv": rows("Wave,Department,Respondent,Helpful", "2025-Q3,D,{i},{s}", 60)},
		"calls and their half-hours": {
			"calls.csv": calls,
			"half.csv":  rows("Interval Start,Offered,Answered,Abandoned", "{d} 09:00:00,10,9,1", 28),
		},
	} {
		t.Run(what, func(t *testing.T) {
			from, to := t.TempDir(), filepath.Join(t.TempDir(), "site")
			args := []string{"init", to}
			for _, name := range slices.Sorted(maps.Keys(files)) {
				text := files[name]
				full := filepath.Join(from, name)
				if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
				args = append(args, "--from", full)
			}
			var said bytes.Buffer
			if code := run(t.Context(), args, &said, &said); code != done {
				t.Fatalf("init: %d\n%s", code, &said)
			}
			if code := run(t.Context(), []string{"check", "-C", to}, &said, &said); code != done {
				text, _ := os.ReadFile(filepath.Join(to, "config.toml"))
				t.Errorf("check: %d\n%s\n%s", code, &said, text)
			}
		})
	}
}

// Exports of complaints, their denominators and of cases that are still open become the metrics
// that can be made of them.
func TestInitSuggestsComplaintsRatesAndBacklog(t *testing.T) {
	from, to := t.TempDir(), filepath.Join(t.TempDir(), "site")
	args := []string{"init", to}
	for _, f := range [][2]string{
		{"complaints.csv", rows("Case,Received,Matter,Closed,Upheld,Escalated", "C{i},{d},Bill,{d},yes,no", 60)}, {"customers.csv", "Month,Customers\n2025-10,510\n"},
		{"tickets.csv", rows("Ticket ID,Created,First reply,Closed", "{i},{d} 09:00:00,{d} 10:00:00,{d} 11:00:00", 60) + "99,2025-10-09 09:00:00,,\n"},
	} {
		full := filepath.Join(from, f[0])
		if err := os.WriteFile(full, []byte(f[1]), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, "--from", full)
	}
	var said bytes.Buffer
	if code := run(t.Context(), args, &said, &said); code != done {
		t.Fatalf("init: %d\n%s", code, &said)
	}
	text, err := os.ReadFile(filepath.Join(to, "config.toml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"[shingle.metrics.complaints_received]", "[shingle.metrics.complaints_closed]", "[shingle.metrics.complaints_upheld]", "[shingle.metrics.complaints_escalated]", "[shingle.metrics.complaints_per_1000]", "[shingle.metrics.backlog]"} {
		if !strings.Contains("\n"+string(text), "\n"+want) {
			t.Errorf("%s is not there:\n%s", want, text)
		}
	}
}
