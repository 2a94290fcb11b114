package score

import (
	"slices"
	"strconv"
	"strings"
)

// Tally sorts ratings as they stand in a file into counted answers on the scale from
// minimum to maximum, missing ones (blank, or one of the words given) and those out of
// range. Out of range is everything else: 0 or 6 on a 1 to 5 scale, 4.5, text. Nothing is
// clamped or rounded; "4.0" is a whole number. docs/definitions.md, "Rules for every number".
func Tally(ratings []string, minimum, maximum int, missingWords ...string) (answers Answers, missing, outOfRange int64) {
	answers = Answers{minimum, make([]int64, maximum-minimum+1)}
	for _, r := range ratings {
		r = strings.TrimSpace(r)
		if r == "" || slices.Contains(missingWords, r) {
			missing++
			continue
		}
		v, ok := wholeNumber(r)
		if !ok || v < minimum || v > maximum {
			outOfRange++
			continue
		}
		answers.Counts[v-minimum]++
	}
	return answers, missing, outOfRange
}

// wholeNumber reads digits, with a sign and with a fraction of zeros if there are such.
func wholeNumber(s string) (int, bool) {
	whole, fraction, dotted := strings.Cut(s, ".")
	if dotted && (fraction == "" || strings.Trim(fraction, "0") != "") {
		return 0, false
	}
	v, err := strconv.Atoi(whole)
	return v, err == nil
}
