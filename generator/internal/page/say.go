package page

import (
	"math"
	"math/big"
	"strconv"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// A value is a number, date, name or sentence for a template to write in the page's
// language. T says what it is: percent, points, scale, seconds, index, count, number,
// day, month, period, clock, weekday, text, name, say, word, list, by (a difference without
// its sign; G is its unit).
type value struct {
	T string `json:"t"`
	V any    `json:"v"`
	D int    `json:"d,omitempty"` // decimals
	G string `json:"g,omitempty"` // the grain of a period; of a list, "or" instead of "and"
	S bool   `json:"s,omitempty"` // since a period, what the season brings left aside
}

// A sentence is a key of the i18n files and what is to be put into it.
type sentence struct {
	K string `json:"k"`
	A args   `json:"a,omitempty"`
}

type args map[string]value

func say(key string, a ...args) *sentence {
	s := &sentence{K: key}
	for _, more := range a {
		if s.A == nil {
			s.A = args{}
		}
		for k, v := range more {
			s.A[k] = v
		}
	}
	return s
}

func text(s string) value         { return value{T: "text", V: s} }
func named(s string) value        { return value{T: "name", V: Mask(s)} }
func whole(n int64) value         { return value{T: "count", V: n} }
func onDay(d fact.Day) value      { return value{T: "day", V: d.String()} }
func atClock(minutes int) value   { return value{T: "clock", V: clock(minutes)} }
func weekday(n int) value         { return value{T: "weekday", V: n} }
func word(key string) value       { return value{T: "word", V: key} }
func telling(s *sentence) value   { return value{T: "say", V: s} }
func listing(items []value) value { return value{T: "list", V: items} }

func inPeriod(p fact.Period) value {
	return value{T: "period", V: p.String(), G: p.Grain.String()}
}

// seconds is a duration in whole seconds.
func seconds(s int64) value { return value{T: "seconds", V: s} }

// decimals is how many a page shows of a value: files hold exact values. Scores of
// employees are whole, so that nobody is found in the digits.
func decimals(m *score.Metric, staff bool) int {
	if staff && m.Unit() != score.Scale {
		return 0
	}
	switch m.Unit() {
	case score.Percent, score.Index:
		return 1
	case score.Scale:
		return 2
	case score.Seconds:
		return 0
	}
	return 0
}

// rounded is an exact value, rounded once, half away from zero.
func rounded(r *big.Rat, places int) float64 {
	f, err := strconv.ParseFloat(score.FormatRat(r, places), 64)
	if err != nil {
		panic("bug: " + err.Error())
	}
	return f
}

func roundedFloat(v float64, places int) float64 {
	f, _ := strconv.ParseFloat(score.FormatFloat(v, places), 64)
	return f
}

// quantity is a value of a metric as a page shows it.
func quantity(m *score.Metric, r *big.Rat, places int) value {
	return value{T: string(m.Unit()), V: rounded(r, places), D: places}
}

func quantityFloat(m *score.Metric, v float64, places int) value {
	return value{T: string(m.Unit()), V: roundedFloat(v, places), D: places}
}

// roundedUp is a size with so many decimals, never less than it is.
func roundedUp(v float64, places int) float64 {
	scale := math.Pow10(places)
	return roundedFloat(math.Ceil(v*scale-1e-9)/scale, places)
}

// of100 is a percentage as so many of a hundred.
func of100(r *big.Rat) value { return value{T: "number", V: rounded(r, 0)} }

// simpleShare is a percentage as so many of a few, where that is less than a point
// off; else of a hundred.
func simpleShare(percent float64) args {
	for _, of := range []int{2, 3, 4, 10} {
		x := math.Round(percent / 100 * float64(of))
		if math.Abs(percent-100*x/float64(of)) < 1 && x > 0 && x < float64(of) {
			return args{"x": {T: "number", V: int(x)}, "of": {T: "number", V: of}}
		}
	}
	return args{"x": {T: "number", V: int(percent + 0.5)}, "of": {T: "number", V: 100}}
}
