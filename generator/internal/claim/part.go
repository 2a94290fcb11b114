package claim

import (
	"fmt"
	"math"
	"math/big"
	"strings"

	"shingle/generator/internal/metric"
	"shingle/generator/internal/score"
)

// ofCoverage is about what of all contacts a figure counts. Its evidence is the counts of that
// figure's period: of all, by channel, by team, by week.
func (s *Sentence) ofCoverage() string {
	var all *score.Coverage
	none, weeks := 0, 0
	for i, c := range s.Of.Coverages {
		if c.Metric.ID != s.Of.Line.Metric.ID || c.Period != s.Of.Line.Period {
			return "it is another figure's"
		}
		switch {
		case c.By == "all":
			all = &s.Of.Coverages[i]
		case c.By == "week":
			weeks++
		case c.Counted == 0:
			none++
		}
	}
	items := func(name string) int {
		list, _ := s.A[name].V.([]Value)
		return len(list)
	}
	switch {
	case s.K == "coverage_leaves" && items("names") != none:
		return fmt.Sprintf("nothing counts of %d", none)
	case s.K == "coverage_weeks" && items("weeks") != weeks:
		return fmt.Sprintf("nothing counts of %d weeks", weeks)
	case s.K != "coverage_says":
		return ""
	case all == nil || all.Counted >= all.Contacts:
		return "nothing is left out"
	}
	for name, want := range map[string]int64{"counted": all.Counted, "of": all.Contacts} {
		if got, _ := s.count(name); got != want {
			return fmt.Sprintf("%s is %d", name, want)
		}
	}
	return s.size("share", big.NewRat(100*all.Counted, all.Contacts))
}

// ofCases is about of how many answers or cases parts are told.
func (s *Sentence) ofCases() string {
	want := s.Of.Line.N
	if s.K == "themes_of" {
		if s.Of.Theme == nil || s.Of.Theme.Line.Period != s.Of.Line.Period {
			return "they are another period's"
		}
		want = s.Of.Theme.Of
	}
	if got, _ := s.count("n"); got != want {
		return fmt.Sprintf("they are %d", want)
	}
	return ""
}

// ofTheme is about how many of the answers named a theme, what share of them that is, and whether it was
// more before.
func (s *Sentence) ofTheme() string {
	t := s.Of.Theme
	if t == nil || !t.Line.Shown() {
		return "it is withheld"
	}
	if s.K != "themes_named" {
		c, told := t.Change, false
		if c != nil {
			told = map[string]bool{"themes_more": c.Low > 0, "themes_less": c.High < 0, "themes_chance": true}[s.K] // among all themes it may be chance
		}
		if !told {
			return "its share did not do so"
		}
		if got, named := s.A["change"].V.(float64); !named || score.FormatFloat(got, 1) != score.FormatFloat(c.Value, 1) {
			return "it changed by " + score.FormatFloat(c.Value, 1)
		}
		return ""
	}
	for name, want := range map[string]int64{"n": t.Line.N, "of": t.Of} {
		if got, _ := s.count(name); got != want {
			return fmt.Sprintf("%s is %d", name, want)
		}
	}
	want := score.FormatRat(big.NewRat(100*t.Line.N, t.Of), s.A["share"].D)
	if got, _ := s.A["share"].V.(float64); score.FormatFloat(got, s.A["share"].D) != want {
		return "the share is " + want
	}
	return ""
}

// ofTail is about how many waited longer than the first of the limits that are told.
func (s *Sentence) ofTail() string {
	tails := s.Of.Line.Tails()
	if len(tails) == 0 {
		return "nothing is known of long waits"
	}
	t := tails[0]
	if (t.N() == 0) != strings.HasPrefix(s.K, "tail_none") {
		return "some waited longer, or none"
	}
	if matters := s.Of.Line.Metric.Method().Of == metric.Matters; matters != strings.HasSuffix(s.K, "_matters") {
		return "it counts people, or matters"
	}
	for name, want := range map[string]int64{"n": t.N(), "of": t.Of, "over": 60 * int64(t.Minutes)} {
		if got, named := s.count(name); named && got != want {
			return fmt.Sprintf("%s is %d", name, want)
		}
	}
	return ""
}

// ofState is about why there is no figure.
func (s *Sentence) ofState() string {
	l := s.Of.Line
	withheld := strings.HasPrefix(s.K, "withheld_") || s.K == "no_data_too_few_to_tell"
	switch {
	case withheld && l.State == score.Suppressed:
		if people := s.K == "withheld_people"; people != l.Staff {
			return "it is, or is not, about people who work here"
		}
		return ""
	case l.State == score.NoData && s.K == "no_data_"+strings.ReplaceAll(l.Reason, " ", "_"):
		return ""
	}
	return fmt.Sprintf("it is %s: %s", l.State, l.Reason)
}

// ofCover is about what a margin covers: it follows from how it is worked out.
func (s *Sentence) ofCover() string {
	l := s.Of.Line
	want := "covers_survey"
	switch {
	case !l.Shown():
		return "there is no number"
	case l.Method == "" && l.Supplied != "":
		want = "covers_supplied"
	case l.Method == "" && l.Survey():
		want = "covers_unknown_people"
	case l.Method == "":
		want = "covers_nothing"
	case strings.HasPrefix(l.Method, "day_"):
		want = "covers_days"
	case l.Method == "respondent_cluster":
		want = "covers_people"
	case l.Metric.Sampled:
		want = "covers_sample"
	}
	if s.K != want {
		return want + " would be true"
	}
	return ""
}

// ofSupplied is about figures that others have counted.
func (s *Sentence) ofSupplied() string {
	if l := s.Of.Line; l.Supplied == "" {
		return "we counted it ourselves"
	} else if n, named := s.count("n"); named && n != l.N {
		return fmt.Sprintf("it stands for %d", l.N)
	}
	return ""
}

// limits denies days, ends of scales and the like that are not the metric's.
func (s *Sentence) limits(l *score.Line) string {
	m := l.Metric
	days := int64(m.WindowDays)
	if m.OlderDays > 0 {
		days = int64(m.OlderDays)
	}
	for name, want := range map[string]int64{"days": days, "within": int64(m.WithinDays), "max": int64(m.Scale.Max)} {
		if got, named := s.count(name); named && got != want {
			return fmt.Sprintf("%s is %d", name, want)
		}
	}
	return ""
}

// ends denies ends of an interval that are others.
func (s *Sentence) ends(i *score.Interval) string {
	if i == nil {
		return "there is no margin"
	}
	for name, want := range map[string]float64{"low": i.Low, "high": i.High} {
		if got, _ := s.A[name].V.(float64); math.Abs(got-want) > 0.51*math.Pow10(-s.A[name].D) {
			return fmt.Sprintf("%s is %g", name, want)
		}
	}
	return ""
}

// contradicted looks through all sentences of one page for two that are true each by itself and
// deny each other to a reader: that all is usual now, and that it changed; that it is better than
// usual now, and that it became worse.
func contradicted(page []*Sentence) string {
	for _, f := range page {
		if f.Of == nil || f.Of.Series == nil || !strings.HasPrefix(f.K, "finding_") {
			continue
		}
		series := f.Of.Series
		newest := series.Lines[len(series.Lines)-1]
		way := f.Of.mark(len(series.Lines) - 1)
		for _, c := range page {
			if c.Of == nil || c.Of.Line != newest {
				continue
			}
			changed, is := map[string]string{"change_better": score.Better, "change_worse": score.Worse, "change_held": way}[c.K]
			if is && (way == "" || changed != way) {
				return fmt.Sprintf("%s and %s of %s in %s deny each other", f.K, c.K, newest.Metric.ID, newest.Period)
			}
		}
	}
	return ""
}
