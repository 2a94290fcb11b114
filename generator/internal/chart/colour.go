package chart

import "strings"

// A Colour is a custom property that the SVG uses and the theme sets.
type Colour struct {
	Property string // "--chart-line"
	Light    string // suggested on paper #fbfaf6, "#rrggbb"
	Dark     string // suggested on paper #14181b, "#rrggbb"
	System   string // suggested in forced colours
	Text     bool   // letters are drawn in it: contrast of 4.5 to 1, else 3 to 1
	Faint    bool   // grid and band: seen, but nothing hangs on it, so no contrast is asked of it
	Use      string // what is drawn in it
}

// The colours as they stand in options and in SVG.
const (
	colourLine    = "var(--chart-line)"
	colourOther   = "var(--chart-other)"
	colourPale    = "var(--chart-pale)"
	colourBand    = "var(--chart-band)"
	colourMissed  = "var(--chart-missed)"
	colourUnclear = "var(--chart-unclear)"
	colourLimit   = "var(--chart-limit)"
	colourGrid    = "var(--chart-grid)"
	colourText    = "var(--chart-text)"
	colourStrong  = "var(--chart-strong)"
	colourPaper   = "var(--chart-paper)"
)

// Colours lists every custom property of the charts.
func Colours() []Colour {
	return []Colour{
		{Property: "--chart-line", Light: "#0c5a63", Dark: "#7cc5cd", System: "CanvasText", Use: "the line and its points"},
		{Property: "--chart-other", Light: "#6b6256", Dark: "#b3a894", System: "CanvasText", Text: true, Use: "what the line is compared with"},
		{Property: "--chart-band", Light: "#d6e3e2", Dark: "#24393c", System: "color-mix(in srgb, CanvasText 18%, Canvas)", Faint: true, Use: "the interval's band"},
		{Property: "--chart-pale", Light: "#b4b2a9", Dark: "#5b646b", System: "color-mix(in srgb, CanvasText 50%, Canvas)", Faint: true, Use: "older years, behind the line and what it is compared with"},
		{Property: "--chart-missed", Light: "#a5321b", Dark: "#ff9b80", System: "CanvasText", Use: "points that missed the promise"},
		{Property: "--chart-unclear", Light: "#715300", Dark: "#e6c25f", System: "CanvasText", Use: "points too close to call"},
		{Property: "--chart-limit", Light: "#6d747b", Dark: "#8d959c", System: "color-mix(in srgb, CanvasText 70%, Canvas)", Use: "control limits and their mean, lines of notes"},
		{Property: "--chart-grid", Light: "#dcd8cd", Dark: "#343b40", System: "color-mix(in srgb, CanvasText 35%, Canvas)", Faint: true, Use: "lines of the grid"},
		{Property: "--chart-text", Light: "#545b63", Dark: "#a9b0b6", System: "CanvasText", Text: true, Use: "numbers of the axes"},
		{Property: "--chart-strong", Light: "#1c2126", Dark: "#eceae4", System: "CanvasText", Text: true, Use: "the promise and its number, note markers, tooltips"},
		{Property: "--chart-paper", Light: "#fbfaf6", Dark: "#14181b", System: "Canvas", Faint: true, Use: "the page behind: inside of hollow points, numbers of notes"},
	}
}

// Standalone is the SVG as a file of its own, for a download or an embed: with the light
// or the dark colours in place of the custom properties.
func (s SVG) Standalone(dark bool) []byte {
	var pairs []string
	for _, c := range Colours() {
		value := c.Light
		if dark {
			value = c.Dark
		}
		pairs = append(pairs, `="var(`+c.Property+`)"`, `="`+value+`"`) // with its quotes: attributes, never text
	}
	body := strings.NewReplacer(pairs...).Replace(string(s.Body))
	return []byte(s.open(` xmlns="http://www.w3.org/2000/svg" font-family="system-ui,sans-serif"`) + body + "</svg>\n")
}
