package main

import (
	"bytes"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A block is a paragraph, an item, a heading or a caption of a page, with what is said in it.
type block struct {
	tag, text string
}

// blocksOf are the blocks of a page that a reader has in plain sight, in their order, without
// what is in another language, but for names where they are asked for, and without code.
func blocksOf(t *testing.T, page []byte, names bool) (all []block) {
	t.Helper()
	tree, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	lang := ""
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode && len(all) > 0 {
			all[len(all)-1].text += n.Data
		}
		if n.Type == html.ElementNode {
			for _, a := range n.Attr {
				switch {
				case a.Key == "lang" && n.Data == "html":
					lang = a.Val
				case a.Key == "lang" && a.Val != lang && !names, a.Key == "hidden":
					return
				case a.Key == "data-desk-time", a.Key == "class" && (a.Val == "short" || a.Val == "lede again"): // each notice names its zone; a phone shows either of the two
					return
				}
			}
			switch n.Data {
			case "head", "script", "style", "svg", "code", "pre", "cite", "select", "nav", "template", "noscript", "footer":
				return
			case "p", "li", "h1", "h2", "h3", "h4", "figcaption", "td", "th", "dt", "dd", "div", "section", "ul", "ol", "table", "details", "summary", "figure", "header":
				all = append(all, block{tag: n.Data})
				defer func() { all = append(all, block{tag: "/" + n.Data}) }()
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(tree)
	for i := range all {
		all[i].text = strings.Join(strings.Fields(all[i].text), " ")
	}
	return all
}

// pagesOf are the pages of the example by their language, without those for other people's frames.
func pagesOf(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for _, name := range slices.Sorted(maps.Keys(finished(t))) {
		if path.Base(name) != "index.html" || strings.Contains(name, "embed/") || strings.HasPrefix(name, "en/") {
			continue
		}
		lang := "en"
		if first, _, ok := strings.Cut(name, "/"); ok && len(first) == 2 {
			lang = first
		}
		all[lang] = append(all[lang], name)
	}
	return all
}

// No page says a sentence twice: what stands in one paragraph stands in no other. Charts that a
// switch puts in each other's place may, and each definition of the methods stands by itself.
func TestNoPageSaysASentenceTwice(t *testing.T) {
	site, seen := finished(t), 0
	sentence := regexp.MustCompile(`[^.!?]{48,}[.!?]`)
	for _, names := range pagesOf(t) {
		for _, name := range names {
			if strings.Contains(name, "methods/") {
				continue
			}
			said, folded := map[string]bool{}, 0
			for _, b := range blocksOf(t, site[name], true) {
				switch b.tag {
				case "details", "figure", "td", "th":
					folded++
				case "/details", "/figure", "/td", "/th":
					folded--
				}
				if folded > 0 || b.tag != "p" && b.tag != "li" {
					continue
				}
				for _, s := range sentence.FindAllString(b.text, -1) {
					s = strings.TrimSpace(s)
					seen++
					if said[s] {
						t.Errorf("%s says twice: %q", name, s)
					}
					said[s] = true
				}
			}
		}
	}
	if seen < 500 {
		t.Errorf("%d sentences were read", seen)
	}
}

// Headings go down one level at a time, and a page has one of the first.
func TestHeadingsAreInOrder(t *testing.T) {
	site := finished(t)
	for _, names := range pagesOf(t) {
		for _, name := range names {
			level, first := 1, 0
			for _, b := range blocksOf(t, site[name], false) {
				if len(b.tag) != 2 || b.tag[0] != 'h' || b.tag[1] < '1' || b.tag[1] > '4' {
					continue
				}
				now := int(b.tag[1] - '0')
				if now == 1 {
					first++
				}
				if now > level+1 {
					t.Errorf("%s: %q is of level %d, below one of %d", name, b.text, now, level)
				}
				level = now
			}
			if first != 1 {
				t.Errorf("%s has %d headings of the first level", name, first)
			}
		}
	}
}

// english are words that no German and no Spanish sentence has.
var english = regexp.MustCompile(`(?i)\b(the|and|of|with|which|were|from|this|that|how|your|our|not|open|closed|each|between|since|margin|likely|missed|kept|about|answers|months?|weeks?)\b`)

// No page in German or Spanish has English left over, but in names and in what says that it is English.
func TestNoEnglishIsLeftOver(t *testing.T) {
	site, pages, read := finished(t), pagesOf(t), 0
	for _, lang := range []string{"de", "es"} {
		for _, name := range pages[lang] {
			for _, b := range blocksOf(t, site[name], false) {
				read += len(b.text)
				text := strings.ReplaceAll(b.text, "The Thin Book of Trust", "") // what a book is called
				if found := english.FindAllString(text, -1); found != nil {
					t.Errorf("%s: %q has %q", name, b.text, found)
				}
			}
		}
	}
	if read < 100000 || !english.MatchString("kept in 5 of 12 months") {
		t.Errorf("%d characters were read", read)
	}
}
