package browser

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// A font is a family that pages must hold in, and Debian's package that it is in.
type font struct{ family, in string }

// fonts are what readers have: that of Android and of many a Linux; one as wide as Arial
// and Helvetica; and the widest that is usual, which is Debian's own.
var fonts = []font{{"Noto Sans", "fonts-noto-core"}, {"Liberation Sans", "fonts-liberation"}, {"DejaVu Sans", "fonts-dejavu-core"}}

// installedFonts are those that are there; in CI all must be.
func installedFonts(t *testing.T) (there []font) {
	t.Helper()
	for _, f := range fonts {
		if out, err := exec.Command("fc-list", f.family, "family").Output(); err == nil && strings.Contains(string(out), f.family) {
			there = append(there, f)
		}
	}
	if len(there) < len(fonts) {
		missing(t, "there are not all fonts that pages are looked at in: apt-get install fontconfig "+fonts[0].in+" "+fonts[1].in+" "+fonts[2].in)
	}
	return there
}

// typeset has the page use a font, as if the reader had no other.
func (p *tab) typeset(f font) {
	p.Helper()
	if set := js[bool](p, `(() => {
	  const sheet = new CSSStyleSheet();
	  sheet.replaceSync('* { font-family: '+`+quoted(quoted(f.family))+`+' !important }');
	  document.adoptedStyleSheets = [sheet];
	  return getComputedStyle(document.body).fontFamily.includes(`+quoted(f.family)+`);
	})()`); !set {
		p.Fatalf("the page is not set in %s", f.family)
	}
}

// Every page fits its window in whatever font a reader has. Outside of CI each page is set in
// one of the fonts.
func testFonts(b *browser, t *testing.T) {
	there := installedFonts(t)
	b.each(t, func(p *tab, path string) {
		p.visit(b.base+path, phone)
		js[bool](p, `[...document.querySelectorAll('details')].map((d) => d.open = true).length >= 0`)
		for i, f := range there {
			if !one(i+slices.Index(b.pages, path), len(there)) {
				continue
			}
			p.typeset(f)
			for _, width := range []int64{320, 768} {
				p.become(reader{width: width, height: 740})
				p.fits(width, f.family)
			}
		}
	})
}
