package chart

import (
	"fmt"
	"testing"
)

// labelled lays a trend's last value out: where it stands, and the sheet that it stands on.
func labelled(t *testing.T, trend Trend, size Size) (*sheet, *mark, []marker) {
	t.Helper()
	s := newSheet(size, len(trend.Points))
	s.unit = trend.Unit
	low, high := trend.extent(trend.Unit.limits(0, 0))
	sym := s.valueAxis(low, high, 0, 100)
	s.roomForPeriods(make([]when, len(trend.Points)))
	markers := s.lanes(trend.Notes, trend.Points)
	return s, s.last(trend.Points, trend.newest(), sym, trend.Promise, markers), markers
}

// months are points of as many months of 2026 as there are values.
func months(values ...float64) (all []Point) {
	for i, v := range values {
		all = append(all, Point{Period: fmt.Sprintf("2026-%02d", i+1), Value: new(v)})
	}
	return all
}

func TestTheLastValueIsNotCutOff(t *testing.T) {
	for _, size := range []Size{Wide, Narrow} {
		for _, end := range []float64{100, 99.5, 98, 95} {
			s, at, _ := labelled(t, Trend{Unit: Percent, Promise: new(97.0), Points: months(80, 85, 90, 85, 90, end)}, size)
			if at == nil {
				t.Fatalf("%s: the value %v is not at its point, though nothing is in its way", size, end)
			}
			if top := s.top + (s.high-end)/s.up(1) + at.Dy - 9; top < -1 {
				t.Errorf("%s: the label of %v reaches %v px above the picture", size, end, -top)
			}
		}
	}
}

func TestTheLastValueIsClearOfNotes(t *testing.T) {
	values := []float64{40, 45, 50, 60, 80, 50, 70, 89, 70, 89}
	for _, size := range []Size{Wide, Narrow} {
		for i := range values {
			trend := Trend{Unit: Count, Points: months(values...), Notes: []Note{{fmt.Sprintf("2026-%02d", i+1), 1}}}
			s, at, markers := labelled(t, trend, size)
			if at == nil {
				continue // behind the line's end
			}
			last := len(values) - 1
			label := (values[last]-s.high)/s.up(1) - at.Dy + 8 // its upper edge, in pixels above the plot
			if apart := float64(last-markers[0].index) * s.step(); label > 1 && apart < markerRadius+38 {
				t.Errorf("%s: the last value stands under the number of month %d", size, i+1)
			}
		}
	}
}

func TestTheLastValueIsClearOfWhatIsNotOver(t *testing.T) {
	points := months(70, 65, 68, 66, 64)
	points[4].Provisional, points[4].Value = true, new(20.0)
	_, at, _ := labelled(t, Trend{Unit: Count, Points: points}, Narrow)
	if at == nil || at.Dx >= 0 {
		t.Errorf("got %+v, want the value before its point: behind it the line falls", at)
	}
}
