package diag

import (
	"fmt"
	"strconv"
	"strings"
)

// What is told may quote files, and whoever wrote those is a stranger: it is short, and
// shows what a terminal would obey, or what no eye sees.

const (
	longName = 80   // characters of something that is quoted
	longText = 1200 // of all that is said of one problem
)

// Short is a name or a cell as it is quoted: not more than its beginning.
func Short(s string) string { return cut(s, longName) }

func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:i] + "…"
		}
	}
	return s
}

// Visible writes a text on one line: blanks for line ends, and the code of every
// character that a terminal obeys or shows to nobody.
func Visible(s string) string {
	return escaped(strings.NewReplacer("\n", " ", "\r", " ", "\t", " ").Replace(s))
}

func escaped(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strconv.IsPrint(r) {
			b.WriteRune(r)
		} else {
			b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		}
	}
	return b.String()
}

// said is a sentence with what it quotes in it, each thing shortened.
func said(format string, args []any) string {
	short := make([]any, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case string:
			short[i] = cut(a, longText)
		case error:
			short[i] = cut(a.Error(), longText)
		default:
			short[i] = a
		}
	}
	for i, verb := range verbs(format) {
		if s, isText := text(short, i); isText && verb == 'q' {
			short[i] = Short(s)
		}
	}
	return fmt.Sprintf(format, short...)
}

func text(args []any, i int) (string, bool) {
	if i >= len(args) {
		return "", false
	}
	s, isText := args[i].(string)
	return s, isText
}

// verbs lists those of a format, one for each argument.
func verbs(format string) []byte {
	var all []byte
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			continue
		}
		for i++; i < len(format) && strings.IndexByte("+-# 0123456789.", format[i]) >= 0; i++ {
		}
		if i < len(format) && format[i] != '%' {
			all = append(all, format[i])
		}
	}
	return all
}
