package score

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// FormatRat writes r with so many decimals, rounded half away from zero and exactly: no binary
// fraction comes between the counts and the page. 100·13/16 with one decimal is 81.3, where Go's
// "%.1f" of 81.25 is 81.2. It never writes "-0.0". docs/definitions.md, "Rules for every number".
func FormatRat(r *big.Rat, places int) string {
	if s, ok := formatSmall(r, places); ok {
		return s
	}
	return plainZero(r.FloatString(places))
}

// formatSmall is FormatRat of what a machine word holds with all its decimals, as nearly always:
// 2^40·10^6 is below 2^60.
func formatSmall(r *big.Rat, places int) (string, bool) {
	if places > 6 || r.Num().BitLen() > 40 || !r.IsInt() && r.Denom().BitLen() > 40 {
		return "", false
	}
	n, den, scale := r.Num().Int64(), int64(1), int64(1)
	if !r.IsInt() {
		den = r.Denom().Int64()
	}
	for range places {
		scale *= 10
	}
	scaled := max(n, -n) * scale
	rounded := scaled / den
	if 2*(scaled%den) >= den {
		rounded++
	}
	var digits [24]byte
	text := digits[:0]
	if n < 0 && rounded > 0 {
		text = append(text, '-')
	}
	text = strconv.AppendInt(text, rounded/scale, 10)
	if places > 0 {
		point := len(text)
		text = strconv.AppendInt(text, scale+rounded%scale, 10) // its leading 1 keeps the zeros, and is where the point stands
		text[point] = '.'
	}
	return string(text), true
}

// FormatFloat writes v with so many decimals, rounded half away from zero; never "-0". What
// is rounded is the exact value of the float: 81.35 is a little less than that and
// becomes 81.3, so numbers that come from counts belong in [FormatRat]. Where there is no
// number (NaN, infinity) it writes nothing.
func FormatFloat(v float64, places int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return ""
	}
	// Only a number exactly between two others tells this rounding from strconv's; it is a
	// whole number when doubled and scaled.
	if twice := 2 * v * math.Pow10(places); twice == math.Trunc(twice) {
		return FormatRat(rat(v), places)
	}
	return plainZero(strconv.FormatFloat(v, 'f', places, 64))
}

// plainZero takes the sign off a zero.
func plainZero(s string) string {
	if strings.HasPrefix(s, "-") && strings.Trim(s, "-0.") == "" {
		return s[1:]
	}
	return s
}
