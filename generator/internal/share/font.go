package share

import (
	"image/color"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
)

// The Go fonts come with golang.org/x/image, under its licence.
func bold(size float64) font.Face    { return face(boldFont(), size) }
func regular(size float64) font.Face { return face(regularFont(), size) }

var (
	boldFont    = sync.OnceValue(func() *opentype.Font { return parsed(gobold.TTF) })
	regularFont = sync.OnceValue(func() *opentype.Font { return parsed(goregular.TTF) })
)

func parsed(ttf []byte) *opentype.Font {
	f, err := opentype.Parse(ttf)
	if err != nil {
		panic("bug: " + err.Error())
	}
	return f
}

func face(f *opentype.Font, size float64) font.Face {
	made, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil {
		panic("bug: " + err.Error())
	}
	return made
}

// known is a text in letters that the font has; "" where it has less than nine of ten.
func known(f font.Face, text string) string {
	var kept []rune
	for _, r := range text {
		if r == '\u202f' || r == '\u00a0' {
			r = ' '
		}
		if _, ok := f.GlyphAdvance(r); ok {
			kept = append(kept, r)
		}
	}
	if 10*len(kept) < 9*len([]rune(text)) {
		return ""
	}
	return string(kept)
}

// palette has each tone on paper in four strengths, for the edges of letters.
func palette(paper color.RGBA, tones ...color.Color) color.Palette {
	p := color.Palette{paper}
	for _, t := range tones {
		r, g, b, _ := t.RGBA()
		mix := func(v uint32, of uint8, k uint32) uint8 { return uint8((v>>8*k + uint32(of)*(4-k)) / 4) }
		for k := uint32(1); k <= 4; k++ {
			p = append(p, color.RGBA{mix(r, paper.R, k), mix(g, paper.G, k), mix(b, paper.B, k), 0xff})
		}
	}
	return p
}
