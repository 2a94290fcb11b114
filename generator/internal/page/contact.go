package page

import "strings"

// Contact is how people reach the organisation; what is not told is "".
type Contact struct {
	Phone              string `json:"phone,omitempty"`
	PhoneHours         string `json:"hours,omitempty"`
	ChatURL            string `json:"chat,omitempty"`
	Email              string `json:"email,omitempty"`
	AccessibilityEmail string `json:"accessibility,omitempty"`
	ComplaintsURL      string `json:"complaints,omitempty"`
}

// Licence says what others may do with the figures.
type Licence struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

// told is what pages show of it; nil if nothing is told.
func (c Contact) told() *Contact {
	if c == (Contact{}) {
		return nil
	}
	c.PhoneHours = Mask(c.PhoneHours)
	return &c
}

// dial is the number as a link (RFC 3966). A zero in brackets is for calls from within the
// country, and is left out of a number that begins with +.
func (c Contact) dial() string {
	if c.Phone == "" {
		return ""
	}
	number := c.Phone
	if strings.HasPrefix(number, "+") {
		number = strings.ReplaceAll(number, "(0)", "")
	}
	return "tel:" + strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, number)
}

func (l Licence) told() *Licence {
	if l.Name == "" {
		return nil
	}
	l.Name = Mask(l.Name)
	return &l
}
