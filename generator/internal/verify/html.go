package verify

import (
	"bytes"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// A link is where a page leads.
type link struct{ target, tag string }

// debris is what a template leaves when something went wrong. Braces that come
// from data are written as entities, so that these are ours.
var debris = []string{"{{", "ZgotmplZ", "<no value>", "&lt;no value&gt;", "%!s(", "%!d(", "%!v(", "%!f(", "[object Object]", "<nil>", "&lt;nil&gt;", ">NaN<"}

// fetching are the attributes that make a browser fetch something at once.
var fetching = map[string][]string{
	"script": {"src"}, "img": {"src"}, "source": {"src"}, "video": {"src", "poster"}, "audio": {"src"}, "iframe": {"src"},
	"embed": {"src"}, "object": {"data"}, "track": {"src"}, "input": {"src"}, "use": {"href"}, "image": {"href"},
	"div": {"data-options", "data-engine"}, "figure": {"data-options", "data-engine"},
}

// page looks at one HTML page.
func (c *checker) page(name string, text []byte) {
	for _, d := range debris {
		if i := bytes.Index(text, []byte(d)); i >= 0 {
			c.wrong(name, "holds %q, left by a template: %q", d, around(text, i))
		}
	}
	tree, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		c.wrong(name, "is not HTML: %v", err)
		return
	}
	v := &view{c: c, name: name, ids: map[string]bool{}}
	v.walk(tree)
	if v.redirect {
		return // an alias page has no content of its own
	}
	if v.headings != 1 {
		c.wrong(name, "has %d h1, want one", v.headings)
	}
	if v.lang == "" {
		c.wrong(name, "does not say its language (html lang)")
	}
	if strings.TrimSpace(v.title) == "" {
		c.wrong(name, "has no title")
	}
	for _, id := range v.refs {
		if !v.ids[id] {
			c.wrong(name, "refers to the id %q, which is not on the page", id)
		}
	}
	c.mu.Lock()
	c.ids[name], c.links[name] = v.ids, v.links
	c.mu.Unlock()
}

func around(text []byte, i int) string {
	return string(text[max(0, i-20):min(len(text), i+40)])
}

// A view is what was seen of a page.
type view struct {
	c        *checker
	name     string
	ids      map[string]bool
	links    []link
	refs     []string
	headings int
	lang     string
	title    string
	redirect bool
}

var refresh = regexp.MustCompile(`(?i)^\s*refresh\s*$`)

func (v *view) walk(n *html.Node) {
	if n.Type == html.ElementNode {
		v.element(n)
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		v.walk(child)
	}
}

func (v *view) element(n *html.Node) {
	at := map[string]string{}
	for _, a := range n.Attr {
		at[a.Key] = a.Val
		if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
			v.c.wrong(v.name, "<%s> has an inline %s, which the content policy forbids", n.Data, a.Key)
		}
	}
	if id, ok := at["id"]; ok {
		switch {
		case id == "" || strings.ContainsAny(id, " \t\n"):
			v.c.wrong(v.name, "<%s> has the id %q, want one word", n.Data, id)
		case v.ids[id]:
			v.c.wrong(v.name, "has the id %q twice", id)
		}
		v.ids[id] = true
	}
	for _, key := range []string{"aria-labelledby", "aria-describedby", "aria-controls", "for"} {
		v.refs = append(v.refs, strings.Fields(at[key])...)
	}
	for _, key := range fetching[n.Data] {
		if target, ok := at[key]; ok {
			v.c.load(v.name, target)
		}
	}
	if set, ok := at["srcset"]; ok {
		for _, part := range strings.Split(set, ",") {
			if f := strings.Fields(part); len(f) > 0 {
				v.c.load(v.name, f[0])
			}
		}
	}
	switch n.Data {
	case "html":
		v.lang = at["lang"]
	case "h1":
		v.headings++
	case "title":
		if n.FirstChild != nil && (n.Parent == nil || n.Parent.Data == "head") {
			v.title = n.FirstChild.Data
		}
	case "a", "area":
		if target, ok := at["href"]; ok {
			v.links = append(v.links, link{target, n.Data})
		}
	case "form":
		if target, ok := at["action"]; ok && (target != v.c.form || target == "") {
			v.c.load(v.name, target)
		}
	case "link":
		v.linked(at)
	case "style":
		v.c.wrong(v.name, "has an inline <style>, which the content policy forbids")
	case "script":
		if at["src"] == "" && at["type"] != "application/ld+json" && at["type"] != "application/json" {
			v.c.wrong(v.name, "has an inline <script>, which the content policy forbids")
		}
	case "base":
		v.c.wrong(v.name, "has a <base>, which would move every link")
	case "meta":
		if refresh.MatchString(at["http-equiv"]) {
			v.redirect = true
		}
	}
}

// linked looks at a <link>: some are fetched at once, others only name an address.
func (v *view) linked(at map[string]string) {
	switch {
	case strings.Contains(at["rel"], "canonical"), strings.Contains(at["rel"], "license"):
	case strings.Contains(at["rel"], "alternate"):
		v.links = append(v.links, link{at["href"], "link"})
	default:
		v.c.load(v.name, at["href"])
	}
}

// follow checks that a link leads to a page, and to a place on it.
func (c *checker) follow(name string, l link) {
	u, err := url.Parse(l.target)
	if err != nil {
		c.wrong(name, "links to %q, which is no address", l.target)
		return
	}
	switch u.Scheme {
	case "", "http", "https":
	case "mailto", "tel":
		return
	default:
		c.wrong(name, "links to %q, want a page", l.target)
		return
	}
	file, ours := c.local(name, u)
	if l.target == "" || strings.HasPrefix(l.target, "#") {
		file, ours = name, true
	}
	if !ours {
		if u.Host == "" || u.Host == c.base.Host {
			c.wrong(name, "links to %q, which is outside of the site", l.target)
		}
		return
	}
	if !c.files[file] {
		if c.files[file+"/index.html"] {
			c.wrong(name, "links to %q, which is a folder: want a slash at the end", l.target)
			return
		}
		c.wrong(name, "links to %q, which is not there", l.target)
		return
	}
	if ids, isPage := c.ids[file]; u.Fragment != "" && isPage && !ids[u.Fragment] {
		c.wrong(name, "links to %q: there is no such place on the page", l.target)
	}
}
