package chart

import (
	"cmp"
	"slices"
	"strings"
)

// A name is what stands at the end of a line.
type name struct {
	at     place
	text   string
	colour string
	weight int
}

// promised is the promise's number behind the end of its line; a wide chart says what it is.
func (s *sheet) promised(sym symbol, v float64, size Size) name {
	text := exactly(sym, v)
	if size == Wide {
		text += " word:promise"
	}
	return name{at: place{s.x1(), v}, text: text, colour: colourStrong, weight: 700}
}

// roomForNames keeps the right margin for what stands at the ends of lines.
func (s *sheet) roomForNames(names []name) {
	for _, n := range names {
		text := strings.Replace(n.text, "word:point", ".", 1)
		s.right = max(s.right, 14+textWidth(text))
	}
}

// name writes names behind the ends of their lines, those of one place clear of each other.
func (s *sheet) name(names []name) {
	const row = 17.0 // pixels
	slices.SortStableFunc(names, func(a, b name) int { return cmp.Compare(b.at[1], a.at[1]) })
	down := make([]float64, len(names)) // pixels from the top of the plot
	for i, n := range names {
		down[i] = (s.high - n.at[1]) / s.up(1)
		for k := range i {
			if names[k].at[0] == n.at[0] {
				down[i] = max(down[i], down[k]+row)
			}
		}
		dy := round(down[i] - (s.high-n.at[1])/s.up(1))
		s.add(mark{Kind: "text", Points: []caption{captioned(n.at[0], n.at[1], n.text)}, Dx: 8, Dy: dy, Align: "left", Fill: n.colour, Weight: n.weight})
	}
}
