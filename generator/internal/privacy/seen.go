package privacy

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"shingle/generator/internal/diag"
	"shingle/generator/internal/fact"
	"shingle/generator/internal/score"
)

// Seen is a score that readers have seen, in whatever release: they do not forget it. It
// holds nothing that was not published.
type Seen struct {
	Answers string // a sum of what was asked, whatever the metric is called
	Sources string // a sum of the sources' names, which may change; "": a record of before, whose one sum is of both
	fact.Segment
	Period string // of employees the wave's first day
	Score  string // what is told of the answers: the thresholds, mean, answers for how often each was given, or withheld
	N      int64
	Value  string
}

// The score of a distribution, and of a group that was there but not shown.
const (
	howOften = "answers"
	withheld = "withheld"
)

// about is Seen without what was told.
func (s Seen) about() Seen {
	return Seen{Answers: s.Answers, Sources: s.Sources, Segment: s.Segment, Period: s.Period}
}

// remembered sorts what readers have seen by what it is about. Of a source that is there no longer
// it is taken to be about one that asks the same and is not remembered: its name has changed.
func (o Options) remembered(families []*family) map[Seen][]Seen {
	type asked struct{ answers, sources string }
	seen, then, now := map[Seen][]Seen{}, map[asked]bool{}, map[asked]bool{}
	former := map[string]asked{}
	for _, f := range families {
		for _, l := range f.lines() {
			s := f.seen(l)
			former[f.both(f.viewOf[l].reads)] = asked{s.Answers, s.Sources}
			now[asked{s.Answers, s.Sources}] = true
		}
	}
	for i, s := range o.Seen {
		if a, ok := former[s.Answers]; ok && s.Sources == "" {
			o.Seen[i].Answers, o.Seen[i].Sources = a.answers, a.sources
		}
		then[asked{o.Seen[i].Answers, o.Seen[i].Sources}] = true
	}
	heirs := map[string][]string{}
	for a := range now {
		if !then[a] {
			heirs[a.answers] = append(heirs[a.answers], a.sources)
		}
	}
	for _, s := range o.Seen {
		seen[s.about()] = append(seen[s.about()], s)
		if !now[asked{s.Answers, s.Sources}] {
			for _, s.Sources = range heirs[s.Answers] {
				seen[s.about()] = append(seen[s.about()], s)
			}
		}
	}
	return seen
}

// both is one sum of the questions and sources of some subjects, as records of before have it.
func (f *family) both(reads string) string {
	var all []string
	for i := 0; i+1 < len(reads); i += 2 {
		s := f.subjects[int(reads[i])|int(reads[i+1])<<8]
		all = append(all, s.question+"\x00"+strings.Join(s.sources, "\x00"))
	}
	return sum(all)
}

// seen is a line as it is remembered.
func (f *family) seen(l *score.Line) Seen {
	v := f.viewOf[l]
	told := "mean"
	if l.Metric.Unit() != score.Scale && l.Metric.Unit() != score.Index {
		told = strings.Trim(fmt.Sprint(cuts(l.Metric)), "[]")
	}
	s := Seen{Segment: l.Segment, Period: v.period.String(), Score: told, N: l.N, Value: l.Supplied}
	s.Answers, s.Sources = f.asked(v.reads)
	if l.Value != nil {
		s.Value = score.FormatRat(l.Value, 4)
	}
	return s
}

// asked are sums of the questions and of the sources of some subjects.
func (f *family) asked(reads string) (answers, sources string) {
	var questions, names []string
	for i := 0; i+1 < len(reads); i += 2 {
		s := f.subjects[int(reads[i])|int(reads[i+1])<<8]
		questions = append(questions, s.question)
		names = append(names, strings.Join(s.sources, "\x00"))
	}
	return sum(questions), sum(names)
}

func sum(texts []string) string {
	slices.Sort(texts)
	sum := sha256.Sum256([]byte(strings.Join(texts, "\x01")))
	return hex.EncodeToString(sum[:6])
}

// A change is a line whose difference from what readers have seen would tell what a few people
// answered.
type change struct {
	line *score.Line
	was  Seen
	now  int64
}

// recall holds the lines of a family against what readers have seen. What they know is known,
// and what is nearly the same, but not quite, must not be shown: of customers it is
// withheld until enough answers more have come.
func (in *Inspection) recall(f *family, seen map[Seen][]Seen) {
	parts := f.parts()
	for _, c := range f.cells {
		if !in.before {
			in.arrived(f, c, parts, seen)
		}
		for _, l := range c.lines {
			now := f.seen(l)
			before := seen[now.about()]
			switch {
			case l.N == 0:
			case slices.ContainsFunc(before, func(was Seen) bool { return was.Score == now.Score && was.like(now, people(l) < fewFaces) }):
				c.known = true
				c.told = c.told || slices.ContainsFunc(before, func(was Seen) bool { return was.Score != now.Score && was.N == now.N })
			default:
				in.differs(f, c, l, now, before)
			}
		}
	}
}

// differs notes a line that is not what readers have seen, but so near to it that the
// difference tells, or a second score of the same few people.
func (in *Inspection) differs(f *family, c *cell, l *score.Line, now Seen, before []Seen) {
	for _, was := range before {
		switch {
		case was.Score == withheld:
		case was.Score == now.Score && near(was.N, now.N, f.least()*f.each(c)):
			in.changed = append(in.changed, change{l, was, l.N})
			c.small = c.small || !l.Staff
		case was.Score != now.Score && was.Score != howOften && was.N == now.N && people(l) < fewFaces:
			c.small = true
		}
	}
}

// arrived notes a total that is what readers have seen, and groups besides that they have not: what
// the total is without those must not be nearly the same either.
func (in *Inspection) arrived(f *family, c *cell, parts map[cut][]*cell, seen map[Seen][]Seen) {
	for _, l := range c.lines {
		before, v := seen[f.seen(l).about()], f.viewOf[l]
		for _, by := range []string{"team", "channel", "period"} {
			rest, arrived := l.N, false
			for _, part := range parts[cut{by, v}] {
				i := slices.IndexFunc(part.lines, func(p *score.Line) bool { return slices.Contains(cutsOf(f.viewOf[p]), cut{by, v}) })
				if p := part.lines[i]; p.N > 0 && len(seen[f.seen(p).about()]) == 0 {
					rest, arrived = rest-p.N, true
				}
			}
			for _, was := range before {
				if arrived && was.Score != withheld && was.N != rest && near(was.N, rest, f.least()*f.each(c)) {
					in.changed = append(in.changed, change{l, was, rest})
					c.small = c.small || !l.Staff
				}
			}
		}
	}
}

// like tells whether two are one number, as exact as it is told: of few people, whole.
func (s Seen) like(o Seen, few bool) bool {
	a, err := strconv.ParseFloat(s.Value, 64)
	b, err2 := strconv.ParseFloat(o.Value, 64)
	if s.N != o.N || err != nil || err2 != nil {
		return false
	}
	far := math.Abs(a - b)
	return far < 0.0002 || few && far <= 0.5
}

func near(a, b, least int64) bool { return max(a-b, b-a) < least }

// each is how many answers one person gives to what a cell counts.
func (f *family) each(c *cell) int64 {
	asked := map[string]bool{}
	for _, i := range c.atoms {
		asked[f.subjects[f.atoms[i].subject].question] = true
	}
	return max(1, int64(len(asked)))
}

// Seen is what readers will have seen once this is published: what they had, what is shown of
// people who could be recognised, and which groups are there, but withheld.
func (in *Inspection) Seen() []Seen {
	all := slices.Clone(in.o.Seen)
	for _, f := range in.families {
		for _, l := range f.lines() {
			s := f.seen(l)
			switch {
			case l.State == score.Suppressed:
				s.Score, s.N, s.Value = withheld, 0, ""
			case !l.Shown() || l.N == 0:
				continue
			}
			all = append(all, s)
			if l.Answers != nil {
				s.Score, s.Value = howOften, ""
				all = append(all, s)
			}
		}
	}
	slices.SortFunc(all, func(a, b Seen) int {
		return cmp.Or(strings.Compare(a.Answers, b.Answers), strings.Compare(a.Team, b.Team), strings.Compare(a.Channel, b.Channel),
			strings.Compare(a.Period, b.Period), strings.Compare(a.Score, b.Score), cmp.Compare(a.N, b.N), strings.Compare(a.Value, b.Value))
	})
	return slices.Compact(all)
}

// late refuses to publish a finished wave again with a few answers more or fewer, or others:
// the difference would tell what these few answered.
func (in *Inspection) late(at diag.Place, problems *diag.List) {
	told := map[string]bool{}
	for _, c := range in.changed {
		if !c.line.Staff || c.line.State == score.Suppressed {
			continue
		}
		who := in.name(c.line) + " of " + c.line.Metric.ID
		if told[who] {
			continue
		}
		told[who] = true
		hint := "publish a wave once it is closed, or wait until enough answers more have come"
		if c.was.N == c.now {
			problems.AddHint(at, hint, "%s was published with other answers of %d: the difference would tell what a few people answered", who, c.now)
			continue
		}
		problems.AddHint(at, hint, "%s was published with %d answers and now has %d: the difference would tell what a few people answered", who, c.was.N, c.now)
	}
}

func (in *Inspection) name(l *score.Line) string {
	for _, f := range in.families {
		if c := f.cellOf[l]; c != nil {
			return c.name()
		}
	}
	panic("bug: a line of no family")
}
