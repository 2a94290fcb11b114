package page

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// plainLetters are letters that do not come apart into a base and a mark.
var plainLetters = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "đ", "d", "ł", "l", "þ", "th", "ı", "i", "ä", "ae", "ö", "oe", "ü", "ue")

// slug makes an address of a name: small letters and digits of any script, with
// single dashes between words; Latin letters without their marks.
func slug(name string) string {
	var b strings.Builder
	dash := false
	for _, r := range norm.NFKD.String(plainLetters.Replace(strings.ToLower(norm.NFC.String(name)))) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			dash = false
			b.WriteRune(r)
		default:
			dash = true
		}
		if b.Len() > 60 {
			break
		}
	}
	return b.String()
}
