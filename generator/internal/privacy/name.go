package privacy

import (
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"shingle/generator/internal/diag"
)

// A Name is one that would be published, of a source, team, channel or question.
type Name struct {
	What string // such as team
	Text string
	At   func() diag.Place
}

// Names notes those that look like a person's, unless they are allowed.
func Names(all []Name, allowed []string, problems *diag.List) {
	for _, n := range all {
		if why := Suspect(n.Text); why != "" && !slices.Contains(allowed, n.Text) {
			problems.AddHint(n.At(), "publish groups, not people; what is right all the same stands in allow_names = [...] of [shingle.privacy]",
				"%s: %q %s, want the name of a group", n.What, diag.Short(n.Text), why)
		}
	}
}

// Suspect says what is wrong with publishing a name of a team, channel or question: that it
// looks like a person's address or number, or holds what nobody sees; "" if nothing is.
func Suspect(name string) string {
	if r, ok := unseen(name); ok {
		return fmt.Sprintf("holds a character that nobody sees (U+%04X)", r)
	}
	plain := digits(norm.NFKC.String(name))
	switch {
	case email.MatchString(plain):
		return "looks like a person's e-mail address"
	case address(plain):
		return "looks like a person's IP address"
	case card(plain):
		return "looks like a person's card number"
	case phone.MatchString(plain):
		return "looks like a person's phone number"
	}
	return ""
}

var email = regexp.MustCompile(`(?i)[^\s@<>(),;:"]+\s?(@|[\[({]\s?at\s?[\])}])\s?[^\s@<>(),;:"]+\.[\pL\d-]{2,}`)

// phone is a number as people write theirs: with the country's or the trunk prefix, the area
// in brackets, in groups as in North America or Spain, or bare, of ten figures and more.
var phone = regexp.MustCompile(`(^|[^\d.,])(` +
	`\+[ (]{0,2}\d([ ()./-]{0,3}\d){6,14}` +
	`|\(?0\d([ ()./-]{0,3}\d){7,13}` +
	`|\(\d{1,5}\)[ -]?\d([ ./-]?\d){5,9}` +
	`|(1[ .-])?\d{3}[ .-]\d{3}[ .-]\d{3,4}` +
	`|\d{10,15})($|[^\d.,:])`)

// address tells whether a word of the name is an IP address.
func address(name string) bool {
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`,;()[]<>"'/`, r) }) {
		if _, err := netip.ParseAddr(word); err == nil {
			return true
		}
		if _, err := netip.ParseAddrPort(word); err == nil {
			return true
		}
	}
	return false
}

var grouped = regexp.MustCompile(`\d([ -]?\d){12,18}`)

// card tells whether a name holds 13 to 19 figures whose check digit is right (Luhn).
func card(name string) bool {
	for _, at := range grouped.FindAllStringIndex(name, -1) {
		if at[0] > 0 && name[at[0]-1] == '+' { // a phone's
			continue
		}
		number := name[at[0]:at[1]]
		sum, double := 0, false
		for i := len(number) - 1; i >= 0; i-- {
			d := int(number[i] - '0')
			if d < 0 || d > 9 {
				continue
			}
			if double {
				d = d*2/10 + d*2%10
			}
			sum, double = sum+d, !double
		}
		if sum%10 == 0 {
			return true
		}
	}
	return false
}

// digits writes the figures of every script as 0 to 9.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 128 || !unicode.IsDigit(r) {
			return r
		}
		zero := r
		for unicode.IsDigit(zero-1) && r-zero < 9 {
			zero--
		}
		return '0' + (r - zero)
	}, s)
}

// unseen finds a character that changes how a name reads, or makes two names look alike,
// without being seen: marks of direction, of zero width, fillers, controls. The two joiners
// belong where a script or a picture needs them, and so do signs of variation.
func unseen(name string) (rune, bool) {
	before := ' '
	for _, r := range name {
		joins := r == 0x200C || r == 0x200D || unicode.Is(unicode.Variation_Selector, r)
		switch {
		case joins && before > 0x590:
		case joins, unicode.IsControl(r), unicode.Is(unicode.Cf, r) && !(r >= 0xE0020 && r <= 0xE007F && before > 0x1F000),
			unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r), r == 0x2028, r == 0x2029, r == 0x2800:
			return r, true
		}
		before = r
	}
	return 0, false
}
