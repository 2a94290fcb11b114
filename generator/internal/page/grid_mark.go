package page

import "shingle/generator/internal/besttime"

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
