package config

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// hostPattern is a name of the DNS, in its own letters or as people write it, an
// address of IPv4, or one of IPv6 in brackets.
var hostPattern = regexp.MustCompile(`^(?:[\pL\pN_](?:[\pL\pN\pM_-]*[\pL\pN\pM])?(?:\.[\pL\pN_](?:[\pL\pN\pM_-]*[\pL\pN\pM])?)*\.?|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)$`)

// pathPattern is what stands behind the host: every link of the site begins with it.
var pathPattern = regexp.MustCompile(`^(?:/(?:[A-Za-z0-9._~!$&*+,;=:@-]|%[0-9A-Fa-f]{2})*)*$`)

// address reads where the site stands: every link, feed and file of it begins with this,
// so that nothing may stand in it that is not for everybody, or that a link cannot hold.
func (t *table) address(key string) *url.URL {
	const want = `want such as "https://scores.example.com/"`
	raw := t.text(key, "/")
	if raw == "/" {
		return &url.URL{Path: "/"}
	}
	u, err := url.Parse(raw)
	wrong := ""
	switch {
	case err == nil && u.User != nil:
		wrong = "holds a user or a password, which would stand in every link; want it without"
	case err != nil:
		wrong = "is no address, " + want
	case u.Scheme != "http" && u.Scheme != "https":
		wrong = "begins with neither https:// nor http://, " + want
	case strings.ContainsAny(raw, " \"'<>\\^`{|}\t\r\n"):
		wrong = "holds a character that links cannot, " + want
	case u.Hostname() == "":
		wrong = "names no host, " + want
	case !hostPattern.MatchString(u.Hostname()) || len(u.Hostname()) > 253:
		wrong = "names a host that cannot be one, " + want
	case !port(u.Host):
		wrong = "has a port that there is not, want a number from 1 to 65535, or none"
	case u.RawQuery != "" || u.ForceQuery || strings.Contains(raw, "?"):
		wrong = "has a question mark in it, " + want
	case strings.Contains(raw, "#"):
		wrong = "has a # in it, " + want
	case !pathPattern.MatchString(u.EscapedPath()) || strings.Contains(u.Path, "//") || strings.Contains("/"+u.Path+"/", "/../") || strings.Contains(u.Path+"/", "/./"):
		wrong = "has a path that links cannot begin with, " + want
	default:
		return u.JoinPath("/") // what stands below it begins with a slash
	}
	if strings.Contains(raw, "@") { // what is printed may be kept in a log
		t.wrong(key, "%s", wrong)
	} else {
		t.wrong(key, "%q %s", raw, wrong)
	}
	return &url.URL{Path: "/"}
}

// port tells whether the port behind a host is one, if there is any.
func port(host string) bool {
	at := strings.LastIndexByte(host, ':')
	if at < 0 || strings.HasSuffix(host, "]") {
		return true
	}
	n, err := strconv.Atoi(host[at+1:])
	return err == nil && n >= 1 && n <= 65535
}
