package privacy

import (
	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// Companions withholds a second part where only one of a period's is withheld: what all parts
// add up to would tell the one. A part stands where a team does. It is the smallest of those
// shown, and what was withheld for it keeps its own reason.
func Companions(parts []*score.Line) {
	type at struct {
		metric string
		period fact.Period
	}
	withheld, least := map[at]int{}, map[at]*score.Line{}
	for _, l := range parts {
		a := at{l.Metric.ID, l.Period}
		switch {
		case l.Team == "" || l.State == score.NoData:
		case l.State == score.Suppressed:
			withheld[a]++
		case least[a] == nil || l.N < least[a].N:
			least[a] = l
		}
	}
	for a, n := range withheld {
		if l := least[a]; n == 1 && l != nil {
			withhold(l, Protected)
		}
	}
}

// Parts withholds parts of fewer contacts than the minimum, and their companions: so few are
// somebody's.
func Parts(parts []*score.Line, least int64) {
	for _, l := range parts {
		if l.Team != "" && l.State != score.NoData && l.N < least {
			withhold(l, TooSmall)
		}
	}
	Companions(parts)
}
