// Package quote writes texts and names into SQL.
package quote

import "strings"

// Text writes a text as a literal.
func Text(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// Texts writes several, for a list between brackets.
func Texts(all []string) string {
	texts := make([]string, len(all))
	for i, s := range all {
		texts[i] = Text(s)
	}
	return strings.Join(texts, ", ")
}

// Name writes an identifier.
func Name(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
