package browser

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
)

// What the site may cost its readers.
const (
	homeBytes       = 50_000 // of home and all that it fetches by itself, compressed, with the headers
	homeRequests    = 8
	pageScriptBytes = 5_000  // of a page's scripts but ECharts, compressed
	scriptBytes     = 12_000 // of all of them
)

var scriptOf = regexp.MustCompile(`<script src="?([^" >]*)`)

func testBudgets(b *browser, t *testing.T) {
	t.Run("home", func(t *testing.T) {
		p := b.fresh(t)
		p.open("", phone)
		sum := 0.0
		for _, q := range p.asked {
			sum += q.bytes
		}
		if len(p.asked) > homeRequests || sum > homeBytes {
			t.Errorf("home takes %.0f bytes in %d requests, want at most %d in %d", sum, len(p.asked), homeBytes, homeRequests)
		}
		t.Logf("home takes %.1f kB in %d requests", sum/1000, len(p.asked))
	})
	t.Run("charts", func(t *testing.T) { b.chartsOnSlowPhone(t) })
	t.Run("scripts", func(t *testing.T) {
		size, sum := map[string]int{}, 0
		files, err := fs.Glob(os.DirFS(b.site), "js/*.js")
		if err != nil || len(files) < 3 {
			t.Fatal(files, err)
		}
		for _, name := range files {
			if !strings.HasPrefix(name, "js/echarts.") {
				size["/"+name] = gzipped(b.file(t, name))
				sum += size["/"+name]
			}
		}
		most := ""
		weigh := map[string]int{}
		for _, page := range b.pages {
			for _, m := range scriptOf.FindAllStringSubmatch(string(b.file(t, page+"index.html")), -1) {
				weigh[page] += size[m[1]]
			}
			if weigh[page] > weigh[most] {
				most = page
			}
		}
		if weigh[most] > pageScriptBytes || sum > scriptBytes || weigh[most] == 0 {
			t.Errorf("our scripts take %d bytes, those of /%s %d, want at most %d, a page %d", sum, most, weigh[most], scriptBytes, pageScriptBytes)
		}
		t.Logf("our scripts take %.1f kB, at most %.1f of them a page, /%s", float64(sum)/1000, float64(weigh[most])/1000, most)
	})
	// Nothing moves once it is there: as on the day of the build, nor when figures are
	// late, notices have ended, and the reader's zone is not the desk's.
	late := time.Date(2027, 3, 1, 9, 30, 0, 0, time.UTC)
	for _, path := range []string{"", "best-times/", "scores/service_level/", "compare/", "explore/", "notices/", "teams/", "es/", "de/best-times/"} {
		t.Run("shift of /"+path, func(t *testing.T) {
			t.Parallel()
			p := b.fresh(t)
			p.spoilt = true
			call(p, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}) // each time as if it were the first
			for _, r := range []reader{
				{width: 360, height: 740, now: workday}, {width: 1280, height: 900, now: workday},
				{width: 360, height: 740, now: late, zone: "Asia/Kolkata"}, {width: 1280, height: 900, now: late, zone: "America/New_York"},
			} {
				p.open(path, r)
				for _, shift := range js[[]string](p, layoutShifts) {
					t.Errorf("on %s, %d wide, the layout shifts by %s", r.now.Format(time.DateOnly), r.width, shift)
				}
			}
		})
	}
}

// chartsOnSlowPhone tells when all charts of a page are to be seen on slow 4G and a
// slow phone: at once with the first words, for they are part of the page.
func (b *browser) chartsOnSlowPhone(t *testing.T) {
	p := b.fresh(t)
	p.spoilt = true
	call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: chartsSeen})
	call(p, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{
		{Latency: 562.5, DownloadThroughput: 1474.56 * 1024 / 8, UploadThroughput: 675 * 1024 / 8}, // what Lighthouse takes
	}})
	call(p, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 4})
	p.visit(b.base+"scores/service_level/", phone)
	p.until(`window.chartsSeen && performance.getEntriesByName('first-contentful-paint').length`)
	first := js[float64](p, `performance.getEntriesByName('first-contentful-paint')[0].startTime`)
	charts := js[float64](p, `window.chartsSeen`)
	t.Logf("on slow 4G and a slow phone all charts are to be seen after %.1f s, the first words after %.1f s", charts/1000, first/1000)
}

// chartsSeen notes the first frame in which every chart of the whole page is drawn.
const chartsSeen = `(() => {
  const look = () => {
    const charts = [...document.querySelectorAll('figure.chart')].filter((c) => c.checkVisibility());
    const drawn = (c) => [...c.querySelectorAll('.chart-plot svg')].some((s) => s.getBoundingClientRect().height > 50);
    if (document.readyState !== 'loading' && charts.length && charts.every(drawn) && performance.getEntriesByName('first-contentful-paint').length) window.chartsSeen = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`

// workday is a Monday noon, the day after the example is built.
var workday = time.Date(2026, 11, 2, 11, 20, 0, 0, time.UTC)

// Lighthouse, as on a phone: all that can be had but for speed, which is told only,
// for it is the machine's as well. Outside of CI it looks at home only.
func testLighthouse(b *browser, t *testing.T) {
	program := node(t, "lighthouse/cli/index.js")
	if _, err := exec.LookPath("node"); err != nil {
		missing(t, "there is no node in PATH")
	}
	for i, path := range []string{"", "best-times/", "scores/service_level/"} {
		if !one(i, 3) {
			continue
		}
		t.Run("/"+path, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "report.json")
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Minute)
			defer cancel()
			c := exec.CommandContext(ctx, "node", program, b.base+path, "--output=json", "--output-path="+out, "--quiet", "--no-enable-error-reporting",
				"--chrome-flags=--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync")
			c.Env = append(os.Environ(), "CHROME_PATH="+b.program)
			said, err := c.CombinedOutput()
			var exit *exec.ExitError
			if err != nil && !errors.As(err, &exit) {
				t.Fatal(err)
			}
			var report lighthouseReport
			text, err := os.ReadFile(out)
			if err == nil {
				err = json.Unmarshal(text, &report)
			}
			if err != nil {
				t.Fatalf("%v\n%s", err, said)
			}
			report.judge(t)
		})
	}
}

type lighthouseReport struct {
	Categories map[string]struct {
		Score     float64
		AuditRefs []struct{ ID string }
	}
	Audits map[string]struct {
		Score        *float64
		Title        string
		DisplayValue string
		NumericValue float64
		Details      json.RawMessage
	}
}

func (r *lighthouseReport) judge(t *testing.T) {
	for _, name := range []string{"accessibility", "best-practices", "seo"} {
		category, ok := r.Categories[name]
		if !ok {
			t.Errorf("%s was not looked at", name)
		}
		if category.Score == 1 {
			continue
		}
		t.Errorf("%s: %.0f, want 100", name, 100*category.Score)
		for _, ref := range category.AuditRefs {
			if a := r.Audits[ref.ID]; a.Score != nil && *a.Score < 1 {
				t.Errorf("%s: %s %s %.600s", ref.ID, a.Title, a.DisplayValue, a.Details)
			}
		}
	}
	if shift := r.Audits["cumulative-layout-shift"].NumericValue; shift != 0 {
		t.Errorf("the layout shifts by %v", shift)
	}
	shown := func(id string) string { return cmp.Or(r.Audits[id].DisplayValue, "unknown") }
	t.Logf("performance %.0f, first paint %s, largest paint %s, speed index %s, blocked %s", 100*r.Categories["performance"].Score,
		shown("first-contentful-paint"), shown("largest-contentful-paint"), shown("speed-index"), shown("total-blocking-time"))
}

// gzipped is how many bytes a text takes on its way.
func gzipped(text []byte) int {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(text)
	z.Close()
	return b.Len()
}
