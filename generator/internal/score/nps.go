package score

import "math"

// NPSVariance is the variance of one answer counted as 1 (promoter), 0 (passive) or -1
// (detractor), given the shares of promoters and detractors as fractions: p + d - (p-d)².
// It lies between 0 and 1. docs/definitions.md, "How sure".
func NPSVariance(p, d float64) float64 { return p + d - (p-d)*(p-d) }

// NPSWald is score ± 1.96 standard errors, cut to -100 to 100. It fails for small or lopsided
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
