package chart

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
