package privacy

import (
	"fmt"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

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

// known tells which cells the last release shows with the counts they have now:
// withholding them today does not make readers forget.
func (f *family) known(o Options) map[cell]bool {
	old := o.last()
	known := map[cell]bool{}
	if len(old) == 0 {
		return known
	}
	for c, lines := range f.cells {
		for _, l := range lines {
			if was, ok := old[oldKey{l.Metric.ID, l.Segment, l.Period.String()}]; ok && was.Denominator == count(l) && count(l) > 0 {
				known[c] = true
			}
		}
	}
	return known
}

// count is how many answers a line stands for, before it is withheld.
func count(l *score.Line) int64 { return l.N }

// An Inspection remembers what the counts were before lines were withheld, so
// that Audit can try to work them out.
type Inspection struct {
	families []*family
	counts   map[*score.Line]int64
}

// Inspect must be called before Protect.
func Inspect(lines []*score.Line, sets []fact.Set, o Options) *Inspection {
	in := &Inspection{families: families(lines, sets, o), counts: map[*score.Line]int64{}}
	for _, f := range in.families {
		for _, l := range f.lines {
			in.counts[l] = l.N
		}
	}
	return in
}

// Audit takes the attacker's part: it tries to work out every withheld line of
// people who could be recognised, from all lines that are published and from those
// of the release that is being replaced. Whatever it can is a mistake of ours that
// must stop the build.
func (in *Inspection) Audit(o Options, at diag.Place, problems *diag.List) {
	old := o.last()
	for _, f := range in.families {
		s := newSpan()
		var withheld []cell
		for i, c := range f.keys {
			shown := false
			for _, l := range f.cells[c] {
				was, before := old[oldKey{l.Metric.ID, l.Segment, l.Period.String()}]
				shown = shown || l.State != score.Suppressed || before && was.Denominator == in.counts[l] && in.counts[l] > 0
				if before {
					in.late(l, was, f.least(o), at, problems)
				}
			}
			if shown {
				s.add(i, f.vector(c))
			} else {
				withheld = append(withheld, c)
			}
		}
		for _, c := range withheld {
			if parts, ok := s.solve(f.vector(c)); ok && len(parts) > 0 {
				hint := ""
				if len(old) > 0 {
					hint = "the release that is being replaced may show a part of it"
				}
				problems.AddHint(at, hint, "%s of %s is withheld to protect people, but can be worked out from %d other published numbers", c.name(), f.cells[c][0].Metric.ID, len(parts))
			}
		}
	}
}

// late refuses to publish a finished wave again with a few answers more or fewer:
// the difference would tell what these few answered.
func (in *Inspection) late(l *score.Line, was Old, least int64, at diag.Place, problems *diag.List) {
	if !l.Staff || l.State == score.Suppressed {
		return
	}
	questions := int64(max(len(l.Items), 1))
	change := in.counts[l] - was.Denominator
	if change < 0 {
		change = -change
	}
	if change > 0 && change < least*questions && was.Denominator > 0 {
		problems.AddHint(at, "publish a wave once it is closed, or wait until enough answers more have come",
			"%s of %s was published with %d answers and now has %d: the difference would tell what a few people answered", cellOf(l).name(), l.Metric.ID, was.Denominator, in.counts[l])
	}
}

func (c cell) name() string {
	who := "all"
	switch {
	case c.Team != "" && c.Channel != "":
		who = fmt.Sprintf("%q in %q", c.Team, c.Channel)
	case c.Team != "":
		who = fmt.Sprintf("%q", c.Team)
	case c.Channel != "":
		who = fmt.Sprintf("%q", c.Channel)
	}
	return who + " (" + c.period.String() + ")"
}
