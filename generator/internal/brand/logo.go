package brand

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	_ "image/gif" // what image.Decode can read
	_ "image/jpeg"
	_ "image/png"
	"io"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
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

const svgSpace = "http://www.w3.org/2000/svg"

// A drawing is an SVG image that is looked through: it must not run anything, nor
// load anything from elsewhere.
type drawing struct {
	file          string
	problems      *diag.List
	refused       bool
	width, height float64
}

func (s *drawing) wrong(d *xml.Decoder, format string, args ...any) {
	line, column := d.InputPos()
	s.problems.Add(diag.Place{File: s.file, Line: line, Column: column}, format, args...)
	s.refused = true
}

func (s *drawing) read(text []byte) {
	d := xml.NewDecoder(bytes.NewReader(text))
	root, style := true, false
	for {
		token, err := d.Token()
		var syntax *xml.SyntaxError
		switch {
		case err == io.EOF && root:
			s.wrong(d, "is no SVG image: there is nothing in it")
			return
		case err == io.EOF:
			return
		case errors.As(err, &syntax):
			s.wrong(d, "is no SVG image: %s", syntax.Msg)
			return
		case err != nil:
			s.wrong(d, "is no SVG image: %v", err)
			return
		}
		switch t := token.(type) {
		case xml.StartElement:
			if root && (t.Name.Local != "svg" || t.Name.Space != svgSpace) {
				s.wrong(d, "is no SVG image: it begins with <%s>, want <svg xmlns=%q>", t.Name.Local, svgSpace)
				return
			}
			if root {
				s.size(t)
			}
			root, style = false, t.Name.Local == "style"
			s.element(d, t)
		case xml.EndElement:
			style = false
		case xml.CharData:
			if style {
				s.styles(d, string(t))
			}
		case xml.Directive:
			if bytes.Contains(t, []byte("[")) {
				s.wrong(d, "has definitions in its DOCTYPE, want none")
			}
		case xml.ProcInst:
			if t.Target == "xml-stylesheet" {
				s.wrong(d, "loads a style sheet, want the styles in the image")
			}
		}
	}
}

var (
	foreign = []string{"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler", "listener"}
	loading = regexp.MustCompile(`(?i)@import|url\(\s*['"]?\s*[^#'"\s)]|expression\(|javascript:`)
	inline  = regexp.MustCompile(`^\s*(#|data:image/(png|jpeg|gif|webp);)`)
)

func (s *drawing) element(d *xml.Decoder, t xml.StartElement) {
	if slices.Contains(foreign, t.Name.Local) {
		s.wrong(d, "has <%s> in it, want a drawing only", t.Name.Local)
		return
	}
	for _, a := range t.Attr {
		name := a.Name.Local
		value := strings.ToLower(a.Value)
		switch {
		case strings.HasPrefix(strings.ToLower(name), "on"):
			s.wrong(d, "has a handler of events (%s) in it, want a drawing only", name)
		case name == "attributeName" && (strings.HasSuffix(value, "href") || strings.HasPrefix(value, "on")):
			s.wrong(d, "changes %s while it is shown, want a drawing only", a.Value)
		case (name == "href" || name == "src") && t.Name.Local != "a" && !inline.MatchString(a.Value):
			s.wrong(d, "loads %q, want nothing from outside the image", a.Value)
		case name == "href" && t.Name.Local == "a":
			s.wrong(d, "has a link in it, want a drawing only")
		case a.Name.Space != "xmlns" && name != "xmlns" && name != "href" && name != "src":
			s.styles(d, a.Value)
		}
	}
}

func (s *drawing) styles(d *xml.Decoder, text string) {
	if found := loading.FindString(text); found != "" {
		s.wrong(d, "loads something by its styles (%s…), want nothing from outside the image", found)
	}
}

// size takes the size from width and height, or from the box that is shown.
func (s *drawing) size(t xml.StartElement) {
	var box []float64
	said := map[string]float64{}
	for _, a := range t.Attr {
		switch a.Name.Local {
		case "viewBox":
			for _, n := range strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\t' }) {
				if f, err := strconv.ParseFloat(n, 64); err == nil {
					box = append(box, f)
				}
			}
		case "width", "height":
			if f, err := strconv.ParseFloat(strings.TrimSuffix(a.Value, "px"), 64); err == nil {
				said[a.Name.Local] = f
			}
		}
	}
	width, height := said["width"], said["height"]
	if (width <= 0 || height <= 0) && len(box) == 4 {
		width, height = box[2], box[3]
	}
	s.width, s.height = width, height
}
