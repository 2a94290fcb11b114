package record

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// grouped writes a number with a mark between its thousands.
func grouped(n int, mark string) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + mark + s[i:]
	}
	return s
}

// The same numbers, however they are spelt, are read as the same, or refused: never as
// others.
func TestNumbersSpeltDifferentlyAreTheSameOrRefused(t *testing.T) {
	spelt := map[string]func(n int) string{
		"plain":             func(n int) string { return fmt.Sprint(n) },
		"points":            func(n int) string { return grouped(n, ".") },
		"commas":            func(n int) string { return grouped(n, ",") },
		"spaces":            func(n int) string { return grouped(n, " ") },
		"no-break spaces":   func(n int) string { return grouped(n, "\u00a0") },
		"narrow spaces":     func(n int) string { return grouped(n, "\u202f") },
		"apostrophes":       func(n int) string { return grouped(n, "'") },
		"points, decimals":  func(n int) string { return grouped(n, ".") + ",0" },
		"commas, decimals":  func(n int) string { return grouped(n, ",") + ".00" },
		"three decimals":    func(n int) string { return fmt.Sprint(n) + ".000" },
		"three, by comma":   func(n int) string { return fmt.Sprint(n) + ",000" },
		"blanks around":     func(n int) string { return " " + fmt.Sprint(n) + "\u00a0" },
		"a sign":            func(n int) string { return "+" + fmt.Sprint(n) },
		"zeros before":      func(n int) string { return "00" + fmt.Sprint(n) },
		"groups here, none": func(n int) string { return grouped(n, map[bool]string{true: ".", false: ""}[n%2 == 0]) },
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 3 {
		most := []int{900, 1500, 30_000, 3_000_000}[r.IntN(4)]
		var numbers []int
		for range 1 + r.IntN(12) {
			numbers = append(numbers, r.IntN(most))
		}
		want := strings.Trim(strings.ReplaceAll(fmt.Sprint(numbers), " ", "|"), "[]")
		for name, spell := range spelt {
			for _, decimal := range []string{"", []string{",", "."}[r.IntN(2)]} {
				kind := []string{"intervals", "contacts", "invitations"}[r.IntN(3)]
				column, head := "offered", "start,minutes"
				switch kind {
				case "contacts":
					column, head = "CAST(wait_seconds / 1000000 AS BIGINT)", "opened_at,reason"
				case "invitations":
					head = "period,metric"
				}
				text := head + "," + map[string]string{"intervals": "offered", "contacts": "wait_seconds", "invitations": "invited"}[kind] + "\n"
				for i, n := range numbers {
					at := fmt.Sprintf("2026-10-01 %02d:00", 9+i)
					text += map[string]string{"intervals": at + ",30", "contacts": at + ",x", "invitations": fmt.Sprintf("2025-%02d,nps", 1+i)}[kind] + ",\"" + spell(n) + "\"\n"
				}
				d := of(t, kind, text)
				d.Decimal, d.MaxRejects = decimal, 0
				d.load(t)
				if d.problems.Failed() {
					if (name == "plain" || name == "spaces" || name == "apostrophes") || decimal == "," && name == "points" || decimal == "." && name == "commas" {
						t.Errorf("%v of %s, %s, decimal %q: refused:\n%s", numbers, kind, name, decimal, d.said())
					}
					continue
				}
				got := ""
				if kind == "invitations" {
					for i, inv := range d.table.Invited {
						got += strings.Repeat("|", min(i, 1)) + fmt.Sprint(inv.Invited)
					}
				} else {
					got = d.rows(t, column)
				}
				if got == want {
					continue
				}
				mark := strings.Trim(spell(100_000), "0123456789")
				if strings.HasPrefix(name, "three") && decimal != "" || decimal == mark || name == "groups here, none" && decimal == "." { // config says what the mark is
					continue
				}
				t.Errorf("%v of %s, %s, decimal %q: got %s\n%s", numbers, kind, name, decimal, got, d.said())
			}
		}
	}
}

func TestColumnsTellWhatTheirMarksMean(t *testing.T) {
	tests := []struct {
		what  string
		texts string
		whole bool
		want  string
	}{
		{"counts in thousands", "850 920 1.000 1.250", true, ","},
		{"counts in thousands, with commas", "850 920 1,000", true, "."},
		{"counts that are all in thousands", "1.250 2.417", true, ","},
		{"counts of thousands or with three decimals", "1.000 2.000", true, ""},
		{"counts, some without groups", "850 1.000 1250", true, ""},
		{"seconds in thousands", "45 1.250", false, ","},
		{"seconds with parts", "0.345 1.250", false, "."},
		{"seconds with parts, by comma", "12,5 1,250", false, ","},
		{"seconds with parts or in thousands", "12.345 17.891", false, ""},
		{"millions beside thousands", "1.250 1.000.000", false, ","},
		{"both marks", "1.250 1,250", true, ""},
		{"thousands beside parts", "1.250 82,5", false, ","},
	}
	for _, test := range tests {
		texts := strings.Fields(test.texts)
		if got := looked(texts).decides(test.whole); got != test.want {
			t.Errorf("%s: got %q, want %q", test.what, got, test.want)
		}
	}
}

// What Go reads of given counts and what SQL reads of records are the same.
func TestNumbersAreReadAlikeByGoAndSQL(t *testing.T) {
	d := of(t, "intervals", "start,minutes,offered\n2026-10-01 09:00,30,1\n").load(t)
	r := rand.New(rand.NewPCG(3, 4))
	for range 400 {
		var b strings.Builder
		for range 1 + r.IntN(9) {
			b.WriteString([]string{"0", "1", "7", "12", "345", ".", ",", " ", "-", "+", "'", "\u00a0", "000"}[r.IntN(13)])
		}
		text := strings.TrimSpace(b.String())
		for _, decimal := range []string{"", ",", "."} {
			plain, ok := plainNumber(text, decimal)
			var got *string
			if err := scanOne(t.Context(), d.db, "SELECT "+reader{d: duck{}, once: again}.numberSQL("'"+strings.ReplaceAll(text, "'", "''")+"'", decimal), &got); err != nil {
				t.Fatal(err)
			}
			if got != nil && !strings.ContainsAny(*got, "0123456789") { // the cast of it gives nothing
				got = nil
			}
			if ok != (got != nil) || ok && plain != *got {
				t.Errorf("%q with decimal %q: Go reads %q (%v), SQL %v", text, decimal, plain, ok, got)
			}
		}
	}
}
