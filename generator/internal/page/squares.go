package page

import (
	"strconv"

	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// squares is how periods went, one after the other: as squares, as counts, and for the ear by
// the names of those that were missed.
type squares struct {
	Months []month   `json:"months,omitempty"`
	Kept   *sentence `json:"kept,omitempty"`   // how many
	Spoken *sentence `json:"spoken,omitempty"` // which were missed
}

// A month is one square of a strip: how a period went.
type month struct {
	P value  `json:"p"`
	S mark   `json:"s"` // met, missed, unclear, none, withheld, no_data, provisional
	V *value `json:"v,omitempty"`

	Why []string `json:"why,omitempty"` // notices that explain it, by their addresses
}

func squaresOf(m *score.Metric, lines []*score.Line) (s squares) {
	count := map[string]int64{}
	var missed []*score.Line
	for _, l := range lines {
		one := month{P: inPeriod(l.Period), S: squareOf(l)}
		if l.Shown() {
			v := quantity(m, l.Value, apart(l, decimals(m, l.Staff)))
			one.V = &v
		}
		s.Months = append(s.Months, one)
		count[one.S.K]++
		if one.S.K == score.Missed {
			missed = append(missed, l)
		}
	}
	judged := count[score.Met] + count[score.Missed] + count[score.Unclear]
	if m.Promise == nil || judged == 0 {
		return s
	}
	a := args{"kept": number(count[score.Met]), "missed": number(count[score.Missed]), "unclear": number(count[score.Unclear]), "of": number(judged)}
	rests := evidence{Lines: lines}
	s.Kept = say("kept_of_"+lines[0].Period.Grain.String(), a).Rests(rests)
	if judged == 1 { // there are no "1 months"
		s.Kept = say("kept_of_all", a).Rests(rests)
	}
	if count[score.Unclear] > 0 {
		s.Kept = say("kept_three", a).Rests(rests)
	}
	if len(missed) > 0 {
		s.Spoken = say("squares_missed", args{"months": periods(missed)}).Rests(rests)
	}
	return s
}

// year is the squares of a year.
type year struct {
	Year string `json:"year"`
	squares
}

// years is a promise over all of history, the newest year first, with what explains its
// periods; nil where a strip of the last periods shows all of it.
func (b *book) years(m *score.Metric) (all []year) {
	g, ok := b.grain(m, fact.Segment{})
	lines := b.lines(m, fact.Segment{}, g)
	if !ok || m.Promise == nil || g != fact.Month && g != fact.Quarter || len(lines) <= strip {
		return nil
	}
	for end := len(lines); end > 0; {
		from := end - 1
		for from > 0 && lines[from-1].Period.First.Time().Year() == lines[end-1].Period.First.Time().Year() {
			from--
		}
		of := squaresOf(m, lines[from:end])
		for _, n := range b.chartNotes(m, fact.Segment{}, lines[from:end]) {
			for i := range of.Months {
				if of.Months[i].P == n.Period {
					of.Months[i].Why = append(of.Months[i].Why, n.Slug)
				}
			}
		}
		all = append(all, year{strconv.Itoa(lines[from].Period.First.Time().Year()), of})
		end = from
	}
	return all
}
