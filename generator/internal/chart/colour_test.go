package chart

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"testing"
)

// uses is what is drawn in each of the theme's colours of charts, and the contrast with the page
// that it takes: letters 4.5, lines and points 3, what nothing hangs on none.
var uses = map[string]struct {
	contrast float64
	drawn    string
}{
	"line":    {3, "the line and its points"},
	"other":   {4.5, "what the line is compared with"},
	"band":    {0, "the interval's band"},
	"pale":    {0, "older years, behind the line and what it is compared with"},
	"missed":  {3, "points that missed the promise"},
	"unclear": {3, "points too close to call"},
	"limit":   {3, "control limits and their mean, lines of notes"},
	"grid":    {0, "lines of the grid"},
	"text":    {4.5, "numbers of the axes"},
	"strong":  {4.5, "the promise and its number, note markers, tooltips"},
	"paper":   {0, "the page behind: inside of hollow points, numbers of notes"},
}

// The colours that the theme sets, on light and on dark pages, can be told from the page, and from
// the band that lines and points cross.
func TestColoursHaveContrast(t *testing.T) {
	css, err := os.ReadFile("../../../themes/shingle/assets/css/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	pages := []map[string]string{{}, {}, {}} // light, dark, forced
	for _, m := range regexp.MustCompile(`--chart-([a-z]+): ([^;]+);`).FindAllStringSubmatch(string(css), -1) {
		page := 0
		for pages[page][m[1]] != "" {
			page++
		}
		pages[page][m[1]] = m[2]
	}
	for property, use := range uses {
		if pages[2][property] == "" {
			t.Errorf("--chart-%s: not set for light, dark and forced colours", property)
			continue
		}
		for _, page := range pages[:2] {
			for behind, want := range map[string]float64{"paper": use.contrast, "band": min(use.contrast, 3)} {
				if got := contrast(t, page[property], page[behind]); got < want {
					t.Errorf("--chart-%s on the %s, %s on %s: got %.2f, want %v for %s", property, behind, page[property], page[behind], got, want, use.drawn)
				}
			}
		}
	}
	for property := range pages[0] {
		if _, ok := uses[property]; !ok {
			t.Errorf("--chart-%s: nobody says what is drawn in it", property)
		}
	}
}

// contrast is WCAG's ratio of two colours.
func contrast(t *testing.T, a, b string) float64 {
	luminance := func(hex string) float64 {
		var rgb [3]int
		if _, err := fmt.Sscanf(hex, "#%02x%02x%02x", &rgb[0], &rgb[1], &rgb[2]); err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
			v := float64(rgb[i]) / 255
			if v <= 0.04045 {
				v /= 12.92
			} else {
				v = math.Pow((v+0.055)/1.055, 2.4)
			}
			sum += weight * v
		}
		return sum
	}
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}
