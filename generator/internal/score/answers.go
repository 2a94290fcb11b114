package score

import (
	"fmt"
	"slices"
)

// Answers is a histogram of whole-number answers: Counts[i] people answered Min+i. The scale
// runs from Min to Min+len(Counts)-1. Blank answers and answers off the scale are not in it.
type Answers struct {
	Min    int
	Counts []int64
}

// Max is the highest answer of the scale.
func (a Answers) Max() int { return a.Min + len(a.Counts) - 1 }

// N is how many people answered.
func (a Answers) N() int64 { return a.AtLeast(a.Min) }

// Sum is the sum of the answers.
func (a Answers) Sum() int64 {
	var sum int64
	for i, c := range a.Counts {
		sum += int64(a.Min+i) * c
	}
	return sum
}

// SumSq is the sum of the squared answers.
func (a Answers) SumSq() int64 {
	var sum int64
	for i, c := range a.Counts {
		v := int64(a.Min + i)
		sum += v * v * c
	}
	return sum
}

// AtLeast is how many answered min or higher.
func (a Answers) AtLeast(min int) int64 {
	var n int64
	for i, c := range a.Counts {
		if a.Min+i >= min {
			n += c
		}
	}
	return n
}

// TopBox is how many chose one of the highest k answers: top 2 of a 1 to 5 scale are 4 and 5.
func (a Answers) TopBox(k int) int64 { return a.AtLeast(a.Max() - k + 1) }

// Moments is what the mean and its interval follow from.
func (a Answers) Moments() Moments {
	return Moments{a.N(), float64(a.Sum()), float64(a.SumSq())}
}

// Mean is the mean answer, to be printed with its scale ("3.9 of 5"); false without answers.
// It hides whether people are of one mind: publish the distribution too. docs/definitions.md, "Satisfaction".
func (a Answers) Mean() (float64, bool) { return a.Moments().Mean() }

// SD is the standard deviation of the answers, n-1 in the denominator; false for fewer than two.
func (a Answers) SD() (float64, bool) { return a.Moments().SD() }

// MeanInterval is the 95 % t interval of the mean; see [Moments.Interval].
func (a Answers) MeanInterval() (Interval, bool) { return a.Moments().Interval() }

// Norm100 is the mean moved onto 0 to 100: (mean - min)/(max - min)·100. It is an index and
// not a percentage of people. False without answers. docs/definitions.md, "Satisfaction".
func (a Answers) Norm100() (float64, bool) {
	mean, ok := a.Mean()
	if !ok || len(a.Counts) < 2 {
		return 0, false
	}
	return a.norm(mean), true
}

// Norm100Interval is the interval of the mean, moved likewise.
func (a Answers) Norm100Interval() (Interval, bool) {
	i, ok := a.MeanInterval()
	if !ok {
		return Interval{}, false
	}
	return Interval{a.norm(i.Low), a.norm(i.High)}, true
}

func (a Answers) norm(v float64) float64 {
	return 100 * (v - float64(a.Min)) / float64(len(a.Counts)-1)
}

// NPSGroups counts promoters (9, 10), passives (7, 8) and detractors (0 to 6). Only the 0 to
// 10 question has them; any other scale is an error. docs/definitions.md, "Net promoter scores".
func (a Answers) NPSGroups() (promoters, passives, detractors int64, err error) {
	if a.Min != 0 || len(a.Counts) != 11 {
		return 0, 0, 0, fmt.Errorf("nps of a scale from %d to %d: want 0 to 10", a.Min, a.Max())
	}
	promoters = a.AtLeast(9)
	passives = a.AtLeast(7) - promoters
	return promoters, passives, a.N() - promoters - passives, nil
}

// Merge pools the answers of both, which must be to the same scale.
func (a Answers) Merge(o Answers) (Answers, error) {
	if a.Min != o.Min || len(a.Counts) != len(o.Counts) {
		return Answers{}, fmt.Errorf("answers from %d to %d and from %d to %d: want one scale", a.Min, a.Max(), o.Min, o.Max())
	}
	sum := Answers{a.Min, slices.Clone(a.Counts)}
	for i, c := range o.Counts {
		sum.Counts[i] += c
	}
	return sum, nil
}

// Reversed is the histogram of a question where a low answer is the good one, turned round so
// that high is good: Min+i becomes Max-i.
func (a Answers) Reversed() Answers {
	counts := slices.Clone(a.Counts)
	slices.Reverse(counts)
	return Answers{a.Min, counts}
}
