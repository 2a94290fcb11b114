package fact

import "testing"

// A condition is written without what holds of every row, and texts in it are left alone.
func TestShortened(t *testing.T) {
	for condition, want := range map[string]string{
		"true":                          "true",
		"true AND NOT false":            "true",
		"true AND a AND NOT false":      "a",
		"a AND false":                   "false",
		"a AND NOT true AND b":          "false",
		"a OR b AND true":               "a OR b AND true",
		"(a OR b) AND true":             "(a OR b)",
		"(a AND false) AND b":           "(a AND false) AND b",
		"a BETWEEN 1 AND 5 AND true":    "a BETWEEN 1 AND 5",
		"a = ') AND false AND (' AND b": "a = ') AND false AND (' AND b",
		"a IN ('it''s AND true') AND b": "a IN ('it''s AND true') AND b",
		"coalesce(a, true) AND NOT (b)": "coalesce(a, true) AND NOT (b)",
		"NOT a AND true AND false OR b": "NOT a AND true AND false OR b",
	} {
		if got := shortened(condition); got != want {
			t.Errorf("%s: got %s, want %s", condition, got, want)
		}
	}
}
