package brand

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/gif" // what image.Decode can read
	_ "image/jpeg"
	_ "image/png"
	"math"
	"path"
	"strings"

	_ "golang.org/x/image/webp"

	"shingle/generator/internal/diag"
)

const (
	mostPixels = 16 << 20
	heavyLogo  = 40 << 10
)

// formats are the images that a logo may be, by the endings of their names.
var formats = map[string]string{".svg": "svg", ".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".gif": "gif", ".webp": "webp"}

// logo gives the width of the logo, or notes why it is none.
func (o Options) logo(problems *diag.List) int {
	text, ok := o.static(problems, "logo", o.Logo)
	if !ok {
		return 0
	}
	var width, height float64
	file := "site/static/" + o.Logo
	format, known := formats[strings.ToLower(path.Ext(o.Logo))]
	switch {
	case !known:
		o.wrong(problems, "logo", "", "%s has a name that ends in %q, want an SVG, PNG, JPEG, GIF or WebP image", file, path.Ext(o.Logo))
		return 0
	case format == "svg":
		s := drawing{file: file, problems: problems}
		s.read(text)
		if s.refused {
			o.wrong(problems, "logo", "", "%s cannot be used", file)
		}
		width, height = s.width, s.height
	default:
		size, err := raster(text, format)
		if err != nil {
			o.wrong(problems, "logo", "", "%s %s", file, err)
		}
		width, height = float64(size.Width), float64(size.Height)
	}
	if len(text) > heavyLogo {
		problems.Warn(o.Place("logo"), "shingle.brand.logo: %s has %d kB and is loaded with every page, want less than %d kB", file, len(text)>>10, heavyLogo>>10)
	}
	if width <= 0 || height <= 0 {
		return 0
	}
	return int(math.Round(min(width/height, 100) * LogoHeight))
}

// raster gives the size of an image of pixels that can be read to its end.
func raster(text []byte, format string) (image.Config, error) {
	size, found, err := image.DecodeConfig(bytes.NewReader(text))
	switch {
	case errors.Is(err, image.ErrFormat):
		return size, errors.New("is no image, want an SVG, PNG, JPEG, GIF or WebP image")
	case err != nil:
		return size, fmt.Errorf("is a damaged image: %w", err)
	case found != format:
		return size, fmt.Errorf("is a %s image by its content, want a name that ends in .%s", strings.ToUpper(found), found)
	case size.Width*size.Height > mostPixels:
		return size, fmt.Errorf("has %d by %d pixels, want a smaller image", size.Width, size.Height)
	}
	if _, _, err := image.Decode(bytes.NewReader(text)); err != nil {
		return size, fmt.Errorf("is a damaged image: %w", err)
	}
	return size, nil
}
