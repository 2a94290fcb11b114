package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A reader is who looks at a page: on what, and where and when.
type reader struct {
	width, height int64 // of the window; 0: a desktop's
	scale         float64
	touch         bool
	dark          bool
	media         []*emulation.MediaFeature // more of what the system wants
	zone          string                    // "": Europe/London
	now           time.Time                 // zero: the present
	noScript      bool
	blocked       string // addresses that cannot be fetched, such as *://*/js/x*.js
}

var (
	phone   = reader{width: 360, height: 740}
	desktop = reader{width: 1280, height: 900}

	rest   = []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}
	forced = append(rest, &emulation.MediaFeature{Name: "forced-colors", Value: "active"})
)

// A tab is a page as a reader sees it, with what was asked of the server and what
// went wrong. It shares nothing with other tabs, but is used by one test after another.
type tab struct {
	*testing.T
	ctx    context.Context // of the test
	whole  context.Context
	close  func()
	base   string                // of the site
	clock  page.ScriptIdentifier // what stops the page's clock; "": nothing does
	spoilt bool                  // changed in a way that stays

	mu      sync.Mutex
	said    []string // on the console
	thrown  []string // and not caught
	asked   []*request
	pending map[network.RequestID]*request
	frame   cdp.FrameID  // of the page itself
	loader  cdp.LoaderID // of the page that stands in it, or is to
}

type request struct {
	url    string
	status int64
	failed string
	bytes  float64 // of the body as it came
	loader cdp.LoaderID
}

// open opens a page of the site and waits until nothing more is fetched.
func (b *browser) open(t *testing.T, path string, r reader) *tab {
	t.Helper()
	p := b.tab(t)
	p.open(path, r)
	return p
}

// tab is one that is free, or a new one. To open one takes four times as long as to load a
// page.
func (b *browser) tab(t *testing.T) *tab {
	t.Helper()
	select {
	case p := <-b.free:
		b.lend(t, p)
		p.as(reader{})
		return p
	default:
		return b.fresh(t)
	}
}

// fresh is a new tab, to which nothing was fetched yet.
func (b *browser) fresh(t *testing.T) *tab {
	t.Helper()
	p := &tab{base: b.base}
	p.whole, p.close = chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(p.note))
	if err := chromedp.Do(p.whole); err != nil {
		t.Fatal(err)
	}
	b.lend(t, p)
	call(p, network.Enable, network.EnableParams{})
	call(p, log.Enable, cdp.Empty{})
	call(p, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	return p
}

// lend gives a tab to a test until it ends, and then to the next one, if it went well and
// the tab is as others are.
func (b *browser) lend(t *testing.T, p *tab) {
	ctx, cancel := context.WithTimeout(p.whole, 10*time.Minute)
	p.T, p.ctx = t, ctx
	t.Cleanup(func() {
		cancel()
		if !t.Failed() && !p.spoilt {
			select {
			case b.free <- p:
				return
			default:
			}
		}
		p.close()
	})
}

// open goes to a page of the site as another reader.
func (p *tab) open(path string, r reader) {
	p.Helper()
	if r.zone == "" {
		r.zone = "Europe/London"
	}
	p.as(r)
	p.visit(p.base+path, r)
}

// as changes when and where the reader looks, and what does not come, from the next page on.
func (p *tab) as(r reader) {
	p.Helper()
	call(p, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: r.zone})
	call(p, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: r.noScript})
	blocked := []*network.BlockPattern{}
	if r.blocked != "" {
		blocked = append(blocked, &network.BlockPattern{URLPattern: r.blocked, Block: true})
	}
	call(p, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: blocked})
	if p.clock != "" {
		call(p, page.RemoveScriptToEvaluateOnNewDocument, page.RemoveScriptToEvaluateOnNewDocumentParams{Identifier: p.clock})
		p.clock = ""
	}
	if !r.now.IsZero() {
		p.clock = call(p, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: fmt.Sprintf(fakeDate, r.now.UnixMilli())}).Identifier
	}
}

// visit goes to an address. What the tab noticed before is forgotten.
func (p *tab) visit(address string, r reader) {
	p.Helper()
	p.become(r)
	p.do(chromedp.Navigate("about:blank")) // what the page before still asks for ends, and another part of it is a page, too
	p.mu.Lock()
	p.said, p.thrown, p.asked, p.pending = nil, nil, nil, map[network.RequestID]*request{}
	p.mu.Unlock()
	p.do(chromedp.Navigate(address))
	p.settle()
}

// fakeDate has a page believe that it is a certain moment.
const fakeDate = `(() => {
  const real = Date, now = %d;
  globalThis.Date = class Date extends real {
    constructor(...a) { a.length ? super(...a) : super(now); }
    static now() { return now; }
  };
})()`

// become changes what the reader looks with, without loading the page again.
func (p *tab) become(r reader) {
	p.Helper()
	if r.width == 0 {
		r.width, r.height = desktop.width, desktop.height
	}
	if r.scale == 0 {
		r.scale = 1
	}
	call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: r.width, Height: r.height, DeviceScaleFactor: r.scale})
	call(p, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: r.touch})
	scheme := "light"
	if r.dark {
		scheme = "dark"
	}
	features := append([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}, r.media...)
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
}

// note takes down what the browser tells.
func (p *tab) note(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		var words []string
		for _, a := range e.Args {
			words = append(words, string(a.Value)+a.Description)
		}
		p.said = append(p.said, fmt.Sprintf("console.%s: %s", e.Type, strings.Join(words, " ")))
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if x := e.ExceptionDetails.Exception; x != nil {
			text += " " + x.Description
		}
		p.thrown = append(p.thrown, text)
	case *log.EventEntryAdded:
		p.said = append(p.said, fmt.Sprintf("%s (%s): %s %s", e.Entry.Level, e.Entry.Source, e.Entry.Text, e.Entry.URL))
	case *network.EventRequestWillBeSent:
		q := &request{url: e.Request.URL, loader: e.LoaderID}
		if e.Type == network.ResourceTypeDocument && (p.frame == "" || e.FrameID == p.frame) {
			p.frame, p.loader = e.FrameID, e.LoaderID
			for id, old := range p.pending { // of the page that is left, of which nothing more is heard
				if old.loader != p.loader {
					delete(p.pending, id)
				}
			}
		}
		if old := p.pending[e.RequestID]; old != nil { // led elsewhere
			old.status = 302
		}
		p.asked = append(p.asked, q)
		if e.FrameID != p.frame || e.LoaderID == p.loader {
			p.pending[e.RequestID] = q
		}
	case *network.EventResponseReceived:
		if q := p.pending[e.RequestID]; q != nil {
			q.status = e.Response.Status
		}
	case *network.EventLoadingFinished:
		if q := p.pending[e.RequestID]; q != nil {
			q.bytes = e.EncodedDataLength
		}
		delete(p.pending, e.RequestID)
	case *network.EventLoadingFailed:
		if q := p.pending[e.RequestID]; q != nil {
			q.failed = e.ErrorText
		}
		delete(p.pending, e.RequestID)
	}
}

// settle waits until nothing has been fetched for a moment.
func (p *tab) settle() {
	p.Helper()
	quiet, seen := 0, -1
	for range 20_000 { // minutes: a page that hangs, not one that is slow
		p.mu.Lock()
		busy, n := len(p.pending) > 0, len(p.asked)
		p.mu.Unlock()
		if quiet++; busy || n != seen {
			quiet, seen = 0, n
		}
		if quiet >= 4 {
			return
		}
		time.Sleep(15 * time.Millisecond)
	}
	p.Fatal("the page does not come to rest")
}

// until waits for a condition in JavaScript to become true.
func (p *tab) until(condition string) {
	p.Helper()
	for range 10_000 { // minutes: what never comes, not what is slow
		if js[bool](p, "!!("+condition+")") {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	p.Fatalf("never came: %s", condition)
}

// fetched lists the addresses that were asked for and hold the text.
func (p *tab) fetched(text string) (found []*request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, q := range p.asked {
		if strings.Contains(q.url, text) {
			found = append(found, q)
		}
	}
	return found
}

// quiet fails if anything was said on the console or thrown.
func (p *tab) quiet() {
	p.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, text := range slices.Concat(p.said, p.thrown) {
		p.Errorf("the console says %s", text)
	}
}

func (p *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	if err := chromedp.Do(p.ctx, actions...); err != nil {
		p.Fatal(err)
	}
}

// key presses keys of kb, one after the other.
func (p *tab) key(keys ...string) {
	p.Helper()
	for _, k := range keys {
		p.do(chromedp.KeyEvent(k))
	}
}

func call[P, R any](p *tab, command cdp.Command[P, R], params P) R {
	p.Helper()
	r, err := chromedp.Call(p.ctx, command, params)
	if err != nil {
		p.Fatalf("%s: %v", command.Method, err)
	}
	return r
}

// js is what an expression gives in the page. The page's content policy does not
// hold for it, nor does a reader without scripts keep it from running.
func js[T any](p *tab, expression string) (value T) {
	p.Helper()
	text, err := chromedp.Run(p.ctx, chromedp.Evaluate[string]("(async () => JSON.stringify((await ("+expression+"\n)) ?? null))()", chromedp.EvalAwaitPromise))
	if err == nil {
		err = json.Unmarshal([]byte(text), &value)
	}
	if err != nil {
		if len(expression) > 200 {
			expression = "…" + expression[len(expression)-200:]
		}
		p.Fatalf("%s: %v", expression, err)
	}
	return value
}

// quoted is a text as JavaScript writes it.
func quoted(text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		panic("bug: " + err.Error())
	}
	return string(b)
}
