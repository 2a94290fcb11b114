package score

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// The values follow the steady year: mean 50, limits 23.4 and 76.6, 2 sigma lines 32.27 and 67.73.
func TestNHSRules(t *testing.T) {
	for _, c := range []struct {
		what   string
		values []float64
		want   string // per point: - none, O outside, T trend, 2 two_in_three, S shift; the first signal
		up     string // per point: u or d
	}{
		{"beyond a limit", []float64{76.7, 23.3, 76.5, 23.5}, "OO--", "ud"},
		{"six on one side", []float64{50, 55, 51, 55, 51, 55, 51, 50}, "--------", ""},
		{"seven on one side", []float64{50, 55, 51, 55, 51, 55, 51, 55, 50}, "-SSSSSSS-", " uuuuuuu"},
		{"seven below", []float64{50, 45, 49, 45, 49, 45, 49, 45}, "-SSSSSSS", " ddddddd"},
		{"a point on the mean breaks it", []float64{50, 55, 51, 55, 50, 55, 51, 55, 51}, "---------", ""},
		{"six rises over the mean", []float64{44, 46, 48, 52, 54, 56, 58, 40}, "TTTTTTT-", "uuuuuuu"},
		{"five rises", []float64{46, 48, 52, 54, 56, 58, 40}, "-------", ""},
		{"six falls", []float64{58, 56, 54, 52, 48, 46, 44, 60}, "TTTTTTT-", "ddddddd"},
		{"a tie breaks it", []float64{44, 46, 48, 52, 52, 54, 56, 58}, "--------", ""},
		{"the peak belongs to the fall", []float64{44, 46, 48, 52, 54, 56, 58, 56, 54, 52, 48, 46, 44}, "TTTTTTTTTTTTT", "uuuuuuddddddd"},
		{"two of three near the limit", []float64{45, 70, 60, 70, 45}, "-2-2-", " u u"},
		{"two in a row and a third on that side", []float64{45, 70, 70, 55, 45}, "-22--", " uu"},
		{"two in a row between the other side", []float64{45, 70, 70, 45}, "----", ""},
		{"the third on the mean", []float64{45, 70, 50, 70, 45}, "-----", ""},
		{"near but on both sides", []float64{45, 70, 30, 70, 45}, "-----", ""},
		{"below", []float64{55, 30, 40, 30, 55}, "-2-2-", " d d"},
		{"outside is not near", []float64{45, 70, 60, 80, 45}, "---O-", "   u"},
		{"outside and two more near it", []float64{45, 70, 80, 70, 45}, "-2O2-", " uuu"},
		{"three far apart", []float64{45, 70, 60, 60, 70, 45}, "------", ""},
	} {
		letters := map[string]string{"outside": "O", "trend": "T", "two_in_three": "2", "shift": "S"}
		var got, up strings.Builder
		for _, p := range signalsAfter(c.values...).Points[12:] {
			if len(p.Signals) == 0 {
				got.WriteString("-")
				up.WriteString(" ")
				continue
			}
			got.WriteString(letters[p.Signals[0]])
			up.WriteString(map[bool]string{true: "u", false: "d"}[p.Up])
		}
		if got.String() != c.want || strings.TrimRight(up.String(), " ") != c.up {
			t.Errorf("%s %v: got %s %s, want %s %s", c.what, c.values, got.String(), up.String(), c.want, c.up)
		}
	}
}

// A limit is not outside, and two thirds of the way is not near.
func TestLinesBelongToTheInside(t *testing.T) {
	p := signalsAfter().Points[0]
	c := signalsAfter(p.Upper, p.Lower, p.UpperSigma2, p.UpperSigma2, p.UpperSigma2)
	for _, p := range c.Points[12:] {
		if p.Signals != nil {
			t.Errorf("%v: got %v, want none", p.Value, p.Signals)
		}
	}
}

func TestAllSignalsOfAPointAreListedInOrder(t *testing.T) {
	c := signalsAfter(50, 52, 54, 56, 58, 68, 70, 99)
	if got, want := c.Points[19].Signals, []string{"outside", "trend", "shift"}; !slices.Equal(got, want) {
		t.Errorf("last: got %v, want %v", got, want)
	}
	if got, want := c.Points[18].Signals, []string{"trend", "two_in_three", "shift"}; !slices.Equal(got, want) {
		t.Errorf("last but one: got %v, want %v", got, want)
	}
	// Outside above the mean, at the end of a fall: the first signal gives the direction.
	if p := signalsAfter(99, 98, 97, 96, 95, 94, 93).Points[18]; !p.Up || !slices.Equal(p.Signals, []string{"outside", "trend", "shift"}) {
		t.Errorf("got %v, up %v", p.Signals, p.Up)
	}
}

// 1 sigma lines at 41.13 and 58.87.
func TestWesternElectricRules(t *testing.T) {
	for _, c := range []struct {
		what   string
		values []float64
		want   string
	}{
		{"beyond a limit", []float64{76.7, 50, 23.3}, "O-O"},
		{"two of three beyond 2 sigma, the third anywhere", []float64{50, 70, 30, 70, 50}, "-2-2-"},
		{"at the end", []float64{50, 30, 70, 30}, "-2-2"},
		{"four below and at the end", []float64{40, 40, 55, 40, 40}, "44-44"},
		{"below the mean but within 1 sigma", []float64{42, 42, 55, 42, 42}, "-----"},
		{"two of four", []float64{50, 70, 50, 50, 70}, "-----"},
		{"four of five beyond 1 sigma", []float64{50, 60, 60, 45, 60, 60, 50}, "-44-44-"},
		{"three of five", []float64{50, 60, 60, 45, 60, 45}, "------"},
		{"seven on one side", []float64{50, 55, 55, 55, 55, 55, 55, 55, 50}, "---------"},
		{"eight on one side", []float64{50, 55, 55, 55, 55, 55, 55, 55, 55, 50}, "-SSSSSSSS-"},
		{"a trend is none of the rules", []float64{44, 46, 48, 52, 54, 56, 58}, "-------"},
	} {
		letters := map[string]string{"outside": "O", "two_in_three": "2", "four_in_five": "4", "shift": "S"}
		var got strings.Builder
		chart := XmR(append(steady(), c.values...), XmROptions{FixAfter: 12, Rules: "western_electric"})
		for _, p := range chart.Points[12:] {
			if len(p.Signals) == 0 {
				got.WriteString("-")
				continue
			}
			got.WriteString(letters[p.Signals[0]])
		}
		if got.String() != c.want {
			t.Errorf("%s %v: got %s, want %s", c.what, c.values, got.String(), c.want)
		}
	}
}

// FuzzXmRSignals works the four rules out again, window by window, as the R package words them.
func FuzzXmRSignals(f *testing.F) {
	f.Add([]byte{5, 6, 5, 4, 5, 4, 5, 6, 5, 4, 5, 6, 9, 9, 9, 9, 9, 9, 9}, uint8(12))
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 7, 6, 5, 4, 3, 2, 1}, uint8(0))
	f.Add([]byte{10, 90, 10, 90, 10, 200, 210, 190}, uint8(4))
	f.Fuzz(func(t *testing.T, b []byte, fix uint8) {
		if len(b) == 0 || len(b) > 300 {
			return
		}
		values, mirrored := make([]float64, len(b)), make([]float64, len(b))
		for i, v := range b {
			values[i], mirrored[i] = float64(v), -float64(v)
		}
		o := XmROptions{FixAfter: int(fix)}
		c, m := XmR(values, o), XmR(mirrored, o)
		want := windows(c.Points)
		for i, p := range c.Points {
			if !slices.Equal(p.Signals, want[i]) {
				t.Errorf("%v, point %d: got %v, want %v", values, i, p.Signals, want[i])
			}
			if !slices.Equal(m.Points[i].Signals, p.Signals) || len(p.Signals) > 0 && m.Points[i].Up == p.Up {
				t.Errorf("%v, point %d: got %v %v, and upside down %v %v", values, i, p.Signals, p.Up, m.Points[i].Signals, m.Points[i].Up)
			}
		}
	})
}

// windows looks at every window of 3 and of 7 points.
func windows(points []XmRPoint) [][]string {
	const close = 1e-9
	found := make([]map[string]bool, len(points))
	for i := range found {
		found[i] = map[string]bool{}
	}
	side := func(i int) float64 {
		if d := points[i].Value - points[i].Mean; math.Abs(d) > close {
			return math.Copysign(1, d)
		}
		return 0
	}
	out := func(i int) bool {
		return points[i].Value > points[i].Upper+close || points[i].Value < points[i].Lower-close
	}
	near := func(i int) bool {
		return !out(i) && (points[i].Value > points[i].UpperSigma2+close || points[i].Value < points[i].LowerSigma2-close)
	}
	for i := range points {
		if out(i) {
			found[i]["outside"] = true
		}
		if i+3 <= len(points) && math.Abs(side(i)+side(i+1)+side(i+2)) == 3 {
			var close []int
			for j := i; j < i+3; j++ {
				if near(j) {
					close = append(close, j)
				}
			}
			if len(close) >= 2 {
				for _, j := range close {
					found[j]["two_in_three"] = true
				}
			}
		}
		if i+7 > len(points) {
			continue
		}
		rises, falls, sides := 0, 0, 0.0
		for j := i; j < i+7; j++ {
			sides += side(j)
			if j > i && points[j].Value > points[j-1].Value {
				rises++
			}
			if j > i && points[j].Value < points[j-1].Value {
				falls++
			}
		}
		for j := i; j < i+7; j++ {
			if rises == 6 || falls == 6 {
				found[j]["trend"] = true
			}
			if math.Abs(sides) == 7 {
				found[j]["shift"] = true
			}
		}
	}
	lists := make([][]string, len(points))
	for i := range lists {
		for _, name := range []string{"outside", "trend", "two_in_three", "shift"} {
			if found[i][name] {
				lists[i] = append(lists[i], name)
			}
		}
	}
	return lists
}

// Two thirds of the way to the limits is 1.63 either side of 50.32, and a third of it from 51.94 on: the first
// four of five months lie beyond both.
func TestTheFirstMonthsAreLookedAt(t *testing.T) {
	values := append([]float64{55, 55, 55, 55}, 50, 48, 50, 48, 50, 48, 50, 48, 50, 48, 50, 48, 50, 48, 50)
	c := XmR(values, XmROptions{Rules: "western_electric"})
	for i, want := range []bool{true, true, true, true, false} {
		if p := c.Points[i]; slices.Contains(p.Signals, "four_in_five") != want {
			t.Errorf("point %d: got %v, four in five %v", i, p.Signals, want)
		}
	}
}
