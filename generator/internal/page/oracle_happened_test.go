package page_test

import (
	"fmt"
	"math"
	"math/big"
	"strings"
)

// happened is the months of a score from the first to the last with cases: + kept, - missed, ~ too
// close to call, o no promise; . no data; small letters k m u n for a month that is not over.
type happened struct {
	first int // the month, counted from January 2023 on
	marks string
	cases []counted
}

func (h happened) String() string {
	return fmt.Sprintf("from month %d %s %v", h.first, h.marks, h.cases)
}

// run adds up the teams, or takes one.
func (w *world) run(m *measured, team string) happened {
	var all []counted
	for name, months := range m.months {
		if team != "" && name != team {
			continue
		}
		for i, c := range months {
			for len(all) <= i {
				all = append(all, counted{})
			}
			all[i] = counted{all[i].x + c.x, all[i].d + c.d, all[i].n + c.n}
		}
	}
	h := happened{first: m.first}
	for len(all) > 0 && all[0].n == 0 {
		all, h.first = all[1:], h.first+1
	}
	for len(all) > 0 && all[len(all)-1].n == 0 {
		all = all[:len(all)-1]
	}
	h.cases = all
	for i, c := range all {
		mark := m.went(c)
		if w.begins(h.first+i+1)-1 >= w.asOf && c.n > 0 {
			mark = map[byte]byte{'+': 'k', '-': 'm', '~': 'u', 'o': 'n'}[mark]
		}
		h.marks += string(mark)
	}
	return h
}

// went holds a month against its promise. A survey's answers and a sample leave open what lies
// within Wilson's interval of 95 percent.
func (m *measured) went(c counted) byte {
	switch {
	case c.n == 0:
		return '.'
	case m.promise < 0:
		return 'o'
	}
	p, n, z := float64(c.x)/float64(c.n), float64(c.n), 1.959963984540054
	middle, half := (p+z*z/2/n)/(1+z*z/n), z/(1+z*z/n)*math.Sqrt(p*(1-p)/n+z*z/4/n/n)
	if promise := float64(m.promise) / 100; (m.kind == "csat" || m.sampled) && promise > middle-half-1e-12 && promise < middle+half+1e-12 {
		return '~'
	}
	if kept := 100*c.x - m.promise*c.n; kept == 0 || kept > 0 != m.down {
		return '+'
	}
	return '-'
}

// value is a month's figure, exactly.
func (m *measured) value(c counted) *big.Rat {
	switch m.kind {
	case "volume":
		return big.NewRat(c.n, 1)
	case "nps":
		return big.NewRat(100*(c.x-c.d), c.n)
	}
	return big.NewRat(100*c.x, c.n)
}

// newest is where the figure stands that speaks for a score now: the last month that is over and
// has cases, or else the last.
func (h happened) newest() int {
	if i := strings.LastIndexAny(h.marks, "+-~o"); i >= 0 {
		return i
	}
	return len(h.marks) - 1
}

// beginning is the first month of the run that a month ends and that went as it did.
func (h happened) beginning(end int) int {
	for end > 0 && h.marks[end-1] == h.marks[end] {
		end--
	}
	return end
}
