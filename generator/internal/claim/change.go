package claim

import (
	"fmt"
	"math/big"
	"strings"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/metric"
	"shingle/generator/internal/score"
)

// ofChange is about what became of a figure since another. Its evidence is the line, and the
// run that the line is of.
func (s *Sentence) ofChange() string {
	l := s.Of.Line
	switch s.K {
	case "change_first", "change_gap":
		return s.nothingBefore()
	case "season_unknown", "season_known":
		if (l.Season == nil) != (s.K == "season_unknown") {
			return "the season is known, or is not"
		}
		return ""
	case "effect_says", "effect_margin":
		return s.ofEffect()
	}
	before := s.Of.at(s.text("before"))
	if before < 0 || !s.Of.Lines[before].Shown() || s.Of.Lines[before].Value == nil {
		return "there is no figure of " + s.text("before")
	}
	if strings.HasPrefix(s.K, "like_year_to_date") {
		return s.toDate(before)
	}
	apart := new(big.Rat).Sub(l.Value, s.Of.Lines[before].Value)
	if l.Few || s.Of.Lines[before].Few { // only whole numbers are told of so few
		apart.SetString(score.FormatRat(apart, 0))
	}
	if strings.HasPrefix(s.K, "like_") {
		return s.alike(s.Of.Lines[before], apart)
	}
	if s.text("before") != l.Period.Before().String() {
		return "the period before is " + l.Period.Before().String()
	}
	if s.A["before"].S != (l.Season != nil) {
		return "the season is left aside, or is not"
	}
	if l.Season != nil {
		apart.Sub(apart, new(big.Rat).SetFloat64(l.Season.Effect))
	}
	if why := s.moved(apart); why != "" {
		return why
	}
	sure := l.ChangeInterval != nil && !l.ChangeInterval.Contains(0)
	good := apart.Sign() > 0 == (l.Metric.Direction == score.Up)
	switch s.K {
	case "change_none":
		if l.ChangeInterval == nil || sure {
			return "its interval leaves out zero, or there is none"
		}
	case "change_better", "change_worse":
		if !sure || good != (s.K == "change_better") || l.Metric.Direction == score.Neither {
			return "its interval does not say so"
		}
	case "change_held":
		if !l.Metric.Defined().PerDay || l.ChangeP >= 0.05 {
			return "it may be chance"
		}
	case "change_same":
		if apart.Sign() != 0 {
			return "it moved by " + apart.FloatString(4)
		}
	case "change_weak", "change_only":
	default:
		return "there is no rule for it"
	}
	return ""
}

// nothingBefore denies that there is nothing to compare with.
func (s *Sentence) nothingBefore() string {
	earlier := false
	for _, x := range s.Of.Lines {
		if !x.Shown() || x.Value == nil || x.Period.First >= s.Of.Line.Period.First {
			continue
		}
		if earlier = true; x.Period == s.Of.Line.Period.Before() {
			return "there is a figure of " + x.Period.String()
		}
	}
	switch {
	case s.K == "change_first" && earlier:
		return "there are figures of earlier periods"
	case s.K == "change_gap" && (!earlier || s.text("month") != s.Of.Line.Period.Before().String()):
		return "there is none before"
	}
	return ""
}

// moved denies a direction or a size that is not the difference's.
func (s *Sentence) moved(apart *big.Rat) string {
	m := s.inner("moved")
	if m == nil {
		return ""
	}
	up, d := apart.Sign() > 0, s.Of.Line.Metric.Direction
	word := strings.TrimPrefix(strings.TrimPrefix(m.K, "by_"), "under_")
	if word == "same" {
		if apart.Sign() != 0 {
			return "it moved by " + apart.FloatString(4)
		}
		return ""
	}
	want := map[bool]string{true: "higher", false: "lower"}[up]
	if d != score.Neither {
		want = map[bool]string{true: score.Better, false: score.Worse}[up == (d == score.Up)]
	}
	if word != want || apart.Sign() == 0 {
		return "it is " + want + " by " + apart.FloatString(4)
	}
	by, _ := m.A["by"].V.(float64)
	size := new(big.Rat).Abs(apart)
	if strings.HasPrefix(m.K, "by_under_") {
		if bound := new(big.Rat).SetFloat64(by); size.Cmp(bound) >= 0 {
			return "it moved by " + apart.FloatString(4)
		}
		return ""
	}
	if score.FormatRat(size, m.A["by"].D) != score.FormatFloat(by, m.A["by"].D) {
		return "it moved by " + apart.FloatString(4)
	}
	return ""
}

// alike denies that a period is a year before, and a difference that is not theirs.
func (s *Sentence) alike(before *score.Line, apart *big.Rat) string {
	if strings.HasPrefix(s.K, "like_last_year") {
		first, then := s.Of.Line.Period.First.Time(), before.Period.First.Time()
		if first.Year()-1 != then.Year() || first.YearDay()-then.YearDay() > 1 || then.YearDay()-first.YearDay() > 1 || before.Period.Grain != s.Of.Line.Period.Grain {
			return before.Period.String() + " is not a year before"
		}
		return s.moved(apart)
	}
	if before.Period != s.Of.Line.Period.Before() {
		return "it is not the period before"
	}
	return ""
}

// toDate denies that months from January on, pooled by what each stands for, differ so from those of the
// year before, whose last is at a place of the run.
func (s *Sentence) toDate(before int) string {
	end, months := s.Of.at(s.Of.Line.Period.String()), int(s.Of.Line.Period.First.Time().Month())
	if end-before != 12 || before-months+1 < 0 || months < 2 {
		return "these are not the same months of two years"
	}
	pooled := func(last int) (*big.Rat, string) {
		sum, of := new(big.Rat), int64(0)
		for _, l := range s.Of.Lines[last-months+1 : last+1] {
			if l.State != score.Published || l.Value == nil {
				return nil, l.Period.String() + " is not over, or not told"
			}
			n := l.Denominator
			if n <= 0 {
				n = l.N
			}
			if l.Metric.Method().Form == metric.Total {
				n = 1
			}
			sum.Add(sum, new(big.Rat).Mul(l.Value, big.NewRat(n, 1)))
			of += n
		}
		if s.Of.Line.Metric.Method().Form != metric.Total {
			sum.Quo(sum, big.NewRat(of, 1))
		}
		return sum, ""
	}
	now, why := pooled(end)
	if why != "" {
		return why
	}
	then, why := pooled(before)
	if why != "" {
		return why
	}
	for name, want := range map[string]*big.Rat{"now": now, "then": then} {
		if why := s.size(name, want); why != "" {
			return why
		}
	}
	return s.moved(new(big.Rat).Sub(now, then))
}

// size denies a number that is not a difference as it would be rounded.
func (s *Sentence) size(name string, want *big.Rat) string {
	got, ok := s.A[name].V.(float64)
	if !ok || score.FormatFloat(got, s.A[name].D) == score.FormatRat(want, s.A[name].D) {
		return ""
	}
	return name + " is " + want.FloatString(4)
}

// ofEffect is about a figure before something was done and one since.
func (s *Sentence) ofEffect() string {
	if s.K == "effect_margin" {
		return s.ends(s.Of.Interval)
	}
	then, now := s.Of.at(s.text("then")), s.Of.at(s.text("now"))
	if then < 0 || now <= then || s.Of.Lines[now].State != score.Published {
		return "these are no periods before and since that are over"
	}
	for name, l := range map[string]*score.Line{"before": s.Of.Lines[then], "after": s.Of.Lines[now]} {
		if l.Period.Grain == fact.All || l.Value == nil {
			return fmt.Sprintf("there is no figure of %s", l.Period)
		}
		if why := s.size(name, l.Value); why != "" {
			return why
		}
	}
	return s.moved(new(big.Rat).Sub(s.Of.Lines[now].Value, s.Of.Lines[then].Value))
}
