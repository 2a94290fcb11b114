package brand

import (
	"fmt"
	"math"
	"strconv"
)

// A Color is a colour of screens (sRGB).
type Color struct{ R, G, B uint8 }

// Parse reads "#0c5a63" or "#0c6".
func Parse(s string) (Color, bool) {
	if len(s) == 4 && s[0] == '#' {
		s = string([]byte{'#', s[1], s[1], s[2], s[2], s[3], s[3]})
	}
	if len(s) != 7 || s[0] != '#' {
		return Color{}, false
	}
	n, err := strconv.ParseUint(s[1:], 16, 32)
	return Color{uint8(n >> 16), uint8(n >> 8), uint8(n)}, err == nil
}

func (c Color) String() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// Contrast is the ratio of two colours' luminances as WCAG 2 defines it: from 1, no
// difference, to 21, black on white.
func Contrast(a, b Color) float64 {
	high, low := a.luminance(), b.luminance()
	if high < low {
		high, low = low, high
	}
	return (high + 0.05) / (low + 0.05)
}

func (c Color) luminance() float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func linear(v uint8) float64 {
	x := float64(v) / 255
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

// worst is the lowest contrast of a colour with any of the grounds, and the ground.
func worst(c Color, grounds []Ground) (float64, Ground) {
	low, at := math.Inf(1), Ground{}
	for _, g := range grounds {
		if ratio := Contrast(c, g.Color); ratio < low {
			low, at = ratio, g
		}
	}
	return low, at
}

// towards is the colour of the same hue that is nearest to c, in the direction of
// black or white, and has the ratio on all of the grounds.
func towards(c Color, grounds []Ground, ratio float64, white bool) Color {
	if low, _ := worst(c, grounds); low >= ratio {
		return c
	}
	lightness, a, b := c.oklab()
	end := 0.0
	if white {
		end = 1
	}
	const steps = 512
	for i := 1; i < steps; i++ {
		part := float64(i) / steps
		next := oklab(lightness+(end-lightness)*part, a, b)
		if low, _ := worst(next, grounds); low >= ratio {
			return next
		}
	}
	if white {
		return Color{255, 255, 255}
	}
	return Color{}
}

// mix is so much of a colour in another one.
func mix(c, with Color, part float64) Color {
	channel := func(x, y uint8) uint8 { return uint8(math.Round(float64(x)*part + float64(y)*(1-part))) }
	return Color{channel(c.R, with.R), channel(c.G, with.G), channel(c.B, with.B)}
}

// oklab gives lightness, green to red, and blue to yellow in Björn Ottosson's Oklab,
// in which a colour can be made lighter or darker and keeps its hue.
func (c Color) oklab() (lightness, a, b float64) {
	red, green, blue := linear(c.R), linear(c.G), linear(c.B)
	l := math.Cbrt(0.4122214708*red + 0.5363325363*green + 0.0514459929*blue)
	m := math.Cbrt(0.2119034982*red + 0.6806995451*green + 0.1073969566*blue)
	s := math.Cbrt(0.0883024619*red + 0.2817188376*green + 0.6299787005*blue)
	return 0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		1.9779984951*l - 2.4285922050*m + 0.4505937099*s,
		0.0259040371*l + 0.7827717662*m - 0.8086757660*s
}

// oklab is the colour at that place, with as much of its chroma as screens can show.
func oklab(lightness, a, b float64) Color {
	for chroma := 1.0; ; chroma -= 0.02 {
		red, green, blue := fromOklab(lightness, a*chroma, b*chroma)
		const least, most = -0.0005, 1.0005
		if chroma <= 0.01 || min(red, green, blue) >= least && max(red, green, blue) <= most {
			return Color{gamma(red), gamma(green), gamma(blue)}
		}
	}
}

func fromOklab(lightness, a, b float64) (red, green, blue float64) {
	cube := func(x float64) float64 { return x * x * x }
	l := cube(lightness + 0.3963377774*a + 0.2158037573*b)
	m := cube(lightness - 0.1055613458*a - 0.0638541728*b)
	s := cube(lightness - 0.0894841775*a - 1.2914855480*b)
	return 4.0767416621*l - 3.3077115913*m + 0.2309699292*s,
		-1.2684380046*l + 2.6097574011*m - 0.3413193965*s,
		-0.0041960863*l - 0.7034186147*m + 1.7076147010*s
}

func gamma(x float64) uint8 {
	if x <= 0.0031308 {
		x *= 12.92
	} else {
		x = 1.055*math.Pow(x, 1/2.4) - 0.055
	}
	return uint8(math.Round(255 * min(1, max(0, x))))
}
