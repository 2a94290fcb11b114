package browser

import (
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"
)

// Which of a score's charts is shown, a reader chooses: by the keyboard, without a script, and on
// paper it is the one that was chosen. Each tells its finding, is drawn and has its table.
func testSpans(b *browser, t *testing.T) {
	const path = "scores/service_level/"
	spans := []string{"recent", "years", "before"} // the example has 24 months: all of them stand in the first
	for _, r := range []struct {
		name string
		how  reader
	}{{"keyboard", desktop}, {"phone", reader{width: 320, height: 740}}, {"without script", reader{noScript: true}}, {"dark", reader{dark: true}}, {"forced colours", reader{media: forced}}} {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			p := b.open(t, path, r.how)
			p.tabTo(`document.activeElement.matches('.span input')`)
			for i, span := range spans {
				if i > 0 {
					p.key(kb.ArrowRight)
				}
				p.shows(span)
			}
			p.key(kb.ArrowLeft, kb.ArrowLeft)
			p.shows("recent")
			p.key(kb.ArrowRight)
			call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
			p.shows("years")
			if js[bool](p, `document.querySelector('.span').checkVisibility()`) {
				p.Error("the choice stands on paper")
			}
			p.quiet()
		})
	}
	t.Run("for the ear", func(t *testing.T) {
		t.Parallel()
		for path, want := range map[string][]string{
			path:                    {"Show", "all since 2024", "by year", "beside the year before"},
			"de/" + path:            {"Zeigen", "alles seit 2024", "nach Jahren", "neben dem Vorjahr"},
			"es/" + path:            {"Mostrar", "todo desde 2024", "por años", "junto al año anterior"},
			"scores/engagement/":    {"Show", "all since 2024", "by year", "beside the year before"},
			"es/scores/engagement/": {"Mostrar", "todo desde 2024", "por años", "junto al año anterior"},
		} {
			p := b.open(t, path, desktop)
			got := js[[]string](p, `(({ elements }) => [document.querySelector('.span legend'), ...[...elements].map((e) => e.labels[0])].map((e) => e.textContent.trim()))(document.querySelector('.span'))`)
			if !slices.Equal(got, want) {
				t.Errorf("/%s: the choice is %q, want %q", path, got, want)
			}
		}
	})
}

// shows tells whether of all charts just one is there, with a drawing, a finding and a table.
func (p *tab) shows(span string) {
	p.Helper()
	seen := js[[]string](p, `[...document.querySelectorAll('figure.chart')].filter((f) => f.checkVisibility()).map((f) => f.dataset.span)`)
	if len(seen) != 1 || seen[0] != span {
		p.Fatalf("%q are shown, want %q", seen, span)
	}
	for _, wrong := range js[[]string](p, fmt.Sprintf(`((f) => [
		[...f.querySelectorAll('.chart-plot svg')].filter((s) => s.checkVisibility() && s.querySelectorAll('path, text').length > 8).length === 1 || 'no drawing',
		f.querySelector('figcaption b').textContent.trim().length > 20 || 'no finding',
		document.getElementById(f.dataset.table).tBodies[0].rows.length > 3 || 'no table',
		matchMedia('print').matches || document.documentElement.scrollWidth <= innerWidth || 'the page is wider than the window',
	].filter((w) => w !== true))(document.querySelector('figure.chart[data-span=%s]'))`, span)) {
		p.Errorf("%s: %s", span, wrong)
	}
}
