package main

import (
	"encoding/xml"
	"strings"
	"testing"
	"time"
)

// A feed reader finds in each language the newest period's results and the notices, each
// once, with an address that is there, and no markup in its words.
func TestFeedLeadsToItsPages(t *testing.T) {
	site := finished(t)
	const base = "https://northbank.example/"
	for _, dir := range []string{"", "de/", "es/"} {
		var feed struct {
			XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
			ID      string   `xml:"id"`
			Updated string   `xml:"updated"`
			Entries []struct {
				ID      string `xml:"id"`
				Title   string `xml:"title"`
				Summary string `xml:"summary"`
				Updated string `xml:"updated"`
				Link    struct {
					Href string `xml:"href,attr"`
				} `xml:"link"`
			} `xml:"entry"`
		}
		if err := xml.Unmarshal(site[dir+"feed.xml"], &feed); err != nil {
			t.Fatalf("%sfeed.xml: %v", dir, err)
		}
		if feed.ID != base+dir || len(feed.Entries) < 5 {
			t.Errorf("%sfeed.xml is %q with %d entries", dir, feed.ID, len(feed.Entries))
		}
		seen := map[string]bool{}
		for _, e := range feed.Entries {
			page, ok := strings.CutPrefix(e.Link.Href, base+dir)
			if !ok || site[dir+page+"index.html"] == nil {
				t.Errorf("%sfeed.xml leads to %q, which is not there", dir, e.Link.Href)
			}
			if seen[e.ID] || e.ID == "" {
				t.Errorf("%sfeed.xml has the id %q twice", dir, e.ID)
			}
			seen[e.ID] = true
			if e.Title == "" || e.Summary == "" || strings.ContainsAny(e.Title+e.Summary, "<>") {
				t.Errorf("%sfeed.xml says %q: %q", dir, e.Title, e.Summary)
			}
			if _, err := time.Parse(time.RFC3339, e.Updated); err != nil {
				t.Errorf("%sfeed.xml: %v", dir, err)
			}
		}
		if !seen[base+dir+"report/#2026-10"] {
			t.Errorf("%sfeed.xml does not tell of October 2026", dir)
		}
		if home := string(site[dir+"index.html"]); !strings.Contains(home, `type="application/atom+xml"`) {
			t.Errorf("/%s does not name its feed", dir)
		}
	}
	for name, page := range site {
		if strings.HasPrefix(name, "embed/") && !strings.Contains(string(page), "noindex") {
			t.Errorf("%s may be found by search engines, beside the score's own page", name)
		}
	}
	if strings.Contains(string(site["sitemap.xml"])+string(site["en/sitemap.xml"]), "/embed/") {
		t.Error("the sitemap lists pages for frames")
	}
}
