package browser

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A chart stands in the page before any script runs. The browser's own is fetched
// when a reader reaches for it, in whatever way, and takes over without a jump.
func testCharts(b *browser, t *testing.T) {
	const path = "scores/service_level/"
	ways := []struct {
		name  string
		how   reader
		reach func(p *tab)
		shows bool // the row of a point
		tells bool // it in the live region, too
	}{
		{"hover", desktop, (*tab).hover, true, false},
		{"tap", reader{width: 360, height: 740, touch: true}, func(p *tab) { p.do(chromedp.TapXY(p.point(0.5, 0.4))) }, true, false},
		{"focus", desktop, func(p *tab) { js[any](p, thePlot+`.focus({ preventScroll: true })`) }, false, false},
		{"keyboard", desktop, func(p *tab) {
			js[any](p, `(`+thePlot+`.closest('figure').previousElementSibling.querySelector('input:checked')).focus({ preventScroll: true })`)
			p.key(kb.Tab, kb.ArrowLeft)
		}, true, true},
		{"keyboard on a phone", phone, func(p *tab) {
			js[any](p, thePlot+`.focus({ preventScroll: true })`)
			p.key(kb.Home)
		}, true, true},
	}
	for _, way := range ways {
		t.Run(way.name, func(t *testing.T) {
			t.Parallel()
			p := b.open(t, path, way.how)
			js[any](p, `(`+thePlot+`.scrollIntoView({ block: 'center', behavior: 'instant' }), null)`)
			if n := len(p.fetched("echarts")) + len(p.fetched("/charts/")); n != 0 {
				t.Fatalf("%d files of the chart are fetched before anybody reaches for it", n)
			}
			before, still := js[[]float64](p, theBoxes), p.picture()
			js[any](p, `(`+thePlot+`.querySelector('svg').was = true)`)
			way.reach(p)
			p.until(`!` + thePlot + `.querySelector('svg').was`)
			p.settle()
			if n := len(p.fetched("echarts")); n != 1 {
				t.Errorf("the engine was fetched %d times, want once", n)
			}
			time.Sleep(100 * time.Millisecond)
			if after := js[[]float64](p, theBoxes); !slices.Equal(before, after) {
				t.Errorf("the boxes move from %v to %v", before, after)
			}
			for _, shift := range js[[]string](p, layoutShifts) {
				t.Errorf("the layout shifts by %s", shift)
			}
			if !way.shows {
				drawn := p.picture()
				n, moved := differing(t, still, drawn, 0), differing(t, still, drawn, 1)
				if 100*n > moved { // the edges of lines and of letters are rounded
					t.Errorf("the browser's drawing differs from the build's in %d pixels; moved by one pixel it would in %d", n, moved)
				}
			} else {
				p.until(thePoint + `.includes('Score:')`)
			}
			if way.tells {
				p.tells()
			}
			p.quiet()
		})
	}
	t.Run("every chart", func(t *testing.T) { t.Parallel(); b.everyChart(t) })
	t.Run("the engine does not come", func(t *testing.T) { t.Parallel(); b.engineLost(t, b.base+"js/echarts*") })
	t.Run("the options do not come", func(t *testing.T) { t.Parallel(); b.engineLost(t, b.base+"charts/*") })
}

// thePlot is the first chart that is shown.
const thePlot = `[...document.querySelectorAll('figure.chart .chart-plot')].find((p) => p.getClientRects().length)`

// thePoint is what is told of a point of that chart, in sight.
const thePoint = thePlot + `.closest('figure').querySelector('.point').textContent`

// theBoxes are the places of the plot, of its picture, of its figure, and the page's height.
const theBoxes = `(() => {
  const plot = ` + thePlot + `;
  return [plot, plot.querySelector('svg'), plot.closest('figure')].flatMap((e) => { const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; }).concat(document.documentElement.scrollHeight);
})()`

// layoutShifts are all shifts since the page was opened, those after input as well,
// and what moved.
const layoutShifts = `new Promise((done) => {
  const shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) shifts.push(value + ': ' + sources.map(({ node, previousRect: a, currentRect: b }) => (node?.outerHTML ?? node?.nodeValue ?? '').slice(0, 100) + ' from ' + [a.x, a.y, a.width, a.height] + ' to ' + [b.x, b.y, b.width, b.height]).join('; '));
  }).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(shifts), 100);
})`

// point is a place on the plot, as shares of its width and height.
func (p *tab) point(across, down float64) (x, y float64) {
	box := js[[]float64](p, `(() => { const b = `+thePlot+`.querySelector('svg').getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; })()`)
	return box[0] + across*box[2], box[1] + down*box[3]
}

func (p *tab) hover() {
	x, y := p.point(0.5, 0.4)
	p.do(chromedp.MouseEvent("mouseMoved", x, y))
	p.spoilt = true // the mouse stays there
}

// picture is what the plot looks like.
func (p *tab) picture() image.Image {
	p.Helper()
	box := js[[]float64](p, `(() => { const b = `+thePlot+`.querySelector('svg').getBoundingClientRect(); return [b.x + scrollX, b.y + scrollY, b.width, b.height]; })()`)
	shot := call(p, page.CaptureScreenshot, page.CaptureScreenshotParams{Clip: &page.Viewport{X: box[0], Y: box[1], Width: box[2], Height: box[3], Scale: 1}})
	picture, err := png.Decode(bytes.NewReader(shot.Data))
	if err != nil {
		p.Fatal(err)
	}
	return picture
}

// differing counts the pixels in which two pictures visibly differ, if the second is moved to the right by so many.
func differing(t *testing.T, a, b image.Image, moved int) (n int) {
	t.Helper()
	if a.Bounds() != b.Bounds() {
		t.Fatalf("the drawing is %v, then %v", a.Bounds(), b.Bounds())
	}
	far := func(x, y uint32) bool { return max(x, y)-min(x, y) > 0x3000 }
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X + moved; x < a.Bounds().Max.X; x++ {
			r, g, bl, _ := a.At(x, y).RGBA()
			r2, g2, b2, _ := b.At(x-moved, y).RGBA()
			if far(r, r2) || far(g, g2) || far(bl, b2) {
				n++
			}
		}
	}
	return n
}

// tells walks along the points with the keys: each is spoken as its row of the table
// says it.
func (p *tab) tells() {
	p.Helper()
	const live = thePlot + `.closest('figure').querySelector('[data-live]').textContent`
	rows := js[[]string](p, `(async () => {
		const plot = `+thePlot+`, { options, table } = plot.closest('figure').dataset;
		const keys = (await (await fetch(options)).json())[plot.dataset.size].option.xAxis[0].data;
		return keys.map((k) => [...document.getElementById(table).tBodies[0].rows].find((r) => r.dataset.key === k)).map((r) => r.cells[0].textContent.trim() + '|' + r.cells[1].textContent.trim());
	})()`)
	for _, step := range []struct {
		key string
		row int
	}{{kb.Home, 0}, {kb.ArrowRight, 1}, {kb.ArrowRight, 2}, {kb.ArrowLeft, 1}, {kb.End, len(rows) - 1}, {kb.ArrowRight, len(rows) - 1}, {kb.ArrowLeft, len(rows) - 2}} {
		p.key(step.key)
		period, value, _ := strings.Cut(rows[step.row], "|")
		said := js[string](p, live)
		if !strings.HasPrefix(said, period+", ") || !strings.Contains(said, ": "+value) {
			p.Errorf("after %q the reader hears %q, want row %q", step.key, said, rows[step.row])
		}
	}
	p.key(kb.Escape)
	p.until(`!` + thePoint + `.includes('Score:')`)
}

// everyChart has all charts of the site taken over, in both sizes, and compares the
// drawings.
func (b *browser) everyChart(t *testing.T) {
	p := b.tab(t)
	for _, path := range b.pages {
		if language(path) != "en" || !bytes.Contains(b.file(t, path+"index.html"), []byte(`<figure class="chart"`)) {
			continue
		}
		for _, r := range []reader{desktop, phone} {
			p.visit(b.base+path, r)
			js[any](p, `(document.querySelectorAll('.chart-plot').forEach((c) => { c.querySelector('svg').was = true; }), null)`)
			for i := range max(1, js[int](p, `document.querySelectorAll('.span input').length`)) {
				js[any](p, fmt.Sprintf(`(document.querySelectorAll('.span input')[%d]?.click(), null)`, i))
				js[any](p, `(async () => {
					for (const c of document.querySelectorAll('.chart-plot')) if (c.getClientRects().length) { c.focus({ preventScroll: true }); c.blur(); }
				})()`)
				p.until(`![...document.querySelectorAll('.chart-plot')].some((c) => c.getClientRects().length && c.querySelector('svg').was)`)
			}
			p.quiet()
		}
	}
}

// engineLost blocks what the live chart needs: the drawing of the page stays.
func (b *browser) engineLost(t *testing.T, what string) {
	r := desktop
	r.blocked = what
	p := b.open(t, "scores/service_level/", r)
	js[any](p, `(`+thePlot+`.scrollIntoView({ block: 'center', behavior: 'instant' }), null)`)
	before, still := js[[]float64](p, theBoxes), p.picture()
	js[any](p, `(`+thePlot+`.querySelector('svg').was = true, `+thePlot+`.focus({ preventScroll: true }), null)`)
	p.key(kb.ArrowLeft)
	p.hover()
	p.settle()
	time.Sleep(200 * time.Millisecond)
	lost := slices.ContainsFunc(p.asked, func(q *request) bool { return q.status == 0 })
	if !lost {
		t.Fatalf("nothing was blocked by %s", what)
	}
	if !js[bool](p, thePlot+`.querySelector('svg').was === true`) {
		t.Error("the drawing is gone")
	}
	if after := js[[]float64](p, theBoxes); !slices.Equal(before, after) {
		t.Errorf("the boxes move from %v to %v", before, after)
	}
	if n := differing(t, still, p.picture(), 0); n != 0 {
		t.Errorf("the drawing changed in %d pixels", n)
	}
	for _, text := range p.thrown {
		t.Errorf("thrown and not caught: %s", text)
	}
}
