package fact

import (
	"iter"

	"shingle/generator/internal/ledger"
)

// Facts are the facts of a metric, kept by column: there is one for each segment and day, and
// of most counts a metric has none. The zero value is empty.
type Facts struct {
	segments []Segment
	at       map[Segment]int
	runs     []run
	day      []Day
	grain    ledger.Numbers
	counts   [len(Counts{})]ledger.Numbers
	missing  ledger.Numbers
	rejected ledger.Numbers
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
	f.grain.Put(i, int64(one.Grain))
	for j, n := range one.Counts {
		f.counts[j].Put(i, n)
	}
	f.missing.Put(i, one.Missing)
	f.rejected.Put(i, one.Rejected)
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
			one := Fact{Segment: f.segments[f.runs[of].segment], Day: day, Grain: Grain(f.grain.At(i)), Missing: f.missing.At(i), Rejected: f.rejected.At(i)}
			for j := range one.Counts {
				one.Counts[j] = f.counts[j].At(i)
			}
			if !yield(one) {
				return
			}
		}
	}
}
