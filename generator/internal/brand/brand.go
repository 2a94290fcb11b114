// Package brand gives the site an organisation's own look: its colour, its font and
// its logo. It makes the style sheet that comes after the theme's, and refuses what
// readers could not read, what is no image and what would bring in strangers' code.
package brand

import (
	"fmt"
	"io/fs"
	"strings"

	"shingle/generator/internal/diag"
)

// Options are what the organisation wishes.
type Options struct {
	Logo      string // a file of Static
	Color     string // for links, lines and buttons; "": the theme's
	ColorDark string // the same for dark screens; "": a lighter tint of Color
	Font      string // a CSS font stack; "": the theme's
	FontFiles []string
	Static    fs.FS // what is published as it is; nil: nothing
	Place     func(key string) diag.Place
}

// A Look is what a brand makes of the site.
type Look struct {
	CSS       []byte // nil: the theme's own look
	LogoWidth int    // at the height of LogoHeight; 0: not known
}

// LogoHeight is how high the theme shows a logo, in CSS pixels.
const LogoHeight = 40

// A Ground is a colour that the brand's colour stands on.
type Ground struct {
	Name  string
	Color Color
}

// What links stand on in the theme (assets/css/tokens.css).
var (
	light = []Ground{{"the page", Color{0xfb, 0xfa, 0xf6}}, {"its head", Color{0xff, 0xff, 0xff}}, {"a notice", Color{0xff, 0xf3, 0xd6}}}
	dark  = []Ground{{"the dark page", Color{0x14, 0x18, 0x1b}}, {"its head", Color{0x1b, 0x20, 0x24}}, {"a notice", Color{0x33, 0x29, 0x0f}}}
)

const (
	enough = 4.5 // for text, by WCAG 2.2, 1.4.3
	ample  = 7.0 // what we choose ourselves
)

// Make makes the look, or notes what is wrong with it.
func Make(o Options, problems *diag.List) Look {
	var look Look
	var css strings.Builder
	if o.Logo != "" {
		look.LogoWidth = o.logo(problems)
	}
	o.font(&css, problems)
	if o.Color != "" {
		o.colors(&css, problems)
	} else if o.ColorDark != "" {
		o.wrong(problems, "color_dark", "", "color is missing: the colour of which this is the dark variant")
	}
	if css.Len() > 0 {
		look.CSS = []byte("/* The organisation's own look, from [shingle.brand] in config.toml. */\n" + css.String())
	}
	return look
}

func (o Options) wrong(problems *diag.List, key, hint, format string, args ...any) {
	problems.AddHint(o.Place(key), hint, "shingle.brand.%s: %s", key, fmt.Sprintf(format, args...))
}

// colors writes the colour's rules, if it can be read on everything it stands on.
func (o Options) colors(css *strings.Builder, problems *diag.List) {
	c, ok := o.color(problems, "color", o.Color, light, false)
	if !ok {
		return
	}
	night := towards(c, dark, ample, true)
	if o.ColorDark != "" {
		if night, ok = o.color(problems, "color_dark", o.ColorDark, dark, true); !ok {
			return
		}
	}
	rules := func(c Color, ground Color) string {
		return fmt.Sprintf("--brand: %s; --brand-ink: %s; --brand-wash: %s; --chart-line: %s; --chart-band: %s;",
			c, ink(c), wash(c, ground), c, mix(c, ground, 0.17))
	}
	fmt.Fprintf(css, "@media (forced-colors: none) {\n  :root { %s }\n}\n", rules(c, light[0].Color))
	fmt.Fprintf(css, "@media screen and (prefers-color-scheme: dark) and (forced-colors: none) {\n  :root { %s }\n}\n", rules(night, dark[0].Color))
}

// color reads a colour and refuses it if it is too near to a ground; the hint is the
// nearest one that is not.
func (o Options) color(problems *diag.List, key, text string, grounds []Ground, white bool) (Color, bool) {
	c, ok := Parse(text)
	if !ok {
		o.wrong(problems, key, "", "got %q, want a colour such as \"#0c5a63\"", text)
		return c, false
	}
	if ratio, ground := worst(c, grounds); ratio < enough {
		o.wrong(problems, key, fmt.Sprintf("the nearest that can be read is %q", towards(c, grounds, enough, white)),
			"%s on %s (%s) has a contrast of %s, want at least %.1f", c, ground.Name, ground.Color, shown(ratio), enough)
		return c, false
	}
	return c, true
}

// shown is a ratio, cut rather than rounded: 4.46 is not 4.5.
func shown(ratio float64) string { return fmt.Sprintf("%.2f", float64(int(ratio*100))/100) }

// wash is a ground tinted with a colour, so faintly that the colour can be read on it.
func wash(c, ground Color) Color {
	for part := 0.12; part > 0; part -= 0.01 {
		if tint := mix(c, ground, part); Contrast(c, tint) >= enough {
			return tint
		}
	}
	return ground
}

// ink is what can be read on a colour: white or nearly black, whichever is clearer.
func ink(on Color) Color {
	white, black := Color{255, 255, 255}, Color{0x0c, 0x12, 0x14}
	if Contrast(on, white) >= Contrast(on, black) {
		return white
	}
	return black
}
