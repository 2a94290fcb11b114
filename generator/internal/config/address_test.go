package config

import (
	"strings"
	"testing"
)

func TestBaseURLIsWhatLinksMayBeginWith(t *testing.T) {
	for _, good := range []string{
		"/", "https://scores.example.com", "https://scores.example.com/", "http://localhost:1313/", "https://scores.example.com/open/scores/",
		"https://münchen.example/", "https://xn--mnchen-3ya.example/", "https://192.0.2.7:8443/", "https://[2001:db8::1]/", "https://[2001:db8::1]:8443/x/",
		"https://scores.example.com/~desk/a%20b/", "https://my_desk.example/", "  https://scores.example.com/  ", "HTTPS://Scores.Example/",
	} {
		c, problems := Load("config.toml", []byte(with(t, "baseURL", `baseURL = "`+good+`"`)))
		if problems.Len() > 0 {
			t.Errorf("%q: got %s, want it taken", good, problems.String())
		}
		if got, want := c.Hugo["baseURL"], c.BaseURL.String(); got != want {
			t.Errorf("%q: Hugo is told %q, want %q", good, got, want)
		}
		if !strings.HasSuffix(c.BaseURL.String(), "/") {
			t.Errorf("%q: is read as %s, want a slash at its end: what stands below it begins with its path", good, c.BaseURL)
		}
	}
	tests := []struct{ address, want string }{
		{"", "is empty, want"},
		{"   ", "is empty, want"},
		{"https://user:pw@scores.example/", "holds a user or a password"},
		{"https://user@scores.example/", "holds a user or a password"},
		{"https://:pw@scores.example/", "holds a user or a password"},
		{"https://user:pw@sc ores.example/", "is no address"},
		{"https://scores.example:99999/", "has a port that there is not"},
		{"https://scores.example:0/", "has a port that there is not"},
		{"https://scores.example:/", "has a port that there is not"},
		{"https://[2001:db8::1]:65536/", "has a port that there is not"},
		{"https://scores.example:port/", "is no address"},
		{"https://scores.example/?a=b", "has a question mark"},
		{"https://scores.example/?", "has a question mark"},
		{"https://scores.example/#top", "has a #"},
		{"https://scores.example/#", "has a #"},
		{"https://scores.example/our scores/", "holds a character that links cannot"},
		{"https://scores.example/\\\"x/", "holds a character that links cannot"},
		{"https://scores.example/'x/", "holds a character that links cannot"},
		{"https://scores.example/<b>/", "holds a character that links cannot"},
		{"https://scores.example/{{ x }}/", "holds a character that links cannot"},
		{"https:///scores/", "names no host"},
		{"https://:8080/", "names no host"},
		{"https://", "names no host"},
		{"https://.example/", "names a host that cannot be one"},
		{"https://a..b/", "names a host that cannot be one"},
		{"https://-a.example/", "names a host that cannot be one"},
		{"https://a,b/", "names a host that cannot be one"},
		{"https://scores.example/../x/", "has a path that links cannot begin with"},
		{"https://scores.example//x/", "has a path that links cannot begin with"},
		{"scores.example", "begins with neither https:// nor http://"},
		{"//scores.example/", "begins with neither https:// nor http://"},
		{"/scores/", "begins with neither https:// nor http://"},
		{"javascript:alert(1)", "begins with neither https:// nor http://"},
		{"ftp://scores.example/", "begins with neither https:// nor http://"},
	}
	for _, test := range tests {
		got := said(t, with(t, "baseURL", `baseURL = "`+strings.ReplaceAll(test.address, `\\"`, `\"`)+`"`))
		if !strings.HasPrefix(got, "config.toml:1:1: baseURL: ") || !strings.Contains(got, test.want) || strings.Contains(got, "\n") {
			t.Errorf("%q: got %q, want one sentence at config.toml:1:1 with %q", test.address, got, test.want)
		}
		if strings.Contains(got, "pw") {
			t.Errorf("%q: got %q, want nothing of the password", test.address, got)
		}
	}
}
