package fact

import (
	"iter"
	"math"
)

// Facts are the facts of a metric, kept by column: there is one for each segment and day, and
// of most counts a metric has none. The zero value is empty.
type Facts struct {
	segments  []Segment
	at        map[Segment]uint32
	segment   []uint32
	day       []Day
	grain     numbers
	counts    [len(Counts{})]numbers
	missing   numbers
	rejected  numbers
	last      Segment // facts come in order of their segments
	lastIndex uint32
}

// FactsOf keeps the facts that are listed.
func FactsOf(all ...Fact) (f Facts) {
	for _, one := range all {
		f.Add(one)
	}
	return f
}

// Forget drops the counts of sets whose scores are known: of many teams they are a third of what
// a build holds in memory. Which segments were counted stays.
func Forget(sets []Set) {
	for i := range sets {
		s := &sets[i]
		s.Facts, s.Longs, s.Outcomes = Facts{segments: s.Facts.segments}, nil, nil
	}
}

// Segments are those that were counted.
func (f *Facts) Segments() []Segment { return f.segments }

// Len is how many there are.
func (f *Facts) Len() int { return len(f.day) }

// Add keeps one more.
func (f *Facts) Add(one Fact) {
	i := len(f.day)
	f.segment, f.day = append(f.segment, f.index(one.Segment)), append(f.day, one.Day)
	f.grain.set(i, int64(one.Grain))
	for j, n := range one.Counts {
		f.counts[j].set(i, n)
	}
	f.missing.set(i, one.Missing)
	f.rejected.set(i, one.Rejected)
}

func (f *Facts) index(s Segment) uint32 {
	if len(f.segments) > 0 && s == f.last {
		return f.lastIndex
	}
	i, known := f.at[s]
	if !known {
		if f.at == nil {
			f.at = map[Segment]uint32{}
		}
		i = uint32(len(f.segments))
		f.segments, f.at[s] = append(f.segments, s), i
	}
	f.last, f.lastIndex = s, i
	return i
}

// All gives them in the order in which they came.
func (f *Facts) All() iter.Seq[Fact] {
	return func(yield func(Fact) bool) {
		for i, day := range f.day {
			one := Fact{Segment: f.segments[f.segment[i]], Day: day, Grain: Grain(f.grain.get(i)), Missing: f.missing.get(i), Rejected: f.rejected.get(i)}
			for j := range one.Counts {
				one.Counts[j] = f.counts[j].get(i)
			}
			if !yield(one) {
				return
			}
		}
	}
}

// numbers are a column of whole numbers, small ones in half the room. What lies behind the
// last that was set is 0.
type numbers struct {
	small []int32
	large []int64
}

func (c *numbers) get(i int) int64 {
	switch {
	case i < len(c.small):
		return int64(c.small[i])
	case i < len(c.large):
		return c.large[i]
	}
	return 0
}

// set is called for rising i.
func (c *numbers) set(i int, n int64) {
	if n == 0 {
		return
	}
	if c.large == nil && (n > math.MaxInt32 || n < math.MinInt32) {
		c.large = make([]int64, len(c.small), max(len(c.small), i+1))
		for j, small := range c.small {
			c.large[j] = int64(small)
		}
		c.small = nil
	}
	if c.large == nil {
		c.small = append(filled(c.small, i), int32(n))
		return
	}
	c.large = append(filled(c.large, i), n)
}

// filled is a column with zeros up to i.
func filled[T int32 | int64](c []T, i int) []T {
	for len(c) < i {
		c = append(c, 0)
	}
	return c
}
