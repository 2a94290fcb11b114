// Package chart turns scores into charts: [Trend] and [Comparison] become
// ECharts options, which are data, and [Render] has ECharts' own renderer draw them as SVG.
//
// # One picture for every page
//
// A chart holds no word of any human language, so that all languages share it: its
// caption and its table say what it shows. Axes are labelled with numbers, international
// symbols of units (s, min, h) and years; months and quarters are places that the page
// puts its own words in (month:10, quarter:4).
//
// One SVG serves light and dark, print and forced colours: each colour in it is a custom
// property of [Colours], for which the theme sets the value. It has no style attribute, no
// script, no identifier and no address in it.
//
// # How it is drawn
//
// An option has ECharts' own axes, hidden, and its own line series. Everything else (grid,
// labels, band, promise, points, notes) stands in one custom series, "sheet", as a list of
// marks in the units of the axes. The theme's scripts draw the marks, at build time and in the
// browser alike.
//
// In the browser ECharts draws the whole option. At build time its renderer (zrender) draws the
// marks and the lines, and none of its models are made, of axes, series and data: they took five
// sixths of the time, and all that they say stands in the option, in pixels. A test has ECharts
// itself draw the same options, and the bytes are the same.
package chart

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
)

// A Size is the box that a chart is drawn for. A page holds both and shows the one that fits.
type Size string

// The two sizes.
const (
	Wide   Size = "wide"   // 960 by 330 CSS pixels
	Narrow Size = "narrow" // 380 by 250 CSS pixels, for a phone
)

// box is the size in CSS pixels.
func (s Size) box() (width, height int) {
	if s == Narrow {
		return 380, 250
	}
	return 960, 330
}

// A Unit says what the values of a chart are. The words are those of scores.csv.
type Unit string

// The units.
const (
	Percent Unit = "percent"  // 0 to 100
	Points  Unit = "points"   // the Net Promoter Score's, -100 to 100
	Seconds Unit = "seconds"  // 0 and more; the axis is labelled in s, min, h or d
	Scale   Unit = "scale"    // a survey's scale, from its Min to its Max
	Index   Unit = "index"    // 0 to 100
	Count   Unit = "count"    // 0 and more
	Rate    Unit = "per_1000" // 0 and more
)

// A Status says whether a point kept the promise. The words are those of scores.csv.
type Status string

// The states, and the symbol that stands for each.
const (
	Met     Status = "met"     // a filled circle
	Missed  Status = "missed"  // a hollow diamond, larger
	Unclear Status = "unclear" // a hollow square: the interval holds the promise
	None    Status = "none"    // a filled circle: nothing was promised
)

// A Chart is one picture to be drawn: ECharts' option as data, in a box of so many CSS pixels.
type Chart struct {
	ID     string          // names the chart in errors; not part of the picture
	Width  int             // CSS pixels
	Height int             // CSS pixels
	Option json.RawMessage // what ECharts draws; the same chart has always the same bytes
}

// Spec is the file that the browser's script fetches when a reader reaches for a chart:
// its option in each size, wide first.
func Spec(wide, narrow Chart) []byte {
	type picture struct {
		Width  int             `json:"width"`
		Height int             `json:"height"`
		Option json.RawMessage `json:"option"`
	}
	return mustJSON(struct {
		Wide   picture `json:"wide"`
		Narrow picture `json:"narrow"`
	}{
		picture{wide.Width, wide.Height, wide.Option},
		picture{narrow.Width, narrow.Height, narrow.Option},
	})
}

// limits is the range in which values of a unit can lie.
func (u Unit) limits(lowest, highest float64) (float64, float64) {
	switch u {
	case Percent, Index:
		return 0, 100
	case Points:
		return -100, 100
	case Scale:
		return lowest, highest
	}
	return 0, math.Inf(1)
}

// checkValue reports a number that cannot be on the chart.
func checkValue(what string, v *float64, low, high float64) error {
	if v != nil && !(*v >= low && *v <= high) || v != nil && math.IsInf(*v, 0) {
		return fmt.Errorf("%s %v: want a number from %v to %v", what, *v, low, high)
	}
	return nil
}

// round keeps as many decimals as a published number has.
func round(v float64) float64 {
	const places = 1e4
	return cmp.Or(math.Round(v*places)/places, 0) // never -0
}

// mustJSON marshals what can always be marshalled.
func mustJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("bug: %v", err))
	}
	return b
}
