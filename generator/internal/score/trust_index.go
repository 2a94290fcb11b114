package score

// The trust index is the mean of several drivers of trust (sincerity, competence, reliability,
// perhaps care), each asked on a 1 to 5 scale of agreement. A stool stands as firmly as its
// shortest leg: publish every driver beside the index and name the weakest.

// TrustRespondent is one person's part in the trust index, given their answers (1 to 5) to
// the drivers; 0 stands for no answer. index is 100·(mean - 1)/4, for the method
// mean_of_respondents; positive is 100 · the share of 4s and 5s, for mean_pct_positive. It
// is false unless every driver is answered: partial respondents are left out of the
// index and told beside it. The trust index is the mean over people, and its interval the t
// interval of these values ([Moments]), because the answers of one person hang
// together. docs/definitions.md, "Trust".
func TrustRespondent(answers []int) (index, positive float64, ok bool) {
	if len(answers) == 0 {
		return 0, 0, false
	}
	sum, agree := 0, 0
	for _, a := range answers {
		if a < 1 || a > 5 {
			return 0, 0, false
		}
		sum += a
		if a >= 4 {
			agree++
		}
	}
	n := float64(len(answers))
	return 100 * (float64(sum) - n) / (4 * n), 100 * float64(agree) / n, true
}

// MeanPctPositive is the unrounded mean of the drivers' shares of positive answers, in
// percent, each driver counting the same. Without the respondents behind them there is
// no interval for it. It is false without drivers, or if one of them has no data.
// docs/definitions.md, "Trust".
func MeanPctPositive(drivers []Proportion) (float64, bool) {
	percents := make([]float64, len(drivers))
	for i, d := range drivers {
		p, ok := d.Percent()
		if !ok {
			return 0, false
		}
		percents[i] = p
	}
	return meanOf(percents), len(percents) > 0
}

// Weakest is the place of the driver with the smallest share of positive answers, the first
// of them if several are equally small; -1 if no driver has data. docs/definitions.md, "Trust".
func Weakest(drivers []Proportion) int {
	weakest := -1
	for i, d := range drivers {
		if d.N == 0 {
			continue
		}
		if weakest < 0 || d.X*drivers[weakest].N < drivers[weakest].X*d.N {
			weakest = i
		}
	}
	return weakest
}
