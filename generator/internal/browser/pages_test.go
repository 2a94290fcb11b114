package browser

import (
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// Every page loads without a word on the console, asks nobody else for anything,
// keeps nothing, has one heading of its own, and fits its window.
func testEveryPageIsQuiet(b *browser, t *testing.T) {
	b.each(t, func(p *tab, path string) {
		p.visit(b.base+path, phone)
		p.quiet()
		for _, q := range p.asked {
			if !b.ours(q.url) || q.status != http.StatusOK && q.status != http.StatusNotModified || q.failed != "" {
				p.Errorf("%s: got %d %s", q.url, q.status, q.failed)
			}
		}
		for _, left := range js[[]string](p, keptByPage) {
			p.Errorf("keeps %s", left)
		}
		if n := js[int](p, `document.querySelectorAll('h1').length`); n != 1 {
			p.Errorf("has %d h1", n)
		}
		js[bool](p, `[...document.querySelectorAll('details')].map((d) => d.open = true).length >= 0`)
		for _, width := range widths(path) {
			p.become(reader{width: width, height: 740})
			p.fits(width, "the font of this machine")
			if high := js[float64](p, `document.querySelector('header').getBoundingClientRect().height`); width <= 480 && high > headerHeight {
				p.Errorf("in a window of %d the header is %.0f high, want at most %d", width, high, headerHeight)
			}
		}
		p.quiet()
	})
}

// fits fails if the page is wider than its window, or hides something at its side.
func (p *tab) fits(width int64, font string) {
	p.Helper()
	if wide := js[[]string](p, tooWide); len(wide) > 0 {
		p.Errorf("in %s, is wider than a window of %d: %s", font, width, strings.Join(wide, ", "))
	}
	if lost := js[[]string](p, lostToTheSide); len(lost) > 0 {
		p.Errorf("in %s, in a window of %d: %s", font, width, strings.Join(lost, ", "))
	}
}

// headerHeight is how much of a phone's screen may stand before the page, in pixels.
const headerHeight = 120

// widths are the windows that a page must fit, with everything on it unfolded. What other languages
// change is the length of words, which the narrow ones show.
func widths(page string) []int64 {
	if language(page) != "en" {
		return []int64{320, 360, 768, 1024}
	}
	return []int64{320, 360, 390, 480, 600, 640, 721, 768, 850, 940, 961, 1024, 1280, 1600}
}

// lostToTheSide names tables that hide a column, and cells so narrow that words fall apart in them.
const lostToTheSide = `(() => {
  const out = [];
  for (const box of document.querySelectorAll('.scroll')) {
    if (box.querySelector('table') && box.scrollWidth > box.clientWidth + 1) out.push('a table hides ' + (box.scrollWidth - box.clientWidth) + ' px: ' + box.firstElementChild.className + ' ' + (box.getAttribute('aria-labelledby') ?? ''));
  }
  for (const cell of document.querySelectorAll('th, td, dt, dd')) {
    const size = parseFloat(getComputedStyle(cell).fontSize);
    const words = document.createRange();
    words.selectNodeContents(cell);
    const { width, height } = words.getBoundingClientRect();
    if (cell.checkVisibility() && (cell.closest('thead')?.clientWidth ?? 99) > 1 && cell.textContent.trim().length > 8 && width < 4.5 * size && height > 5 * size) out.push('falls apart, ' + width + ' px wide: ' + cell.textContent.trim().slice(0, 40));
  }
  return out.slice(0, 6);
})()`

const keptByPage = `(async () => {
  const kept = [];
  if (document.cookie) kept.push('a cookie: ' + document.cookie);
  for (const name of ['localStorage', 'sessionStorage']) if (globalThis[name].length) kept.push(name);
  for (const { name } of await indexedDB.databases()) kept.push('the database ' + name);
  for (const name of await caches.keys()) kept.push('the cache ' + name);
  if ((await navigator.serviceWorker.getRegistrations()).length) kept.push('a service worker');
  return kept;
})()`

// tooWide names what sticks out, if the page can be scrolled sideways.
const tooWide = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth && document.body.scrollWidth <= clientWidth) return [];
  const out = [...document.body.querySelectorAll('*')].filter((e) => {
    const box = e.getBoundingClientRect();
    const scrolled = (a) => a && a !== document.body && (/auto|scroll/.test(getComputedStyle(a).overflowX) || scrolled(a.parentElement));
    return box.right > clientWidth + 0.5 && box.width && !e.closest('.visually-hidden, .skip') && !scrolled(e.parentElement);
  });
  return ['it is ' + scrollWidth + ' wide', ...out.slice(0, 6).map((e) => e.localName + '.' + e.getAttribute('class') + ' to ' + e.getBoundingClientRect().right)];
})()`

// Every page passes all of axe's rules for WCAG 2.2 A and AA, also those that axe
// calls experimental or leaves off, and all of its best practices. English is looked at in four ways;
// outside of CI, and in other languages, which change words, each page in one of the four.
func testEveryPagePassesAxe(b *browser, t *testing.T) {
	source, err := os.ReadFile(node(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	looks := []struct {
		name string
		reader
	}{
		{"phone, light", phone},
		{"desktop, dark", reader{width: 1280, height: 900, dark: true}},
		{"phone, dark", reader{width: 360, height: 740, dark: true}},
		{"desktop, light", desktop},
	}
	at := map[string]int{}
	for i, page := range b.pages {
		at[page] = i
	}
	b.each(t, func(p *tab, path string) {
		chosen := looks
		if language(path) != "en" || !inCI() {
			chosen = looks[at[path]%4 : at[path]%4+1]
		}
		p.visit(b.base+path, chosen[0].reader)
		if _, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](string(source)+"\n;true")); err != nil {
			p.Fatal(err)
		}
		for _, look := range chosen {
			p.become(look.reader)
			for _, found := range js[[]violation](p, runAxe) {
				p.Errorf("%s: %s: %s\n%s", look.name, found.ID, found.Help, strings.Join(found.Nodes, "\n"))
			}
		}
	})
}

type violation struct {
	ID, Help string
	Nodes    []string
}

const runAxe = `(async () => {
  for (const d of document.querySelectorAll('details')) d.open = true;
  const rules = {};
  for (const { ruleId, tags } of axe.getRules(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'])) rules[ruleId] = { enabled: true };
  const { violations } = await axe.run(document, { rules, resultTypes: ['violations'] });
  return violations.map((v) => ({ ID: v.id, Help: v.help, Nodes: v.nodes.slice(0, 5).map((n) => n.target.join(' ') + ' ' + n.html.slice(0, 160) + ' ' + n.failureSummary.replace(/\s+/g, ' ')) }));
})()`

// In forced colours everything that says something by its looks can still be seen;
// and nobody who wants rest is shown movement.
func testForcedColours(b *browser, t *testing.T) {
	for _, path := range []string{"", "best-times/", "scores/service_level/", "teams/", "report/", "compare/", "explore/", "patterns/"} {
		t.Run("/"+path, func(t *testing.T) {
			t.Parallel()
			p := b.open(t, path, reader{media: forced})
			p.quiet()
			if !js[bool](p, `matchMedia('(forced-colors: active)').matches && matchMedia('(prefers-reduced-motion: reduce)').matches`) {
				t.Fatal("the browser does not force colours")
			}
			for _, unseen := range js[[]string](p, unseenMarks) {
				t.Errorf("cannot be seen: %s", unseen)
			}
			if n := js[int](p, `document.getAnimations().length`); n != 0 {
				t.Errorf("%d animations run", n)
			}
			if got := js[string](p, `getComputedStyle(document.documentElement).scrollBehavior`); got != "auto" {
				t.Errorf("scrolls %s", got)
			}
		})
	}
}

// unseenMarks lists the signs that have the colour of what they stand on.
var unseenMarks = fmt.Sprintf(`(() => {
  const ground = (e) => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (!/^rgba.*, 0\)$/.test(c)) return c; } return 'none'; };
  const bad = [];
  const paper = getComputedStyle(document.documentElement).backgroundColor;
  for (const e of document.querySelectorAll('.status .mark, .verdict .mark')) {
    const sign = getComputedStyle(e, '::before');
    if (['none', 'normal', '""'].includes(sign.content)) bad.push('a mark without its sign in ' + e.parentElement.className);
    if (sign.color === ground(e)) bad.push('the sign of ' + e.parentElement.className + ': ' + sign.color);
  }
  for (const e of document.querySelectorAll(%s)) {
    const s = getComputedStyle(e);
    const paints = [s.fill, s.stroke].filter((c) => c !== 'none' && !/^rgba.*, 0\)$/.test(c));
    if (e.checkVisibility() && paints.length && paints.every((c) => c === paper)) bad.push(e.closest('[class]').getAttribute('class') + ' ' + e.localName + ': ' + paints);
  }
  return [...new Set(bad)];
})()`, quoted(".months *, .dot circle, .dot .margin, .spark *, .strip rect"))
