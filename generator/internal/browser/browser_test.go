// Package browser holds the tests that look at pages as readers do: with a Chromium.
package browser

import (
	"bufio"
	"bytes"
	"context"
	"encoding/xml"
	"flag"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestMain leaves all out where there is no Chromium, so that go test says in its line of the
// package that no tests were run; -v says why. In CI that is a failure.
func TestMain(m *testing.M) {
	flag.Parse()
	if chromium() == "" && !inCI() {
		fmt.Println("skipped: there is no chromium, chromium-browser or google-chrome in PATH")
		flag.Set("test.run", "^$")
	}
	os.Exit(m.Run())
}

// TestBrowser looks at the site of the example as readers do: with a Chromium. Where
// there is none it is skipped; in CI that is a failure.
func TestBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: no browser")
	}
	b := newBrowser(t)
	for _, test := range []struct {
		name string
		run  func(*browser, *testing.T)
	}{
		{"EveryPageIsQuiet", testEveryPageIsQuiet},
		{"EveryPageFitsInEveryFont", testFonts},
		{"EveryPagePassesAxe", testEveryPagePassesAxe},
		{"NothingIsHiddenWithoutScript", testWithoutScript},
		{"ChartsTakeOver", testCharts},
		{"ChartsOfEverySpan", testSpans},
		{"KeyboardIsEnough", testKeyboard},
		{"JourneysEndWell", testJourneys},
		{"SideBySide", testSideBySide},
		{"ScoresInFrames", testEmbeds},
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
	free    chan *tab // those that no test uses at the moment
}

func newBrowser(t *testing.T) *browser {
	b := &browser{program: chromium(), free: make(chan *tab, 2*runtime.GOMAXPROCS(0))}
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
	if inCI() {
		t.Fatal(what)
	}
	t.Skip(what)
}

func inCI() bool { return os.Getenv("CI") != "" || os.Getenv("SHINGLE_CI") != "" }

// one tells whether a case is to be looked at: in CI each is, elsewhere one of so many.
func one(i, of int) bool { return inCI() || i%of == 0 }

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
	path, err := filepath.Abs(filepath.Join("../../../.ci/node_modules", name))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		missing(t, name+" is not installed: npm ci --prefix .ci --ignore-scripts")
	}
	return path
}

// build has the program, built anew, serve the example with the pattern page.
func (b *browser) build(t *testing.T) {
	temp := t.TempDir()
	shingle := filepath.Join(temp, "shingle")
	if said, err := exec.Command("go", "build", "-ldflags=-s -w", "-o", shingle, "shingle/generator").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	var problems bytes.Buffer
	serve := exec.Command(shingle, "serve", "-C", "../../..", "--port", "0", "--drafts")
	serve.Env, serve.Stderr = append(os.Environ(), "TMPDIR="+temp), &problems
	said, err := serve.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		serve.Process.Signal(os.Interrupt)
		serve.Wait()
	})
	for lines := bufio.NewScanner(said); b.base == "" && lines.Scan(); {
		if address, _, ok := strings.Cut(lines.Text(), " (ctrl-C"); ok {
			b.base = address
		}
	}
	sites, err := filepath.Glob(filepath.Join(temp, "*", "site"))
	if err != nil || b.base == "" || len(sites) != 1 {
		t.Fatalf("serve serves %q from %q %v\n%s", b.base, sites, err, &problems)
	}
	b.site = sites[0]
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

// kind of a page: its language, and the first element of its path below that.
func kind(page string) string {
	first, rest, _ := strings.Cut(strings.TrimPrefix(page, language(page)+"/"), "/")
	return language(page) + "/" + first + strings.Repeat("/", min(1, len(rest)))
}

// looked are the pages that each looks at: in CI all of them. Elsewhere one of each kind in
// each language, for what other languages change is words; and every fifth of the others in
// English.
func (b *browser) looked() (pages []string) {
	if inCI() {
		return b.pages
	}
	before, others := "", 0
	for _, page := range b.pages {
		if k := kind(page); k != before {
			before, others = k, 0
		} else if others++; language(page) != "en" || others%5 != 0 {
			continue
		}
		pages = append(pages, page)
	}
	return pages
}

// each looks at the pages, as many at a time as tests run in parallel.
func (b *browser) each(t *testing.T, look func(p *tab, page string)) {
	t.Run("at", func(t *testing.T) {
		for _, page := range b.looked() {
			t.Run("/"+page, func(t *testing.T) {
				t.Parallel()
				look(b.tab(t), page)
			})
		}
	})
}
