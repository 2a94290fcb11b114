package privacy

import (
	"cmp"
	"fmt"
	"slices"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// Audit takes the attacker's part: it tries to work out every withheld line of
// people who could be recognised, from all lines that are published and from those
// that readers have seen before. Whatever it can is a mistake of ours that
// must stop the build.
func (in *Inspection) Audit(at diag.Place, problems *diag.List) {
	if in.strict {
		problems.Warn(at, "%s: nothing of fewer than %d people is shown until readers' knowledge is on record again", in.o.Lost, fewFaces)
	}
	in.late(at, problems)
	in.twice(at, problems)
	for _, f := range in.families {
		for _, c := range f.solved() {
			hint := ""
			if len(in.o.Last)+len(in.o.Seen) > 0 {
				hint = "what was published before may show a part of it"
			}
			problems.AddHint(at, hint, "%s of %s is withheld to protect people, but can be worked out from what is published", c.name(), c.lines[0].Metric.ID)
		}
	}
}

// solved lists the withheld cells that are sums of shown ones.
func (f *family) solved() []*cell {
	seen := func(c *cell) bool {
		return c.known || slices.ContainsFunc(c.lines, func(l *score.Line) bool { return l.State != score.Suppressed })
	}
	var rows [][]int32
	var withheld []*cell
	for _, c := range f.cells {
		switch {
		case len(c.atoms) == 0:
		case seen(c):
			rows = append(rows, c.atoms)
			if len(c.again) > 0 {
				rows = append(rows, c.again)
			}
		default:
			withheld = append(withheld, c)
		}
	}
	if len(withheld) == 0 {
		return nil
	}
	slices.SortStableFunc(rows, func(a, b []int32) int { return cmp.Compare(len(a), len(b)) })
	s := span{}
	for _, r := range rows {
		s.add(ones(r))
	}
	return slices.DeleteFunc(withheld, func(c *cell) bool { return !s.solves(ones(c.atoms)) })
}

func ones(atoms []int32) vector {
	v := make(vector, len(atoms))
	for _, i := range atoms {
		v[i] = 1
	}
	return v
}

// name says whom a cell is about, and when.
func (c *cell) name() string {
	seg, who := c.views[0].Segment, "all"
	switch {
	case seg.Team != "" && seg.Channel != "":
		who = fmt.Sprintf("%q in %q", seg.Team, seg.Channel)
	case seg.Team != "":
		who = fmt.Sprintf("%q", seg.Team)
	case seg.Channel != "":
		who = fmt.Sprintf("%q", seg.Channel)
	}
	return who + " (" + c.views[0].period.String() + ")"
}

// Old is a line as the release that is being replaced shows it.
type Old struct {
	Metric string
	fact.Segment
	Period      string
	Value       string
	Numerator   string // as published, "" if none
	Denominator int64
	State       string
	Restated    bool
}

type oldKey struct {
	metric string
	seg    fact.Segment
	period string
}

func (o Options) last() map[oldKey]Old {
	m := make(map[oldKey]Old, len(o.Last))
	for _, l := range o.Last {
		if l.State == score.Published || l.State == score.Provisional {
			m[oldKey{l.Metric, l.Segment, l.Period}] = l
		}
	}
	return m
}

// remember takes what the last release shows for seen, where there is no better record: by
// the metric's name, and the number of answers.
func (in *Inspection) remember(f *family, old map[oldKey]Old) {
	for _, c := range f.cells {
		for _, l := range c.lines {
			was, ok := old[oldKey{l.Metric.ID, l.Segment, l.Period.String()}]
			switch {
			case !ok || l.N == 0 || was.Denominator <= 0:
			case (Seen{N: was.Denominator, Value: was.Value}).like(f.seen(l), people(l) < fewFaces):
				c.known = true
			case l.Wave != fact.NoDay && l.Period.Grain > fact.Quarter: // it may show another wave
			case near(was.Denominator, l.N, f.least()*f.each(c)):
				in.changed = append(in.changed, change{l, Seen{N: was.Denominator}, l.N})
				c.small = c.small || !l.Staff
			}
		}
	}
}
