package share

import (
	"errors"
	"html"
	"image/color"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
)

var (
	heading     = regexp.MustCompile(`(?s)<h1[^>]*>(.*?)</h1>`)
	description = regexp.MustCompile(`<meta name="?description"? content="([^"]*)"`)
	picture     = regexp.MustCompile(`<meta property="?og:image"? content="?([^" >]*)`)
	strip       = regexp.MustCompile(`(?s)<dl class="?years"?.*?</svg>`) // of one score, the newest year
	square      = regexp.MustCompile(`<g class="?(\w+)"?>`)
	foot        = regexp.MustCompile(`(?s)<p class="?small"?>([^<]*)</p>\s*</div></footer>`)
	tag         = regexp.MustCompile(`<[^>]*>`)
)

// Cards draws the picture of each finished page that names one below base, by file name, on
// every core.
func Cards(pages map[string][]byte, base, organisation, brand string) (map[string][]byte, error) {
	of := map[string][]byte{} // the page of each picture
	for name, page := range pages {
		m := picture.FindSubmatch(page)
		if m == nil || !strings.HasSuffix(name, ".html") {
			continue
		}
		if file, ok := strings.CutPrefix(html.UnescapeString(string(m[1])), base); ok {
			of[file] = page
		}
	}
	made := make(map[string][]byte, len(of))
	var mu sync.Mutex
	var failed error
	work := make(chan string)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(of)) {
		wg.Go(func() {
			on := newEasel()
			for file := range work {
				text, err := on.png(cardOf(of[file], organisation, brand))
				mu.Lock()
				made[file], failed = text, errors.Join(failed, err)
				mu.Unlock()
			}
		})
	}
	for file := range of {
		work <- file
	}
	close(work)
	wg.Wait()
	return made, failed
}

func cardOf(page []byte, organisation, brand string) Card {
	first := func(r *regexp.Regexp) string {
		m := r.FindSubmatch(page)
		if m == nil {
			return ""
		}
		return strings.Join(strings.Fields(html.UnescapeString(tag.ReplaceAllString(string(m[1]), ""))), " ")
	}
	c := Card{Organisation: organisation, Title: first(heading), Text: first(description), Foot: first(foot), Brand: hex(brand)}
	for _, m := range square.FindAllSubmatch(strip.Find(page), 12) {
		c.Squares = append(c.Squares, string(m[1]))
	}
	if c.Text == c.Title {
		c.Text = ""
	}
	return c
}

// hex is a colour such as #0c5a63 or #abc; the house's own if it is none.
func hex(s string) color.Color {
	s = strings.TrimPrefix(s, "#")
	if len(s) == 3 {
		s = string([]byte{s[0], s[0], s[1], s[1], s[2], s[2]})
	}
	n, err := strconv.ParseUint(s, 16, 24)
	if err != nil || len(s) != 6 {
		n = 0x0c5a63
	}
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 0xff}
}
