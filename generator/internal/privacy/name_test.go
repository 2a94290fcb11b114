package privacy

import (
	"strings"
	"testing"
)

func TestNamesOfPeopleAreSuspect(t *testing.T) {
	for what, names := range map[string][]string{
		"e-mail": {"ann@example.org", "Team of Ann.Lee+x@mail.example.co.uk", "ann (at) example.org", "ａｎｎ＠example.org", "<ann@example.org>"},
		"phone":  {"+44 20 7946 0958", "020 7946 0958", "(555) 123-4567", "555-123-4567", "1-555-123-4567", "0171/1234567", "612 345 678", "5551234567", "+4915112345678", "Ann 0151 12345678", "٠٢٠٧٩٤٦٠٩٥٨", "+1 (555) 123-4567"},
		"card":   {"4111 1111 1111 1111", "4111111111111111", "Visa 5500-0000-0000-0004"},
		"IP":     {"192.0.2.17", "host 192.0.2.17:8080", "2001:db8::17"},
		"U+202E": {"Sales\u202eth"},
		"U+200B": {"Sales\u200b"},
		"U+200D": {"Sales\u200dNorth"},
		"U+00AD": {"Sa\u00adles"},
		"U+FEFF": {"\ufeffSales"},
		"U+3164": {"\u3164"},
		"U+0009": {"a\tb"},
	} {
		for _, name := range names {
			if got := Suspect(name); !strings.Contains(got, what) {
				t.Errorf("%q: got %q, want %s", name, got, what)
			}
		}
	}
}

func TestNamesOfGroupsAreNot(t *testing.T) {
	for _, name := range []string{"", "Sales", "Region 12", "2026-10-05", "10:00-12:00", "Store 1234567", "1.2.3", "Room 101/102", "@home", "a@b", "24/7",
		"12,345,678", "1.000.000", "Level 3 (2026)", "غرفة", "می\u200cخواهم", "👩\u200d💻 devs", "❤\ufe0f", "Line 0800", "1 000 000 calls", "0-4 years", "Q12 2024-2025", "=1+1", "<script>alert(1)</script>", "00012", "18-24, 25-34, 35-44"} {
		if got := Suspect(name); got != "" {
			t.Errorf("%q %s", name, got)
		}
	}
}
