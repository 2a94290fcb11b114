package fact

import "iter"

// Facts are the facts of a metric, kept by column: there is one for each segment and day, and
// of most counts a metric has none. The zero value is empty.
type Facts struct {
	segments []Segment
	at       map[Segment]int
	runs     []run
	day      []Day
	grain    numbers
	counts   [len(Counts{})]numbers
	missing  numbers
	rejected numbers
}

// A run are facts of one segment, one after the other: they come in order of their segments.
type run struct {
	segment int
	first   int
}

// FactsOf keeps the facts that are listed.
func FactsOf(all ...Fact) (f Facts) {
	for _, one := range all {
		f.Add(one)
	}
	return f
}

// Forget drops the counts of a set that are tallied: of many teams they are much of what a build
// holds in memory. Which segments were counted stays.
func (s *Set) Forget() {
	s.Facts, s.Longs, s.Outcomes = Facts{segments: s.Facts.segments}, nil, nil
}

// Segments are those that were counted.
func (f *Facts) Segments() []Segment { return f.segments }

// Len is how many there are.
func (f *Facts) Len() int { return len(f.day) }

// Add keeps one more.
func (f *Facts) Add(one Fact) {
	i := len(f.day)
	if i == 0 || f.segments[f.runs[len(f.runs)-1].segment] != one.Segment {
		f.runs = append(f.runs, run{f.index(one.Segment), i})
	}
	f.day = append(f.day, one.Day)
	f.grain.set(i, int64(one.Grain))
	for j, n := range one.Counts {
		f.counts[j].set(i, n)
	}
	f.missing.set(i, one.Missing)
	f.rejected.set(i, one.Rejected)
}

func (f *Facts) index(s Segment) int {
	i, known := f.at[s]
	if !known {
		if f.at == nil {
			f.at = map[Segment]int{}
		}
		i = len(f.segments)
		f.segments, f.at[s] = append(f.segments, s), i
	}
	return i
}

// All gives them in the order in which they came.
func (f *Facts) All() iter.Seq[Fact] {
	return func(yield func(Fact) bool) {
		of := 0
		for i, day := range f.day {
			if of+1 < len(f.runs) && f.runs[of+1].first == i {
				of++
			}
			one := Fact{Segment: f.segments[f.runs[of].segment], Day: day, Grain: Grain(f.grain.get(i)), Missing: f.missing.get(i), Rejected: f.rejected.get(i)}
			for j := range one.Counts {
				one.Counts[j] = f.counts[j].get(i)
			}
			if !yield(one) {
				return
			}
		}
	}
}

// numbers are a column of whole numbers, in as little room as the largest leaves. What lies behind
// the last that was set is 0.
type numbers struct {
	tiny  []int8
	small []int32
	large []int64
}

func (c *numbers) get(i int) int64 {
	switch {
	case i < len(c.tiny):
		return int64(c.tiny[i])
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
	if c.small == nil && c.large == nil && n != int64(int8(n)) {
		c.tiny, c.small = nil, wider[int32](c.tiny)
	}
	if c.large == nil && n != int64(int32(n)) {
		c.small, c.large = nil, wider[int64](c.small)
	}
	switch {
	case c.large != nil:
		c.large = append(filled(c.large, i), n)
	case c.small != nil:
		c.small = append(filled(c.small, i), int32(n))
	default:
		c.tiny = append(filled(c.tiny, i), int8(n))
	}
}

// wider is a column with more room for each number.
func wider[To, From int8 | int32 | int64](c []From) []To {
	all := make([]To, len(c), len(c)+1)
	for i, n := range c {
		all[i] = To(n)
	}
	return all
}

// filled is a column with zeros up to i.
func filled[T int8 | int32 | int64](c []T, i int) []T {
	for len(c) < i {
		c = append(c, 0)
	}
	return c
}
