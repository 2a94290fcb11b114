// Package share draws the picture that stands beside a shared link: whose scores these are,
// what the page says, how the last months went, and as of when. It reads finished pages, so
// that a picture cannot say anything else than its page.
package share

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
)

// Width and Height are what networks show whole, in pixels.
const (
	Width, Height = 1200, 630
	edge          = 72
)

// A Card is what a picture says. What the font has no letters for is left out.
type Card struct {
	Organisation, Title, Text, Foot string
	Squares                         []string // of a score's newest year: met, missed, unclear; any other is an empty one
	Brand                           color.Color
}

var (
	paper = color.RGBA{0xfb, 0xfa, 0xf6, 0xff}
	ink   = color.RGBA{0x1c, 0x21, 0x26, 0xff}
	soft  = color.RGBA{0x54, 0x5b, 0x63, 0xff}
	tones = map[string]color.RGBA{"met": {0x1b, 0x6b, 0x3f, 0xff}, "missed": {0xa5, 0x32, 0x1b, 0xff}, "unclear": {0x71, 0x53, 0x00, 0xff}}
	blank = color.RGBA{0xdc, 0xd8, 0xcd, 0xff}
)

// An easel is what cards are drawn on, one after the other.
type easel struct {
	picture *image.RGBA
	few     *image.Paletted
	buffer  *png.EncoderBuffer
}

func newEasel() *easel {
	box := image.Rect(0, 0, Width, Height)
	return &easel{picture: image.NewRGBA(box), few: image.NewPaletted(box, nil)}
}

// Get and Put have the encoder take its buffer up again.
func (e *easel) Get() *png.EncoderBuffer  { return e.buffer }
func (e *easel) Put(b *png.EncoderBuffer) { e.buffer = b }

// png draws a card: a few tones only, so that it weighs little even where it is packed quickly,
// which takes a quarter of the time and a quarter more of the space.
func (e *easel) png(c Card) ([]byte, error) {
	p := e.picture
	fill(p, p.Bounds(), paper)
	fill(p, image.Rect(0, 0, Width, 14), c.Brand)
	pen := &pen{Drawer: font.Drawer{Dst: p}, y: edge + 40}
	pen.write(c.Organisation, bold(38), c.Brand, 1)
	pen.y += 44
	pen.write(c.Title, pen.fitting(c.Title), ink, 2)
	pen.y += 12
	pen.write(c.Text, regular(32), soft, 2)
	c.squares(p, Height-edge-96)
	pen.y = Height - edge + 16
	pen.write(c.Foot, regular(26), soft, 1)
	var out bytes.Buffer
	e.reduce(palette(paper, ink, soft, c.Brand, tones["met"], tones["missed"], tones["unclear"], blank))
	err := (&png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: e}).Encode(&out, e.few)
	return out.Bytes(), err
}

// squares draws how the last months went: missed ones are crossed, unclear ones have a dash.
func (c Card) squares(p *image.RGBA, y int) {
	for i, s := range c.Squares {
		tone, ok := tones[s]
		if !ok {
			tone = blank
		}
		box := image.Rect(edge+i*52, y, edge+i*52+40, y+40)
		fill(p, box, tone)
		for d := range 20 {
			switch s {
			case "missed":
				fill(p, image.Rect(box.Min.X+10+d-1, y+10+d-1, box.Min.X+10+d+2, y+10+d+2), paper)
				fill(p, image.Rect(box.Min.X+29-d-1, y+10+d-1, box.Min.X+29-d+2, y+10+d+2), paper)
			case "unclear":
				fill(p, image.Rect(box.Min.X+10, y+18, box.Min.X+30, y+22), paper)
			}
		}
	}
}

func fill(p *image.RGBA, box image.Rectangle, tone color.Color) {
	draw.Draw(p, box, image.NewUniform(tone), image.Point{}, draw.Src)
}

// reduce takes the picture into the tones of a palette: the nearest of each, looked up once.
func (e *easel) reduce(tones color.Palette) {
	e.few.Palette = tones
	nearest := map[[4]byte]uint8{}
	var last [4]byte // most pixels are as the one before, and most rows too
	var at uint8
	row := func(y int) ([]byte, []byte) {
		return e.picture.Pix[4*Width*y : 4*Width*(y+1)], e.few.Pix[Width*y : Width*(y+1)]
	}
	for y := range Height {
		from, to := row(y)
		if y > 0 {
			if above, made := row(y - 1); bytes.Equal(from, above) {
				copy(to, made)
				continue
			}
		}
		for x := range to {
			if tone := [4]byte(from[4*x : 4*x+4]); tone != last || len(nearest) == 0 {
				known := false
				if at, known = nearest[tone]; !known {
					at = uint8(tones.Index(color.RGBA{tone[0], tone[1], tone[2], tone[3]}))
					nearest[tone] = at
				}
				last = tone
			}
			to[x] = at
		}
	}
}

// A pen writes lines below each other.
type pen struct {
	font.Drawer
	y int
}

// write breaks a text into at most so many lines; more ends in "…".
func (p *pen) write(text string, face font.Face, tone color.Color, most int) {
	p.Face, p.Src = face, image.NewUniform(tone)
	lines := p.lines(text)
	if len(lines) > most {
		lines = append(lines[:most-1:most-1], lines[most-1]+" …")
	}
	height := face.Metrics().Height.Ceil()
	for _, line := range lines {
		p.Dot = fixed.P(edge, p.y)
		p.DrawString(line)
		p.y += height
	}
}

// fitting is the largest face in which a headline takes two lines.
func (p *pen) fitting(title string) font.Face {
	for _, size := range []float64{76, 64, 54, 46} {
		if p.Face = bold(size); len(p.lines(title)) <= 2 {
			break
		}
	}
	return p.Face
}

func (p *pen) lines(text string) (lines []string) {
	line := ""
	for _, word := range strings.Fields(known(p.Face, text)) {
		if longer := strings.TrimSpace(line + " " + word); line == "" || p.MeasureString(longer).Ceil() <= Width-2*edge {
			line = longer
			continue
		}
		lines, line = append(lines, line), word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
