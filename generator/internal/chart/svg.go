package chart

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// An SVG is a drawn chart.
type SVG struct {
	ID     string
	Width  int    // CSS pixels, of the coordinates in Body
	Height int    // CSS pixels, of the coordinates in Body
	Body   []byte // what stands between <svg> and </svg>; safe to put into a page as it is
}

// String is the whole element, for a page: without a size of its own, and hidden from
// assistive technology, which reads the chart's table.
func (s SVG) String() string {
	return fmt.Sprintf(`<svg viewBox="0 0 %d %d" aria-hidden="true" focusable="false">%s</svg>`, s.Width, s.Height, s.Body)
}

// clean turns what ECharts wrote into what may stand in a page. It knows the few elements
// and attributes that charts are made of and refuses all others, so that whatever it lets
// through has no style, script, identifier or address, and no colour but custom properties.
func clean(raw string) ([]byte, error) {
	d := xml.NewDecoder(strings.NewReader(raw))
	w := &cleaner{}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			w.closeGroup()
			return []byte(w.b.String()), nil
		}
		if err != nil {
			return nil, fmt.Errorf("reading the drawing: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "defs" { // clip paths: they need identifiers, see start
				err = d.Skip()
			} else {
				err = w.start(t)
			}
		case xml.EndElement:
			w.end(t)
		case xml.CharData:
			if w.text != nil {
				w.content += string(t)
			} else if strings.TrimSpace(string(t)) != "" {
				err = fmt.Errorf("text %q outside of a text element", t)
			}
		}
		if err != nil {
			return nil, err
		}
	}
}

// A cleaner writes the elements that it is told about, texts of one look in one group.
type cleaner struct {
	b       strings.Builder
	group   string // the attributes of the open group, "" if none is open
	text    *text
	content string
}

// A text is a text element while it is read.
type text struct {
	x, y float64
	look string
}

func (w *cleaner) start(e xml.StartElement) error {
	a := make(map[string]string, len(e.Attr))
	for _, attr := range e.Attr {
		a[attr.Name.Local] = attr.Value
	}
	switch e.Name.Local {
	case "svg", "g": // a group only clips, and nothing lies outside of the plot
		return nil
	case "rect":
		if a["fill"] == "none" { // ECharts' background
			return nil
		}
	case "path":
		return w.path(a)
	case "text":
		return w.startText(a)
	}
	return fmt.Errorf("element %q: want path or text", e.Name.Local)
}

// path writes the attributes that a path may have, in this order, defaults left out.
func (w *cleaner) path(a map[string]string) error {
	if !outline.MatchString(a["d"]) {
		return fmt.Errorf("path %.40q: want a path", a["d"])
	}
	w.closeGroup()
	w.b.WriteString(`<path d="` + shorten(a["d"]) + `"`)
	for _, name := range []string{"fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin"} {
		value, ok := a[name]
		if !ok || name != "fill" && a["stroke"] == "none" || name == "stroke-width" && value == "1" {
			continue
		}
		if name == "fill" || name == "stroke" {
			if err := checkColour(value); err != nil {
				return err
			}
		} else if !plainValue.MatchString(value) {
			return fmt.Errorf("attribute %s=%q: want numbers or a word", name, value)
		}
		w.b.WriteString(" " + name + `="` + shorten(value) + `"`)
	}
	for name := range a {
		switch name {
		case "d", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-linecap",
			"pointer-events", "class", "ecmeta_series_index", "ecmeta_data_index", "ecmeta_ssr_type", "ecmeta_silent":
		default:
			return fmt.Errorf("attribute %q of a path: not known", name)
		}
	}
	w.b.WriteString("/>")
	return nil
}

func (w *cleaner) startText(a map[string]string) error {
	t := &text{}
	if err := checkColour(a["fill"]); err != nil {
		return err
	}
	size, weight := "", ""
	for name, value := range a {
		ok := true
		switch name {
		case "x":
			t.x, ok = coordinate(value)
		case "y":
			t.y, ok = coordinate(value)
		case "style":
			for declaration := range strings.SplitSeq(value, ";") {
				property, v, _ := strings.Cut(declaration, ":")
				switch property {
				case "font-size":
					size = strings.TrimSuffix(v, "px")
					ok = ok && plainValue.MatchString(size)
				case "font-weight":
					weight = v
					ok = ok && plainValue.MatchString(v)
				}
			}
		case "transform", "fill", "text-anchor", "dominant-baseline", "space",
			"ecmeta_series_index", "ecmeta_data_index", "ecmeta_ssr_type", "ecmeta_silent":
		default:
			ok = false
		}
		if !ok {
			return fmt.Errorf("attribute %s=%q of a text: not known", name, value)
		}
	}
	if m := translate.FindStringSubmatch(a["transform"]); m != nil {
		dx, _ := coordinate(m[1])
		dy, _ := coordinate(m[2])
		t.x, t.y = t.x+dx, t.y+dy
	} else if a["transform"] != "" {
		return fmt.Errorf("transform %q of a text: want translate", a["transform"])
	}
	t.look = ` fill="` + a["fill"] + `" font-size="` + size + `"`
	if weight != "" && weight != "400" {
		t.look += ` font-weight="` + weight + `"`
	}
	if anchor := a["text-anchor"]; anchor == "middle" || anchor == "end" {
		t.look += ` text-anchor="` + anchor + `"`
	}
	w.text, w.content = t, ""
	return nil
}

func (w *cleaner) end(e xml.EndElement) {
	t := w.text
	if e.Name.Local != "text" || t == nil {
		return
	}
	if w.group != t.look {
		w.closeGroup()
		w.b.WriteString("<g" + t.look + ">")
		w.group = t.look
	}
	// The baseline is said of each text: not every browser inherits it.
	fmt.Fprintf(&w.b, `<text x="%s" y="%s" dominant-baseline="central">`, tenths(t.x), tenths(t.y))
	xml.EscapeText(&w.b, []byte(w.content))
	w.b.WriteString("</text>")
	w.text = nil
}

func (w *cleaner) closeGroup() {
	if w.group != "" {
		w.b.WriteString("</g>")
		w.group = ""
	}
}

var (
	decimal    = regexp.MustCompile(`-?\d*\.\d+(e-?\d+)?`)
	plainValue = regexp.MustCompile(`^[a-z]+$|^[\d., ]+$`)
	translate  = regexp.MustCompile(`^translate\(([-\d.e]+) ([-\d.e]+)\)$`)
	property   = regexp.MustCompile(`^var\(--chart-[a-z]+\)$`)
)

// checkColour allows nothing but custom properties of the charts.
func checkColour(value string) error {
	if value != "none" && !property.MatchString(value) {
		return fmt.Errorf("colour %q: want a custom property of the charts", value)
	}
	return nil
}

// shorten rounds the decimals in a path to tenths of a pixel.
func shorten(s string) string {
	return decimal.ReplaceAllStringFunc(s, func(n string) string {
		v, err := strconv.ParseFloat(n, 64)
		if err != nil {
			return n
		}
		return tenths(v)
	})
}

func coordinate(s string) (float64, bool) {
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

// tenths writes pixels with at most one decimal.
func tenths(v float64) string {
	return strconv.FormatFloat(math.Round(v*10)/10+0, 'f', -1, 64)
}
