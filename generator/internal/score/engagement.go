package score

// EngagementCSPS is one person's part in the engagement index of the UK Civil Service People
// Survey: the mean over the engagement questions of strongly disagree 0, disagree 25, neither
// 50, agree 75, strongly agree 100. Answers are 1 to 5; 0 stands for no answer. It is false
// if fewer than minItems are answered, or if an answer is off the scale. The index is the
// mean over people with its t interval ([Moments]): 0 to 100, and not a percentage of engaged
// people. docs/definitions.md, "Employees".
func EngagementCSPS(answers []int, minItems int) (float64, bool) {
	sum, n := 0, 0
	for _, a := range answers {
		switch {
		case a == 0:
			continue
		case a < 1 || a > 5:
			return 0, false
		}
		sum += 25 * (a - 1)
		n++
	}
	if n == 0 || n < minItems {
		return 0, false
	}
	return float64(sum) / float64(n), true
}

// FEVS is the Employee Engagement Index of the US Federal Employee Viewpoint Survey with
// its three parts, in percent positive.
type FEVS struct{ Leaders, Supervisors, Intrinsic, EEI float64 }

// EngagementFEVS is the [FEVS] index from the percent positive of its questions: each part is
// the unrounded mean of its (five) questions, and the index the unrounded mean of the
// three parts. "Do not know" and blank are in neither numerator nor denominator of a
// question. It is false if a part has no questions. docs/definitions.md, "Employees".
func EngagementFEVS(leaders, supervisors, intrinsic []float64) (FEVS, bool) {
	if len(leaders) == 0 || len(supervisors) == 0 || len(intrinsic) == 0 {
		return FEVS{}, false
	}
	f := FEVS{Leaders: meanOf(leaders), Supervisors: meanOf(supervisors), Intrinsic: meanOf(intrinsic)}
	f.EEI = meanOf([]float64{f.Leaders, f.Supervisors, f.Intrinsic})
	return f, true
}
