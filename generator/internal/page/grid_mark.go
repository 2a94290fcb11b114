package page

import (
	"encoding/json"

	"shingle/generator/internal/besttime"
)

// mark marks the cells of windows that are told.
func (g *grid) mark(windows []besttime.Window, as string) {
	if g == nil {
		return
	}
	for _, w := range windows {
		for r := range g.Rows {
			for i := range g.Rows[r].Cells {
				if c := &g.Rows[r].Cells[i]; c.Weekday == w.Weekday && g.Rows[r].At >= w.From && g.Rows[r].At < w.To && c.Value != nil {
					g.tell(c, as)
				}
			}
		}
	}
}

// markLabels marks the cells of slots that are quiet or busy by themselves: what is as sure as a window is
// marked as one, though it is none of the three that are told.
func (g *grid) markLabels() {
	if g == nil {
		return
	}
	for r := range g.Rows {
		for i := range g.Rows[r].Cells {
			if c := &g.Rows[r].Cells[i]; c.Value != nil && (c.Label == besttime.Quiet || c.Label == besttime.Busy) {
				g.tell(c, c.Label)
			}
		}
	}
}

func (g *grid) tell(c *gridCell, as string) {
	c.Told, g.Told, g.Avoid = as, g.Told || as == besttime.Quiet, g.Avoid || as == besttime.Busy
}

// A told cell is one as a template writes it: what it says stands in the lists of its grid.
type toldCell struct {
	Weekday int    `json:"d"`
	Blank   string `json:"s,omitempty"` // few or closed: it says nothing
	Tone    int    `json:"c"`
	Value   int    `json:"v"`
	Count   int    `json:"n"`
	Label   string `json:"l"`
	Marked  bool   `json:"marked,omitempty"` // there is one of these
	Thin    bool   `json:"thin,omitempty"`
	Told    string `json:"told,omitempty"`
}

type toldRow struct {
	Start value      `json:"start"`
	At    int        `json:"at"`
	Cells []toldCell `json:"cells"`
}

// A cellCount is how many contacts a cell stands on, and how many weeks.
type cellCount struct {
	N     int64 `json:"n"`
	Weeks int   `json:"w"`
}

// MarshalJSON lists what its cells say, which is not much: each is put into words once.
func (g *grid) MarshalJSON() ([]byte, error) {
	type plain grid
	told := struct {
		*plain
		Values []value     `json:"values"`
		Counts []cellCount `json:"counts"`
		Rows   []toldRow   `json:"rows"`
	}{plain: (*plain)(g)}
	values, counts := map[value]int{}, map[cellCount]int{}
	for _, row := range g.Rows {
		r := toldRow{Start: row.Start, At: row.At}
		for _, c := range row.Cells {
			cell := toldCell{Weekday: c.Weekday, Tone: c.Tone, Label: c.Label, Thin: c.State == "thin", Told: c.Told, Marked: c.State == "thin" || c.Told != ""}
			if c.Value == nil {
				cell.Blank = c.State
			} else {
				told.Values, cell.Value = once(told.Values, values, *c.Value)
				told.Counts, cell.Count = once(told.Counts, counts, cellCount{c.N, c.Weeks})
			}
			r.Cells = append(r.Cells, cell)
		}
		told.Rows = append(told.Rows, r)
	}
	return json.Marshal(told)
}

// once gives a list that holds v, and where: at tells where the others are.
func once[T comparable](list []T, at map[T]int, v T) ([]T, int) {
	i, there := at[v]
	if !there {
		i = len(list)
		at[v], list = i, append(list, v)
	}
	return list, i
}
