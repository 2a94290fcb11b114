package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// TestBrowser looks at the site of the example as readers do: with a Chromium. Where
// there is none it is skipped; in CI that is a failure.
func TestBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: no browser")
	}
	b := newBrowser(t)
	t.Parallel() // beside the scripts: a browser waits more than it works
	for _, test := range []struct {
		name string
		run  func(*browser, *testing.T)
	}{
		{"EveryPageIsQuiet", testEveryPageIsQuiet},
		{"EveryPageFitsInEveryFont", testFonts},
		{"EveryPagePassesAxe", testEveryPagePassesAxe},
		{"NothingIsHiddenWithoutScript", testWithoutScript},
		{"ChartsTakeOver", testCharts},
		{"KeyboardIsEnough", testKeyboard},
		{"TimesAreTheReaders", testTimes},
		{"NoClockTimeIsOfAnotherZone", testNoForeignClock},
		{"LateIsSaid", testLate},
		{"PrintsOnA4", testPrint},
		{"ForcedColours", testForcedColours},
		{"Budgets", testBudgets},
		{"Lighthouse", testLighthouse},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(b, t) })
	}
}

// A browser is a Chromium, and the site of the example, built and served for it.
type browser struct {
	ctx     context.Context
	program string // of the Chromium
	site    string // the folder of the site
	base    string // where it is served: scheme, host and path, with a slash at the end
	pages   []string
}

func newBrowser(t *testing.T) *browser {
	b := &browser{program: chromium()}
	if b.program == "" {
		missing(t, "there is no chromium, chromium-browser or google-chrome in PATH")
	}
	b.build(t)
	b.pages = b.sitemap(t, "sitemap.xml")
	if len(b.pages) < 10 {
		t.Fatalf("the sitemap lists %d pages", len(b.pages))
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(b.program), chromedp.UserDataDir(t.TempDir()), chromedp.NoSandbox, chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("lang", "en-GB"))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	b.ctx = ctx
	return b
}

// missing skips what cannot be tested here. In CI everything must be.
func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") != "" || os.Getenv("SHINGLE_CI") != "" {
		t.Fatal(what)
	}
	t.Skip(what)
}

func chromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// node is a file of what .ci/package.json names.
func node(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("../.ci/node_modules", name))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		missing(t, name+" is not installed: npm ci --prefix .ci --ignore-scripts")
	}
	return path
}

// build builds the example with the pattern page, and serves it as serve does, but
// compressed, as any web server would.
func (b *browser) build(t *testing.T) {
	var said bytes.Buffer
	web := httptest.NewUnstartedServer(nil)
	j := newJob("..", filepath.Join(t.TempDir(), "public"), &said, time.Now)
	j.served, j.drafts = "http://"+web.Listener.Addr().String(), true
	found, err := j.run(t.Context())
	if err != nil || found.Failed() {
		t.Fatalf("%v\n%s%s", err, found, &said)
	}
	b.site, b.base = j.out, j.served+j.home
	web.Config.Handler = compressed(guarded((&server{site: b.site}).handler(j.home), j.served))
	web.Start()
	t.Cleanup(web.Close)
}

// compressed answers with gzip, at the level that web servers take unless told.
func compressed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := httptest.NewRecorder()
		next.ServeHTTP(answer, r)
		for name, values := range answer.Header() {
			w.Header()[name] = values
		}
		if answer.Code != http.StatusOK || !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			w.WriteHeader(answer.Code)
			w.Write(answer.Body.Bytes())
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Del("Content-Length")
		w.Write(gzipped(answer.Body.Bytes()))
	})
}

func gzipped(text []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(text)
	z.Close()
	return b.Bytes()
}

// sitemap lists the pages of a sitemap and of those that it names, as paths below
// the site's.
func (b *browser) sitemap(t *testing.T, name string) (pages []string) {
	var list struct {
		Sitemaps []string `xml:"sitemap>loc"`
		Pages    []string `xml:"url>loc"`
	}
	text := b.file(t, name)
	if err := xml.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	path := func(address string) string {
		rest, ok := strings.CutPrefix(address, b.base)
		if !ok {
			t.Fatalf("%s: %q is not below %s", name, address, b.base)
		}
		return rest
	}
	for _, s := range list.Sitemaps {
		pages = append(pages, b.sitemap(t, path(s))...)
	}
	for _, p := range list.Pages {
		pages = append(pages, path(p))
	}
	slices.Sort(pages)
	return pages
}

func (b *browser) file(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(b.site, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// language of a page: the first element of its path, if it is one.
func language(page string) string {
	if first, _, ok := strings.Cut(page, "/"); ok && len(first) == 2 {
		return first
	}
	return "en"
}

// ours tells whether an address is of the site's own server.
func (b *browser) ours(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Scheme+"://"+u.Host+"/" == b.base[:len(u.Scheme+"://"+u.Host)+1]
}

// each looks at every page, as many at a time as tests run in parallel. The tabs are
// used again and again: what a page keeps, the next one finds.
func (b *browser) each(t *testing.T, look func(p *tab, page string)) {
	tabs := make(chan *tab, runtime.GOMAXPROCS(0))
	for range cap(tabs) {
		tabs <- b.tab(t)
	}
	t.Run("at", func(t *testing.T) {
		for _, page := range b.pages {
			t.Run("/"+page, func(t *testing.T) {
				t.Parallel()
				p := <-tabs
				defer func() { tabs <- p }()
				p.T = t
				look(p, page)
			})
		}
	})
}
