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
	return plainZero(r.FloatString(places))
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
