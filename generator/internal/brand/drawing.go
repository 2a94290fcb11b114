package brand

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"shingle/generator/internal/diag"
)

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
			if t.Target != "xml" {
				s.wrong(d, "loads a style sheet or what <?%s?> means, want the styles in the image", t.Target)
			}
		}
	}
}

// set lists the words of a text.
func set(words string) map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields(words) {
		all[w] = true
	}
	return all
}

// A drawing is made of these, which neither run nor load anything; whatever is not
// listed is refused.
var (
	elements = set(`svg g defs symbol use switch title desc metadata style path rect circle ellipse line polyline polygon text tspan textPath image
		linearGradient radialGradient stop pattern clipPath mask marker filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
		feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode
		feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence`)
	attributes = set(`id class style lang role tabindex focusable version baseProfile viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points
		pathLength transform transform-origin gradientUnits gradientTransform spreadMethod offset patternUnits patternContentUnits patternTransform clipPathUnits
		maskUnits maskContentUnits mask-type markerUnits markerWidth markerHeight refX refY orient filterUnits primitiveUnits in in2 result stdDeviation dx dy mode
		type values operator k1 k2 k3 k4 radius scale xChannelSelector yChannelSelector baseFrequency numOctaves seed stitchTiles surfaceScale diffuseConstant
		specularConstant specularExponent azimuth elevation z order kernelMatrix divisor bias targetX targetY edgeMode preserveAlpha tableValues slope intercept
		amplitude exponent lengthAdjust textLength rotate startOffset method spacing side systemLanguage requiredFeatures requiredExtensions enable-background
		zoomAndPan contentStyleType media title overflow clip clip-path clip-rule mask opacity fill fill-opacity fill-rule stroke stroke-width stroke-opacity
		stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset marker marker-start marker-mid marker-end color color-interpolation
		color-interpolation-filters color-rendering filter flood-color flood-opacity lighting-color stop-color stop-opacity font font-family font-size
		font-size-adjust font-stretch font-style font-variant font-weight text-anchor text-decoration text-rendering letter-spacing word-spacing writing-mode
		dominant-baseline alignment-baseline baseline-shift direction unicode-bidi glyph-orientation-vertical kerning display visibility vector-effect paint-order
		shape-rendering image-rendering mix-blend-mode isolation pointer-events cursor`)
	functions = set(`url rgb rgba hsl hsla hwb lab lch oklab oklch color calc min max clamp var matrix translate translatex translatey scale scalex scaley rotate skewx skewy
		blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia inset circle ellipse polygon not is where nth-child nth-of-type lang`)
	editors = regexp.MustCompile(`^(http://www\.w3\.org/1999/02/22-rdf-syntax-ns#|https?://(www\.)?(purl\.org/dc|creativecommons\.org|web\.resource\.org/cc|sodipodi\.sourceforge\.net|www\.inkscape\.org|inkscape\.org|bohemiancoding\.com|figma\.com|vectornator\.io|serif\.com|ns\.adobe\.com)[/#].*|https?://ns\.adobe\.com/.*)$`)
)

const (
	xlink    = "http://www.w3.org/1999/xlink"
	xmlSpace = "http://www.w3.org/XML/1998/namespace"
)

func (s *drawing) element(d *xml.Decoder, t xml.StartElement) {
	switch {
	case editors.MatchString(t.Name.Space):
		return // what a program notes for itself, and no browser shows
	case t.Name.Local == "a":
		s.wrong(d, "has a link in it, want a drawing only")
		return
	case t.Name.Space != svgSpace || !elements[t.Name.Local]:
		s.wrong(d, "has <%s> in it, want a drawing only", t.Name.Local)
		return
	}
	for _, a := range t.Attr {
		s.attribute(d, t.Name.Local, a)
	}
}

func (s *drawing) attribute(d *xml.Decoder, element string, a xml.Attr) {
	name := a.Name.Local
	switch {
	case a.Name.Space == "xmlns", name == "xmlns" && a.Name.Space == "", editors.MatchString(a.Name.Space):
	case a.Name.Space == xmlSpace && (name == "space" || name == "lang" || name == "id"):
	case (a.Name.Space == "" || a.Name.Space == xlink) && name == "href":
		if !strings.HasPrefix(a.Value, "#") && !(element == "image" && inline.MatchString(a.Value)) {
			s.wrong(d, "loads %q, want nothing from outside the image", a.Value)
		}
	case a.Name.Space == xlink && (name == "type" || name == "title" || name == "show" || name == "actuate"):
	case strings.HasPrefix(strings.ToLower(name), "on"):
		s.wrong(d, "has a handler of events (%s) in it, want a drawing only", name)
	case a.Name.Space == "" && (strings.HasPrefix(name, "data-") || strings.HasPrefix(name, "aria-") || name == "id" || name == "class"):
	case a.Name.Space == "" && attributes[name]:
		s.styles(d, a.Value)
	default:
		s.wrong(d, "has <%s %s> in it, want what draws only", element, name)
	}
}

var (
	inline  = regexp.MustCompile(`^data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*$`)
	calling = regexp.MustCompile(`(?i)([a-z-]*)\(\s*(.?.?)`)
	marked  = regexp.MustCompile(`[@\\]`)
)

// styles looks through a style sheet, or a value that may be one: it calls functions of
// the list only, and url only for a part of the drawing.
func (s *drawing) styles(d *xml.Decoder, text string) {
	if found := marked.FindString(text); found != "" {
		at := strings.Index(text, found)
		s.wrong(d, "loads something by its styles (%s…), want nothing from outside the image", text[at:min(len(text), at+7)])
		return
	}
	for _, m := range calling.FindAllStringSubmatch(text, -1) {
		name, first := strings.ToLower(m[1]), strings.TrimLeft(m[2], `'"`)
		if name != "" && !functions[name] || name == "url" && !strings.HasPrefix(first, "#") {
			s.wrong(d, "loads something by its styles (%s…), want nothing from outside the image", m[0])
		}
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
