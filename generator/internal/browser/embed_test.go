package browser

import (
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// A score in a frame fits it, asks nobody else for anything, runs no script, and passes axe.
func testEmbeds(b *browser, t *testing.T) {
	source, err := os.ReadFile(node(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"embed/service_level/", "embed/nps/", "de/embed/checks/", "es/embed/engagement/"} {
		t.Run("/"+path, func(t *testing.T) {
			t.Parallel()
			p := b.open(t, path, reader{width: 320, height: 380})
			p.quiet()
			for _, q := range p.asked {
				if !b.ours(q.url) {
					t.Errorf("asks for %s", q.url)
				}
			}
			if n := js[int](p, `document.scripts.length - document.querySelectorAll('script[type="application/ld+json"]').length`); n != 0 {
				t.Errorf("runs %d scripts", n)
			}
			for _, width := range []int64{240, 320, 480, 900} {
				p.become(reader{width: width, height: 380, dark: width == 480})
				p.fits(width, "the font of this machine")
			}
			if _, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](string(source)+"\n;true")); err != nil {
				t.Fatal(err)
			}
			for _, found := range js[[]violation](p, runAxe) {
				t.Errorf("%s: %s\n%s", found.ID, found.Help, strings.Join(found.Nodes, "\n"))
			}
		})
	}
}
