package page

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"shingle/generator/internal/score"
)

// api is where the data files stand.
const api = "api/v1/"

// rat writes an exact value with four decimals; "" if there is none.
func rat(r *big.Rat) string {
	if r == nil {
		return ""
	}
	return score.FormatRat(r, 4)
}

// plainRat writes a value with the decimals it has, four at most.
func plainRat(r *big.Rat) string {
	if r == nil {
		return ""
	}
	s := score.FormatRat(r, 4)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

func float(v float64) string { return score.FormatFloat(v, 4) }

func figure(n int64) string { return strconv.FormatInt(n, 10) }

// atLeast writes a count, "" for -1.
func atLeast(n int64) string {
	if n < 0 {
		return ""
	}
	return figure(n)
}

func ends(i *score.Interval) (low, high string) {
	if i == nil {
		return "", ""
	}
	return float(i.Low), float(i.High)
}

func clock(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }
