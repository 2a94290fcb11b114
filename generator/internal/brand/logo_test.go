package brand

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"
)

func encoded(t *testing.T, format string) []byte {
	t.Helper()
	img := image.NewPaletted(image.Rect(0, 0, 30, 20), color.Palette{color.White, color.Black})
	var b bytes.Buffer
	var err error
	switch format {
	case "png":
		err = png.Encode(&b, img)
	case "jpeg":
		err = jpeg.Encode(&b, img, nil)
	case "gif":
		err = gif.Encode(&b, img, nil)
	case "webp": // 1 by 1 pixel
		var text []byte
		text, err = base64.StdEncoding.DecodeString("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA=")
		b.Write(text)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func logo(name string, text []byte) (Look, string) {
	return made(Options{Logo: name, Static: fstest.MapFS{name: {Data: text}}})
}

func TestLogosOfEveryFormatHaveASize(t *testing.T) {
	const space = `xmlns="http://www.w3.org/2000/svg"`
	for _, c := range []struct {
		name string
		text []byte
		want int
	}{
		{"logo.png", encoded(t, "png"), 60},
		{"logo.jpg", encoded(t, "jpeg"), 60},
		{"logo.gif", encoded(t, "gif"), 60},
		{"brand/logo.webp", encoded(t, "webp"), 40},
		{"logo.svg", []byte(`<svg ` + space + ` viewBox="0 0 1.5 1"><path d="M0 0h1"/></svg>`), 60},
		{"logo.svg", []byte(`<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg ` + space + ` width="80px" height="40"/>`), 80},
		{"logo.svg", []byte(`<svg ` + space + ` xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0,0,10,10"><style>path{fill:url(#a)}</style><defs><linearGradient id="a"/></defs><use xlink:href="#b"/><image href="data:image/png;base64,AAAA"/></svg>`), 40},
		{"logo.svg", []byte(`<svg ` + space + `/>`), 0},
		{"logo.svg", []byte(`<svg ` + space + ` xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://creativecommons.org/ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" width="20" height="10" xml:space="preserve" inkscape:version="1.2">
			<sodipodi:namedview pagecolor="#ffffff" inkscape:zoom="3"/><metadata><rdf:RDF><cc:Work rdf:about=""><dc:title>x</dc:title></cc:Work></rdf:RDF></metadata>
			<filter id="f"><feGaussianBlur in="SourceGraphic" stdDeviation="1"/></filter><clipPath id="c"><rect width="9" height="9"/></clipPath>
			<style>.a{fill:rgb(1,2,3);clip-path:url("#c")} .b:not(.a){filter:url( #f );transform:translate(1px,2px)}</style>
			<g inkscape:label="x" aria-label="Example(Ltd)" transform="matrix(1 0 0 1 2 3) rotate(3)"><text x="1" font-family="'Noto Sans', sans-serif">A (b)</text></g></svg>`), 80},
	} {
		look, problems := logo(c.name, c.text)
		if problems != "" || look.LogoWidth != c.want {
			t.Errorf("%s: got a width of %d, %s, want %d", c.name, look.LogoWidth, problems, c.want)
		}
	}
}

func TestLogosThatAreNoImageAreRefused(t *testing.T) {
	picture := encoded(t, "png")
	for _, c := range []struct {
		name string
		text []byte
		want string
	}{
		{"logo.png", []byte("<html>Not found</html>"), "config.toml:9: shingle.brand.logo: site/static/logo.png is no image, want an SVG, PNG, JPEG, GIF or WebP image\n"},
		{"logo.png", nil, "is no image"},
		{"logo.png", encoded(t, "jpeg"), "site/static/logo.png is a JPEG image by its content, want a name that ends in .jpeg\n"},
		{"logo.png", picture[:len(picture)/2], "is a damaged image: "},
		{"logo.pdf", []byte("%PDF"), "has a name that ends in \".pdf\", want an SVG, PNG, JPEG, GIF or WebP image\n"},
		{"logo", picture, "has a name that ends in \"\", want"},
		{"logo.svg", nil, "site/static/logo.svg:1:1: is no SVG image: there is nothing in it\n"},
		{"logo.svg", []byte("<html>Not found"), "site/static/logo.svg:1:7: is no SVG image: it begins with <html>, want <svg xmlns=\"http://www.w3.org/2000/svg\">\n"},
		{"logo.svg", []byte("<svg/>"), "it begins with <svg>, want <svg xmlns="},
		{"logo.svg", drawn("<g>"), "is no SVG image: "},
	} {
		if _, got := logo(c.name, c.text); !strings.Contains(got, c.want) {
			t.Errorf("%s %q: got %s, want %s", c.name, c.text, got, c.want)
		}
	}
	if _, got := made(Options{Logo: "logo.svg"}); got != "config.toml:9: shingle.brand.logo: site/static/logo.svg is not there\n" {
		t.Errorf("no folder: got %s", got)
	}
}

// drawn is a drawing with something in its second line.
func drawn(inside string) []byte {
	return []byte("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n" + inside + "</svg>")
}

func TestLogosThatRunOrLoadSomethingAreRefused(t *testing.T) {
	for inside, want := range map[string]string{
		`<script>alert(1)</script>`:                                     "has <script> in it",
		`<foreignObject><p>x</p></foreignObject>`:                       "has <foreignObject> in it",
		`<path onclick="alert(1)"/>`:                                    "has a handler of events (onclick)",
		`<a href="https://example.com"><path/></a>`:                     "has a link in it",
		`<image href="https://example.com/x.png"/>`:                     `loads "https://example.com/x.png"`,
		`<image xlink:href="x.png"/>`:                                   `loads "x.png"`,
		`<use xlink:href="data:image/svg+xml;base64,AAAA"/>`:            `loads "data:image/svg+xml`,
		`<style>@import "x.css";</style>`:                               "loads something by its styles (@import…)",
		`<path style="fill:url( 'https://example.com/#a' )"/>`:          "loads something by its styles (url( 'h…)",
		`<set attributeName="xlink:href" to="javascript:alert(1)"/>`:    "has <set> in it",
		`<animate attributeName="onload" to="x"/>`:                      "has <animate> in it",
		`<animateTransform attributeName="transform" to="x"/>`:          "has <animateTransform> in it",
		`<use href="other.svg#x"/>`:                                     `loads "other.svg#x"`,
		`<use href="data:image/png;base64,AAAA"/>`:                      `loads "data:image/png`,
		`<image href="data:image/svg+xml;base64,AAAA"/>`:                `loads "data:image/svg+xml`,
		`<image href=" javascript:alert(1)"/>`:                          `loads " javascript:alert(1)"`,
		`<feImage href="#x"/>`:                                          "has <feImage> in it",
		`<path fill="url(//example.com/a.svg#b)"/>`:                     "loads something by its styles (url(//…)",
		`<path style="fill:\75rl(x)"/>`:                                 "loads something by its styles (\\75rl(x…)",
		`<path style="background:image-set('x.png' 1x)"/>`:              "loads something by its styles (image-set('x…)",
		`<style>path{mask:src("x")}</style>`:                            "loads something by its styles (src(",
		`<style>@font-face{src:local(x)}</style>`:                       "loads something by its styles (@font-f…)",
		`<g xml:base="https://example.com/"><path/></g>`:                "has <g base> in it",
		`<p xmlns="http://www.w3.org/1999/xhtml">x</p>`:                 "has <p> in it",
		`<h:script xmlns:h="http://www.w3.org/1999/xhtml">x</h:script>`: "has <script> in it",
		`<e:x xmlns:e="http://www.w3.org/2001/xml-events"/>`:            "has <x> in it",
		`<path foo="1"/>`:                                               "has <path foo> in it",
		`<iframe src="x"/>`:                                             "has <iframe> in it",
		`<view id="x"/>`:                                                "has <view> in it",
		`<discard/>`:                                                    "has <discard> in it",
	} {
		_, got := logo("logo.svg", drawn(inside))
		if !strings.Contains(got, "site/static/logo.svg:2:") || !strings.Contains(got, want) || !strings.HasPrefix(got, "config.toml:9: shingle.brand.logo: site/static/logo.svg cannot be used\n") {
			t.Errorf("%s: got %s, want %s", inside, got, want)
		}
	}
	if _, got := logo("logo.svg", []byte(`<!DOCTYPE svg [<!ENTITY x "y">]>`+string(drawn("")))); !strings.Contains(got, "has definitions in its DOCTYPE") {
		t.Errorf("got %s", got)
	}
	if _, got := logo("logo.svg", []byte(`<?xml-stylesheet href="x.css"?>`+string(drawn("")))); !strings.Contains(got, "loads a style sheet") {
		t.Errorf("got %s", got)
	}
}

func TestAHeavyLogoIsAWarning(t *testing.T) {
	_, got := logo("logo.svg", drawn("<!--"+strings.Repeat("x", 50<<10)+"-->"))
	if want := "config.toml:9: warning: shingle.brand.logo: site/static/logo.svg has 50 kB and is loaded with every page, want less than 40 kB\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
