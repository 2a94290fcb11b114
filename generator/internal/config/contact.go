package config

import (
	"net/mail"
	"net/url"
	"regexp"
	"strings"
)

// Contact is how people reach the organisation; what is not told is "".
type Contact struct {
	Phone              string // as people write it
	PhoneHours         string // when somebody answers, in words
	ChatURL            string
	Email              string
	AccessibilityEmail string
	ComplaintsURL      string
}

// Licence says what others may do with the figures; both parts, or none.
type Licence struct{ Name, URL string }

func (c *Config) contact(t *table) {
	if t == nil {
		return
	}
	c.Contact = Contact{
		Phone: t.phone("phone"), PhoneHours: t.text("phone_hours", ""), ChatURL: t.link("chat_url"),
		Email: t.email("email"), AccessibilityEmail: t.email("accessibility_email"), ComplaintsURL: t.link("complaints_url"),
	}
	if c.Contact.PhoneHours != "" && !t.has("phone") {
		t.wrong("phone_hours", "there is no phone beside it: the number that is answered then")
	}
	t.finish()
}

func (c *Config) licence(t *table) {
	if t == nil {
		return
	}
	c.Licence.Name = t.required("name", `what the figures may be used under, such as "CC BY 4.0"`)
	if t.has("url") {
		c.Licence.URL = t.link("url")
	} else {
		t.doc.wrong(t.path, `url is missing: where the licence can be read, such as "https://creativecommons.org/licenses/by/4.0/"`)
	}
	t.finish()
}

// phonePattern is a number as people write it: digits, with blanks and marks between them.
var phonePattern = regexp.MustCompile(`^\+?[0-9(][0-9 ().\x{a0}/-]*[0-9]$`)

// phone reads a telephone number: 3 to 15 digits (E.164).
func (t *table) phone(key string) string {
	raw := t.text(key, "")
	if raw == "" {
		return ""
	}
	digits := 0
	for _, r := range raw {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	if !phonePattern.MatchString(raw) || digits < 3 || digits > 15 || strings.Count(raw, "(") != strings.Count(raw, ")") {
		t.wrong(key, `got %q, want a telephone number of 3 to 15 digits such as "+44 20 7946 0018"`, raw)
		return ""
	}
	return raw
}

// email reads the address of a mailbox, without a name before it.
func (t *table) email(key string) string {
	raw := t.text(key, "")
	if raw == "" {
		return ""
	}
	a, err := mail.ParseAddress(raw)
	if err != nil || a.Address != raw || !hostPattern.MatchString(raw[strings.LastIndexByte(raw, '@')+1:]) || strings.ContainsAny(raw, "\"'<>\\`{}?&# ") {
		t.wrong(key, `got %q, want an e-mail address such as "help@example.com"`, raw)
		return ""
	}
	return raw
}

// link reads the address of a page that somebody else may keep.
func (t *table) link(key string) string {
	raw := t.text(key, "")
	if raw == "" {
		return ""
	}
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.User != nil || !hostPattern.MatchString(u.Hostname()) || !port(u.Host) || strings.ContainsAny(raw, " \"'<>\\^`{|}\t\r\n") {
		t.wrong(key, `got %q, want the address of a page such as "https://example.com/help"`, raw)
		return ""
	}
	return raw
}
