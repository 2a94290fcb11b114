package claim

import (
	"fmt"
	"math"
	"math/big"
	"strings"

	"shingle/generator/internal/score"
)

// ofMargin is about how far a figure could be off, and what follows for its promise.
func (s *Sentence) ofMargin() string {
	l := s.Of.Line
	if l.Interval == nil || !l.Shown() {
		return "there is no margin"
	}
	asked := l.Survey() || l.Metric.Sampled
	low, high := l.Interval.Low, l.Interval.High
	switch s.K {
	case "give_or_take":
		at, _ := l.Value.Float64()
		by, _ := s.A["by"].V.(float64)
		half, step := math.Max(high-at, at-low), math.Pow10(-s.A["by"].D)
		if !asked || by < half-1e-6 || by >= half+step+1e-6 {
			return fmt.Sprintf("it reaches %g to its longer side", half)
		}
		return ""
	case "likely_sentence", "daily_sentence":
		if asked != (s.K == "likely_sentence") {
			return "everything was counted, or was not"
		}
		for name, want := range map[string]float64{"low": low, "high": high} {
			if got, _ := s.A[name].V.(float64); score.FormatFloat(got, s.A[name].D) != score.FormatFloat(want, s.A[name].D) {
				return fmt.Sprintf("%s is %g", name, want)
			}
		}
		return ""
	}
	if l.Promise() == nil || l.State != score.Published {
		return "nothing was promised, or it is not over"
	}
	promise, _ := l.Promise().Float64()
	within, good := low <= promise && promise <= high, low > promise == (l.Metric.Direction == score.Up)
	if want, told := map[string]bool{"sure_unclear": within, "sure_met": !within && good, "sure_missed": !within && !good}[s.K]; asked && told && want || !asked && s.K == "sure_counted" {
		return ""
	}
	return fmt.Sprintf("it lies between %g and %g, and %g is promised", low, high, promise)
}

// ofBounds is about what those who stayed silent could change.
func (s *Sentence) ofBounds() string {
	f := s.Of.Line.Funnel
	if f == nil || !f.HasBounds {
		return "it is not known how many were asked"
	}
	for name, want := range map[string]float64{"low": f.Low, "high": f.High} {
		if got, _ := s.A[name].V.(float64); math.Abs(got-want) > 0.5+1e-9 {
			return fmt.Sprintf("%s is %g", name, want)
		}
	}
	return ""
}

// ofCount is about how many of some lines are withheld, were compared, missed or corrected.
func (s *Sentence) ofCount() string {
	var withheld, people, compared, restated, shown, missed, judgedOnes int64
	for _, l := range s.Of.Lines {
		if l.State == score.Suppressed {
			withheld++
			if l.Staff {
				people++
			}
		}
		if l.Verdict != score.None {
			compared++
		}
		if l.Restated {
			if restated++; l.Shown() {
				shown++
			}
		}
		if judged(l) {
			judgedOnes++
			if l.Status == score.Missed {
				missed++
			}
		}
	}
	want := map[string]int64{}
	switch s.K {
	case "hidden_teams", "hidden_few", "team_hidden", "team_hidden_few", "theme_hidden", "themes_hidden", "reasons_hidden":
		if few := strings.HasSuffix(s.K, "_few"); few && people > 0 || !few && strings.Contains(s.K, "team") && people == 0 {
			return fmt.Sprintf("%d of what is withheld are of colleagues", people)
		}
		if withheld == 0 {
			return "nothing is withheld"
		}
		want["Count"] = withheld
	case "comparisons", "change_key":
		want["Count"] = compared
	case "report_no_changes", "report_none_compared":
		if (compared == 0) != (s.K == "report_none_compared") {
			return fmt.Sprintf("%d changes were looked at", compared)
		}
	case "corrections_none":
		if restated > 0 {
			return fmt.Sprintf("%d were changed", restated)
		}
	case "corrections_more":
		want["n"] = shown
	case "teams_missed_of", "promises_of":
		want["n"], want["of"] = missed, judgedOnes
	case "summary_missed":
		for _, l := range s.Of.Lines {
			if judged(l) && l.Promise() != nil && l.Period.String() == s.text("period") && l.Status == score.Missed {
				want["Count"]++
			}
		}
	case "answers_n":
		if s.Of.Line.Answers == nil {
			return "there are no answers"
		}
		want["n"], want["Count"] = s.Of.Line.Answers.N(), s.Of.Line.Answers.N()
	default:
		return "there is no rule for it"
	}
	for name, n := range want {
		if got, named := s.count(name); !named && !strings.HasPrefix(s.K, "team_hidden") || named && got != n {
			return fmt.Sprintf("%s is %d", name, n)
		}
	}
	return ""
}

// ofNear is about by how few cases a promise was kept or missed: as many as it names went one way, and the limit, which
// is no further from the promise than a case, would have gone the other.
func (s *Sentence) ofNear() string {
	l := s.Of.Line
	n, _ := s.count("n")
	of, _ := s.count("of")
	limit, _ := s.count("limit")
	if l.Survey() || l.Metric.Sampled || l.State != score.Published || l.Promise() == nil || l.Numerator == nil || l.Numerator.Cmp(big.NewRat(n, 1)) != 0 || l.Denominator != of || of == 0 {
		return "other cases were counted"
	}
	kept := func(x int64) bool {
		apart := big.NewRat(100*x, of).Cmp(l.Promise())
		return apart == 0 || (apart > 0) == (l.Metric.Direction == score.Up)
	}
	toward := map[bool]int64{true: -1, false: 1}[kept(n) == (l.Metric.Direction == score.Up)]
	if was := s.K == "near_kept"; kept(n) != was || kept(limit) == was || kept(limit-toward) != was {
		return fmt.Sprintf("%d of %d were counted, and %s is promised", n, of, l.Promise().FloatString(4))
	}
	return ""
}

// ofTrial is about how well forecasts did that were made as this one is.
func (s *Sentence) ofTrial() string {
	f := s.Of.Week.Forecast
	if f == nil {
		return "there is no forecast"
	}
	want := map[string]float64{}
	switch strings.TrimPrefix(s.K, "coming_") {
	case "tried":
		want["wape"], want["tried"] = f.Trial.WAPE, float64(f.Trial.N)
	case "ahead":
		want["Count"] = float64(f.Ahead)
	case "held":
		if f.Trial.Of == 0 {
			return "no range was tried"
		}
		want["held"], want["bands"] = 100*float64(f.Trial.Hits)/float64(f.Trial.Of), float64(f.Trial.Of)
	}
	for name, n := range want {
		got, whole := s.count(name)
		v := float64(got)
		if !whole {
			v, _ = s.A[name].V.(float64)
		}
		if math.Abs(v-n) > 0.5 {
			return fmt.Sprintf("%s is %g", name, n)
		}
	}
	return ""
}
