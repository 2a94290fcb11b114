package export

import (
	"bytes"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
)

// Encoding finds out how a text file is encoded, from its first megabyte: "" is UTF-8, or
// UTF-16 that says so itself.
func Encoding(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sample := make([]byte, 1<<20)
	n, err := io.ReadFull(f, sample)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return "", err
	}
	return encodingOf(sample[:n]), nil
}

// encodingOf names the encoding of a text. What fits several is taken for the one
// that offices write most.
func encodingOf(sample []byte) string {
	if bytes.HasPrefix(sample, []byte{0xff, 0xfe}) || bytes.HasPrefix(sample, []byte{0xfe, 0xff}) {
		return "" // it says so itself
	}
	if wide := wideOf(sample); wide != "" {
		return wide
	}
	if end := lastRune(sample); utf8.Valid(sample[:end]) {
		return ""
	}
	if japaneseText(sample) {
		return "shift_jis"
	}
	if cyrillic(sample) {
		return "windows-1251"
	}
	return "windows-1252"
}

// lastRune cuts a sample where a character may have been cut in two.
func lastRune(sample []byte) int {
	for back := 1; back < utf8.UTFMax && back < len(sample); back++ {
		if c := sample[len(sample)-back]; utf8.RuneStart(c) && c >= utf8.RuneSelf && !utf8.FullRune(sample[len(sample)-back:]) {
			return len(sample) - back
		}
	}
	return len(sample)
}

// wideOf tells UTF-16 without a byte order mark: every other byte of its commas, digits
// and line ends is zero.
func wideOf(sample []byte) string {
	if len(sample) < 4 {
		return ""
	}
	var zeros [2]int
	for i, c := range sample[:len(sample)/2*2] {
		if c == 0 {
			zeros[i%2]++
		}
	}
	switch many := len(sample) / 2 * 2 / 5; {
	case zeros[1] > many && zeros[0] == 0:
		return "utf-16le"
	case zeros[0] > many && zeros[1] == 0:
		return "utf-16be"
	}
	return ""
}

// japaneseText tells whether a text reads as Shift-JIS without a mistake, mostly as kana
// and kanji.
func japaneseText(sample []byte) bool {
	letters, strange := read(japanese.ShiftJIS, sample, func(r rune) bool {
		return unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Han)
	})
	half, _ := read(japanese.ShiftJIS, sample, func(r rune) bool { return r >= 0xff61 && r <= 0xff9f })
	return strange == 0 && letters > 3 && half*2 < letters
}

// cyrillic tells whether most of what is not ASCII reads as small Cyrillic letters.
func cyrillic(sample []byte) bool {
	small, _ := read(charmap.Windows1251, sample, func(r rune) bool { return r >= 'а' && r <= 'я' })
	all, _ := read(charmap.Windows1251, sample, func(r rune) bool { return r >= utf8.RuneSelf })
	ascii, _ := read(charmap.Windows1251, sample, func(r rune) bool { return r < utf8.RuneSelf && unicode.IsLetter(r) })
	return small > 20 && small*10 > all*7 && small > ascii/4
}

// read counts the characters of a kind, and those that are none.
func read(e encoding.Encoding, sample []byte, kind func(rune) bool) (n, strange int) {
	text, _ := e.NewDecoder().Bytes(sample)
	for _, r := range string(text) {
		switch {
		case r == utf8.RuneError:
			strange++
		case kind(r):
			n++
		}
	}
	return n, max(strange-1, 0) // the last may have been cut in two
}

// Encoded tells whether there is an encoding of that name.
func Encoded(name string) bool {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be":
		return true
	}
	_, err := htmlindex.Get(strings.TrimSpace(name))
	return err == nil
}
