package score

import "math"

// NPS is the Net Promoter Score of the 0 to 10 question "How likely is it that you would
// recommend us?": 100·(promoters - detractors)/n, where promoters answered 9 or 10,
// passives 7 or 8, detractors 0 to 6, and n is all three together. It runs from -100 to 100
// points and is not a percentage. It is false without answers: no data. Employee NPS is the
// same arithmetic. docs/definitions.md, "Net promoter scores" and "How sure".
//
// Net Promoter, Net Promoter Score and NPS are registered marks of Bain & Company,
// Satmetrix Systems and Fred Reichheld.
func NPS(promoters, passives, detractors int64) (float64, bool) {
	n := promoters + passives + detractors
	if n == 0 {
		return 0, false
	}
	return 100 * float64(promoters-detractors) / float64(n), true
}

// NPSVariance is the variance of one answer counted as 1 (promoter), 0 (passive) or -1
// (detractor), given the shares of promoters and detractors as fractions: p + d - (p-d)².
// It lies between 0 and 1. docs/definitions.md, "How sure".
func NPSVariance(p, d float64) float64 { return p + d - (p-d)*(p-d) }

// NPSVarianceRange is the smallest and the largest variance that a score (in points) can
// have: |c| - c² if nobody is on the other side, 1 - c² if nobody is passive, with c =
// score/100. The answers needed for a margin vary as widely.
func NPSVarianceRange(score float64) (low, high float64) {
	c := score / 100
	return math.Abs(c) - c*c, 1 - c*c
}

// NPSSE is the standard error of the score in points: 100·sqrt(NPSVariance/n). There must be
// answers. docs/definitions.md, "How sure".
func NPSSE(promoters, passives, detractors int64) float64 {
	return npsOf(promoters, passives, detractors).se()
}

// NPSWald is score ± 1.96·[NPSSE], cut to -100 to 100. It fails for small or lopsided
// counts (ten promoters of ten give 100 to 100); it is here because published work uses it.
// Use [NPSAdjustedWald].
func NPSWald(promoters, passives, detractors int64) Interval {
	return npsOf(promoters, passives, detractors).interval().Clip(-100, 100)
}

// NPSAdjustedWald is the 95 % interval of the score in points that is published: the
// Wald interval after adding ¾ promoter, ¾ detractor and 1½ passives, cut to -100 to 100.
// Its centre is not the score, so it may be lopsided around it; for a single answer
// it need not contain the score. There must be answers. Rocks, 2016.
func NPSAdjustedWald(promoters, passives, detractors int64) Interval {
	return npsOf(promoters, passives, detractors).adjusted().interval().Clip(-100, 100)
}

// NPSAdjustedWaldFPC is [NPSAdjustedWald] where the answers come from a headcount that was
// asked as a whole: the answers count for as many as [EffectiveN] says, before the
// three are added. With the whole headcount answering, the interval is the score itself. It
// covers chance only; the real risk is who stayed silent. docs/definitions.md, "How sure".
func NPSAdjustedWaldFPC(promoters, passives, detractors, headcount int64) Interval {
	g := npsOf(promoters, passives, detractors)
	n := promoters + passives + detractors
	if n >= headcount {
		return Interval{g.points(), g.points()}
	}
	grow := EffectiveN(n, headcount) / float64(n)
	return npsGroups{g.p * grow, g.d * grow, g.n * grow}.adjusted().interval().Clip(-100, 100)
}

// npsGroups is promoters, detractors and all answers, not necessarily whole.
type npsGroups struct{ p, d, n float64 }

func npsOf(promoters, passives, detractors int64) npsGroups {
	if promoters < 0 || passives < 0 || detractors < 0 || promoters+passives+detractors == 0 {
		panic("bug: nps interval without answers")
	}
	return npsGroups{float64(promoters), float64(detractors), float64(promoters + passives + detractors)}
}

func (g npsGroups) adjusted() npsGroups { return npsGroups{g.p + 0.75, g.d + 0.75, g.n + 3} }

func (g npsGroups) points() float64 { return 100 * (g.p - g.d) / g.n }

// se is the standard error in points. The variance can round to just below 0.
func (g npsGroups) se() float64 {
	return 100 * math.Sqrt(max(0, NPSVariance(g.p/g.n, g.d/g.n))/g.n)
}

// interval is in points, not cut.
func (g npsGroups) interval() Interval {
	half := z95 * g.se()
	return Interval{g.points() - half, g.points() + half}
}
