package claim

import (
	"cmp"
	"fmt"
	"math/big"
	"strings"

	"shingle/generator/internal/score"
)

// ofScore is about one figure: what it is, of how many, within what, what was promised.
func (s *Sentence) ofScore() string {
	l := s.Of.Line
	if inner := s.inner("sentence"); inner != nil {
		if (s.K == "says_with_most") != (l.Metric.Direction == score.Down) {
			return "at most, or at least"
		}
		if why := (&Sentence{inner.K, inner.A, s.Of}).ofScore(); why != "" {
			return why
		}
	}
	if strings.HasPrefix(s.K, "says_") && s.inner("sentence") == nil {
		switch strings.TrimPrefix(s.K, l.Metric.Defined().Said(l.Metric.Variant)) {
		case "", "_contact", "_bare", "_all", "_customers":
		default:
			return "it is counted in another way"
		}
	}
	if p := s.text("period"); p != "" && p != l.Period.String() {
		return "it is a figure of " + l.Period.String()
	}
	if v, named := s.count("threshold"); named && v != int64(l.Metric.Threshold) {
		return fmt.Sprintf("it counts within %d seconds", int64(l.Metric.Threshold))
	}
	if v, named := s.A["promise"]; named {
		if l.Promise() == nil {
			return "nothing is promised"
		}
		if f, _ := v.V.(float64); score.FormatFloat(f, v.D) != score.FormatRat(l.Promise(), v.D) {
			return "the promise is " + l.Promise().FloatString(4)
		}
	}
	if v, named := s.A["value"]; named {
		if f, _ := v.V.(float64); l.Value == nil || score.FormatFloat(f, v.D) != score.FormatRat(l.Value, v.D) {
			return "the figure is another"
		}
	}
	if s.K == "settle_answers" || s.K == "settle_sample" {
		if n, _ := s.count("n"); l.Status != score.Unclear || n <= l.N {
			return "it is settled"
		}
		return ""
	}
	if strings.HasPrefix(s.K, "of_") {
		want := l.N
		if s.K == "of_people" {
			want = cmp.Or(l.People, l.N)
		}
		if n, named := s.count("n"); named && n != want {
			return fmt.Sprintf("it stands for %d", want)
		}
		return ""
	}
	if why := s.limits(l); why != "" {
		return why
	}
	return s.shares(l)
}

// shares denies so many of a hundred or of a few that are more than a point off, and "all" and
// "none" of which there is an exception.
func (s *Sentence) shares(l *score.Line) string {
	of := int64(100)
	if n, named := s.count("of"); named {
		of = n
	}
	told := map[string]*big.Rat{}
	if _, named := s.A["x"]; named {
		told["x"] = l.Value
	}
	if _, named := s.A["promoters"]; named {
		p, _, d, err := l.Answers.NPSGroups()
		if err != nil {
			return err.Error()
		}
		told["promoters"], told["detractors"] = big.NewRat(100*p, l.Answers.N()), big.NewRat(100*d, l.Answers.N())
	}
	for name, percent := range told {
		v := s.A[name]
		x, whole := s.count(name)
		if !whole {
			return name + " is no number of people"
		}
		exact := new(big.Rat).Mul(percent, big.NewRat(of, 100))
		apart, _ := new(big.Rat).Sub(exact, big.NewRat(x, 1)).Float64()
		switch {
		case v.G == "over" && (apart <= 0 || apart >= 1), v.G == "under" && (apart >= 0 || apart <= -1):
			return name + " is " + exact.FloatString(4)
		case v.G == "" && (x == of || x == 0) && apart != 0:
			return fmt.Sprintf("%s is %s: there is an exception", name, exact.FloatString(4))
		case v.G == "" && (apart*100/float64(of) >= 1 || apart*100/float64(of) <= -1):
			return name + " is " + exact.FloatString(4)
		}
	}
	if n, named := s.count("passed"); named && (l.Numerator == nil || big.NewRat(n, 1).Cmp(l.Numerator) != 0) {
		return "another number passed"
	}
	if n, named := s.count("total"); named && n != l.Denominator {
		return "another number was checked"
	}
	return ""
}
