package export

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"shingle/generator/internal/diag"
)

// damage is what in a record cannot be text.
func damage(data []byte, at diag.Place) (wrong []diag.Problem) {
	note := func(i int, text, hint string) {
		at := at
		at.Line += bytes.Count(data[:i], []byte{'\n'})
		wrong = append(wrong, diag.Problem{Place: at, Text: text, Hint: hint})
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		note(i, "holds a NUL byte, want text", "")
	}
	if !utf8.Valid(data) {
		i := invalid(data)
		note(i, fmt.Sprintf("byte 0x%02X is not UTF-8", data[i]), `say which encoding the file has, such as encoding = "windows-1252"`)
	}
	return wrong
}

// invalid is the index of the first byte that is not UTF-8.
func invalid(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(data)
}
