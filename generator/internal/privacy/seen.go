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
	fact.Segment
	Period string // of employees the wave's first day
	Score  string // what is told of the answers: the thresholds, mean, or answers for how often each was given
	N      int64
	Value  string
}

// howOften is the score of a distribution.
const howOften = "answers"

// about is Seen without what was told.
func (s Seen) about() Seen { return Seen{Answers: s.Answers, Segment: s.Segment, Period: s.Period} }

// seen is a line as it is remembered.
func (f *family) seen(l *score.Line) Seen {
	v := f.viewOf[l]
	told := "mean"
	if l.Metric.Unit() != score.Scale && l.Metric.Unit() != score.Index {
		told = strings.Trim(fmt.Sprint(cuts(l.Metric)), "[]")
	}
	s := Seen{Answers: f.asked(v.reads), Segment: l.Segment, Period: v.period.String(), Score: told, N: l.N, Value: l.Supplied}
	if l.Value != nil {
		s.Value = score.FormatRat(l.Value, 4)
	}
	return s
}

// asked is a sum of the questions and sources of some subjects.
func (f *family) asked(reads string) string {
	var all []string
	for i := 0; i+1 < len(reads); i += 2 {
		s := f.subjects[int(reads[i])|int(reads[i+1])<<8]
		all = append(all, s.question+"\x00"+strings.Join(s.sources, "\x00"))
	}
	slices.Sort(all)
	sum := sha256.Sum256([]byte(strings.Join(all, "\x01")))
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
	for _, c := range f.cells {
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
		case was.Score == now.Score && near(was.N, now.N, f.least()*f.each(c)):
			in.changed = append(in.changed, change{l, was, l.N})
			c.small = c.small || !l.Staff
		case was.Score != now.Score && was.Score != howOften && was.N == now.N && people(l) < fewFaces:
			c.small = true
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

// Seen is what readers will have seen once this is published: what they had, and what is
// shown of people who could be recognised.
func (in *Inspection) Seen() []Seen {
	all := slices.Clone(in.o.Seen)
	for _, f := range in.families {
		for _, l := range f.lines() {
			if !l.Shown() || l.N == 0 {
				continue
			}
			s := f.seen(l)
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
