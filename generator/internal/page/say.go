package page

import (
	"math"
	"math/big"
	"strconv"

	"shingle/generator/internal/claim"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// What pages say, and what is put into it.
type (
	value    = claim.Value
	sentence = claim.Sentence
	args     = claim.Args
	evidence = claim.Evidence
	mark     = claim.Mark
)

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

func named(s string) value        { return value{T: "name", V: Mask(s)} }
func number(n int64) value        { return value{T: "count", V: n} }
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
	case score.Scale, score.Rate:
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

// of100 is a percentage as so many of a hundred: all or none only where there is no exception.
func of100(r *big.Rat) value {
	v := value{T: "number", V: int64(rounded(r, 0))}
	switch exact := r.IsInt(); {
	case v.V == int64(100) && !exact && r.Cmp(big.NewRat(100, 1)) < 0:
		v.V, v.G = int64(99), "over"
	case v.V == int64(0) && !exact && r.Sign() > 0:
		v.V, v.G = int64(1), "under"
	}
	return v
}

// simpleShare is a percentage as so many of a few, where that is less than a point
// off; else of a hundred.
func simpleShare(percent *big.Rat) args {
	f, _ := percent.Float64()
	for _, of := range []int64{2, 3, 4, 10} {
		x := math.Round(f / 100 * float64(of))
		if math.Abs(f-100*x/float64(of)) < 1 && x > 0 && x < float64(of) {
			return args{"x": {T: "number", V: int64(x)}, "of": {T: "number", V: of}}
		}
	}
	return args{"x": of100(percent), "of": {T: "number", V: int64(100)}}
}
