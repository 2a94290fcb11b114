package config

import (
	"net/url"
	"regexp"
	"strings"
)

// Feedback is where readers' answers to "Did this page help?" go: a form's target or a mailbox;
// without either it is not asked. What comes there is read back as any other export.
type Feedback struct {
	Action  string // the address that the form is sent to
	Method  string // post or get
	Answer  string // the field of the answer
	Page    string // the field of the page's path; "": not sent
	Yes, No string // what the answer's field says
	Email   string
}

// Origin is the scheme, host and port that a form is sent to; "" without one.
func (f Feedback) Origin() string {
	u, err := url.Parse(f.Action)
	if err != nil || f.Action == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

var fieldPattern = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.:\[\]-]*$`)

func (c *Config) feedback(t *table) {
	if t == nil {
		return
	}
	f := Feedback{
		Email: t.email("email"), Method: t.choice("method", "post", "post", "get"),
		Answer: t.field("answer", "helpful"), Page: t.field("page", "page"), Yes: t.text("yes", "yes"), No: t.text("no", "no"),
	}
	if t.has("action") {
		f.Action = t.target("action", f.Method)
	}
	t.finish()
	switch {
	case t.has("action") && t.has("email"):
		t.wrong("email", "stands beside action, want one of them: readers answer in one way")
	case t.has("email"):
		for _, key := range []string{"method", "answer", "page", "yes", "no"} {
			if t.has(key) {
				t.wrong(key, "is of a form: it needs action in the place of email")
			}
		}
	case !t.has("action"):
		t.doc.wrong(t.path, `has neither action nor email: where answers go, such as action = "https://forms.example.com/helpful"`)
	case f.Answer == f.Page:
		t.wrong("page", "got %q, which is the answer's field, too: want another", f.Page)
	case f.Yes == f.No:
		t.wrong("no", "got %q for no and for yes, want two words", f.No)
	}
	c.Feedback = f
}

// target reads the address that a form is sent to.
func (t *table) target(key, method string) string {
	raw := t.text(key, "")
	u, err := url.Parse(raw)
	switch {
	case raw == "":
		return ""
	case err != nil || u.Scheme != "https" || u.User != nil || u.Fragment != "" || !hostPattern.MatchString(u.Hostname()) || !port(u.Host) || strings.ContainsAny(raw, " \"'<>\\^`{|}\t\r\n;,"):
		t.wrong(key, `got %q, want an address such as "https://forms.example.com/helpful": over https, nobody on the way reads or changes an answer`, raw)
		return ""
	case method == "get" && u.RawQuery != "":
		t.wrong(key, `got %q, whose query a form of method "get" replaces: want it without, or "post"`, raw)
	}
	return raw
}

// field reads the name of a form's field.
func (t *table) field(key, fallback string) string {
	name := t.text(key, fallback)
	if !fieldPattern.MatchString(name) {
		t.wrong(key, `got %q, want the name of a field of the form such as "helpful" or "entry.1234567"`, name)
	}
	return name
}
