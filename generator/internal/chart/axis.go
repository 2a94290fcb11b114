package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// ticks chooses the range of the value axis and where its lines go: at round numbers, at
// most so many. A chart of lines does not start from zero; the range holds every value
// given, a little air, and never less than what makes noise look like noise.
func ticks(unit Unit, low, high, floor, ceiling float64, most int) (lo, hi float64, at []float64) {
	least := leastSpan(unit, floor, ceiling, high)
	air := max((high-low)*0.08, (least-(high-low))/2)
	lo, hi = max(low-air, floor), min(high+air, ceiling)
	if short := least - (hi - lo); short > 0 { // one side ran into the end of the scale
		if lo == floor {
			hi = min(hi+short, ceiling)
		} else {
			lo = max(lo-short, floor)
		}
	}
	for _, step := range steps(unit) {
		first, last := math.Ceil(lo/step-1e-9), math.Floor(hi/step+1e-9)
		if last-first+1 > float64(most) {
			continue
		}
		for last-first+1 < 3 { // two lines are no scale: reach for the nearer one outside
			below, above := (first-1)*step, (last+1)*step
			if above <= ceiling && (above-hi <= lo-below || below < floor) {
				last, hi = last+1, above
			} else if below >= floor {
				first, lo = first-1, below
			} else {
				break
			}
		}
		for i := first; i <= last; i++ {
			at = append(at, round(i*step))
		}
		return round(lo), round(hi), at
	}
	return round(lo), round(hi), nil
}

// leastSpan is the smallest range worth showing, in the unit: less would magnify chance.
func leastSpan(unit Unit, floor, ceiling, high float64) float64 {
	switch unit {
	case Percent, Index:
		return 8
	case Points:
		return 16
	case Scale:
		return (ceiling - floor) / 5
	case Rate:
		return max(0.5, high*0.2)
	case Seconds:
		return max(10, high*0.2)
	}
	return max(4, high*0.2)
}

// steps lists the distances between two lines of the grid, smallest first.
func steps(unit Unit) []float64 {
	var s []float64
	if unit == Seconds {
		const minute, hour, day = 60, 3600, 86400
		s = []float64{1, 2, 5, 10, 20, 30, minute, 2 * minute, 5 * minute, 10 * minute, 20 * minute, 30 * minute,
			hour, 2 * hour, 4 * hour, 8 * hour, 12 * hour, day, 2 * day, 5 * day}
		for ten := 10.0 * day; ten < 1e12; ten *= 10 {
			s = append(s, ten, 2*ten, 5*ten)
		}
		return s
	}
	s = []float64{0.5}
	for ten := 1.0; ten < 1e15; ten *= 10 {
		s = append(s, ten, 2*ten, 5*ten)
	}
	return s
}

// narrowSpace groups digits and stands before a unit: a thin space that does not break.
const narrowSpace = "\u202f"

// number writes a number so that no language reads it as something else: digits in groups
// with thin spaces, for which a page writes its language's sign, a real minus, and halves and quarters as fractions. Other decimals
// keep their point.
func number(v float64) string {
	sign := ""
	if v < 0 {
		sign, v = "\u2212", -v
	}
	whole, part := math.Modf(round(v))
	digits := strconv.FormatFloat(whole, 'f', 0, 64)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + narrowSpace + digits[i:]
	}
	fraction := ""
	switch part {
	case 0:
	case 0.25:
		fraction = "¼"
	case 0.5:
		fraction = "½"
	case 0.75:
		fraction = "¾"
	default:
		fraction = strings.TrimPrefix(strconv.FormatFloat(round(part), 'f', -1, 64), "0")
	}
	if digits == "0" && fraction != "" && fraction[0] != '.' {
		digits = ""
	}
	return sign + digits + fraction
}

// A symbol is what stands behind the numbers of an axis: nothing, a percent sign, or a unit
// of time; and whether a plus stands before them, as scores from -100 to 100 are written.
type symbol struct {
	size float64 // of one, in the axis' unit
	text string
	plus bool
}

var times = [...]symbol{{size: 86400, text: "d"}, {size: 3600, text: "h"}, {size: 60, text: "min"}, {size: 1, text: "s"}}

// symbolFor is the largest unit of time that a step of the grid is a whole number of.
func symbolFor(unit Unit, step float64) symbol {
	switch unit {
	case Percent:
		return symbol{size: 1, text: "%"}
	case Points:
		return symbol{size: 1, plus: true}
	case Seconds:
		for _, s := range times {
			if math.Mod(step, s.size) == 0 {
				return s
			}
		}
	}
	return symbol{size: 1}
}

// label writes a value the way its axis does.
func (s symbol) label(v float64) string {
	switch {
	case s.text == "%":
		return number(v) + narrowSpace + "%"
	case s.plus && v > 0:
		return s.sign(v) + number(v)
	case s.text == "" || v == 0:
		return number(v)
	case math.Mod(v, s.size) != 0: // a promise of 90 s on an axis of minutes
		return symbolFor(Seconds, v).label(v)
	}
	return number(v/s.size) + narrowSpace + s.text
}

// sign is what stands before the digits of a value: a real minus, and a plus where the axis has them.
func (s symbol) sign(v float64) string {
	switch {
	case v < 0:
		return "\u2212"
	case v > 0 && s.plus:
		return "+"
	}
	return ""
}

// A when is a period taken apart: a year, and what of it.
type when struct {
	kind kind
	year int
	part string // "month:10", "quarter:3", "03-14"; empty where the period is a year
	rank int    // the month or the quarter, from 0
}

type kind int

const (
	year kind = iota
	quarter
	month
	day
)

// width is how wide the period's name will be: a page writes a month's first three letters,
// and of a quarter a letter and its number.
func (w when) width() float64 {
	switch w.kind {
	case month:
		return textWidth("mmm")
	case quarter:
		return textWidth("Q4")
	}
	return textWidth(w.part)
}

// parsePeriod reads 2026, 2026-Q3, 2026-10 or 2026-10-31.
func parsePeriod(s string) (when, error) {
	if t, err := time.Parse("2006-01-02", s); err == nil {
		return when{day, t.Year(), s[5:], 0}, nil
	}
	if t, err := time.Parse("2006-01", s); err == nil {
		m := int(t.Month())
		return when{month, t.Year(), fmt.Sprintf("month:%02d", m), m - 1}, nil
	}
	if t, err := time.Parse("2006", s); err == nil {
		return when{year: t.Year()}, nil
	}
	if y, q, ok := strings.Cut(s, "-Q"); ok && len(q) == 1 && q >= "1" && q <= "4" {
		if t, err := time.Parse("2006", y); err == nil {
			i := int(q[0] - '1')
			return when{quarter, t.Year(), fmt.Sprintf("quarter:%d", i+1), i}, nil
		}
	}
	return when{}, fmt.Errorf("period %q: want 2026, 2026-Q3, 2026-10 or 2026-10-31", s)
}
